// The channels of one circle: which epoch each belongs to, where its log was followed to, and what of it lies here.
import type { EpochKeys, Kid } from "@fogata/keys";
import { beginning } from "./channel.ts";
import { partedOf, sizes, wholeIn } from "./inbox.ts";
import { roundAt } from "./ledger.ts";
import type { Parts } from "./parts.ts";
import type { Bytes, Storage } from "./ports.ts";
import { fromHex, toHex } from "./record.ts";
import type { ChannelStart } from "./session.ts";
import { placeKey } from "./shelf.ts";

export interface Channels {
  epochOf(channel: string): EpochKeys | undefined;
  idOf(kid: string): string;
  /** Every channel that can be read, as this relay's log of it was left. */
  starts(relay: string): ChannelStart[];
  /** The stored bytes, for sending. */
  entries(channel: string, ids: readonly string[]): Promise<{ id: Bytes; bytes: Bytes }[]>;
}

export function createChannels(
  storage: Storage,
  {
    circle,
    places,
    ledger,
    shelf,
    sealer,
    partsHere,
    over,
  }: Pick<Parts, "circle" | "places" | "ledger" | "shelf" | "sealer" | "partsHere" | "over">,
): Channels {
  const isWhole = wholeIn(partsHere);
  const epochOf = (channel: string) => [...circle.epochs.values()].find((keys) => toHex(keys.channel.id) === channel);
  return {
    epochOf,
    idOf: (kid) => toHex(circle.epochs.get(kid as Kid)!.channel.id),
    starts: (relay) =>
      [...circle.epochs.values()]
        .filter(({ kid }) => !over.has(kid))
        .map((keys) => {
          const notes = ledger.ofEpoch(keys.kid);
          // A place that is not kept begins a round of its own: what was seen in an earlier one is looked for again.
          const unseen = () => notes.reduce((next, { at }) => Math.max(next, (at[relay]?.[0] ?? -1) + 1), 0);
          const { place, round } = places.get(placeKey(relay, keys.kid)) ?? { place: beginning, round: unseen() };
          const absent = notes.filter((note) => roundAt(note, relay) !== round && isWhole(note));
          const unlogged = sizes(absent);
          const reaches = new Map(
            notes.flatMap(({ id, reach }) => (reach && unlogged.has(id) ? [[id, reach] as const] : [])),
          );
          return { id: toHex(keys.channel.id), place, round, unlogged, reaches, parted: partedOf(absent) };
        }),
    async entries(channel, ids) {
      const { kid } = epochOf(channel)!;
      const found: { id: Bytes; bytes: Bytes }[] = [];
      for (const id of ids) {
        const bytes = sealer.justStored(id) ?? (await storage.get(shelf.entryKey(kid, id)));
        if (bytes) found.push({ id: fromHex(id), bytes });
      }
      return found;
    },
  };
}
