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

test("S45 what nobody sees makes no other name of one, and no name of nothing", () => {
  const unseen = [
    "\u200c",
    "\u200d",
    "\u00ad",
    "\u034f",
    "\u180e",
    "\ufe0f",
    "\u{e0041}",
    "\u{e0100}",
    "\u3164",
    "\u115f",
    "\uffa0",
  ];
  for (const mark of unseen) {
    expect([cleanName(`A${mark}lice`), cleanName(`${mark}Alice${mark}`)]).toEqual(["Alice", "Alice"]);
    expect(cleanName(mark)).toBeNull();
  }
  expect(cleanName("\u2800")).toBeNull();
  // Where letters and pictures are joined by them, they are seen.
  for (const name of ["می\u200cخواهم", "क्\u200dष", "👩‍🚀", "❤️‍🔥 Jo", "👩🏽‍🌾"]) expect(cleanName(name)).toBe(name);
});

test("S45 nobody stacks marks upon a letter until it covers the page", () => {
  expect(shownName(`Z${"\u0301".repeat(79)}`)).toBe(`Ź${"\u0301".repeat(4)}`);
  expect(cleanName("Nguyễn Thị Ảnh")).toBe("Nguyễn Thị Ảnh");
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
