// A quick mixing of bytes for the model (after bryc's public-domain cyrb128): spreads well, resists nobody.

type Bytes = Uint8Array;

/** `length` bytes that depend on every byte of every part, and on where the parts end. */
export function mix(length: number, ...parts: readonly Bytes[]): Bytes {
  const out = new Uint8Array(length);
  mixInto(out, 0, length, parts);
  return out;
}

export function mixInto(out: Bytes, at: number, length: number, parts: readonly Bytes[]): void {
  let a = 1779033703;
  let b = 3144134277;
  let c = 1013904242;
  let d = 2773480762;
  for (const part of parts) {
    const whole = part.length & ~3;
    for (let i = 0; i < part.length; i += 4) {
      const word =
        i < whole
          ? part[i]! | (part[i + 1]! << 8) | (part[i + 2]! << 16) | (part[i + 3]! << 24)
          : part[i]! | ((part[i + 1] ?? 0) << 8) | ((part[i + 2] ?? 0) << 16);
      a = b ^ Math.imul(a ^ word, 597399067);
      b = c ^ Math.imul(b ^ word, 2869860233);
      c = d ^ Math.imul(c ^ word, 951274213);
      d = a ^ Math.imul(d ^ word, 2716044179);
    }
    a ^= part.length + 0x9e3779b9;
    d = Math.imul(d ^ part.length, 0x85ebca6b) ^ (d >>> 15);
  }
  for (let done = 0; done < length; done += 16) {
    for (let round = 0; round < 2; round++) {
      a = Math.imul(c ^ (a >>> 18) ^ done, 597399067);
      b = Math.imul(d ^ (b >>> 22), 2869860233);
      c = Math.imul(a ^ (c >>> 17), 951274213);
      d = Math.imul(b ^ (d >>> 19), 2716044179);
    }
    const words = [a ^ b, b ^ c, c ^ d, d ^ (a >>> 7)];
    for (let i = 0; i < 16 && done + i < length; i++) out[at + done + i] = words[i >> 2]! >>> ((i & 3) * 8);
  }
}
