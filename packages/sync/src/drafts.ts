// From documents to the outbox: watches what changes, waits for a pause, and takes along every change that nobody has
// sent yet, whoever of this device's tabs made it.
import type { Applier } from "./applier.ts";
import {
  asOne,
  changesPerRecordMax,
  flushInMs,
  type OutboxRecord,
  outboxRecordsMax,
  type Pending,
  packOutbox,
  recordBytesMax,
} from "./outbox.ts";
import type { DocRef, Documents, Known, Off, Write } from "./ports.ts";
import type { Reading } from "./reader.ts";
import type { Rules } from "./rules.ts";

/** Rounds of looking for unsent changes in one flush; what is typed meanwhile waits for the next. */
const roundsMax = 8;

export interface Drafts {
  /** A document changed, here or in another tab. */
  touched(doc: string, now: number): void;
  together(doc: string, yes: boolean): void;
  /** When the next document is due, in ms; null when none is waiting. */
  dueInMs(now: number): number | null;
  due(now: number): string[];
  all(): string[];
  /** Some change may be in no record and no entry yet. */
  unsent(): boolean;
  /** Others' changes were brought into this document: says whether any of our own came between. */
  broughtUp(doc: string): Promise<void>;
  /** Documents whose changes found no place in the outbox, once there is some. */
  heldBack(): string[];
  /** Moves the unsent changes of these documents to the outbox. False when the device is full. */
  flush(docs: readonly string[], durability: "strict" | "relaxed"): Promise<boolean>;
  /** Adds something else to the outbox, together with other writes. */
  put(record: Omit<OutboxRecord, "place">): { key: string; value: Uint8Array; keep(): void };
}

export function createDrafts(
  r: Reading,
  outbox: Map<number, OutboxRecord>,
  documents: Documents,
  applier: Applier,
  rules: Rules,
): Drafts {
  const pending = new Map<string, Pending>();
  const watched = new Set<string>();
  const unsent = new Set<string>();
  /** Changed while others' changes were brought in. */
  const unsure = new Set<string>();
  const held = new Set<string>();
  /** What outbox records carry, or carried until an entry took it over. */
  const takenByDoc = new Map<string, Set<string>>();
  const circle = r.circle.membership().circle;
  for (const { type, doc, names } of outbox.values()) {
    if (type === "changes") for (const name of names) taken(doc).add(name);
  }
  let nextPlace = Math.max(0, ...outbox.keys()) + 1;

  function put(record: Omit<OutboxRecord, "place">) {
    const whole = { ...record, place: nextPlace++ };
    const keep = () => {
      outbox.set(whole.place, whole);
      if (whole.type === "changes") for (const name of whole.names) taken(whole.doc).add(name);
    };
    return { key: r.shelf.outboxKey(whole.place), value: packOutbox(whole), keep };
  }

  function taken(doc: string): Set<string> {
    const hashes = takenByDoc.get(doc) ?? new Set();
    takenByDoc.set(doc, hashes);
    return hashes;
  }
  /** S6 Everything that some entry or some outbox record carries. */
  function known(doc: string): Known {
    const [sealed, waiting] = [r.ledger.known(doc), taken(doc)];
    return { ...sealed, has: (hash) => sealed.has(hash) || waiting.has(hash) };
  }

  async function flushOne(doc: string, durability: "strict" | "relaxed"): Promise<boolean> {
    const ref: DocRef = { circle, doc };
    pending.delete(doc);
    held.delete(doc);
    // What others wrote is theirs: it must be known as such before we ask what is ours.
    if (!(await applier.bringUp(doc))) return false;
    for (let round = 0; round < roundsMax; round++) {
      const ours = (await documents.unknown(ref, known(doc))).filter((change) => change.ours);
      const hashes = rules.toUpload(ours).map(({ hash }) => hash);
      if (hashes.length === 0) {
        if (!pending.has(doc) || unsure.has(doc)) unsent.delete(doc);
        unsure.delete(doc);
        return true;
      }
      if (outbox.size >= outboxRecordsMax) {
        held.add(doc);
        return true;
      }
      // The document first: an entry must never say more than its own author still has after a power cut.
      if ((await documents.saved(ref)) === "full") return false;
      const records: Omit<OutboxRecord, "place">[] = [];
      for (let i = 0; i < hashes.length; i += changesPerRecordMax) {
        records.push(...(await encoded(ref, hashes.slice(i, i + changesPerRecordMax))));
      }
      // What still waits at the end of the queue takes the first of them along, in a place of its own.
      const last = outbox.get(Math.max(...outbox.keys()));
      const whole = records[0] && asOne(last, records[0]);
      const placed = (whole ? [whole, ...records.slice(1)] : records).map(put);
      const writes: Write[] = placed.map(({ key, value }) => ({ key, value }));
      if (whole) writes.push({ key: r.shelf.outboxKey(last!.place), value: null });
      if (!(await r.storage.write(writes, durability)).ok) return false;
      if (whole) outbox.delete(last!.place);
      for (const record of placed) record.keep();
    }
    return true;
  }

  async function encoded(ref: DocRef, hashes: string[]): Promise<Omit<OutboxRecord, "place">[]> {
    const { comp, payload } = await documents.encode(ref, hashes);
    if (payload.length > recordBytesMax && hashes.length > 1) {
      const half = hashes.length >> 1;
      return [...(await encoded(ref, hashes.slice(0, half))), ...(await encoded(ref, hashes.slice(half)))];
    }
    return [{ type: "changes", doc: ref.doc, comp, payload, names: hashes }];
  }

  return {
    touched(doc, now) {
      const before = pending.get(doc);
      const changes = (before?.changes ?? 0) + 1;
      (applier.busyWith(doc) ? unsure : unsent).add(doc);
      pending.set(doc, { since: before?.since ?? now, last: now, changes, together: watched.has(doc) });
    },
    together(doc, yes) {
      if (yes) watched.add(doc);
      else watched.delete(doc);
    },
    dueInMs(now) {
      const times = [...pending.values()].map((one) => flushInMs(one, now));
      return times.length === 0 ? null : Math.min(...times);
    },
    due: (now) => [...pending].filter(([, one]) => flushInMs(one, now) === 0).map(([doc]) => doc),
    all: () => [...pending.keys()],
    unsent: () => unsent.size > 0,
    async broughtUp(doc) {
      if (!unsure.delete(doc) || unsent.has(doc)) return;
      const changes = await documents.unknown({ circle, doc }, known(doc));
      if (changes.some(({ ours }) => ours)) unsent.add(doc);
    },
    heldBack: () => (outbox.size < outboxRecordsMax ? [...held] : []),
    async flush(docs, durability) {
      let room = true;
      for (const doc of docs) {
        if (room) room = await flushOne(doc, durability);
        if (!room) held.add(doc);
      }
      return room;
    },
    put,
  };
}

/** Waits for the earliest document that is due, and no longer. */
export function createAlarm(after: (ms: number, run: () => void) => Off): {
  set(ms: number, run: () => void): void;
  off(): void;
} {
  let off: Off | null = null;
  return {
    set(ms, run) {
      off?.();
      off = after(ms, () => {
        off = null;
        run();
      });
    },
    off() {
      off?.();
      off = null;
    },
  };
}
