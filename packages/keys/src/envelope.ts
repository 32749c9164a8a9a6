// Seals one entry of one device for one circle, and opens it again. Knows nothing of what the payload means.
//
//   outer (authenticated): version 1 | suite 1 | entry id 16 | slot 16 | kid 16 | nonce 12
//   sealed: [device, n, prev, seen, doc, type, comp, payload(, skippedFrom)] | signature 64 | zeros
import { allZero, concat, equal, hex, idBytes, utf8 } from "./bytes.ts";
import { decodeFirstItem, encodeItem, fieldsOf, type Item } from "./codec.ts";
import { signatureBytes } from "./identity.ts";
import { paddedLength } from "./padding.ts";
import type {
  Bytes,
  DeviceId,
  DeviceKeys,
  EntryContent,
  EntryFault,
  EntryType,
  EpochKeys,
  Kid,
  OpenedEntry,
  Primitives,
  Result,
  SealedEntry,
} from "./types.ts";

export const entryBytesMax = 1024 * 1024;
export const ephBytesMax = 4096;
/** What one entry may hold once inflated. */
export const payloadBytesMax = 16 * 1024 * 1024;
/** Below this the platform's compressor costs more time than all the sealing, for a step of padding at best. */
export const deflateAboveBytes = 512;

const version = 1;
const suite = 1;
const outerBytes = 62;
const tagBytes = 16;
const entrySalt = utf8("fogata entry key 1");
const signDomain = utf8("fogata entry 1");
const deflated = "+deflate";
const compMax = 32;
/** On the wire a type is its place in this list. New ones go at the end; older devices answer "newer-version". */
const entryTypes: readonly EntryType[] = ["changes", "control", "statement", "lockbox", "snapshot", "eph"];
const noHash = "0".repeat(64);
const empty = new Uint8Array(0);

interface Inner extends EntryContent {
  device: DeviceId;
  n: number;
  prev: string;
  skippedFrom: number;
  seen: string;
}
type Openable = {
  bytes: Bytes;
  epochs: ReadonlyMap<Kid, EpochKeys>;
  signingKeyOf(device: DeviceId): Bytes | null;
};

export async function sealEntry(
  p: Primitives,
  o: {
    epoch: EpochKeys;
    device: DeviceKeys;
    n: number;
    prev: string;
    skippedFrom: number;
    seen: string;
    content: EntryContent;
  },
): Promise<Result<SealedEntry, "too-large">> {
  if (o.content.type === "eph" || o.n < 1)
    throw new TypeError("an entry is numbered from 1, and an eph is not an entry");
  return seal(p, { ...o, bytesMax: entryBytesMax });
}

export async function sealEph(
  p: Primitives,
  o: { epoch: EpochKeys; device: DeviceKeys; doc: string; payload: Bytes },
): Promise<Result<Bytes, "too-large">> {
  const content: EntryContent = { type: "eph", doc: o.doc, comp: "", payload: o.payload };
  const unnumbered = { n: 0, prev: noHash, skippedFrom: 0, seen: noHash };
  const sealed = await seal(p, { ...o, ...unnumbered, content, bytesMax: ephBytesMax });
  return sealed.ok ? { ok: true, value: sealed.value.bytes } : sealed;
}

export async function openEntry(p: Primitives, o: Openable): Promise<Result<OpenedEntry, EntryFault>> {
  const hashing = o.bytes.length <= entryBytesMax ? p.sha256(o.bytes) : null;
  const opened = await open(p, { ...o, bytesMax: entryBytesMax });
  if (!opened.ok || hashing === null) return opened as Result<never, EntryFault>;
  if (opened.value.n === 0) return { ok: false, reason: "malformed" };
  return { ok: true, value: { ...opened.value, hash: hex(await hashing) } };
}

export async function openEph(
  p: Primitives,
  o: Openable,
): Promise<Result<{ device: DeviceId; doc: string; payload: Bytes }, EntryFault>> {
  const opened = await open(p, { ...o, bytesMax: ephBytesMax });
  if (!opened.ok) return opened;
  const { type, device, doc, payload } = opened.value;
  return type === "eph" ? { ok: true, value: { device, doc, payload } } : { ok: false, reason: "malformed" };
}

