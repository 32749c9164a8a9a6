// What this device knows of every entry it holds: who wrote it, where it stands, what it carries, whether it counts yet.
// An index over the notes in the storage; the entries themselves stay there, byte for byte.
import type { Reach } from "./channel.ts";
import type { Bytes, Known } from "./ports.ts";
import { readRecord } from "./record.ts";
import { createSpent, type Numbered } from "./spent.ts";

export interface Note {
  id: string;
  hash: string;
  kid: string;
  size: number;
  /**
   * waiting: its author is not known yet. beyond: by a device that belongs no more, past the line drawn under it.
   * newer: written by a newer Fogata. held: accepted, its changes are not in the document yet (or not saved there).
   * applied: done.
   */
  state: "waiting" | "beyond" | "newer" | "held" | "applied";
  /** Empty and 0 while waiting or newer. */
  device: string;
  n: number;
  skippedFrom: number;
  /** Empty while beyond, too. */
  type: string;
  doc: string;
  /** Hashes of the changes in it, once known; for a lockbox, "kid/device". */
  carries: readonly string[];
  /** Bytes 18 to 26 of its envelope, by which the relay knows which entries a snapshot stands for. */
  slot: string;
  /** How the payload is encoded, of snapshots; empty for all else. */
  comp: string;
  /** Of a document too long for one entry: the hashes of its parts. */
  parts?: readonly string[];
  /** What it said is in a snapshot for good: only this is left of it. */
  dropped?: true;
  /** Of a snapshot made here: how far it reaches, in which log. */
  reach?: Reach;
  /** In which round of which relay's log it was seen, and at which place; 0 if a snapshot stands for it there. */
  at: Readonly<Record<string, Seen>>;
}
export type Seen = readonly [round: number, seq: number];
export const roundAt = (note: Note, relay: string): number | undefined => note.at[relay]?.[0];
/**
 * Entries whose numbers matter. Operations prove themselves, and boxes say nothing. A snapshot does count: where a log was
 * cut by one, it is all there is.
 */
const isWords = ({ type }: Note) => type === "changes" || type === "statement" || type === "snapshot";
/** A snapshot holds the whole document (`saved`, or `parted`), or says that its device checked one and found it good (`checked`). */
export const isSaved = ({ type, comp }: Note) => type === "snapshot" && (comp === "saved" || comp === "parted");
export const isChecked = ({ type, comp }: Note) => type === "snapshot" && comp === "checked";

export interface Ledger {
  get(id: string): Note | undefined;
  /** Adds or replaces. */
  put(note: Note): void;
  ofEpoch(kid: string): Note[];
  /** Entries with changes of this document that were accepted. */
  ofDoc(doc: string): Note[];
  waiting(): Note[];
  /** Kept unread, until somebody vouches for it or for good. */
  beyond(): Note[];
  /** Accepted and not yet in the document, in the order of their authors' numbers. */
  held(doc: string): Note[];
  heldDocs(): string[];
  docs(): string[];
  /** Every change of this document that some entry carries. */
  known(doc: string): Known;
  /** Whole documents, of this one. */
  saved(doc: string): Note[];
  /** All snapshots of documents that were accepted. */
  allSaved(): Note[];
  /** Devices that say they have checked this snapshot. */
  checkedBy(snapshot: Note): ReadonlySet<string>;
  carried(type: string): ReadonlySet<string>;
  /** The epochs in whose channels this operation lies. */
  saidUnder(op: string): ReadonlySet<string>;
  /** One line for each device but this one: its latest number and the entry's hash. Sorted. */
  latest(but: string): string;
  /**
   * The last number under which each device wrote something that was accepted. Operations are not counted: these prove
   * themselves, so a number on one says nothing of what came before it.
   */
  lastWritten(): ReadonlyMap<string, number>;
  /** What this device wrote past this number, or under a number that is contested, and was accepted. */
  writtenBy(device: string, past: number): { beyond: Note[]; contested: Note[] };
  /** Goes up with whatever is noted. */
  revision(): number;
  /** Statements that have been sealed, each with its place in its device's chain. */
  published(): { statement: string; device: string; n: number }[];
  /** Where a device itself said one of these operations: the first number under which it did. */
  saidBy(device: string, op: string): number | null;
  /** Another entry has this number, or said that it was skipped. */
  isSpent(entry: Numbered): boolean;
  /** Numbers that were used and never arrived. */
  gaps(): { device: string; from: number; to: number }[];
  /** How many entries share their device and number with another: a key that exists twice. */
  cloned(): number;
  count(state: Note["state"]): number;
  /** Together, of the entries in this state. */
  bytes(state: Note["state"]): number;
}

