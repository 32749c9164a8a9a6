// What each kind of operation may do, and does. One entry for each kind; nothing outside its entry knows a kind's rule.
import { equal, hex } from "./bytes.ts";
import { isBefore, type Node } from "./history.ts";
import type {
  Bytes,
  Device,
  DeviceId,
  Epoch,
  Invite,
  Kid,
  Member,
  MemberId,
  Op,
  OpBody,
  OpId,
  OpRefusal,
} from "./types.ts";

export interface State {
  name: string;
  members: Map<MemberId, Member>;
  devices: Map<DeviceId, Device>;
  /** Signing key (hex) to device. */
  signers: Map<string, DeviceId>;
  invites: Map<OpId, Invite>;
  epochs: Map<Kid, Epoch>;
  leaves: Set<Kid>;
  /** Lists of relays no later list has replaced. */
  relays: Node[];
  refused: { id: OpId; reason: OpRefusal }[];
}

export interface Rule {
  /** Asked once, of the operation's own past. */
  wrongByItsPast(past: State, op: Op, author: Device | null): OpRefusal | null;
  /** Asked in every view as well: two operations, each right alone, may not both stand. */
  clashes(state: State, op: Op, author: Device | null): OpRefusal | null;
  /** `devices`: every device of the operation's own past, in the order of ids. */
  apply(state: State, node: Node, author: Device | null, devices: readonly DeviceId[]): void;
}

export function emptyState(): State {
  return {
    name: "",
    members: new Map(),
    devices: new Map(),
    signers: new Map(),
    invites: new Map(),
    epochs: new Map(),
    leaves: new Set(),
    relays: [],
    refused: [],
  };
}

/** The device that signed, if it belongs. */
export function authorOf(state: State, op: Op): Device | null {
  const id = state.signers.get(keyText(op.by));
  return id === undefined ? null : state.devices.get(id)!;
}

type Body<K extends OpBody["kind"]> = OpBody & { kind: K };
const nothing = () => null;

const known: Partial<Record<OpBody["kind"], Rule>> = {
  genesis: {
    wrongByItsPast: nothing,
    clashes: nothing,
    apply(state, { op }) {
      const body = op.body as Body<"genesis">;
      state.name = body.name;
      for (const [i, founder] of body.founders.entries()) {
        addMember(state, { id: founder.member, name: founder.name, admittedBy: op.id, at: null });
        addDevice(state, { id: op.adds[i]!, member: founder.member, card: founder.device, by: op.id });
      }
    },
  },

  // Any member may invite, until full members exist as a kind of their own.
  invite: {
    wrongByItsPast: nothing,
    clashes: nothing,
    apply(state, { op }, author) {
      const { key, receive, expiresAt, uses } = op.body as Body<"invite">;
      state.invites.set(op.id, {
        id: op.id,
        by: author!.id,
        key,
        receive,
        expiresAt,
        uses,
        admits: [],
        held: [],
        revoked: false,
      });
    },
  },

  admit: {
    wrongByItsPast(past, op, author) {
      const body = op.body as Body<"admit">;
      const invite = past.invites.get(body.invite);
      // Only the inviter's devices admit: they alone compared the four words.
      if (invite === undefined || past.devices.get(invite.by)?.member !== author!.member) return "no-invite";
      if (!equal(invite.key, body.key)) return "bad-request";
      return invite.admits.length + invite.held.length >= invite.uses ? "invite-used" : null;
    },
    clashes(state, op) {
      const body = op.body as Body<"admit">;
      if (!state.invites.has(body.invite)) return "no-invite";
      if (state.members.has(body.member)) return "known-member";
      return isKnown(state, op) ? "known-device" : null;
    },
    apply(state, { op }) {
      const { invite, member, name, device, at } = op.body as Body<"admit">;
      state.invites.get(invite)!.admits.push(op.id);
      addMember(state, { id: member, name, admittedBy: op.id, at });
      addDevice(state, { id: op.adds[0]!, member, card: device, by: op.id });
    },
  },

  "device+": {
    wrongByItsPast: nothing,
    clashes(state, op, author) {
      if ((op.body as Body<"device+">).member !== author!.member) return "not-a-member";
      return isKnown(state, op) ? "known-device" : null;
    },
    apply(state, { op }) {
      const { member, device } = op.body as Body<"device+">;
      addDevice(state, { id: op.adds[0]!, member, card: device, by: op.id });
    },
  },

  // Any member may say where the circle meets; of concurrent lists all stand.
  relays: {
    wrongByItsPast: nothing,
    clashes: nothing,
    apply(state, node) {
      state.relays = [...state.relays.filter((earlier) => !isBefore(earlier, node)), node];
    },
  },

  epoch: {
    wrongByItsPast(past, op) {
      const body = op.body as Body<"epoch">;
      if (body.boxes.length !== past.devices.size) return "wrong-boxes";
      const leaves = [...past.leaves].sort();
      const same = leaves.length === body.parents.length && leaves.every((kid, i) => kid === body.parents[i]!.kid);
      return same ? null : "unknown-parent-epoch";
    },
    clashes: (state, op) => (state.epochs.has((op.body as Body<"epoch">).kid) ? "known-epoch" : null),
    apply(state, { op }, _author, devices) {
      const body = op.body as Body<"epoch">;
      const parents = body.parents.map((parent) => parent.kid);
      const depth = 1 + Math.max(0, ...parents.map((kid) => state.epochs.get(kid)?.depth ?? 0));
      state.epochs.set(body.kid, {
        kid: body.kid,
        op: op.id,
        depth,
        parents,
        devices: [...devices],
        without: [],
        closedTo: [],
      });
      for (const kid of parents) state.leaves.delete(kid);
      state.leaves.add(body.kid);
    },
  },
};

/** A kind without a rule does nothing. */
const nobodyMay: Rule = { wrongByItsPast: () => "not-here", clashes: nothing, apply: () => {} };
export function ruleOf(kind: OpBody["kind"]): Rule {
  return known[kind] ?? nobodyMay;
}

type NewMember = Pick<Member, "id" | "name" | "admittedBy" | "at">;
function addMember(state: State, member: NewMember): void {
  const standing = { full: false, welcomedBy: [], welcomesNeeded: 0, objections: [], until: null, doubt: null };
  state.members.set(member.id, { ...member, devices: [], ...standing });
}
function addDevice(state: State, device: Device): void {
  state.devices.set(device.id, device);
  state.signers.set(keyText(device.card.sign), device.id);
  state.members.get(device.member)!.devices.push(device.id);
}
/** By its id, or by its signing key with another receiving key: an author must always be one device. */
function isKnown(state: State, op: Op): boolean {
  const body = op.body as Body<"admit" | "device+">;
  return state.devices.has(op.adds[0]!) || state.signers.has(keyText(body.device.sign));
}

const keyTexts = new WeakMap<Bytes, string>();
function keyText(key: Bytes): string {
  const known = keyTexts.get(key);
  if (known !== undefined) return known;
  const text = hex(key);
  keyTexts.set(key, text);
  return text;
}
