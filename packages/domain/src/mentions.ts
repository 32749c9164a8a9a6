// Members named in what people say: kept by who they are, shown by what they are called today. Pure words, no document.
import { isRecord } from "./plain.ts";

export interface Mention {
  /** Where "@" stands, and how long the name with it is, in units of the words. */
  at: number;
  length: number;
  member: string;
}
export type SaidPart = { kind: "words"; text: string } | { kind: "name"; member: string; text: string };
interface Called {
  member: string;
  name: string;
}

export const mentionsMax = 20;
const memberLengthMax = 200;

/**
 * Who is meant by the names behind "@". Of several who are called the same, the one that was chosen; a name that nobody
 * has, or that several have and nobody chose, is only words.
 */
export function mentionsIn(words: string, people: readonly Called[], chosen: readonly Called[] = []): Mention[] {
  const longestFirst = people.filter(({ name }) => name !== "").sort((a, b) => b.name.length - a.name.length);
  const found: Mention[] = [];
  for (const { index } of words.matchAll(/(?<![\p{L}\p{N}])@/gu)) {
    const name = longestFirst.find((one) => isNamedAt(words, index + 1, one.name))?.name;
    if (name === undefined || found.length >= mentionsMax) continue;
    const called = people.filter((one) => one.name === name);
    const meant = called.length === 1 ? called[0] : chosen.findLast((one) => one.name === name);
    if (meant) found.push({ at: index, length: name.length + 1, member: meant.member });
  }
  return found;
}
function isNamedAt(words: string, at: number, name: string): boolean {
  return words.startsWith(name, at) && !/^[\p{L}\p{N}]/u.test(words.slice(at + name.length));
}

/** What somebody has begun to write behind "@" where the caret is; null if it is no name. */
export function nameBegun(words: string, caret: number): { at: number; begun: string } | null {
  const [, begun] = /(?<![\p{L}\p{N}])@([^@\n]{0,40})$/u.exec(words.slice(0, caret)) ?? [];
  return begun === undefined ? null : { at: caret - begun.length - 1, begun };
}

/** Whatever a stranger wrote: those that lie in the words, one after the other, each on an "@". */
export function readMentions(value: unknown, words: string): Mention[] {
  const mentions: Mention[] = [];
  let end = 0;
  for (const one of Array.isArray(value) ? (value as unknown[]).slice(0, mentionsMax) : []) {
    if (!isRecord(one)) continue;
    const { at, length, member } = one;
    if (typeof at !== "number" || typeof length !== "number" || typeof member !== "string") continue;
    const lies =
      Number.isInteger(at) && Number.isInteger(length) && at >= end && length > 1 && at + length <= words.length;
    if (!lies || words[at] !== "@" || member.length > memberLengthMax) continue;
    mentions.push({ at, length, member });
    end = at + length;
  }
  return mentions;
}

/** The words in order, with each name by itself. `text` of a name: as it was written then. */
export function saidParts(words: string, mentions: readonly Mention[]): SaidPart[] {
  const parts: SaidPart[] = [];
  let end = 0;
  const upTo = (at: number) => {
    if (at > end) parts.push({ kind: "words", text: words.slice(end, at) });
  };
  for (const { at, length, member } of mentions) {
    upTo(at);
    parts.push({ kind: "name", member, text: words.slice(at + 1, at + length) });
    end = at + length;
  }
  upTo(words.length);
  return parts;
}
