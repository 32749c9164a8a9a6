// What this device itself says in a circle: operations, epochs and statements. Each is signed, stored and put into the
// outbox in one synced step; sending it is the session's business.
import {
  type CircleId,
  canonical,
  type DeviceId,
  type DeviceKeys,
  deviceOf,
  type Kid,
  leavesToFollow,
  newEpoch,
  type Op,
  type OpBody,
  type Primitives,
  parentsMax,
  readStatement,
  type Statement,
  signOp,
  signStatement,
  statementBytesMax,
  withheldAt,
} from "@fogata/keys";
import { epochAgeMsMax, keyWaitMsMax } from "./first-seen.ts";
import type { OutboxRecord } from "./outbox.ts";
import type { Parts } from "./parts.ts";
import type { Clock, Result, Storage, Write } from "./ports.ts";
import { sameBytes } from "./record.ts";
import { noDoc } from "./sealer.ts";
import { readVouch } from "./vouches.ts";

export type Said = Omit<Statement, "group" | "circle" | "member">;
export interface Writing {
  /** Upon the present heads. `also`: epochs whose readers are to learn of it besides those of the leaves. */
  operation(body: OpBody, more?: Write[], also?: Kid[]): Promise<Result<Op, "device-full" | "gone">>;
  epoch(): Promise<Result<Op, "device-full" | "gone" | "key-missing">>;
  /** S5 S81 Whether a new key is owed before anything else is written: by who belongs, or by its age. */
  epochOwed(): boolean;
  /** S12 An operation of anybody's, once more: in each channel that is written to. False when the device is full. */
  again(op: Op): Promise<boolean>;
  statement(said: Said): Promise<Result<{ hash: string }, "device-full" | "gone" | "too-long">>;
  statements(doc?: string): Promise<{ statement: Statement; device: DeviceId; hash: string }[]>;
}

/** What a signed statement has beside what it says. */
const signatureRoom = 512;
const encoder = new TextEncoder();

export function createWriting(
  o: { p: Primitives; storage: Storage; clock: Clock; circle: CircleId; device: DeviceKeys },
  { circle, shelf, drafts, seen }: Pick<Parts, "circle" | "shelf" | "drafts" | "seen">,
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

  /**
   * S19 More operations beside each other than one can follow, as one member can write on purpose: followed in steps that
   * say nothing new, so that nobody is kept from saying anything again.
   */
  async function gather(): Promise<boolean> {
    for (;;) {
      const { heads, leaves, members, devices } = circle.membership();
      if (heads.length <= parentsMax) return true;
      const { name } = members.get(devices.get(o.device.id)!.member)!;
      // What this device said itself is always followed: else it would speak from two places (K35).
      const mine = heads.filter((id) => sameBytes(circle.op(id)!.by, o.device.sign.publicKey));
      const parents = [...mine, ...heads.filter((id) => !mine.includes(id))].slice(0, parentsMax);
      const op = await signOp(o.p, { circle: o.circle, parents, body: { kind: "name", name }, device: o.device });
      const record = { type: "control", doc: noDoc, comp: "op", payload: op.bytes, names: leaves } as const;
      if (!(await post(record, [shelf.opWrite(op.id, op.bytes)]))) return false;
      await circle.learn([op.bytes]);
    }
  }

  const belongs = () => circle.membership().devices.has(o.device.id);

  async function operation(
    body: OpBody,
    more: Write[] = [],
    also: Kid[] = [],
  ): Promise<Result<Op, "device-full" | "gone">> {
    // Nobody would take it, and it would stand in the log for good.
    if (!belongs()) return { ok: false, reason: "gone" };
    if (!(await gather())) return { ok: false, reason: "device-full" };
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
    epochOwed() {
      const { preferred } = circle.membership();
      if (circle.standing() !== "here" || !circle.settled()) return false;
      return circle.rotationOwed() || (preferred !== null && seen.age(preferred) > epochAgeMsMax);
    },
    async epoch() {
      const m = circle.membership();
      // Whoever is paused would make the others a key that it must not have.
      if (circle.standing() !== "here") return { ok: false, reason: "gone" };
      const leaves = leavesToFollow(m.leaves);
      const held = leaves.flatMap((kid): [Kid, Uint8Array][] => {
        const keys = circle.epochs.get(kid);
        return keys ? [[kid, keys.key]] : [];
      });
      const missing = leaves.filter((kid) => !circle.epochs.has(kid));
      // A box that opens to nothing, or a key that nobody has sent for days, must not keep the others from writing.
      const isGivenUp = (kid: Kid) => circle.damaged.has(kid) || seen.age(kid) > keyWaitMsMax;
      if (!missing.every(isGivenUp)) return { ok: false, reason: "key-missing" };
      const withheld = withheldAt(m, o.clock.now());
      const { body, keys } = await newEpoch(o.p, m, new Map(held), withheld, new Set(missing));
      const written = await operation(body, [shelf.epochWrite(keys.kid, keys.key)], [keys.kid]);
      if (written.ok) await circle.learnKey(keys.key);
      return written;
    },
    again: ({ bytes }) => post({ type: "control", doc: noDoc, comp: "op", payload: bytes, names: [] }, []),
    async statement(said) {
      const member = circle.membership().devices.get(o.device.id)?.member;
      if (member === undefined) return { ok: false, reason: "gone" };
      const statement: Statement = { ...said, group: o.circle, circle: o.circle, member };
      if (encoder.encode(canonical({ ...statement, apart: null })).length > statementBytesMax - signatureRoom)
        return { ok: false, reason: "too-long" };
      const payload = await signStatement(o.p, statement, o.device);
      const read = await readStatement(o.p, payload, (device) => circle.signingKeyOf(device));
      if (!read.ok) throw new Error(`A statement of our own is ${read.reason}`);
      const { hash } = read.value;
      // In no document's slot: a snapshot of the document would stand for it, and have it erased.
      const record = { type: "statement", doc: noDoc, comp: "statement", payload, names: [hash] } as const;
      const vouch = readVouch(statement);
      const more = vouch ? [shelf.vouchWrite({ by: o.device.id, ...vouch }, hash)] : [];
      const written = await post(record, [shelf.statementWrite(hash, payload), ...more]);
      if (!written) return { ok: false, reason: "device-full" };
      if (vouch) circle.lines.vouch({ by: o.device.id, ...vouch });
      return { ok: true, value: { hash } };
    },
    async statements(doc) {
      const all: { statement: Statement; device: DeviceId; hash: string }[] = [];
      for (const bytes of await shelf.statements()) {
        const read = await readStatement(o.p, bytes, (device) => circle.signingKeyOf(device));
        if (!read.ok || (doc !== undefined && read.value.statement.doc !== doc)) continue;
        // What was kept before it was asked whose device says it.
        const { device, statement } = read.value;
        if (deviceOf(circle.membership(), device)?.member === statement.member) all.push(read.value);
      }
      return all;
    },
  };
}
