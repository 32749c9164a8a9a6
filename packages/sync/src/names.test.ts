import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanName, nameLengthMax, shownName } from "./names.ts";

test("S45 a name is trimmed, one line, and keeps the letters of every script", () => {
  expect(cleanName("  Ana  María ")).toBe("Ana María");
  expect(cleanName("one\n two\t")).toBe("one two");
  expect(cleanName("شهرزاد")).toBe("شهرزاد");
  expect(cleanName("👩🏽‍🌾 Jo")).toBe("👩🏽‍🌾 Jo");
});

test("S45 80 characters are a name, 81 and none are not", () => {
  expect(cleanName("é".repeat(nameLengthMax))).toBe("é".repeat(nameLengthMax));
  expect(cleanName("x".repeat(nameLengthMax + 1))).toBeNull();
  for (const none of ["", "   ", "\u202e\u2066\u200b", "\ufeff"]) expect(cleanName(none)).toBeNull();
});

test("S45 no mark that turns or hides text is left in any name, and cleaning twice changes nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      const name = cleanName(text);
      if (name === null) return;
      expect(name).not.toMatch(/[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u);
      expect(cleanName(name)).toBe(name);
    }),
    { numRuns: 5_000 },
  );
});

test("S45 whatever a hostile device calls itself, what is shown is a name", () => {
  expect(shownName("\u202eecilA\u202c")).toBe("ecilA");
  expect(shownName("\u200b\u0000")).toBe("?");
  expect(shownName("")).toBe("?");
  expect(shownName("Alice\n\n(full member)")).toBe("Alice (full member)");
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      expect(cleanName(shownName(text))).toBe(shownName(text));
    }),
  );
});
