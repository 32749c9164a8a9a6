// Seals one entry of one device for one circle, and opens it again. Knows nothing of what the payload means.
//
//   outer (authenticated): version 1 | suite 1 | entry id 16 | slot 8 | first of kid 4
//   sealed: what envelope-inner.ts says, signed and padded
//
// Every byte here travels with each few words somebody types, so nothing is in it that can be worked out: the nonce
// (each entry has a key of its own, and a key that seals once needs none) and most of the kid (the channel says it).
import { concat, equal, hex, idBytes, utf8 } from "./bytes.ts";
import { encodeInner, type Inner, noHash, pack, payloadBytesMax, readInner, unpack } from "./envelope-inner.ts";
import { signatureBytes } from "./identity.ts";
import { paddedLength } from "./padding.ts";
import type {
  Bytes,
  DeviceId,
  DeviceKeys,
  EntryContent,
  EntryFault,
  EpochKeys,
  Kid,
  OpenedEntry,
  Primitives,
  Result,
  SealedEntry,
} from "./types.ts";

export const entryBytesMax = 1024 * 1024;
export const ephBytesMax = 4096;

const version = 1;
const suite = 1;
const slotBytes = 8;
const kidHintBytes = 4;
export const outerBytes = 2 + 16 + slotBytes + kidHintBytes;
export const tagBytes = 16;
/** For a key that seals one thing only. */
const noNonce = new Uint8Array(12);
const entrySalt = utf8("fogata entry key 1");
const signDomain = utf8("fogata entry 1");

type Openable = {
  bytes: Bytes;
  epochs: ReadonlyMap<Kid, EpochKeys>;
  signingKeyOf(device: DeviceId): Bytes | null;
};

/**
 * `n`: numbered by this device from 1; `prev` and `seen`: hashes in hex. Throws for a number below 1 and for what is no
 * entry.
 */
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

/** A whisper: signed and sealed like an entry, with no number, kept by nobody; at most `ephBytesMax` bytes. */
export async function sealEph(
  p: Primitives,
  o: { epoch: EpochKeys; device: DeviceKeys; doc: string; payload: Bytes },
): Promise<Result<Bytes, "too-large">> {
  const content: EntryContent = { type: "eph", doc: o.doc, comp: "", payload: o.payload };
  const unnumbered = { n: 0, prev: noHash, skippedFrom: 0, seen: noHash };
  const sealed = await seal(p, { ...o, ...unnumbered, content, bytesMax: ephBytesMax });
  return sealed.ok ? { ok: true, value: sealed.value.bytes } : sealed;
}

/**
 * Of any bytes: what was sealed, by whom, and the hash the next entry of that device names; or why not. Never throws.
 */
export async function openEntry(p: Primitives, o: Openable): Promise<Result<OpenedEntry, EntryFault>> {
  const hashing = o.bytes.length <= entryBytesMax ? p.sha256(o.bytes) : null;
  const opened = await open(p, { ...o, bytesMax: entryBytesMax });
  if (!opened.ok || hashing === null) return opened as Result<never, EntryFault>;
  if (opened.value.n === 0) return { ok: false, reason: "malformed" };
  return { ok: true, value: { ...opened.value, hash: hex(await hashing) } };
}

/** Of any bytes: the whisper and whose it is; or why not. Never throws. */
export async function openEph(
  p: Primitives,
  o: Openable,
): Promise<Result<{ device: DeviceId; doc: string; payload: Bytes }, EntryFault>> {
  const opened = await open(p, { ...o, bytesMax: ephBytesMax });
  if (!opened.ok) return opened;
  const { type, device, doc, payload } = opened.value;
  return type === "eph" ? { ok: true, value: { device, doc, payload } } : { ok: false, reason: "malformed" };
}

/** Id, and how the kid begins, without opening; null for bytes that are not an envelope of this version. */
export function peekEntry(bytes: Bytes): { id: string; kidHint: string } | null {
  const outer = readOuter(bytes, entryBytesMax);
  return outer.ok ? { id: hex(outer.value.id), kidHint: outer.value.kidHint } : null;
}

/**
 * The operation or the box in an entry whose author is not known; null for any other. Nothing shows who put it there: only
 * what proves itself may be believed.
 */
