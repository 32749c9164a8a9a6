// What a circle looks like while its operations are read one after the other, and the few moves that change who belongs.
import { hex } from "./bytes.ts";
import type { Node } from "./history.ts";
import type {
  Bytes,
  CircleId,
  CircleRule,
  Claim,
  Device,
  DeviceId,
  Epoch,
  GoneMember,
  Invite,
  Kid,
  LostDevice,
  Member,
  MemberId,
  Op,
  OpId,
  OpRefusal,
  Pause,
} from "./types.ts";

export interface State {
  circle: CircleId;
  name: string;
  rule: CircleRule;
  group: CircleId | null;
  members: Map<MemberId, Member>;
  devices: Map<DeviceId, Device>;
  gone: Map<MemberId, GoneMember>;
  lost: Map<DeviceId, LostDevice>;
  /** Signing key (hex) to device: every device there ever was. */
  signers: Map<string, DeviceId>;
  /** Full members that belong now; and all that ever were, for what they said while they were. */
  full: Set<MemberId>;
  everFull: Set<MemberId>;
  invites: Map<OpId, Invite>;
  policy: { id: OpId; removal: number | null; welcomes: number | null; depth: number; fullThen: number };
  pauses: Pause[];
  claims: Map<OpId, Claim>;
  forked: Set<DeviceId>;
  epochs: Map<Kid, Epoch>;
  leaves: Set<Kid>;
  moved: Map<Kid, Kid>;
  audiences: Set<string>;
  /** Lists of relays no later list has replaced. */
  relays: Node[];
  refused: { id: OpId; reason: OpRefusal }[];
}

export function emptyState(circle: CircleId): State {
  return {
    circle,
    name: "",
    rule: "group",
    group: null,
    members: new Map(),
    devices: new Map(),
    gone: new Map(),
    lost: new Map(),
    signers: new Map(),
    full: new Set(),
    everFull: new Set(),
    invites: new Map(),
    policy: { id: circle, removal: null, welcomes: null, depth: 0, fullThen: 0 },
    pauses: [],
    claims: new Map(),
    forked: new Set(),
    epochs: new Map(),
    leaves: new Set(),
    moved: new Map(),
    audiences: new Set(),
    relays: [],
    refused: [],
  };
}

/** The device that signed: one that belongs, or did. Which of the two counts is the caller's to say. */
export function authorOf(state: State, op: Op): Device | null {
  const id = state.signers.get(keyText(op.by));
  return id === undefined ? null : (state.devices.get(id) ?? state.lost.get(id) ?? null);
}
/** The device with this signing key, if it belongs. */
export function deviceBy(state: State, key: Bytes): Device | null {
  const id = state.signers.get(keyText(key));
  return id === undefined ? null : (state.devices.get(id) ?? null);
}

type NewMember = Pick<Member, "id" | "name" | "admittedBy" | "at"> & { full: boolean; until?: number | null };
export function addMember(state: State, { until = null, ...member }: NewMember): void {
  const standing = { welcomedBy: [], welcomesNeeded: 0, objections: [], until, doubt: null };
  state.members.set(member.id, { ...member, devices: [], ...standing });
  state.gone.delete(member.id);
  if (member.full) makeFull(state, member.id);
}
export function makeFull(state: State, id: MemberId): void {
  const member = state.members.get(id);
  if (member === undefined) return;
  member.full = true;
  state.full.add(id);
  state.everFull.add(id);
}
export function makeNotFull(state: State, id: MemberId): void {
  const member = state.members.get(id);
  if (member) [member.full, member.welcomedBy] = [false, []];
  state.full.delete(id);
  state.everFull.delete(id);
}

export function addDevice(state: State, device: Device): void {
  state.devices.set(device.id, device);
  state.lost.delete(device.id);
  state.signers.set(keyText(device.card.sign), device.id);
  state.members.get(device.member)!.devices.push(device.id);
}
/** By its id, or by its signing key with another receiving key: an author must always be one device. */
export function isKnownDevice(state: State, id: DeviceId, sign: Bytes): boolean {
  return state.devices.has(id) || state.lost.has(id) || state.signers.has(keyText(sign));
}

export function dropDevice(
  state: State,
  id: DeviceId,
  o: { how: LostDevice["how"]; end: OpId; cut: number | null },
): void {
  const device = state.devices.get(id) ?? state.lost.get(id);
  if (device === undefined) return;
  state.devices.delete(id);
  state.lost.set(id, { id, member: device.member, card: device.card, by: device.by, ...o });
  const member = state.members.get(device.member);
  if (member) member.devices = member.devices.filter((other) => other !== id);
}

/** `how` "removed" has the last word, so that leaving at the same moment changes nothing. */
export function endMember(
  state: State,
  id: MemberId,
  o: { how: GoneMember["how"]; by: OpId; cuts?: ReadonlyMap<DeviceId, number> },
): void {
  const member = state.members.get(id) ?? state.gone.get(id);
  if (member === undefined || (state.gone.has(id) && o.how === "left")) return;
  const devices = [...member.devices];
  for (const device of devices) {
    const was = state.lost.get(device);
    const cut = nearer(was?.cut ?? null, o.cuts?.get(device) ?? null);
    if (was && was.how !== "left") state.lost.set(device, { ...was, cut });
    else dropDevice(state, device, { how: o.how, end: o.by, cut });
  }
  state.members.delete(id);
  state.full.delete(id);
  state.gone.set(id, { id, name: member.name, devices, how: o.how, by: o.by });
}

/** Of two lines drawn beside each other, the nearer holds. */
export function nearer(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

const keyTexts = new WeakMap<Bytes, string>();
export function keyText(key: Bytes): string {
  const known = keyTexts.get(key);
  if (known !== undefined) return known;
  const text = hex(key);
  keyTexts.set(key, text);
  return text;
}
