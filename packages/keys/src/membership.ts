// Who belongs: one pure function from a set of signed operations to a circle. No clock, no order of arrival, no keys.
//
// K15: whether an operation has the right to say what it says is asked of the same function over that operation's own
// past, never of today's circle. A first prototype used two slightly different functions, and people who had been
// removed could read what was written afterwards.
import { besideEachOther, whoIsWho } from "./beside.ts";
import { hex } from "./bytes.ts";
import { historyOf, isBefore, type Node, pastOfAll } from "./history.ts";
import { principles as ours, type Principles } from "./principles.ts";
import type { Noted } from "./rule.ts";
import { rules } from "./rules.ts";
import { standingAmong } from "./standing.ts";
import { authorOf, deviceBy, emptyState, makeNotFull, type State } from "./state.ts";
import type { CircleId, Epoch, Kid, Membership, Op, OpId, OpRefusal } from "./types.ts";
import { isFrozen } from "./voices.ts";

/** What an operation's own past says of it. It can never change, since the past is named by hashes. */
type Verdict = { counts: true; noted: Noted } | { counts: false; reason: OpRefusal };
interface Reading {
  by: Principles;
  circle: CircleId;
  verdicts: WeakMap<Op, Verdict>;
}
const remembered = new WeakMap<Principles, WeakMap<Op, Verdict>>();
/** States kept while a log is judged: one for each end of a branch. */
const branchesMax = 64;

/**
 * What a set of checked operations comes to. Operations that wait for a parent, or belong to another circle, are left
 * out. `circle` says which genesis is meant; without it, a set with several gives the one most operations name.
 */
export function resolve(
  ops: ReadonlyMap<OpId, Op>,
  circle?: CircleId,
  principles: Principles = ours,
): Membership | null {
  const meant = circle ?? mostNamed(ops);
  if (meant === null || ops.get(meant)?.body.kind !== "genesis") return null;
  const verdicts = remembered.get(principles) ?? new WeakMap<Op, Verdict>();
  remembered.set(principles, verdicts);
  const reading: Reading = { by: principles, circle: meant, verdicts };
  const history = historyOf(ops, meant);
  judge(history, reading);
  const state = evaluate(history, reading);
  for (const op of ops.values())
    if (op.body.kind === "genesis" && op.id !== meant) state.refused.push({ id: op.id, reason: "second-genesis" });
  return membershipOf(state, history, reading);
}

/** Gives every operation its verdict, each after its past. The state at the end of a branch goes on with the branch. */
function judge(history: readonly Node[], reading: Reading): void {
  const ends = new Map<Node, State>();
  for (const node of history) {
    if (reading.verdicts.has(node.op)) continue;
    const [parent] = node.parents;
    const kept = node.parents.length === 1 && reading.by.judgedBy === "its own past" ? ends.get(parent!) : undefined;
    const state = kept ?? evaluate(pastOf(node, history, reading), reading);
    if (kept) ends.delete(parent!);
    const verdict = verdictOn(state, node.op, reading);
    reading.verdicts.set(node.op, verdict);
    // It follows all that is in this state, so nothing in it is beside it: but what was held may be settled now.
    if (node.op.body.kind === "settle" && verdict.counts) continue;
    take(state, node, null, reading);
    if (ends.size === branchesMax) ends.delete(ends.keys().next().value!);
    ends.set(node, state);
  }
}

function pastOf(node: Node, history: readonly Node[], { by }: Reading): Node[] {
  const earlier = history.slice(0, node.at);
  return by.judgedBy === "the whole log" ? earlier : earlier.filter((other) => isBefore(other, node));
}

function verdictOn(past: State, op: Op, { by }: Reading): Verdict {
  const rule = rules[op.body.kind];
  const refusal = (): OpRefusal | null => {
    if (op.body.kind === "genesis") return null;
    if (!rule.circles.includes(past.rule)) return "not-here";
    const author = deviceBy(past, op.by);
    if (author === null) return "not-a-member";
    return rule.wrongByItsPast(past, op, author, by) ?? rule.clashes(past, op, author, by);
  };
  const reason = refusal();
  if (reason !== null) return { counts: false, reason };
  return { counts: true, noted: rule.note?.(past, op, deviceBy(past, op.by), by) ?? {} };
}

/** The state after these operations: causally closed, in order, each with its verdict. */
function evaluate(nodes: readonly Node[], reading: Reading): State {
  const { by, verdicts } = reading;
  const counting = (node: Node) => notedOf(verdicts.get(node.op));
  const stand = standingAmong(nodes, {
    by,
    counts: (node) => counting(node) !== null,
    evaluate: (some, standing) => applied(some, standing, reading),
  });
  return applied(nodes, stand, reading);
}

