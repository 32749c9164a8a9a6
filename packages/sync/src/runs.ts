// Byte strings of one length that differ in a few places, as typing makes them: a number goes up by one, a letter is
// another. Each such place is a column: its bytes, or by how much they grow and how often. Pure.
import { join, leb128, readLeb128 } from "./leb128.ts";
import type { Bytes } from "./ports.ts";

/** More places than this are no run. */
const columnsMax = 24;
/** Each string of a run is at most this long, so that a column is worth looking for. */
export const runBytesMax = 1024;
/** Strings in one run. */
export const runLengthMax = 1024;

/** How many of `strings`, from `from` on, differ from the one before them (at first `before`) in few places alone. */
export function runFrom(before: Bytes, strings: readonly (Bytes | null)[], from: number): number {
  const places = new Set<number>();
  let last = before;
  let count = 0;
  while (count < runLengthMax) {
    const next = strings[from + count];
    if (!next || next.length !== before.length || next.length > runBytesMax) break;
    for (let i = 0; i < next.length; i++) if (next[i] !== last[i]) places.add(i);
    if (places.size > columnsMax) break;
    last = next;
    count++;
  }
  return count;
}

/** Number of columns, then each: places since the last one, number of steps (0: bytes as they are), steps or bytes. */
export function packRun(before: Bytes, run: readonly Bytes[]): Bytes {
  const columns: Bytes[] = [];
  let at = 0;
  for (let place = 0; place < before.length; place++) {
    if (run.every((one) => one[place] === before[place])) continue;
    columns.push(
      new Uint8Array(leb128(place - at)),
      packColumn(
        before[place]!,
        Uint8Array.from(run, (one) => one[place]!),
      ),
    );
    at = place + 1;
  }
  return join([new Uint8Array(leb128(columns.length / 2)), ...columns]);
}

function packColumn(before: number, bytes: Bytes): Bytes {
  const steps: { by: number; times: number }[] = [];
  bytes.forEach((byte, i) => {
    const by = (byte - (i === 0 ? before : bytes[i - 1]!)) & 255;
    const last = steps.at(-1);
    if (last?.by === by) last.times++;
    else steps.push({ by, times: 1 });
  });
  const stepped = steps.flatMap(({ by, times }) => [...leb128(times), by]);
  return stepped.length < bytes.length
    ? new Uint8Array([...leb128(steps.length), ...stepped])
    : join([new Uint8Array([0]), bytes]);
}

/** The strings of a run, in rows of one length, one behind the other. */
export interface Rows {
  bytes: Bytes;
  /** Where in a row any of them differs from the others, or from the one before the run. */
  places: number[];
}

/**
 * As many rows as the run has strings: each is `row`, whose bytes from `from` on are the string before the run, with the
 * string in its place. Null unless `packed` is exactly the columns of a run.
 */
export function unpackRun(row: Bytes, from: number, packed: Bytes, count: number): Rows | null {
  if (row.length - from > runBytesMax || count < 1 || count > runLengthMax) return null;
  const columns = readLeb128(packed, 0);
  if (columns === null || columns.value > columnsMax) return null;
  const rows: Rows = { bytes: repeated(row, count), places: [] };
  let at = columns.end;
  let place = from - 1;
  for (let i = 0; i < columns.value; i++) {
    const gap = readLeb128(packed, at);
    const steps = gap && readLeb128(packed, gap.end);
    if (!steps) return null;
    place += gap.value + 1;
    if (place >= row.length) return null;
    const column = { bytes: rows.bytes, at: place, step: row.length, count };
    const end = steps.value === 0 ? putBytes(column, packed, steps.end) : putSteps(column, packed, steps);
    if (end === null) return null;
    rows.places.push(place);
    at = end;
  }
  return at === packed.length ? rows : null;
}

function repeated(row: Bytes, count: number): Bytes {
  const bytes = new Uint8Array(row.length * count);
  bytes.set(row);
  for (let done = row.length; done < bytes.length; done *= 2) bytes.copyWithin(done, 0, done);
  return bytes;
}

/** One byte of each row; they all hold what the row before the run does. */
interface Column {
  bytes: Bytes;
  at: number;
  step: number;
  count: number;
}

function putBytes({ bytes, at, step, count }: Column, packed: Bytes, start: number): number | null {
  if (start + count > packed.length) return null;
  for (let i = 0; i < count; i++) bytes[at + i * step] = packed[start + i]!;
  return start + count;
}

function putSteps(
  { bytes, at, step, count }: Column,
  packed: Bytes,
  steps: { value: number; end: number },
): number | null {
  let next = steps.end;
  let byte = bytes[at]!;
  let done = 0;
  for (let i = 0; i < steps.value; i++) {
    const times = readLeb128(packed, next);
    const by = times ? packed[times.end] : undefined;
    if (!times || by === undefined || times.value < 1 || done + times.value > count) return null;
    for (let j = 0; j < times.value; j++) {
      byte = (byte + by) & 255;
      bytes[at + done++ * step] = byte;
    }
    next = times.end + 1;
  }
  return done === count ? next : null;
}
