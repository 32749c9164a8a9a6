// How long a sealed thing looks: steps of an eighth of its size, of 32 bytes at least, so that a length says little
// and costs little. A burst of typing takes a byte or so for each key once packed, so a step holds dozens of them.

export const stepBytes = 32;

export function paddedLength(length: number): number {
  const step = Math.max(stepBytes, 2 ** (Math.floor(Math.log2(Math.max(1, length))) - 3));
  return Math.ceil(length / step) * step;
}
