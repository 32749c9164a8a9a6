// The exact bytes that are hashed and signed between device and relay. Pure: hashing and signing are the caller's.
import { hashBytes, idBytes, slotBytes } from "./limits.ts";
import type { ChannelId, ChannelKeys, Right } from "./messages.ts";

const kindByte = { kept: 0, erasable: 1 } as const;
const rightByte = { read: 0, write: 1, own: 2 } as const;
/** So that a signature made for a relay can never be one over an envelope, an operation or a statement. */
const openDomain = new TextEncoder().encode("fogata/open/1\n");

/** A channel's id is SHA-256 of this: kind ‖ readPub ‖ writePub ‖ ownPub (P2). */
export function channelIdInput(keys: ChannelKeys): Uint8Array {
  return join(Uint8Array.of(kindByte[keys.kind]), keys.readPub, keys.writePub, keys.ownPub);
}

/** What the right's key signs to open a channel: good on this connection, this relay, this channel, this right (P3). */
export function openChallenge(o: {
  nonce: Uint8Array;
  relayKey: Uint8Array;
  channel: ChannelId;
  right: Right;
}): Uint8Array {
  return join(openDomain, o.nonce, o.relayKey, o.channel, Uint8Array.of(rightByte[o.right]));
}

/** h(seq) is SHA-256 of this: h(seq-1) ‖ SHA-256(entry) (P8). */
export function chainInput(prev: Uint8Array, entryHash: Uint8Array): Uint8Array {
  return join(prev, entryHash);
}

/** h(0). */
export const chainStart: Uint8Array = new Uint8Array(hashBytes);

/** The id inside an envelope, or null when the bytes are too short to have one (P7). */
export function readEntryId(envelope: Uint8Array): Uint8Array | null {
  return envelope.length < 2 + idBytes ? null : envelope.subarray(2, 2 + idBytes);
}

/** The slot inside an envelope, or null when the bytes are too short to have one (P17). */
export function readEntrySlot(envelope: Uint8Array): Uint8Array | null {
  const end = 2 + idBytes + slotBytes;
  return envelope.length < end ? null : envelope.subarray(2 + idBytes, end);
}

function join(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
