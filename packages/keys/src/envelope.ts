// Seals one entry of one device for one circle, and opens it again. Knows nothing of what the payload means.
//
//   outer (authenticated): version 1 | suite 1 | entry id 16 | slot 16 | kid 16 | nonce 12
//   sealed: what envelope-inner.ts says, signed and padded
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
const outerBytes = 62;
const tagBytes = 16;
const entrySalt = utf8("fogata entry key 1");
const signDomain = utf8("fogata entry 1");

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
