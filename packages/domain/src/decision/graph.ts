// What was said about one question, and what each had seen: statements name each other by hash, so who knew of what is
// proven by what they signed. Knows nothing of what a statement means.
import { hashOf, parseWish } from "./details.ts";
import { type Hash, type Said, whats } from "./types.ts";

export interface Node {
  said: Said;
  /** Its place in the deterministic order, and its bit in `past`. */
  at: number;
  /** One bit for each statement it follows, without itself. */
  past: Uint32Array;
  /** All it follows is here. What is not complete may yet turn out to follow more. */
  complete: boolean;
}
/** Some of a question's statements. */
export type Scope = (node: Node) => boolean;

export interface Graph {
  opening: Node;
  /** The proposal first, then each after what it follows; among equals by time, then hash. */
  nodes: readonly Node[];
  byHash: ReadonlyMap<Hash, Node>;
}

/** A device whose clock is ahead by more than this is not listened to until the time has come. */
export const aheadMsMax = 24 * 60 * 60 * 1000;

/** Null where there is no such proposal. In any order, doubled, with whatever else was said in the circle. */
export function graphOf(proposal: Hash, statements: readonly Said[], now: number): Graph | null {
  const all = new Map<Hash, Said>();
  for (const said of statements) if (said.time >= 0 && said.time <= now + aheadMsMax) all.set(said.hash, said);
  const opening = all.get(proposal);
  if (opening?.what !== whats.proposal) return null;
  const about = [...all.values()].filter((said) => said === opening || isAbout(said, opening));
  // Of two under one half, which no honest hash makes, the lower is meant.
  about.sort((a, b) => (a.hash < b.hash ? -1 : 1));
  const byHalf = new Map<string, Said>();
  for (const said of about.toReversed()) byHalf.set(half(said.hash), said);
  const named = new Map(about.map((said) => [said, said === opening ? [] : namesIn(said)]));
  return inOrder(opening, about, (said) => named.get(said)!.map((name) => byHalf.get(name) ?? null));
}

/** How one statement is named by another: 128 bits are enough for what is there to be named. */
export function half(hash: Hash): string {
  return hash.slice(0, 32);
}

/**
 * What a new statement about this question names: all that nothing else here names already. Nothing that is not complete:
 * whoever named what nobody has would keep all who follow them waiting for it.
 */
export function headsOf(graph: Graph, max: number): string[] {
  const whole = graph.nodes.filter(({ complete }) => complete);
  const followed = new Set<number>();
  for (const node of whole) for (const one of whole) if (follows(node, one)) followed.add(one.at);
  const heads = whole.filter((node) => node !== graph.opening && !followed.has(node.at));
  return heads.slice(Math.max(0, heads.length - max)).map(({ said }) => half(said.hash));
}

export function follows(later: Node, earlier: Node): boolean {
  return (later.past[earlier.at >>> 5]! & (1 << (earlier.at & 31))) !== 0;
}
export const pastOf =
  (node: Node): Scope =>
  (one) =>
    follows(node, one);
/** Those that no other of them follows: what somebody said last, once for each place they said it from. */
export function latest(nodes: readonly Node[]): Node[] {
  return nodes.filter((node) => !nodes.some((other) => follows(other, node)));
}

function isAbout(said: Said, opening: Said): boolean {
  // D49 However a changed app signs it.
  if (said.what === whats.takenBack || parseWish(said.details)?.proposal !== opening.hash) return false;
  // A call-back is said in the group, about a circle inside it.
  return said.what === whats.callBack || (said.circle === opening.circle && said.doc === opening.doc);
}

function namesIn({ details }: Said): string[] {
  const wish = parseWish(details)!;
  const lists = [details.previous, details.answers].flatMap((list) =>
    typeof list === "string" ? list.split(" ") : [],
  );
  const single = [details.confirms, details.closing].map(hashOf).filter((one) => one !== null);
  const names = [wish.proposal, ...single, ...wish.after, ...lists.filter((name) => /^[0-9a-f]{32,64}$/.test(name))];
  return [...new Set(names.map(half))];
}

/** Layer by layer from the proposal. A circle of names, which no honest hash makes, is never reached. */
function inOrder(opening: Said, about: readonly Said[], named: (said: Said) => (Said | null)[]): Graph {
  const waiting = new Map<Said, number>();
  const followers = new Map<Said, Said[]>();
  for (const said of about) {
    const here = named(said).filter((one) => one !== null);
    waiting.set(said, here.length);
    for (const one of here) followers.set(one, [...(followers.get(one) ?? []), said]);
  }
  const words = (about.length + 31) >>> 5;
  const nodes = new Map<Said, Node>();
  let ready: Said[] = [opening];
  while (ready.length > 0) {
    ready.sort((a, b) => a.time - b.time || (a.hash < b.hash ? -1 : 1));
    const next: Said[] = [];
    for (const said of ready) {
      const node: Node = { said, at: nodes.size, past: new Uint32Array(words), complete: true };
      for (const one of named(said)) {
        const earlier = one === null ? null : nodes.get(one)!;
        node.complete &&= earlier?.complete ?? false;
        if (earlier === null) continue;
        for (let w = 0; w < words; w++) node.past[w]! |= earlier.past[w]!;
        node.past[earlier.at >>> 5]! |= 1 << (earlier.at & 31);
      }
      nodes.set(said, node);
      for (const one of followers.get(said) ?? []) {
        const left = waiting.get(one)! - 1;
        waiting.set(one, left);
        if (left === 0) next.push(one);
      }
    }
    ready = next;
  }
  const list = [...nodes.values()];
  return { opening: nodes.get(opening)!, nodes: list, byHash: new Map(list.map((node) => [node.said.hash, node])) };
}
