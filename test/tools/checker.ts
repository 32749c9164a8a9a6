// check-a-decision.html in the built app: the verifier's page with its script and style inside, so that one file is all it
// takes, on any disk and without a connection. The app's service worker keeps it with everything else.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

export const checkerFile = "check-a-decision.html";

export function checker(): Plugin {
  return {
    name: "checker",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: checkerFile, source: checkerPage() });
    },
  };
}

export function checkerPage(): string {
  const [page, style, script] = ["html", "css", "js"].map(read) as [string, string, string];
  const made = new Map([
    ['<link rel="stylesheet" href="fogata-verify.css" />', `<style>${style}</style>`],
    ['<script src="fogata-verify.js"></script>', `<script>${script}</script>`],
    // Nothing but these very words runs in it.
    ["script-src 'self' file:", `script-src ${hashOf(script)}`],
    ["style-src 'self' file:", `style-src ${hashOf(style)}`],
  ]);
  return [...made].reduce((whole, [from, to]) => {
    if (whole.split(from).length !== 2) throw new Error(`the verifier's page has no ${from}`);
    return whole.replace(from, () => to);
  }, page);
}

const read = (kind: string) =>
  readFileSync(new URL(`../../packages/verify/fogata-verify.${kind}`, import.meta.url), "utf8");
const hashOf = (words: string) => `'sha256-${createHash("sha256").update(words).digest("base64")}'`;