export async function openUnsigned(
  p: Primitives,
  o: Pick<Openable, "bytes" | "epochs">,
): Promise<{ type: "control" | "lockbox"; doc: string; payload: Bytes } | null> {
  const outer = readOuter(o.bytes, entryBytesMax);
  const found = outer.ok ? await decrypt(p, o.epochs, outer.value) : outer;
  const inner = found.ok ? readInner(found.value.plain) : found;
  if (!inner.ok) return null;
  const { type, doc } = inner.value.fields;
  if (type !== "control" && type !== "lockbox") return null;
  const content = await unpack(p, inner.value.fields);
  return content && { type, doc, payload: content.payload };
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
  const deriving = entryKey(p, o.epoch, id);
  const [slot, content] = await Promise.all([slotOf(p, o.epoch, o.content.doc), pack(p, o.content)]);
  const outer = concat(new Uint8Array([version, suite]), id, slot, hintOf(o.epoch.kid));
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

  const signing = p.sign(o.device.sign, concat(signDomain, o.epoch.channel.id, outer, inner));
  const [key, signature] = await Promise.all([deriving, signing]);
  const plain = new Uint8Array(plainBytes);
  plain.set(inner);
  plain.set(signature, inner.length);
  const aad = concat(outer, o.epoch.channel.id);
  const bytes = concat(outer, await p.aeadSeal({ key, nonce: noNonce, aad, plain }));
  return { ok: true, value: { id: hex(id), bytes, hash: hex(await p.sha256(bytes)) } };
}

async function open(
  p: Primitives,
  o: Openable & { bytesMax: number },
): Promise<Result<Omit<OpenedEntry, "hash">, EntryFault>> {
  const outer = readOuter(o.bytes, o.bytesMax);
  if (!outer.ok) return outer;
  const { id, slot, head } = outer.value;
  const found = await decrypt(p, o.epochs, outer.value);
  if (!found.ok) return found;
  const { epoch, plain } = found.value;

  const inner = readInner(plain);
  if (!inner.ok) return inner;
  const { fields, signed, signature } = inner.value;
  const signer = o.signingKeyOf(fields.device);
  if (signer === null) return { ok: false, reason: "unknown-device" };
  const data = concat(signDomain, epoch.channel.id, head, signed);
  const verifying = p.verify({ publicKey: signer, data, signature });
  const [verified, rightSlot] = await Promise.all([verifying, slotOf(p, epoch, fields.doc)]);
  if (!verified) return { ok: false, reason: "bad-signature" };
  // A member could name another document's slot, and so have the relay drop that document's entries later.
  if (!equal(slot, rightSlot)) return { ok: false, reason: "tampered" };

  const content = await unpack(p, fields);
  if (content === null) return { ok: false, reason: "malformed" };
  return { ok: true, value: { ...fields, ...content, id: hex(id), kid: epoch.kid } };
}

/** What the kid begins with is a hint: a hostile member can make another epoch's begin alike. The channel decides. */
async function decrypt(
  p: Primitives,
  epochs: ReadonlyMap<Kid, EpochKeys>,
  { id, kidHint, head, sealed }: { id: Bytes; kidHint: string; head: Bytes; sealed: Bytes },
): Promise<Result<{ epoch: EpochKeys; plain: Bytes }, "unknown-key" | "tampered">> {
  let reason: "unknown-key" | "tampered" = "unknown-key";
  for (const [kid, epoch] of epochs) {
    if (!kid.startsWith(kidHint)) continue;
    reason = "tampered";
    const key = await entryKey(p, epoch, id);
    const plain = await p.aeadOpen({ key, nonce: noNonce, aad: concat(head, epoch.channel.id), sealed });
    if (plain !== null) return { ok: true, value: { epoch, plain } };
  }
  return { ok: false, reason };
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
      slot: bytes.subarray(18, 18 + slotBytes),
      kidHint: hex(bytes.subarray(18 + slotBytes, outerBytes)),
      head: bytes.subarray(0, outerBytes),
      sealed: bytes.subarray(outerBytes),
    },
  };
}

/** One key for one entry, by its random id: no counter has to be trusted, and nothing is sealed under one key twice. */
function entryKey(p: Primitives, epoch: EpochKeys, id: Bytes): Promise<Bytes> {
  return p.hkdfSha256({ key: epoch.key, salt: entrySalt, info: concat(epoch.channel.id, id), length: 32 });
}

function hintOf(kid: Kid): Bytes {
  return idBytes(kid, 16).subarray(0, kidHintBytes);
}

const slots = new WeakMap<EpochKeys, Map<string, Bytes>>();

/** Lets a relay supersede entries of one document without knowing which. The same for a document throughout an epoch. */
async function slotOf(p: Primitives, epoch: EpochKeys, doc: string): Promise<Bytes> {
  const known = slots.get(epoch) ?? new Map<string, Bytes>();
  slots.set(epoch, known);
  const held = known.get(doc);
  if (held !== undefined) return held;
  const slot = (await p.hmacSha256(epoch.slotKey, idBytes(doc, 16))).slice(0, slotBytes);
  known.set(doc, slot);
  return slot;
}
