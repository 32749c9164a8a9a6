// People and a circle for tests: each step signs, reads back and keeps an operation, as a device would.

import { newEpoch } from "../src/epoch.ts";
import { foundCircle } from "../src/founding.ts";
import { cardOf, newMemberId } from "../src/identity.ts";
import { admitBody, newInvitation, openRequest, sealRequest } from "../src/invitation.ts";
import { resolve } from "../src/membership.ts";
import { readOp, signOp } from "../src/operation.ts";
import type {
  Bytes,
  CircleId,
  DeviceKeys,
  Kid,
  MemberId,
  Membership,
  Op,
  OpBody,
  OpId,
  Primitives,
} from "../src/types.ts";

export interface Person {
  name: string;
  member: MemberId;
  device: DeviceKeys;
}
export async function person(p: Primitives, name: string): Promise<Person> {
  const { keys } = await p.newDeviceKeys(await p.newRestKey());
  return { name, member: newMemberId(p), device: keys };
}

/** One copy of a circle's log. `fork` gives another device's copy, as it is now. */
export class Log {
  readonly p: Primitives;
  readonly circle: CircleId;
  readonly ops: Map<OpId, Op>;
  readonly keys: Map<Kid, Bytes>;

  constructor(p: Primitives, circle: CircleId, ops: Map<OpId, Op>, keys: Map<Kid, Bytes>) {
    this.p = p;
    this.circle = circle;
    this.ops = ops;
    this.keys = keys;
  }

  static async found(p: Primitives, founder: Person, name = "Night Watch"): Promise<Log> {
    const { member, device } = founder;
    const genesis = await foundCircle(p, { name, founder: { member, name: founder.name }, device });
    return new Log(p, genesis.id, new Map([[genesis.id, genesis]]), new Map());
  }

  fork(): Log {
    return new Log(this.p, this.circle, new Map(this.ops), new Map(this.keys));
  }
  merge(...others: Log[]): this {
    for (const other of others) {
      for (const [id, op] of other.ops) this.ops.set(id, op);
      for (const [kid, key] of other.keys) this.keys.set(kid, key);
    }
    return this;
  }
  get now(): Membership {
    return resolve(this.ops, this.circle)!;
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

  async invite(by: Person, uses = 1) {
    const relay = { url: "ws://relay.example", key: this.p.randomBytes(32) };
    const invitation = await newInvitation(this.p, { relay, expiresAt: 1_800_000_000_000 });
    const op = await this.write(by, { ...invitation.body, uses });
    return { ...invitation, op };
  }
  async admit(
    by: Person,
    invitation: Awaited<ReturnType<Log["invite"]>>,
    newcomer: Person,
    parents?: readonly OpId[],
  ): Promise<Op> {
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
  async rotate(by: Person) {
    const made = await newEpoch(this.p, this.now, this.keys);
    const op = await this.write(by, made.body);
    this.keys.set(made.keys.kid, made.keys.key);
    return { op, ...made };
  }
}

export const addressOf = (who: Person) => cardOf(who.device).receive;
