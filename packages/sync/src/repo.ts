// Documents held by automerge-repo, at rest in this device's sealed storage and in step between its tabs. The only
// file that configures the library; it never speaks to another person's device, since its own protocol knows nothing
// of audiences or signatures.
import * as A from "@automerge/automerge/slim";
import { type DocHandle, type DocumentId, interpretAsDocumentId, Repo } from "@automerge/automerge-repo/slim";
import { BroadcastChannelNetworkAdapter } from "@automerge/automerge-repo-network-broadcastchannel";
import { encodeChanges, isFirst, isOf, readPayloads } from "./changes.ts";
import type { DocumentHandle } from "./device.types.ts";
import type { DeviceDocuments, OpenDocuments } from "./documents.ts";
import type { Bytes, ChangeRef, DocRef } from "./ports.ts";
import { toHex } from "./record.ts";
import { repoStorage } from "./repo-storage.ts";

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
  const storage = repoStorage(o.storage, (id) => refs.get(id));
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
  const tab = toHex(o.p.randomBytes(8));
  const listeners = new Set<(doc: DocRef) => void>();
  /** Payloads of documents of which nothing counts yet, because what comes before them has not arrived. */
  const waiting = new Map<DocumentId, Bytes[]>();
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
    const change = { actor, seq, deps: deps.length };
    const device = o.deviceIn(ref.circle);
    return (device !== null && isOf(device, change)) || isFirst(ref.doc, change);
  };

  function watch(id: DocumentId, handle: Handle): Handle {
    if (watched.has(id)) return handle;
    watched.add(id);
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

  /** From memory, from the storage, or from another tab; null if it is in none. */
  async function find(id: DocumentId): Promise<Handle | null> {
    const here = ready(id);
    if (here) return watch(id, here);
    if (!(await storage.has(id)) && repo.peers.length === 0) return null;
    try {
      return watch(id, (await repo.find<unknown>(id)) as Handle);
    } catch {
      return null;
    }
  }

  /** Creates the document, or merges into one that came meanwhile. Saved at once: the library saves from the next change on. */
  async function begin(id: DocumentId, bytes: Bytes): Promise<Handle> {
    const handle = watch(id, repo.import<unknown>(bytes, { docId: id }) as Handle);
    await repo.flush([id]);
    return handle;
  }

  return {
    async open(ref, start) {
      const id = await idOf(ref);
      const handle = await find(id);
      if (storage.isCorrupt(id)) return { ok: false, reason: "corrupt" };
      if (!handle && (await storage.has(id))) return { ok: false, reason: "corrupt" };
      const opened = handle ?? (start ? await begin(id, start) : null);
      const value = opened && toWrite(id, opened);
      return value ? { ok: true, value } : { ok: false, reason: "missing" };
    },

    async create(ref, start) {
      const id = await idOf(ref);
      const handle = toWrite(id, await begin(id, start));
      if (!handle) throw new Error("a document of a circle this device is not known in");
      return (await storage.settled()) ? { ok: true, value: handle } : { ok: false, reason: "device-full" };
    },

    async unknown(ref, known) {
      const id = await idOf(ref);
      const handle = await find(id);
      if (!handle) return [];
      const doc = handle.doc() as A.Doc<unknown>;
      const before = looked.get(id) ?? { base: [], heads: [], found: [] };
      // What was found last time has been taken along since: start from there, not from the beginning.
      const reached = before.found.every(({ hash }) => known.has(hash)) ? before.heads : before.base;
      // Unless this is another's knowledge, who has not come as far: changes are taken along in order, heads last.
      const base = reached.every((hash) => known.has(hash)) ? reached : [];
      const found = A.getChangesMetaSince(doc, base)
        .filter(({ hash }) => !known.has(hash))
        .map((change) => ({ hash: change.hash, ours: isOurs(ref, change) }));
      looked.set(id, { base, heads: A.getHeads(doc), found });
      return found;
    },

    async encode(ref, hashes) {
      const handle = await find(await idOf(ref));
      if (!handle) throw new Error("changes of a document that is not here");
      return encodeChanges(o.p.sha256, handle.doc() as A.Doc<unknown>, hashes);
    },

    async apply(ref, payloads) {
      const read = await readPayloads(o.p, payloads, ref.doc);
      if (!read) return { ok: false, reason: "bad" };
      const id = await idOf(ref);
      const handle = await find(id);
      try {
        if (handle) {
          let missing: string[] = [];
          handle.update((doc) => {
            const next = A.loadIncremental(doc, read.bytes);
            missing = A.getMissingDeps(next, []);
            return next;
          });
          return { ok: true, hashes: read.hashes, missing };
        }
        // A handle without a head is no document to the library: it would wait for one and drop these. So try first.
        const all = join([...(waiting.get(id) ?? []), read.bytes]);
        const trial = A.loadIncremental(A.init<unknown>(), all);
        const counts = A.getHeads(trial).length > 0;
        const missing = A.getMissingDeps(trial, []);
        A.free(trial);
        if (counts) {
          waiting.delete(id);
          await begin(id, all);
        } else waiting.set(id, [all]);
        return { ok: true, hashes: read.hashes, missing };
      } catch {
        return { ok: false, reason: "bad" };
      }
    },

    async mend(ref) {
      const id = await idOf(ref);
      await storage.mend(id);
      looked.delete(id);
      if (ready(id)) return;
      // The library found nothing to load and remembers that: it is told what is there now.
      const parts = (await storage.loadRange([id])).filter(
        ({ key }) => key[1] === "snapshot" || key[1] === "incremental",
      );
      const all = join(parts.map(({ data }) => data!));
      if (all.length > 0 && standsAlone(all)) await begin(id, all);
    },

    async saved(ref) {
      const id = await idOf(ref);
      if (ready(id)) await repo.flush([id]);
      return (await storage.settled()) ? undefined : "full";
    },

    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async close() {
      listeners.clear();
      await repo.flush(Object.keys(repo.handles).filter((id) => ready(id as DocumentId)) as DocumentId[]);
      await storage.settled();
      for (const adapter of network) adapter.disconnect();
    },
  };
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

function join(parts: Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
