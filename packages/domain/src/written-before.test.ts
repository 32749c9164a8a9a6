// Documents that earlier versions wrote, byte for byte: each later one opens them, shows what was seen then, and writes on.
import { writeFileSync } from "node:fs";
import * as A from "@automerge/automerge/slim";
import { describe, expect, test } from "vitest";
import { act, type Lived, lifeDay, onDevice, seenOf } from "../testing/lives.ts";
import { type Written, writeOne } from "../testing/written.ts";
import documents from "../vectors/documents-1.json" with { type: "json" };
import { ageOf, upgrade } from "./kind.ts";
import { type KindName, kinds } from "./kinds.ts";

const written = documents as Written[];
const missing = (Object.keys(kinds) as KindName[]).filter(
  (kind) => !written.some((one) => one.kind === kind && one.version === kinds[kind].version),
);
// Asked to by hand: nobody else's document is ever written anew.
if (process.env.FOGATA_WRITE_DOCUMENTS) {
  written.push(...missing.splice(0).map(writeOne));
  writeFileSync(new URL("../vectors/documents-1.json", import.meta.url), `${JSON.stringify(written, null, 1)}\n`);
}
/** The second answers with an error when it is asked for its number or its text. */
const evils: unknown[] = [
  null,
  [{ toString: "" }],
  { valueOf: 1, toString: [] },
  { by: 3, on: [], at: "x" },
  7,
  "x",
  [],
];
/** Everything in a document that can be written over. */
function placesIn(value: unknown): [Record<string, unknown>, string][] {
  if (typeof value !== "object" || value === null || Array.isArray(value) || A.isImmutableString(value)) return [];
  const held = value as Record<string, unknown>;
  return Object.keys(held).flatMap((key) => [[held, key] as [typeof held, string], ...placesIn(held[key])]);
}

test("D5 of every kind there is a document of the version that is written today", () => {
  expect(missing, "FOGATA_WRITE_DOCUMENTS=1 writes what is missing").toEqual([]);
});

for (const { kind, version, bytes, seen } of written) {
  describe(`a document written before: ${kind} ${version}`, () => {
    const load = () => A.load<Record<string, unknown>>(Buffer.from(bytes, "base64"));
    const upgraded = (doc: Lived) => A.change(A.clone(doc), (draft) => upgrade(kinds[kind as KindName], draft));

    test("D5 it opens, comes up to date, and shows what was seen then", () => {
      const doc = upgraded(load());
      expect(ageOf(kinds[kind], doc)).toBe("current");
      expect(JSON.parse(JSON.stringify(seenOf(kind, doc)))).toMatchObject(seen as object);
    });

    test("D2 whatever Eve writes over any one part of it, it is shown and nothing throws", () => {
      const doc = load();
      for (const [at] of placesIn(doc).entries())
        for (const evil of evils) {
          const bent = A.change(A.clone(doc), (draft) => {
            const [holder, key] = placesIn(draft)[at]!;
            holder[key] = evil;
          });
          expect(seenOf(kind, bent)).toBeTypeOf("object");
          const plain = JSON.parse(JSON.stringify(doc)) as Record<string, unknown>;
          const [holder, key] = placesIn(plain)[at]!;
          holder[key] = evil;
          expect(kinds[kind].parse(plain, lifeDay)).toBeTypeOf("object");
        }
    });

    test("D5 somebody writes on in it while another, who has the newer app, brings it up to date: both are there", () => {
      const verbs = Object.keys(kinds[kind].changes).length;
      let mine = onDevice(load(), 1);
      for (let verb = 0; verb <= verbs; verb++)
        mine = act(kind, mine, { who: 1, verb, about: 0, words: "Later" }, 900 + verb);
      const both = A.merge(upgraded(load()), A.clone(mine));
      expect(seenOf(kind, upgraded(both))).toEqual(seenOf(kind, upgraded(mine)));
      expect(JSON.stringify(seenOf(kind, both))).toContain("Later");
    });
  });
}
