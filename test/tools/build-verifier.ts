// packages/verify/fogata-verify.js: the verifier as one script that any supported Node and any browser run as it is.
// `npx tsx test/tools/build-verifier.ts` writes it; a test holds it to the source.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const folder = new URL("../../packages/verify/", import.meta.url);
export const scriptFile = fileURLToPath(new URL("fogata-verify.js", folder));
const banner =
  "// Checks records of what a group decided. Made from packages/verify/src by test/tools/build-verifier.ts; read it there.\n";

export async function verifierScript(): Promise<string> {
  const made = await build({
    configFile: false,
    publicDir: false,
    logLevel: "silent",
    root: fileURLToPath(folder),
    build: {
      write: false,
      target: "es2022",
      // Anyone may want to read what they run.
      minify: false,
      lib: { entry: "src/main.ts", formats: ["iife"], name: "fogataVerify" },
    },
  });
  const [output] = Array.isArray(made) ? made : [made];
  if (!output || !("output" in output) || output.output.length !== 1) throw new Error("not one script");
  return banner + output.output[0].code;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(scriptFile, await verifierScript());
