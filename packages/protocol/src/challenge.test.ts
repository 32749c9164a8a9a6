import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { chainInput, chainStart, channelIdInput, openChallenge, readEntryId } from "./index.ts";
import type { ChannelKeys } from "./messages.ts";

const of = (byte: number) => new Uint8Array(32).fill(byte);
const keys: ChannelKeys = { kind: "kept", readPub: of(1), writePub: of(2), ownPub: of(3) };
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const sha = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

test("P2 a channel's id covers its kind and its three keys, in that order", () => {
  expect(hex(channelIdInput(keys))).toBe(`00${"01".repeat(32)}${"02".repeat(32)}${"03".repeat(32)}`);
  expect(hex(channelIdInput({ ...keys, kind: "erasable" }))).toMatch(/^01/);
  // A committed vector: changing this changes every channel in the world.
  expect(sha(channelIdInput(keys))).toBe("9e9a7ebac1de2369e6dc5a01f71162ad7c181536a7dd7d00a9bdacccdab028a3");
});

test("P3 the bytes signed to open differ with the connection, the relay, the channel and the right", () => {
  const challenge = { nonce: of(4), relayKey: of(5), channel: of(6), right: "read" as const };
  const variants = [
    challenge,
    { ...challenge, nonce: of(7) },
    { ...challenge, relayKey: of(7) },
    { ...challenge, channel: of(7) },
    { ...challenge, right: "write" as const },
    { ...challenge, right: "own" as const },
    // Swapping two of them is another challenge too.
    { ...challenge, nonce: of(5), relayKey: of(4) },
  ];
  expect(new Set(variants.map((variant) => hex(openChallenge(variant)))).size).toBe(variants.length);
  expect(sha(openChallenge(challenge))).toBe("760fe49b6b34b1ae06e01182fae83ada8a3ea965cc2ef2ae2b968150f3484d1f");
});

test("P8 the chain begins with 32 zero bytes and takes in each entry's hash", () => {
  expect(hex(chainStart)).toBe("00".repeat(32));
  expect(hex(chainInput(of(1), of(2)))).toBe("01".repeat(32) + "02".repeat(32));
});

test("P7 bytes 2…18 of an envelope are its id; shorter bytes have none", () => {
  const envelope = Uint8Array.from({ length: 18 }, (_, i) => i);
  expect([...readEntryId(envelope)!]).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]);
  expect(readEntryId(envelope.subarray(1))).toBeNull();
});
