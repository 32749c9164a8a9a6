// Twenty-four words that hold 32 bytes, as BIP 39 writes them: eleven bits a word, the last eight a checksum. Read back
// from paper forgivingly: case, blanks, numbers and first four letters are enough; a slip is named by its place.
import type { Bytes, Primitives } from "./types.ts";
import { allWords } from "./words.ts";

export const recoveryWordCount = 24;
export const recoverySecretBytes = 32;
/** No two words of the list begin with the same four letters. */
const tellingLetters = 4;
const suggestionsMax = 3;
/** Further off it is no slip any more. */
const farMax = 3;
const wordLengthMax = 24;
const textLengthMax = 4_096;

export interface UnknownWord {
  /** From 1, as on the sheet. */
  place: number;
  word: string;
  /** What it may have been; the likeliest first. */
  perhaps: string[];
}
export type WordsFault =
  | { reason: "count"; found: number }
  | { reason: "unknown"; words: UnknownWord[] }
  /** Every word is one of the list, but not all of them are the ones written down, or not in this order. */
  | { reason: "checksum" };

export type ReadWords = { ok: true; value: Bytes } | ({ ok: false } & WordsFault);

/** `recoveryWordCount` words for `recoverySecretBytes` bytes; throws for any other length. */
export async function recoveryWords(p: Pick<Primitives, "sha256">, secret: Bytes): Promise<string[]> {
  if (secret.length !== recoverySecretBytes) throw new TypeError("a recovery secret has 32 bytes");
  const bits = await withChecksum(p, secret);
  const words = Array.from({ length: recoveryWordCount }, (_, i) => allWords[numberAt(bits, 11 * i)]!);
  bits.fill(0);
  return words;
}

/**
 * The bytes the words were made of; or how many there are, which ones are unknown, or that they do not fit together.
 */
export async function readRecoveryWords(p: Pick<Primitives, "sha256">, text: string): Promise<ReadWords> {
  const typed = wordsIn(text);
  if (typed.length !== recoveryWordCount) return { ok: false, reason: "count", found: typed.length };
  const numbers = typed.map(numberOf);
  const words = typed.flatMap((word, i) =>
    numbers[i] === null ? [{ place: i + 1, word, perhaps: perhaps(word) }] : [],
  );
  if (words.length > 0) return { ok: false, reason: "unknown", words };
  const bits = new Uint8Array(recoverySecretBytes + 1);
  numbers.forEach((number, i) => {
    for (let bit = 0; bit < 11; bit++) {
      const at = 11 * i + bit;
      bits[at >> 3]! |= ((number! >> (10 - bit)) & 1) << (7 - (at & 7));
    }
  });
  const secret = bits.slice(0, recoverySecretBytes);
  const right = (await withChecksum(p, secret))[recoverySecretBytes] === bits[recoverySecretBytes];
  return right ? { ok: true, value: secret } : { ok: false, reason: "checksum" };
}

/** Four words of the list, for a passphrase that nobody made up: 44 bits. */
export function suggestedPassphrase(p: Pick<Primitives, "randomBytes">): string {
  const bytes = p.randomBytes(8);
  return Array.from({ length: 4 }, (_, i) => allWords[((bytes[2 * i]! << 8) | bytes[2 * i + 1]!) & 2047]!).join(" ");
}

async function withChecksum(p: Pick<Primitives, "sha256">, secret: Bytes): Promise<Bytes> {
  const bits = new Uint8Array(recoverySecretBytes + 1);
  bits.set(secret);
  bits[recoverySecretBytes] = (await p.sha256(secret))[0]!;
  return bits;
}

function numberAt(bits: Bytes, from: number): number {
  let number = 0;
  for (let bit = from; bit < from + 11; bit++) number = number * 2 + ((bits[bit >> 3]! >> (7 - (bit & 7))) & 1);
  return number;
}

/** Letters alone count: numbers before the words, full stops and dashes between them are how people copy lists. */
function wordsIn(text: string): string[] {
  return (
    text
      .slice(0, textLengthMax)
      .normalize("NFKD")
      .toLowerCase()
      .match(/[a-z]+/g) ?? []
  );
}

function numberOf(word: string): number | null {
  const whole = allWords.indexOf(word);
  if (whole >= 0) return whole;
  if (word.length < tellingLetters) return null;
  // "abandn" is taken for a slip, and asked about: only what was cut short is completed.
  const cut = allWords.findIndex((one) => one.startsWith(word));
  return cut >= 0 ? cut : null;
}

function perhaps(word: string): string[] {
  if (word.length > wordLengthMax) return [];
  const first = (one: string) => (one[0] === word[0] ? 0 : 1);
  return allWords
    .map((one) => ({ one, far: distance(word, one) }))
    .filter(({ far }) => far <= farMax)
    .sort((a, b) => a.far - b.far || first(a.one) - first(b.one))
    .slice(0, suggestionsMax)
    .map(({ one }) => one);
}

/** How many letters to change, add, leave out or swap with their neighbour. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > farMax) return farMax + 1;
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const plain = Math.min(row[j - 1]! + 1, rows[i - 1]![j]! + 1, rows[i - 1]![j - 1]! + same);
      row.push(swapped ? Math.min(plain, rows[i - 2]![j - 2]! + 1) : plain);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
