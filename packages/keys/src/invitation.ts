// How somebody joins: a link with a secret, a request sealed to the inviter, a reply sealed to the newcomer's device.
// K: the link and the relay's disk together open nothing later, since neither holds a receiving secret.
import { equal, hex, idBytes, utf8 } from "./bytes.ts";
import { encodeItem, fieldsOf, type Item } from "./codec.ts";
import { encodeFounding, type FoundingDraft, readFounding } from "./founding.ts";
import { canReceive, cardOf, deviceIdOf } from "./identity.ts";
import { sealAgreements, type UnderLink } from "./invitation-agreements.ts";
import type { InvitationLink, JoinsMember } from "./invitation-link.ts";
import { epochKeyBytes, rendezvousChannel } from "./keyring.ts";
import { openLetter, sealLetter } from "./letter.ts";
import { resolve } from "./membership.ts";
import { readOp, signConsent, signRequest, verifyConsent, verifyRequest } from "./operation.ts";
import { nameLengthMax } from "./operation-codec.ts";
import type {
  Bytes,
  CircleId,
  DeviceCard,
  DeviceId,
  DeviceKeys,
  EpochKeys,
  Invite,
  MemberId,
  Op,
  OpBody,
  OpId,
  Primitives,
  RelayAddress,
  Result,
  SigningKey,
} from "./types.ts";
import { fourFor } from "./words.ts";

const inviteSalt = utf8("fogata invitation 1");
const replyOpsMax = 20_000;
const replyBoxesMax = 512;
export const companionWordsMax = 400;

export interface JoinRequest {
  /** Hex of 16 bytes: the entry id of its letter. */
  id: string;
  device: DeviceCard;
  deviceId: DeviceId;
  name: string;
  /** 128 bytes: what an `admit` carries as `request`. */
  signature: Bytes;
  /** The device's own word that it joins the member the link names; null for somebody new. */
  consent: Bytes | null;
  /** Somebody to go along at first is wanted: their words, "" for none; null where it is not asked. */
  companion: string | null;
}
/** What the group does about somebody's new device, as whoever made the link last saw it. */
export type JoinProgress =
  | { kind: "asked"; signed: number; needed: number }
  | { kind: "waiting"; until: number }
  | { kind: "said-no" }
  | { kind: "closed" };
export type JoinReply =
  /** `ops`: the control log, byte for byte. `boxes`: one lockbox for each leaf epoch. */
  | { kind: "admitted"; circle: CircleId; ops: Bytes[]; boxes: Bytes[] }
  | { kind: "refused" }
  | { kind: "used" }
  | { kind: "withdrawn" }
  /** `at`: of two, the later one holds. */
  | { kind: "progress"; at: number; progress: JoinProgress }
  /** Of a founding: the list everybody in the room is asked to sign. Of two, the one of the later `round` holds. */
  | { kind: "founding"; round: number; draft: FoundingDraft };

/**
 * A new link's secrets. `receiveSeed` stays with the inviter and is deleted once the invitation is used. `parcel`: the
 * agreements as they are to lie under the link; null for none. The whole is null where they are too long for one letter.
 */
export async function newInvitation(
  p: Primitives,
  o: { relay: RelayAddress; expiresAt: number; founds?: boolean },
): Promise<NewInvitation>;
export async function newInvitation(p: Primitives, o: InvitationWish): Promise<NewInvitation | null>;
export async function newInvitation(p: Primitives, o: InvitationWish): Promise<NewInvitation | null> {
  const { relay, expiresAt, uses = 1, joins = null, agreements = null, founds = false } = o;
  const secret = p.randomBytes(32);
  const receiveSeed = p.randomBytes(32);
  const key = (await requestKey(p, secret)).publicKey;
  const receive = (await p.receivingKeyFromSeed(receiveSeed)).publicKey;
  const parcel = agreements && (await sealAgreements(p, secret, agreements));
  if (agreements && parcel === null) return null;
  const hash = parcel && (await p.sha256(parcel));
  return {
    body: { kind: "invite", key, receive, expiresAt, uses },
    link: { relay, expiresAt, secret, receive, key, joins, agreements: hash, founds },
    receiveSeed,
    parcel,
  };
}
export interface InvitationWish {
  relay: RelayAddress;
  expiresAt: number;
  uses?: number;
  joins?: JoinsMember | null;
  agreements?: readonly UnderLink[] | null;
  /** For those who found a group together: no group stands behind it yet. */
  founds?: boolean;
}
export interface NewInvitation {
  body: OpBody & { kind: "invite" };
  link: InvitationLink;
  receiveSeed: Bytes;
  parcel: Bytes | null;
}

