// What was measured, as a table on the screen, as JSON in results/, and as the tables of README.md.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { load, machine, type Row, rounds } from "./measure.ts";

export interface Report {
  group: string;
  measuredAt: string;
  machine: ReturnType<typeof machine>;
  versions: Record<string, string>;
  load: { before: number; after: number };
  rounds: number;
  seconds: number;
  rows: Row[];
}

const here = fileURLToPath(new URL(".", import.meta.url));
const results = join(here, "results");
const order = ["relay.json", "documents.json", "app.json"];

export function writeReport(group: string, rows: Row[], how: { loadBefore: number; seconds: number }): void {
  mkdirSync(results, { recursive: true });
  const report: Report = {
    group,
    measuredAt: new Date().toISOString(),
    machine: machine(),
    versions: versions(),
    load: { before: how.loadBefore, after: load() },
    rounds,
    seconds: Math.round(how.seconds),
    rows,
  };
  writeFileSync(join(results, `${group}.json`), `${JSON.stringify(report, null, 2)}\n`);
  console.log(`\n${asTables(report)}`);
}

/** Puts the latest tables of all groups between the two marks of README.md. */
export function writeReadme(): void {
  const file = join(here, "README.md");
  const [head, rest] = readFileSync(file, "utf8").split("<!-- tables -->");
  const tail = rest?.split("<!-- /tables -->")[1];
  if (head === undefined || tail === undefined) throw new Error("README.md has lost its marks");
  const reports = readdirSync(results)
    .filter((name) => name.endsWith(".json"))
    .sort((a, b) => order.indexOf(a) - order.indexOf(b))
    .map((name) => JSON.parse(readFileSync(join(results, name), "utf8")) as Report);
  writeFileSync(file, `${head}<!-- tables -->\n\n${reports.map(asTables).join("\n\n")}\n\n<!-- /tables -->${tail}`);
}

function asTables({ group, measuredAt, machine: on, load: busy, rounds: times, seconds, rows }: Report): string {
  const intro =
    `### ${group}\n\nMeasured ${measuredAt.slice(0, 16).replace("T", " ")} on ${on.cores} × ${on.cpu}, Node ${on.node}, ` +
    `load ${busy.before} before and ${busy.after} after; median of ${times} runs (lowest–highest); ` +
    `the group took ${Math.round(seconds / 60)} minutes.`;
  const sections = [...new Set(rows.map((row) => row.group))].map((section) => {
    const own = rows.filter((row) => row.group === section);
    const names = [...new Set(own.flatMap((row) => Object.keys(row.figures)))];
    const lines = own.map((row) => {
      const cells = names.map((name) => cell(row.figures[name]));
      const target = row.target ? `${row.target.text}: ${row.target.reached ? "**reached**" : "not reached"}` : "";
      return `| ${row.what} (${row.unit}) | ${cells.join(" | ")} | ${target} |`;
    });
    const notes = [...new Set(own.flatMap((row) => row.notes))].map((note) => `\n- ${note}`).join("");
    return `**${section}**\n\n| what | ${names.join(" | ")} | target |\n|${" --- |".repeat(names.length + 2)}\n${lines.join("\n")}${notes && `\n${notes}`}`;
  });
  return `${intro}\n\n${sections.join("\n\n")}`;
}

function cell(figure: Row["figures"][string] | undefined): string {
  if (!figure) return "–";
  if (typeof figure === "string") return figure;
  const { median, min, max, runs } = figure;
  return runs > 1 && min !== max ? `${short(median)} (${short(min)}–${short(max)})` : short(median);
}

function short(value: number): string {
  if (Number.isNaN(value)) return "–";
  if (Math.abs(value) >= 10_000) return Math.round(value).toLocaleString("en-GB");
  return String(Number(value.toPrecision(3)));
}

function versions(): Record<string, string> {
  const names = [
    "@automerge/automerge",
    "@automerge/automerge-repo",
    "@hocuspocus/server",
    "@y/websocket-server",
    "yjs",
    "ws",
    "classic-level",
  ];
  return Object.fromEntries(
    names.map((name) => {
      const text = readFileSync(join(here, "node_modules", name, "package.json"), "utf8");
      return [name, (JSON.parse(text) as { version: string }).version];
    }),
  );
}