/** Id and kid without opening; null for bytes that are not an envelope of this version. */
export function peekEntry(bytes: Bytes): { id: string; kid: Kid } | null {
  const outer = readOuter(bytes, entryBytesMax);
  return outer.ok ? { id: hex(outer.value.id), kid: outer.value.kid } : null;
}

async function seal(
  p: Primitives,
  o: Omit<Inner, keyof EntryContent | "device"> & {
    epoch: EpochKeys;
    device: DeviceKeys;
    content: EntryContent;
    bytesMax: number;
  },
): Promise<Result<SealedEntry, "too-large">> {
  if (o.content.payload.length > payloadBytesMax) return { ok: false, reason: "too-large" };
  const id = p.randomBytes(16);
  const nonce = p.randomBytes(12);
  const deriving = entryKey(p, o.epoch, id);
  const slot = await slotOf(p, o.epoch, o.content.doc);
  const outer = concat(new Uint8Array([version, suite]), id, slot, idBytes(o.epoch.kid, 16), nonce);
  const [key, content, placeHash] = await Promise.all([deriving, pack(p, o.content), hashPlace(p, o.epoch, outer)]);
  const inner = encodeInner({
    ...content,
    device: o.device.id,
    n: o.n,
    prev: o.prev,
    skippedFrom: o.skippedFrom,
    seen: o.seen,
  });
  const plainBytes = paddedLength(inner.length + signatureBytes);
  if (outerBytes + plainBytes + tagBytes > o.bytesMax) return { ok: false, reason: "too-large" };

  const signature = await p.sign(o.device.sign, concat(signDomain, placeHash, inner));
  const plain = new Uint8Array(plainBytes);
  plain.set(inner);
  plain.set(signature, inner.length);
  const aad = concat(outer, o.epoch.channel.id);
  const bytes = concat(outer, await p.aeadSeal({ key, nonce, aad, plain }));
  return { ok: true, value: { id: hex(id), bytes, hash: hex(await p.sha256(bytes)) } };
}

async function open(
  p: Primitives,
  o: Openable & { bytesMax: number },
): Promise<Result<Omit<OpenedEntry, "hash">, EntryFault>> {
  const outer = readOuter(o.bytes, o.bytesMax);
  if (!outer.ok) return outer;
  const { id, slot, kid, nonce, head, sealed } = outer.value;
  const epoch = o.epochs.get(kid);
  if (epoch === undefined) return { ok: false, reason: "unknown-key" };

  const [key, placeHash] = await Promise.all([entryKey(p, epoch, id), hashPlace(p, epoch, head)]);
  const plain = await p.aeadOpen({ key, nonce, aad: concat(head, epoch.channel.id), sealed });
  if (plain === null) return { ok: false, reason: "tampered" };

  const inner = readInner(plain);
  if (!inner.ok) return inner;
  const { fields, signed, signature } = inner.value;
  const signer = o.signingKeyOf(fields.device);
  if (signer === null) return { ok: false, reason: "unknown-device" };
  const data = concat(signDomain, placeHash, signed);
  const verified = await p.verify({ publicKey: signer, data, signature });
  if (!verified) return { ok: false, reason: "bad-signature" };
  // A member could name another document's slot, and so have the relay drop that document's entries later.
  if (!equal(slot, await slotOf(p, epoch, fields.doc))) return { ok: false, reason: "tampered" };

  const content = await unpack(p, fields);
  if (content === null) return { ok: false, reason: "malformed" };
  return { ok: true, value: { ...fields, ...content, id: hex(id), kid } };
}

function readOuter(bytes: Bytes, bytesMax: number) {
  const fault = (reason: EntryFault) => ({ ok: false as const, reason });
  if (bytes.length > bytesMax) return fault("too-large");
  if (bytes.length < 2) return fault("malformed");
  if (bytes[0]! > version || (bytes[0] === version && bytes[1]! > suite)) return fault("newer-version");
  const smallest = outerBytes + signatureBytes + tagBytes;
  if (bytes[0] !== version || bytes[1] !== suite || bytes.length < smallest) return fault("malformed");
  return {
    ok: true as const,
    value: {
      id: bytes.subarray(2, 18),
      slot: bytes.subarray(18, 34),
      kid: hex(bytes.subarray(34, 50)) as Kid,
      nonce: bytes.subarray(50, 62),
      head: bytes.subarray(0, outerBytes),
      sealed: bytes.subarray(outerBytes),
    },
  };
}

