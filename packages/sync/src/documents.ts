// The documents of one device as the rest of the engine sees them, before the library that holds them is loaded.
// Loading it costs a megabyte, so nothing here does that until a document is needed.
import type { Primitives } from "@fogata/keys";
import type { DocumentHandle, Glance } from "./device.types.ts";
import type { Bytes, ChangeRef, DocRef, Documents, Off, Result, Storage, Write } from "./ports.ts";
import type { SealedStorage } from "./sealed-storage.ts";

export interface DeviceDocuments extends Documents {
  /** The document this device has, else one begun from `start`. */
  open(ref: DocRef, start?: Bytes): Promise<Result<DocumentHandle, "missing" | "corrupt">>;
  create(ref: DocRef, start: Bytes): Promise<Result<DocumentHandle, "device-full">>;
  /** S134 Looked at where it lies; the document is gone once `look` has returned. */
  glance<T>(ref: DocRef, o: { stamp: string | null; look(doc: unknown): T }): Promise<Glance<T>>;
  /**
   * S73 A document with all its history, as this device's in another circle; stored, and marked to be sent from there.
   * `missing`: there is nothing of it here.
   */
  copy(from: DocRef, to: DocRef, device: string): Promise<"copied" | "missing" | "unreadable" | "full">;
  /** S76 Nothing of these, nor of any other document of the circle that was touched in this tab, is left here. */
  erase(circle: string, docs: readonly string[]): Promise<void>;
  /** Writes what is held and lets go of the other tabs. */
  close(): Promise<void>;
}
/** What `@fogata/sync/documents` exports; the app imports it when it is first needed and adds the wasm. */
export interface DocumentsModule {
  openDocuments(o: OpenDocuments): Promise<DeviceDocuments>;
}
export interface OpenDocuments {
  p: Pick<Primitives, "sha256" | "inflate" | "randomBytes">;
  /** Sealed, and writing on beside damage. */
  storage: SealedStorage;
  /** Tabs of one device share it; no other device has it. */
  channelName: string;
  /** This device's id in a circle, which its changes are written under; null while it is not known yet. */
  deviceIn(circle: string): string | null;
}

/** One mark for each save of a document, until the leader has taken its changes along. The key says all. */
const touchedPrefix = "touched/";
const touchedBy = ({ circle, doc }: DocRef) => `${touchedPrefix}${circle}/${doc}/`;
export const touchedWrite = (ref: DocRef, save: string): Write => ({
  key: touchedBy(ref) + save,
  value: new Uint8Array(1),
});

export interface LazyDocuments extends DeviceDocuments {
  loaded(): boolean;
  /** Holds the document here too, because another tab has it open, and tells of what was typed there before. */
  follow(doc: DocRef): Promise<void>;
}

/**
 * Documents that load when first used. `onChange` also tells of documents that were saved while no tab led, from
 * the marks in the storage: a change typed in one tab is found by the next leader, whatever became of the last.
 */
export function lazyDocuments(o: { storage: Storage; load: () => Promise<DeviceDocuments> }): LazyDocuments {
  const listeners = new Set<(doc: DocRef) => void>();
  let loading: Promise<DeviceDocuments> | null = null;
  let loaded: DeviceDocuments | null = null;
  const tell = (doc: DocRef) => {
    for (const listener of [...listeners]) listener(doc);
  };
  const load = () => {
    loading ??= o.load().then((documents) => {
      loaded = documents;
      documents.onChange(tell);
      return documents;
    });
    return loading;
  };
  return {
    loaded: () => loaded !== null,
    async follow(doc) {
      const held = await (await load()).open(doc);
      if (held.ok) tell(doc);
    },
    async unknown(doc, known): Promise<ChangeRef[]> {
      // Read before the changes: a mark made meanwhile stands for a save this answer may not contain.
      const seen = await o.storage.keys(touchedBy(doc));
      const changes = await (await load()).unknown(doc, known);
      if (changes.length === 0 && seen.length > 0) {
        await o.storage.write(
          seen.map((key) => ({ key, value: null })),
          "relaxed",
        );
      }
      return changes;
    },
    encode: async (doc, hashes) => (await load()).encode(doc, hashes),
    apply: async (doc, payloads) => (await load()).apply(doc, payloads),
    save: async (doc, known) => (await load()).save(doc, known),
    compare: async (doc, payload) => (await load()).compare(doc, payload),
    beyond: async (doc, heads) => (await load()).beyond(doc, heads),
    mend: async (doc) => (await load()).mend(doc),
    saved: async (...docs) => loaded?.saved(...docs),
    onChange(listener): Off {
      listeners.add(listener);
      void o.storage.keys(touchedPrefix).then((keys) => {
        const refs = new Map<string, DocRef>();
        for (const key of keys) {
          const [, circle, doc] = key.split("/") as [string, string, string];
          refs.set(`${circle}/${doc}`, { circle, doc });
        }
        if (listeners.has(listener)) for (const ref of refs.values()) listener(ref);
      });
      return () => listeners.delete(listener);
    },
    open: async (ref, start) => (await load()).open(ref, start),
    create: async (ref, start) => (await load()).create(ref, start),
    glance: async (ref, o) => (await load()).glance(ref, o),
    copy: async (from, to, device) => (await load()).copy(from, to, device),
    erase: async (circle, docs) => (docs.length === 0 ? await loading : await load())?.erase(circle, docs),
    async close() {
      listeners.clear();
      if (loading) await (await loading).close();
    },
  };
}