export function createLedger(notes: Iterable<Note>): Ledger {
  const byId = new Map<string, Note>();
  const byEpoch = new Map<string, Set<string>>();
  const byState = new Map<Note["state"], Set<string>>();
  const heldByDoc = new Map<string, Set<string>>();
  const knownByDoc = new Map<string, Set<string>>();
  const savedByDoc = new Map<string, Set<string>>();
  const checkers = new Map<string, Set<string>>();
  const carriedByType = new Map<string, Set<string>>();
  const saidByOp = new Map<string, Set<string>>();
  const numbers = new Map<string, Map<number, Note>>();
  const newest = new Map<string, Note>();
  const written = new Map<string, number>();
  const statements = new Set<string>();
  const clones = new Set<string>();
  const spent = createSpent();
  let revision = 0;

  function put(note: Note): void {
    revision++;
    const before = byId.get(note.id);
    if (before) {
      byState.get(before.state)?.delete(note.id);
      heldByDoc.get(before.doc)?.delete(note.id);
    }
    byId.set(note.id, note);
    at(byEpoch, note.kid).add(note.id);
    at(byState, note.state).add(note.id);
    if (note.state === "held") at(heldByDoc, note.doc).add(note.id);
    else if (heldByDoc.get(note.doc)?.size === 0) heldByDoc.delete(note.doc);
    if (isSaved(note)) at(savedByDoc, note.doc).add(note.id);
    if (isChecked(note)) for (const word of note.carries) at(checkers, word).add(note.device);
    if (note.type === "changes" || isSaved(note)) for (const hash of note.carries) at(knownByDoc, note.doc).add(hash);
    else for (const what of note.carries) at(carriedByType, note.type).add(what);
    if (note.type === "control") for (const op of note.carries) at(saidByOp, op).add(note.kid);
    if (note.n > 0) number(note);
    if (note.type === "statement") statements.add(note.id);
    if (isWords(note)) written.set(note.device, Math.max(note.n, written.get(note.device) ?? 0));
  }

  function number(note: Note): void {
    if (note.state === "beyond") {
      spent.addUnread(note);
      return;
    }
    spent.add(note);
    const ofDevice = numbers.get(note.device) ?? new Map<number, Note>();
    numbers.set(note.device, ofDevice);
    const there = ofDevice.get(note.n);
    if (there && there.hash !== note.hash) clones.add(note.id);
    // Of two entries with one number every device keeps the same one in view.
    if (!there || there.hash >= note.hash) ofDevice.set(note.n, note);
    if (note.n >= (newest.get(note.device)?.n ?? 0)) newest.set(note.device, ofDevice.get(note.n)!);
  }

  const notesOf = (ids: Iterable<string> | undefined) =>
    [...(ids ?? [])].map((id) => byId.get(id)!).sort((a, b) => a.n - b.n || (a.id < b.id ? -1 : 1));

  for (const note of notes) put(note);
  return {
    get: (id) => byId.get(id),
    put,
    ofEpoch: (kid) => notesOf(byEpoch.get(kid)),
    ofDoc: (doc) =>
      [...byId.values()]
        .filter((note) => (note.type === "changes" || isSaved(note)) && note.doc === doc)
        .sort((a, b) => a.n - b.n),
    waiting: () => notesOf(byState.get("waiting")),
    beyond: () => notesOf(byState.get("beyond")),
    held: (doc) => notesOf(heldByDoc.get(doc)),
    heldDocs: () => [...heldByDoc.keys()].sort(),
    docs: () => [...knownByDoc.keys()].sort(),
    known(doc) {
      const hashes = knownByDoc.get(doc) ?? new Set();
      const upTo = notesOf(savedByDoc.get(doc)).filter(
        ({ state, carries }) => state === "applied" && carries.length > 0,
      );
      return { has: (hash) => hashes.has(hash), upTo: upTo.map(({ carries }) => carries) };
    },
    saved: (doc) => notesOf(savedByDoc.get(doc)),
    allSaved: () => [...savedByDoc.values()].flatMap(notesOf),
    checkedBy: (snapshot) => checkers.get(wordOn(snapshot)) ?? new Set(),
    carried: (type) => carriedByType.get(type) ?? new Set(),
    saidUnder: (op) => saidByOp.get(op) ?? new Set(),
    latest: (but) =>
      [...newest.values()]
        .filter(({ device }) => device !== but)
        .map((note) => `${note.device} ${note.n} ${note.hash}`)
        .sort()
        .join("\n"),
    lastWritten: () => written,
    writtenBy(device, past) {
      const ofDevice = (written.get(device) ?? 0) > past ? [...(numbers.get(device)?.values() ?? [])] : [];
      const contested = [...spent.contested(device)].map((id) => byId.get(id)!);
      return {
        beyond: ofDevice.filter((note) => note.n > past && isWords(note)),
        contested: contested.filter(isWords),
      };
    },
    revision: () => revision,
    published: () =>
      notesOf(statements).flatMap(({ carries: [statement], device, n }) =>
        statement !== undefined && n > 0 ? [{ statement, device, n }] : [],
      ),
    saidBy(device, op) {
      const said = [...(numbers.get(device)?.values() ?? [])].filter(
        ({ type, carries }) => type === "control" && carries.includes(op),
      );
      return said.length > 0 ? Math.min(...said.map(({ n }) => n)) : null;
    },
    isSpent: spent.has,
    gaps: () => [...numbers].flatMap(([device, ofDevice]) => gapsOf(device, [...ofDevice.values()])),
    cloned: () => clones.size,
    count: (state) => byState.get(state)?.size ?? 0,
    bytes: (state) => notesOf(byState.get(state)).reduce((sum, { size }) => sum + size, 0),
  };
}