function encodeInner(inner: Inner): Bytes {
  const fields: Item[] = [
    idBytes(inner.device, 16),
    inner.n,
    hashItem(inner.prev),
    hashItem(inner.seen),
    idBytes(inner.doc, 16),
    entryTypes.indexOf(inner.type),
    inner.comp,
    inner.payload,
  ];
  if (inner.skippedFrom !== inner.n) fields.push(inner.skippedFrom);
  return encodeItem(fields);
}

function readInner(plain: Bytes): Result<{ fields: Inner; signed: Bytes; signature: Bytes }, EntryFault> {
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
  const comp = from.text(compMax);
  const payload = from.bytes();
  const skippedFrom = first.item.length === 9 ? from.int(n - 1) : n;
  if (!from.done() || prev === null || seen === null) return malformed;
  const type = entryTypes[typeAt];
  if (type === undefined) return { ok: false, reason: "newer-version" };
  if ((type === "eph") !== (n === 0) || (n > 0 && skippedFrom < 1)) return malformed;
  const fields: Inner = { device, n, prev, skippedFrom, seen, doc, type, comp, payload };
  return {
    ok: true,
    value: { fields, signed: plain.subarray(0, first.length), signature: plain.subarray(first.length, end) },
  };
}

/** "No hash" travels as no bytes; 32 zeros written out would be a second form of the same thing. */
function hashItem(text: string): Bytes {
  return text === noHash || text === "" ? empty : idBytes(text, 32);
}
function hashText(bytes: Bytes): string | null {
  if (bytes.length === 0) return noHash;
  return bytes.length === 32 && !allZero(bytes) ? hex(bytes) : null;
}

async function pack(p: Primitives, content: EntryContent): Promise<EntryContent> {
  if (content.comp.endsWith(deflated) || content.comp.length > compMax - deflated.length)
    throw new TypeError(`"${content.comp}" cannot name an encoding`);
  if (content.payload.length < deflateAboveBytes) return content;
  const smaller = await p.deflate(content.payload);
  if (smaller.length + deflated.length >= content.payload.length) return content;
  return { ...content, comp: content.comp + deflated, payload: smaller };
}

async function unpack(p: Primitives, content: EntryContent): Promise<EntryContent | null> {
  const { type, doc, comp } = content;
  if (!comp.endsWith(deflated)) return { type, doc, comp, payload: content.payload };
  const payload = await p.inflate(content.payload, payloadBytesMax);
  return payload === null ? null : { type, doc, comp: comp.slice(0, -deflated.length), payload };
}

/** One key for one entry: a repeated random nonce is then harmless, and no counter has to be trusted. */
function entryKey(p: Primitives, epoch: EpochKeys, id: Bytes): Promise<Bytes> {
  return p.hkdfSha256({ key: epoch.key, salt: entrySalt, info: concat(epoch.channel.id, id), length: 32 });
}

function hashPlace(p: Primitives, epoch: EpochKeys, outer: Bytes): Promise<Bytes> {
  return p.sha256(concat(epoch.channel.id, outer));
}

const slots = new WeakMap<EpochKeys, Map<string, Bytes>>();

/** Lets a relay supersede entries of one document without knowing which. The same for a document throughout an epoch. */
async function slotOf(p: Primitives, epoch: EpochKeys, doc: string): Promise<Bytes> {
  const known = slots.get(epoch) ?? new Map<string, Bytes>();
  slots.set(epoch, known);
  const held = known.get(doc);
  if (held !== undefined) return held;
  const slot = (await p.hmacSha256(epoch.slotKey, idBytes(doc, 16))).slice(0, 16);
  known.set(doc, slot);
  return slot;
}
