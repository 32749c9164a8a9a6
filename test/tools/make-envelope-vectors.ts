// Writes packages/keys/vectors/envelopes-2.json, the same every time: `npx tsx test/tools/make-envelope-vectors.ts`. Run
// it for a new format version only, and keep the old file beside the new.
import { writeFile } from "node:fs/promises";
import { envelopeVectors } from "./envelope-vectors/index.ts";

const text = await envelopeVectors();
await writeFile(new URL("../../packages/keys/vectors/envelopes-2.json", import.meta.url), text);
console.log(`${JSON.parse(text).vectors.length} envelopes`);
