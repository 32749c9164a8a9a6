// The word list, and four words people can read to each other. The only file that imports the word list.
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { concat, utf8 } from "./bytes.ts";
import type { Bytes, Primitives } from "./types.ts";

const wordsDomain = utf8("fogata four words 1");
const wordRounds = 256;

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

/** Four words that stand for these bytes, dear to try: see `stretched`. */
export async function fourFor(p: Primitives, bytes: Bytes): Promise<[string, string, string, string]> {
  return fourOf(await stretched(p, await p.sha256(concat(wordsDomain, bytes))));
}

/**
 * Four words are 44 bits: somebody in the middle could try keys until theirs give the same four within the life of a
 * link. Each round is 255 HMACs one after the other, so every try costs 65,000 of them; here it takes a blink.
 */
async function stretched(p: Primitives, start: Bytes): Promise<Bytes> {
  let key = start;
  for (let round = 0; round < wordRounds; round++) {
    const chain = await p.hkdfSha256({ key, salt: wordsDomain, info: start, length: 255 * 32 });
    key = chain.slice(-32);
  }
  return key;
}
