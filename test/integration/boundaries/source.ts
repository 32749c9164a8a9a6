// A source file as the rules see it: where it stands, what it imports, its syntax tree. Reads; judges nothing.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { type ESTree, parseSync } from "vite";

/** Parts of the repository with import rules of their own. */
export type Region = "domain" | "keys" | "protocol" | "sync" | "verify" | "src" | "relay" | "test";

export interface Import {
  specifier: string;
  line: number;
}
export interface Source {
  path: string;
  text: string;
  region: Region;
  /** Tests and what only tests use. */
  isTest: boolean;
  imports: Import[];
  program: ESTree.Program;
  comments: readonly { value: string; start: number }[];
}

const root = fileURLToPath(new URL("../../..", import.meta.url));
const regions: [prefix: string, region: Region][] = [
  ["packages/domain/", "domain"],
  ["packages/keys/", "keys"],
  ["packages/protocol/", "protocol"],
  ["packages/sync/", "sync"],
  ["packages/verify/", "verify"],
  ["src/", "src"],
  ["sync-server/", "relay"],
];

export function regionOf(path: string): Region {
  return regions.find(([prefix]) => path.startsWith(prefix))?.[1] ?? "test";
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** Every file git knows or would know, by the end of its name. */
export function filesEnding(...endings: string[]): string[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: root });
  return [...new Set(listed.toString().split("\n"))]
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .filter((path) => existsSync(posix.join(root, path)));
}

export function textOf(path: string): string {
  return readFileSync(posix.join(root, path), "utf8");
}

/** Throws on a file that does not parse: nothing in it could be judged. */
export function parseSource(path: string, text: string): Source {
  const { program, module, comments, errors } = parseSync(path, text, { lang: path.endsWith("x") ? "tsx" : "ts" });
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const found: { specifier: string; start: number }[] = [];
  for (const one of module.staticImports) found.push({ specifier: one.moduleRequest.value, start: one.start });
  for (const one of module.staticExports)
    for (const entry of one.entries)
      if (entry.moduleRequest) found.push({ specifier: entry.moduleRequest.value, start: one.start });
  for (const { moduleRequest } of module.dynamicImports) {
    const written = text.slice(moduleRequest.start, moduleRequest.end);
    // An address put together at run time cannot be judged, so it is judged as foreign.
    found.push({ specifier: /^(["'`])([^$]*)\1$/.exec(written)?.[2] ?? "<computed>", start: moduleRequest.start });
  }
  for (const match of text.matchAll(
    /\b(?:require(?:\.resolve)?|import)\(\s*(["'])([^"']+)\1\s*\)\s*(?=[.;)\]<]|$)/gm,
  )) {
    found.push({ specifier: match[2] ?? "", start: match.index });
  }
  return {
    path,
    text,
    region: regionOf(path),
    isTest: regionOf(path) === "test" || /\.(test|spec|contract|suite)\.tsx?$|\/testing\//.test(path),
    imports: found.map(({ specifier, start }) => ({ specifier, line: lineAt(text, start) })),
    program,
    comments,
  };
}

export function allSources(): Source[] {
  return filesEnding(".ts", ".tsx")
    .filter((path) => !path.endsWith(".d.ts"))
    .map((path) => parseSource(path, textOf(path)));
}
