// What a group decided, taken out of it as a file, and what a verifier says that shares nothing with the app.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { saying } from "@fogata/domain";
import { person } from "@fogata/keys/testing";
import { report, verify } from "@fogata/verify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decidingGroup, doc, p } from "../support/deciding-group.ts";
import {
  type Altered,
  alteredRecords,
  checkedAtMs,
  goodRecords,
  laterRecords,
  type Made,
  takenBackRecords,
} from "../support/decision-records/index.ts";
import { scriptFile, verifierScript } from "../tools/build-verifier.ts";

const check = (json: string) => verify(json, { crypto: globalThis.crypto as Crypto, now: checkedAtMs });
const committed = (name: string) =>
  [1, 2, 3].flatMap((version) =>
    readFileSync(new URL(`../../packages/verify/vectors/${name}-${version}.jsonl`, import.meta.url), "utf8")
      .trimEnd()
      .split("\n"),
  );
/** Which of these were written otherwise when they were committed. */
const differing = (made: readonly Made[], name: string) => {
  const lines = new Set(committed(name));
  return made.filter((one) => !lines.has(JSON.stringify(one))).map((one) => one.name);
};

let good: Made[];
let altered: Altered[];
beforeAll(async () => {
  good = await goodRecords();
  altered = await alteredRecords();
  const later = await laterRecords();
  const taken = await takenBackRecords();
  good.push(...later.good, ...taken.good);
  altered.push(...later.altered, ...taken.altered);
});

describe("D47 a record of a decision", () => {
  test("made by the app is verified by a stranger", async () => {
    for (const { name, json } of good) expect(await check(json), name).toMatchObject({ ok: true });
  });

  test("altered, or made by somebody who signs what the app refuses, is refused for its reason", async () => {
    const wrong: string[] = [];
    for (const { name, json, reason } of altered) {
      const verdict = await check(json);
      const found = verdict.ok ? "verified" : verdict.reason;
      if (found !== reason) wrong.push(`${name}: ${found}, not ${reason}`);
    }
    expect(wrong).toEqual([]);
  });

  test("is written today byte for byte as the committed ones were", () => {
    expect(differing(good, "records")).toEqual([]);
    expect(differing(altered, "refused-records")).toEqual([]);
  });
});

describe("D50 with a changed app nobody makes the group's record one that is refused", () => {
  const why = "The stairs are steep.";
  async function asked() {
    const g = await decidingGroup(["Alice", "Bob", "Carol", "Dan"], { apart: true });
    await g.asks("Alice");
    g.day(1);
    for (const name of ["Alice", "Bob", "Carol"]) await g.answers(name, "agree");
    const said = { doc, text: g.view().wordings[0]!.text };
    return { g, said };
  }
  type Asked = Awaited<ReturnType<typeof asked>>;
  const takes = async ({ g, said }: Asked, name: string, details: Record<string, string>) =>
    g.says(name, { ...said, what: "proposal words taken back", details: { of: g.proposal(), ...details } });

  test.each<[string, (at: Asked & { concern: string; closing: string }) => Promise<unknown>]>([
    [
      "Carol takes back Dan's words, as a word about the question",
      (at) => takes(at, "Carol", { proposal: at.g.proposal(), words: at.concern }),
    ],
    [
      "Dan takes back his own, after what nobody has",
      (at) => takes(at, "Dan", { proposal: at.g.proposal(), after: "ab".repeat(16), words: at.concern }),
    ],
    [
      "Dan calls it back where nobody can, and takes back why",
      async (at) => {
        const { g, said, closing } = at;
        const details = { proposal: g.proposal(), closing, reason: why };
        const words = await g.says("Dan", { ...said, what: "decision called back", details, apart: ["reason"] });
        await takes(at, "Dan", { words });
      },
    ],
  ])("%s", async (_, forge) => {
    const at = await asked();
    const concern = await at.g.answers("Dan", "concern", { reason: why });
    const closing = await at.g.closes("Bob");
    await forge({ ...at, concern, closing });
    expect(await check(JSON.stringify(at.g.record()))).toMatchObject({ ok: true });
    expect(at.g.view().concerns).toMatchObject([{ reason: why, takenBack: false }]);
  });

  test.each(["answer", "kept", "proposal", "after"])(
    "Dan keeps apart what his answer is counted by: %s",
    async (name) => {
      const at = await asked();
      const details = { proposal: at.g.proposal(), answer: "concern", kept: true, after: "", reason: why };
      const words = await at.g.says("Dan", { ...at.said, what: "proposal answer", details, apart: ["reason", name] });
      await at.g.closes("Bob");
      await takes(at, "Dan", { words });
      const verdict = await check(JSON.stringify(at.g.record()));
      expect(verdict).toMatchObject({ ok: true });
      expect(report(verdict).join()).not.toContain(why);
    },
  );
});

