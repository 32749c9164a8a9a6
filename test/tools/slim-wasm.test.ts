// What debuggers read goes; the program stays the same one.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { withoutCustomSections } from "./slim-wasm.ts";

test("Automerge's WebAssembly without its names has the same way in and out, and is a good deal smaller", async () => {
  const file = createRequire(import.meta.url).resolve("@automerge/automerge/automerge.wasm");
  const whole = new Uint8Array(await readFile(file));
  const slim = withoutCustomSections(whole);
  const [before, after] = await Promise.all([whole, slim].map((bytes) => WebAssembly.compile(bytes as BufferSource)));
  expect(WebAssembly.Module.customSections(before!, "name").length).toBeGreaterThan(0);
  expect(WebAssembly.Module.customSections(after!, "name")).toEqual([]);
  expect(WebAssembly.Module.exports(after!)).toEqual(WebAssembly.Module.exports(before!));
  expect(WebAssembly.Module.imports(after!)).toEqual(WebAssembly.Module.imports(before!));
  expect(slim.length).toBeLessThan(0.85 * whole.length);
});

test("a file that ends in the middle of a number is refused, not copied", () => {
  expect(() => withoutCustomSections(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0, 0x80]))).toThrow();
});
