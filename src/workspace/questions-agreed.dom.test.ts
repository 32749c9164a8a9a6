// What agreements in force say of deciding, and what working groups decide: who is asked, for how long, by which rule, and
// how everybody hears of it.
import { type AnswerKind, type DecisionView, type DocumentId, saying, tell } from "@fogata/domain";
import { createRoot } from "solid-js";
import { expect, test } from "vitest";
import { bob } from "../../test/support/device-double.ts";
import { canal, open, settled, world, written } from "../../test/support/world.ts";
import { meetingCycleMs } from "./questions.ts";
import type { ToAsk } from "./questions.types.ts";
import { readFacts } from "./questions-facts.ts";
import { tellAfterMs } from "./questions-telling.ts";

type World = Awaited<ReturnType<typeof world>>;
const dayMs = 24 * 60 * 60 * 1000;
const given = (kind: AnswerKind) => ({ kind, reason: "", pin: null, given: null, confirms: null, kept: true });
const viewOf = (w: World, proposal: string): DecisionView =>
  w.group.questions.all().find((one) => one.proposal === proposal)!;

async function ask(w: World, about: ToAsk["about"], circle: string | null = null) {
  const wish = { about, circle, rule: { kind: "all-agree" } as const, sentence: "So be it.", until: w.clock.now() };
  const asked = await w.group.questions.ask(wish);
  await settled();
  return asked;
}
async function asked(w: World, about: ToAsk["about"], circle: string | null = null): Promise<string> {
  const made = await ask(w, about, circle);
  if (!made.ok) throw new Error(made.reason);
  return made.value;
}
/** Bob's phone says it, knowing what this device knows; from then on all is said but the closing. */
async function bothAgree(w: World, proposal: string): Promise<void> {
  const { circle, wordings } = viewOf(w, proposal);
  const { text } = wordings[0]!;
  expect((await w.group.questions.answer(proposal, { ...given("agree"), text })).ok).toBe(true);
  await bobSays(w, circle, (facts) => saying.answer(facts, proposal, text, given("agree")));
}
let hashes = 0;
type Facts = Parameters<typeof saying.close>[0];
async function bobSays(
  w: World,
  circle: string,
  make: (
    facts: Facts,
  ) => { ok: true; value: Parameters<typeof w.device.hearSaid>[0] | object } | { ok: false; reason: unknown },
): Promise<void> {
  const circles = circle === canal ? [canal] : [canal, circle];
  const facts = (await readFacts(w.device, { group: canal, circles, now: w.clock.now() })).get(circle)!;
  const words = make(facts);
  if (!words.ok) throw new Error(JSON.stringify(words.reason));
  const by = { person: bob.member, device: bob.devices[0]!.id, circle };
  const hash = (++hashes).toString(16).padStart(8, "b").padEnd(64, "b");
  w.device.hearSaid({ ...words.value, ...by, hash, time: w.clock.now() } as never);
  await settled();
}
async function decided(w: World, proposal: string): Promise<void> {
  await bothAgree(w, proposal);
  expect((await w.group.questions.close(proposal)).ok).toBe(true);
  await settled();
}
/** A working group that everybody sees in the list, in which I have a place. */
async function kitchen(w: World, o: { listed: boolean } = { listed: true }) {
  const opened = await w.group.circles.open("Kitchen");
  if (!opened.ok) throw new Error(opened.reason);
  await settled();
  if (!o.listed) return { circle: opened.value, id: "" };
  const page = createRoot((leave) => ({ ...w.group.openDocument("working-groups"), leave }));
  await settled();
  const added = page.change("add", { circle: opened.value, name: "Kitchen", mandate: "Soup.", agreement: null });
  if (!added.ok) throw new Error(added.reason);
  await settled();
  page.leave();
  return { circle: opened.value, id: added.value };
}

