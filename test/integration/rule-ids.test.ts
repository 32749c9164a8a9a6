// Rules are listed once, each under an id of its own, and a test quotes only ids that stand in a list.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { filesEnding, textOf } from "./boundaries/source.ts";

const lists = [
  ...["domain", "keys", "sync"].map((name) => `packages/${name}/README.md`),
  "packages/protocol/PROTOCOL.md",
  "sync-server/README.md",
];
const listed = lists.flatMap((list) =>
  [
    ...readFileSync(new URL(`../../${list}`, import.meta.url), "utf8").matchAll(/^(?:- \*\*|\| \**)([DKPSR]\d+)\b/gm),
  ].map(([, id]) => id!),
);

test("no two rules have one id", () => {
  expect(listed.length).toBeGreaterThan(200);
  expect(listed.filter((id, i) => listed.indexOf(id) !== i)).toEqual([]);
});

test("every id that a test quotes is listed", () => {
  const known = new Set(listed);
  const tests = [...filesEnding(".test.ts"), ...filesEnding(".test.tsx"), ...filesEnding(".spec.ts")];
  const quoted = tests.flatMap((file) =>
    [...textOf(file).matchAll(/\b(?:test|describe)(?:\.each\([^)]*\))?\(\s*["'`]((?:[DKPSR]\d+[ –-]*)+)/g)].flatMap(
      ([, ids]) => [...ids!.matchAll(/[DKPSR]\d+/g)].map(([id]) => ({ id, file })),
    ),
  );
  expect(quoted.length).toBeGreaterThan(500);
  expect(quoted.filter(({ id }) => !known.has(id)).map(({ id, file }) => `${id} in ${file}`)).toEqual([]);
});
