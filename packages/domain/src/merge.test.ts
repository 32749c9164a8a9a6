// Rules every kind of document keeps. A new kind is covered by being in the registry.
import * as A from "@automerge/automerge/slim";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Day } from "./days.ts";
import type { DocumentId } from "./ids.ts";
import { ageOf, type Kind, upgrade, versionOf } from "./kind.ts";
import { kinds } from "./kinds.ts";
import { whole } from "./prose.ts";

type Draft = Record<string, unknown>;
const id = "00112233445566778899aabbccddeeff" as DocumentId;

const today = "2026-11-20" as Day;
/** Every word a kind may ask for, and a sentence for every gap. */
const anyWords = new Proxy(
  {},
  { get: (_, key) => Object.assign((...all: string[]) => all.join(" "), { toString: () => String(key) }) },
);

for (const [name, kind] of Object.entries(kinds) as [string, Kind][]) {
  describe(`every kind: ${name}`, () => {
    const fresh = () => A.load<Draft>(kind.blank({ id, title: "Keys" }));

    test("D1 a new document is the same bytes everywhere, is current, and has the title it was given", () => {
      expect(kind.blank({ id, title: "Keys" })).toEqual(kind.blank({ id, title: "Keys" }));
      expect(ageOf(kind, fresh())).toBe("current");
      expect(kind.title(fresh())).toBe("Keys");
    });

    test("D1 what is saved and loaded is shown as before", () => {
      const doc = A.change(fresh(), (draft) => {
        draft.title = whole("Where we keep the keys");
      });
      expect(kind.parse(A.load(A.save(doc)), today)).toEqual(kind.parse(doc, today));
    });

    test("D1 in every text, what Alice and Bob each wrote offline is there after a merge", () => {
      const texts = Object.entries(fresh()).flatMap(([key, value]) => (typeof value === "string" ? [key] : []));
      for (const key of texts) {
        const write = (words: string) =>
          A.change(A.clone(fresh()), (draft) => A.splice(draft, [key], String(draft[key]).length, 0, words));
        const merged = A.merge(write("from Alice"), write("from Bob"));
        expect(JSON.stringify(kind.parse(merged, today))).toContain("from Alice");
        expect(JSON.stringify(kind.parse(merged, today))).toContain("from Bob");
      }
    });

    test("D3 one of which there is one in each circle starts from committed bytes that hold nothing yet", () => {
      if (!kind.single) return;
      const begun = A.load<Draft>(kind.single.start());
      expect(kind.title(begun)).toBe("");
      expect(kind.parse(begun, today)).toEqual(kind.parse(A.load(kind.blank({ id, title: "" })), today));
    });

    test("D5 upgrading twice is upgrading once, and changes no current document", () => {
      const once = A.change(fresh(), (draft) => upgrade(kind, draft));
      expect(A.getHeads(once)).toEqual(A.getHeads(fresh()));
      const newer = A.change(fresh(), (draft) => {
        draft.version = kind.version + 1;
      });
      expect(ageOf(kind, newer)).toBe("newer");
      expect(A.getHeads(A.change(newer, (draft) => upgrade(kind, draft)))).toEqual(A.getHeads(newer));
    });

    test("D2 whatever Eve writes into a document, it is shown as something and nothing throws", () => {
      // Automerge itself refuses a key of this name, however deep; plain data may have it.
      const keys = [...Object.keys(fresh()), "__proto__", "extra"];
      const empty = kind.parse({}, today);
      fc.assert(
        fc.property(fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()), (values) => {
          const doc = A.change(fresh(), (draft) => {
            for (const [key, value] of Object.entries(values))
              if (!JSON.stringify({ [key]: value }).includes("__proto__")) draft[key] = value;
          });
          expect(typeof kind.title(doc)).toBe("string");
          expect(Object.keys(kind.parse(doc, today) as object)).toEqual(Object.keys(empty as object));
          expect(
            kind.toReadable(kind.parse(doc, today), { nameOf: () => null, words: anyWords as never }),
          ).toHaveProperty("blocks");
          expect(Object.keys(kind.parse(values, today) as object)).toEqual(Object.keys(empty as object));
        }),
        { numRuns: 300 },
      );
    });
  });
}

test("D5 two phones upgrade the same old document offline and agree, with both people's words", () => {
  // A kind with a past, to try the steps themselves on: none of ours has one yet.
  const old: Pick<Kind, "version" | "upgrades"> = {
    version: 3,
    upgrades: {
      1: (draft) => {
        draft.title ??= whole("Untitled");
      },
      2: (draft) => {
        draft.answers ??= {};
      },
    },
  };
  const start = A.from<Draft>({ version: 1, text: "" }, { actor: id });
  const phone = (words: string) =>
    A.change(A.clone(start), (draft) => {
      upgrade(old, draft);
      A.splice(draft, ["text"], 0, 0, words);
    });
  const merged = A.merge(phone("Alice."), phone("Bob."));
  expect(versionOf(merged)).toBe(3);
  expect(String(merged.text)).toMatch(/^(Alice\.Bob\.|Bob\.Alice\.)$/);
  expect(merged.answers).toEqual({});
  expect(A.getHeads(A.change(merged, (draft) => upgrade(old, draft)))).toEqual(A.getHeads(merged));
});