test("H1 a question stays open for as long as the agreement in force says, and for a meeting cycle before", async () => {
  const w = await world();
  expect(await w.group.questions.agreed()).toMatchObject({
    ok: true,
    value: { minimumMs: meetingCycleMs, rule: null },
  });
  const id = await written(
    w.group,
    "How we decide",
    'Open for <data value="minimum-days">30</data> days, by <data value="rule">consent</data>. ' +
      'Looked at again after <data value="review-days">180</data> days. ' +
      'Ends with <data value="removal-needs">4</data>; a few are <data value="few-needs">3</data>.',
  );
  const proposal = await asked(w, { kind: "draft", document: id });
  expect(viewOf(w, proposal).asked.minimumMs).toBe(meetingCycleMs);
  await decided(w, proposal);
  expect(await w.group.questions.agreed()).toEqual({
    ok: true,
    value: {
      ...{ minimumMs: 30 * dayMs, rule: { kind: "consent" }, few: 3, reviewDays: 180 },
      ...{ numbers: { removal: 4, welcomes: null }, numbersIn: [id] },
    },
  });
  const next = await asked(w, { kind: "question" });
  expect(viewOf(w, next).asked.minimumMs).toBe(30 * dayMs);
  expect(viewOf(w, next).date).toEqual({ kind: "until", at: w.clock.now() + 30 * dayMs });
});

test("B5 what a working group decides is asked there; where I have no place I cannot ask it", async () => {
  const w = await world();
  const { circle, id } = await kitchen(w);
  const doc = await written(w.group, "What we cook", "Soup on Tuesdays.");
  const page = open(w.group, doc);
  await settled();
  page.change("sayWhoDecides", { kind: "working-group", group: id as DocumentId });
  await settled();
  page.leave();
  expect(await w.group.questions.placeOf({ kind: "draft", document: doc })).toEqual({
    ok: true,
    value: { circle, name: "Kitchen" },
  });
  expect(viewOf(w, await asked(w, { kind: "draft", document: doc })).circle).toBe(circle);
  await w.group.circles.leave(circle);
  await settled();
  expect(await ask(w, { kind: "draft", document: doc })).toEqual({ ok: false, reason: "no-place" });
});

test("B6 whoever closes a question of a working group tells everybody; called back from there, it is talked about again", async () => {
  const w = await world();
  const { circle } = await kitchen(w);
  const proposal = await asked(w, { kind: "question" }, circle);
  expect(w.group.questions.told()).toEqual([]);
  await decided(w, proposal);
  const [told, ...others] = w.group.questions.told();
  expect(others).toEqual([]);
  expect(told).toMatchObject({ circle, proposal, sentence: "So be it.", by: [w.group.me().member], callBacks: [] });
  expect(viewOf(w, proposal).state).toEqual({ kind: "decided" });
  expect(await w.group.questions.callBackTold(told!.closing, " ")).toEqual({ ok: false, reason: "malformed" });
  expect(await w.group.questions.callBackTold("0".repeat(64), "Why?")).toEqual({ ok: false, reason: "unknown" });
  expect((await w.group.questions.callBackTold(told!.closing, "It is everybody’s kitchen.")).ok).toBe(true);
  await settled();
  expect(w.group.questions.told()[0]!.callBacks).toMatchObject([{ reason: "It is everybody’s kitchen." }]);
  expect(viewOf(w, proposal).state).toEqual({ kind: "talking-again", why: ["called-back"] });
});

test("B6 what another closed is told after a while if nobody has, and not twice", async () => {
  const w = await world();
  const { circle } = await kitchen(w);
  const [first, second] = [await asked(w, { kind: "question" }, circle), await asked(w, { kind: "question" }, circle)];
  for (const proposal of [first, second]) {
    await bothAgree(w, proposal);
    await bobSays(w, circle, (facts) => saying.close(facts, proposal));
    expect(viewOf(w, proposal).state).toEqual({ kind: "decided" });
  }
  expect(w.group.questions.told()).toEqual([]);
  await bobSays(w, canal, () => ({ ok: true, value: tell(viewOf(w, first))! }));
  expect(w.group.questions.told().map((one) => [one.proposal, one.by])).toEqual([[first, [bob.member]]]);
  w.clock.advance(tellAfterMs + 1000);
  await settled();
  expect(w.group.questions.told().map((one) => [one.proposal, one.by])).toEqual(
    expect.arrayContaining([
      [first, [bob.member]],
      [second, [w.group.me().member]],
    ]),
  );
  expect(w.group.questions.told()).toHaveLength(2);
});

test("B6 what people decide in a circle that is no working group is told nobody", async () => {
  const w = await world();
  const { circle } = await kitchen(w, { listed: false });
  await decided(w, await asked(w, { kind: "question" }, circle));
  w.clock.advance(tellAfterMs + 1000);
  await settled();
  expect(w.group.questions.told()).toEqual([]);
  expect((await w.device.spoken(canal, ["decision"]))!.statements).toEqual([]);
});

