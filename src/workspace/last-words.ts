// The words of the last moment. A page that is going away cannot wait for the database, but it can write to the
// browser's own store at once. What it writes is sealed, without waiting either, under a key that lies sealed in the
// database; the next page brings the words back into their document.
import type { Clock, Device, DocumentHandle, Off } from "@fogata/sync";
import type { Engine } from "./deps.ts";

/** As much of localStorage as is used. */
export type AtOnce = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** The database has long caught up with anything older. */
export const lastMomentMs = 3_000;
/** A browser gives all pages of one address some five million letters together. */
export const keptBytesMax = 512 * 1024;
const keyNote = "last-words/key";
const prefix = "fogata/last-words/";
const nonceBytes = 12;

export interface LastWords {
  /** Brings back what earlier pages left. */
  recover(): Promise<void>;
  /** Watches one document; call `wrote` whenever this page has changed it. */
  watch(o: { group: string; doc: string; handle: DocumentHandle; engine: Engine }): { wrote(): void; off: Off };
  /** The page is going: keeps what may not be in the database yet. */
  keep(): void;
  /** The page stays, and the database has caught up. */
  forget(): void;
  /** These circles are taken off this device: nothing of them is kept here, by whichever page. */
  erase(circles: readonly string[]): void;
}
interface Watched {
  group: string;
  doc: string;
  engine: Engine;
  changes(): Uint8Array | null;
}

export function makeLastWords(o: {
  device: Promise<Device>;
  engine(): Promise<Engine>;
  clock: Clock;
  randomBytes(length: number): Uint8Array;
  atOnce: AtOnce | null;
}): LastWords {
  const watched = new Set<Watched>();
  /** Each page has places of its own, so that two tabs never write over each other. */
  const page = prefix + pack(o.randomBytes(nonceBytes));
  const mine = new Set<string>();
  let key: Uint8Array | null = null;

  async function recover(): Promise<void> {
    const { atOnce } = o;
    if (atOnce === null) return;
    const device = await o.device;
    key = await device.note(keyNote);
    if (key === null) {
      const fresh = o.randomBytes(32);
      if ((await device.setNote(keyNote, fresh)).ok) key = fresh;
      return;
    }
    const left = placesOf(atOnce).map((place) => ({ place, text: atOnce.getItem(place) }));
    if (left.length === 0) return;
    for (const { place, text } of left) await bringBack(device, key, place, text ?? "");
    await device.flush();
    // Another tab may have kept more in its place meanwhile: only what was brought back goes.
    for (const { place, text } of left) if (atOnce.getItem(place) === text) atOnce.removeItem(place);
  }

  async function bringBack(device: Device, under: Uint8Array, place: string, text: string): Promise<void> {
    const { instantOpen, withChanges } = await o.engine();
    const [group, doc] = place.slice(place.lastIndexOf("@") + 1).split("/") as [string, string?];
    const bytes = unpack(text);
    const nonce = bytes.subarray(0, nonceBytes);
    const changes = instantOpen({ key: under, nonce, aad: utf8(place), sealed: bytes.subarray(nonceBytes) });
    if (changes === null || doc === undefined) return;
    const opened = await device.openDocument(group, doc);
    if (opened.ok) updatable(opened.value)?.update((now) => withChanges(now, changes));
  }

  return {
    recover,
    watch({ group, doc, handle, engine }) {
      // Two marks, one of them always at least a moment old.
      let marks = [{ at: o.clock.now(), heads: engine.headsOf(handle.doc()) }];
      let wroteAt: number | null = null;
      const one: Watched = {
        group,
        doc,
        engine,
        changes() {
          if (wroteAt === null || o.clock.now() - wroteAt > lastMomentMs) return null;
          return engine.changesSince(handle.doc(), marks[0]!.heads);
        },
      };
      watched.add(one);
      return {
        wrote() {
          wroteAt = o.clock.now();
          // Also of a clock that was set back since: all that was written until it has caught up would be too much to keep.
          if (Math.abs(wroteAt - marks.at(-1)!.at) > lastMomentMs)
            marks = [marks.at(-1)!, { at: wroteAt, heads: engine.headsOf(handle.doc()) }];
        },
        off: () => void watched.delete(one),
      };
    },
    keep() {
      if (o.atOnce === null || key === null) return;
      for (const { group, doc, engine, changes } of watched) {
        const plain = changes();
        // More than there is room for: then there is only the database, which loses at most this moment.
        if (plain === null || plain.length > keptBytesMax) continue;
        const place = `${page}@${group}/${doc}`;
        const nonce = o.randomBytes(nonceBytes);
        const sealed = engine.instantSeal({ key, nonce, aad: utf8(place), plain });
        try {
          o.atOnce.setItem(place, pack(nonce) + pack(sealed));
          mine.add(place);
        } catch {
          // No room there: the database may still be in time.
        }
      }
    },
    forget() {
      for (const place of mine) o.atOnce?.removeItem(place);
      mine.clear();
    },
    erase(circles) {
      for (const one of watched) if (circles.includes(one.group)) watched.delete(one);
      if (o.atOnce === null) return;
      for (const place of placesOf(o.atOnce)) if (circles.includes(circleOf(place))) o.atOnce.removeItem(place);
    },
  };
}

/** A place ends on `@circle/document`. */
function circleOf(place: string): string {
  return place.slice(place.lastIndexOf("@") + 1).split("/")[0]!;
}

function placesOf(store: AtOnce): string[] {
  const names = Array.from({ length: store.length }, (_, at) => store.key(at) ?? "");
  return names.filter((name) => name.startsWith(prefix));
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
/** Base64; a nonce of 12 bytes ends on a whole group, so that what follows can be appended. */
function pack(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
/** No bytes for what is not base64. */
function unpack(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

/** automerge-repo's handle can take in changes; a plain one cannot. */
function updatable(handle: DocumentHandle) {
  return "update" in handle ? (handle as DocumentHandle & { update(next: (doc: never) => never): void }) : null;
}
