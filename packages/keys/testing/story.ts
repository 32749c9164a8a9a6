// People and a circle for tests: each step signs, reads back and keeps an operation, as a device would.

import { assemble, type Certificates, certificateTextOf, cutOf, signCertificate } from "../src/certificate.ts";
import { newEpoch } from "../src/epoch.ts";
import { assembleFounding, draftFounding, type FoundingDraft, foundCircle, signFounding } from "../src/founding.ts";
import { cardOf, newMemberId } from "../src/identity.ts";
import { admitBody, newInvitation, openRequest, sealRequest } from "../src/invitation.ts";
import { resolve } from "../src/membership.ts";
import { readOp, signConsent, signOp } from "../src/operation.ts";
import { type Principles, principles } from "../src/principles.ts";
import type {
  Bytes,
  CircleId,
  Cut,
  DeviceKeys,
  Kid,
  MemberId,
  Membership,
  Op,
  OpBody,
  OpId,
  Primitives,
  RelayAddress,
} from "../src/types.ts";
import { withheldAt } from "../src/views.ts";

export interface Person {
  name: string;
  member: MemberId;
  device: DeviceKeys;
}
export async function person(p: Primitives, name: string): Promise<Person> {
  const { keys } = await p.newDeviceKeys(await p.newRestKey());
  return { name, member: newMemberId(p), device: keys };
}

export type Invitation = Awaited<ReturnType<typeof newInvitation>> & { op: Op };

/** One copy of a circle's log. `fork` gives another device's copy, as it is now. */
export class Log {
  readonly p: Primitives;
  readonly circle: CircleId;
  readonly ops: Map<OpId, Op>;
  readonly keys: Map<Kid, Bytes>;
  /** What this copy goes by: a test may plant a wrong rule. */
  principles: Principles = principles;
  /** Every invitation made here, with its secrets. */
  readonly invitations: Invitation[] = [];

  constructor(p: Primitives, circle: CircleId, ops: Map<OpId, Op>, keys: Map<Kid, Bytes>) {
    this.p = p;
    this.circle = circle;
    this.ops = ops;
    this.keys = keys;
  }

  /** Several people in a room: each signs what all of them see. */
  static async foundTogether(p: Primitives, founders: readonly Person[], name = "Night Watch"): Promise<Log> {
    const seats = founders.map((who) => ({ member: who.member, name: who.name, device: cardOf(who.device) }));
    return Log.assembled(p, draftFounding(p, { name, founders: seats }), founders);
  }
  /** A working group of this circle. */
  async open(founders: readonly Person[], name = "Garden"): Promise<Log> {
    const seats = founders.map((who) => ({ member: who.member, name: who.name, device: cardOf(who.device) }));
    return Log.assembled(this.p, draftFounding(this.p, { name, founders: seats, group: this.circle }), founders);
  }
  private static async assembled(p: Primitives, draft: FoundingDraft, founders: readonly Person[]): Promise<Log> {
    const signatures = await Promise.all(founders.map(({ device }) => signFounding(p, draft, device)));
    const genesis = await assembleFounding(p, { draft, signatures, device: founders[0]!.device });
    if (genesis === null) throw new Error("assembleFounding");
    const read = await readOp(p, genesis.bytes);
    if (!read.ok) throw new Error(`readOp: ${read.reason}`);
    return new Log(p, genesis.id, new Map([[genesis.id, read.value]]), new Map());
  }

  static async found(p: Primitives, founder: Person, name = "Night Watch"): Promise<Log> {
    const { member, device } = founder;
    const genesis = await foundCircle(p, { name, founder: { member, name: founder.name }, device });
    return new Log(p, genesis.id, new Map([[genesis.id, genesis]]), new Map());
  }

  fork(): Log {
    const copy = new Log(this.p, this.circle, new Map(this.ops), new Map(this.keys));
    copy.principles = this.principles;
    copy.invitations.push(...this.invitations);
    return copy;
  }
  merge(...others: Log[]): this {
    for (const other of others) {
      for (const [id, op] of other.ops) this.ops.set(id, op);
      for (const [kid, key] of other.keys) this.keys.set(kid, key);
      for (const one of other.invitations) if (!this.invitations.includes(one)) this.invitations.push(one);
    }
    return this;
  }
  get now(): Membership {
    return resolve(this.ops, this.circle, this.principles)!;
  }
  refusal(op: Op): string | undefined {
    return this.now.refused.find(({ id }) => id === op.id)?.reason;
  }

  async write(by: Person, body: OpBody, parents: readonly OpId[] = this.now.heads): Promise<Op> {
    const op = await signOp(this.p, { circle: this.circle, parents, body, device: by.device });
    const read = await readOp(this.p, op.bytes);
    if (!read.ok) throw new Error(`readOp: ${read.reason}`);
    this.ops.set(op.id, read.value);
    return read.value;
  }

