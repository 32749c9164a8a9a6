// What a group decided, taken out of it as a file, and what a verifier says that shares nothing with the app.
import { report, verify } from "@fogata/verify";
import { describe, expect, test } from "vitest";
import { alteredRecords, checkedAtMs, goodRecords } from "../support/decision-records.ts";

const check = (json: string) => verify(json, { crypto: globalThis.crypto as Crypto, now: checkedAtMs });

describe("D35 a record of a decision", () => {
  test("made by the app is verified by a stranger, with the same answers counted", async () => {
    for (const { name, json } of await goodRecords()) {
      const verdict = await check(json);
      expect(verdict, name).toMatchObject({ ok: true });
      expect(report(verdict)[0]).toMatch(/^VERIFIED/);
    }
  });

  test("altered, or made by somebody who signs what the app refuses, is refused for its reason", async () => {
    const wrong: string[] = [];
    for (const { name, json, reason } of await alteredRecords()) {
      const verdict = await check(json);
      const found = verdict.ok ? "verified" : verdict.reason;
      if (found !== reason) wrong.push(`${name}: ${found}, not ${reason}`);
    }
    expect(wrong).toEqual([]);
  });
});
