// Documents held by automerge-repo, at rest in this device's sealed storage and in step between its tabs. The only
// file that configures the library; it never speaks to another person's device, since its own protocol knows nothing
// of audiences or signatures.
import * as A from "@automerge/automerge/slim";
import { type DocHandle, type DocumentId, interpretAsDocumentId, Repo } from "@automerge/automerge-repo/slim";
import { BroadcastChannelNetworkAdapter } from "@automerge/automerge-repo-network-broadcastchannel";
import {
  copyHistory,
  encodeChanges,
  historyOf,
  isFirst,
  isOf,
  type ReadChanges,
  readPayloads,
  tabBytes,
  whoseOf,
} from "./changes.ts";
import type { DocumentHandle } from "./device.types.ts";
import { type DeviceDocuments, type OpenDocuments, touchedWrite } from "./documents.ts";
import { join } from "./leb128.ts";
import { keepingWords } from "./one-document.ts";
import { loadOnto } from "./patches-once.ts";
import type { Bytes, ChangeRef, DocRef, Known, Payload } from "./ports.ts";
import { toHex } from "./record.ts";
import { repoStorage } from "./repo-storage.ts";
import { basesIn, headsOf, readSaved, saveKnown } from "./snapshot-payload.ts";
import { createUnopened, type Merged } from "./unopened.ts";

type Handle = DocHandle<unknown> & DocumentHandle;
/** How far `unknown` has looked: changes up to `base` are all known; `found` were unknown when it last looked. */
interface Looked {
  base: A.Heads;
  heads: A.Heads;
  found: ChangeRef[];
}