test("D42 what a text says is signed by whoever asks about it; where Bob signs other numbers than it says, nobody's yes is put to it", async () => {
  const w = await world();
  const words = 'Open for <data value="minimum-days">30</data> days.';
  const id = await written(w.group, "How we decide", words);
  const proposal = await asked(w, { kind: "draft", document: id });
  expect(viewOf(w, proposal).asked.says).toEqual({ "minimum-days": 30 });
  const { statements } = (await w.device.spoken(canal, ["proposal"]))!;
  const { doc, text, what, details } = statements.find(({ hash }) => hash === proposal)!;
  const before = new Set(w.group.questions.all().map((one) => one.proposal));
  await bobSays(w, canal, () => ({
    ok: true,
    value: { doc, text, what, details: { ...details, "says minimum-days": 1 } },
  }));
  const his = w.group.questions.all().find((one) => !before.has(one.proposal))!;
  const agree = { ...given("agree"), text };
  expect(await w.group.questions.answer(his.proposal, agree)).toEqual({ ok: false, reason: "says-otherwise" });
  expect((await w.group.questions.answer(his.proposal, { ...agree, kind: "pass" })).ok).toBe(true);
  // The other is decided, and from then on no question is open for less, whatever it says.
  await decided(w, proposal);
  w.clock.advance(1000);
  await bobSays(w, canal, () => ({
    ok: true,
    value: { doc: "", text, what, details: { ...details, about: "question", minimum: dayMs, until: w.clock.now() } },
  }));
  const short = w.group.questions.all().find(({ asked }) => asked.about.kind === "question")!;
  expect(short.date).toEqual({ kind: "until", at: w.clock.now() + 30 * dayMs });
});

test("B6 what the kitchen has decided is in force for me, who have no place there, and marked once somebody calls it back", async () => {
  const w = await world();
  const doc = await written(w.group, "What we cook", "Soup on Tuesdays.");
  const { circle } = await kitchen(w);
  const proposal = await asked(w, { kind: "draft", document: doc }, circle);
  await decided(w, proposal);
  const inForce = w.group.madeFrom.comesTo(doc);
  expect(inForce).toMatchObject({ state: { kind: "in-force" }, force: { doc, proposal } });
  await w.group.circles.leave(circle);
  await settled();
  // Now I know of it by what was told alone.
  expect(w.group.questions.all()).toEqual([]);
  expect(w.group.madeFrom.comesTo(doc)).toEqual(inForce);
  const [told] = w.group.questions.told();
  expect((await w.group.questions.callBackTold(told!.closing, "It is everybody’s kitchen.")).ok).toBe(true);
  await settled();
  expect(w.group.madeFrom.comesTo(doc)).toMatchObject({ state: { kind: "in-force" }, marked: ["called-back"] });
  // The whole group is asked, and what it decides holds.
  const letGo = await asked(w, { kind: "let-go", document: doc });
  expect(w.group.madeFrom.comesTo(doc).state.kind).toBe("in-force");
  await decided(w, letGo);
  expect(w.group.madeFrom.comesTo(doc).state).toMatchObject({ kind: "let-go", proposal: letGo });
});

test("D27 what everybody was asked about is not put in force by what somebody tells of a working group", async () => {
  const w = await world();
  const doc = await written(w.group, "What we cook", "Soup on Tuesdays.");
  const { circle } = await kitchen(w);
  await decided(w, await asked(w, { kind: "draft", document: doc }, circle));
  await w.group.circles.leave(circle);
  await settled();
  expect(w.group.madeFrom.comesTo(doc).state.kind).toBe("in-force");
  const page = open(w.group, doc);
  await settled();
  const proposal = await asked(w, { kind: "draft", document: doc });
  page.leave();
  expect(w.group.madeFrom.comesTo(doc).state).toEqual({ kind: "being-decided", proposal });
});

const four = 'Ends with <data value="removal-needs">4</data> signatures.';
const toAsk = { type: "ask", what: { kind: "numbers", removal: 4, welcomes: null } };
const actsOf = (w: World) => w.device.acts.map(({ act }) => act);

