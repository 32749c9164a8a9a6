// What this device itself says in a circle: operations, epochs and statements. Each is signed, stored and put into the
// outbox in one synced step; sending it is the session's business.
import {
  type CircleId,
  type DeviceId,
  type DeviceKeys,
  type Kid,
  newEpoch,
  type Op,
  type OpBody,
  type Primitives,
  readStatement,
  type Statement,
  signOp,
  signStatement,
} from "@fogata/keys";
import type { OutboxRecord } from "./outbox.ts";
import type { Parts } from "./parts.ts";
import type { Result, Storage, Write } from "./ports.ts";
import { noDoc } from "./sealer.ts";

export interface Writing {
  /** Upon the present heads. `also`: epochs whose readers are to learn of it besides those of the leaves. */
  operation(body: OpBody, more?: Write[], also?: Kid[]): Promise<Result<Op, "device-full">>;
  epoch(): Promise<Result<Op, "device-full" | "key-missing">>;
  statement(said: Omit<Statement, "group" | "circle" | "member">): Promise<Result<{ hash: string }, "device-full">>;
  statements(doc?: string): Promise<{ statement: Statement; device: DeviceId; hash: string }[]>;
}

export function createWriting(
  o: { p: Primitives; storage: Storage; circle: CircleId; device: DeviceKeys },
  { circle, shelf, drafts }: Pick<Parts, "circle" | "shelf" | "drafts">,
  diskIs: (full: boolean) => Promise<void>,
): Writing {
  /** S7 In one synced step: the operation, what belongs to it, and its place in the outbox. */
  async function post(record: Omit<OutboxRecord, "place">, more: Write[]): Promise<boolean> {
    const { key, value, keep } = drafts.put(record);
    const written = await o.storage.write([...more, { key, value }], "strict");
    await diskIs(!written.ok);
    if (written.ok) keep();
    return written.ok;
  }

  async function operation(body: OpBody, more: Write[] = [], also: Kid[] = []): Promise<Result<Op, "device-full">> {
    const { heads, leaves } = circle.membership();
    const op = await signOp(o.p, { circle: o.circle, parents: heads, body, device: o.device });
    // Those who read an epoch that ends with this operation must learn of it there; those who were given the key of
    // the epoch that begins with it, here.
    const record = { type: "control", doc: noDoc, comp: "op", payload: op.bytes, names: [...leaves, ...also] } as const;
    if (!(await post(record, [...more, shelf.opWrite(op.id, op.bytes)]))) return { ok: false, reason: "device-full" };
    await circle.learn([op.bytes]);
    return { ok: true, value: op };
  }

  return {
    operation,
    async epoch() {
      const { leaves } = circle.membership();
      const held = leaves.flatMap((kid): [Kid, Uint8Array][] => {
        const keys = circle.epochs.get(kid);
        return keys ? [[kid, keys.key]] : [];
      });
      if (held.length < leaves.length) return { ok: false, reason: "key-missing" };
      const { body, keys } = await newEpoch(o.p, circle.membership(), new Map(held));
      const written = await operation(body, [shelf.epochWrite(keys.kid, keys.key)], [keys.kid]);
      if (written.ok) await circle.learnKey(keys.key);
      return written;
    },
    async statement(said) {
      const member = circle.membership().devices.get(o.device.id)!.member;
      const statement: Statement = { ...said, group: o.circle, circle: o.circle, member };
      const payload = await signStatement(o.p, statement, o.device);
      const read = await readStatement(o.p, payload, (device) => circle.signingKeyOf(device));
      if (!read.ok) throw new Error(`A statement of our own is ${read.reason}`);
      const { hash } = read.value;
      // In no document's slot: a snapshot of the document would stand for it, and have it erased.
      const record = { type: "statement", doc: noDoc, comp: "statement", payload, names: [hash] } as const;
      if (!(await post(record, [shelf.statementWrite(hash, payload)]))) return { ok: false, reason: "device-full" };
      return { ok: true, value: { hash } };
    },
    async statements(doc) {
      const all: { statement: Statement; device: DeviceId; hash: string }[] = [];
      for (const bytes of await shelf.statements()) {
        const read = await readStatement(o.p, bytes, (device) => circle.signingKeyOf(device));
        if (read.ok && (doc === undefined || read.value.statement.doc === doc)) all.push(read.value);
      }
      return all;
    },
  };
}
