// Two judges that share no code, the app and the verifier, over the same random decisions: they must never differ.
import type { Rule } from "@fogata/domain";
import { verify } from "@fogata/verify";
import { expect, test } from "vitest";
import { type DecidingGroup, dayMs, decidingGroup, startMs, theText } from "../support/deciding-group.ts";

const seeds = Math.ceil(Number(process.env.FOGATA_RUNS ?? 400) / 10);
const names = ["Alice", "Bob", "Carol", "Dan", "Eve"];
const now = startMs + 400 * dayMs;

/** mulberry32: the same seed, the same story. */
function chance(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number) => Math.floor(next() * n);
  return { below, one: <T>(list: readonly T[]) => list[below(list.length)]!, often: (p: number) => next() < p };
}

async function played(seed: number): Promise<DecidingGroup> {
  const random = chance(seed);
  const g = await decidingGroup(["Alice", "Bob", "Carol"]);
  await g.brings("Dan", { full: true, by: ["Bob", "Alice"] });
  await g.brings("Eve", { full: false, by: ["Carol"] });
  const rules: Rule[] = [
    { kind: "all-agree" },
    { kind: "consent" },
    { kind: "majority", least: 2 },
    { kind: "few", number: 2 },
  ];
  // Sometimes dated back.
  const back = random.often(0.25) ? { at: startMs - 12 * dayMs, until: startMs - 2 * dayMs } : {};
  await g.asks("Alice", { rule: random.one(rules), ...back });
  let day = 0;
  let gone = false;
  for (let i = 0; i < 16 + random.below(12); i++) {
    if (random.often(0.35)) {
      day += random.below(5) + random.below(10) / 10;
      g.day(day);
    }
    const who = random.one(names);
    const kind = random.often(0.7)
      ? "agree"
      : random.one(["no", "concern", "pass", "stand-aside", "background"] as const);
    const deeds = [
      ...Array(8).fill(() => g.answers(who, kind)),
      ...Array(2).fill(() => g.answers(who, kind, { given: { to: g.who(random.one(names)).member, how: "scribe" } })),
      ...Array(3).fill(() => g.closes(who)),
      ...Array(3).fill(() => g.closesAnyway(who, { at: startMs + (day + random.below(3) - 1) * dayMs })),
      () => g.closesAnyway(who, { answers: [] }),
      ...Array(2).fill(() => g.rewords(who, { ...theText, title: `Text ${i}` })),
      ...Array(3).fill(() => g.asksForTime(who)),
      () => g.movesToMeeting(who),
      () => g.backFromMeeting(who, day + random.below(12)),
      async () => {
        if (gone || !random.often(0.5)) return;
        gone = true;
        await g.log.remove(g.who("Dan"), ["Alice", "Bob", "Carol"].map(g.who));
      },
    ] as (() => Promise<unknown>)[];
    try {
      await g.behind(random.often(0.3) ? random.below(4) : 0, random.one(deeds));
    } catch (fault) {
      // What the app refuses to say is not said.
      if (!(fault instanceof Error) || !fault.message.includes("cannot:")) throw fault;
    }
  }
  g.day(399);
  return g;
}

test(`D47 the app and the verifier agree on every closing of ${seeds} random decisions`, async () => {
  const counted = { yes: 0, no: 0 };
  for (let seed = 1; seed <= seeds; seed++) {
    const g = await played(seed);
    for (const { statement, valid, faults } of g.view().closings) {
      if (valid === "waiting") continue;
      const record = g.recordAnyway(statement);
      const verdict = await verify(JSON.stringify({ ...record, text: g.textOf(statement) }), {
        crypto: globalThis.crypto as Crypto,
        now,
      });
      const found = verdict.ok ? "verified" : verdict.detail;
      expect(verdict.ok ? "yes" : "no", `seed ${seed}, closing ${statement}: ${faults.join()} but ${found}`).toBe(
        valid,
      );
      counted[valid]++;
    }
  }
  expect(counted.yes).toBeGreaterThan(seeds / 3);
  expect(counted.no).toBeGreaterThan(seeds / 3);
});
