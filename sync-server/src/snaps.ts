// What snapshots stand for, and what is hidden because of it. Pure rules over the few facts a relay has of each: slot,
// place, how far it reaches, whether somebody vouched for it. It cannot look inside, so it never erases in a hurry.
import { readEntrySlot, type Snapshot } from "@fogata/protocol";
import { keyOf } from "./bytes.ts";
import type { Hidden, SnapRow } from "./store.ts";

export interface Snap extends SnapRow {
  /** The connection that brought it; null once that is forgotten. */
  by: number | null;
}
/** By the key of their ids. */
export type Snaps = ReadonlyMap<string, Snap>;

/** An entry longer than its id, as a snapshot's must be. */
export const slotKeyOf = (bytes: Uint8Array): string | null => {
  const slot = readEntrySlot(bytes);
  return slot === null ? null : keyOf(slot);
};

export function isHidden(hidden: Hidden | null, seq: number, bytes: Uint8Array): boolean {
  if (hidden === null) return false;
  const snap = hidden.snaps.get(seq);
  if (snap !== undefined) return snap;
  const slot = slotKeyOf(bytes);
  return slot !== null && (hidden.slots.get(slot) ?? 0) >= seq;
}

/**
 * What those trims hide that `counts`: of each slot all entries up to the furthest `upTo`, and all snapshots older than
 * the newest trimmed one but one. That one is, rather than the latest, the latest whose own seven days are over: nobody
 * can push a sound snapshot out by trimming twice in a row.
 */
export function hiddenBy(snaps: Iterable<Snap>, counts: (snap: Snap) => boolean): Hidden | null {
  const bySlot = new Map<string, Snap[]>();
  for (const snap of snaps) {
    const slot = keyOf(snap.slot);
    bySlot.set(slot, [...(bySlot.get(slot) ?? []), snap]);
  }
  const hidden: Hidden = { slots: new Map(), snaps: new Map() };
  for (const [slot, all] of bySlot) {
    all.sort((one, other) => other.seq - one.seq);
    const base = all.find(counts);
    for (const snap of all) hidden.snaps.set(snap.seq, false);
    if (base === undefined) continue;
    const older = all.filter(({ seq }) => seq < base.seq);
    const before = older.find(({ trim }) => trim === "done") ?? older.find(counts) ?? older.find((one) => one.verified);
    hidden.slots.set(slot, Math.max(...all.filter(counts).map(({ upTo }) => upTo)));
    for (const snap of older) if (snap !== before) hidden.snaps.set(snap.seq, true);
  }
  return hidden.slots.size === 0 ? null : hidden;
}

export const isTrimmed = ({ trim }: Snap): boolean => trim === "pending" || trim === "done";
export const isDue =
  (now: number) =>
  ({ trim, eraseAt }: Snap): boolean =>
    trim === "done" || (trim === "pending" && eraseAt! <= now);

/** When the next of them is to be erased. */
export function nextErasure(snaps: Iterable<Snap>): number | null {
  let soonest: number | null = null;
  for (const { trim, eraseAt } of snaps)
    if (trim === "pending" && (soonest === null || eraseAt! < soonest)) soonest = eraseAt;
  return soonest;
}

export function toldOf(snap: Snap, now: number): Snapshot {
  const { id, slot, seq, upTo, bytes, verified, trim, eraseAt } = snap;
  const erasesInMs = trim === "pending" ? Math.max(0, eraseAt! - now) : null;
  return { id, slot, seq, upTo, bytes, verified, trim, erasesInMs };
}
