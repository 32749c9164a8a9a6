import { expect, test } from "vitest";
import { fromCbor } from "./cbor.ts";

const nested = (depth: number) => Uint8Array.from({ length: depth }, (_, i) => (i === depth - 1 ? 0x80 : 0x81));

test("P5 arrays lie sixteen deep and no deeper", () => {
  expect(fromCbor(nested(16), 100)).toBeDefined();
  expect(fromCbor(nested(17), 100)).toBeUndefined();
  const side = Uint8Array.of(0x82, ...nested(15), ...nested(15));
  expect(fromCbor(side, 100)).toBeDefined();
});

test("P5 nesting that would use up the stack is refused: five kilobytes of it ended a relay", () => {
  expect(fromCbor(nested(5_000), 5_001)).toBeUndefined();
  expect(fromCbor(new Uint8Array(2 << 20).fill(0x81), 2 << 20)).toBeUndefined();
});
