// How long a sealed thing looks: steps of 64 bytes up to 1 kB, then of an eighth of its size, so that a length says
// little and costs little.

export const stepBytes = 64;

export function paddedLength(length: number): number {
  if (length <= 1024) return Math.ceil(length / stepBytes) * stepBytes;
  const step = 2 ** (Math.floor(Math.log2(length)) - 3);
  return Math.ceil(length / step) * step;
}
