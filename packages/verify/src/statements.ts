// The signed statements a record brings: each in its one form, signed by a device of the member it speaks for.
import { type Bytes, concat, isHex, unhex, utf8 } from "./bytes.ts";
import type { Checks } from "./crypto.ts";
import { Refused } from "./refused.ts";
import type { Roll } from "./roll.ts";

export type Details = Readonly<Record<string, string | number | boolean | null>>;
export interface Statement {
  hash: string;
  device: string;
  circle: string;
  doc: string;
  text: string;
  what: string;
  details: Details;
  member: string;
  time: number;
}

const fields = [
  "circle",
  "details",
  "device",
  "doc",
  "group",
  "member",
  "signature",
  "text",
  "time",
  "version",
  "what",
];
const bytesMax = 16 * 1024;

export async function readStatements(
  is: Checks,
  list: unknown,
  roll: Roll,
  circle: string,
): Promise<Map<string, Statement>> {
  if (!Array.isArray(list)) throw new Refused("statement-malformed", "there are none");
  const all = new Map<string, Statement>();
  for (const text of list) {
    const one = await readStatement(is, text, roll);
    if (one.circle !== circle) throw new Refused("other-circle", one.hash);
    all.set(one.hash, one);
  }
  return all;
}

async function readStatement(is: Checks, text: unknown, roll: Roll): Promise<Statement> {
  const bytes: Bytes | null = typeof text === "string" ? utf8(text) : null;
  if (bytes === null || bytes.length > bytesMax) throw new Refused("statement-malformed");
  const hash = await is.sha256(bytes);
  const value = parse(text as string, hash);
  const { signature, ...unsigned } = value as { signature: string };
  const {
    device,
    member,
    circle,
    group,
    doc,
    text: about,
    what,
    details,
    time,
  } = value as unknown as Statement & { group: string };
  const known = roll.devices.get(device);
  if (known?.member !== member) throw new Refused("stranger", hash);
  if (group !== circle) throw new Refused("other-circle", hash);
  const data = concat(utf8("fogata statement 1"), utf8(canonical(unsigned)));
  if (!(await is.isSigned({ key: known.sign, data, signature: unhex(signature) })))
    throw new Refused("statement-signature", hash);
  return { hash, device, circle, doc, text: about, what, details, member, time };
}

/** One statement has one form; a second way of writing it would be a second statement. */
function parse(text: string, hash: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refused("statement-malformed", hash);
  }
  const bad = () => new Refused("statement-malformed", hash);
  if (!isRecord(value) || Object.keys(value).sort().join() !== fields.join() || value.version !== 1) throw bad();
  const texts = [value.circle, value.doc, value.group, value.what].every((one) => typeof one === "string");
  const ids = isHex(value.device, 16) && isHex(value.member, 16) && isHex(value.text, 32) && isHex(value.signature, 64);
  if (!texts || !ids || !Number.isSafeInteger(value.time) || !isRecord(value.details)) throw bad();
  if (Object.values(value.details).some((one) => typeof one === "object" && one !== null)) throw bad();
  if (canonical(value) !== text) throw bad();
  return value;
}

export function canonical(value: unknown): string {
  if (!isRecord(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
