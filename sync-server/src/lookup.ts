// What must be known of channels, snapshots and blobs before a group of work can be decided; most often nothing.
import { idBytes } from "@fogata/protocol";
import { keyOf } from "./bytes.ts";
import type { Channel } from "./log.ts";
import type { Work } from "./plan.ts";
import type { Answer, Command, IdRun, Named, SnapRow } from "./store.ts";

/** Sizes of blobs and parts that are there, by `blobKey`. */
export type Found = ReadonlyMap<string, number>;
export const noneFound: Found = new Map();
export const blobKey = ({ gen, hash }: Named, part: boolean): string => (part ? "p" : "b") + keyOf(gen) + keyOf(hash);

type Find = Command & { type: "find" };

/** Null when everything is at hand. */
export function lookUp(group: readonly Work[]): Find | null {
  const logs = new Set<Channel>();
  const snaps = new Set<Channel>();
  const blobs: Named[] = [];
  const parts: Named[] = [];
  for (const work of group) {
    const { channel } = work;
    const { gen } = channel;
    if (work.type === "push" && channel.known === null) {
      if (channel.seq === 0) channel.known = new Map();
      else logs.add(channel);
    }
    if ((work.type === "push" || work.type === "mark") && snapsMissing(channel)) snaps.add(channel);
    if (work.type === "push" && work.as?.type === "snap") for (const hash of work.as.parts) parts.push({ gen, hash });
    if (work.type === "blob") (work.part ? parts : blobs).push({ gen, hash: work.hash });
  }
  if (logs.size + snaps.size + blobs.length + parts.length === 0) return null;
  const gens = (of: Set<Channel>) => [...of].map(({ gen }) => gen);
  return { type: "find", logs: gens(logs), snaps: gens(snaps), blobs, parts };
}

export function learn(group: readonly Work[], asked: Find, found: Answer & { type: "found" }): Found {
  const channels = new Map(group.map(({ channel }) => [channel.gen, channel]));
  asked.logs.forEach((gen, i) => {
    const channel = channels.get(gen)!;
    channel.known = placesOf(found.ids[i]!, channel.seq);
  });
  asked.snaps.forEach((gen, i) => {
    remember(channels.get(gen)!, found.snaps[i]!);
  });
  const sizes = new Map<string, number>();
  const note = (names: Named[], lengths: (number | null)[], part: boolean): void => {
    names.forEach((name, i) => {
      const size = lengths[i];
      if (typeof size === "number") sizes.set(blobKey(name, part), size);
    });
  };
  note(asked.blobs, found.sizes, false);
  note(asked.parts, found.parts, true);
  return sizes;
}

export const snapsMissing = (channel: Channel): boolean => channel.snapped === null && channel.snaps > 0;

/** Somebody else may have asked as well, and been answered first. */
export function remember(channel: Channel, rows: readonly SnapRow[]): void {
  if (channel.snapped !== null) return;
  channel.snapped = new Map(rows.map((row) => [keyOf(row.id), { ...row, by: null }]));
  channel.hidden = undefined;
}

/** What stands after the log's end is left over from a write that failed, and does not count. */
function placesOf(runs: readonly IdRun[], entries: number): Map<string, number> {
  const places = new Map<string, number>();
  for (const { first, ids } of runs) {
    const all = keyOf(ids);
    for (let at = 0, seq = first; at < all.length && seq <= entries; at += idBytes, seq++)
      places.set(all.slice(at, at + idBytes), seq);
  }
  return places;
}