export async function openDocuments(
  o: OpenDocuments & {
    /** Where the wasm is, or its bytes; not needed when the caller has started Automerge already. */
    wasm?: string | Uint8Array;
  },
): Promise<DeviceDocuments> {
  if (o.wasm !== undefined && !A.isWasmInitialized()) await A.initializeWasm(o.wasm as Uint8Array);
  const refs = new Map<string, DocRef>();
  /** Erased, and not begun or brought again since: what the library still has to write of them is not written. */
  const gone = new Set<string>();
  const keep = keepingWords();
  const storage = repoStorage(o.storage, {
    refOf: (id) => refs.get(id),
    gone,
    onLoad: (id) => keep(repo.handles[id as DocumentId]),
  });
  const network =
    typeof BroadcastChannel === "undefined"
      ? []
      : [new BroadcastChannelNetworkAdapter({ channelName: o.channelName, peerWaitMs: peerWaitMs })];
  // Tabs share one storage, so what one tab knows of another need not be stored.
  const repo = new Repo({ storage, network, isEphemeral: true });

  const ids = new Map<string, DocumentId>();
  const watched = new Set<DocumentId>();
  /** Documents whose changes are written under this device's id. */
  const named = new Set<DocumentId>();
  /** Two tabs of one device are two writers. */
  const tab = toHex(o.p.randomBytes(tabBytes));
  const listeners = new Set<(doc: DocRef) => void>();
  /** A document is brought up, opened and handed over one step at a time. */
  const turns = new Map<DocumentId, Promise<unknown>>();
  const isOpen = (id: DocumentId) => repo.handles[id]?.inState(["idle", "loading", "requesting", "ready"]) === true;
  const unopened = createUnopened<DocumentId>({
    storage,
    sha256: o.p.sha256,
    isOpen,
  });
  const looked = new Map<DocumentId, Looked>();

  /** H(circle ‖ doc): no circle's entry can merge into another's document. */
  async function idOf(ref: DocRef): Promise<DocumentId> {
    const name = `${ref.circle}/${ref.doc}`;
    let id = ids.get(name);
    if (id === undefined) {
      const hash = await o.p.sha256(new TextEncoder().encode(name));
      id = interpretAsDocumentId(hash.slice(0, 16) as unknown as DocumentId);
      ids.set(name, id);
      refs.set(id, { circle: ref.circle, doc: ref.doc });
    }
    return id;
  }

  /** S38 Null until it is known who writes here: nothing may be written under a name that is not this device's. */
  function toWrite(id: DocumentId, handle: Handle): Handle | null {
    if (named.has(id)) return handle;
    const device = o.deviceIn(refs.get(id)!.circle);
    if (device === null) return null;
    handle.update((doc) => A.clone(doc, { actor: device + tab }));
    named.add(id);
    return handle;
  }

  const isOurs = (ref: DocRef, { actor, seq, deps }: { actor: string; seq: number; deps: string[] }) => {
    const change = { actor, seq, deps };
    const device = o.deviceIn(ref.circle);
    return (device !== null && isOf(device, change)) || isFirst(ref.doc, change);
  };

  function watch(id: DocumentId, handle: Handle): Handle {
    if (watched.has(id)) return handle;
    watched.add(id);
    keep(handle);
    handle.on("heads-changed", () => {
      const ref = refs.get(id)!;
      for (const listener of [...listeners]) listener(ref);
    });
    return handle;
  }

  const ready = (id: DocumentId): Handle | null => {
    const handle = repo.handles[id] as Handle | undefined;
    return handle?.isReady() ? handle : null;
  };

  function turn<T>(id: DocumentId, task: () => Promise<T>): Promise<T> {
    const mine = (turns.get(id) ?? Promise.resolve()).then(task, task);
    turns.set(id, mine);
    const over = () => void (turns.get(id) === mine && turns.delete(id));
    mine.then(over, over);
    return mine;
  }

  /** From memory, from the storage, or from another tab, with all that was merged without it; null if it is in none. */
  async function find(id: DocumentId): Promise<Handle | null> {
    const found = await held(id);
    if (!found && !unopened.counts(id)) return null;
    const more = unopened.handOver(id);
    if (!more) return found;
    if (!found) return begin(id, more);
    found.update((doc) => loadOnto(doc, more));
    return found;
  }
  async function held(id: DocumentId): Promise<Handle | null> {
    const here = ready(id);
    if (here) return watch(id, here);
    if (repo.handles[id] !== undefined && !isOpen(id)) {
      // The library once found nothing and remembers that: it is told what is there now.
      const all = storage.isCorrupt(id) ? [] : (await storage.parts(id)).map(({ data }) => data);
      return all.length > 0 && standsAlone(join(all)) ? begin(id, join(all)) : null;
    }
    if (!(await storage.has(id)) && repo.peers.length === 0) return null;
    try {
      return watch(id, (await repo.find<unknown>(id)) as Handle);
    } catch {
      return null;
    }
  }
  /** Looks at the document, open or not; one that nobody has open is held `bare`, without the objects that are read. */
  async function look<T>(id: DocumentId, at: (doc: A.Doc<unknown>, bare: boolean) => T): Promise<T | null> {
    if (!isOpen(id) && (unopened.holds(id) || (await storage.has(id))))
      return unopened.look(id, (doc) => at(doc, true));
    const handle = await find(id);
    return handle && at(handle.doc() as A.Doc<unknown>, false);
  }

  /** S8 What Automerge cannot read ends its reading without a word: what came after it would be taken for applied. */
  function merge(handle: Handle, read: ReadChanges): Merged {
    try {
      let missing: string[] = [];
      let there = false;
      handle.update((doc) => {
        const next = loadOnto(doc, read.bytes);
        missing = A.getMissingDeps(next, []);
        there = missing.length > 0 || A.hasHeads(next, read.tips);
        return next;
      });
      return there ? { ok: true, missing } : { ok: false };
    } catch {
      return { ok: false };
    }
  }

  /** Creates the document, or merges into one that came meanwhile. Saved at once: the library saves from the next change on. */
  async function begin(id: DocumentId, bytes: Bytes): Promise<Handle> {
    gone.delete(id);
    const handle = watch(id, repo.import<unknown>(bytes, { docId: id }) as Handle);
    await repo.flush([id]);
    return handle;
  }

  async function eraseOne(id: DocumentId): Promise<void> {
    gone.add(id);
    unopened.drop(id);
    // Let go of rather than deleted: the library goes on asking other tabs for what it has marked as deleted.
    if (ready(id)) await repo.removeFromCache(id);
    else if (repo.handles[id] !== undefined) repo.delete(id);
    for (const all of [watched, named]) all.delete(id);
    looked.delete(id);
    await storage.removeRange([id]);
  }

  function unknownOf(ref: DocRef, id: DocumentId, doc: A.Doc<unknown>, known: Known): ChangeRef[] {
    const before = looked.get(id) ?? { base: [], heads: [], found: [] };
    // What was found last time has been taken along since: start from there, not from the beginning.
    const reached = before.found.every(({ hash }) => known.has(hash)) ? before.heads : before.base;
    // Unless this is another's knowledge, who has not come as far: changes are taken along in order, heads last.
    const base = [...(reached.every((hash) => known.has(hash)) ? reached : []), ...basesIn(doc, known)];
    const found = A.getChangesMetaSince(doc, base)
      .filter(({ hash }) => !known.has(hash))
      .map((change) => ({ hash: change.hash, ours: isOurs(ref, change) }));
    looked.set(id, { base, heads: A.getHeads(doc), found });
    return found;
  }

  return {
    async open(ref, start) {
      const id = await idOf(ref);
      return turn(id, async () => {
        const handle = await find(id);
        if (storage.isCorrupt(id)) return { ok: false, reason: "corrupt" };
        if (!handle && (await storage.has(id))) return { ok: false, reason: "corrupt" };
        if (handle) gone.delete(id);
        const opened = handle ?? (start ? await begin(id, start) : null);
        const value = opened && toWrite(id, opened);
        return value ? { ok: true, value } : { ok: false, reason: "missing" };
      });
    },

    async create(ref, start) {
      const id = await idOf(ref);
      const handle = await turn(id, async () => {
        const begun = await begin(id, start);
        return toWrite(id, (await find(id)) ?? begun);
      });
      if (!handle) throw new Error("a document of a circle this device is not known in");
      return (await storage.settled()) ? { ok: true, value: handle } : { ok: false, reason: "device-full" };
    },

    async glance(ref, { stamp, look: see }) {
      const id = await idOf(ref);
      return turn(id, async () => {
        const now = await storage.stamp(id);
        if (now !== "" && now === stamp) return { kind: "same" };
        const value = await look(id, (doc, bare) => ({
          kind: "seen" as const,
          stamp: now,
          value: bare ? readAndFree(A.load(A.save(doc)), see) : see(doc),
        }));
        return value ?? { kind: "missing" };
      });
    },

    async unknown(ref, known) {
      const id = await idOf(ref);
      const found = await turn(id, () => look(id, (doc) => unknownOf(ref, id, doc, known)));
      return found ?? [];
    },

    async encode(ref, hashes) {
      const id = await idOf(ref);
      const whose = whoseOf(o.deviceIn(ref.circle), ref.doc);
      const encoding = await turn(id, () =>
        look(id, (doc) => [encodeChanges(o.p.sha256, doc, hashes, whose)] as const),
      );
      if (!encoding) throw new Error("changes of a document that is not here");
      return encoding[0];
    },

    async save(ref, known) {
      const id = await idOf(ref);
      return turn(id, () => look(id, (doc) => saveKnown(doc, known)));
    },

    async compare(ref, payload) {
      const heads = await headsOf(o.p, payload);
      if (!heads) return null;
      const id = await idOf(ref);
      const holds = await turn(id, () => look(id, (doc) => A.hasHeads(doc, heads)));
      return { heads, holds: holds === true };
    },

    async beyond(ref, heads) {
      const id = await idOf(ref);
      return turn(id, () =>
        look(id, (doc) =>
          A.hasHeads(doc, [...heads]) ? A.getChangesMetaSince(doc, [...heads]).map(({ hash }) => hash) : null,
        ),
      );
    },

    async apply(ref, payloads) {
      const [{ comp, payload, devices = [] }] = payloads as [Payload];
      const read =
        comp === "saved"
          ? await readSaved(o.p, { payload, doc: ref.doc, devices })
          : await readPayloads(o.p, payloads, ref.doc);
      if (!read) return { ok: false, reason: "bad" };
      const id = await idOf(ref);
      const merged = await turn(id, async () => {
        gone.delete(id);
        for (;;) {
          const apart = isOpen(id) ? null : await unopened.merge(id, read);
          if (apart) return apart;
          const handle = await find(id);
          if (handle) return merge(handle, read);
        }
      });
      return merged.ok
        ? { ok: true, hashes: read.hashes, each: read.each, missing: merged.missing }
        : { ok: false, reason: "bad" };
    },

    async mend(ref) {
      const id = await idOf(ref);
      await storage.mend(id);
      looked.delete(id);
      unopened.forget(id);
    },

    async saved(...docs) {
      const ids = await Promise.all(docs.map(idOf));
      const stored = await unopened.save(ids);
      // The library may have begun to read a document while it was being written.
      for (const id of ids) if (isOpen(id) && unopened.holds(id)) await turn(id, () => find(id));
      const open = ids.filter(ready);
      if (open.length > 0) await repo.flush(open);
      return stored && (await storage.settled()) ? undefined : "full";
    },

    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async copy(from, to, device) {
      const [source, target] = [await idOf(from), await idOf(to)];
      const history = await turn(source, () => look(source, historyOf));
      if (!history) return "missing";
      const read = await copyHistory(o.p, history, { doc: from.doc, device });
      if (!read) return "unreadable";
      return turn(target, async () => {
        gone.delete(target);
        const merged = await unopened.merge(target, read);
        if (!merged?.ok) return "unreadable";
        const mark = touchedWrite(to, "copied");
        const stored = (await unopened.save([target])) && (await o.storage.write([mark], "relaxed")).ok;
        return stored ? "copied" : "full";
      });
    },

    async erase(circle, docs) {
      const named = await Promise.all(docs.map((doc) => idOf({ circle, doc })));
      const touched = [...refs].filter(([, ref]) => ref.circle === circle).map(([id]) => id as DocumentId);
      for (const id of new Set([...named, ...touched])) await turn(id, () => eraseOne(id));
    },

    async close() {
      listeners.clear();
      await unopened.save(unopened.all());
      await repo.flush(Object.keys(repo.handles).filter((id) => ready(id as DocumentId)) as DocumentId[]);
      await storage.settled();
      for (const adapter of network) adapter.disconnect();
    },
  };
}

function readAndFree<T>(doc: A.Doc<unknown>, read: (doc: unknown) => T): T {
  try {
    return read(doc);
  } finally {
    A.free(doc);
  }
}

/** Whether anything in these bytes counts without what may come before it. */
function standsAlone(bytes: Bytes): boolean {
  try {
    const trial = A.loadIncremental(A.init<unknown>(), bytes);
    const counts = A.getHeads(trial).length > 0;
    A.free(trial);
    return counts;
  } catch {
    return false;
  }
}

/** How long a document that is not stored here is looked for in other tabs before it counts as missing. */
const peerWaitMs = 100;
