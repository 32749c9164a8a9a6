// What differs between two texts: block by block, and in a block that was changed word by word. Both texts can be read out
// of it again, so nothing of either is left out.
import { type Block, type Run, textOf } from "../blocks.ts";
import { keyOf, styleOf, together, words } from "./pieces.ts";
import { commonItems } from "./sequence.ts";

export type BlockChange =
  | { kind: "same"; block: Block }
  | { kind: "inserted"; block: Block }
  | { kind: "deleted"; block: Block }
  /** `from` and `to` may also differ in what kind of block they are. */
  | { kind: "changed"; from: Block; to: Block; pieces: Piece[] };

export type Piece =
  | { kind: "same"; run: Run }
  | { kind: "inserted"; run: Run }
  | { kind: "deleted"; run: Run }
  /** The same words, written in another way: bold now, or another link. */
  | { kind: "restyled"; was: Run; run: Run };

export function difference(base: readonly Block[], text: readonly Block[]): BlockChange[] {
  const changes: BlockChange[] = [];
  let [i, j] = [0, 0];
  const upTo = (a: number, b: number) => {
    changes.push(...between(base.slice(i, a), text.slice(j, b)));
    [i, j] = [a, b];
  };
  for (const [a, b] of commonItems(base.map(blockKey), text.map(blockKey))) {
    upTo(a, b);
    changes.push({ kind: "same", block: text[b]! });
    [i, j] = [a + 1, b + 1];
  }
  upTo(base.length, text.length);
  return changes;
}

/** How many blocks are not as they were. */
export function changedBlocks(changes: readonly BlockChange[]): number {
  return changes.filter(({ kind }) => kind !== "same").length;
}

/** Blocks taken out in one place that stand, to the letter, in another: told as moved, each beside its twin. */
export function movesIn(changes: readonly BlockChange[]): ReadonlyMap<BlockChange, "away" | "here"> {
  const come = new Map<string, BlockChange[]>();
  for (const change of changes) {
    if (change.kind !== "inserted" || textOf(change.block).trim() === "") continue;
    const key = blockKey(change.block);
    come.set(key, [...(come.get(key) ?? []), change]);
  }
  const moves = new Map<BlockChange, "away" | "here">();
  for (const change of changes) {
    const twin = change.kind === "deleted" ? come.get(blockKey(change.block))?.shift() : undefined;
    if (twin) moves.set(change, "away").set(twin, "here");
  }
  return moves;
}

export function before(changes: readonly BlockChange[]): Block[] {
  return changes.flatMap((change): Block[] => {
    if (change.kind === "inserted") return [];
    return [change.kind === "changed" ? change.from : change.block];
  });
}
export function after(changes: readonly BlockChange[]): Block[] {
  return changes.flatMap((change): Block[] => {
    if (change.kind === "deleted") return [];
    return [change.kind === "changed" ? change.to : change.block];
  });
}

/** Two plain lines, such as titles, word by word. */
export function lineDifference(from: string, to: string): Piece[] {
  const run = (text: string): Run[] => (text === "" ? [] : [{ text, strong: false, em: false, link: null }]);
  return wordDifference(run(from), run(to));
}

export function wordDifference(from: readonly Run[], to: readonly Run[]): Piece[] {
  const [a, b] = [words(from), words(to)];
  const steps: Piece[] = [];
  let [i, j] = [0, 0];
  const upTo = (x: number, y: number) => {
    for (; i < x; i++) steps.push({ kind: "deleted", run: a[i]! });
    for (; j < y; j++) steps.push({ kind: "inserted", run: b[j]! });
  };
  const text = ({ text }: Run) => text;
  for (const [x, y] of commonItems(a.map(text), b.map(text))) {
    upTo(x, y);
    const [was, run] = [a[x]!, b[y]!];
    steps.push(styleOf(was) === styleOf(run) ? { kind: "same", run } : { kind: "restyled", was, run });
    [i, j] = [x + 1, y + 1];
  }
  upTo(a.length, b.length);
  return gathered(withoutIslands(steps));
}

export function blockKey(block: Block): string {
  return JSON.stringify([shapeOf(block), keyOf(block.runs)]);
}
export function shapeOf(block: Block): string {
  return `${block.type} ${block.type === "heading" ? block.level : "indent" in block ? block.indent : ""}`;
}

