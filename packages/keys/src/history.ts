// The shape of a control log: which operations stand in whose past. Knows nothing of what an operation means.
import type { CircleId, Op, OpId } from "./types.ts";

export interface Node {
  op: Op;
  /** Longest way back to the genesis. */
  depth: number;
  parents: readonly Node[];
  /** One bit for each node's place: everything before this one, without itself. */
  past: Uint32Array;
  /** Place in the deterministic order, and the bit in `past`. */
  at: number;
}

/**
 * The operations of one circle whose whole past is present, each after its parents; among equals by depth, then id.
 * What still waits for a parent is left out, and so cannot stop the rest from counting.
 */
export function historyOf(ops: ReadonlyMap<OpId, Op>, circle: CircleId): Node[] {
  const depths = depthsOf(ops, circle);
  const order = [...depths].sort(([a, depthA], [b, depthB]) => depthA - depthB || (a < b ? -1 : 1));
  const nodes = new Map<OpId, Node>();
  const words = (order.length + 31) >>> 5;
  for (const [at, [id, depth]] of order.entries()) {
    const op = ops.get(id)!;
    const parents = op.parents.map((parent) => nodes.get(parent)!);
    const past = new Uint32Array(words);
    for (const parent of parents) {
      for (let w = 0; w < words; w++) past[w]! |= parent.past[w]!;
      past[parent.at >>> 5]! |= 1 << (parent.at & 31);
    }
    nodes.set(id, { op, depth, parents, past, at });
  }
  return [...nodes.values()];
}

export function isBefore(earlier: Node, later: Node): boolean {
  return (later.past[earlier.at >>> 5]! & (1 << (earlier.at & 31))) !== 0;
}
export function areConcurrent(a: Node, b: Node): boolean {
  return a !== b && !isBefore(a, b) && !isBefore(b, a);
}

/** How many operations are in its past. */
export function pastCount(node: Node): number {
  let count = 0;
  for (let bits of node.past) for (; bits !== 0; bits &= bits - 1) count++;
  return count;
}
/** A test: is this node in the past of any of those? */
export function pastOfAll(nodes: readonly Node[]): (node: Node) => boolean {
  const union = new Uint32Array(nodes[0]?.past.length ?? 0);
  for (const { past } of nodes) for (let w = 0; w < union.length; w++) union[w]! |= past[w]!;
  return (node) => (union[node.at >>> 5]! & (1 << (node.at & 31))) !== 0;
}

/** Parents that are named but not in the set, sorted. */
export function missingParents(ops: ReadonlyMap<OpId, Op>): OpId[] {
  const missing = new Set<OpId>();
  for (const op of ops.values()) for (const parent of op.parents) if (!ops.has(parent)) missing.add(parent);
  return [...missing].sort();
}

/** Breadth by breadth from the genesis (no recursion: a long log is a long chain). */
function depthsOf(ops: ReadonlyMap<OpId, Op>, circle: CircleId): Map<OpId, number> {
  const children = new Map<OpId, Op[]>();
  const waiting = new Map<OpId, number>();
  for (const op of ops.values()) {
    if (op.circle !== circle) continue;
    waiting.set(op.id, op.parents.length);
    for (const parent of op.parents) {
      const known = children.get(parent);
      if (known === undefined) children.set(parent, [op]);
      else known.push(op);
    }
  }
  const depths = new Map<OpId, number>([[circle, 0]]);
  const ready: OpId[] = [circle];
  for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
    for (const child of children.get(next) ?? []) {
      const left = waiting.get(child.id)! - 1;
      waiting.set(child.id, left);
      if (left > 0) continue;
      depths.set(child.id, 1 + Math.max(...child.parents.map((parent) => depths.get(parent)!)));
      ready.push(child.id);
    }
  }
  return depths;
}
