// Documents that nobody has open: merged, and stored as the library stores them, without one of its handles, which costs
// ten times what a small document does. When the library comes to hold one, what is here is handed to it.
import * as A from "@automerge/automerge/slim";
import type { ReadChanges } from "./changes.ts";
import { join } from "./leb128.ts";
import type { Bytes } from "./ports.ts";
import { toHex } from "./record.ts";
import type { PartName, RepoStorage, StoredPart } from "./repo-storage.ts";

/** Documents kept in memory in case more comes for them; what is not stored yet is kept whatever their number. */
export const warmMax = 8;
/** The library's own measure: below it, or once as much came in parts, a document is stored whole again. */
const wholeBytesMin = 1024;

export type Merged = { ok: true; missing: string[] } | { ok: false };

export interface Unopened<Id extends string> {
  /** Holds this one, or what waits for its past. */
  holds(id: Id): boolean;
  /** Something of it counts and is in memory. */
  counts(id: Id): boolean;
  /** Merges into what is stored. Null, with nothing done, when the library has come to hold the document meanwhile. */
  merge(id: Id, read: ReadChanges): Promise<Merged | null>;
  /** Looks at what is here, if anything is. The document is this one's own: it may be gone a moment later. */
  look<T>(id: Id, at: (doc: A.Doc<unknown>) => T): Promise<T | null>;
  /** Stores what was merged, in one transaction. False when there is no room. */
  save(ids: readonly Id[]): Promise<boolean>;
  /** All that is here, for the library; null when there is nothing. From then on it is not here any more. */
  handOver(id: Id): Bytes | null;
  /** Reads it afresh the next time. */
  forget(id: Id): void;
  /** Also what waits for its past. */
  drop(id: Id): void;
  all(): Id[];
}

interface Held {
  doc: A.Doc<unknown>;
  parts: PartName[];
  /** What of it is stored. */
  stored: A.Heads;
}

export function createUnopened<Id extends string>(o: {
  storage: Pick<RepoStorage, "parts" | "putParts">;
  sha256: (data: Bytes) => Promise<Bytes>;
  /** The library holds this document, or is about to. */
  isOpen(id: Id): boolean;
}): Unopened<Id> {
  const warm = new Map<Id, Held>();
  /** What was given and does not count yet: it is in no stored part, and must outlive the document's stay in memory. */
  const waiting = new Map<Id, Bytes[]>();

  async function load(id: Id): Promise<Held> {
    const there = warm.get(id);
    if (there) return there;
    const parts = await o.storage.parts(id);
    const again = warm.get(id);
    if (again) return again;
    const doc = fromParts(parts);
    const held = { doc, parts: parts.map(({ data, ...name }) => ({ ...name, size: data.length })), stored: heads(doc) };
    const before = waiting.get(id);
    if (before) A.getBackend(doc).loadIncremental(join(before));
    warm.set(id, held);
    return held;
  }

  function forget(id: Id): void {
    const held = warm.get(id);
    warm.delete(id);
    if (held) A.free(held.doc);
  }

  /** As the library would: in parts, and whole again once the parts weigh as much. */
  async function toWrite(id: Id, held: Held): Promise<{ add: StoredPart; drop: PartName[]; heads: A.Heads } | null> {
    const now = heads(held.doc);
    if (now.join() === held.stored.join()) return null;
    const size = (type: PartName["type"]) =>
      held.parts.filter((part) => part.type === type).reduce((sum, part) => sum + part.size, 0);
    const whole = size("snapshot") < wholeBytesMin || size("incremental") >= size("snapshot");
    const data = whole ? A.save(held.doc) : A.saveSince(held.doc, held.stored);
    const named = whole ? new TextEncoder().encode(now.join("")) : data;
    const drop = whole ? held.parts : [];
    const name = toHex(await o.sha256(named));
    const add: StoredPart = { id, type: whole ? "snapshot" : "incremental", name, size: data.length, data };
    return { add, drop: drop.filter((part) => part.type !== add.type || part.name !== name), heads: now };
  }

  function letGo(): void {
    for (const [id, { doc, stored }] of warm) {
      if (warm.size <= warmMax) return;
      if (heads(doc).join() === stored.join()) forget(id);
    }
  }

  return {
    drop(id) {
      forget(id);
      waiting.delete(id);
    },
    holds: (id) => warm.has(id) || waiting.has(id),
    counts: (id) => warm.has(id) && heads(warm.get(id)!.doc).length > 0,
    async merge(id, read) {
      const { doc } = await load(id);
      if (o.isOpen(id)) return null;
      try {
        A.getBackend(doc).loadIncremental(read.bytes);
      } catch {
        // What a change that ends in the middle has left behind is not to be trusted.
        forget(id);
        return { ok: false };
      }
      const missing = A.getMissingDeps(doc, []);
      if (missing.length > 0) waiting.set(id, [...(waiting.get(id) ?? []), read.bytes]);
      else waiting.delete(id);
      return missing.length > 0 || A.hasHeads(doc, read.tips) ? { ok: true, missing } : { ok: false };
    },
    async look(id, at) {
      const { doc } = await load(id);
      const result = heads(doc).length > 0 ? at(doc) : null;
      letGo();
      return result;
    },
    async save(ids) {
      const writes = [];
      for (const id of ids) {
        const held = warm.get(id);
        const write = held && (await toWrite(id, held));
        if (write) writes.push({ held, ...write });
      }
      if (writes.length === 0) return true;
      const written = await o.storage.putParts(
        writes.map(({ add }) => add),
        writes.flatMap(({ drop }) => drop),
      );
      if (!written) return false;
      for (const { held, add, drop, heads } of writes) {
        const { data: _, ...name } = add;
        held.parts = [...held.parts.filter((part) => !drop.includes(part) && part.name !== name.name), name];
        held.stored = heads;
      }
      letGo();
      return true;
    },
    handOver(id) {
      const held = warm.get(id);
      const parts = [...(held ? [A.save(held.doc)] : []), ...(waiting.get(id) ?? [])];
      waiting.delete(id);
      forget(id);
      return parts.length > 0 ? join(parts) : null;
    },
    forget(id) {
      waiting.delete(id);
      forget(id);
    },
    all: () => [...warm.keys()],
  };
}

const heads = (doc: A.Doc<unknown>) => A.getHeads(doc);

/** Without the objects an editor needs of it. What does not load is taken for absent: it is not written over. */
function fromParts(parts: readonly StoredPart[]): A.Doc<unknown> {
  const doc = A.init<unknown>();
  if (parts.length === 0) return doc;
  try {
    A.getBackend(doc).loadIncremental(join(parts.map(({ data }) => data)));
    return doc;
  } catch {
    A.free(doc);
    return A.init<unknown>();
  }
}
