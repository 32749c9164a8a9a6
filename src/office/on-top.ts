// What stands on top of an agreement, as it travels in a file of a word processor: lines for people, and the same as data
// for this app. What it was made from is left out: a file is a copy, and begins anew.
import { parseAgreementFacts, type Readable } from "@fogata/domain";

/** In the language of whoever takes the file out. */
export interface OnTop {
  /** Who decides it, when it is looked at again. */
  lines: readonly string[];
  /** What stands before a reason, with its colon. */
  why: string;
}

/** Null where nothing is said that is not so anyway. */
export function keptOf({ facts }: Readable): string | null {
  if (facts === undefined) return null;
  const kept = { ...facts, from: null, name: "" };
  return JSON.stringify(kept) === JSON.stringify(parseAgreementFacts({})) ? null : JSON.stringify(kept);
}

/** By its first letter that has a direction, as the web decides it. */
export function rightToLeft(words: string): boolean {
  const first = /\p{L}/u.exec(words)?.[0];
  return (
    first !== undefined &&
    /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(first)
  );
}
