// The documents of one simulated tab, as automerge-repo would hold them: loaded from the device's disk, saved there after
// a moment, passed to the device's other tabs. With its trap: a change whose past is missing is held in memory, never
// saved, and gone with the tab. Automerge itself is the real one, without the objects it makes for an editor.
import * as A from "@automerge/automerge/slim";
import type { Documents, Storage } from "@fogata/sync";
import type { World } from "./world.ts";

export type Backend = ReturnType<typeof A.getBackend>;
export interface TabDocuments extends Documents {
  /** Types here, as a person does. Gives the new change's hash. */
  edit(doc: string, key: string, words: string): Promise<string>;
  read(doc: string): Promise<Backend>;
  /** Every change this tab holds of a document, if it holds it. */
  changes(doc: string): Uint8Array[];
  has(doc: string, hash: string): boolean;
  /** From another tab of this device. */
  receive(doc: string, changes: Uint8Array[]): Promise<void>;
}

const mark = new Uint8Array(1);
const saveMs = 100;
const hashBytes = 32;

/** A document from the pieces of it on a disk. */
export function loadDocument(pieces: readonly Uint8Array[], actor?: string): Backend {
  const backend = A.getBackend(A.init({ actor }));
  if (pieces.length > 0) backend.loadIncremental(concat(pieces));
  return backend;
}
export const headsOf = (backend: Backend): string => backend.getHeads().sort().join();

export function createTabDocuments(o: {
  world: World;
  storage: Storage;
  circle: string;
  process: { alive: boolean };
  /** To the other tabs of this device. */
  broadcast(doc: string, changes: Uint8Array[]): void;
  /** This tab begins to hold a document: the others tell it what they have. */
  opened(doc: string): void;
  actor: string;
}): TabDocuments {
  const { world, storage, circle, process } = o;
  const open = new Map<string, { doc: Backend; saved: string[]; saving: boolean }>();
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
    const pieces = (await storage.list(`doc/${id}/`)).map(({ value }) => value);
    const doc = loadDocument(pieces, o.actor + id.slice(0, 4));
    open.set(id, { doc, saved: doc.getHeads(), saving: false });
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
    const heads = one.doc.getHeads();
    // As automerge-repo does: no new heads, nothing to save, whatever waits in memory.
    if (heads.join() === one.saved.join()) return;
    const value = one.doc.saveSince(one.saved);
    const name = `${o.actor}-${++chunks}`;
    const key = `doc/${id}/${String(world.now()).padStart(16, "0")}-${name}`;
    await storage.write(
      [
        { key, value },
        { key: `touched/${id}/${name}`, value: mark },
      ],
      "relaxed",
    );
    one.saved = heads;
  }

  /** Brings bytes in; gives the changes that now count. */
  async function take(id: string, bytes: Uint8Array): Promise<Uint8Array[]> {
    const one = await load(id);
    const before = one.doc.getHeads();
    one.doc.loadIncremental(bytes);
    const news = headsOf(one.doc) === before.sort().join() ? [] : one.doc.getChanges(before);
    if (news.length > 0) changed(id);
    return news;
  }

  return {
    has: (id, hash) => open.get(id)?.doc.getChangeByHash(hash) != null,
    async edit(id, key, words) {
      const { doc } = await load(id);
      doc.put("_root", key, words);
      const hash = doc.commit(undefined, world.now())!;
      o.broadcast(id, [doc.getChangeByHash(hash)!]);
      changed(id);
      return hash;
    },
    changes: (id) => open.get(id)?.doc.getChanges([]) ?? [],
    read: async (id) => (await load(id)).doc,
    async receive(id, changes) {
      if (process.alive) await take(id, concat(changes));
    },
    async unknown({ doc: id }, known) {
      const marks = await storage.keys(`touched/${id}/`);
      const { doc } = await load(id);
      const all = doc.getChangesMeta([]).filter(({ hash }) => !known.has(hash));
      if (all.length === 0 && marks.length > 0) {
        await storage.write(
          marks.map((key) => ({ key, value: null })),
          "relaxed",
        );
      }
      // `own` is for the planted rule that uploads by actor; the engine is told only the hashes.
      return all.map(({ hash, actor }) => ({ hash, own: actor.startsWith(o.actor) }));
    },
    async encode({ doc: id }, hashes) {
      const { doc } = await load(id);
      const raw = hashes.map((hash) => doc.getChangeByHash(hash)!);
      // The hashes in front save the simulator from decoding; the real payloads have their own tests.
      const head = new Uint8Array([hashes.length >> 8, hashes.length & 255]);
      return { comp: "changes", payload: concat([head, ...hashes.map(unhex), ...raw]) };
    },
    async apply({ doc: id }, payloads) {
      const hashes: string[] = [];
      const bodies: Uint8Array[] = [];
      for (const { payload } of payloads) {
        const count = (payload[0]! << 8) | payload[1]!;
        for (let i = 0; i < count; i++) hashes.push(hex(payload.subarray(2 + hashBytes * i, 2 + hashBytes * (i + 1))));
        bodies.push(payload.subarray(2 + hashBytes * count));
      }
      const news = await take(id, concat(bodies));
      if (news.length > 0) o.broadcast(id, news);
      return { ok: true, hashes, missing: open.get(id)!.doc.getMissingDeps([]) };
    },
    async saved({ doc: id }) {
      if (open.has(id)) await save(id);
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

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const unhex = (text: string) => new Uint8Array(Buffer.from(text, "hex"));
const concat = (parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