test("I1 a yes to a text with other numbers signs them as well, once it is in force and not before; whoever closed it asks", async () => {
  const w = await world();
  const proposal = await asked(w, { kind: "draft", document: await written(w.group, "Leaving", four) });
  await bothAgree(w, proposal);
  expect(actsOf(w)).toEqual([]);
  expect((await w.group.questions.close(proposal)).ok).toBe(true);
  await settled();
  expect(actsOf(w)).toContainEqual(toAsk);
});

test("I1 what another closed I sign where they ask, and ask for myself after a while", async () => {
  const w = await world();
  const proposal = await asked(w, { kind: "draft", document: await written(w.group, "Leaving", four) });
  await bothAgree(w, proposal);
  await bobSays(w, canal, (facts) => saying.close(facts, proposal));
  expect(viewOf(w, proposal).state).toEqual({ kind: "decided" });
  expect(actsOf(w)).toEqual([]);
  const show = (mine: "may-sign" | "signed", open: boolean) =>
    w.device.show((v) => {
      const what = { kind: "numbers", removal: 4, welcomes: null } as const;
      const ask = { ...{ id: "q1", what, by: bob.member, at: w.clock.now() }, signed: [bob.member], needed: 2 };
      v.groups[0]!.asks = [{ ...ask, mine, open }];
    });
  show("may-sign", true);
  await settled();
  expect(actsOf(w)).toEqual([{ type: "sign", ask: "q1" }]);
  // Signed, and then taken back by somebody: it is for people to ask again.
  for (const open of [true, false]) show("signed", open);
  w.clock.advance(tellAfterMs + 1000);
  await settled();
  expect(actsOf(w)).toHaveLength(1);
});

test("I1 whoever did not say yes signs nothing by it", async () => {
  const w = await world();
  const about = { kind: "draft", document: await written(w.group, "Leaving", four) } as const;
  const wish = { about, circle: null, sentence: "Four of us.", until: w.clock.now() };
  const made = await w.group.questions.ask({ ...wish, rule: { kind: "consent" } });
  await settled();
  const proposal = made.ok ? made.value : "";
  const { text } = viewOf(w, proposal).wordings[0]!;
  expect((await w.group.questions.answer(proposal, { ...given("stand-aside"), text })).ok).toBe(true);
  await bobSays(w, canal, (facts) => saying.answer(facts, proposal, text, given("agree")));
  expect((await w.group.questions.close(proposal)).ok).toBe(true);
  await settled();
  expect(w.group.madeFrom.comesTo(about.document).state.kind).toBe("in-force");
  w.clock.advance(tellAfterMs + 1000);
  await settled();
  expect(actsOf(w)).toEqual([]);
});

test("D30 an agreement takes the place of another by those who decided it; a working group's own takes that of nothing here", async () => {
  const w = await world();
  const [old, next] = [await written(w.group, "The door", "From six."), await written(w.group, "Doors", "From five.")];
  await decided(w, await asked(w, { kind: "draft", document: old }));
  const { circle } = await kitchen(w);
  const theirs = await asked(
    w,
    { kind: "draft", document: await written(w.group, "Soup", "At six."), replaces: old },
    circle,
  );
  await decided(w, theirs);
  expect(viewOf(w, theirs).state.kind).toBe("decided");
  expect(w.group.madeFrom.comesTo(old).state.kind).toBe("in-force");
  const proposal = await asked(w, { kind: "draft", document: next, replaces: old });
  expect(viewOf(w, proposal).asked.about).toEqual({ kind: "draft", replaces: old });
  expect(w.group.madeFrom.comesTo(old).state.kind).toBe("in-force");
  await decided(w, proposal);
  expect(w.group.madeFrom.comesTo(old)).toMatchObject({ state: { kind: "replaced", by: next, proposal }, force: null });
  expect(w.group.madeFrom.comesTo(next).state.kind).toBe("in-force");
});

test("D30 what one working group decided, another puts nothing in the place of", async () => {
  const w = await world();
  const [{ circle: ours }, { circle: theirs }] = [await kitchen(w), await kitchen(w, { listed: false })];
  const [soup, tea] = [await written(w.group, "Soup", "At six."), await written(w.group, "Tea", "At five.")];
  await decided(w, await asked(w, { kind: "draft", document: soup }, ours));
  await decided(w, await asked(w, { kind: "draft", document: tea, replaces: soup }, theirs));
  expect(w.group.madeFrom.comesTo(soup).state.kind).toBe("in-force");
});
