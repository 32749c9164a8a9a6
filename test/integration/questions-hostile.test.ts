// Deciding where it is hard, over real devices and a real relay: two changes at once, closing beside a no, two who close,
// somebody removed in between, a text written over behind a decision's back, answers forged and said again, and a working
// group that everybody hears of.
import {
  type AgreementView,
  agreementView,
  callBackTold,
  type Day,
  type DecisionView,
  decide,
  type Proposal,
  saying,
  tell,
  toldDecisions,
} from "@fogata/domain";
import { expect, test } from "vitest";
import { type Circle, groupOfPeople, type Name, openAsk } from "../support/belonging.ts";
import { ownRelay } from "../support/own-relay.ts";
import type { Person } from "../support/people.ts";
import { answer, ask, dayMs, factsOf, questionsOf, say } from "../support/questions.ts";

const here = ownRelay();

const today = "2026-11-20" as Day;
const doc = "d0".repeat(16);
const hash = (letter: string) => letter.repeat(64);

async function seen(who: Person, c: Circle, proposal: string, now: number): Promise<DecisionView | null> {
  return decide(proposal, await factsOf(who, c.group, now));
}
const everybodySees = async (c: Circle, proposal: string, now: number, wanted: (view: DecisionView) => unknown) => {
  for (const who of Object.values(c.people))
    await expect.poll(async () => wantedOf(await seen(who, c, proposal, now))).toBeTruthy();
  function wantedOf(view: DecisionView | null) {
    return view && wanted(view);
  }
};
const answered = (count: number) => (view: DecisionView) => view.people.filter((one) => one.answer).length === count;

/** About a text, by its hash alone: the words are not what these stories are about. */
async function askAbout(
  who: Person,
  c: Circle,
  o: { about: Proposal["about"]; doc: string; text: string; now: number; sentence?: string; heads?: string[] },
): Promise<string> {
  const heads = o.heads ?? (await who.device.spoken(c.group, ["proposal"]))!.heads;
  const proposal: Proposal = {
    ...{ about: o.about, rule: { kind: "all-agree" }, sentence: o.sentence ?? "So be it.", words: {} },
    ...{ until: o.now + 7 * dayMs, minimumMs: 7 * dayMs, language: "en", heads: [...heads].sort(), reviewOn: null },
  };
  return say(who, c.group, saying.propose({ doc: o.doc, text: o.text, proposal }), o.now);
}
/** All agree, and one closes it. */
async function allAgree(c: Circle, proposal: string, at: number, closer: Name): Promise<number> {
  let now = at;
  await everybodySees(c, proposal, now, () => true);
  for (const who of Object.values(c.people)) await answer(who, c.group, { proposal, kind: "agree", now: ++now });
  await everybodySees(c, proposal, now, answered(Object.keys(c.people).length));
  await close(c.people[closer], c, proposal, ++now);
  await everybodySees(c, proposal, now, ({ state }) => state.kind === "decided");
  return now;
}
const close = async (who: Person, c: Circle, proposal: string, now: number) =>
  say(who, c.group, saying.close(await factsOf(who, c.group, now), proposal), now);
async function comesTo(who: Person, c: Circle, of: string, now: number): Promise<AgreementView> {
  return agreementView(of, await questionsOf(who, c.group, now), today);
}

test("D30 of two changes begun from one text the second is overtaken, says so, and brings nothing into force", async () => {
  const c = await groupOfPeople(here.address, 2);
  const { Alice, Bob } = c.people;
  const start = Date.now();
  const draft = await askAbout(Alice, c, {
    about: { kind: "draft", replaces: null },
    doc,
    text: hash("1"),
    now: start,
  });
  let now = await allAgree(c, draft, start, "Bob");
  const about = { kind: "amendment", of: doc, base: hash("1") } as const;
  const [one, other] = ["a1".repeat(16), "b1".repeat(16)];
  const first = await askAbout(Alice, c, { about, doc: one, text: hash("2"), now: ++now });
  const second = await askAbout(Bob, c, { about, doc: other, text: hash("3"), now: ++now });
  now = await allAgree(c, first, now, "Alice");
  now = await allAgree(c, second, now, "Alice");
  for (const who of [Alice, Bob]) {
    const view = await comesTo(who, c, doc, now);
    expect(view.force).toEqual({ text: hash("2"), doc: one, proposal: first });
    expect(view.overtaken).toEqual([second]);
    expect((await comesTo(who, c, other, now)).overtaken).toEqual([second]);
  }
});