interface View extends ReturnType<typeof besideEachOther> {
  stand: ReadonlySet<Node>;
}
function applied(nodes: readonly Node[], stand: ReadonlySet<Node>, reading: Reading): State {
  const ends = new Set([...stand].filter(({ op }) => op.body.kind === "remove" || op.body.kind === "unseat"));
  const counting = (node: Node) => notedOf(reading.verdicts.get(node.op));
  const beside = besideEachOther(nodes, { counting, ends, who: whoIsWho(nodes), by: reading.by });
  const state = emptyState(reading.circle);
  for (const node of nodes) take(state, node, { ...beside, stand }, reading);
  for (const member of state.members.values()) member.doubt = beside.doubtful.get(member.admittedBy) ?? null;
  return state;
}

/** `view` is null when nothing in the state is beside the operation. */
function take(state: State, node: Node, view: View | null, { by, verdicts }: Reading): void {
  const { op } = node;
  const verdict = verdicts.get(op)!;
  if (!verdict.counts) {
    state.refused.push({ id: op.id, reason: verdict.reason });
    return;
  }
  const rule = rules[op.body.kind];
  const author = authorOf(state, op);
  const refusal = (): OpRefusal | null => {
    if (op.body.kind === "genesis" || view === null) return null;
    const beside = view.void.get(node);
    if (beside !== undefined) return beside;
    if (rule.certificate && !view.stand.has(node)) return "too-few-signatures";
    // A removal speaks by its signatures, whoever carries it.
    if (author === null && op.body.kind !== "remove") return "not-a-member";
    if (op.body.kind === "welcome" && view.doubled.has(node) && !by.countsFromTwoPlaces) return "forked";
    return rule.clashes(state, op, author, by);
  };
  if (author && view?.doubled.has(node)) state.forked.add(author.id);
  const reason = refusal();
  if (reason === null) {
    rule.apply(state, node, author, verdict.noted);
    return;
  }
  state.refused.push({ id: op.id, reason });
  if (reason === "held" && op.body.kind === "admit") state.invites.get(op.body.invite)?.held.push(op.id);
  // Whoever welcomes people in one place and says something else in another has no say until welcomed again.
  if (reason === "forked" && author) makeNotFull(state, author.member);
}

function notedOf(verdict: Verdict | undefined): Noted | null {
  return verdict?.counts ? verdict.noted : null;
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

function membershipOf(state: State, history: readonly Node[], { by, verdicts, circle }: Reading): Membership {
  const leaves = [...state.leaves].sort();
  const relays = new Map(
    state.relays.flatMap((node) =>
      node.op.body.kind === "relays" ? node.op.body.relays.map((r) => [`${r.url} ${hex(r.key)}`, r] as const) : [],
    ),
  );
  const needed = by.welcomesNeeded(state.full.size, state.policy.welcomes);
  for (const member of state.members.values())
    member.welcomesNeeded = member.full ? 0 : Math.max(1, needed - member.welcomedBy.length);
  return {
    circle,
    name: state.name,
    rule: state.rule,
    group: state.group,
    members: state.members,
    devices: state.devices,
    gone: state.gone,
    lost: state.lost,
    invites: state.invites,
    policy: policyOf(state),
    frozen: isFrozen(state, by),
    pauses: state.pauses,
    claims: state.claims,
    forked: [...state.forked].sort(),
    relays: [...relays.values()],
    epochs: state.epochs,
    leaves,
    preferred: preferredOf(state, leaves),
    moved: state.moved,
    audiences: [...state.audiences].sort(),
    heads: headsOf(history, (node) => notedOf(verdicts.get(node.op)) !== null),
    refused: state.refused.sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** Clean (every device with a box in it still belongs), then deepest, then the lowest id. */
function preferredOf(state: State, leaves: readonly Kid[]): Kid | null {
  const clean = (epoch: Epoch) => (epoch.devices.every((id) => state.devices.has(id)) ? 0 : 1);
  const order = (a: Epoch, b: Epoch) => clean(a) - clean(b) || b.depth - a.depth || (a.kid < b.kid ? -1 : 1);
  return leaves.map((kid) => state.epochs.get(kid)!).sort(order)[0]?.kid ?? null;
}

/** At these sizes a group's numbers mean something else than they did, so it is asked to choose them again. */
const askAt = [120, 40, 12] as const;
function policyOf({ policy: { id, removal, welcomes, fullThen }, full }: State): Membership["policy"] {
  return { id, removal, welcomes, ask: askAt.find((size) => fullThen < size && size <= full.size) ?? null };
}

/** What the next operation follows: everything that counts by its own past, so that its past is what we see now. */
function headsOf(history: readonly Node[], counts: (node: Node) => boolean): OpId[] {
  const counted = history.filter(counts);
  const followed = pastOfAll(counted);
  return counted
    .filter((node) => !followed(node))
    .map((node) => node.op.id)
    .sort();
}
