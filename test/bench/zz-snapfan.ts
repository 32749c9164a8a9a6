import { fanOut } from "./relay/fan-out.ts";
import { fogata } from "./relay/speak-fogata.ts";
import { floor, synced } from "./relay/speak-raw.ts";

for (const row of await fanOut([floor, synced, fogata], 10)) console.log(JSON.stringify(row));
process.exit(0);
