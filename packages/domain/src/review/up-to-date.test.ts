// Two texts made from one, apart, brought together: nothing of either is lost, and both wordings of what both changed stand
// side by side until somebody has chosen.
import fc from "fast-check";
import { expect, test } from "vitest";
import { anyBlocks, editedBy, edits, paragraph, run, runsPerTest, why } from "../../testing/texts.ts";
import { type Block, plainText } from "../blocks.ts";
import { bringUpToDate, type Choice, type Part, valueUpToDate, withChoices } from "./up-to-date.ts";

const settled = (base: Block[], theirs: Block[], mine: Block[]) => {
  const brought = bringUpToDate(base, theirs, mine);
  expect(brought.overlaps).toBe(0);
  return withChoices(brought, new Map());
};
const choices = (n: number, choice: Choice) => new Map(Array.from({ length: n }, (_, at) => [at, choice] as const));
const lines = (blocks: Block[]) => plainText(blocks).split("\n");

test("D35 what only one side changed is taken, on whichever side", () => {
  fc.assert(
    fc.property(anyBlocks, edits, (base, all) => {
      const text = editedBy(base, all);
      expect(settled(base, base, text)).toEqual(text);
      expect(settled(base, text, base)).toEqual(text);
      expect(settled(base, text, structuredClone(text))).toEqual(text);
    }),
    { numRuns: runsPerTest },
  );
});

/** Every sentence has a name of its own, so that one that was lost cannot hide behind another. */
const story = fc.record({
  sentences: fc.array(fc.nat(4), { minLength: 1, maxLength: 6 }),
  theirs: fc.array(fc.nat(5), { minLength: 30, maxLength: 30 }),
  mine: fc.array(fc.nat(5), { minLength: 30, maxLength: 30 }),
});

test("D35 no word that either side wrote is lost, until somebody chooses", () => {
  fc.assert(
    fc.property(story, ({ sentences, theirs, mine }) => {
      const base = sentences.map((count, b) =>
        paragraph(Array.from({ length: count }, (_, s) => `base${b}x${s} stays here. `).join("")),
      );
      const said: Record<string, string[]> = { theirs: [], mine: [] };
      const write = (who: "theirs" | "mine", deeds: number[]) => {
        let n = 0;
        const say = () => {
          const word = `${who}${n}`;
          said[who]!.push(word);
          return word;
        };
        return base.flatMap((block): Block[] => {
          const deed = deeds[n++]!;
          if (deed === 0) return [];
          if (deed === 1) return [block, paragraph(`${say()} is new. `)];
          const all = block.runs[0]!.text.split(/(?<=\. )/);
          const changed = all.map((sentence) => {
            if (sentence === "") return "";
            const todo = deeds[n++ % deeds.length]!;
            if (todo === 0) return "";
            return todo === 1 ? sentence.replace("stays", say()) : todo === 2 ? `${sentence}Also ${say()}. ` : sentence;
          });
          return [{ ...block, runs: [run(changed.join(""))] }];
        });
      };
      const [theirText, myText] = [write("theirs", theirs), write("mine", mine)];
      const brought = bringUpToDate(base, theirText, myText);
      const both = plainText(withChoices(brought, new Map()));
      for (const word of [...said.theirs!, ...said.mine!]) expect(both).toContain(word);
      // What is not chosen can still be read in the overlap it belongs to.
      const shown = JSON.stringify(brought.parts);
      for (const word of [...said.theirs!, ...said.mine!]) expect(shown).toContain(word);
      // Choosing one side everywhere leaves none of that side's words out.
      for (const side of ["theirs", "mine"] as const) {
        const chosen = plainText(withChoices(brought, choices(brought.overlaps, side)));
        for (const word of said[side]!) expect(chosen).toContain(word);
      }
      expect(overlapsIn(brought.parts)).toEqual(Array.from({ length: brought.overlaps }, (_, n) => n));
    }),
    { numRuns: runsPerTest },
  );
});

function overlapsIn(parts: readonly Part[]): number[] {
  return parts.flatMap((part) => {
    if (part.kind === "settled") return [];
    if (part.kind === "block") return [part.overlap];
    return part.pieces.flatMap((piece) => (piece.kind === "overlap" ? [piece.overlap] : []));
  });
}

test("D35 two sentences of one clause, each changed by one, come together without a question", () => {
  const base = [paragraph("Children are welcome. A parent stays in the building. We wait.")];
  const theirs = [paragraph("Children are very welcome. A parent stays in the building. We wait.")];
  const mine = [paragraph("Children are welcome. A parent stays in the building. We wait, always.")];
  expect(lines(settled(base, theirs, mine))).toEqual([
    "Children are very welcome. A parent stays in the building. We wait, always.",
  ]);
});

test("D35 one sentence that both changed is shown in both wordings, and the rest of the clause is settled", () => {
  const base = [paragraph("Children are welcome. A parent stays in the building. We wait.")];
  const theirs = [paragraph("Children are welcome. A parent stays in the yard. We wait.")];
  const mine = [paragraph("Children are welcome. A parent may go for half an hour. We always wait.")];
  const brought = bringUpToDate(base, theirs, mine);
  expect(brought.overlaps).toBe(1);
  expect(brought.parts).toMatchObject([
    {
      kind: "sentences",
      pieces: [
        { kind: "settled", runs: [{ text: "Children are welcome. " }] },
        {
          kind: "overlap",
          base: [{ text: "A parent stays in the building. " }, { text: "We wait." }],
          theirs: [{ text: "A parent stays in the yard. " }, { text: "We wait." }],
          mine: [{ text: "A parent may go for half an hour. " }, { text: "We always wait." }],
        },
      ],
    },
  ]);
  const chosen = (choice: Choice) => lines(withChoices(brought, new Map([[0, choice]])));
  expect(chosen("theirs")).toEqual(lines(theirs));
  expect(chosen("mine")).toEqual(lines(mine));
  expect(chosen("both")).toEqual([
    "Children are welcome. A parent stays in the yard. We wait. A parent may go for half an hour. We always wait.",
  ]);
});

test("D35 a clause that one took out and the other reworded is a question, and so is its reason", () => {
  const base = [paragraph("We wait."), why("It is fair.")];
  const brought = bringUpToDate(base, [], [paragraph("We wait ten minutes."), why("It is fair to all.")]);
  expect(brought.overlaps).toBe(2);
  expect(lines(withChoices(brought, new Map()))).toEqual(["We wait ten minutes.", "It is fair to all."]);
  expect(withChoices(brought, choices(2, "theirs"))).toEqual([]);
});

test("D35 what both wrote at one place stands, and what is the same stands once", () => {
  const base = [paragraph("One.")];
  const theirs = [paragraph("One."), paragraph("From them."), paragraph("Same.")];
  const mine = [paragraph("One."), paragraph("Same."), paragraph("From me.")];
  expect(lines(settled(base, theirs, mine))).toEqual(["One.", "From them.", "Same.", "From me."]);
});

test("D35 of a title both changed both are shown", () => {
  expect(valueUpToDate({ base: "Keys", theirs: "Keys", mine: "Doors" })).toEqual({ kind: "settled", value: "Doors" });
  expect(valueUpToDate({ base: "Keys", theirs: "Doors", mine: "Keys" })).toEqual({ kind: "settled", value: "Doors" });
  expect(valueUpToDate({ base: "Keys", theirs: "Doors", mine: "Locks" })).toMatchObject({ kind: "overlap" });
});
