// Adds to the built page what has to come before the app itself: the script that runs before the first paint, and a list
// by which the relay tells a browser, with the page, to ask for the WebAssembly (sync-server/src/hints.ts).
import { fileURLToPath } from "node:url";
import { build, type Plugin, type Rolldown } from "vite";
import { writingPath } from "../../src/address.ts";

const script = "/src/early.ts";

export function early(): Plugin {
  let building = false;
  return {
    name: "early",
    enforce: "post",
    async buildStart() {
      building = this.environment.mode === "build";
      if (building) this.emitFile({ type: "asset", name: "early.js", source: await bundled() });
    },
    transformIndexHtml: {
      order: "post",
      handler(_, { bundle }) {
        const file = Object.keys(bundle ?? {}).find((name) => /\/early-[^/]*\.js$/.test(name));
        const attrs = file ? { src: `/${file}` } : { type: "module", src: script };
        return [{ tag: "script", attrs, injectTo: "head" }];
      },
    },
    generateBundle(_, bundle) {
      // The largest by far, and so the first: all scripts together have come long before its end.
      const wasm = Object.keys(bundle).find((name) => name.endsWith(".wasm"));
      const hints = [{ path: writingPath.source, link: `</${wasm}>; rel=preload; as=fetch; crossorigin` }];
      this.emitFile({ type: "asset", fileName: "hints.json", source: JSON.stringify(hints) });
    },
  };
}

/** One plain script without imports: only such a one can hold the first paint back. */
async function bundled(): Promise<string> {
  const built = (await build({
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    build: {
      write: false,
      target: "es2023",
      rolldownOptions: { input: fileURLToPath(new URL(`../..${script}`, import.meta.url)), output: { format: "iife" } },
    },
  })) as Rolldown.RolldownOutput;
  return built.output[0].code;
}
