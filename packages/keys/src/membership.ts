// Who belongs: one pure function from a set of signed operations to a circle. No clock, no order of arrival, no keys.
//
// K: whether an operation has the right to say what it says is asked of the same function over that operation's own
// past, never of today's circle. A first prototype used two slightly different functions, and people who had been
// removed could read what was written afterwards.
import { hex } from "./bytes.ts";
import { areConcurrent, historyOf, isBefore, type Node, pastCount, pastOfAll } from "./history.ts";
import { authorOf, emptyState, ruleOf, type State } from "./rules.ts";
import type { CircleId, Device, DeviceId, Kid, Membership, Op, OpId, OpRefusal } from "./types.ts";

/** What an operation's own past says of it. It can never change, since the past is named by hashes. */
type Verdict = { counts: true; devices: readonly DeviceId[] } | { counts: false; reason: OpRefusal };
const verdicts = new WeakMap<Op, Verdict>();

/**
 * What a set of checked operations comes to. Operations that wait for a parent, or belong to another circle, are left
 * out. `circle` says which genesis is meant; without it, a set with several gives the one most operations name.
 */
export function resolve(ops: ReadonlyMap<OpId, Op>, circle?: CircleId): Membership | null {
  const meant = circle ?? mostNamed(ops);
  if (meant === null || ops.get(meant)?.body.kind !== "genesis") return null;
  const history = historyOf(ops, meant);
  judge(history);
  const state = evaluate(history);
  for (const op of ops.values())
    if (op.body.kind === "genesis" && op.id !== meant) state.refused.push({ id: op.id, reason: "second-genesis" });
  return membershipOf(meant, state, history);
}

/**
 * True when `device` belongs to the circle and `kid` is one of its epochs. As long as nobody can be removed, a device
 * that belongs either was in the past of the epoch or was admitted after it.
 */
export function mayWrite(m: Membership, kid: Kid, device: DeviceId, _n?: number): boolean {
  return m.epochs.has(kid) && m.devices.has(device);
}

/** Gives every operation its verdict, each after its past. Most logs are nearly a line, so the last state is kept. */
function judge(history: readonly Node[]): void {
  let kept: { state: State; length: number } | null = null;
  for (const node of history) {
    if (verdicts.has(node.op)) continue;
    const followsAll = pastCount(node) === node.at;
    const state: State =
      followsAll && kept?.length === node.at
        ? kept.state
        : evaluate(history.slice(0, node.at).filter((earlier) => isBefore(earlier, node)));
    verdicts.set(node.op, judgeOn(state, node));
    if (!followsAll) continue;
    take(state, node, false);
    kept = { state, length: node.at + 1 };
  }
}

function judgeOn(past: State, node: Node): Verdict {
  const author = authorOf(past, node.op);
  const reason =
    refusalInView(past, node.op, author) ?? ruleOf(node.op.body.kind).wrongByItsPast(past, node.op, author);
  return reason === null ? { counts: true, devices: [...past.devices.keys()].sort() } : { counts: false, reason };
}

/** The state after these operations: causally closed, in order, each with its verdict. */
function evaluate(nodes: readonly Node[]): State {
  const state = emptyState();
  const held = heldAmong(nodes);
  for (const node of nodes) take(state, node, held.has(node));
  return state;
}

function take(state: State, node: Node, held: boolean): void {
  const { op } = node;
  const verdict = verdicts.get(op)!;
  if (!verdict.counts) {
    state.refused.push({ id: op.id, reason: verdict.reason });
    return;
  }
  const author = authorOf(state, op);
  const reason = refusalInView(state, op, author) ?? (held ? "held" : null);
  if (reason === null) {
    ruleOf(op.body.kind).apply(state, node, author, verdict.devices);
    return;
  }
  state.refused.push({ id: op.id, reason });
  if (reason === "held" && op.body.kind === "admit") state.invites.get(op.body.invite)!.held.push(op.id);
}

/** The author may have stopped counting, or something concurrent may clash: things its own past did not know. */
function refusalInView(state: State, op: Op, author: Device | null): OpRefusal | null {
  if (author === null && op.body.kind !== "genesis") return "not-a-member";
  return ruleOf(op.body.kind).clashes(state, op, author);
}

/** Admissions that together exceed their invitation, none knowing of the other: nobody can say which was first. */
function heldAmong(nodes: readonly Node[]): Set<Node> {
  const byInvite = new Map<OpId, Node[]>();
  const uses = new Map<OpId, number>();
  for (const node of nodes) {
    const { body } = node.op;
    if (body.kind === "invite") uses.set(node.op.id, body.uses);
    if (body.kind !== "admit" || !verdicts.get(node.op)!.counts) continue;
    byInvite.set(body.invite, [...(byInvite.get(body.invite) ?? []), node]);
  }
  const held = new Set<Node>();
  for (const [invite, admits] of byInvite) {
    const max = uses.get(invite)!;
    if (admits.length <= max) continue;
    for (const admit of admits) {
      const notAfter = admits.filter((other) => other !== admit && !isBefore(admit, other));
      if (notAfter.length >= max && notAfter.some((other) => areConcurrent(other, admit))) held.add(admit);
    }
  }
  return held;
}

function mostNamed(ops: ReadonlyMap<OpId, Op>): CircleId | null {
  const named = new Map<CircleId, number>();
  for (const op of ops.values()) {
    const circle = op.circle ?? op.id;
    named.set(circle, (named.get(circle) ?? 0) + 1);
  }
  const geneses = [...named].filter(([id]) => ops.get(id)?.body.kind === "genesis");
  geneses.sort(([a, timesA], [b, timesB]) => timesB - timesA || (a < b ? -1 : 1));
  return geneses[0]?.[0] ?? null;
}

function membershipOf(circle: CircleId, state: State, history: readonly Node[]): Membership {
  const leaves = [...state.leaves].sort();
  const deeper = (a: Kid, b: Kid) => state.epochs.get(b)!.depth - state.epochs.get(a)!.depth;
  const relays = new Map(
    state.relays.flatMap((node) =>
      node.op.body.kind === "relays" ? node.op.body.relays.map((r) => [`${r.url} ${hex(r.key)}`, r] as const) : [],
    ),
  );
  return {
    circle,
    name: state.name,
    rule: "group",
    group: null,
    gone: new Map(),
    lost: new Map(),
    policy: { id: circle, removal: null, welcomes: null, ask: null },
    frozen: true,
    pauses: [],
    claims: new Map(),
    forked: [],
    moved: new Map(),
    audiences: [],
    members: state.members,
    devices: state.devices,
    invites: state.invites,
    relays: [...relays.values()],
    epochs: state.epochs,
    leaves,
    preferred: leaves.toSorted((a, b) => deeper(a, b) || (a < b ? -1 : 1))[0] ?? null,
    heads: headsOf(history),
    refused: state.refused.sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** What the next operation follows: everything that counts by its own past, so that its past is what we see now. */
function headsOf(history: readonly Node[]): OpId[] {
  const counted = history.filter((node) => verdicts.get(node.op)!.counts);
  const followed = pastOfAll(counted);
  return counted
    .filter((node) => !followed(node))
    .map((node) => node.op.id)
    .sort();
}