test("D29 D47 what a working group decided again after Eve, from outside, had called it back is verified, and her why is the group's", async () => {
  const g = await decidingGroup(["Alice", "Bob"], { apart: true, inside: true });
  g.knows("Eve", await person(p, "Eve"));
  await g.asks("Alice");
  for (const name of ["Alice", "Bob"]) await g.answers(name, "agree");
  await g.closes("Bob");
  const called = saying.callBack(g.facts(), g.proposal(), "Nobody asked the neighbours.");
  if (!called.ok) throw new Error(called.reason);
  await g.says("Eve", called.value, { circle: "e0".repeat(32) });
  expect(g.view().state).toEqual({ kind: "talking-again", why: ["called-back"] });
  expect(g.record().statements.join()).not.toContain("called back");
  for (const name of ["Alice", "Bob"]) await g.answers(name, "agree");
  await g.closes("Alice");
  expect(g.view().state).toEqual({ kind: "decided" });
  const record = g.record();
  expect(await check(JSON.stringify(record))).toMatchObject({ ok: true });
  expect(JSON.stringify(record)).not.toContain("neighbours");

  const refused = async (from: string, to: string) => {
    const statements = record.statements.map((one) => (one.includes("called back") ? one.replace(from, to) : one));
    expect(statements).not.toEqual(record.statements);
    return check(JSON.stringify({ ...record, statements }));
  };
  expect(await refused('"what":"decision called back"', '"what":"proposal answer"')).toMatchObject({
    reason: "stranger",
  });
  expect(await refused('"time":1', '"time":2')).toMatchObject({ ok: false });
  // A word from around that nobody in here knew of proves nothing.
  const other = await g.says("Eve", { ...called.value, text: "ab".repeat(32) }, { circle: "e0".repeat(32) });
  const more = g.recordAnyway(record.closing, [other]);
  expect(await check(JSON.stringify(more))).toMatchObject({ reason: "other-circle" });
});

describe("D47 the verifier as people run it", () => {
  const folder = mkdtempSync(join(tmpdir(), "fogata-record-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (...args: string[]) =>
    new Promise<{ code: number; said: string }>((done) => {
      execFile(process.execPath, [scriptFile, ...args], (fault, out, err) =>
        done({ code: typeof fault?.code === "number" ? fault.code : 0, said: out + err }),
      );
    });
  const file = (json: string) => {
    const path = join(folder, "record.json");
    writeFileSync(path, json);
    return path;
  };

  test("is one script, made from the source that is read here", async () => {
    expect(await verifierScript()).toBe(readFileSync(scriptFile, "utf8"));
  });

  test("as a command says what it found, and by how it ends whether to believe it", async () => {
    const verified = await run(file(good[0]!.json));
    expect(verified).toMatchObject({ code: 0, said: expect.stringMatching(/^VERIFIED.*Dan: agrees with a concern/s) });
    const refused = await run(file(altered.find(({ reason }) => reason === "rule-does-not-hold")!.json));
    expect(refused).toMatchObject({ code: 1, said: expect.stringMatching(/^REFUSED.*do not fulfil the rule/s) });
    expect((await run()).code).toBe(2);
    expect((await run(join(folder, "nothing.json"))).code).toBe(2);
  });

  test("as a page can reach nobody", () => {
    const page = readFileSync(scriptFile.replace(/js$/, "html"), "utf8");
    expect(page).toContain("default-src 'none'");
    expect(page).not.toContain("connect-src");
    const script = readFileSync(scriptFile, "utf8");
    expect(script).not.toMatch(/\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|import\(|https?:/);
  });
});