/** The rendezvous channel and the key that signs requests, from the link's secret. */
export async function openInvitation(
  p: Primitives,
  link: InvitationLink,
): Promise<{ request: SigningKey; rendezvous: EpochKeys["channel"] }> {
  const [request, rendezvous] = await Promise.all([requestKey(p, link.secret), rendezvousChannel(p, link.secret)]);
  return { request, rendezvous };
}

/**
 * By the newcomer: card and name, signed by the invitation's key and by the device, sealed to the link's receive key;
 * with the device's consent where the link says whom it joins.
 */
export async function sealRequest(
  p: Primitives,
  o: { link: InvitationLink; device: DeviceKeys; name: string; companion?: string | null },
): Promise<Bytes> {
  if (o.name.length > nameLengthMax) throw new TypeError("the name is too long");
  const { joins } = o.link;
  const consent = joins && (await signConsent(p, { ...joins, device: o.device }));
  const companion = o.companion ?? null;
  // Nothing beside: the form whoever has an older Fogata reads.
  const beside: Item[] = consent === null && companion === null ? [] : [consent, companion];
  const key = await requestKey(p, o.link.secret);
  const signature = await signRequest(p, { key, device: o.device, name: o.name });
  const { sign, receive } = cardOf(o.device);
  return sealLetter(p, { to: o.link.receive, purpose: "request", item: [sign, receive, o.name, signature, ...beside] });
}

/**
 * By the inviter. `not-mine`: sealed to another link; `bad-signature`: not by the holder of the link, or without the
 * device's consent to whom it joins.
 */
export async function openRequest(
  p: Primitives,
  o: { bytes: Bytes; receiveSeed: Bytes; invite: { key: Bytes }; joins?: JoinsMember | null },
): Promise<Result<JoinRequest, "not-mine" | "malformed" | "bad-signature">> {
  const key = await p.receivingKeyFromSeed(o.receiveSeed);
  const letter = await openLetter(p, { bytes: o.bytes, purpose: "request", key });
  if (!letter.ok) return letter;
  const from = fieldsOf(letter.value.item);
  const device = { sign: from.bytes(32), receive: from.bytes(32, canReceive) };
  const [name, signature] = [from.text(nameLengthMax), from.bytes(128)];
  const [consent, companion] = from.more() ? [from.item(), from.item()] : [null, null];
  if (!isBytesOrNull(consent, 64) || !isTextOrNull(companion, companionWordsMax))
    return { ok: false, reason: "malformed" };
  if (!from.done()) return { ok: false, reason: "malformed" };
  if (!(await verifyRequest(p, { key: o.invite.key, device, name, request: signature })))
    return { ok: false, reason: "bad-signature" };
  // A device that did not say whose it becomes cannot be added, and would have been compared for nothing.
  const joins = o.joins ?? null;
  if (joins && !(consent && (await verifyConsent(p, { ...joins, device, consent }))))
    return { ok: false, reason: "bad-signature" };
  const deviceId = await deviceIdOf(p, device);
  return { ok: true, value: { id: letter.value.id, device, deviceId, name, signature, consent, companion } };
}

/** What the inviter signs after both read the same four words. */
export function admitBody(o: {
  invite: Pick<Invite, "id" | "key">;
  request: JoinRequest;
  member: MemberId;
  at: number;
}): OpBody & { kind: "admit" } {
  const { name, device, signature } = o.request;
  const { id, key } = o.invite;
  return { kind: "admit", invite: id, member: o.member, name, device, key, request: signature, at: o.at };
}

/** By the inviter: everything the newcomer needs, sealed to the newcomer's device. */
export function sealReply(p: Primitives, o: { to: DeviceCard; reply: JoinReply }): Promise<Bytes> {
  const { reply } = o;
  const item: Item =
    reply.kind === "admitted"
      ? [reply.kind, idBytes(reply.circle, 32), reply.ops, reply.boxes]
      : reply.kind === "progress"
        ? [reply.kind, reply.at, ...progressItems(reply.progress)]
        : reply.kind === "founding"
          ? [reply.kind, reply.round, encodeFounding(reply.draft)]
          : [reply.kind];
  return sealLetter(p, { to: o.to.receive, purpose: "reply", item });
}

/**
 * An "admitted" must prove itself: its log must resolve to a circle that holds this invitation and this device, or to the
 * one the link names, with this device as that member's, or to one this device has founded with the others.
 */
