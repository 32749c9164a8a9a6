// Zips: made piece by piece, as a file grows; made at once; and read, whoever made them: nothing is opened that was not
// asked for, and nothing grows beyond what the caller allows. The only file that knows the library.
import { Inflate, strToU8, Zip, ZipDeflate, type Zippable, zipSync } from "fflate";

export interface ZipInTheMaking {
  add(path: string, text: string): void;
  end(): Blob;
}

/** Each text is packed and let go before the next one comes. */
export function startZip(at: Date): ZipInTheMaking {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece as Uint8Array<ArrayBuffer>);
  });
  return {
    add(path, text) {
      const entry = new ZipDeflate(path, { level: 6 });
      entry.mtime = at;
      zip.add(entry);
      entry.push(strToU8(text), true);
    },
    end() {
      zip.end();
      return new Blob(pieces, { type: "application/zip" });
    },
  };
}

/** In this order, and the same bytes whenever it is made. `stored`: as it is, for who looks at a file's first bytes. */
export function writeZip(files: readonly { path: string; text: string; stored?: true }[]): Uint8Array<ArrayBuffer> {
  const all: Zippable = {};
  for (const { path, text, stored } of files) all[path] = [strToU8(text), { level: stored ? 0 : 6 }];
  // The first day a zip can name, by every clock.
  return zipSync(all, { mtime: new Date(1980, 0, 1) }) as Uint8Array<ArrayBuffer>;
}

/** `sealed`: behind a password. `too-big`: more than the caller allows, or more than it says of itself. */
export type ZipFault = "no-zip" | "damaged" | "sealed" | "too-big";
export interface OpenZip {
  has(path: string): boolean;
  /** Null for what is not in it. All that is opened counts towards the same limit. */
  open(path: string): { ok: true; value: Uint8Array | null } | { ok: false; reason: ZipFault };
}

const entriesMax = 5_000;
/** How much is unpacked at a time: a thousand times as much can come of it. */
const stepBytes = 8 * 1024;

export function readZip(
  bytes: Uint8Array,
  o: { bytesMax: number },
): { ok: true; value: OpenZip } | { ok: false; reason: ZipFault } {
  const entries = entriesOf(bytes);
  if (typeof entries === "string") return { ok: false, reason: entries };
  let left = o.bytesMax;
  return {
    ok: true,
    value: {
      has: (path) => entries.has(path),
      open(path) {
        const entry = entries.get(path);
        if (entry === undefined) return { ok: true, value: null };
        if (entry.sealed) return { ok: false, reason: "sealed" };
        if (entry.size > left) return { ok: false, reason: "too-big" };
        const packed = packedBytes(bytes, entry);
        const value = packed && (entry.method === 0 ? packed : entry.method === 8 ? inflate(packed, entry.size) : null);
        if (value?.length !== entry.size) return { ok: false, reason: "damaged" };
        left -= value.length;
        return { ok: true, value };
      },
    },
  };
}

interface Entry {
  method: number;
  sealed: boolean;
  packed: number;
  size: number;
  at: number;
}

/** By the list at its end, which is what every other program goes by. */
function entriesOf(bytes: Uint8Array): ReadonlyMap<string, Entry> | ZipFault {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  if (end === null) return "no-zip";
  const count = view.getUint16(end + 10, true);
  if (count > entriesMax) return "too-big";
  const entries = new Map<string, Entry>();
  let at = view.getUint32(end + 16, true);
  for (let n = 0; n < count; n++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) return "damaged";
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    if (nameEnd > end) return "damaged";
    const name = new TextDecoder().decode(bytes.subarray(at + 46, nameEnd));
    // Of two under one name, which one counts would be for each program to guess.
    if (entries.has(name)) return "damaged";
    entries.set(name, {
      method: view.getUint16(at + 10, true),
      sealed: (view.getUint16(at + 8, true) & 1) === 1,
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}
function endOf(view: DataView): number | null {
  const earliest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= earliest; at--) if (view.getUint32(at, true) === 0x06054b50) return at;
  return null;
}

function packedBytes(bytes: Uint8Array, { at, packed }: Entry): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + 30 > bytes.length || view.getUint32(at, true) !== 0x04034b50) return null;
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  return from + packed > bytes.length ? null : bytes.subarray(from, from + packed);
}

/** Null as soon as more comes of it than it should. */
function inflate(packed: Uint8Array, size: number): Uint8Array | null {
  const all = new Uint8Array(size);
  let length = 0;
  const stream = new Inflate((piece) => {
    if (length + piece.length <= size) all.set(piece, length);
    length += piece.length;
  });
  try {
    for (let at = 0; at < packed.length && length <= size; at += stepBytes)
      stream.push(packed.subarray(at, at + stepBytes), at + stepBytes >= packed.length);
  } catch {
    return null; // not packed as it says
  }
  return length === size ? all : null;
}
