// The words of the last moment. A page that is going away cannot wait for the database, but it can write to the
// browser's own store at once. What it writes is masked with random bytes that lie sealed in the database, each used
// once; the next page brings the words back into their document.
import type { Clock, Device, DocumentHandle, Off } from "@fogata/sync";
import type { Engine } from "./deps.ts";

/** As much of localStorage as is used. */
export type AtOnce = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** The database has long caught up with anything older. */
export const lastMomentMs = 3_000;
/** As much as a browser gives at once. */
export const padBytes = 65_536;
/** A pad more than half used is replaced when a page starts. */
const padNote = "last-words/pad";
const stateKey = "fogata/last-words";

export interface LastWords {
  /** Brings back what an earlier page left. */
  recover(): Promise<void>;
  /** Watches one document; call `wrote` whenever this page has changed it. */
  watch(o: { group: string; doc: string; handle: DocumentHandle; engine: Engine }): { wrote(): void; off: Off };
  /** The page is going: keeps what may not be in the database yet. */
  keep(): void;
}
/** Shared by all tabs. `used` only grows while the pad is the same: no byte of it masks twice. */
interface State {
  pad: string;
  used: number;
  kept: Kept[];
}
interface Kept {
  group: string;
  doc: string;
  /** Where in the pad the mask of these begins. */
  from: number;
  masked: string;
}
interface Watched {
  changes(): Uint8Array | null;
  group: string;
  doc: string;
}

export function makeLastWords(o: {
  device: Promise<Device>;
  engine(): Promise<Engine>;
  clock: Clock;
  randomBytes(length: number): Uint8Array;
  atOnce: AtOnce | null;
}): LastWords {
  const watched = new Set<Watched>();
  let pad: Uint8Array | null = null;

  async function recover(): Promise<void> {
    const { atOnce } = o;
    if (atOnce === null) return;
    const device = await o.device;
    const old = await device.note(padNote);
    const before = old && readState(atOnce, idOf(old));
    if (old && before) {
      pad = old; // whatever this page writes from now on comes after what is used
      for (const one of before.kept) await bringBack(device, one, old);
      if (before.kept.length > 0) await device.flush();
      // Another tab may have kept something meanwhile: only what was brought back goes.
      const now = readState(atOnce, idOf(old)) ?? before;
      const kept = now.kept.filter(({ from }) => !before.kept.some((one) => one.from === from));
      writeState(atOnce, { ...now, kept });
      if (kept.length > 0 || now.used < padBytes / 2) return;
    }
    const fresh = o.randomBytes(padBytes);
    if (!(await device.setNote(padNote, fresh)).ok) return;
    writeState(atOnce, { pad: idOf(fresh), used: idBytes, kept: [] });
    pad = fresh;
  }

  async function bringBack(device: Device, { group, doc, from, masked }: Kept, old: Uint8Array): Promise<void> {
    const { withChanges } = await o.engine();
    const opened = await device.openDocument(group, doc);
    if (opened.ok) updatable(opened.value)?.update((now) => withChanges(now, mask(unpack(masked), old, from)));
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
        changes() {
          if (wroteAt === null || o.clock.now() - wroteAt > lastMomentMs) return null;
          return engine.changesSince(handle.doc(), marks[0]!.heads);
        },
      };
      watched.add(one);
      return {
        wrote() {
          wroteAt = o.clock.now();
          if (wroteAt - marks.at(-1)!.at > lastMomentMs)
            marks = [marks.at(-1)!, { at: wroteAt, heads: engine.headsOf(handle.doc()) }];
        },
        off: () => void watched.delete(one),
      };
    },
    keep() {
      const { atOnce } = o;
      const state = atOnce && pad && readState(atOnce, idOf(pad));
      // Another tab has begun a new pad: this one must not be used any more.
      if (!atOnce || !pad || !state) return;
      for (const { group, doc, changes } of watched) {
        const bytes = changes();
        // With no mask left there is only the database, which loses at most this moment.
        if (bytes === null || state.used + bytes.length > pad.length) continue;
        state.kept.push({ group, doc, from: state.used, masked: pack(mask(bytes, pad, state.used)) });
        state.used += bytes.length;
      }
      writeState(atOnce, state);
    },
  };
}

/** A pad is known by its first bytes, which therefore mask nothing. */
const idBytes = 8;
function idOf(pad: Uint8Array): string {
  return pack(pad.subarray(0, idBytes));
}

/** Null unless it belongs to this pad. */
function readState(atOnce: AtOnce, pad: string): State | null {
  try {
    const state = JSON.parse(atOnce.getItem(stateKey) ?? "null") as Partial<State> | null;
    if (state?.pad !== pad || !Number.isSafeInteger(state.used) || !Array.isArray(state.kept)) return null;
    return { pad, used: Number(state.used), kept: state.kept.filter(isKept) };
  } catch {
    return null;
  }
}

function writeState(atOnce: AtOnce, state: State): void {
  try {
    atOnce.setItem(stateKey, JSON.stringify(state));
  } catch {
    // No room there: the database may still be in time.
  }
}

function isKept(one: Partial<Kept> | null): one is Kept {
  const words = [one?.group, one?.doc, one?.masked].every((word) => typeof word === "string");
  return words && Number.isSafeInteger(one?.from);
}

function mask(bytes: Uint8Array, pad: Uint8Array, from: number): Uint8Array {
  return bytes.map((byte, at) => byte ^ (pad[from + at] ?? 0));
}

function pack(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
function unpack(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}

/** automerge-repo's handle can take in changes; a plain one cannot. */
function updatable(handle: DocumentHandle) {
  return "update" in handle ? (handle as DocumentHandle & { update(next: (doc: never) => never): void }) : null;
}
