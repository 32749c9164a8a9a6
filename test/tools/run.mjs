// The one door to every command of the repository: `npm start`, `npm test`, `npm run dev|build|check|bench|screens|test:long`.
// Needs Node and npm and nothing else; fetches the rest itself and says what it is doing while it does it.

import { build } from "./build.mjs";
import { bench, dev, screens, start } from "./commands.mjs";
import { install } from "./install.mjs";
import { fail } from "./shell.mjs";
import { check, test } from "./test.mjs";

const [major, minor] = process.versions.node.split(".").map(Number);
const oldest = { 20: 19, 22: 12 }[major] ?? (major < 24 ? Number.POSITIVE_INFINITY : 0);
if (minor < oldest) {
  fail(`Fogata needs Node 20.19, 22.12 or 24 and newer; this is ${process.versions.node}.`);
}

const commands = {
  start,
  dev,
  build: () => build({ always: true }),
  check,
  test: (args) => test(args, { long: false }),
  "test:long": (args) => test(args, { long: true }),
  bench,
  screens,
};
const [name = "start", ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) fail(`There is no command "${name}". There are: ${Object.keys(commands).join(", ")}.`);

await install();
process.exitCode = (await command(args)) ?? 0;
