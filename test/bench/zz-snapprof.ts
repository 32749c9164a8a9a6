import { fanOut } from "./relay/fan-out.ts";
import { fogata } from "./relay/speak-fogata.ts";

for (const row of await fanOut(
  [{ ...fogata, env: { ...fogata.env, NODE_OPTIONS: "--import=file:///tmp/fogata/snapshots/pre.mjs" } }],
  10,
))
  console.log(JSON.stringify(row));
process.exit(0);
