// Three people write in one agreement, apart and together, in random order: nobody's words are lost, and everybody
// reads the same in the end.
import * as A from "@automerge/automerge/slim";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type AgreementDraft, agreement, draftAgreement } from "./agreement.ts";
import { type Block, plainText } from "./blocks.ts";
import type { DocumentId } from "./ids.ts";
import { readBlocks, writeBlocks } from "./prose.ts";

const id = "00112233445566778899aabbccddeeff" as DocumentId;
const people = ["Alice", "Bob", "Carol"] as const;
type Doc = A.Doc<AgreementDraft>;

const place = fc.nat(20);
const kind = fc.constantFrom<Omit<Block, "runs">>(
  { type: "paragraph" },
  { type: "heading", level: 2 } as never,
  { type: "ordered-list-item", indent: 1 } as never,
  { type: "blockquote" },
);
const step = fc.oneof(
  fc.record({ does: fc.constant("adds" as const), who: fc.nat(2), place, kind, strong: fc.boolean() }),
  fc.record({ does: fc.constant("restyles" as const), who: fc.nat(2), place, kind }),
  fc.record({ does: fc.constant("appends" as const), who: fc.nat(2), place }),
  fc.record({ does: fc.constant("hears" as const), who: fc.nat(2), from: fc.nat(2) }),
);

test("D1 three people's random sessions end in the same words, and nobody's are missing", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
      const start = A.load<AgreementDraft>(draftAgreement({ id, title: "Keys", blocks: [] }));
      const docs: Doc[] = people.map(() => A.clone(start));
      const said: string[] = [];
      const write = (who: number, edit: (blocks: Block[]) => void) => {
        docs[who] = A.change(docs[who]!, (draft) => {
          const blocks = readBlocks(docs[who], ["text"]);
          edit(blocks);
          writeBlocks(draft, ["text"], blocks);
        });
      };
      const say = (who: number) => {
        const words = `<${people[who]} ${said.length}>`;
        said.push(words);
        return { text: words, strong: false, em: false, link: null };
      };
      for (const now of steps) {
        if (now.does === "hears") docs[now.who] = A.merge(docs[now.who]!, A.clone(docs[now.from]!));
        else if (now.does === "adds")
          write(now.who, (blocks) => {
            const runs = [{ ...say(now.who), strong: now.strong }];
            blocks.splice(now.place % (blocks.length + 1), 0, { ...now.kind, runs } as Block);
          });
        else if (now.does === "restyles")
          write(now.who, (blocks) => {
            const at = now.place % blocks.length;
            blocks[at] = { ...now.kind, runs: blocks[at]!.runs } as Block;
          });
        else write(now.who, (blocks) => void blocks[now.place % blocks.length]!.runs.push(say(now.who)));
      }
      const all = docs.map((mine) => docs.reduce((sum, other) => A.merge(sum, A.clone(other)), A.clone(mine)));
      const [first, ...others] = all.map((doc) => agreement.parse(doc));
      for (const other of others) expect(other).toEqual(first);
      for (const words of said) expect(plainText(first!.blocks)).toContain(words);
    }),
    { numRuns: Number(process.env.FOGATA_RANDOM_RUNS ?? 40) },
  );
});
