// The bytes of an operation's body: one pair of functions for each kind, arrays all the way down.

import { hex, idBytes } from "./bytes.ts";
import { type Fields, fieldsOf, type Item } from "./codec.ts";
import { canReceive } from "./identity.ts";
import { isRelayUrl, urlLengthMax } from "./relay-address.ts";
import type { Bytes, DeviceCard, Founder, Kid, MemberId, OpBody, OpId, RelayAddress } from "./types.ts";

export const opBytesMax = 256 * 1024;
export const parentsMax = 1024;
export const nameLengthMax = 200;
export const foundersMax = 64;
export const relaysMax = 16;
export const boxesMax = 4096;
export const parentEpochsMax = 512;
export const usesMax = 1000;
export const boxBytes = 48;

type Body<K extends OpBody["kind"]> = OpBody & { kind: K };
interface KindCodec<K extends OpBody["kind"]> {
  write(body: Body<K>): Item[];
  /** What it gives counts only if `from.done()` is true afterwards. null: right fields, impossible together. */
  read(from: Fields): Body<K> | null;
}

const kinds: { [K in OpBody["kind"]]: KindCodec<K> } = {
  genesis: {
    write: (b) => [b.name, b.rule, b.salt, b.founders.map(founderItem), b.signatures],
    read(from) {
      const name = from.text(nameLengthMax);
      const rule = from.text(5);
      const salt = from.bytes(16);
      const founders = each(from.list(foundersMax), readFounder);
      const signatures = each(from.list(foundersMax), (item) => bytesOf(item, 64));
      if (rule !== "group" || !founders || !signatures) return null;
      if (founders.length === 0 || founders.length !== signatures.length) return null;
      const [members, signers] = [founders.map((f) => f.member), founders.map((f) => hex(f.device.sign))];
      if (new Set(members).size !== founders.length || new Set(signers).size !== founders.length) return null;
      return { kind: "genesis", name, rule, salt, founders, signatures };
    },
  },
  invite: {
    write: (b) => [b.key, b.receive, b.expiresAt, b.uses],
    read(from) {
      const [key, receive, expiresAt, uses] = [
        from.bytes(32),
        from.bytes(32, canReceive),
        from.int(),
        from.int(usesMax),
      ];
      return uses < 1 ? null : { kind: "invite", key, receive, expiresAt, uses };
    },
  },
  admit: {
    write: (b) => [
      idBytes(b.invite, 32),
      idBytes(b.member, 16),
      b.name,
      ...cardItems(b.device),
      b.key,
      b.request,
      b.at,
    ],
    read: (from) => ({
      kind: "admit",
      invite: hex(from.bytes(32)) as OpId,
      member: hex(from.bytes(16)) as MemberId,
      name: from.text(nameLengthMax),
      device: readCard(from),
      key: from.bytes(32),
      request: from.bytes(128),
      at: from.int(),
    }),
  },
  "device+": {
    write: (b) => [idBytes(b.member, 16), ...cardItems(b.device), b.consent, b.at],
    read: (from) => ({
      kind: "device+",
      member: hex(from.bytes(16)) as MemberId,
      device: readCard(from),
      consent: from.bytes(64),
      at: from.int(),
    }),
  },
  relays: {
    write: (b) => [b.relays.map((r) => [r.url, r.key])],
    read(from) {
      const relays = each(from.list(relaysMax), readRelay);
      // A circle that meets nowhere could never be told where it meets again.
      return relays && relays.length > 0 ? { kind: "relays", relays } : null;
    },
  },
  epoch: {
    write: (b) => [idBytes(b.kid, 16), b.ephemeral, b.boxes, b.parents.map((e) => [idBytes(e.kid, 16), e.wrapped])],
    read(from) {
      const kid = hex(from.bytes(16)) as Kid;
      const ephemeral = from.bytes(32, canReceive);
      const boxes = each(from.list(boxesMax), (item) => bytesOf(item, boxBytes));
      const parents = each(from.list(parentEpochsMax), readParentEpoch);
      return boxes && parents && { kind: "epoch", kid, ephemeral, boxes, parents };
    },
  },
};

export function bodyItems(body: OpBody): Item[] {
  return [body.kind, ...(kinds[body.kind] as KindCodec<OpBody["kind"]>).write(body)];
}

export function readBody(items: readonly Item[]): OpBody | "malformed" | "newer-version" {
  const [kind, ...rest] = items;
  if (typeof kind !== "string") return "malformed";
  // Kinds are only ever added: one we do not know was written by a newer Fogata.
  if (!Object.hasOwn(kinds, kind)) return "newer-version";
  const from = fieldsOf(rest);
  const body = kinds[kind as OpBody["kind"]].read(from);
  return body !== null && from.done() ? body : "malformed";
}

/** What each founder signs: the genesis without its list of signatures. */
export function foundingItems(body: Omit<Body<"genesis">, "signatures">): Item[] {
  return kinds.genesis.write({ ...body, signatures: [] }).slice(0, -1);
}

function founderItem(f: Founder): Item {
  return [idBytes(f.member, 16), f.name, ...cardItems(f.device)];
}
function readFounder(item: Item): Founder | null {
  const from = fieldsOf(item);
  const founder = { member: hex(from.bytes(16)) as MemberId, name: from.text(nameLengthMax), device: readCard(from) };
  return from.done() ? founder : null;
}
function cardItems(card: DeviceCard): Bytes[] {
  return [card.sign, card.receive];
}
function readCard(from: Fields): DeviceCard {
  return { sign: from.bytes(32), receive: from.bytes(32, canReceive) };
}
function readRelay(item: Item): RelayAddress | null {
  const from = fieldsOf(item);
  const relay = { url: from.text(urlLengthMax), key: from.bytes(32) };
  return from.done() && isRelayUrl(relay.url) ? relay : null;
}
function readParentEpoch(item: Item): { kid: Kid; wrapped: Bytes } | null {
  const from = fieldsOf(item);
  const parent = { kid: hex(from.bytes(16)) as Kid, wrapped: from.bytes(boxBytes) };
  return from.done() ? parent : null;
}
function bytesOf(item: Item, length: number): Bytes | null {
  return item instanceof Uint8Array && item.length === length ? item : null;
}
/** All of them, or null if one is wrong. */
function each<T>(items: readonly Item[], read: (item: Item) => T | null): T[] | null {
  const all: T[] = [];
  for (const item of items) {
    const one = read(item);
    if (one === null) return null;
    all.push(one);
  }
  return all;
}