test("D24 a no given offline and in time meets the closing: in force, marked, and talked about again everywhere", async () => {
  const c = await groupOfPeople(here.address, 3);
  const { Alice, Bob, Carol } = c.people;
  let now = Date.now();
  const proposal = await ask(Alice, c.group, "We meet on Thursdays.", now);
  await everybodySees(c, proposal, now, () => true);
  Carol.offline();
  await answer(Carol, c.group, { proposal, kind: "no", now: ++now });
  for (const who of [Alice, Bob]) await answer(who, c.group, { proposal, kind: "agree", now: ++now });
  const after = now + 8 * dayMs;
  await expect.poll(async () => answered(2)((await seen(Bob, c, proposal, after))!)).toBe(true);
  const closing = await close(Bob, c, proposal, after);
  expect((await seen(Bob, c, proposal, after))!.state).toEqual({ kind: "decided" });
  Carol.online();
  await everybodySees(
    c,
    proposal,
    after,
    ({ state }) => state.kind === "talking-again" && state.why.includes("late-no"),
  );
  for (const who of [Alice, Bob, Carol])
    expect((await seen(who, c, proposal, after))!.decided).toMatchObject({ closing });
});

test("D23 two close it at once: both count, and every device names the same one as the beginning", async () => {
  const c = await groupOfPeople(here.address, 2);
  const { Alice, Bob } = c.people;
  let now = Date.now();
  const proposal = await ask(Alice, c.group, "We meet on Thursdays.", now);
  await everybodySees(c, proposal, now, () => true);
  for (const who of [Alice, Bob]) await answer(who, c.group, { proposal, kind: "agree", now: ++now });
  await everybodySees(c, proposal, now, answered(2));
  Bob.offline();
  const [hers, his] = [await close(Alice, c, proposal, now + 2), await close(Bob, c, proposal, now + 1)];
  Bob.online();
  await everybodySees(c, proposal, now + 3, ({ closings }) => closings.length === 2);
  for (const who of [Alice, Bob]) {
    const view = (await seen(who, c, proposal, now + 3))!;
    expect(view.closings.map(({ statement, valid }) => [statement, valid]).sort()).toEqual(
      [
        [hers, "yes"],
        [his, "yes"],
      ].sort(),
    );
    expect(view.decided).toMatchObject({ closing: his, since: now + 1 });
    expect(view.state).toEqual({ kind: "decided" });
  }
});

test("D21 somebody removed while it is open: their no is shown, not counted, and it can be closed", async () => {
  const c = await groupOfPeople(here.address, 4);
  const { Alice, Bob, Carol, Dave } = c.people;
  let now = Date.now();
  const proposal = await ask(Alice, c.group, "We meet on Thursdays.", now);
  await everybodySees(c, proposal, now, () => true);
  await answer(Dave, c.group, { proposal, kind: "no", now: ++now });
  for (const who of [Alice, Bob, Carol]) await answer(who, c.group, { proposal, kind: "agree", now: ++now });
  await everybodySees(c, proposal, now, answered(4));
  const dave = c.idOf("Dave");
  const id = await c.act(Alice, { type: "ask", what: { kind: "removal", member: dave, why: "Threats." } });
  for (const who of [Bob, Carol]) {
    await c.sees(who, (g) => openAsk(g, "removal") !== undefined || g.people.every(({ member }) => member !== dave));
    if (openAsk(c.of(who), "removal")) await who.device.act(c.group, { type: "sign", ask: id! });
  }
  for (const who of [Alice, Bob, Carol]) await c.sees(who, (g) => g.people.every(({ member }) => member !== dave));
  await close(Alice, c, proposal, ++now);
  for (const who of [Alice, Bob, Carol]) {
    await expect.poll(async () => (await seen(who, c, proposal, now))?.state.kind).toBe("decided");
    const his = (await seen(who, c, proposal, now))!.people.find(({ person }) => person === dave)!;
    expect(his).toMatchObject({ gone: true, counted: false, answer: { kind: "no" } });
  }
});

