// What the app goes by and a group sets in the words of its agreements: "stays open for at least **14** days". The
// number stands in the text and nowhere else, so that changing it is changing the agreement.
import type { Block } from "./blocks.ts";

/** Written down in every document and every Markdown file that has one: add, never rename. */
export const valueLabels = [
  /** How many have to sign before somebody's access ends. */
  "removal-needs",
  /** How many have to sign before a new joiner is a full member. */
  "welcome-needs",
  /** What decides where nothing else is said: "all agree", "consent", "majority", "a few". */
  "rule",
  /** Where a few are enough: how many. */
  "few-needs",
  /** How many days a question stays open at least. */
  "minimum-days",
  /** How many days until an agreement is looked at again. */
  "review-days",
  /** How many days somebody's access can be paused in danger. */
  "pause-days",
  /** How many days a place in a working group lasts. */
  "place-days",
] as const;
export type ValueLabel = (typeof valueLabels)[number];

/** Null for a label this version does not know. */
export function parseValueLabel(value: unknown): ValueLabel | null {
  return valueLabels.find((label) => label === value) ?? null;
}

export interface LabelledValue {
  label: ValueLabel;
  words: string;
  /** The whole number in the words, if there is exactly one. */
  number: number | null;
}

/** Every value in the text, in its order. Of one label there may be several; which counts is for whoever asks. */
export function valuesIn(blocks: readonly Block[]): LabelledValue[] {
  const values: LabelledValue[] = [];
  for (const block of blocks) {
    let open = null as LabelledValue | null;
    for (const run of block.runs) {
      if (run.value === undefined) open = null;
      // Neighbours under one label are one value, part of it bold or not.
      else if (open?.label === run.value) open.words += run.text;
      else {
        open = { label: run.value, words: run.text, number: null };
        values.push(open);
      }
    }
  }
  return values.map((value) => ({ ...value, words: value.words.trim(), number: numberIn(value.words) }));
}

/** The same where a label has one value only; nothing where the text contradicts itself. */
export function theValue(blocks: readonly Block[], label: ValueLabel): LabelledValue | null {
  const all = valuesIn(blocks).filter((value) => value.label === label);
  const [first] = all;
  return first !== undefined && all.every((one) => one.words === first.words) ? first : null;
}

function numberIn(words: string): number | null {
  const found = words.match(/\d+/g);
  const number = found?.length === 1 ? Number(found[0]) : Number.NaN;
  return Number.isSafeInteger(number) ? number : null;
}
