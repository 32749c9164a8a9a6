// Whole documents in the log, so that it need not be read from its beginning and can be cut there: who makes one when,
// who believes one, and what may be cut away because of it. Pure: knows notes, places and hashes.
import { type DeviceId, type MemberId, type Membership, payloadBytesMax } from "@fogata/keys";
import { partsPerSnapMax, type Snapshot } from "@fogata/protocol";
import type { Circle } from "./circle.ts";
import { isChecked, isSaved, type Ledger, type Note, roundAt } from "./ledger.ts";

/** What of a document's log is worth a snapshot: so many entries, or bytes, or times the snapshot's own size. */
export interface Measures {
  entriesMax: number;
  bytesMax: number;
  timesMax: number;
  /** Below this the size of a snapshot is not even tried out. */
  bytesMin: number;
  /** Longer than this it goes in parts, of so many bytes each. */
  wholeBytesMax: number;
  partBytes: number;
  /** Between two looks, half of it by chance: whoever looks first does it, and the others see that it is done. */
  everyMs: number;
}
export const measures: Measures = {
  entriesMax: 500,
  bytesMax: 256 * 1024,
  timesMax: 8,
  bytesMin: 16 * 1024,
  // With room for the head of the entry and its padding.
  wholeBytesMax: 900 * 1024,
  // Small enough to be there in time on a slow line.
  partBytes: 512 * 1024,
  everyMs: 60_000,
};
/** The longest document that can be made whole. */
export const documentBytesMax = ({ partBytes }: Pick<Measures, "partBytes">) =>
  Math.min(payloadBytesMax, partsPerSnapMax * partBytes);
export const sizeOf = ({ size, parts = [] }: Note, { partBytes }: Pick<Measures, "partBytes">) =>
  size + parts.length * partBytes;

/** Where a log is followed: one epoch's channel at one relay. */
export interface Log {
  relay: string;
  kid: string;
  round: number;
}

// ------------------------------------------------------------------- who is believed

export function memberOf(m: Membership, device: string): MemberId | undefined {
  return (m.devices.get(device as DeviceId) ?? m.lost.get(device as DeviceId))?.member;
}
/** S97 Somebody else than who made it says, under seal, that it is what it should be: another person, not another phone. */
export function isVouched(r: { circle: Pick<Circle, "membership">; ledger: Ledger }, snapshot: Note): boolean {
  const m = r.circle.membership();
  const maker = memberOf(m, snapshot.device);
  for (const device of r.ledger.checkedBy(snapshot)) {
    const checker = memberOf(m, device);
    if (checker !== undefined && checker !== maker) return true;
  }
  return false;
}

// ------------------------------------------------------------- what stands in one log

/** A document's entries in one log, with their places in it. */
export interface DocLog {
  doc: string;
  entries: Note[];
  snapshots: Note[];
  /** Of what came after the latest snapshot. */
  since: { entries: number; bytes: number };
}

/** By document: what this device holds of one epoch's log. */
export function docLogs(ledger: Ledger, { relay, kid, round }: Log): DocLog[] {
  const docs = new Map<string, DocLog>();
  const notes = ledger.ofEpoch(kid).filter((note) => roundAt(note, relay) === round);
  for (const note of notes) {
    if (note.type !== "changes" && !isSaved(note)) continue;
    const log = docs.get(note.doc) ?? { doc: note.doc, entries: [], snapshots: [], since: { entries: 0, bytes: 0 } };
    docs.set(note.doc, log);
    (isSaved(note) ? log.snapshots : log.entries).push(note);
  }
  const seqOf = (note: Note) => note.at[relay]![1];
  for (const log of docs.values()) {
    log.snapshots.sort((a, b) => seqOf(b) - seqOf(a));
    // What lies under a snapshot has place 0, or one before it; what it reached no further than is little and counted too late at worst.
    const from = log.snapshots[0] ? (log.snapshots[0].reach?.upTo ?? seqOf(log.snapshots[0])) : 0;
    for (const note of log.entries) {
      if (log.snapshots[0] && seqOf(note) <= from) continue;
      log.since.entries++;
      log.since.bytes += note.size;
    }
  }
  return [...docs.values()];
}

/** S95 Whether a document's log has grown enough; "weigh" when it depends on the size of a snapshot that nobody knows yet. */
export function isDue({ since, snapshots }: DocLog, lastBytes: number | null, m: Measures): "yes" | "weigh" | "no" {
  if (since.entries >= m.entriesMax || since.bytes >= m.bytesMax) return "yes";
  if (since.bytes < m.bytesMin || since.entries < 2) return "no";
  const size = snapshots[0] ? sizeOf(snapshots[0], m) : lastBytes;
  if (size === null) return "weigh";
  return since.bytes >= m.timesMax * size ? "yes" : "no";
}

// ------------------------------------------------------- what a snapshot stands for

/** Whether entries of its slot up to a place are all in it, going by what of the document lies beyond it. */
export interface Asked {
  entries: readonly Note[];
  relay: string;
  upTo: number;
  beyond: ReadonlySet<string>;
}
export function lacks(o: Asked): Note[] {
  return o.entries.filter((note) => {
    if ((note.at[o.relay]?.[1] ?? 0) > o.upTo) return false;
    if (isChecked(note)) return false;
    // Nothing but changes can be in a document; a statement in its slot would be lost.
    if (note.type !== "changes" && !isSaved(note)) return true;
    return !standsFor(note, o.beyond);
  });
}

/** S96 Asked of its changes, not of its place: what a snapshot really holds, its place in a log cannot say. */
export function standsFor(note: Note, beyond: ReadonlySet<string>): boolean {
  return note.state === "applied" && note.carries.every((hash) => !beyond.has(hash));
}

/** What is to be said to the relay about one of its snapshots. */
export type Say = "verified" | "trim" | "keep" | null;

export function toSay(o: {
  told: Snapshot;
  /** This device's note of it; null when nothing of it is here, though its place in the log has been passed. */
  note: Note | null;
  lacking: boolean;
  vouched: boolean;
  ours: boolean;
  newest: boolean;
}): Say {
  const { told, note } = o;
  const isOne = note !== null && isSaved(note) && note.state === "applied" && note.carries.length > 0;
  if (told.trim === "pending") {
    // S99 What is about to be erased and is not elsewhere is kept.
    if (note?.state === "held") return null;
    return !isOne || o.lacking ? "keep" : null;
  }
  if (told.trim !== "none" || !isOne || o.lacking || !o.vouched || !o.newest) return null;
  if (!told.verified) return o.ours ? null : "verified";
  return "trim";
}
