// The small parts operations are made of: cards, ids, signatures, numbers that may be missing; each written and read.
import { hex, idBytes } from "./bytes.ts";
import { type Fields, fieldsOf, type Item } from "./codec.ts";
import { canReceive } from "./identity.ts";
import { isRelayUrl, urlLengthMax } from "./relay-address.ts";
import type {
  Bytes,
  Cut,
  DeviceCard,
  DeviceId,
  Founder,
  Kid,
  MemberId,
  OpId,
  RelayAddress,
  Signature,
} from "./types.ts";

export const nameLengthMax = 200;
export const boxBytes = 48;

export const opId = (from: Fields) => hex(from.bytes(32)) as OpId;
export const memberId = (from: Fields) => hex(from.bytes(16)) as MemberId;
export const deviceId = (from: Fields) => hex(from.bytes(16)) as DeviceId;
export const kidOf = (from: Fields) => hex(from.bytes(16)) as Kid;

/** A whole number, or null for "none": each has one form. */
export function intOrNull(item: Item | undefined): number | null | undefined {
  if (item === null) return null;
  return typeof item === "number" && item >= 0 ? item : undefined;
}

export function cardItems(card: DeviceCard): Bytes[] {
  return [card.sign, card.receive];
}
export function readCard(from: Fields): DeviceCard {
  return { sign: from.bytes(32), receive: from.bytes(32, canReceive) };
}
export function readCardItem(item: Item): DeviceCard | null {
  const from = fieldsOf(item);
  const card = readCard(from);
  return from.done() ? card : null;
}

export function founderItem(f: Founder): Item {
  return [idBytes(f.member, 16), f.name, ...cardItems(f.device)];
}
export function readFounder(item: Item): Founder | null {
  const from = fieldsOf(item);
  const founder = { member: memberId(from), name: from.text(nameLengthMax), device: readCard(from) };
  return from.done() ? founder : null;
}

export function readRelay(item: Item): RelayAddress | null {
  const from = fieldsOf(item);
  const relay = { url: from.text(urlLengthMax), key: from.bytes(32) };
  return from.done() && isRelayUrl(relay.url) ? relay : null;
}
export function readParentEpoch(item: Item): { kid: Kid; wrapped: Bytes } | null {
  const from = fieldsOf(item);
  const parent = { kid: kidOf(from), wrapped: from.bytes(boxBytes) };
  return from.done() ? parent : null;
}

export function cutItem(cut: Cut): Item {
  return [idBytes(cut.device, 16), cut.n];
}
export function readCut(item: Item): Cut | null {
  const from = fieldsOf(item);
  const cut = { device: deviceId(from), n: from.int() };
  return from.done() ? cut : null;
}

export function signatureItem(s: Signature): Item {
  return [s.by, s.signature];
}
export function readSignature(item: Item): Signature | null {
  const from = fieldsOf(item);
  const signature = { by: from.bytes(32), signature: from.bytes(64) };
  return from.done() ? signature : null;
}

/** 16 bytes as a member's or a device's id. */
export function readId<T extends string>(item: Item): T | null {
  const bytes = bytesOf(item, 16);
  return bytes && (hex(bytes) as T);
}
export function bytesOf(item: Item, length: number): Bytes | null {
  return item instanceof Uint8Array && item.length === length ? item : null;
}

/** All of them, or null if one is wrong. */
export function each<T>(items: readonly Item[], read: (item: Item) => T | null): T[] | null {
  const all: T[] = [];
  for (const item of items) {
    const one = read(item);
    if (one === null) return null;
    all.push(one);
  }
  return all;
}
/** A set written as a list has one order. */
export function isRising(texts: readonly string[]): boolean {
  return texts.every((text, i) => i === 0 || texts[i - 1]! < text);
}