function gapsOf(device: string, notes: Note[]): { device: string; from: number; to: number }[] {
  const gaps: { device: string; from: number; to: number }[] = [];
  let next = 1;
  for (const note of notes.sort((a, b) => a.n - b.n)) {
    if (note.skippedFrom > next) gaps.push({ device, from: next, to: note.skippedFrom - 1 });
    next = Math.max(next, note.n + 1);
  }
  return gaps;
}

function at(index: Map<string, Set<string>>, key: string): Set<string> {
  const set = index.get(key) ?? new Set<string>();
  index.set(key, set);
  return set;
}

/** What a device says that has checked a snapshot: which, to the last byte. */
export const wordOn = ({ id, hash }: Pick<Note, "id" | "hash">) => `${id}${hash}`;

/** null for bytes that are not a note: the entry beside it is then judged afresh. */
export function readNote(bytes: Bytes): Note | null {
  const note = readRecord<Note>(bytes);
  if (typeof note?.id !== "string" || !Array.isArray(note.carries)) return null;
  // Before there were snapshots a note said only the round.
  const at = Object.entries(note.at as Record<string, Seen | number>);
  const seen = at.map(([relay, one]): [string, Seen] => [relay, typeof one === "number" ? [one, 0] : one]);
  return { ...note, slot: note.slot ?? "", comp: note.comp ?? "", at: Object.fromEntries(seen) };
}