  /** What this log would be at a certain past; null before there is any. */
  at(parents: readonly OpId[]): Membership | null {
    const past = new Map<OpId, Op>();
    for (const open = [...parents]; open.length > 0; ) {
      const op = this.ops.get(open.pop()!);
      if (op === undefined || past.has(op.id)) continue;
      past.set(op.id, op);
      open.push(...op.parents);
    }
    return resolve(past, this.circle, this.principles);
  }

  async invite(by: Person, uses = 1) {
    return this.invitation(by, { uses });
  }
  async invitation(by: Person, o: { uses?: number; parents?: readonly OpId[]; relay?: RelayAddress }) {
    const relay = o.relay ?? { url: "ws://relay.example", key: this.p.randomBytes(32) };
    const made = await newInvitation(this.p, { relay, expiresAt: 1_800_000_000_000 });
    const op = await this.write(by, { ...made.body, uses: o.uses ?? 1 }, o.parents);
    const invitation = { ...made, op };
    this.invitations.push(invitation);
    return invitation;
  }
  async admit(by: Person, invitation: Invitation, newcomer: Person, parents?: readonly OpId[]): Promise<Op> {
    const { link, receiveSeed, body, op } = invitation;
    const bytes = await sealRequest(this.p, { link, device: newcomer.device, name: newcomer.name });
    const request = await openRequest(this.p, { bytes, receiveSeed, invite: body });
    if (!request.ok) throw new Error(`openRequest: ${request.reason}`);
    const invite = { id: op.id, by: by.device.id, admits: [], held: [], ...body };
    return this.write(by, admitBody({ invite, request: request.value, member: newcomer.member, at: 1 }), parents);
  }
  async bringIn(by: Person, newcomer: Person): Promise<Op> {
    return this.admit(by, await this.invite(by), newcomer);
  }
  async welcome(by: Person, ...people: Person[]): Promise<Op> {
    return this.write(by, { kind: "welcome", members: people.map(({ member }) => member).sort() });
  }
  /** Brought in by the first, and welcomed by as many of all as it takes. */
  async makeFull(newcomer: Person, ...by: Person[]): Promise<void> {
    await this.bringIn(by[0]!, newcomer);
    for (const one of by) if (!this.now.members.get(newcomer.member)!.full) await this.welcome(one, newcomer);
  }
  async device(by: Person, further: Person, parents?: readonly OpId[]): Promise<Op> {
    const { p, circle } = this;
    const consent = await signConsent(p, { circle, member: by.member, device: further.device });
    const device = cardOf(further.device);
    return this.write(by, { kind: "device+", member: by.member, device, consent, at: 1 }, parents);
  }
  async drop(by: Person, dropped: Person, last: number | null = null, parents?: readonly OpId[]): Promise<Op> {
    return this.write(by, { kind: "device-", device: dropped.device.id, last }, parents);
  }

  /** What several people sign, carried by the first of them unless said otherwise. */
  async certify<K extends keyof Certificates>(
    kind: K,
    says: Certificates[K],
    o: { signers: readonly Person[]; carrier?: Person; parents?: readonly OpId[] },
  ): Promise<Op> {
    const text = certificateTextOf(this.circle, kind, says);
    const signatures = await Promise.all(o.signers.map(({ device }) => signCertificate(this.p, { text, device })));
    return this.write(o.carrier ?? o.signers[0]!, assemble(kind, says, signatures) as OpBody, o.parents);
  }
  async remove(
    target: Person,
    signers: readonly Person[],
    o: { carrier?: Person; parents?: readonly OpId[]; cut?: Cut[]; policy?: OpId } = {},
  ): Promise<Op> {
    const why = new Uint8Array(32).fill(7);
    const cut = o.cut ?? cutOf(this.now, target.member, new Map());
    const says = { target: target.member, why, policy: o.policy ?? this.now.policy.id, cut };
    return this.certify("remove", says, { ...o, signers });
  }
  /** k full members sign a new device in for somebody who has none left. */
  async recover(who: Person, device: Person, signers: readonly Person[], at: number): Promise<Op> {
    const { p, circle } = this;
    const consent = await signConsent(p, { circle, member: who.member, device: device.device });
    const lost = [...(this.now.members.get(who.member)?.devices ?? [])].sort();
    const says = { member: who.member, device: cardOf(device.device), consent, lost, at };
    return this.certify("recover", says, { signers });
  }
  async rotate(by: Person, now = 0) {
    const m = this.now;
    const unopenable = new Set(m.leaves.filter((kid) => !this.keys.has(kid)));
    const made = await newEpoch(this.p, m, this.keys, withheldAt(m, now), unopenable);
    const op = await this.write(by, made.body);
    this.keys.set(made.keys.kid, made.keys.key);
    return { op, ...made };
  }
}

export const addressOf = (who: Person) => cardOf(who.device).receive;
