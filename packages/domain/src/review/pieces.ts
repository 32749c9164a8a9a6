// Runs cut into words or sentences and put together again. Nothing is added and nothing is left out: the pieces of a text
// are the text.
import { appendRun, type Run } from "../blocks.ts";

/** A word, the space between two, or a mark; each letter of a script that is written without spaces. */
const word =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]|[\p{L}\p{N}\p{M}'’-]+|\s+|[\s\S]/gu;
/** Up to what ends a sentence, the marks that close behind it, and the space to the next one. */
const sentence = /[\s\S]*?(?:[.!?…。？！]+["'”’»)\]]*(?:\s+|$)|\n+|$)/gu;

export const words = (runs: readonly Run[]): Run[] => runs.flatMap((run) => cut(run, run.text.match(word) ?? []));

/** Each sentence as the runs it is written in. */
export function sentences(runs: readonly Run[]): Run[][] {
  const text = runs.map((run) => run.text).join("");
  const lengths = (text.match(sentence) ?? []).map((one) => one.length).filter((length) => length > 0);
  const all: Run[][] = [];
  const rest = runs.map((run) => ({ ...run }));
  for (const length of lengths) {
    const one: Run[] = [];
    for (let wanted = length; wanted > 0 && rest[0]; ) {
      const [first] = rest;
      const text = first.text.slice(0, wanted);
      one.push({ ...first, text });
      wanted -= text.length;
      if (text.length === first.text.length) rest.shift();
      else first.text = first.text.slice(text.length);
    }
    all.push(one);
  }
  return all;
}

/** The same words in as few runs as their styles allow; the runs given stay as they are. */
export function together(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const run of runs) appendRun(joined, run);
  return joined;
}

/** The same for runs that are read alike, whatever they were made of. */
export function keyOf(runs: readonly Run[]): string {
  return JSON.stringify(together(runs).map((run) => [run.text, styleOf(run)]));
}
export function styleOf({ strong, em, link, value }: Run): string {
  return JSON.stringify([strong, em, link?.href ?? null, link?.title ?? null, value ?? null]);
}

function cut(run: Run, texts: readonly string[]): Run[] {
  return texts.map((text) => ({ ...run, text }));
}

/** How many letters two texts have alike at their beginning and at their end, up to the edge of a word. */
export function alikeAround(a: string, b: string): [number, number] {
  const least = Math.min(a.length, b.length);
  let head = 0;
  while (head < least && a[head] === b[head]) head++;
  while (head > 0 && ![a, b].every((one) => isEdge(one, head))) head--;
  let tail = 0;
  while (tail < least - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  while (tail > 0 && ![a, b].every((one) => isEdge(one, one.length - tail))) tail--;
  return [head, tail];
}
const letter = /[\p{L}\p{N}\p{M}\p{Cs}]/u;
function isEdge(text: string, at: number): boolean {
  const [before, behind] = [text[at - 1], text[at]];
  return before === undefined || behind === undefined || !letter.test(before) || !letter.test(behind);
}
