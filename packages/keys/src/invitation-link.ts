// The text of an invitation: `#join/<base64url>`, with its own length and checksum, so that a link cut off by a chat
// or mistyped by a hand is known for what it is. A checksum, not a signature: it guards against accidents only.
import { base64url, concat, equal, unbase64url } from "./bytes.ts";
import { decodeItem, encodeItem, fieldsOf } from "./codec.ts";
import { canReceive } from "./identity.ts";
import { isRelayUrl, urlLengthMax } from "./relay-address.ts";
import type { Bytes, RelayAddress, Result } from "./types.ts";

export interface InvitationLink {
  relay: RelayAddress;
  secret: Bytes;
  /** X25519 public key: requests are sealed to it. */
  receive: Bytes;
  /** Ed25519 public key of requests, derived from the secret; kept here so that parse gives all there is. */
  key: Bytes;
  expiresAt: number;
}

const version = 1;
const mark = "#join/";
const headBytes = 3;
const checkBytes = 4;

/** version 1 | length of the body 2 | body | CRC-32 of all before it */
export function formatInvitation(link: InvitationLink): string {
  if (link.relay.url.length > urlLengthMax) throw new TypeError("the relay's address is too long for a link");
  const body = encodeItem([link.relay.url, link.relay.key, link.secret, link.receive, link.key, link.expiresAt]);
  const head = new Uint8Array([version, body.length >> 8, body.length & 255]);
  return mark + base64url(concat(head, body, crc32(concat(head, body))));
}

/** Takes the link alone, a whole address, or a message around it. */
export async function parseInvitation(
  text: string,
): Promise<Result<InvitationLink, "incomplete" | "not-a-link" | "garbled" | "newer">> {
  const fault = (reason: "incomplete" | "not-a-link" | "garbled" | "newer") => ({ ok: false, reason }) as const;
  const start = text.indexOf(mark);
  if (start < 0) return fault("not-a-link");
  const letters = /^[A-Za-z0-9_-]*/.exec(text.slice(start + mark.length, start + mark.length + 2048))![0];
  const bytes = unbase64url(letters)!;
  if (bytes.length === 0) return fault("incomplete");
  if (bytes[0]! > version) return fault("newer");
  if (bytes[0] !== version) return fault("garbled");
  if (bytes.length < headBytes) return fault("incomplete");
  const end = headBytes + bytes[1]! * 256 + bytes[2]!;
  if (bytes.length < end + checkBytes) return fault("incomplete");
  if (bytes.length > end + checkBytes || !equal(crc32(bytes.subarray(0, end)), bytes.subarray(end)))
    return fault("garbled");

  const from = fieldsOf(decodeItem(bytes.subarray(headBytes, end)) ?? undefined);
  const relay = { url: from.text(urlLengthMax), key: from.bytes(32) };
  const [secret, receive, key, expiresAt] = [from.bytes(32), from.bytes(32, canReceive), from.bytes(32), from.int()];
  return from.done() && isRelayUrl(relay.url)
    ? { ok: true, value: { relay, secret, receive, key, expiresAt } }
    : fault("garbled");
}

function crc32(bytes: Bytes): Bytes {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  const value = ~crc >>> 0;
  return new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value]);
}
