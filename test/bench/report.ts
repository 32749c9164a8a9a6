// What was measured, as a table on the screen, as JSON in results/, and as the tables of README.md.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { load, machine, type Row, rounds } from "./measure.ts";

/** A row, and the run it is from: parts of a group can be measured on different days. */
interface Measured extends Row {
  measuredAt: string;
  load: { before: number; after: number };
  rounds: number;
}
interface Report {
  group: string;
  machine: ReturnType<typeof machine>;
  versions: Record<string, string>;
  rows: Measured[];
}

const here = fileURLToPath(new URL(".", import.meta.url));
const results = join(here, "results");
const order = ["relay.json", "documents.json", "app.json"];

/** Puts these in the place of what was measured of the same things before, and shows them. */
export function keepRows(group: string, rows: readonly Row[], loadBefore: number): void {
  mkdirSync(results, { recursive: true });
  const file = join(results, `${group}.json`);
  const how = { measuredAt: new Date().toISOString(), load: { before: loadBefore, after: load() }, rounds };
  const fresh = rows.map((row): Measured => ({ ...row, ...how }));
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Report).rows : [];
  const same = (a: Row, b: Row) => a.group === b.group && a.what === b.what;
  const kept = before.map((row) => fresh.find((one) => same(one, row)) ?? row);
  const added = fresh.filter((row) => !before.some((one) => same(one, row)));
  const report = { group, machine: machine(), versions: versions(), rows: inSections([...kept, ...added]) };
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  console.log(`\n${asTables({ ...report, rows: fresh })}`);
}

/** What was first measured later stands where its section is. */
function inSections(rows: readonly Measured[]): Measured[] {
  return [...new Set(rows.map((row) => row.group))].flatMap((section) => rows.filter((row) => row.group === section));
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

function asTables({ group, machine: on, rows }: Report): string {
  const sections = [...new Set(rows.map((row) => row.group))].map((section) => {
    const own = rows.filter((row) => row.group === section);
    const names = [...new Set(own.flatMap((row) => Object.keys(row.figures)))];
    const lines = own.map((row) => {
      const cells = names.map((name) => cell(row.figures[name]));
      const target = row.target ? `${row.target.text}: ${row.target.reached ? "**reached**" : "not reached"}` : "";
      return `| ${row.what} (${row.unit}) | ${cells.join(" | ")} | ${target} |`;
    });
    const notes = [...new Set(own.flatMap((row) => row.notes))].map((note) => `\n- ${note}`).join("");
    const head = `| what | ${names.join(" | ")} | target |\n|${" --- |".repeat(names.length + 2)}`;
    return `**${section}** (${[...new Set(own.map(howOf))].join("; ")})\n\n${head}\n${lines.join("\n")}${notes && `\n${notes}`}`;
  });
  return `### ${group}\n\nOn ${on.cores} × ${on.cpu}, Node ${on.node}.\n\n${sections.join("\n\n")}`;
}

const howOf = ({ measuredAt, load: busy, rounds: times }: Measured) =>
  `${measuredAt.slice(0, 16).replace("T", " ")}, ${times} runs, load ${busy.before} to ${busy.after}`;

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
