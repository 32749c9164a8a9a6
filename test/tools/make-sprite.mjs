// Writes src/ui/icons/sprite.svg from the names in src/ui/icons/names.ts: only the icons used, as symbols of one file.
// `--check` writes nothing and fails when the file is not what it would write.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = join(root, "src/ui/icons");
const list = readFileSync(join(folder, "names.ts"), "utf8");
const names = [...list.matchAll(/^ {2}"([a-z-]+)",$/gm)].map((match) => match[1]);

const require = createRequire(import.meta.url);
function symbol(name) {
  const svg = readFileSync(require.resolve(`@phosphor-icons/core/assets/regular/${name}.svg`), "utf8");
  const inside = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "");
  return `<symbol id="${name}" viewBox="0 0 256 256">${inside}</symbol>`;
}

const sprite = `<svg xmlns="http://www.w3.org/2000/svg">
<title>Icons</title>
<!-- Phosphor Icons, MIT licence, made by test/tools/make-sprite.mjs -->
${names.map(symbol).join("\n")}
</svg>
`;

const file = join(folder, "sprite.svg");
if (process.argv.includes("--check")) {
  if (readFileSync(file, "utf8") !== sprite) {
    console.error("src/ui/icons/sprite.svg is not made from names.ts: run node test/tools/make-sprite.mjs");
    process.exit(1);
  }
} else {
  writeFileSync(file, sprite);
  console.log(`${names.length} icons, ${sprite.length} bytes`);
}
