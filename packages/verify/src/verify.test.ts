// Committed records: what was decided must be verified tomorrow as today, and what was altered be refused for its reason.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { decode, encode, type Item } from "./cbor.ts";
import { reasons, report } from "./report.ts";
import { verify } from "./verify.ts";

interface Vector {
  name: string;
  json: string;
  reason?: string;
}
const read = (file: string): Vector[] =>
  readFileSync(new URL(`../vectors/${file}`, import.meta.url), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Vector);
const good = [1, 2, 3].flatMap((n) => read(`records-${n}.jsonl`));
const refused = [1, 2, 3].flatMap((n) => read(`refused-records-${n}.jsonl`));
const now = Date.UTC(2027, 0, 1);
const check = (json: string) => verify(json, { crypto: globalThis.crypto as Crypto, now });

describe("D47 a record", () => {
  test.each(good)("$name: verified", async ({ json }) => {
    const verdict = await check(json);
    expect(verdict).toMatchObject({ ok: true });
    expect(report(verdict)[0]).toMatch(/^VERIFIED/);
  });

  test("is told in plain sentences: who said what, who said nothing, and what cannot be seen from it", async () => {
    const gone = good.find(({ name }) => name.startsWith("somebody removed"))!;
    const lines = report(await check(gone.json));
    expect(lines).toEqual(
      expect.arrayContaining([
        "Decided: Children may come on their own from ten years.",
        "Rule: all agree",
        "Asked by Alice on 2026-01-05 12:00 UTC, open until 2026-01-12 12:00 UTC",
        "Closed by Bob on 2026-01-14 12:00 UTC",
        "  Alice: agrees",
        "  Carol: silence",
        "  Dan: no: “Dan says why” (had gone when it was closed: not counted)",
        "Text: Children",
      ]),
    );
    expect(lines.at(-1)).toMatch(/^Not to be seen from a record/);
    expect(report(await check("{"))[0]).toMatch(/^REFUSED/);
  });

  test("D50 tells of words that were taken back that they were, and nowhere which: not in the file, nor of an older one", async () => {
    const apart = good.find(({ name }) => name.startsWith("words taken back by both"))!;
    const inside = good.find(({ name }) => name.startsWith("older words taken back"))!;
    expect(apart.json).not.toContain("stairs");
    for (const { json } of [apart, inside]) {
      const lines = report(await check(json));
      expect(lines).toContain("  Dan: agrees with a concern (took back the words of their reason)");
      expect(lines.join()).not.toContain("stairs");
      expect(lines.find((line) => line.startsWith("Note:"))).toContain("took back the words of their reason");
    }
  });

  test.each(refused)("$name: refused, $reason", async ({ json, reason }) => {
    expect(await check(json)).toMatchObject({ ok: false, reason });
  });

  test("there are enough of both, and no reason is without a record", () => {
    expect(good.length).toBeGreaterThanOrEqual(8);
    expect(refused.length).toBeGreaterThanOrEqual(50);
    expect(new Set(refused.map(({ reason }) => reason))).toEqual(new Set(Object.keys(reasons)));
  });

  test("with any one letter of a statement or an operation changed it is refused", async () => {
    const record = JSON.parse(good[1]!.json) as { statements: string[]; operations: string[] };
    const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    let tried = 0;
    for (const list of ["statements", "operations"] as const)
      for (const [i, text] of record[list].entries())
        for (let at = (i * 7) % 13; at < text.length; at += 37) {
          const other = letters[(letters.indexOf(text[at]!) + 1) % letters.length]!;
          const bent = structuredClone(record);
          bent[list][i] = text.slice(0, at) + other + text.slice(at + 1);
          const verdict = await check(JSON.stringify(bent));
          expect(verdict.ok, `${list} ${i}, letter ${at}`).toBe(false);
          tried++;
        }
    expect(tried).toBeGreaterThan(200);
  });

  test("dated ahead of whoever reads it, it is refused until then", async () => {
    const early = await verify(good[0]!.json, { crypto: globalThis.crypto as Crypto, now: 0 });
    expect(early).toMatchObject({ ok: false, reason: "before-its-date" });
  });
});

test("operations are read in their one shortest form", () => {
  const items: Item[] = [0, 23, 24, 255, 256, 65_536, 2 ** 40, "é", null, new Uint8Array(300), [[], [1, [2]]]];
  for (const item of items) expect(decode(encode(item))).toEqual(item);
  for (const bad of [[0x18, 0x01], [0x19, 0x00, 0xff], [0xf5], [0x81], [0x61, 0xff], [0x00, 0x00], [0x9f, 0xff], []])
    expect(decode(Uint8Array.from(bad))).toBe(null);
});
