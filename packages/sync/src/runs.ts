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

/** The run's strings; null unless `packed` is exactly the columns of one. */
export function unpackRun(before: Bytes, packed: Bytes, count: number): Bytes[] | null {
  if (before.length > runBytesMax || count < 1 || count > runLengthMax) return null;
  const run = Array.from({ length: count }, () => before.slice());
  const columns = readLeb128(packed, 0);
  if (columns === null || columns.value > columnsMax) return null;
  let at = columns.end;
  let place = -1;
  for (let i = 0; i < columns.value; i++) {
    const gap = readLeb128(packed, at);
    const steps = gap && readLeb128(packed, gap.end);
    if (!steps) return null;
    place += gap.value + 1;
    if (place >= before.length) return null;
    const end =
      steps.value === 0 ? putBytes(run, place, packed, steps.end) : putSteps(run, place, packed, steps, before);
    if (end === null) return null;
    at = end;
  }
  return at === packed.length ? run : null;
}

function putBytes(run: readonly Bytes[], place: number, packed: Bytes, at: number): number | null {
  if (at + run.length > packed.length) return null;
  run.forEach((one, i) => {
    one[place] = packed[at + i]!;
  });
  return at + run.length;
}

function putSteps(
  run: readonly Bytes[],
  place: number,
  packed: Bytes,
  steps: { value: number; end: number },
  before: Bytes,
): number | null {
  let at = steps.end;
  let byte = before[place]!;
  let done = 0;
  for (let i = 0; i < steps.value; i++) {
    const times = readLeb128(packed, at);
    const by = times ? packed[times.end] : undefined;
    if (!times || by === undefined || times.value < 1 || done + times.value > run.length) return null;
    for (let j = 0; j < times.value; j++) {
      byte = (byte + by) & 255;
      run[done++]![place] = byte;
    }
    at = times.end + 1;
  }
  return done === run.length ? at : null;
}
