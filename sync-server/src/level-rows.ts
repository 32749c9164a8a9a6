// How channels and snapshots lie on the disk: fixed places, so that one can see in the files what is there.
import type { TrimState } from "@fogata/protocol";
import type { ChannelRow, SnapRow } from "./store.ts";

export function uint48(value: number): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeUIntBE(value, 0, 6);
  return bytes;
}

/** kind 1 | gen 16 | seq 6 | chain 32 | bytes 6 | expiresAt 6 (0: never) | life 16 | snaps 6 | eraseAt 6 | frozenAt 6 */
export function channelToBytes(row: ChannelRow): Buffer {
  const kind = Buffer.of(row.kind === "kept" ? 0 : 1);
  const numbers = [row.snaps, row.eraseAt ?? 0, row.frozenAt ?? 0].map(uint48);
  const ends = uint48(row.expiresAt ?? 0);
  return Buffer.concat([kind, row.gen, uint48(row.seq), row.chain, uint48(row.bytes), ends, row.life, ...numbers]);
}

export function channelFromBytes(id: Uint8Array, bytes: Buffer): ChannelRow {
  const gen = bytes.subarray(1, 17);
  // Written before there were snapshots.
  const old = bytes.length === oldChannelBytes;
  return {
    id,
    kind: bytes[0] === 0 ? "kept" : "erasable",
    gen,
    seq: bytes.readUIntBE(17, 6),
    chain: bytes.subarray(23, 55),
    bytes: bytes.readUIntBE(55, 6),
    expiresAt: expiresAtIn(bytes),
    life: old ? gen : bytes.subarray(67, 83),
    snaps: old ? 0 : bytes.readUIntBE(83, 6),
    eraseAt: eraseAtIn(bytes),
    frozenAt: old ? null : bytes.readUIntBE(95, 6) || null,
  };
}
const oldChannelBytes = 67;
const expiresAtIn = (bytes: Buffer) => bytes.readUIntBE(61, 6) || null;
const eraseAtIn = (bytes: Buffer) => (bytes.length === oldChannelBytes ? null : bytes.readUIntBE(89, 6) || null);

/** Whether such a row says when the channel expires, or when something of it is erased. */
export function isTimed(bytes: Buffer): boolean {
  return expiresAtIn(bytes) !== null || eraseAtIn(bytes) !== null;
}

const trims: readonly TrimState[] = ["none", "pending", "done", "kept"];

/** slot 8 | seq 6 | upTo 6 | bytes 6 | verified 1 | trim 1 | eraseAt 6 (0: not) | part 32 … */
export function snapToBytes(row: SnapRow): Buffer {
  const flags = Buffer.of(row.verified ? 1 : 0, trims.indexOf(row.trim));
  const numbers = [row.seq, row.upTo, row.bytes].map(uint48);
  return Buffer.concat([row.slot, ...numbers, flags, uint48(row.eraseAt ?? 0), ...row.parts]);
}

export function snapFromBytes(id: Uint8Array, bytes: Buffer): SnapRow {
  const parts: Uint8Array[] = [];
  for (let at = 34; at < bytes.length; at += 32) parts.push(bytes.subarray(at, at + 32));
  return {
    id,
    slot: bytes.subarray(0, 8),
    seq: bytes.readUIntBE(8, 6),
    upTo: bytes.readUIntBE(14, 6),
    bytes: bytes.readUIntBE(20, 6),
    parts,
    verified: bytes[26] === 1,
    trim: trims[bytes[27]!]!,
    eraseAt: bytes.readUIntBE(28, 6) || null,
  };
}
