// The hashes of a run of changes, each of which holds the hash of the one before it. SHA-256 itself is a third of what it
// takes to ask a library for one: here nothing is made for a change, and numbers stay numbers from one to the next.
import { hashBytes, magic, typeAt } from "./packing.ts";
import type { Bytes } from "./ports.ts";

/** FIPS 180-4: what a hash starts from, and a constant for each of its rounds. */
const start = new Int32Array([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]);
const constants = new Int32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
]);
const wordsPerBlock = 16;
const hashWords = 8;

/**
 * Writes into each change the hash of the one before it, at `hashAt` (into the first: `before`), and its own checksum.
 * Gives their hashes. `size`: of each; a change is hashed from its type on.
 */
export function hashRun(bytes: Bytes, size: number, hashAt: number, before: Bytes): Bytes {
  const hashes = new Uint8Array((bytes.length / size) * hashBytes);
  const length = size - typeAt;
  // Behind the change one bit, and its length in bits at the end of the last block.
  const message = new Int32Array(wordsPerBlock * Math.ceil((length + 9) / (4 * wordsPerBlock)));
  const whole = length >>> 2;
  message[message.length - 1] = 8 * length;
  const hash = new Int32Array(hashWords);
  for (let i = 0; i < hashWords; i++) hash[i] = wordAt(before, 4 * i);
  for (let at = 0, to = 0; at < bytes.length; at += size, to += hashBytes) {
    putHash(bytes, at + hashAt, hash);
    const from = at + typeAt;
    for (let i = 0; i < whole; i++) message[i] = wordAt(bytes, from + 4 * i);
    message[whole] = lastWord(bytes, from + 4 * whole, at + size);
    hash.set(start);
    for (let block = 0; block < message.length; block += wordsPerBlock) takeIn(hash, message, block);
    putWord(bytes, at + magic.length, hash[0]!);
    putHash(hashes, to, hash);
  }
  return hashes;
}

const schedule = new Int32Array(constants.length);

/** One block of 64 bytes. */
function takeIn(hash: Int32Array, message: Int32Array, block: number): void {
  for (let i = 0; i < wordsPerBlock; i++) schedule[i] = message[block + i]!;
  for (let i = wordsPerBlock; i < schedule.length; i++) {
    const x = schedule[i - 15]!;
    const y = schedule[i - 2]!;
    const s0 = turned(x, 7) ^ turned(x, 18) ^ (x >>> 3);
    const s1 = turned(y, 17) ^ turned(y, 19) ^ (y >>> 10);
    schedule[i] = (schedule[i - 16]! + s0 + schedule[i - 7]! + s1) | 0;
  }
  let a = hash[0]!;
  let b = hash[1]!;
  let c = hash[2]!;
  let d = hash[3]!;
  let e = hash[4]!;
  let f = hash[5]!;
  let g = hash[6]!;
  let h = hash[7]!;
  for (let i = 0; i < schedule.length; i++) {
    const chosen = g ^ (e & (f ^ g));
    const t1 = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + chosen + constants[i]! + schedule[i]!) | 0;
    const most = (a & b) ^ (c & (a ^ b));
    const t2 = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + most) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  // Words wrap as they are put back.
  hash[0]! += a;
  hash[1]! += b;
  hash[2]! += c;
  hash[3]! += d;
  hash[4]! += e;
  hash[5]! += f;
  hash[6]! += g;
  hash[7]! += h;
}

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

function wordAt(bytes: Bytes, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
}

/** What is left of less than a word, and the bit behind it. */
function lastWord(bytes: Bytes, from: number, end: number): number {
  let word = 0;
  for (let at = from, shift = 24; at <= end; at++, shift -= 8) word |= (at < end ? bytes[at]! : 0x80) << shift;
  return word;
}

function putWord(bytes: Bytes, at: number, word: number): void {
  bytes[at] = word >>> 24;
  bytes[at + 1] = word >>> 16;
  bytes[at + 2] = word >>> 8;
  bytes[at + 3] = word;
}

function putHash(bytes: Bytes, at: number, hash: Int32Array): void {
  for (let i = 0; i < hashWords; i++) putWord(bytes, at + 4 * i, hash[i]!);
}
