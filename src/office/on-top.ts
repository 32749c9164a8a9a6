// What both kinds of office file need of an agreement: what stands on top of it, as lines for people and as data for this
// app (what it was made from is left out: a file is a copy, and begins anew); which way it is written; what is alike in it.
import { parseAgreementFacts, type Readable } from "@fogata/domain";

/** The name of the property in which it travels as data. */
export const keptName = "Fogata";
/** In a file of this app's own, every blank line is meant. */
export const programName = "Fogata";

/** In the language of whoever takes the file out. */
export interface OnTop {
  /** Who decides it, when it is looked at again. */
  lines: readonly string[];
  /** What stands before a reason, with its colon. */
  why: string;
  /** What a change to another text is called: its marks are under this name. */
  change?: string;
}

/** Null where nothing is said that is not so anyway. */
export function keptOf({ facts }: Pick<Readable, "facts">): string | null {
  if (facts === undefined) return null;
  const kept = { ...facts, from: null, name: "" };
  return JSON.stringify(kept) === JSON.stringify(parseAgreementFacts({})) ? null : JSON.stringify(kept);
}

/** Neighbours that are alike. */
export function together<T>(all: readonly T[], alike: (a: T, b: T) => boolean): T[][] {
  const out: T[][] = [];
  for (const one of all) {
    const last = out.at(-1);
    if (last && alike(last[0]!, one)) last.push(one);
    else out.push([one]);
  }
  return out;
}

/** Letters of scripts that are written from right to left. */
const leftwardLetters = "\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}";
const leftwardLetter = new RegExp(`[${leftwardLetters}]`, "u");
const rightwardLetter = `(?![${leftwardLetters}])\\p{L}`;

/** By its first letter that has a direction, as the web decides it. */
export function rightToLeft(words: string): boolean {
  const first = /\p{L}/u.exec(words)?.[0];
  return first !== undefined && leftwardLetter.test(first);
}

/** Stretches that are read in one direction; what has none goes with its paragraph, `leftward` or not. */
export function byDirection(text: string, leftward: boolean): { text: string; leftward: boolean }[] {
  const pieces = text.split(leftward ? rightwardStretch : leftwardStretch);
  return pieces.flatMap((piece, at) => (piece === "" ? [] : [{ text: piece, leftward: (at % 2 === 1) !== leftward }]));
}
const rightwardStretch = new RegExp(
  `(${rightwardLetter}(?:[^${leftwardLetters}]*(?:${rightwardLetter}|\\p{N}))?)`,
  "su",
);
const leftwardStretch = new RegExp(`([${leftwardLetters}](?:(?:(?!${rightwardLetter}).)*[${leftwardLetters}])?)`, "su");
