// Who wrote what: each word of a text under whoever's device wrote it, as its change says, never as anybody says of it.
import { actorAt, wordPlaces } from "../prose.ts";

/** Neighbouring words of one device; null for those that were there from the beginning. */
export interface Stretch {
  device: string | null;
  words: string;
}
export interface Place {
  from: number;
  to: number;
  words: string;
}

const text = ["text"];
/** An actor is its device's id and something behind it; the beginning's is the document's id and nothing more. */
const deviceLetters = 32;

/** Block by block, so that a long text can be asked about a part at a time. */
export function placesOfWords(doc: unknown): Place[] {
  return wordPlaces(doc, text);
}

/** A word that two have written in is told letter by letter. */
export function whoWrote(doc: unknown, { from, words }: Place): Stretch[] {
  const stretches: Stretch[] = [];
  const add = (device: string | null, some: string) => {
    const last = stretches.at(-1);
    if (last && last.device === device) last.words += some;
    else stretches.push({ device, words: some });
  };
  const by = (at: number) => deviceOf(actorAt(doc, text, from + at));
  for (const { 0: word, index } of words.matchAll(/\S+\s*|\s+/g)) {
    const [first, last] = [by(index), by(index + word.trimEnd().length - 1)];
    if (first === last || word.trim() === "") add(first, word);
    else for (let at = 0; at < word.length; at++) add(by(index + at), word[at]!);
  }
  return stretches;
}

const deviceOf = (actor: string | null) =>
  actor !== null && actor.length > deviceLetters ? actor.slice(0, deviceLetters) : null;
