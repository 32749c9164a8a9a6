// Makes a picture of a page small: a palette of the colours that matter instead of sixteen million, packed as tightly as
// the format allows. Pages are flat colours and the edges of letters, so nothing is lost to the eye.
import { crc32, deflateSync, inflateSync } from "node:zlib";

const paletteMax = 256;
/** Squared distance of two colours that the eye takes for one. */
const alike = 48;
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Of a picture as browsers make them: eight bits for each of three or four channels. */
export function smallPng(png: Buffer): Buffer {
  const { width, height, colours } = read(png);
  const { palette, indexOf } = paletteOf(colours);
  const rows = Buffer.alloc((width + 1) * height); // each row begins with its filter: none
  for (let at = 0; at < colours.length; at++)
    rows[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = indexOf.get(colours[at]!)!;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8); // eight bits of a palette
  const packed = deflateSync(rows, { level: 9, memLevel: 9 });
  const chunks = [chunk("IHDR", head), chunk("PLTE", Buffer.from(palette.flatMap(parts))), chunk("IDAT", packed)];
  return Buffer.concat([signature, ...chunks, chunk("IEND", Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

interface Picture {
  width: number;
  height: number;
  /** Red, green and blue of each pixel in one number. */
  colours: Uint32Array;
}
function read(png: Buffer): Picture {
  const packed: Buffer[] = [];
  let [width, height, channels] = [0, 0, 0];
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const data = png.subarray(at + 8, at + 8 + length);
    const name = png.toString("latin1", at + 4, at + 8);
    if (name === "IHDR")
      [width, height, channels] = [data.readUInt32BE(0), data.readUInt32BE(4), data[9] === 6 ? 4 : 3];
    if (name === "IDAT") packed.push(data);
    at += length + 12;
  }
  const bytes = unfiltered(inflateSync(Buffer.concat(packed)), width * channels, channels);
  const colours = new Uint32Array(width * height);
  for (let i = 0; i < colours.length; i++)
    colours[i] = (bytes[i * channels]! << 16) | (bytes[i * channels + 1]! << 8) | bytes[i * channels + 2]!;
  return { width, height, colours };
}

/** Each row says how it was told from what stands left of it and above it (PNG, chapter 9). */
function unfiltered(rows: Buffer, wide: number, channels: number): Uint8Array {
  const out = new Uint8Array((rows.length / (wide + 1)) * wide);
  for (let y = 0; y * (wide + 1) < rows.length; y++) {
    const filter = rows[y * (wide + 1)]!;
    for (let x = 0; x < wide; x++) {
      const at = y * wide + x;
      const left = x < channels ? 0 : out[at - channels]!;
      const up = y === 0 ? 0 : out[at - wide]!;
      const corner = x < channels || y === 0 ? 0 : out[at - wide - channels]!;
      const guess = [0, left, up, (left + up) >> 1, nearestOf(left, up, corner)][filter]!;
      out[at] = rows[y * (wide + 1) + 1 + x]! + guess;
    }
  }
  return out;
}
function nearestOf(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** The most frequent colours, none of them twice what the eye takes for one; every other goes to its nearest. */
function paletteOf(colours: Uint32Array): { palette: number[]; indexOf: Map<number, number> } {
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const palette: number[] = [];
  for (const [colour] of [...counts].sort((a, b) => b[1] - a[1])) {
    if (palette.length === paletteMax) break;
    if (!palette.some((one) => far(one, colour) < alike)) palette.push(colour);
  }
  const indexOf = new Map<number, number>();
  for (const colour of counts.keys()) {
    let best = 0;
    for (let i = 1; i < palette.length; i++) if (far(palette[i]!, colour) < far(palette[best]!, colour)) best = i;
    indexOf.set(colour, best);
  }
  return { palette, indexOf };
}
const parts = (colour: number): [number, number, number] => [colour >> 16, (colour >> 8) & 255, colour & 255];
function far(a: number, b: number): number {
  const [one, other] = [parts(a), parts(b)];
  return one.reduce((sum, part, i) => sum + (part - other[i]!) ** 2, 0);
}
