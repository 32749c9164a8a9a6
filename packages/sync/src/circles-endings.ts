// How a seat is ended by the others: half of a circle's members, at least two, each say so over that very seat (K42).
// Everybody there reads it, the person too; a word can be taken back until there are enough. Nothing of it is stored.
import {
  assemble,
  type CircleId,
  type DeviceKeys,
  type MemberId,
  type Membership,
  neededFor,
  type OpId,
  type Primitives,
  type Signature,
  signCertificate,
  unseatText,
  verifyCertificate,
} from "@fogata/keys";
import type { CircleFault, SeatView } from "./circles.types.ts";
import type { Client } from "./client.types.ts";
import type { Clock, Result, Storage } from "./ports.ts";
import { fromHex, toHex } from "./record.ts";
import { createSaid, type Said } from "./said.ts";
import { noDoc } from "./sealer.ts";

const what = "unseat";

export interface Endings {
  /** Something may have been said: reads, and ends what is complete. */
  look(): Promise<void>;
  of(member: string): SeatView["ending"];
  /** My word that this seat should end, or that I take it back. */
  say(member: string, ends: boolean): Promise<Result<null, CircleFault>>;
}

export function createEndings(o: {
  p: Primitives;
  storage: Storage;
  clock: Clock;
  circle: CircleId;
  member: MemberId;
  device: DeviceKeys;
  client: Client;
}): Endings {
  const { p, client, circle, device } = o;
  const said = createSaid({ client, storage: o.storage, circle, changed: () => {} });
  const checked = new Map<string, Signature | null>();
  let endings = new Map<string, Map<MemberId, Signature>>();

  /** The last word of each member on each seat there is now. */
  async function read(m: Membership): Promise<typeof endings> {
    const words = new Map<string, Map<MemberId, Signature>>();
    for (const one of said.all()) {
      const { member, seat } = one.statement.details;
      const by = m.devices.get(one.device);
      const about = m.members.get(member as MemberId);
      if (one.statement.what !== what || !by || !about || about.admittedBy !== seat) continue;
      if (by.member !== one.statement.member || by.member === about.id) continue;
      const all = words.get(about.id) ?? new Map<MemberId, Signature>();
      words.set(about.id, all);
      const signature = await signatureIn(one, by.card.sign);
      if (signature) all.set(by.member, signature);
      else all.delete(by.member);
    }
    return words;
  }

  async function signatureIn({ statement, hash }: Said, by: Uint8Array): Promise<Signature | null> {
    const before = checked.get(hash);
    if (before !== undefined) return before;
    const { member, seat, signature: hex } = statement.details;
    let signature: Signature | null = null;
    if (typeof hex === "string" && /^[0-9a-f]{128}$/.test(hex)) {
      const one = { by, signature: fromHex(hex) };
      const text = unseatText(circle, { member: member as MemberId, seat: seat as OpId });
      if (await verifyCertificate(p, { text, signature: one })) signature = one;
    }
    checked.set(hash, signature);
    return signature;
  }

  async function look(): Promise<void> {
    await said.look();
    const m = client.membership();
    endings = await read(m);
    if (!m.devices.has(device.id)) return;
    for (const [member, signatures] of endings) {
      const about = m.members.get(member as MemberId)!;
      if (about.id === o.member || signatures.size < neededFor(m, about.id)) continue;
      await client.write(assemble("unseat", { member: about.id, seat: about.admittedBy }, [...signatures.values()]));
    }
  }

  return {
    look,
    of(member) {
      const by = [...(endings.get(member)?.keys() ?? [])];
      if (by.length === 0) return null;
      return { by, needed: neededFor(client.membership(), member as MemberId) };
    },
    async say(member, ends) {
      const about = client.membership().members.get(member as MemberId);
      if (!about || about.id === o.member) return { ok: false, reason: "gone" };
      if ((endings.get(member)?.has(o.member) ?? false) === ends) return { ok: true, value: null };
      const says = { member: about.id, seat: about.admittedBy };
      const text = unseatText(circle, says);
      const { signature } = await signCertificate(p, { text, device });
      const details = { ...says, signature: ends ? toHex(signature) : null };
      const done = await client.state({
        doc: noDoc,
        text: toHex(await p.sha256(text)),
        what,
        details,
        time: o.clock.now(),
      });
      if (!done.ok) return { ok: false, reason: "device-full" };
      await look();
      return { ok: true, value: null };
    },
  };
}
