// Small moves on bytes. No meaning, no randomness, no comparison that hides its time: nothing compared here is a secret.
import type { Bytes } from "./types.ts";

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function utf8(text: string): Bytes {
  return encoder.encode(text);
}
/** null for bytes that are not UTF-8. */
export function fromUtf8(bytes: Bytes): string | null {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return null;
  }
}

export function concat(...parts: readonly Bytes[]): Bytes {
  let length = 0;
  for (const part of parts) length += part.length;
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export function equal(a: Bytes, b: Bytes): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

export function allZero(bytes: Bytes): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== 0) return false;
  return true;
}

const hexOf = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, "0"));

export function hex(bytes: Bytes): string {
  let text = "";
  for (let i = 0; i < bytes.length; i++) text += hexOf[bytes[i]!];
  return text;
}
/** Lower-case hex of exactly `length` bytes; null for anything else. */
export function unhex(text: string, length: number): Bytes | null {
  if (text.length !== length * 2) return null;
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    const high = digit(text.charCodeAt(2 * i));
    const low = digit(text.charCodeAt(2 * i + 1));
    if (high < 0 || low < 0) return null;
    bytes[i] = high * 16 + low;
  }
  return bytes;
}
/** For ids this package or its callers made: anything else is our own bug, so it throws. */
export function idBytes(text: string, length: number): Bytes {
  const bytes = unhex(text, length);
  if (bytes === null) throw new TypeError(`expected ${length} bytes as lower-case hex`);
  return bytes;
}

function digit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 97 && code <= 102) return code - 87;
  return -1;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const letterValue = new Map([...alphabet].map((letter, value) => [letter, value]));

export function base64url(bytes: Bytes): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const triple = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const letters = Math.min(bytes.length - i, 3) + 1;
    for (let j = 0; j < letters; j++) text += alphabet[(triple >> (18 - 6 * j)) & 63];
  }
  return text;
}
/** Whole bytes only: spare bits at the end are dropped. null for a letter outside the alphabet. */
export function unbase64url(text: string): Bytes | null {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const letter of text) {
    const value = letterValue.get(letter);
    if (value === undefined) return null;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 0xff;
    }
  }
  return bytes;
}
