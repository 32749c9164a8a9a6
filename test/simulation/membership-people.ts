// The people of one simulated group: who they are, which devices they have, what each of them really said. Everything is
// held against this: the group may come to nothing that these people did not say.
import {
  assembleFounding,
  type Certificates,
  type CircleId,
  cardOf,
  certificateTextOf,
  type DeviceKeys,
  draftFounding,
  type MemberId,
  newMemberId,
  type OpBody,
  type Primitives,
  type Signature,
  signCertificate,
  signFounding,
} from "@fogata/keys";
import type { Person } from "@fogata/keys/testing";
import type { CircleStart, Client } from "@fogata/sync";
import type { Device } from "./device.ts";

/** One person: by what they do, not by what the log says of them. */
export interface Someone extends Person {
  hostile: boolean;
  founder: boolean;
  devices: Device[];
  /** Ids of every device that was made for them. */
  made: Set<string>;
}

/** What honest people really said. */
export interface Said {
  /** Devices their own person dropped, or that a recovery replaced. */
  dropped: Set<string>;
  /** By which device they said it; `told`: that it is said. */
  left: Map<MemberId, { by: string; told: boolean }>;
  /** Enough people signed that they go. */
  removed: Set<MemberId>;
  /** Policies, pauses and claims that enough people signed: by their first signature. */
  certified: Set<string>;
  /** Welcomed by somebody honest. */
  welcomed: Map<MemberId, Set<MemberId>>;
  /** Of those, whom somebody honest welcomed who had heard of no objection. */
  welcomedBeforeAnyNo: Set<MemberId>;
  names: Map<MemberId, string>;
}
/** What a certificate is known by, whoever carries it into the log. */
export function markOf(body: OpBody | undefined): string {
  const [first] = body && "signatures" in body ? body.signatures : [];
  return first && "signature" in first ? Buffer.from(first.signature).toString("hex") : "";
}
export function nothingSaid(): Said {
  return {
    dropped: new Set(),
    left: new Map(),
    removed: new Set(),
    certified: new Set(),
    welcomed: new Map(),
    welcomedBeforeAnyNo: new Set(),
    names: new Map(),
  };
}

/** Several people in a room: each signs what all of them see. */
export async function foundTogether(p: Primitives, name: string, founders: readonly Person[]) {
  const seats = founders.map((who) => ({ member: who.member, name: who.name, device: cardOf(who.device) }));
  const draft = draftFounding(p, { name, founders: seats });
  const signatures = await Promise.all(founders.map(({ device }) => signFounding(p, draft, device)));
  const genesis = await assembleFounding(p, { draft, signatures, device: founders[0]!.device });
  if (!genesis) throw new Error("A founding that everybody signed is incomplete");
  return genesis;
}

export function someone(
  p: Primitives,
  name: string,
  device: DeviceKeys,
  o: { hostile?: boolean; founder?: boolean },
): Someone {
  const { hostile = false, founder = false } = o;
  return { name, member: newMemberId(p), device, hostile, founder, devices: [], made: new Set([device.id]) };
}

/** What a device is given that was just let in: the log, and no key but by its box or its admitter. */
export function startOf(client: Client, circle: CircleId, device: DeviceKeys): CircleStart {
  const { ops, epochs } = client.forNewcomer();
  return { circle, device, ops, epochs };
}

/** Signatures of these people over one text, each by a device of theirs: on paper if need be, nobody has to be online. */
export function signaturesOf<K extends keyof Certificates>(
  p: Primitives,
  circle: CircleId,
  kind: K,
  says: Certificates[K],
  devices: readonly DeviceKeys[],
): Promise<Signature[]> {
  const text = certificateTextOf(circle, kind, says);
  return Promise.all(devices.map((device) => signCertificate(p, { text, device })));
}
