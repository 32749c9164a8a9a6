// Brings accepted changes into the documents, a document at a time. An entry counts as applied only when the document
// holds its changes on the disk: a change whose past is missing stays in memory and is lost with it.
import { type Kid, openEntry } from "@fogata/keys";
import type { Note } from "./ledger.ts";
import type { DocRef, Documents, Payload, PayloadEncoding } from "./ports.ts";
import type { Reading } from "./reader.ts";
import type { Rules } from "./rules.ts";

/** Entries brought into a document in one update. */
export const applyEntriesMax = 200;

type Given = Payload & { note: Note };

export interface Applier {
  /** Applies what is held for this document. False when the device is full. */
  bringUp(doc: string): Promise<boolean>;
  /** Documents for which something new is held. */
  owed(): string[];
  /** Brings everything in once more, from the entries: the document as it was stored is damaged. */
  again(doc: string): Promise<boolean>;
  /** Something is being brought into this document now: what changes in it may not be ours. */
  busyWith(doc: string): boolean;
}

export function createApplier(r: Reading, documents: Documents, rules: Rules): Applier {
  /** Held entries that were given to the document and wait in its memory for their past, with what they carry. */
  const offered = new Map<string, readonly string[]>();
  const circle = r.circle.membership().circle;

  let busy: string | null = null;
  const isDue = ({ id }: Note) => !offered.has(id) && !r.trials.isSetAside(id);

  async function bringUp(doc: string): Promise<boolean> {
    busy = doc;
    const done = await bringAllUp(doc);
    busy = null;
    return done;
  }
  async function bringAllUp(doc: string): Promise<boolean> {
    const ref: DocRef = { circle, doc };
    for (;;) {
      const due = r.ledger.held(doc).filter(isDue);
      if (due.length === 0) return true;
      const sound = due.filter(({ id }) => !r.trials.isSuspect(id)).slice(0, applyEntriesMax);
      const fresh = sound.length > 0 ? sound : due.slice(0, 1);
      const ids = fresh.map(({ id }) => id);
      if (!(await r.trials.begin("apply", ids))) return false;
      const done = await offer(ref, fresh);
      const released = await settleOffered(ref);
      if (!(await remember(ref, [...done, ...released]))) return false;
    }
  }

  /** Gives entries to the document; the ones that count already are returned with what they carry. */
  async function offer(ref: DocRef, notes: readonly Note[]): Promise<Note[]> {
    const payloads: Given[] = [];
    for (const note of notes) {
      const content = await contentOf(note);
      if (content) payloads.push({ note, ...content });
      else offered.set(note.id, []);
    }
    if (payloads.length === 0) return [];
    const result = await documents.apply(ref, payloads);
    if (result.ok && rules.counts(result)) {
      // Which of them carried which change does not matter, only that the changes are known: the first says it for all.
      return payloads.map(({ note }, i) => ({ ...note, state: "applied", carries: i === 0 ? result.hashes : [] }));
    }
    return oneByOne(ref, payloads);
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

  async function remember(ref: DocRef, notes: readonly Note[]): Promise<boolean> {
    if (notes.length > 0 && (await documents.saved(ref)) === "full") return false;
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
    return { comp: comp as PayloadEncoding, payload, by: device };
  }

  return {
    bringUp,
    async again(doc) {
      const notes = r.ledger.ofDoc(doc).map((note): Note => ({ ...note, state: "held" }));
      const writes = notes.map((note) => r.shelf.noteWrite(note));
      if (writes.length > 0 && !(await r.storage.write(writes, "relaxed")).ok) return false;
      for (const note of notes) {
        offered.delete(note.id);
        r.ledger.put(note);
      }
      return bringUp(doc);
    },
    busyWith: (doc) => busy === doc,
    owed: () => r.ledger.heldDocs().filter((doc) => r.ledger.held(doc).some(isDue)),
  };
}
