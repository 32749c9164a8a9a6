// The texts to begin with: each can be read, says what it comes to, and can be brought out and in again unchanged.
import { expect, test } from "vitest";
import { plainText, readingMinutes } from "../blocks.ts";
import { agreementFromMarkdown } from "../markdown.ts";
import { agreementToMarkdown } from "../markdown-write.ts";
import { valuesIn } from "../values.ts";
import { readTemplate, templates } from "./index.ts";

for (const template of templates) {
  const read = readTemplate(template);
  test(`D7 ${template.id}: has a title and one sentence, is short, gives reasons, and comes through a file as it is`, () => {
    expect(read.title).not.toBe("");
    expect(read.facts?.summary).toMatch(/^[^.]+\.$/);
    expect(read.facts?.language).toBe("en");
    expect(readingMinutes(read.blocks)).toBeLessThanOrEqual(3);
    expect(read.blocks.some(({ type }) => type === "why")).toBe(true);
    expect(agreementFromMarkdown(agreementToMarkdown(read))).toEqual(read);
    // Numbers are the list's own, and nothing of the file's marks is left among the words.
    expect(plainText(read.blocks)).not.toMatch(/^\d+\.|<|&|\*\*/m);
  });
}

test("D32 the texts set what the app goes by, each in one place", () => {
  const [decide] = templates.map(readTemplate);
  expect(valuesIn(decide!.blocks).map(({ label, words }) => [label, words])).toEqual([
    ["minimum-days", "14"],
    ["rule", "all agree"],
    ["few-needs", "3"],
    ["review-days", "180"],
    ["removal-needs", "two thirds"],
  ]);
});