/** Blocks of which none is the same: those that are like each other are taken for one that was changed. */
function between(gone: readonly Block[], come: readonly Block[]): BlockChange[] {
  const changes: BlockChange[] = [];
  let [i, j] = [0, 0];
  const upTo = (a: number, b: number) => {
    for (; i < a; i++) changes.push({ kind: "deleted", block: gone[i]! });
    for (; j < b; j++) changes.push({ kind: "inserted", block: come[j]! });
  };
  for (const [a, b] of likePairs(gone, come)) {
    upTo(a, b);
    const [from, to] = [gone[a]!, come[b]!];
    changes.push({ kind: "changed", from, to, pieces: wordDifference(from.runs, to.runs) });
    [i, j] = [a + 1, b + 1];
  }
  upTo(gone.length, come.length);
  return changes;
}

/** Rising pairs of blocks that have most in common, altogether. */
function likePairs(a: readonly Block[], b: readonly Block[]): [number, number][] {
  if (a.length * b.length > pairsMax) return [];
  const bags = [a.map(bagOf), b.map(bagOf)] as const;
  const best: number[][] = [...Array(a.length + 1)].map(() => Array<number>(b.length + 1).fill(0));
  const like = (i: number, j: number) =>
    (a[i]!.type === "why") === (b[j]!.type === "why") ? likeness(bags[0][i]!, bags[1][j]!) : 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const paired = like(i, j);
      const rest = Math.max(best[i + 1]![j]!, best[i]![j + 1]!);
      best[i]![j] = paired >= likeFrom ? Math.max(rest, paired + best[i + 1]![j + 1]!) : rest;
    }
  const pairs: [number, number][] = [];
  for (let [i, j] = [0, 0]; i < a.length && j < b.length; ) {
    if (best[i]![j] === best[i + 1]![j]) i++;
    else if (best[i]![j] === best[i]![j + 1]) j++;
    else pairs.push([i++, j++]);
  }
  return pairs;
}
/** From here on two blocks are one that was changed, and not one gone and another come. */
const likeFrom = 0.4;
/** A text written anew from end to end: then each block is gone or come. */
const pairsMax = 250_000;

type Bag = ReadonlyMap<string, number>;
function bagOf(block: Block): Bag {
  const bag = new Map<string, number>();
  for (const word of textOf(block).match(/[\p{L}\p{N}]+/gu) ?? []) bag.set(word, (bag.get(word) ?? 0) + word.length);
  return bag;
}
/** How much of their words two blocks share, from 0 to 1. Two without a word are like each other. */
function likeness(a: Bag, b: Bag): number {
  const size = (bag: Bag) => [...bag.values()].reduce((sum, length) => sum + length, 0);
  const [all, other] = [size(a), size(b)];
  if (all + other === 0) return 1;
  let shared = 0;
  for (const [word, length] of a) shared += Math.min(length, b.get(word) ?? 0);
  return (2 * shared) / (all + other);
}

/** A space or a comma that stayed between two changes is no landmark: read with it they are one change. */
function withoutIslands(steps: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  const changed = (piece: Piece | undefined) => piece?.kind === "inserted" || piece?.kind === "deleted";
  for (let i = 0; i < steps.length; ) {
    const step = steps[i]!;
    let end = i;
    while (steps[end]?.kind === "same" && !/[\p{L}\p{N}]/u.test((steps[end] as { run: Run }).run.text)) end++;
    if (end > i && changed(out.at(-1)) && changed(steps[end])) {
      const island = steps.slice(i, end) as { run: Run }[];
      for (const { run } of island) out.push({ kind: "deleted", run }, { kind: "inserted", run });
      i = end;
    } else {
      out.push(step);
      i++;
    }
  }
  return out;
}

/** Between two words that stayed: first all that went, then all that came; and what belongs together in one piece. */
function gathered(steps: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  let gone: Run[] = [];
  let come: Run[] = [];
  const close = () => {
    out.push(...together(gone).map((run): Piece => ({ kind: "deleted", run })));
    out.push(...together(come).map((run): Piece => ({ kind: "inserted", run })));
    [gone, come] = [[], []];
  };
  for (const step of steps) {
    if (step.kind === "deleted") gone.push(step.run);
    else if (step.kind === "inserted") come.push(step.run);
    else {
      close();
      const last = out.at(-1);
      const joins = last?.kind === step.kind && styleOf(last.run) === styleOf(step.run);
      if (joins && last.kind === "same") last.run = { ...last.run, text: last.run.text + step.run.text };
      else if (
        joins &&
        last.kind === "restyled" &&
        step.kind === "restyled" &&
        styleOf(last.was) === styleOf(step.was)
      ) {
        last.run = { ...last.run, text: last.run.text + step.run.text };
        last.was = { ...last.was, text: last.was.text + step.was.text };
      } else out.push({ ...step });
    }
  }
  close();
  return out;
}
