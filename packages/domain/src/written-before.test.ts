// Documents that earlier versions wrote, byte for byte: each later one opens them, shows what was seen then, and writes on.
import * as A from "@automerge/automerge/slim";
import { describe, expect, test } from "vitest";
import { act, type Lived, onDevice, seenOf } from "../testing/lives.ts";
import type { Written } from "../testing/written.ts";
import documents from "../vectors/documents-1.json" with { type: "json" };
import { ageOf, upgrade } from "./kind.ts";
import { type KindName, kinds } from "./kinds.ts";

const written = documents as Written[];

test("D5 of every kind there is a document of the version that is written today", () => {
  for (const [kind, { version }] of Object.entries(kinds))
    expect(
      written.some((one) => one.kind === kind && one.version === version),
      `${kind} ${version}`,
    ).toBe(true);
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
