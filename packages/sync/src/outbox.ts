// What waits to be sealed: changes, operations, statements. Rests unsealed (the storage seals it), because the number,
// the epoch and the past of an entry are only right at the moment it can be sent.
import { join } from "./leb128.ts";
import type { Bytes } from "./ports.ts";

export interface OutboxRecord {
  /** Place in the queue; also the storage key. */
  place: number;
  type: "changes" | "control" | "statement";
  doc: string;
  comp: string;
  payload: Bytes;
  /** Changes: the hashes in it. Control: epochs it must reach besides the leaves. */
  names: readonly string[];
}

/** Records that may wait; beyond that changes stay where they are, in their documents, until some were sealed. */
export const outboxRecordsMax = 1_000;
/** Records sealed in one transaction. */
export const sealBatchMax = 32;
/** Changes in one record. */
export const changesPerRecordMax = 500;
/** A record larger than this is halved until it holds one change. */
export const recordBytesMax = 256 * 1024;

export const flushIdleMs = 250;
/** Counted from when a letter is in the document. That is some ten milliseconds after its key, so from the key it is sixty. */
export const flushTogetherMs = 50;
export const flushLatestMs = 1_000;
export const flushChangesMax = 50;

/** A record of more than this is not written anew for what was typed since. */
export const joinedBytesMax = 32 * 1024;

/**
 * S110 Two records as one, when nothing but a rest lies between them: whoever writes for an hour without a relay is then
 * heard in a few large entries, each opened and verified once. Two packed payloads
 * one behind the other are a packed payload again, and two of plain changes are one of plain changes.
 */
export function asOne(
  before: OutboxRecord | undefined,
  next: Omit<OutboxRecord, "place">,
): Omit<OutboxRecord, "place"> | null {
  if (before?.type !== "changes" || next.type !== "changes" || before.doc !== next.doc) return null;
  if (before.comp !== next.comp || !(next.comp === "packed" || next.comp === "changes")) return null;
  const names = [...before.names, ...next.names];
  const payload = join([before.payload, next.payload]);
  if (names.length > changesPerRecordMax || payload.length > joinedBytesMax) return null;
  return { ...next, names, payload };
}

/** How a document has been changing since it was last flushed. */
export interface Pending {
  since: number;
  last: number;
  changes: number;
  together: boolean;
}

/**
 * S11 Flush after a short rest and never later than a second; while others look on, a moment after the first change,
 * however fast more follow; at once after 50 changes.
 */
export function flushInMs(pending: Pending, now: number): number {
  if (pending.changes >= flushChangesMax) return 0;
  // After the clock was set back, the change seems to lie in the future: it goes out at once, not an hour from now.
  if (now < Math.max(pending.since, pending.last)) return 0;
  const at = pending.together
    ? pending.since + flushTogetherMs
    : Math.min(pending.last + flushIdleMs, pending.since + flushLatestMs);
  return Math.max(0, at - now);
}

/**
 * S82 What this device may seal now. `operations`: those alone, since there is no key here
 * that is open to nobody but those who belong.
 * `farewell`: it has left, and what it had written before goes first.
 */
export type Speech = "all" | "operations" | "farewell";

/** Operations go before everything else: they may take away the right to read what follows. */
export function nextToSeal(outbox: Iterable<OutboxRecord>, may: Speech): OutboxRecord[] {
  const all = [...outbox];
  const operations = all.filter(({ type }) => type === "control");
  if (may === "operations") return inOrder(operations);
  if (may === "all") return inOrder(all);
  // What it wrote after it had left is its own.
  const last = Math.max(0, ...operations.map(({ place }) => place));
  const before = all.filter(({ place }) => place <= last).sort((a, b) => a.place - b.place);
  return before.slice(0, sealBatchMax);
}
function inOrder(records: OutboxRecord[]): OutboxRecord[] {
  const rank = { control: 0, statement: 1, changes: 2 } as const;
  return records.sort((a, b) => rank[a.type] - rank[b.type] || a.place - b.place).slice(0, sealBatchMax);
}

/** Length of the head, the head as JSON, the payload as it is. */
export function packOutbox({ payload, ...head }: OutboxRecord): Bytes {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const bytes = new Uint8Array(4 + text.length + payload.length);
  new DataView(bytes.buffer).setUint32(0, text.length);
  bytes.set(text, 4);
  bytes.set(payload, 4 + text.length);
  return bytes;
}

export function readOutbox(bytes: Bytes): OutboxRecord | null {
  try {
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
    const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as Omit<OutboxRecord, "payload">;
    if (typeof head.place !== "number" || !Array.isArray(head.names)) return null;
    return { ...head, payload: bytes.slice(4 + length) };
  } catch {
    return null;
  }
}
