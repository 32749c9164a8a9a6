// Two texts that were made from one, apart, brought together. What only one of them changed is taken; where both changed
// the same sentence, both wordings are kept for people to choose from. Nothing is ever dropped without being shown.
import type { Block, Run } from "../blocks.ts";
import { type BlockChange, blockKey, difference, shapeOf } from "./difference.ts";
import { keyOf, sentences, together } from "./pieces.ts";
import { commonItems } from "./sequence.ts";

export type Part =
  | { kind: "settled"; block: Block }
  /** A block in which some sentences were changed on both sides. */
  | { kind: "sentences"; shape: Block; pieces: SentencePiece[] }
  /** Changed on one side and taken out on the other, or made something else on both. */
  | { kind: "block"; overlap: number; base: Block; theirs: Block | null; mine: Block | null };
export type SentencePiece =
  | { kind: "settled"; runs: Run[] }
  | { kind: "overlap"; overlap: number; base: Run[]; theirs: Run[]; mine: Run[] };

/** `both`: theirs, then mine. What nobody has chosen is both. */
export type Choice = "theirs" | "mine" | "both";

export interface BroughtUp {
  parts: Part[];
  /** How many places wait for a choice; they are numbered from 0, in the order of the text. */
  overlaps: number;
}

export function bringUpToDate(base: readonly Block[], theirs: readonly Block[], mine: readonly Block[]): BroughtUp {
  const [t, m] = [fatesOf(base, theirs), fatesOf(base, mine)];
  const parts: Part[] = [];
  let overlaps = 0;
  const next = () => overlaps++;
  for (let at = 0; at <= base.length; at++) {
    parts.push(...comeBetween(t.come[at]!, m.come[at]!).map((block): Part => ({ kind: "settled", block })));
    const was = base[at];
    if (was !== undefined) parts.push(...partOf(was, t.fate[at]!, m.fate[at]!, next));
  }
  return { parts, overlaps };
}

export function withChoices({ parts }: BroughtUp, choices: ReadonlyMap<number, Choice>): Block[] {
  return parts.flatMap((part): Block[] => {
    if (part.kind === "settled") return [part.block];
    if (part.kind === "sentences") {
      const runs = part.pieces.flatMap((piece) => {
        if (piece.kind === "settled") return piece.runs;
        const choice = choices.get(piece.overlap) ?? "both";
        if (choice !== "both") return piece[choice];
        return [...spaced(piece.theirs, piece.mine), ...piece.mine];
      });
      return [{ ...part.shape, runs: together(runs) }];
    }
    const choice = choices.get(part.overlap) ?? "both";
    const chosen = choice === "both" ? [part.theirs, part.mine] : [part[choice]];
    return chosen.filter((block) => block !== null);
  });
}

/** Of a value that is one thing, such as a title. */
export type ValueBroughtUp<T> = { kind: "settled"; value: T } | { kind: "overlap"; base: T; theirs: T; mine: T };
export function valueUpToDate<T>({ base, theirs, mine }: { base: T; theirs: T; mine: T }): ValueBroughtUp<T> {
  const [b, t, m] = [base, theirs, mine].map((value) => JSON.stringify(value));
  if (t === b || t === m) return { kind: "settled", value: mine };
  if (m === b) return { kind: "settled", value: theirs };
  return { kind: "overlap", base, theirs, mine };
}

/** What became of each block of the base (null: taken out), and what came before each and at the end. */
interface Fates {
  fate: (Block | null)[];
  come: Block[][];
}
function fatesOf(base: readonly Block[], text: readonly Block[]): Fates {
  const fates: Fates = { fate: [], come: [...Array(base.length + 1)].map(() => []) };
  for (const change of difference(base, text) as BlockChange[]) {
    if (change.kind === "inserted") fates.come[fates.fate.length]!.push(change.block);
    else if (change.kind === "deleted") fates.fate.push(null);
    else fates.fate.push(change.kind === "changed" ? change.to : change.block);
  }
  return fates;
}

/** Both wrote something new at one place: it all stands, and what is the same once. */
function comeBetween(theirs: readonly Block[], mine: readonly Block[]): Block[] {
  const known = new Set(theirs.map(blockKey));
  return [...theirs, ...mine.filter((block) => !known.has(blockKey(block)))];
}

function partOf(base: Block, theirs: Block | null, mine: Block | null, next: () => number): Part[] {
  const key = (block: Block | null) => block && blockKey(block);
  const [b, t, m] = [key(base), key(theirs), key(mine)];
  if (t === b || t === m) return mine === null ? [] : [{ kind: "settled", block: mine }];
  if (m === b) return theirs === null ? [] : [{ kind: "settled", block: theirs }];
  if (theirs === null || mine === null) return [{ kind: "block", overlap: next(), base, theirs, mine }];
  const shape = valueUpToDate({ base: shapeOf(base), theirs: shapeOf(theirs), mine: shapeOf(mine) });
  if (shape.kind === "overlap") return [{ kind: "block", overlap: next(), base, theirs, mine }];
  const pieces = bySentence(base.runs, theirs.runs, mine.runs, next);
  const shown = shape.value === shapeOf(mine) ? mine : theirs;
  if (pieces.some((piece) => piece.kind === "overlap")) return [{ kind: "sentences", shape: shown, pieces }];
  const runs = together(pieces.flatMap((piece) => (piece.kind === "settled" ? piece.runs : [])));
  return [{ kind: "settled", block: { ...shown, runs } }];
}

function bySentence(
  base: readonly Run[],
  theirs: readonly Run[],
  mine: readonly Run[],
  next: () => number,
): SentencePiece[] {
  const [b, t, m] = [sentences(base), sentences(theirs), sentences(mine)];
  const keys = (all: readonly Run[][]) => all.map(keyOf);
  const inTheirs = new Map(commonItems(keys(b), keys(t)));
  const inMine = new Map(commonItems(keys(b), keys(m)));
  const pieces: SentencePiece[] = [];
  let from = { b: 0, t: 0, m: 0 };
  const upTo = (to: { b: number; t: number; m: number }) => {
    const part = { base: b.slice(from.b, to.b), theirs: t.slice(from.t, to.t), mine: m.slice(from.m, to.m) };
    const all = { base: part.base.flat(), theirs: part.theirs.flat(), mine: part.mine.flat() };
    const one = valueUpToDate({ base: keyOf(all.base), theirs: keyOf(all.theirs), mine: keyOf(all.mine) });
    if (one.kind === "overlap") pieces.push({ kind: "overlap", overlap: next(), ...all });
    else {
      const runs = one.value === keyOf(all.mine) ? all.mine : all.theirs;
      if (runs.length > 0) pieces.push({ kind: "settled", runs });
    }
    from = to;
  };
  for (let at = 0; at < b.length; at++) {
    const [x, y] = [inTheirs.get(at), inMine.get(at)];
    // A sentence that all three have is where they meet again.
    if (x === undefined || y === undefined) continue;
    upTo({ b: at, t: x, m: y });
    pieces.push({ kind: "settled", runs: b[at]! });
    from = { b: at + 1, t: x + 1, m: y + 1 };
  }
  upTo({ b: b.length, t: t.length, m: m.length });
  return pieces;
}

/** The last sentence of a block ends without a space, which it needs before another. */
function spaced(first: readonly Run[], second: readonly Run[]): Run[] {
  const last = first.at(-1);
  if (!last || second.length === 0 || /\s$/.test(last.text) || /^\s/.test(second[0]!.text)) return [...first];
  return [...first.slice(0, -1), { ...last, text: `${last.text} ` }];
}
