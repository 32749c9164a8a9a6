// Brings accepted changes into the documents, a document at a time. An entry counts as applied only when the document
// holds its changes on the disk: a change whose past is missing stays in memory and is lost with it.
import { type Kid, openEntry } from "@fogata/keys";
import { isSaved, type Note } from "./ledger.ts";
import type { DocRef, Documents, Payload, PayloadEncoding } from "./ports.ts";
import type { Reading } from "./reader.ts";
import type { Rules } from "./rules.ts";
import { joinParts, readPartList } from "./snapshot-parts.ts";
import { isVouched } from "./snapshots.ts";

/** Whole documents before what was written upon them, the latest first. */
const wholeFirst = (notes: Note[]) => [...notes.filter(isSaved).reverse(), ...notes.filter((note) => !isSaved(note))];

/** Entries brought into documents in one step, which nothing else interrupts. */
export const applyEntriesMax = 200;
/** Documents brought up in one step: each is an update of its own. */
export const applyDocsMax = 50;

type Given = Payload & { note: Note };
type Batch = { doc: string; notes: Note[] }[];

export interface Applier {
  /** Applies what is held for this document. False when the device is full. */
  bringUp(doc: string): Promise<boolean>;
  /** A step towards bringing up all that is owed: many documents cost few writes. */
  bringUpSome(): Promise<{ docs: string[]; done: boolean }>;
  /** Documents for which something new is held. */
  owed(): string[];
  /** Brings everything in once more, from the entries: the document as it was stored is damaged. */
  again(doc: string): Promise<boolean>;
  /** What an entry holds, opened again. */
  contentOf(note: Note): Promise<Payload | null>;
  /** Something is being brought into this document now: what changes in it may not be ours. */
  busyWith(doc: string): boolean;
}

