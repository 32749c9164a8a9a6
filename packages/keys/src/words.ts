// The word list, and four words two people can read to each other. The only file that imports the word list.
import { wordlist } from "@scure/bip39/wordlists/english.js";
import type { Bytes } from "./types.ts";

/** In alphabetical order; a word's place in it is its number. */
export const allWords: readonly string[] = wordlist;

/** Eleven bits a word, from the first 44 of a hash. */
export function fourOf(hash: Bytes): [string, string, string, string] {
  const bits = (from: number) => {
    let value = 0;
    for (let bit = from; bit < from + 11; bit++) value = value * 2 + ((hash[bit >> 3]! >> (7 - (bit & 7))) & 1);
    return wordlist[value]!;
  };
  return [bits(0), bits(11), bits(22), bits(33)];
}
