// The documents of one simulated tab, as automerge-repo would hold them: loaded from the device's disk, saved there after
// a moment, passed to the device's other tabs. With its trap: a change whose past is missing is held in memory, never
// saved, and gone with the tab.
import type { Documents, Known, Storage } from "@fogata/sync";
import { type Change, createModelDocument, type ModelDocument, readChanges } from "./model-document.ts";
import type { World } from "./world.ts";

export interface TabDocuments extends Documents {
  /** Types here, as a person does. Gives the new change's hash. */
  edit(doc: string, words: string): Promise<string>;
  read(doc: string): Promise<ModelDocument>;
  /** Every change this tab holds of a document, if it holds it. */
  changes(doc: string): readonly Change[];
  has(doc: string, hash: string): boolean;
  /** From another tab of this device. */
  receive(doc: string, changes: readonly Change[]): Promise<void>;
}

const mark = new Uint8Array(1);
const saveMs = 100;

/** A document from the pieces of it on a disk. */
export function loadDocument(pieces: readonly Uint8Array[]): ModelDocument {
  const document = createModelDocument();
  for (const piece of pieces) document.take(piece);
  return document;
}

export function createTabDocuments(o: {
  world: World;
  storage: Storage;
  circle: string;
  process: { alive: boolean };
  /** To the other tabs of this device. */
  broadcast(doc: string, changes: readonly Change[]): void;
  /** This tab begins to hold a document: the others tell it what they have. */
  opened(doc: string): void;
  actor: string;
  savesLess: boolean;
}): TabDocuments {
  const { world, storage, circle, process } = o;
  const open = new Map<string, { doc: ModelDocument; saved: number; saving: boolean }>();
  const loading = new Map<string, Promise<void>>();
  const listeners = new Set<(doc: { circle: string; doc: string }) => void>();
  let chunks = 0;

  async function load(id: string) {
    const there = open.get(id);
    if (there) return there;
    if (!loading.has(id)) loading.set(id, read(id));
    await loading.get(id);
    return open.get(id)!;
  }
  async function read(id: string): Promise<void> {
    const doc = loadDocument((await storage.list(`doc/${id}/`)).map(({ value }) => value));
    open.set(id, { doc, saved: doc.changes.length, saving: false });
    o.opened(id);
  }

  function changed(id: string): void {
    const one = open.get(id)!;
    for (const listener of [...listeners]) listener({ circle, doc: id });
    if (one.saving) return;
    one.saving = true;
    world.after(saveMs, () => {
      if (process.alive) void save(id);
    });
  }
  async function save(id: string): Promise<void> {
    const one = open.get(id)!;
    one.saving = false;
    const reached = one.doc.changes.length;
    // As automerge-repo does: no new heads, nothing to save, whatever waits in memory.
    if (reached === one.saved) return;
    const value = join(one.doc.changes.slice(one.saved));
    const name = `${o.actor}-${++chunks}`;
    const key = `doc/${id}/${String(world.now()).padStart(16, "0")}-${name}`;
    await storage.write(
      [
        { key, value },
        { key: `touched/${id}/${name}`, value: mark },
      ],
      "relaxed",
    );
    one.saved = Math.max(one.saved, reached);
  }

  /** Brings bytes in; gives the changes that now count. */
  async function take(id: string, bytes: Uint8Array): Promise<Change[]> {
    const news = (await load(id)).doc.take(bytes);
    if (news.length > 0) changed(id);
    return news;
  }

  return {
    has: (id, hash) => open.get(id)?.doc.has(hash) === true,
    async edit(id, words) {
      const { doc } = await load(id);
      const change = doc.change(o.actor, words);
      o.broadcast(id, [change]);
      changed(id);
      return change.hash;
    },
    changes: (id) => open.get(id)?.doc.changes ?? [],
    read: async (id) => (await load(id)).doc,
    async receive(id, changes) {
      if (process.alive) await take(id, join(changes));
    },
    async unknown({ doc: id }, known) {
      const marks = await storage.keys(`touched/${id}/`);
      const { doc } = await load(id);
      const under = underOf(doc, known);
      const all = doc.changes.filter(({ hash }) => !known.has(hash) && !under.has(hash));
      if (all.length === 0 && marks.length > 0) {
        await storage.write(
          marks.map((key) => ({ key, value: null })),
          "relaxed",
        );
      }
      // `own` is for the planted rule that uploads by actor; the engine is told only the hashes.
      return all.map(({ hash, actor }) => ({ hash, ours: true, own: actor === o.actor }));
    },
    async encode({ doc: id }, hashes) {
      const { doc } = await load(id);
      return { comp: "changes", payload: join(hashes.map((hash) => doc.get(hash)!)) };
    },
    async save({ doc: id }, known) {
      const { doc } = await load(id);
      const under = underOf(doc, known);
      const heads = doc.heads().split(",");
      if (doc.changes.length === 0 || doc.changes.some(({ hash }) => !known.has(hash) && !under.has(hash))) return null;
      if (!o.savesLess) return { heads, payload: join(doc.changes) };
      const some = loadDocument([join(doc.changes.slice(0, Math.ceil(doc.changes.length / 2)))]);
      return { heads: some.heads().split(","), payload: join(some.changes) };
    },
    async compare({ doc: id }, payload) {
      const apart = loadDocument([payload]);
      if (apart.missing().length > 0 || apart.changes.length === 0) return null;
      const { doc } = await load(id);
      return { heads: apart.heads().split(","), holds: apart.changes.every(({ hash }) => doc.has(hash)) };
    },
    async beyond({ doc: id }, heads) {
      const { doc } = await load(id);
      if (!heads.every((hash) => doc.has(hash))) return null;
      const under = doc.under(heads);
      return doc.changes.filter(({ hash }) => !under.has(hash)).map(({ hash }) => hash);
    },
    async apply({ doc: id }, payloads) {
      const whole = payloads[0]?.comp === "saved" ? loadDocument([payloads[0].payload]) : null;
      if (whole && whole.missing().length > 0) return { ok: false, reason: "bad" };
      const each = payloads.map(({ payload }) => readChanges(payload).map(({ hash }) => hash));
      const hashes = whole ? whole.heads().split(",") : each.flat();
      const news = await take(id, new Uint8Array(Buffer.concat(payloads.map(({ payload }) => payload))));
      if (news.length > 0) o.broadcast(id, news);
      return { ok: true, hashes, each: whole ? [hashes] : each, missing: open.get(id)!.doc.missing() };
    },
    async mend() {},
    async saved(...docs) {
      for (const { doc: id } of docs) if (open.has(id)) await save(id);
    },
    onChange(listener) {
      listeners.add(listener);
      void storage.keys("touched/").then((keys) => {
        for (const id of new Set(keys.map((key) => key.split("/")[1]!))) listener({ circle, doc: id });
      });
      return () => listeners.delete(listener);
    },
  };
}

const underOf = (doc: ModelDocument, known: Known) =>
  doc.under((known.upTo ?? []).filter((heads) => heads.every((hash) => doc.has(hash))).flat());

const join = (changes: readonly Change[]) => new Uint8Array(Buffer.concat(changes.map(({ bytes }) => bytes)));