export function createApplier(r: Reading, documents: Documents, rules: Rules): Applier {
  /** Held entries that were given to the document and wait in its memory for their past, with what they carry. */
  const offered = new Map<string, readonly string[]>();
  const circle = r.circle.membership().circle;

  const busy = new Set<string>();
  const isHere = ({ parts = [] }: Note) => parts.every((hash) => r.partsHere.has(hash));
  const isDue = (note: Note) =>
    !offered.has(note.id) && !r.trials.isSetAside(note.id) && (!isSaved(note) || (isHere(note) && isVouched(r, note)));
  const dueOf = (doc: string) => r.ledger.held(doc).filter(isDue);
  const owed = () => r.ledger.heldDocs().filter((doc) => r.ledger.held(doc).some(isDue));

  async function bringUp(doc: string): Promise<boolean> {
    for (;;) {
      const batch = batchOf([doc]);
      if (batch.length === 0) return true;
      if (!(await step(batch))) return false;
    }
  }

  /** What one step gives to these documents; a suspect only alone. */
  function batchOf(docs: readonly string[]): Batch {
    const batch: Batch = [];
    let room = applyEntriesMax;
    for (const doc of docs) {
      if (room === 0 || batch.length === applyDocsMax) break;
      const due = wholeFirst(dueOf(doc));
      const notes = due.filter(({ id }) => !r.trials.isSuspect(id)).slice(0, room);
      room -= notes.length;
      if (notes.length > 0) batch.push({ doc, notes });
    }
    if (batch.length > 0) return batch;
    for (const doc of docs) {
      const [suspect] = dueOf(doc);
      if (suspect) return [{ doc, notes: [suspect] }];
    }
    return [];
  }

  /** One update of each document, and one write for them all. False when the device is full. */
  async function step(batch: Batch): Promise<boolean> {
    const ids = batch.flatMap(({ notes }) => notes.map(({ id }) => id));
    if (!(await r.trials.begin("apply", ids))) return false;
    for (const { doc } of batch) busy.add(doc);
    const counting: Note[] = [];
    for (const { doc, notes } of batch) {
      const ref: DocRef = { circle, doc };
      const done = await offer(ref, notes);
      counting.push(...done, ...(await settleOffered(ref)));
    }
    const remembered = await remember(counting);
    for (const { doc } of batch) busy.delete(doc);
    return remembered;
  }

  /** Gives entries to the document; the ones that count already are returned with what they carry. */
  async function offer(ref: DocRef, notes: readonly Note[]): Promise<Note[]> {
    const payloads: Given[] = [];
    const settled: Note[] = [];
    const contents = await Promise.all(notes.map(async (note) => [note, await contentOf(note)] as const));
    for (const [note, content] of contents) {
      if (!content) offered.set(note.id, []);
      else if (isSaved(note)) settled.push(await takeWhole(ref, note, content));
      else payloads.push({ note, ...content });
    }
    if (payloads.length === 0) return settled;
    const result = await documents.apply(ref, payloads);
    if (result.ok && rules.counts(result)) {
      // Each says what it carries: whether a snapshot holds an entry is asked of its changes.
      return [
        ...settled,
        ...payloads.map(({ note }, i): Note => ({ ...note, state: "applied", carries: result.each[i]! })),
      ];
    }
    return [...settled, ...(await oneByOne(ref, payloads))];
  }

  /** S98 A whole document that somebody has checked; what waited for its past is offered once more. */
  async function takeWhole(ref: DocRef, note: Note, content: Payload): Promise<Note> {
    // If this one is bad, the document is read afresh from what is stored.
    await documents.saved(ref);
    const result = await documents.apply(ref, [{ ...content, devices: r.circle.everyDevice() }]);
    for (const one of r.ledger.held(ref.doc)) offered.delete(one.id);
    // `result.missing` may be what other entries wait for, so it is not asked. Asked is whether this one is in the document.
    const taken = result.ok && (await documents.beyond(ref, result.hashes)) !== null;
    if (!taken) r.refuse("snapshot-bad");
    return { ...note, state: "applied", carries: taken ? result.hashes : [] };
  }

  /** Some lack their past, or one of them is bad: each is given alone, to learn what it carries. */
  async function oneByOne(ref: DocRef, payloads: readonly Given[]): Promise<Note[]> {
    const bad: Note[] = [];
    for (const { note, ...payload } of payloads) {
      const result = await documents.apply(ref, [payload]);
      if (result.ok) offered.set(note.id, result.hashes);
      else {
        r.refuse("changes-bad");
        bad.push({ ...note, state: "applied", carries: [] });
      }
    }
    return bad;
  }

  /** Of the offered, those whose every change the document now holds. */
  async function settleOffered(ref: DocRef): Promise<Note[]> {
    const waiting = r.ledger.held(ref.doc).filter(({ id }) => offered.has(id));
    if (waiting.length === 0) return [];
    const known = r.ledger.known(ref.doc);
    const present = new Set((await documents.unknown(ref, known)).map(({ hash }) => hash));
    const there = (hash: string) => present.has(hash) || known.has(hash);
    const settled: Note[] = [];
    for (const note of waiting) {
      const carries = offered.get(note.id)!;
      if (carries.length > 0 && carries.every(there)) settled.push({ ...note, state: "applied", carries });
    }
    return settled;
  }

  async function remember(notes: readonly Note[]): Promise<boolean> {
    const docs = [...new Set(notes.map(({ doc }) => doc))];
    if (docs.length > 0 && (await documents.saved(...docs.map((doc) => ({ circle, doc })))) === "full") return false;
    const writes = [...notes.map((note) => r.shelf.noteWrite(note)), ...r.trials.ended("apply")];
    if (writes.length > 0 && !(await r.storage.write(writes, "relaxed")).ok) return false;
    for (const note of notes) {
      offered.delete(note.id);
      // Its place in the log may have been learned meanwhile.
      r.ledger.put({ ...note, at: r.ledger.get(note.id)?.at ?? note.at });
    }
    return true;
  }

  async function contentOf(note: Note): Promise<Payload | null> {
    const atHand = r.atHand.take(note.id);
    if (atHand) return atHand;
    const bytes = await r.storage.get(r.shelf.entryKey(note.kid, note.id));
    const keys = r.circle.epochs.get(note.kid as Kid);
    if (!bytes || !keys) return null;
    const opened = await openEntry(r.p, {
      bytes,
      epochs: new Map([[keys.kid, keys]]),
      signingKeyOf: (device) => r.circle.signingKeyOf(device),
    });
    if (!opened.ok) return null;
    const { comp, payload, device } = opened.value;
    if (!isSaved(note) || comp !== "parted") return { comp: comp as PayloadEncoding, payload, by: device };
    const list = readPartList(payload);
    const whole = list && (await joinParts(r.p, list, (hash) => r.storage.get(r.shelf.partKey(hash))));
    return whole && { comp: "saved", payload: whole, by: device };
  }

  return {
    bringUp,
    contentOf,
    async bringUpSome() {
      const batch = batchOf(owed());
      const done = batch.length === 0 || (await step(batch));
      return { docs: batch.map(({ doc }) => doc), done };
    },
    async again(doc) {
      // What was let go of is in a snapshot that was not.
      const kept = r.ledger.ofDoc(doc).filter(({ dropped }) => !dropped);
      const notes = kept.map((note): Note => ({ ...note, state: "held" }));
      const writes = notes.map((note) => r.shelf.noteWrite(note));
      if (writes.length > 0 && !(await r.storage.write(writes, "relaxed")).ok) return false;
      for (const note of notes) {
        offered.delete(note.id);
        r.ledger.put(note);
      }
      return bringUp(doc);
    },
    busyWith: (doc) => busy.has(doc),
    owed,
  };
}
