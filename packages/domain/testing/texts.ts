// For tests: blocks by hand and by chance, and texts that were made from one another.
import fc from "fast-check";
import type { Block, Run } from "../src/blocks.ts";
import { together } from "../src/review/pieces.ts";

export const runsPerTest = Number(process.env.FOGATA_RANDOM_RUNS ?? 300);
export const run = (text: string): Run => ({ text, strong: false, em: false, link: null });
export const paragraph = (...texts: string[]): Block => ({ type: "paragraph", runs: texts.map(run) });
export const why = (text: string): Block => ({ type: "why", runs: [run(text)] });
export const item = (text: string): Block => ({ type: "ordered-list-item", indent: 0, runs: [run(text)] });

// Few words, so that texts have much in common.
const some = fc.constantFrom("key", "door", "two", "people", "hold", ",", ".", " ", " ", "! ", "\n", "🙂", "文");
const text = fc.array(some, { maxLength: 10 }).map((all) => all.join(""));
const runs = fc
  .array(
    fc.record(
      {
        text,
        strong: fc.boolean(),
        em: fc.constant(false),
        link: fc.constant(null),
        value: fc.constant("rule" as const),
      },
      { requiredKeys: ["text", "strong", "em", "link"] },
    ),
    { maxLength: 3 },
  )
  .map(together);
export const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constantFrom("paragraph" as const, "blockquote" as const, "why" as const), runs }),
  fc.record({ type: fc.constant("heading" as const), level: fc.constantFrom(1, 2, 3, 4), runs }),
  fc.record({ type: fc.constant("ordered-list-item" as const), indent: fc.nat(2), runs }),
);
export const anyBlocks = fc.array(anyBlock, { maxLength: 8 });

/** What somebody does to a text: each block may stay, go, be another, or have another behind it. */
export type Edit = { kind: "stays" } | { kind: "goes" } | { kind: "is" | "and"; block: Block };
export const edits = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("stays" as const) }) },
    fc.record({ kind: fc.constant("goes" as const) }),
    fc.record({ kind: fc.constantFrom("is" as const, "and" as const), block: anyBlock }),
  ),
  { minLength: 8, maxLength: 8 },
);
export function editedBy(blocks: readonly Block[], edits: readonly Edit[]): Block[] {
  return blocks.flatMap((block, at): Block[] => {
    const edit = edits[at % edits.length]!;
    if (edit.kind === "goes") return [];
    return edit.kind === "stays" ? [block] : edit.kind === "is" ? [edit.block] : [block, edit.block];
  });
}
export const edited = (blocks: Block[]) => edits.map((all) => [blocks, editedBy(blocks, all)] as const);