test("D17 Bob names another text in his closing, and rewords without being asked: what was decided stays what it was", async () => {
  const c = await groupOfPeople(here.address, 2);
  const { Alice, Bob } = c.people;
  const start = Date.now();
  const draft = await askAbout(Alice, c, {
    about: { kind: "draft", replaces: null },
    doc,
    text: hash("1"),
    now: start,
  });
  let now = await allAgree(c, draft, start, "Alice");
  const facts = await factsOf(Bob, c.group, ++now);
  const { what, details } = facts.statements.find((one) => one.what === "proposal closing")!;
  await Bob.device.say(c.group, { doc, what, details, text: hash("9"), time: now });
  await say(Bob, c.group, saying.reword(facts, draft, { text: hash("9"), base: null }), ++now);
  await expect.poll(async () => (await seen(Alice, c, draft, now))?.closings.length).toBe(2);
  for (const who of [Alice, Bob]) {
    expect((await comesTo(who, c, doc, now)).force).toEqual({ text: hash("1"), doc, proposal: draft });
    const view = (await seen(who, c, draft, now))!;
    expect(view.state).toEqual({ kind: "decided" });
    expect(view.closings.filter(({ text }) => text === hash("9")).map(({ valid }) => valid)).toEqual(["no"]);
  }
});

test("D16 D17 Eve's forged answers are nobody's, and an answer said again, or under another question, counts for nothing", async () => {
  const c = await groupOfPeople(here.address, 3);
  const { Alice, Bob, Carol } = c.people;
  let now = Date.now();
  const proposal = await ask(Alice, c.group, "We meet on Thursdays.", now);
  const other = await ask(Alice, c.group, "We meet on Fridays.", ++now);
  await everybodySees(c, other, now, () => true);
  await everybodySees(c, proposal, now, () => true);
  const his = await answer(Bob, c.group, { proposal, kind: "agree", now: ++now });
  await everybodySees(c, proposal, now, answered(1));
  const said = (await factsOf(Carol, c.group, now)).statements.find(({ hash }) => hash === his)!;
  // Bob's own words, to the letter, in Carol's mouth; and Bob's name put to them is not hers to put.
  const again = { doc: said.doc, text: said.text, what: said.what, details: said.details };
  await Carol.device.say(c.group, { ...again, time: ++now });
  await Carol.device.say(c.group, { ...again, details: { ...said.details, person: c.idOf("Bob") }, time: ++now });
  await Carol.device.say(c.group, { ...again, details: { ...said.details, proposal: other }, time: ++now });
  const facts = await factsOf(Carol, c.group, now);
  const given = { to: c.idOf("Alice"), how: "phone" } as const;
  const forAlice = { kind: "agree", reason: "", pin: null, given, confirms: null, kept: true } as const;
  await say(Carol, c.group, saying.answer(facts, proposal, said.text, forAlice), ++now);
  await everybodySees(c, proposal, now, ({ people }) => people.every((one) => one.answer));
  for (const who of [Alice, Bob, Carol]) {
    const view = (await seen(who, c, proposal, now))!;
    const of = (name: Name) => view.people.find(({ person }) => person === c.idOf(name))!;
    expect(of("Bob").trail.map(({ statement }) => statement)).toEqual([his]);
    expect(of("Carol").trail.every(({ by }) => by === c.idOf("Carol"))).toBe(true);
    expect(of("Alice").answer).toMatchObject({ by: c.idOf("Carol"), standing: "unconfirmed" });
    // Alice has said nothing herself.
    expect(view.missing).toContain("not-all-answered");
    // Bob said nothing of Fridays, whatever words of his are put there; and Carol answered another text than that one's.
    const fridays = (await seen(who, c, other, now))!;
    expect(fridays.people.find(({ person }) => person === c.idOf("Bob"))!.trail).toEqual([]);
    expect(fridays.people.filter(({ answer }) => answer?.standing === "stands")).toEqual([]);
  }
});

