// Somebody new who would like company, and who offers to go along (G4): each says so in their own name, and nobody for
// anybody else. Shown until they are full members.
import type { MemberId, Membership } from "@fogata/keys";
import type { Client } from "./client.types.ts";
import type { Companionship } from "./inviting.types.ts";
import type { Bytes, Clock, Result } from "./ports.ts";
import { toHex } from "./record.ts";
import type { Said } from "./said.ts";
import { noDoc } from "./sealer.ts";

const [wanted, offered] = ["companion-wanted", "companion-offered"];

export function companionsOf(m: Membership, all: readonly Said[]): Companionship[] {
  const by = (what: string) => all.filter(({ statement }) => statement.what === what);
  return [...m.members.values()].flatMap(({ id, full }) => {
    const words = by(wanted).find(({ statement }) => statement.member === id)?.statement.details.words;
    if (full || typeof words !== "string") return [];
    const offers = by(offered).filter(
      ({ statement }) => statement.details.member === id && m.members.has(statement.member),
    );
    return [{ member: id, words, offered: [...new Set(offers.map(({ statement }) => statement.member))] }];
  });
}

export function createCompanions(o: {
  sha256(data: Bytes): Promise<Bytes>;
  client: Pick<Client, "membership" | "state">;
  clock: Clock;
  member: MemberId;
  all(): readonly Said[];
}) {
  const mine = (what: string) =>
    o.all().filter(({ statement }) => statement.member === o.member && statement.what === what);
  async function say(what: string, words: string, details: Record<string, string>): Promise<boolean> {
    const text = toHex(await o.sha256(new TextEncoder().encode(words)));
    return (await o.client.state({ doc: noDoc, text, what, details, time: o.clock.now() })).ok;
  }
  return {
    /** S89 Said once, however often it is tried. */
    want: async (words: string): Promise<boolean> => mine(wanted).length > 0 || say(wanted, words, { words }),

    async accompany(member: string): Promise<Result<null, "gone" | "device-full">> {
      const one = companionsOf(o.client.membership(), o.all()).find((them) => them.member === member);
      if (one === undefined || member === o.member) return { ok: false, reason: "gone" };
      const isSaid = one.offered.includes(o.member) || (await say(offered, one.words, { member }));
      return isSaid ? { ok: true, value: null } : { ok: false, reason: "device-full" };
    },
  };
}
