// The heads of a run of changes, which differ in a few places. Where those are digits of numbers or letters of texts, all
// say the same of themselves and one is read for all of them; any that differs otherwise is read by itself.
import { type ChangeHead, readHead } from "./change-head.ts";
import type { Unpacked } from "./packing.ts";

/** A head, and how many of the run have it, but for their numbers and what they build on. */
export interface SharedHead {
  head: ChangeHead;
  times: number;
}

/** Null when any of them is not written as Automerge would. `bodyAt`: where in each the body begins. */
export function readRunHeads({ bytes, count, places }: Unpacked, bodyAt: number): SharedHead[] | null {
  const size = bytes.length / count;
  const body = (i: number) => bytes.subarray(i * size + bodyAt, (i + 1) * size);
  const kinds = new Map<number, "digit" | "last" | "letter">();
  const first = readHead(body(0), (from, to, what) => {
    for (let at = from; at < to; at++)
      kinds.set(bodyAt + at, what === "text" ? "letter" : at === to - 1 ? "last" : "digit");
  });
  if (first === null) return null;
  const apart = new Set<number>();
  for (const place of places) {
    const kind = kinds.get(place);
    if (kind === "letter") continue;
    for (let i = 1; i < count; i++) {
      const byte = bytes[i * size + place]!;
      // A number stays as long as it is; and one that ends in nothing is another's longer form.
      const alike = kind === "digit" ? byte >= 128 : kind === "last" ? byte > 0 && byte < 128 : byte === bytes[place];
      if (!alike) apart.add(i);
    }
  }
  const heads = [{ head: first, times: count - apart.size }];
  for (const i of apart) {
    const head = readHead(body(i));
    if (head === null) return null;
    heads.push({ head, times: 1 });
  }
  return heads;
}
