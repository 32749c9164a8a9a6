// A text beside the one it would change, as word processors tell it: what came and what went, each to be taken or refused.
// Taking all gives the one, refusing all the other; so what is only written otherwise, bold now or a heading, goes and comes.
import { type Block, difference, lineDifference, type Piece, type Readable, type Run, shapeOf } from "@fogata/domain";

export type Track = "inserted" | "deleted";
export type OutRun = Run & { track?: Track };
type Out<Of> = Of extends Block ? Omit<Of, "runs"> & { runs: OutRun[]; track?: Track } : never;
/** `track`: all of it, with its end. */
export type OutBlock = Out<Block>;

/** What goes out: a text, and where it is a change to another, what of it is new. */
export interface OutText extends Omit<Readable, "blocks"> {
  blocks: OutBlock[];
  /** Title and summary as they change. */
  top?: { title: OutRun[]; summary: OutRun[] };
}

export function topOf({ title, facts, top }: OutText): { title: OutRun[]; summary: OutRun[] } {
  return top ?? { title: plainRun(title), summary: plainRun(facts?.summary ?? "") };
}

export function tracked(base: Readable, text: Readable): OutText {
  const line = (from: string, to: string) => lineDifference(from, to).flatMap(runsIn);
  return {
    ...text,
    top: {
      title: line(base.title, text.title),
      summary: line(base.facts?.summary ?? "", text.facts?.summary ?? ""),
    },
    blocks: difference(base.blocks, text.blocks).flatMap((change): OutBlock[] => {
      if (change.kind === "same") return [change.block];
      if (change.kind !== "changed") return [{ ...change.block, track: change.kind }];
      const { from, to, pieces } = change;
      if (shapeOf(from) === shapeOf(to)) return [{ ...to, runs: pieces.flatMap(runsIn) }];
      return [
        { ...from, track: "deleted" },
        { ...to, track: "inserted" },
      ];
    }),
  };
}

function runsIn(piece: Piece): OutRun[] {
  if (piece.kind === "same") return [piece.run];
  if (piece.kind !== "restyled") return [{ ...piece.run, track: piece.kind }];
  return [
    { ...piece.was, track: "deleted" },
    { ...piece.run, track: "inserted" },
  ];
}
export function plainRun(text: string): OutRun[] {
  return text === "" ? [] : [{ text, strong: false, em: false, link: null }];
}