export async function openReply(
  p: Primitives,
  o: { bytes: Bytes; device: DeviceKeys; link: InvitationLink },
): Promise<Result<JoinReply, "not-mine" | "malformed">> {
  const letter = await openLetter(p, { bytes: o.bytes, purpose: "reply", key: o.device.receive });
  if (!letter.ok) return letter;
  const reply = readReply(letter.value.item);
  if (reply === null) return { ok: false, reason: "malformed" };
  if (reply.kind === "admitted" && !(await provesItself(p, { ...o, reply }))) return { ok: false, reason: "malformed" };
  // Nobody is shown a list they are not on, nor one where none was asked for.
  const isMine = reply.kind !== "founding" || (o.link.founds && isOnList(reply.draft, o.device));
  if (!isMine) return { ok: false, reason: "malformed" };
  return { ok: true, value: reply };
}

/** Four words from both key sets; the same on both sides unless somebody stands between. */
export async function fourWords(
  p: Primitives,
  o: { link: { key: Bytes; receive: Bytes }; device: DeviceCard; name: string },
): Promise<[string, string, string, string]> {
  const { link, device } = o;
  const keys = encodeItem([link.key, link.receive, device.sign, device.receive, o.name]);
  return fourFor(p, keys);
}

async function requestKey(p: Primitives, secret: Bytes): Promise<SigningKey> {
  const info = utf8("request key");
  return p.signingKeyFromSeed(await p.hkdfSha256({ key: secret, salt: inviteSalt, info, length: epochKeyBytes }));
}

function readReply(item: Item): JoinReply | null {
  const from = fieldsOf(item);
  const kind = from.text(10);
  if (kind === "refused" || kind === "used" || kind === "withdrawn") return from.done() ? { kind } : null;
  if (kind === "progress") {
    const [at, step] = [from.int(), from.text(8)];
    const progress = readProgress(step, from.int(), from.int());
    return from.done() && progress ? { kind, at, progress } : null;
  }
  if (kind === "founding") {
    const [round, draft] = [from.int(), from.item()];
    const read = draft instanceof Uint8Array ? readFounding(draft) : null;
    return from.done() && read?.rule === "group" ? { kind, round, draft: read } : null;
  }
  const circle = hex(from.bytes(32)) as CircleId;
  const [ops, boxes] = [from.list(replyOpsMax), from.list(replyBoxesMax)];
  const isBytes = (part: Item): part is Bytes => part instanceof Uint8Array;
  if (kind !== "admitted" || !from.done() || !ops.every(isBytes) || !boxes.every(isBytes)) return null;
  return { kind, circle, ops: [...ops] as Bytes[], boxes: [...boxes] as Bytes[] };
}

async function provesItself(
  p: Primitives,
  o: { reply: JoinReply & { kind: "admitted" }; device: DeviceKeys; link: InvitationLink },
): Promise<boolean> {
  const ops = new Map<OpId, Op>();
  for (const bytes of o.reply.ops) {
    const op = await readOp(p, bytes);
    if (!op.ok) return false;
    ops.set(op.value.id, op.value);
  }
  const m = resolve(ops, o.reply.circle);
  const { joins, founds } = o.link;
  // Only a list this device has signed makes it a founder; a request alone could make it anybody's new joiner.
  const genesis = founds ? ops.get(o.reply.circle as unknown as OpId)?.body : undefined;
  if (founds) return m?.circle === o.reply.circle && genesis?.kind === "genesis" && isOnList(genesis, o.device);
  if (joins) return m?.circle === joins.circle && m.devices.get(o.device.id)?.member === joins.member;
  const key = hex(o.link.key);
  return m?.devices.has(o.device.id) === true && [...m.invites.values()].some((invite) => hex(invite.key) === key);
}

function isOnList({ founders }: Pick<FoundingDraft, "founders">, { sign, receive }: DeviceKeys): boolean {
  return founders.some(({ device }) => equal(device.sign, sign.publicKey) && equal(device.receive, receive.publicKey));
}

function progressItems(progress: JoinProgress): Item[] {
  if (progress.kind === "asked") return [progress.kind, progress.signed, progress.needed];
  return [progress.kind, progress.kind === "waiting" ? progress.until : 0, 0];
}
function readProgress(kind: string, first: number, second: number): JoinProgress | null {
  if (kind === "asked") return { kind, signed: first, needed: second };
  if (kind === "waiting") return { kind, until: first };
  return kind === "said-no" || kind === "closed" ? { kind } : null;
}

const isBytesOrNull = (item: Item | undefined, length: number): item is Bytes | null =>
  item === null || (item instanceof Uint8Array && item.length === length);
const isTextOrNull = (item: Item | undefined, lengthMax: number): item is string | null =>
  item === null || (typeof item === "string" && item.length <= lengthMax && item.isWellFormed());
