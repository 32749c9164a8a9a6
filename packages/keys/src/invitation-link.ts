// The text of an invitation: `#join/<base64url>`, with its own length and checksum, so that a link cut off by a chat
// or mistyped by a hand is known for what it is. A checksum, not a signature: it guards against accidents only.
import { base64url, concat, equal, hex, idBytes, unbase64url } from "./bytes.ts";
import { decodeItem, encodeItem, fieldsOf, type Item } from "./codec.ts";
import { canReceive } from "./identity.ts";
import { isRelayUrl, urlLengthMax } from "./relay-address.ts";
import type { Bytes, CircleId, MemberId, RelayAddress, Result } from "./types.ts";

export interface InvitationLink {
  relay: RelayAddress;
  secret: Bytes;
  /** X25519 public key: requests are sealed to it. */
  receive: Bytes;
  /** Ed25519 public key of requests, derived from the secret; kept here so that parse gives all there is. */
  key: Bytes;
  expiresAt: number;
  /** A further device of somebody who belongs already; null for somebody new. */
  joins: JoinsMember | null;
  /** SHA-256 of the sealed agreements that lie under this link: nobody else who holds it can put others there. */
  agreements: Bytes | null;
  /** To found a group together, in one room: there is none behind it yet. */
  founds: boolean;
}
/** `device`: added by another of theirs. `recovery`: signed in by the group. Needed before it can say that it agrees. */
export interface JoinsMember {
  how: "device" | "recovery";
  circle: CircleId;
  member: MemberId;
}

/** A plain link stays as it was, readable by whoever has an older Fogata. */
const [plain, version, founding] = [1, 2, 3];
const mark = "#join/";
const headBytes = 3;
const checkBytes = 4;

/** version 1 | length of the body 2 | body | CRC-32 of all before it. Version 2: with what it joins and agreements. Version 3: plain, to found. */
export function formatInvitation(link: InvitationLink): string {
  if (link.relay.url.length > urlLengthMax) throw new TypeError("the relay's address is too long for a link");
  const { joins, agreements } = link;
  const items: Item[] = [link.relay.url, link.relay.key, link.secret, link.receive, link.key, link.expiresAt];
  const isPlain = joins === null && agreements === null;
  const whom: Item = joins && [joins.how, idBytes(joins.circle, 32), idBytes(joins.member, 16)];
  const body = encodeItem(isPlain ? items : [...items, whom, agreements]);
  const head = new Uint8Array([
    link.founds ? founding : isPlain ? plain : version,
    body.length >> 8,
    body.length & 255,
  ]);
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
  if (bytes[0]! > founding) return fault("newer");
  if (bytes[0]! < plain) return fault("garbled");
  if (bytes.length < headBytes) return fault("incomplete");
  const end = headBytes + bytes[1]! * 256 + bytes[2]!;
  if (bytes.length < end + checkBytes) return fault("incomplete");
  if (bytes.length > end + checkBytes || !equal(crc32(bytes.subarray(0, end)), bytes.subarray(end)))
    return fault("garbled");

  const from = fieldsOf(decodeItem(bytes.subarray(headBytes, end)) ?? undefined);
  const relay = { url: from.text(urlLengthMax), key: from.bytes(32) };
  const [secret, receive, key, expiresAt] = [from.bytes(32), from.bytes(32, canReceive), from.bytes(32), from.int()];
  const beside = bytes[0] !== version ? { joins: null, agreements: null } : readBeside(from.item(), from.item());
  return from.done() && isRelayUrl(relay.url) && beside
    ? { ok: true, value: { relay, secret, receive, key, expiresAt, ...beside, founds: bytes[0] === founding } }
    : fault("garbled");
}

function readBeside(
  whom: Item | undefined,
  hash: Item | undefined,
): Pick<InvitationLink, "joins" | "agreements"> | null {
  const agreements = hash instanceof Uint8Array && hash.length === 32 ? hash : null;
  if (hash !== null && agreements === null) return null;
  if (whom === null) return agreements && { joins: null, agreements };
  const from = fieldsOf(whom);
  const how = from.text(8);
  const [circle, member] = [hex(from.bytes(32)) as CircleId, hex(from.bytes(16)) as MemberId];
  if (!from.done() || (how !== "device" && how !== "recovery")) return null;
  return { joins: { how, circle, member }, agreements };
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
