import { expect, test } from "vitest";
import { fromHex, toHex } from "./record.ts";

test("bytes are told in hex and back, few and many alike", () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, i) => (i * 7) & 255);
  const one = (byte: number) => byte.toString(16).padStart(2, "0");
  for (const length of [0, 1, 32, 255, 256, 257, 1000]) {
    const some = bytes.subarray(0, length);
    expect(toHex(some)).toBe([...some].map(one).join(""));
    expect(fromHex(toHex(some))).toEqual(some);
  }
});
