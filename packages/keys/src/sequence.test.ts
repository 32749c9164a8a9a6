import { describe, expect, test } from "vitest";
import { type ChainEnd, type Link, linkTo, noChain, placeOf } from "./sequence.ts";

const hash = (n: number, copy = "a") => `${copy}${n}`.padEnd(64, "0");
const entry = (n: number, more: Partial<Link> = {}): Link => ({
  n,
  prev: linkTo(n === 1 ? noChain.hash : hash(n - 1)),
  skippedFrom: n,
  hash: hash(n),
  ...more,
});

describe("K26 one device's entries", () => {
  /** A chain as sync keeps it: what was accepted, by number. */
  function chain(...entries: Link[]) {
    const kept = new Map<number, string>();
    let end: ChainEnd = noChain;
    for (const link of entries) {
      expect(placeOf(end, link, (n) => kept.get(n) ?? null)).toEqual({ kind: "next" });
      kept.set(link.n, link.hash);
      end = { n: link.n, hash: link.hash };
    }
    return (link: Link) => placeOf(end, link, (n) => kept.get(n) ?? null);
  }

  test("follow one another", () => {
    chain(entry(1), entry(2), entry(3));
  });
  test("with numbers missing, they say which", () => {
    const place = chain(entry(1), entry(2));
    expect(place(entry(6))).toEqual({ kind: "gap", from: 3, to: 5 });
    expect(place(entry(9, { skippedFrom: 6, prev: linkTo(hash(5)) }))).toEqual({ kind: "gap", from: 3, to: 5 });
    expect(chain()(entry(2))).toEqual({ kind: "gap", from: 1, to: 1 });
  });
  test("heard twice, count once", () => {
    expect(chain(entry(1), entry(2))(entry(1))).toEqual({ kind: "duplicate" });
  });
  test("after an unclean stop, name what they skip", () => {
    const place = chain(entry(1), entry(65, { skippedFrom: 2, prev: linkTo(hash(1)) }));
    expect(place(entry(66))).toEqual({ kind: "next" });
    expect(place(entry(30))).toEqual({ kind: "fork" });
  });
  test("from a cloned key, are noticed: one number twice, another past, numbers skipped that we hold", () => {
    const place = chain(entry(1), entry(2), entry(3));
    expect(place(entry(2, { hash: hash(2, "b") }))).toEqual({ kind: "fork" });
    expect(place(entry(4, { prev: linkTo(hash(3, "b")) }))).toEqual({ kind: "fork" });
    expect(place(entry(9, { skippedFrom: 2, prev: linkTo(hash(1)) }))).toEqual({ kind: "fork" });
  });
});
