// How runs of entries lie on the disk, and what is left of them once some were erased. One row for each keystroke would
// cost more than the keystroke; one for each erased one would keep its weight for ever.
import { readEntryId } from "@fogata/protocol";
import type { EntryRow } from "./store.ts";

/** `count` erased entries, up to and with place `seq`, and the chain there. */
export interface Gap {
  seq: number;
  chain: Uint8Array;
  count: number;
}
export type Item = EntryRow | Gap;
export const isGap = (item: Item): item is Gap => "count" in item;
const firstOf = (item: Item): number => (isGap(item) ? item.seq - item.count + 1 : item.seq);

/** A reader of few entries should not have to load many. */
export const runBytesMax = 128 * 1024;
const gapBit = 0x8000_0000;
/** size 4, or how many are erased with the first bit set | chain 32 | envelope. */
const headBytes = 36;

export function runToBytes(items: readonly Item[]): Buffer {
  return Buffer.concat(
    items.flatMap((item) => {
      const head = Buffer.alloc(4);
      head.writeUInt32BE(isGap(item) ? gapBit + item.count : item.bytes.length);
      return isGap(item) ? [head, item.chain] : [head, item.chain, item.bytes];
    }),
  );
}

/** `first` is the place of the first entry, erased or not. */
export function runFromBytes(first: number, run: Buffer): Item[] {
  const items: Item[] = [];
  let seq = first;
  for (let at = 0; at < run.length; ) {
    const size = run.readUInt32BE(at);
    const chain = run.subarray(at + 4, at + headBytes);
    at += headBytes;
    if (size >= gapBit) {
      const count = size - gapBit;
      seq += count;
      items.push({ seq: seq - 1, chain, count });
    } else {
      items.push({ seq, chain, bytes: run.subarray(at, at + size) });
      at += size;
      seq += 1;
    }
  }
  return items;
}

/** Cut where a run is full. */
export function runsOf<T extends Item>(items: readonly T[]): { first: number; items: T[] }[] {
  const runs: { first: number; items: T[] }[] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const size = isGap(item) ? headBytes : item.bytes.length;
    bytes += size;
    if (bytes > runBytesMax) {
      runs.push({ first: firstOf(item), items: [] });
      bytes = size;
    }
    runs.at(-1)!.items.push(item);
  }
  return runs;
}

/** Ids of entries that follow each other without a gap. */
export function idRunsOf(items: readonly Item[]): { first: number; ids: Buffer }[] {
  const runs: { first: number; ids: Uint8Array[] }[] = [];
  let next = -1;
  for (const item of items) {
    if (isGap(item)) continue;
    if (item.seq !== next) runs.push({ first: item.seq, ids: [] });
    runs.at(-1)!.ids.push(readEntryId(item.bytes)!);
    next = item.seq + 1;
  }
  return runs.map(({ first, ids }) => ({ first, ids: Buffer.concat(ids) }));
}

/** The same without the erased ones: gaps that meet become one. */
export function without(items: readonly Item[], gone: (row: EntryRow) => boolean): { items: Item[]; freed: number } {
  const left: Item[] = [];
  let freed = 0;
  for (const item of items) {
    const gap = isGap(item) ? item : gone(item) ? { seq: item.seq, chain: item.chain, count: 1 } : null;
    if (!isGap(item) && gap !== null) freed += item.bytes.length;
    const last = left.at(-1);
    if (gap === null) left.push(item);
    else if (last !== undefined && isGap(last)) left[left.length - 1] = { ...gap, count: last.count + gap.count };
    else left.push(gap);
  }
  return { items: left, freed };
}
