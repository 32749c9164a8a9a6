// The inside of an envelope: who says it, where it stands in their chain, and what it says. One form for one meaning.
//
//   [device, n, prev, seen, doc, type, comp, payload(, skippedFrom)] | signature 64 | zeros
//
// `prev` and `seen` are the first halves of their hashes: to point at something that is there, 128 bits are enough.
import { allZero, hex, idBytes } from "./bytes.ts";
import { decodeFirstItem, encodeItem, fieldsOf, type Item } from "./codec.ts";
import { signatureBytes } from "./identity.ts";
import { paddedLength } from "./padding.ts";
import type { Bytes, DeviceId, EntryContent, EntryFault, EntryType, Primitives, Result } from "./types.ts";

/** What one entry may hold once inflated. */
export const payloadBytesMax = 16 * 1024 * 1024;
/** Below this the platform's compressor costs more time than all the sealing, for a step of padding at best. */
export const deflateAboveBytes = 512;

const deflated = "+deflate";
const compMax = 32;
/** On the wire a type is its place in this list. New ones go at the end; older devices answer "newer-version". */
const entryTypes: readonly EntryType[] = ["changes", "control", "statement", "lockbox", "snapshot", "eph"];
/** So are the usual names of encodings, doubled, and one more when the payload is deflated. Any other is text. */
const usualComps: readonly string[] = ["", "op", "statement", "box", "change", "changes", "packed"];
const linkBytes = 16;
export const noHash = "0".repeat(2 * linkBytes);
const empty = new Uint8Array(0);

export interface Inner extends EntryContent {
  device: DeviceId;
  n: number;
  prev: string;
  skippedFrom: number;
  seen: string;
}

export function encodeInner(inner: Inner): Bytes {
  const fields: Item[] = [
    idBytes(inner.device, 16),
    inner.n,
    hashItem(inner.prev),
    hashItem(inner.seen),
    idBytes(inner.doc, 16),
    entryTypes.indexOf(inner.type),
    compItem(inner.comp),
    inner.payload,
  ];
  if (inner.skippedFrom !== inner.n) fields.push(inner.skippedFrom);
  return encodeItem(fields);
}

export function readInner(plain: Bytes): Result<{ fields: Inner; signed: Bytes; signature: Bytes }, EntryFault> {
  const malformed = { ok: false, reason: "malformed" } as const;
  const first = decodeFirstItem(plain);
  if (first === null || !Array.isArray(first.item)) return malformed;
  const end = first.length + signatureBytes;
  if (plain.length !== paddedLength(end) || !allZero(plain.subarray(end))) return malformed;

  const from = fieldsOf(first.item);
  const device = hex(from.bytes(16)) as DeviceId;
  const n = from.int();
  const prev = hashText(from.bytes());
  const seen = hashText(from.bytes());
  const doc = hex(from.bytes(16));
  const typeAt = from.int();
  const comp = compText(from.item());
  const payload = from.bytes();
  const skippedFrom = first.item.length === 9 ? from.int(n - 1) : n;
  if (!from.done() || prev === null || seen === null || comp === null) return malformed;
  const type = entryTypes[typeAt];
  if (type === undefined || comp === undefined) return { ok: false, reason: "newer-version" };
  if ((type === "eph") !== (n === 0) || (n > 0 && skippedFrom < 1)) return malformed;
  const fields: Inner = { device, n, prev, skippedFrom, seen, doc, type, comp, payload };
  return {
    ok: true,
    value: { fields, signed: plain.subarray(0, first.length), signature: plain.subarray(first.length, end) },
  };
}

/** "No hash" travels as no bytes; zeros written out would be a second form of the same thing. */
function hashItem(text: string): Bytes {
  return /^0*$/.test(text) ? empty : idBytes(text.slice(0, 2 * linkBytes), linkBytes);
}
function hashText(bytes: Bytes): string | null {
  if (bytes.length === 0) return noHash;
  return bytes.length === linkBytes && !allZero(bytes) ? hex(bytes) : null;
}

function compItem(comp: string): Item {
  const packed = comp.endsWith(deflated);
  const place = usualComps.indexOf(packed ? comp.slice(0, -deflated.length) : comp);
  return place < 0 ? comp : 2 * place + (packed ? 1 : 0);
}
/** Undefined for a place that newer versions have; null for what is not the one form of any name. */
function compText(item: Item | undefined): string | null | undefined {
  if (typeof item === "string") return item.length <= compMax && typeof compItem(item) === "string" ? item : null;
  if (typeof item !== "number") return null;
  const name = usualComps[item >> 1];
  return name === undefined ? undefined : name + (item % 2 === 1 ? deflated : "");
}

export async function pack(p: Primitives, content: EntryContent): Promise<EntryContent> {
  if (content.comp.endsWith(deflated) || content.comp.length > compMax - deflated.length)
    throw new TypeError(`"${content.comp}" cannot name an encoding`);
  if (content.payload.length < deflateAboveBytes) return content;
  const smaller = await p.deflate(content.payload);
  if (smaller.length + deflated.length >= content.payload.length) return content;
  return { ...content, comp: content.comp + deflated, payload: smaller };
}

export async function unpack(p: Primitives, content: EntryContent): Promise<EntryContent | null> {
  const { type, doc, comp } = content;
  if (!comp.endsWith(deflated)) return { type, doc, comp, payload: content.payload };
  const payload = await p.inflate(content.payload, payloadBytesMax);
  return payload === null ? null : { type, doc, comp: comp.slice(0, -deflated.length), payload };
}
