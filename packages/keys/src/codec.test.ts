import { describe, expect, test } from "vitest";
import { base64url, hex, unbase64url, unhex } from "./bytes.ts";
import { decodeFirstItem, decodeItem, depthMax, encodeItem, fieldsOf, type Item, itemsMax } from "./codec.ts";

const bytes = (text: string) => unhex(text, text.length / 2)!;
const nested = (depth: number): Item => (depth === 0 ? 1 : [nested(depth - 1)]);

describe("K5 what is signed has one form", () => {
  test("whole numbers, text, bytes, null and lists come back as they went", () => {
    const items: Item[] = [0, 23, 24, 255, 65_536, 2 ** 32, Number.MAX_SAFE_INTEGER, "", "Plaça", null, [], [[1], "a"]];
    for (const item of [...items, items, new Uint8Array([1, 2])]) expect(decodeItem(encodeItem(item))).toEqual(item);
  });
  test("every other form of the same thing, and everything else CBOR has, is refused", () => {
    const refused = {
      "5 in two bytes": "1805",
      "5 in nine bytes": "1b0000000000000005",
      "a length in two bytes": "580101",
      "a list without end": "9f01ff",
      "bytes without end": "5f4101ff",
      "a negative number": "20",
      "a map": "a0",
      "a tag": "c101",
      true: "f5",
      undefined: "f7",
      "a half": "f93800",
      "broken UTF-8": "61ff",
      "a number above 2^53": "1b0020000000000000",
      "a break alone": "ff",
      "a reserved length": "1c",
      "bytes that are not there": "5affffffff00",
      "a list that is not there": "9affffffff",
      "two items": "0101",
      nothing: "",
    };
    for (const [what, text] of Object.entries(refused)) expect(decodeItem(bytes(text)), what).toBeNull();
  });
  test("the first of several is found with its length", () => {
    expect(decodeFirstItem(bytes("8201020000"))).toEqual({ item: [1, 2], length: 3 });
    expect(decodeFirstItem(bytes("820102"))).toEqual({ item: [1, 2], length: 3 });
    expect(decodeFirstItem(bytes("8201"))).toBeNull();
  });
});

describe("K8 limits, at n and n + 1", () => {
  test("depth", () => {
    expect(decodeItem(encodeItem(nested(depthMax)))).toEqual(nested(depthMax));
    expect(decodeItem(encodeItem(nested(depthMax + 1)))).toBeNull();
    expect(decodeItem(new Uint8Array(1_000_000).fill(0x81))).toBeNull();
  });
  test("number of items", () => {
    expect(decodeItem(encodeItem(Array(itemsMax - 1).fill(0)))).toHaveLength(itemsMax - 1);
    expect(decodeItem(encodeItem(Array(itemsMax).fill(0)))).toBeNull();
  });
});

test("K5 one wrong field makes the whole wrong, and so does one too many", () => {
  const read = (item: Item | undefined) => {
    const from = fieldsOf(item);
    from.int();
    from.text(3);
    from.bytes(2);
    return from.done();
  };
  const two = new Uint8Array(2);
  expect(read([1, "abc", two])).toBe(true);
  const wrong: (Item | undefined)[] = [["1", "abc", two], [1, "abcd", two], [1, "abc", two.subarray(1)], [1, "abc"], 1];
  for (const item of [...wrong, [1, "abc", two, 0], null, undefined, [], [1, "\ud800", two]])
    expect(read(item)).toBe(false);
});

test("hex and base64url come back as they went, and refuse what they are not", () => {
  for (let length = 0; length < 40; length++) {
    const some = Uint8Array.from({ length }, (_, i) => i * 37 + length);
    expect(unhex(hex(some), length)).toEqual(some);
    expect(base64url(some)).toBe(Buffer.from(some).toString("base64url"));
    expect(unbase64url(base64url(some))).toEqual(some);
  }
  for (const bad of ["0", "AB", "0g", "000"]) expect(unhex(bad, 1)).toBeNull();
  expect(unbase64url("a+b/")).toBeNull();
});
