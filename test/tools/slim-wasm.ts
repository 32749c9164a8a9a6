// Leaves out of WebAssembly what only debuggers read: Automerge's carries 690 kB of names, 50 kB of what a first visit
// fetches. The format lets every program be run without its custom sections.
import type { Plugin } from "vite";

const headBytes = 8;
const custom = 0;

export function slimWasm(): Plugin {
  return {
    name: "slim-wasm",
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === "asset" && file.fileName.endsWith(".wasm") && typeof file.source !== "string")
          file.source = withoutCustomSections(file.source);
    },
  };
}

export function withoutCustomSections(wasm: Uint8Array): Uint8Array {
  const kept = [wasm.subarray(0, headBytes)];
  for (let at = headBytes; at < wasm.length; ) {
    const { value: length, next } = leb128(wasm, at + 1);
    const end = next + length;
    if (wasm[at] !== custom) kept.push(wasm.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}

/** Seven bits a byte, the lowest first. */
function leb128(bytes: Uint8Array, from: number): { value: number; next: number } {
  let value = 0;
  for (let at = from, by = 1; ; at++, by *= 128) {
    const byte = bytes[at];
    if (byte === undefined) throw new Error("the WebAssembly file ends in the middle of a number");
    value += (byte % 128) * by;
    if (byte < 128) return { value, next: at + 1 };
  }
}
