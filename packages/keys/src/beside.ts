// What operations that did not know of each other do to one another: worked out for a whole view before anything of it is
// applied, so that no order of arrival, and no order of reading, decides.
import { areConcurrent, isBefore, type Node } from "./history.ts";
import type { Principles } from "./principles.ts";
import type { Body, Noted } from "./rule.ts";
import { keyText } from "./state.ts";
import type { DeviceCard, DeviceId, MemberId, OpId, OpRefusal } from "./types.ts";

export interface Beside {
  /** Operations that count by their own past and not in this view, and why. */
  void: ReadonlyMap<Node, OpRefusal>;
  /** Operations of a device that spoke from two places at once. */
  doubled: ReadonlySet<Node>;
  /** Admissions that stand and are to be shown. */
  doubtful: ReadonlyMap<OpId, "invite-revoked" | "device-dropped">;
}
export type Counting = (node: Node) => Noted | null;

/** `ends`: the certificates that end somebody's belonging in this view. */
export function besideEachOther(
  nodes: readonly Node[],
  o: { counting: Counting; ends: ReadonlySet<Node>; who: Who; by: Principles },
): Beside {
  const counted = nodes.filter((node) => o.counting(node) !== null);
  const out = new Map<Node, OpRefusal>();
  if (!o.by.countsBesideRemoval) voidBesideRemovals(counted, out, o);
  const doubtful = new Map<OpId, "invite-revoked" | "device-dropped">();
  besideDrops(counted, out, doubtful, o.who);
  if (o.by.vetoVoids) besideVetoes(counted, out);
  besideRevocations(counted, doubtful);
  racing(counted, out, o);
  return { void: out, doubled: doubledAmong(counted, o), doubtful };
}

/** Whose words are whose, by signing key, whether or not they belong. */
export interface Who {
  /** A key that two members claim speaks for both: only whoever holds it loses by that. */
  speaksFor(node: Node, member: MemberId): boolean;
  isBy(node: Node, device: DeviceId): boolean;
  sameMember(a: Node, b: Node): boolean;
}
export function whoIsWho(nodes: readonly Node[]): Who {
  const members = new Map<string, Set<MemberId>>();
  const keys = new Map<DeviceId, string>();
  const learn = (id: DeviceId, card: DeviceCard, member: MemberId) => {
    const key = keyText(card.sign);
    keys.set(id, key);
    const known = members.get(key);
    if (known === undefined) members.set(key, new Set([member]));
    else known.add(member);
  };
  for (const { op } of nodes) {
    const { body, adds } = op;
    if (body.kind === "genesis") for (const [i, f] of body.founders.entries()) learn(adds[i]!, f.device, f.member);
    else if (body.kind === "seat") for (const [i, card] of body.devices.entries()) learn(adds[i]!, card, body.member);
    else if (body.kind === "admit" || body.kind === "device+" || body.kind === "recover")
      learn(adds[0]!, body.device, body.member);
  }
  return {
    speaksFor: ({ op }, member) => members.get(keyText(op.by))?.has(member) === true,
    sameMember: (a, b) => {
      const theirs = members.get(keyText(b.op.by));
      return theirs !== undefined && [...(members.get(keyText(a.op.by)) ?? [])].some((member) => theirs.has(member));
    },
    isBy: ({ op }, device) => keys.get(device) === keyText(op.by),
  };
}

function voidBesideRemovals(
  counted: readonly Node[],
  out: Map<Node, OpRefusal>,
  o: { ends: ReadonlySet<Node>; who: Who },
): void {
  for (const end of o.ends) {
    const body = end.op.body as Body<"remove"> | Body<"unseat">;
    const target = body.kind === "remove" ? body.target : body.member;
    for (const node of counted) {
      // A removal speaks by its signatures, whoever carries it: two that cross both stand.
      if (node.op.body.kind === "remove" || node.op.body.kind === "unseat") continue;
      if (o.who.speaksFor(node, target) && areConcurrent(node, end)) out.set(node, "removed");
    }
  }
}

/**
 * What a dropped device said beside its drop about others stands: else anybody could put out those they once brought in,
 * by a drop dated back. A further device it gave itself goes with it.
 */
function besideDrops(
  counted: readonly Node[],
  out: Map<Node, OpRefusal>,
  doubtful: Map<OpId, "invite-revoked" | "device-dropped">,
  who: Who,
): void {
  for (const drop of counted) {
    if (drop.op.body.kind !== "device-") continue;
    const { device } = drop.op.body;
    for (const node of counted) {
      const { kind } = node.op.body;
      if ((kind !== "device+" && kind !== "admit") || !who.isBy(node, device) || !areConcurrent(node, drop)) continue;
      if (kind === "device+") out.set(node, "removed");
      else doubtful.set(node.op.id, "device-dropped");
    }
  }
}

