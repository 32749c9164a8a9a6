// Who belonged, by the operations in the past of some heads. Shorter than the app's own resolver: it follows founding,
// invitations, welcomes, devices, seats, and every end; what two devices did against each other at once it does not weigh,
// and says so.
import { hex } from "./bytes.ts";
import type { Item } from "./cbor.ts";
import { bytesOf, listOf, type Operation } from "./operations.ts";
import { Refused } from "./refused.ts";

export interface Roll {
  circle: "group" | "working group";
  members: Map<string, { name: string; full: boolean }>;
  gone: Set<string>;
  /** Whose device it is or was, by its id. */
  devices: Map<string, { member: string; sign: string }>;
  /** The operations it was worked out from. */
  past: ReadonlySet<string>;
  /** False where the log has what only the app's resolver can weigh. */
  certain: boolean;
}

export interface Rolls {
  at(heads: readonly string[]): Roll;
}

export function rollsOf(all: ReadonlyMap<string, Operation>): Rolls {
  const order = inOrder(all);
  const needed = new Map<string, number>();
  const pastOf = (heads: readonly string[]) => {
    const past = new Set<string>();
    const open = [...heads];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const op = all.get(id);
      if (!op) throw new Refused("operations-incomplete", id);
      if (!past.has(id)) open.push(...op.parents);
      past.add(id);
    }
    return order.filter(({ id }) => past.has(id));
  };
  // How many welcomes made a full member when this one was signed: by what its own past says.
  for (const op of order) {
    if (op.kind !== "welcome") continue;
    const { roll, numbers } = replay(pastOf(op.parents), needed);
    const full = [...roll.members.values()].filter((member) => member.full).length;
    needed.set(op.id, numbers.welcomes ?? Math.min(7, Math.floor(full / 2) + 1));
  }
  return { at: (heads) => replay(pastOf(heads), needed).roll };
}

/** Kinds whose weight can depend on what others did beside them. */
const weighed = new Set(["remove", "unseat", "lapse", "settle", "recover", "recovered", "veto", "objection", "policy"]);

