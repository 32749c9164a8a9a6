// A change as Markdown with its marks in it, as CriticMarkup writes them: {++come++} and {--gone--}. It is for reading; read
// back, the marks are words like any other.
import type { Block, Readable, Run } from "../blocks.ts";
import { agreementToMarkdown } from "../markdown-write.ts";
import { difference, lineDifference, type Piece, shapeOf } from "./difference.ts";

export function changeToMarkdown(base: Readable, { facts: _, ...text }: Readable): string {
  const title = lineDifference(base.title, text.title).flatMap(marked);
  const blocks = difference(base.blocks, text.blocks).flatMap((change): Block[] => {
    if (change.kind === "same") return [change.block];
    if (change.kind !== "changed") return [whole(change.block, change.kind)];
    const { from, to, pieces } = change;
    if (shapeOf(from) === shapeOf(to)) return [{ ...to, runs: pieces.flatMap(marked) }];
    return [whole(from, "deleted"), whole(to, "inserted")];
  });
  return agreementToMarkdown({ title: title.map((run) => run.text).join(""), blocks });
}

function whole(block: Block, kind: "inserted" | "deleted"): Block {
  return { ...block, runs: around(block.runs, kind) };
}
function marked(piece: Piece): Run[] {
  if (piece.kind === "same") return [piece.run];
  if (piece.kind === "restyled") return [...around([piece.was], "deleted"), ...around([piece.run], "inserted")];
  return around([piece.run], piece.kind);
}
function around(runs: readonly Run[], kind: "inserted" | "deleted"): Run[] {
  const [open, close] = kind === "inserted" ? ["{++", "++}"] : ["{--", "--}"];
  return [plain(open), ...runs, plain(close)];
}
const plain = (text: string): Run => ({ text, strong: false, em: false, link: null });