test("B6 D29 a working group's decision is told to all; Carol, who has no place there, calls it back, and inside it is talked about again", async () => {
  const c = await groupOfPeople(here.address, 3);
  const { Alice, Bob, Carol } = c.people;
  const opened = await Alice.device.openCircle(c.group, { name: "Kitchen" });
  if (!opened.ok) throw new Error(opened.reason);
  const circle = opened.value;
  await Alice.device.seat(c.group, circle, { member: c.idOf("Bob"), until: null });
  await c.sees(Bob, (g) =>
    g.circles.some(({ id, mine, people }) => id === circle && mine === "seated" && people.length === 2),
  );
  let now = Date.now();
  const proposal = await ask(Alice, circle, "Soup on Tuesdays.", now);
  const inside = async (who: Person) => {
    const [here, group] = [await factsOf(who, circle, now), await factsOf(who, c.group, now)];
    const back = group.statements.filter(({ what }) => what === "decision called back");
    return decide(proposal, { ...here, statements: [...here.statements, ...back] });
  };
  await expect.poll(() => inside(Bob)).not.toBe(null);
  for (const who of [Alice, Bob]) await answer(who, circle, { proposal, kind: "agree", now: ++now });
  await expect.poll(async () => (await inside(Bob))?.people.filter((one) => one.answer).length).toBe(2);
  await say(Bob, circle, saying.close(await factsOf(Bob, circle, ++now), proposal), now);
  await say(Bob, c.group, { ok: true, value: tell((await inside(Bob))!)! }, ++now);
  const toldTo = async (who: Person) => toldDecisions((await who.device.spoken(c.group, ["decision"]))!.statements);
  for (const who of [Alice, Carol]) await expect.poll(async () => (await toldTo(who)).length).toBe(1);
  // Carol reads the sentence, and nothing of who said what.
  expect(await Carol.device.spoken(circle, ["proposal"])).toBe(null);
  const [told] = await toldTo(Carol);
  expect(told).toMatchObject({ circle, sentence: "Soup on Tuesdays.", by: [c.idOf("Bob")] });
  await say(Carol, c.group, { ok: true, value: callBackTold(told!, "Half of us do not eat it.")! }, ++now);
  for (const who of [Alice, Bob])
    await expect.poll(async () => (await inside(who))?.state).toEqual({ kind: "talking-again", why: ["called-back"] });
  await expect.poll(async () => (await toldTo(Alice))[0]?.callBacks.map(({ by }) => by)).toEqual([c.idOf("Carol")]);
});

test("D40 D41 two who were there first ask as of then: said to be so by whoever was left out, and void once they have shown that they knew", async () => {
  const c = await groupOfPeople(here.address, 4, { strangers: 2 });
  const { Alice, Bob, Carol, Dave } = c.people;
  const early = [...(await Alice.device.spoken(c.group, ["proposal"]))!.heads];
  await c.sees(Bob, (g) => g.people.length === 4);
  const members = [c.idOf("Carol"), c.idOf("Dave")];
  for (const who of [Alice, Bob]) await c.act(who, { type: "welcome", members });
  for (const who of [Alice, Bob, Carol, Dave]) await c.sees(who, (g) => g.standing.full === 4);
  let now = Date.now();
  const about = { kind: "draft", replaces: null } as const;
  const asked = await askAbout(Alice, c, { about, doc, text: hash("1"), now, heads: early });
  await everybodySees(c, asked, now, () => true);
  const halves: string[] = [];
  for (const who of [Alice, Bob]) {
    // Their app would name the list that it knows.
    const details = { proposal: asked, answer: "agree", kept: true };
    const said = await who.device.say(c.group, { doc, text: hash("1"), what: "proposal answer", details, time: ++now });
    if (said.ok) halves.push(said.value.hash.slice(0, 32));
  }
  await everybodySees(c, asked, now, answered(2));
  const details = { proposal: asked, heads: early.join(" "), answers: halves.join(" ") };
  await Bob.device.say(c.group, { doc, text: hash("1"), what: "proposal closing", details, time: ++now });
  await everybodySees(c, asked, now, ({ state }) => state.kind === "decided");
  const facts = await factsOf(Carol, c.group, ++now);
  await say(Carol, c.group, saying.sayLeftOut(facts, asked, c.idOf("Carol")), now);
  await everybodySees(c, asked, now, ({ state }) => state.kind === "talking-again" && state.why.includes("left-out"));
  for (const who of [Alice, Dave]) expect((await comesTo(who, c, doc, now)).marked).toEqual(["left-out"]);

  // Another question of Alice's names the list as it is: from then on her device cannot ask by the older one.
  await ask(Alice, c.group, "We meet on Thursdays.", ++now);
  const again = await askAbout(Alice, c, { about, doc: "d1".repeat(16), text: hash("2"), now: ++now, heads: early });
  await everybodySees(c, again, now, ({ state }) => state.kind === "void" && state.why === "older-list");
  const refused = saying.close(await factsOf(Bob, c.group, ++now), again);
  expect(refused).toMatchObject({ ok: false, reason: { missing: expect.arrayContaining(["older-list"]) } });
});
