// A change as Markdown with its marks.
import { expect, test } from "vitest";
import type { Block } from "../blocks.ts";
import { changeToMarkdown } from "./markdown.ts";

const run = (text: string, strong = false) => ({ text, strong, em: false, link: null });
const paragraph = (...runs: ReturnType<typeof run>[]): Block => ({ type: "paragraph", runs });

test("D34 a change is marked in its words, in its blocks and in its title, and what is the same is left alone", () => {
  const base = [
    paragraph(run("Two people hold each key.")),
    paragraph(run("Nobody lends it to a stranger or to a shop.")),
    { type: "unordered-list-item", indent: 0, runs: [run("the cellar")] } as Block,
    paragraph(run("Also")),
  ];
  const text = [
    paragraph(run("Three people hold "), run("each", true), run(" key.")),
    base[2]!,
    { type: "unordered-list-item", indent: 0, runs: [run("a bicycle shed")] } as Block,
    { type: "heading", level: 2, runs: [run("Also")] } as Block,
  ];
  expect(changeToMarkdown({ title: "Keys", blocks: base }, { title: "All keys", blocks: text })).toBe(
    [
      "# {--Keys--}{++All keys++}",
      "{--Two--}{++Three++} people hold {--each--}{++<strong>each</strong>++} key.",
      "{--Nobody lends it to a stranger or to a shop.--}",
      "- the cellar\n- {++a bicycle shed++}",
      "{--Also--}",
      "## {++Also++}\n",
    ].join("\n\n"),
  );
});
