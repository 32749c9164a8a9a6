// Writes an envelope by hand from the format page alone, part by part, so that any part of it can be wrong. It shares
// with `@fogata/keys` the platform's primitives and nothing of its envelope: what both agree on, the page says.
import { type DeviceKeys, deviceIdOf, type EpochKeys, epochKeys, type Primitives, webPrimitives } from "@fogata/keys";
import { modelPrimitives } from "@fogata/keys/testing";
import { deflateSync } from "fflate";

type Bytes = Uint8Array;

/** One seed for every id, so that the same bytes come out each time. */
const seed = 20_261_120;
export const p: Primitives = webPrimitives({
  crypto: globalThis.crypto,
  randomBytes: modelPrimitives({ seed }).randomBytes,
});
export const hex = (bytes: Bytes) => Buffer.from(bytes).toString("hex");
export const fill = (byte: number, length: number) => new Uint8Array(length).fill(byte);
export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);
export const join = (...parts: readonly Bytes[]): Bytes => new Uint8Array(Buffer.concat(parts));
/** A library's and not the platform's, whose compressor differs from one version to the next. */
export const deflated = (payload: Bytes): Bytes => deflateSync(payload, { level: 9 });

export async function deviceOf(byte: number): Promise<DeviceKeys> {
  const sign = await p.signingKeyFromSeed(fill(byte, 32));
  const receive = await p.receivingKeyFromSeed(fill(byte + 100, 32));
  return { id: await deviceIdOf(p, { sign: sign.publicKey, receive: receive.publicKey }), sign, receive };
}

/** An epoch whose key is this number: big-endian, in 32 bytes. */
export async function epochOf(number: number): Promise<EpochKeys> {
  const key = new Uint8Array(32);
  new DataView(key.buffer).setUint32(28, number);
  return epochKeys(p, key);
}

// ------------------------------------------------------------------------ inside

/** CBOR in its shortest form, or with its length written in more bytes than it needs. */
function head(major: number, value: number, width = widthOf(value)): Bytes {
  if (width === 0) return Uint8Array.of((major << 5) | value);
  const bytes = new Uint8Array(1 + width);
  bytes[0] = (major << 5) | { 1: 24, 2: 25, 4: 26, 8: 27 }[width]!;
  for (let i = width, rest = value; i > 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
  return bytes;
}
const widthOf = (value: number) => (value < 24 ? 0 : value < 256 ? 1 : value < 65_536 ? 2 : value < 2 ** 32 ? 4 : 8);

export const cbor = {
  int: (value: number, width?: number) => head(0, value, width),
  bytes: (bytes: Bytes, width?: number) => join(head(2, bytes.length, width), bytes),
  text: (text: string | Bytes) => {
    const bytes = typeof text === "string" ? utf8(text) : text;
    return join(head(3, bytes.length), bytes);
  },
  list: (items: readonly Bytes[], width?: number) => join(head(4, items.length, width), ...items),
};

/** The fields of an inside, each as it is written. `skippedFrom` only where it is a field. */
export interface Inside {
  device: Bytes;
  n: Bytes;
  prev: Bytes;
  seen: Bytes;
  doc: Bytes;
  type: Bytes;
  comp: Bytes;
  payload: Bytes;
  skippedFrom?: Bytes;
}
export const listed = (inside: Inside): Bytes[] => {
  const { device, n, prev, seen, doc, type, comp, payload, skippedFrom } = inside;
  return [device, n, prev, seen, doc, type, comp, payload, ...(skippedFrom ? [skippedFrom] : [])];
};

// ----------------------------------------------------------------------- outside

export interface Envelope {
  under: EpochKeys;
  by: DeviceKeys;
  /** The document whose slot the envelope bears. */
  doc: Bytes;
  inner: Bytes;
  /** What goes wrong, each on its own. */
  bend?: {
    id?: Bytes;
    version?: number;
    suite?: number;
    kid?: Bytes;
    signedIn?: EpochKeys;
    sealedIn?: EpochKeys;
    signDomain?: string;
    signature?: (signature: Bytes) => Bytes;
    /** Inside and signature with their padding. */
    padded?: (plain: Bytes, end: number) => Bytes;
  };
}

export async function write({ under, by, doc, inner, bend = {} }: Envelope): Promise<{ id: string; bytes: Bytes }> {
  const id = bend.id ?? p.randomBytes(16);
  const slot = (await p.hmacSha256(under.slotKey, doc)).slice(0, 8);
  const kid = bend.kid ?? new Uint8Array(Buffer.from(under.kid, "hex").subarray(0, 4));
  const outer = join(Uint8Array.of(bend.version ?? 1, bend.suite ?? 1), id, slot, kid);
  const signedIn = (bend.signedIn ?? under).channel.id;
  const signed = join(utf8(bend.signDomain ?? "fogata entry 1"), signedIn, outer, inner);
  const signature = (bend.signature ?? ((as) => as))(await p.sign(by.sign, signed));
  const end = inner.length + signature.length;
  const step = Math.max(32, 2 ** (Math.floor(Math.log2(end)) - 3));
  const whole = join(inner, signature, fill(0, Math.ceil(end / step) * step - end));
  const plain = bend.padded?.(whole, end) ?? whole;
  const sealedIn = (bend.sealedIn ?? under).channel.id;
  const info = join(under.channel.id, id);
  const key = await p.hkdfSha256({ key: under.key, salt: utf8("fogata entry key 1"), info, length: 32 });
  const sealed = await p.aeadSeal({ key, nonce: fill(0, 12), aad: join(outer, sealedIn), plain });
  return { id: hex(id), bytes: join(outer, sealed) };
}

/** How long inside and signature are together when the payload is so long: to land on a step, or beside it. */
export const signatureBytes = 64;
