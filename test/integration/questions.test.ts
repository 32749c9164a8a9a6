// S130–S132: what is signed about a question reaches every device of the circle and comes to the same there, whoever was
// away when; over real devices and a real relay.

import { saying } from "@fogata/domain";
import { expect, test } from "vitest";
import { groupOfPeople } from "../support/belonging.ts";
import { ownRelay } from "../support/own-relay.ts";
import { answer, ask, factsOf, questionsOf, say, sha256 } from "../support/questions.ts";

const here = ownRelay();

test("S130 Alice asks, Bob and Carol answer while she is away; all agree, Carol closes, and every device says the same", async () => {
  const c = await groupOfPeople(here.address, 3);
  const { Alice, Bob, Carol } = c.people;
  let now = Date.now();
  const before = c.of(Bob).said;
  const proposal = await ask(Alice, c.group, "We meet on Thursdays.", now);
  await answer(Alice, c.group, { proposal, kind: "agree", now: ++now });
  // Bob's picture says that there is something new to look at.
  await c.sees(Bob, ({ said }) => said >= before + 2);
  await Alice.device.flush();
  await Alice.close();
  await answer(Bob, c.group, { proposal, kind: "agree", now: ++now });
  for (const one of [Bob, Carol]) {
    await expect
      .poll(async () => (await questionsOf(one, c.group, now))[0]?.people.filter((p) => p.answer).length)
      .toBe(2);
  }
  await answer(Carol, c.group, { proposal, kind: "agree", now: ++now });
  const facts = await factsOf(Carol, c.group, ++now);
  const closing = await say(Carol, c.group, saying.close(facts, proposal), now);
  const [hers] = await questionsOf(Carol, c.group, now);
  expect(hers!.state).toEqual({ kind: "decided" });
  expect(hers!.decided).toMatchObject({ closing });

  await Alice.open();
  for (const one of [Alice, Bob]) {
    await expect.poll(async () => (await questionsOf(one, c.group, now))[0]?.state.kind).toBe("decided");
    expect((await questionsOf(one, c.group, now))[0]!.decided).toEqual(hers!.decided);
  }
});

test("S131 who is entitled is who belonged when it was asked: Dave, who came later, speaks and is not counted", async () => {
  const c = await groupOfPeople(here.address, 4, { strangers: 1 });
  const { Alice, Dave } = c.people;
  let now = Date.now();
  const proposal = await ask(Alice, c.group, "We meet on Thursdays.", now);
  await expect.poll(async () => (await questionsOf(Dave, c.group, now)).length).toBe(1);
  for (const by of ["Alice", "Bob"] as const) await c.act(c.people[by], { type: "welcome", members: [c.idOf("Dave")] });
  await c.sees(Dave, (g) => g.standing.full === 4);
  await answer(Dave, c.group, { proposal, kind: "agree", now: ++now });
  await expect
    .poll(
      async () =>
        (await questionsOf(Alice, c.group, now))[0]!.people.find((p) => p.person === c.idOf("Dave"))?.answer?.kind,
    )
    .toBe("agree");
  const [view] = await questionsOf(Alice, c.group, now);
  expect(view!.people.find((p) => p.person === c.idOf("Dave"))).toMatchObject({ counted: false, as: "new-joiner" });
  expect(view!.people.filter(({ counted }) => counted)).toHaveLength(3);
  // Heads that nobody here has ever seen say nothing of who belonged.
  expect(await Alice.device.rolls(c.group, [["0".repeat(64)]])).toEqual([null]);
});

test("S132 the bytes behind a decision are those that were signed: their hashes are the names they go by", async () => {
  const c = await groupOfPeople(here.address, 2);
  const { Alice, Bob } = c.people;
  const now = Date.now();
  const proposal = await ask(Alice, c.group, "We meet on Thursdays.", now);
  await expect.poll(async () => (await questionsOf(Bob, c.group, now)).length).toBe(1);
  const evidence = (await Bob.device.evidence(c.group, [proposal, "0".repeat(64)]))!;
  expect(evidence.statements.map(({ hash }) => hash)).toEqual([proposal]);
  const hash = Buffer.from(await sha256(evidence.statements[0]!.bytes)).toString("hex");
  expect(hash).toBe(proposal);
  expect(evidence.operations.length).toBeGreaterThan(1);
  expect(await Bob.device.evidence("0".repeat(64), [proposal])).toBe(null);
});

test("S130 where a device said something stands in its own chain, in order, for everybody alike", async () => {
  const c = await groupOfPeople(here.address, 2);
  const { Alice, Bob } = c.people;
  let now = Date.now();
  const first = await ask(Alice, c.group, "We meet on Thursdays.", now);
  const second = await answer(Alice, c.group, { proposal: first, kind: "agree", now: ++now });
  const marksAt = async (who: typeof Bob) => {
    const { published } = (await who.device.spoken(c.group, ["proposal"]))!;
    return published.filter(({ statement }) => statement === first || statement === second);
  };
  await expect.poll(async () => (await marksAt(Bob)).length).toBe(2);
  const marks = await marksAt(Bob);
  const at = (hash: string) => marks.find(({ statement }) => statement === hash)!.n;
  expect(at(second)).toBeGreaterThan(at(first));
  await expect
    .poll(async () => (await marksAt(Alice)).sort((a, b) => a.n - b.n))
    .toEqual(marks.sort((a, b) => a.n - b.n));
});
