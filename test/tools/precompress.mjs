// Writes .br and .gz beside every built file that shrinks, so that the relay never compresses while people wait.
// Brotli at its best takes seconds for the WebAssembly file: results are kept by content in node_modules/.cache.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { at } from "./shell.mjs";

const shrinks = /\.(js|css|html|svg|wasm|webmanifest|json|txt)$/;
const bytesMin = 512;
const cache = at("node_modules", ".cache", "fogata");

const ways = {
  br: (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  gz: (bytes) => promisify(gzip)(bytes, { level: 9 }),
};

export async function precompress(folder) {
  mkdirSync(cache, { recursive: true });
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && shrinks.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  await Promise.all(files.flatMap((file) => Object.keys(ways).map((way) => compress(file, way))));
}

async function compress(file, way) {
  const bytes = readFileSync(file);
  if (bytes.length < bytesMin) return;
  const kept = join(cache, `${createHash("sha256").update(bytes).digest("hex")}.${way}`);
  if (!existsSync(kept)) writeFileSync(kept, await ways[way](bytes));
  const small = readFileSync(kept);
  if (small.length < bytes.length) writeFileSync(`${file}.${way}`, small);
}
