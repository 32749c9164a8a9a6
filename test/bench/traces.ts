// Recordings of real writing, read from FOGATA_TRACES or ../shared/data/traces when they are there; nothing is copied here.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const folder = process.env.FOGATA_TRACES ?? fileURLToPath(new URL("../../../shared/data/traces", import.meta.url));

export interface Trace {
  endContent: string;
  edits: [position: number, deleted: number, inserted: string][];
}

export function readTrace(name: string): Trace | null {
  const file = join(folder, `${name}.json.gz`);
  if (!existsSync(file)) {
    console.error(`  The recording ${name} is not here (FOGATA_TRACES names its folder): what needs it is left out.`);
    return null;
  }
  const { endContent, txns } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as {
    endContent: string;
    txns: { patches: Trace["edits"] }[];
  };
  return { endContent, edits: txns.flatMap(({ patches }) => patches) };
}