function besideVetoes(counted: readonly Node[], out: Map<Node, OpRefusal>): void {
  const vetoes = counted.filter((node) => node.op.body.kind === "veto" && !out.has(node));
  if (vetoes.length === 0) return;
  // The same claim may stand here several times: a no is to the device it would bring in.
  const devices = new Map<OpId, string>();
  for (const { op } of counted) if (op.body.kind === "recover") devices.set(op.id, `${op.body.member} ${op.adds[0]}`);
  const deviceOf = (claim: OpId) => devices.get(claim) ?? claim;
  for (const node of counted) {
    const { body } = node.op;
    if (body.kind !== "recovered") continue;
    const vetoed = vetoes.some(
      (veto) => deviceOf((veto.op.body as Body<"veto">).claim) === deviceOf(body.claim) && areConcurrent(veto, node),
    );
    if (vetoed) out.set(node, "vetoed");
  }
}

function besideRevocations(counted: readonly Node[], doubtful: Map<OpId, "invite-revoked" | "device-dropped">): void {
  for (const revoke of counted) {
    if (revoke.op.body.kind !== "revoke") continue;
    for (const node of counted)
      if (node.op.body.kind === "admit" && node.op.body.invite === revoke.op.body.invite && areConcurrent(node, revoke))
        doubtful.set(node.op.id, "invite-revoked");
  }
}

/**
 * K17 Admissions that together exceed their invitation, none knowing of the other: nobody can say which was first. Those
 * the group has made full since stand all the same, or the inviter could suspend them for ever by an admission dated back.
 */
function racing(counted: readonly Node[], out: Map<Node, OpRefusal>, o: { counting: Counting; by: Principles }): void {
  const byInvite = new Map<OpId, Node[]>();
  const uses = new Map<OpId, number>();
  const settled = new Map<OpId, OpId | null>();
  const madeFull = new Set<MemberId>();
  for (const node of counted) {
    const { body, id } = node.op;
    if (body.kind === "invite") uses.set(id, body.uses);
    if (out.has(node)) continue;
    if (body.kind === "admit") byInvite.set(body.invite, [...(byInvite.get(body.invite) ?? []), node]);
    if (body.kind === "settle" && !settled.has(body.invite)) settled.set(body.invite, body.admit);
    for (const member of o.counting(node)?.makes ?? []) madeFull.add(member);
  }
  for (const [invite, admits] of byInvite) {
    const max = uses.get(invite) ?? 0;
    if (!o.by.holds(admits.length, max)) continue;
    const stands = (node: Node) =>
      settled.get(invite) === node.op.id || madeFull.has((node.op.body as Body<"admit">).member);
    for (const admit of admits) {
      if (stands(admit)) continue;
      const notAfter = admits.filter((other) => other !== admit && !isBefore(admit, other));
      if (notAfter.length < max || !notAfter.some((other) => areConcurrent(other, admit))) continue;
      out.set(admit, settled.has(invite) ? "settled-otherwise" : "held");
    }
  }
}

/**
 * K35 An honest device has all it ever said in its past. And a member who welcomes somebody into the small group of long
 * ago, with a device kept silent since, has welcomed others into the larger one: both cannot be meant.
 */
function doubledAmong(counted: readonly Node[], o: { counting: Counting; who: Who }): Set<Node> {
  const byDevice = new Map<string, Node[]>();
  for (const node of counted) {
    const key = keyText(node.op.by);
    const known = byDevice.get(key);
    if (known === undefined) byDevice.set(key, [node]);
    else known.push(node);
  }
  const doubled = new Set<Node>();
  for (const nodes of byDevice.values()) {
    if (nodes.every((node, i) => i === 0 || isBefore(nodes[i - 1]!, node))) continue;
    for (const [i, a] of nodes.entries())
      for (const b of nodes.slice(i + 1)) if (areConcurrent(a, b)) doubled.add(a).add(b);
  }
  const welcomes = counted.filter(({ op }) => op.body.kind === "welcome");
  for (const [i, a] of welcomes.entries())
    for (const b of welcomes.slice(i + 1)) {
      if (o.counting(a)?.needed === o.counting(b)?.needed || !areConcurrent(a, b)) continue;
      if (o.who.sameMember(a, b)) doubled.add(a).add(b);
    }
  return doubled;
}
