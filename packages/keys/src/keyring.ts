// What one epoch's 32-byte key gives: its name, the key of its slots, and the keys of the channel that belongs to it.
// Everything derives from the key, so whoever holds it needs nothing else, and nobody can squat on a channel.
import { concat, hex, utf8 } from "./bytes.ts";
import { secret } from "./secret.ts";
import type { Bytes, EpochKeys, Kid, Primitives, SigningKey } from "./types.ts";

export const epochKeyBytes = 32;
const salt = utf8("fogata epoch 1");
const rendezvousSalt = utf8("fogata rendezvous 1");
const recoverySalt = utf8("fogata recovery channel 1");
const kindByte = { kept: 0, erasable: 1 } as const;

/** All that `epochKeyBytes` random bytes give. The same for the same bytes, on every device. */
export async function epochKeys(p: Primitives, key: Bytes): Promise<EpochKeys> {
  const derive = (info: string, length: number) => p.hkdfSha256({ key, salt, info: utf8(info), length });
  const [kid, slotKey, channel] = await Promise.all([
    kidOf(p, key),
    derive("slot", 32),
    channelFrom(p, "kept", (info) => derive(info, 32)),
  ]);
  return secret({ kid, key, slotKey, channel });
}

/** What deletes the epoch's channel once nobody needs it: every holder of the key has it, and the relay waits. */
export async function epochOwner(p: Primitives, key: Bytes): Promise<SigningKey> {
  return p.signingKeyFromSeed(await p.hkdfSha256({ key, salt, info: utf8("own"), length: 32 }));
}

/** Commits to the key: an epoch operation that names this kid cannot later show another key for it. */
export async function kidOf(p: Primitives, key: Bytes): Promise<Kid> {
  return hex(await p.hkdfSha256({ key, salt, info: utf8("kid"), length: 16 })) as Kid;
}

/** Where the bearer of an invitation and the inviter leave each other sealed letters; erasable, since it has an end. */
export function rendezvousChannel(p: Primitives, linkSecret: Bytes): Promise<EpochKeys["channel"]> {
  return channelFrom(p, "erasable", (info) =>
    p.hkdfSha256({ key: linkSecret, salt: rendezvousSalt, info: utf8(info), length: 32 }),
  );
}

/** Where the parcel of a recovery sheet lies; kept, since a sheet has no end. */
export function recoveryChannel(p: Primitives, place: Bytes): Promise<EpochKeys["channel"]> {
  return channelFrom(p, "kept", (info) =>
    p.hkdfSha256({ key: place, salt: recoverySalt, info: utf8(info), length: 32 }),
  );
}

/** SHA-256(kind ‖ readPub ‖ writePub ‖ ownPub): the id names its own keys, so the relay need not register anything. */
export function channelId(
  p: Pick<Primitives, "sha256">,
  o: { kind: "kept" | "erasable"; readPub: Bytes; writePub: Bytes; ownPub: Bytes },
): Promise<Bytes> {
  return p.sha256(concat(new Uint8Array([kindByte[o.kind]]), o.readPub, o.writePub, o.ownPub));
}

/** One with its own pair, for whoever is to erase it. */
export async function erasableChannel(
  p: Primitives,
  derive: (info: string) => Promise<Bytes>,
): Promise<{ channel: EpochKeys["channel"]; own: SigningKey }> {
  const channel = await channelFrom(p, "erasable", derive);
  return secret({ channel, own: await p.signingKeyFromSeed(await derive("own")) });
}

async function channelFrom(p: Primitives, kind: "kept" | "erasable", derive: (info: string) => Promise<Bytes>) {
  const pair = async (info: string) => p.signingKeyFromSeed(await derive(info));
  const [read, write, own] = await Promise.all([pair("read"), pair("write"), pair("own")]);
  const ownPub = own.publicKey;
  const id = await channelId(p, { kind, readPub: read.publicKey, writePub: write.publicKey, ownPub });
  return secret({ id, kind, read, write, ownPub });
}
