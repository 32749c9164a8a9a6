// Certificates are asked twice: of their own past, like everything, and again among all that does not follow them. Else two
// who were most of a small group could sign, as of that day, for the large one it has become.
import { areConcurrent, isBefore, type Node } from "./history.ts";
import type { Principles } from "./principles.ts";
import { rules } from "./rules.ts";
import type { State } from "./state.ts";
import type { MemberId, Signature } from "./types.ts";
import { voicesEver } from "./voices.ts";

interface Asking {
  by: Principles;
  /** Whether a node counts by its own past. */
  counts(node: Node): boolean;
  /** The state after these nodes, where of all certificates only these stand. */
  evaluate(nodes: readonly Node[], standing: ReadonlySet<Node>): State;
}

/** K34 The certificates that stand in this view. A certificate beside another does not weigh on it: both may stand. */
export function standingAmong(nodes: readonly Node[], o: Asking): Set<Node> {
  const standing = new Set<Node>();
  for (const node of nodes) {
    const { certificate } = rules[node.op.body.kind];
    if (!certificate || !o.counts(node)) continue;
    const beside = nodes.filter((other) => areConcurrent(node, other));
    if (beside.length === 0 || !o.by.askedAgain || isSupported(node, nodes, beside, standing, o)) standing.add(node);
  }
  return standing;
}

function isSupported(
  node: Node,
  nodes: readonly Node[],
  beside: readonly Node[],
  standing: ReadonlySet<Node>,
  o: Asking,
): boolean {
  const { body } = node.op;
  const certificate = rules[body.kind].certificate!;
  const known = new Set([...standing].filter((other) => isBefore(other, node)));
  const state = o.evaluate(
    nodes.filter((other) => other !== node && !isBefore(node, other)),
    known,
  );
  const about = certificate.about(body);
  const signatures = (body as { signatures?: readonly Signature[] }).signatures ?? [];
  const needed = certificate.needed(state, body, o.by);
  if (needed === null) return true;
  const byOthers = neededByOthers(beside, state, about, o);
  return voicesEver(state, signatures, about, o.by) >= Math.max(needed, byOthers);
}

/** A number the group chose beside it counts as well: nobody goes back to before it chose a higher one. */
function neededByOthers(beside: readonly Node[], state: State, about: MemberId | null, o: Asking): number {
  const others = state.full.size - (about !== null && state.full.has(about) ? 1 : 0);
  let most = 0;
  for (const node of beside) {
    const { body } = node.op;
    if (body.kind !== "policy" || !o.counts(node)) continue;
    most = Math.max(most, Math.min(others, o.by.signersNeeded(others, body.removal)));
  }
  return most;
}
