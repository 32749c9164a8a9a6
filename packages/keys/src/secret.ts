// Secrets that cannot be printed by accident: String, JSON and Node's inspect all say "<secret>".

const hidden = "<secret>";
const secretPrototype = Object.create(Object.prototype, {
  toString: { value: () => hidden },
  toJSON: { value: () => hidden },
  [Symbol.for("nodejs.util.inspect.custom")]: { value: () => hidden },
});

/** The same fields, on an object that hides them from logs. A plain copy of it (spread, structuredClone) hides nothing. */
export function secret<T extends object>(fields: T): Readonly<T> {
  return Object.assign(Object.create(secretPrototype), fields) as Readonly<T>;
}
