// The sprite holds the icons that are used, all of them and no others.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { iconNames } from "./names.ts";

const src = join(import.meta.dirname, "../..");
const code = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith(join("icons", "names.ts")) && !file.includes(".test."))
  .map((file) => readFileSync(join(src, file), "utf8"))
  .join("\n");

test("every icon is used somewhere", () => {
  expect(iconNames.filter((name) => !code.includes(`"${name}"`))).toEqual([]);
});

test("the sprite is the one its script makes", () => {
  const script = join(src, "../test/tools/make-sprite.mjs");
  expect(() => execFileSync(process.execPath, [script, "--check"], { stdio: "pipe" })).not.toThrow();
});