function replay(ops: readonly Operation[], needed: ReadonlyMap<string, number>) {
  const past = new Set(ops.map(({ id }) => id));
  const roll: Roll = { circle: "group", members: new Map(), gone: new Set(), devices: new Map(), past, certain: true };
  const numbers = { removal: null as number | null, welcomes: null as number | null };
  const here = new Map<string, string>();
  const inviters = new Map<string, { member: string; key: string }>();
  const welcomes = new Map<string, Set<string>>();
  const objected = new Set<string>();
  const claims = new Map<string, Operation>();
  const isFull = (member: string) => roll.members.get(member)?.full === true;
  const enter = (op: Operation, full: boolean) => {
    for (const { member, name, device, sign } of op.cards) {
      if (!roll.members.has(member)) roll.members.set(member, { name, full });
      roll.devices.set(device, { member, sign });
      here.set(sign, member);
    }
  };
  const isUnknown = ({ member, device }: Operation["cards"][number]) =>
    !roll.members.has(member) && !roll.gone.has(member) && !roll.devices.has(device);
  const end = (member: string) => {
    if (!roll.members.delete(member)) return;
    roll.gone.add(member);
    for (const [sign, whose] of here) if (whose === member) here.delete(sign);
  };
  /** Enough of those who have a say signed, without the one it is about. */
  const enough = (op: Operation, about: string | null) => {
    const voices = new Set(
      op.signers.flatMap((key) => here.get(key) ?? []).filter((one) => isFull(one) && one !== about),
    );
    const others = [...roll.members].filter(([id, { full }]) => full && id !== about).length;
    const least =
      op.kind === "unseat" ? Math.ceil(roll.members.size / 2) : (numbers.removal ?? Math.ceil((others * 2) / 3));
    return voices.size >= Math.max(2, least);
  };

  for (const op of ops) {
    const { kind, fields, id } = op;
    if (weighed.has(kind)) roll.certain = false;
    const author = here.get(op.by);
    if (kind === "genesis") {
      roll.circle = fields[1] === "working group" ? "working group" : "group";
      enter(op, true);
    } else if (kind === "remove" && enough(op, idOf(fields[0], id))) end(idOf(fields[0], id));
    else if (author === undefined) roll.certain = false;
    // Only full members invite: what came by anybody else's invitation is for the app to weigh.
    else if (kind === "invite" && isFull(author))
      inviters.set(id, { member: author, key: hex(bytesOf(fields[0], 32, id)) });
    else if (kind === "admit") {
      const invite = inviters.get(hex(bytesOf(fields[0], 32, id)));
      const isNew = op.cards.every(isUnknown);
      if (invite?.member === author && invite.key === hex(bytesOf(fields[5], 32, id)) && isNew) enter(op, false);
      else roll.certain = false;
    } else if (kind === "seat") {
      // Nobody has a seat in a group, and nobody is seated as somebody who is there.
      const isNew = op.cards.every(({ member, device }) => {
        const theirs = roll.devices.get(device)?.member;
        return !roll.members.has(member) && (theirs === undefined || theirs === member);
      });
      if (roll.circle === "working group" && isNew) enter(op, true);
      else roll.certain = false;
    } else if (kind === "device+" && author === idOf(fields[0], id)) enter(op, false);
    else if (kind === "device-") {
      const lost = roll.devices.get(idOf(fields[0], id));
      if (lost?.member === author) here.delete(lost.sign);
    } else if (kind === "objection" && isFull(author)) objected.add(idOf(fields[0], id));
    else if (kind === "welcome" && isFull(author)) {
      for (const item of listOf(fields[0], id)) {
        const member = idOf(item, id);
        const seen = roll.members.get(member);
        if (!seen || objected.has(member)) continue;
        const by = welcomes.get(member) ?? new Set();
        welcomes.set(member, by.add(author));
        if (by.size >= needed.get(id)!) seen.full = true;
      }
    } else if (kind === "welcome+" && enough(op, idOf(fields[0], id))) {
      const seen = roll.members.get(idOf(fields[0], id));
      if (seen) seen.full = true;
    } else if (kind === "policy" && enough(op, null)) {
      [numbers.removal, numbers.welcomes] = [numberOf(fields[0]), numberOf(fields[1])];
    } else if (kind === "leave") end(author);
    else if (kind === "unseat" && enough(op, idOf(fields[0], id))) end(idOf(fields[0], id));
    else if (kind === "lapse" && listOf(fields[2], id).length === 0) end(idOf(fields[0], id));
    else if (kind === "recover") claims.set(id, op);
    else if (kind === "recovered") {
      const claim = claims.get(hex(bytesOf(fields[0], 32, id)));
      if (claim && roll.members.has(claim.cards[0]!.member)) enter(claim, false);
    }
  }
  return { roll, numbers };
}

function inOrder(all: ReadonlyMap<string, Operation>): Operation[] {
  const depths = new Map<string, number>();
  const waiting = [...all.values()];
  while (waiting.length > 0) {
    const ready = waiting.filter(({ parents }) => parents.every((parent) => depths.has(parent)));
    if (ready.length === 0) throw new Refused("operations-incomplete");
    for (const op of ready) {
      depths.set(op.id, Math.max(-1, ...op.parents.map((parent) => depths.get(parent)!)) + 1);
      waiting.splice(waiting.indexOf(op), 1);
    }
  }
  return [...all.values()].sort((a, b) => depths.get(a.id)! - depths.get(b.id)! || (a.id < b.id ? -1 : 1));
}

function idOf(item: Item | undefined, id: string): string {
  return hex(bytesOf(item, 16, id));
}
function numberOf(item: Item | undefined): number | null {
  return typeof item === "number" ? item : null;
}
