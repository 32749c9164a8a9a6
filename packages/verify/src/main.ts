// The command and the page, in one script: `node fogata-verify.js record.json`, or fogata-verify.html in any browser.
// Speaks to no network: what it is given it reads, what it finds it shows.
import { report } from "./report.ts";
import { type Verdict, verify } from "./verify.ts";

const check = (json: string) => verify(json, { crypto: globalThis.crypto, now: Date.now() });

if (typeof document === "undefined") void command();
else page();

/** Leaves with 0 if it is verified, 1 if it is refused, 2 if there was nothing to read. */
async function command(): Promise<void> {
  const [path, ...more] = process.argv.slice(2);
  if (path === undefined || more.length > 0) {
    console.error("node fogata-verify.js <record.json>");
    process.exitCode = 2;
    return;
  }
  try {
    const json = process.getBuiltinModule("node:fs").readFileSync(path, "utf8");
    const verdict = await check(json);
    console.log(lines(verdict));
    process.exitCode = verdict.ok ? 0 : 1;
  } catch {
    console.error(`Cannot read ${path}`);
    process.exitCode = 2;
  }
}

function page(): void {
  const file = document.querySelector<HTMLInputElement>("#record")!;
  const found = document.querySelector<HTMLElement>("#found")!;
  file.addEventListener("change", async () => {
    const [one] = file.files ?? [];
    if (!one) return;
    const verdict = await check(await one.text());
    found.textContent = lines(verdict);
    found.dataset.verdict = verdict.ok ? "verified" : "refused";
  });
}

function lines(verdict: Verdict): string {
  return report(verdict).join("\n");
}
