// The bytes of an operation's body: one pair of functions for each kind, arrays all the way down.
import { hex, idBytes } from "./bytes.ts";
import { certificateTexts } from "./certificate-text.ts";
import { type Fields, fieldsOf, type Item } from "./codec.ts";
import { canReceive } from "./identity.ts";
import {
  boxBytes,
  bytesOf,
  cardItems,
  deviceId,
  each,
  founderItem,
  intOrNull,
  isRising,
  kidOf,
  memberId,
  nameLengthMax,
  opId,
  readCard,
  readCardItem,
  readCut,
  readFounder,
  readId,
  readParentEpoch,
  readRelay,
  readSignature,
  signatureItem,
} from "./operation-fields.ts";
import type { CircleRule, DeviceId, MemberId, OpBody, PauseTarget, PauseText, Signature } from "./types.ts";

export { boxBytes, nameLengthMax } from "./operation-fields.ts";

export const opBytesMax = 256 * 1024;
export const parentsMax = 1024;
export const foundersMax = 64;
export const relaysMax = 16;
export const boxesMax = 4096;
export const parentEpochsMax = 512;
export const usesMax = 1000;
export const signaturesMax = 512;
export const membersMax = 256;
/** Devices of one person, counting those that are gone. */
export const devicesMax = 64;
export const fullMax = 4096;
const dayMs = 24 * 60 * 60 * 1000;
export const pauseMsMax = 7 * dayMs;

type Body<K extends OpBody["kind"]> = OpBody & { kind: K };
interface KindCodec<K extends OpBody["kind"]> {
  write(body: Body<K>): Item[];
  /** What it gives counts only if `from.done()` is true afterwards. null: right fields, impossible together. */
  read(from: Fields): Body<K> | null;
}

const kinds: { [K in OpBody["kind"]]: KindCodec<K> } = {
  genesis: {
    // The ninth field is there for a working group only.
    write: (b) => [
      b.name,
      b.rule,
      b.salt,
      b.founders.map(founderItem),
      b.signatures,
      ...(b.group === null ? [] : [idBytes(b.group, 32)]),
    ],
    read(from) {
      const name = from.text(nameLengthMax);
      const rule = from.text(13) as CircleRule;
      const salt = from.bytes(16);
      const founders = each(from.list(foundersMax), readFounder);
      const signatures = each(from.list(foundersMax), (item) => bytesOf(item, 64));
      if (!founders || !signatures || (rule !== "group" && rule !== "working group")) return null;
      if (founders.length === 0 || founders.length !== signatures.length) return null;
      const [members, signers] = [founders.map((f) => f.member), founders.map((f) => hex(f.device.sign))];
      if (new Set(members).size !== founders.length || new Set(signers).size !== founders.length) return null;
      const group = rule === "working group" ? opId(from) : null;
      return { kind: "genesis", name, rule, salt, founders, group, signatures };
    },
  },

  invite: {
    write: (b) => [b.key, b.receive, b.expiresAt, b.uses],
    read(from) {
      const [key, receive] = [from.bytes(32), from.bytes(32, canReceive)];
      const [expiresAt, uses] = [from.int(), from.int(usesMax)];
      return uses < 1 ? null : { kind: "invite", key, receive, expiresAt, uses };
    },
  },
  revoke: {
    write: (b) => [idBytes(b.invite, 32)],
    read: (from) => ({ kind: "revoke", invite: opId(from) }),
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
      invite: opId(from),
      member: memberId(from),
      name: from.text(nameLengthMax),
      device: readCard(from),
      key: from.bytes(32),
      request: from.bytes(128),
      at: from.int(),
    }),
  },
  settle: {
    write: (b) => [idBytes(b.invite, 32), b.admit === null ? [] : [idBytes(b.admit, 32)]],
    read(from) {
      const invite = opId(from);
      const [admit] = from.list(1);
      if (admit === undefined) return { kind: "settle", invite, admit: null };
      const one = fieldsOf([admit]);
      const id = opId(one);
      return one.done() ? { kind: "settle", invite, admit: id } : null;
    },
  },

  welcome: {
    write: (b) => [b.members.map((id) => idBytes(id, 16))],
    read(from) {
      const members = each(from.list(membersMax), readId<MemberId>);
      return members && members.length > 0 && isRising(members) ? { kind: "welcome", members } : null;
    },
  },
  "welcome+": {
    write: (b) => [...certificateTexts["welcome+"](b), signaturesItem(b.signatures)],
    read(from) {
      const [member, policy] = [memberId(from), opId(from)];
      const signatures = readSignatures(from);
      return signatures && { kind: "welcome+", member, policy, signatures };
    },
  },
  objection: {
    write: (b) => [idBytes(b.member, 16)],
    read: (from) => ({ kind: "objection", member: memberId(from) }),
  },
  name: {
    write: (b) => [b.name],
    read: (from) => ({ kind: "name", name: from.text(nameLengthMax) }),
  },

  "device+": {
    write: (b) => [idBytes(b.member, 16), ...cardItems(b.device), b.consent, b.at],
    read: (from) => ({
      kind: "device+",
      member: memberId(from),
      device: readCard(from),
      consent: from.bytes(64),
      at: from.int(),
    }),
  },
  "device-": {
    write: (b) => [idBytes(b.device, 16), b.last],
    read(from) {
      const device = deviceId(from);
      const last = intOrNull(from.any());
      return last === undefined ? null : { kind: "device-", device, last };
    },
  },
  leave: { write: () => [], read: () => ({ kind: "leave" }) },
  remove: {
    write: (b) => [...certificateTexts.remove(b), signaturesItem(b.signatures)],
    read(from) {
      const [target, why, policy] = [memberId(from), from.bytes(32), opId(from)];
      const cut = each(from.list(devicesMax), readCut);
      const signatures = readSignatures(from);
      if (!cut || !isRising(cut.map(({ device }) => device))) return null;
      return signatures && { kind: "remove", target, why, policy, cut, signatures };
    },
  },
  pause: {
    write: (b) => [...certificateTexts.pause(b), signaturesItem(b.signatures)],
    read(from) {
      const pause = readPause(from);
      const signatures = readSignatures(from);
      return pause && signatures && { kind: "pause", ...pause, signatures };
    },
  },
  policy: {
    write: (b) => [...certificateTexts.policy(b), signaturesItem(b.signatures)],
    read(from) {
      const [removal, welcomes] = [intOrNull(from.any()), intOrNull(from.any())];
      const after = opId(from);
      const signatures = readSignatures(from);
      if (removal === undefined || (removal !== null && (removal < 2 || removal > fullMax))) return null;
      if (welcomes === undefined || (welcomes !== null && (welcomes < 1 || welcomes > fullMax))) return null;
      return signatures && { kind: "policy", removal, welcomes, after, signatures };
    },
  },

  recover: {
    write: (b) => [...certificateTexts.recover(b), signaturesItem(b.signatures)],
    read(from) {
      const [member, device, consent] = [memberId(from), readCard(from), from.bytes(64)];
      const lost = each(from.list(devicesMax), readId<DeviceId>);
      const at = from.int();
      const signatures = readSignatures(from);
      if (!lost || !isRising(lost)) return null;
      return signatures && { kind: "recover", member, device, consent, lost, at, signatures };
    },
  },
  recovered: {
    write: (b) => [idBytes(b.claim, 32), b.at],
    read: (from) => ({ kind: "recovered", claim: opId(from), at: from.int() }),
  },
  veto: {
    write: (b) => [idBytes(b.claim, 32)],
    read: (from) => ({ kind: "veto", claim: opId(from) }),
  },

  seat: {
    write: (b) => [idBytes(b.member, 16), b.name, b.devices.map(cardItems), b.until, b.at],
    read(from) {
      const [member, name] = [memberId(from), from.text(nameLengthMax)];
      const devices = each(from.list(devicesMax), readCardItem);
      const until = intOrNull(from.any());
      const at = from.int();
      if (!devices || devices.length === 0 || until === undefined) return null;
      return { kind: "seat", member, name, devices, until, at };
    },
  },
  unseat: {
    write: (b) => [...certificateTexts.unseat(b), signaturesItem(b.signatures)],
    read(from) {
      const [member, seat] = [memberId(from), opId(from)];
      const signatures = readSignatures(from);
      return signatures && { kind: "unseat", member, seat, signatures };
    },
  },

  lapse: {
    write: (b) => [
      idBytes(b.member, 16),
      idBytes(b.seat, 32),
      b.device === null ? [] : [idBytes(b.device, 16)],
      idBytes(b.because, 32),
    ],
    read(from) {
      const [member, seat] = [memberId(from), opId(from)];
      const devices = each(from.list(1), readId<DeviceId>);
      const because = opId(from);
      return devices && { kind: "lapse", member, seat, device: devices[0] ?? null, because };
    },
  },
  paused: {
    write: (b) => [...certificateTexts.pause(b), idBytes(b.because, 32)],
    read(from) {
      const pause = readPause(from);
      const because = opId(from);
      return pause && { kind: "paused", ...pause, because };
    },
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
    // The list of those left out is there only where somebody is, so that every epoch has one form.
    write: (b) => [
      idBytes(b.kid, 16),
      b.ephemeral,
      b.boxes,
      b.parents.map((e) => [idBytes(e.kid, 16), e.wrapped]),
      ...(b.without.length === 0 ? [] : [b.without.map((id) => idBytes(id, 16))]),
    ],
    read(from) {
      const kid = kidOf(from);
      const ephemeral = from.bytes(32, canReceive);
      const boxes = each(from.list(boxesMax), (item) => bytesOf(item, boxBytes));
      const parents = each(from.list(parentEpochsMax), readParentEpoch);
      const some = from.more();
      const without = some ? each(from.list(boxesMax), readId<DeviceId>) : [];
      if (!without || !isRising(without) || some !== without.length > 0) return null;
      return boxes && parents && { kind: "epoch", kid, ephemeral, boxes, parents, without };
    },
  },
  frozen: {
    write: (b) => [idBytes(b.kid, 16), idBytes(b.to, 16)],
    read(from) {
      const [kid, to] = [kidOf(from), kidOf(from)];
      return kid === to ? null : { kind: "frozen", kid, to };
    },
  },
  audience: {
    write: (b) => [b.commitment],
    read: (from) => ({ kind: "audience", commitment: from.bytes(32) }),
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
  const items = kinds.genesis.write({ ...body, signatures: [] });
  return items.toSpliced(4, 1);
}

function readPause(from: Fields): PauseText | null {
  const what = from.text(6);
  const target: PauseTarget =
    what === "member" ? { kind: what, member: memberId(from) } : { kind: "device", device: deviceId(from) };
  const [at, until] = [from.int(), from.int()];
  return what === target.kind && until > at && until - at <= pauseMsMax ? { target, at, until } : null;
}

function signaturesItem(signatures: readonly Signature[]): Item {
  return signatures.map(signatureItem);
}
/** Sorted by key, each key once: signatures may be gathered in any order and still give one certificate. */
function readSignatures(from: Fields): Signature[] | null {
  const signatures = each(from.list(signaturesMax), readSignature);
  return signatures && isRising(signatures.map(({ by }) => hex(by))) ? signatures : null;
}
