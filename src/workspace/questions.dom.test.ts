// Questions put to the group, from the asking to the text in force: what was said comes from the device, what it comes to
// from the domain.
import * as A from "@automerge/automerge/slim";
import { type AnswerKind, type DecisionView, plainText, saying } from "@fogata/domain";
import { createRoot } from "solid-js";
import { expect, test } from "vitest";
import { alice, bob } from "../../test/support/device-double.ts";
import { canal, open, settled, type, world, written } from "../../test/support/world.ts";
import { meetingCycleMs } from "./questions.ts";
import { readFacts } from "./questions-facts.ts";
import type { GroupWorkspace } from "./types.ts";

type World = Awaited<ReturnType<typeof world>>;
const rule = { kind: "all-agree" } as const;

async function asked(
  w: World,
  document: string,
  kind: "draft" | "amendment" | "keep" | "let-go" = "draft",
): Promise<string> {
  const until = w.clock.now() + meetingCycleMs;
  const made = await w.group.questions.ask({
    about: { kind, document },
    circle: null,
    rule,
    sentence: "So be it.",
    until,
  });
  if (!made.ok) throw new Error(made.reason);
  return made.value;
}
const view = (group: GroupWorkspace, proposal: string): DecisionView =>
  group.questions.all().find((one) => one.proposal === proposal)!;
const textOf = (group: GroupWorkspace, proposal: string) => view(group, proposal).wordings[0]!.text;
const given = (kind: AnswerKind, reason = "") => ({ kind, reason, pin: null, given: null, confirms: null, kept: true });

/** As Bob's own device would say it, knowing what this one knows. */
async function bobAnswers(w: World, proposal: string, kind: AnswerKind, circle = canal): Promise<void> {
  const facts = (await readFacts(w.device, { group: canal, circles: [canal, circle], now: w.clock.now() })).get(
    circle,
  )!;
  const words = saying.answer(
    facts,
    proposal,
    textOf(w.group, proposal),
    given(kind, kind === "no" ? "Too late." : ""),
  );
  if (!words.ok) throw new Error(words.reason);
  const hash = `b${proposal.slice(1)}`;
  const by = { person: bob.member as never, device: bob.devices[0]!.id as never, circle };
  w.device.hearSaid({ ...words.value, ...by, hash, time: w.clock.now() });
  await settled();
}
async function decided(w: World, proposal: string): Promise<void> {
  const mine = await w.group.questions.answer(proposal, { ...given("agree"), text: textOf(w.group, proposal) });
  expect(mine.ok).toBe(true);
  await bobAnswers(w, proposal, "agree");
  expect(view(w.group, proposal).state).toEqual({ kind: "can-close" });
  expect((await w.group.questions.close(proposal)).ok).toBe(true);
  await settled();
}

test("D17 a draft that all agree to is in force once somebody closes, and not before", async () => {
  const w = await world();
  const id = await written(w.group, "Children", "A parent stays in the building.");
  expect(w.group.madeFrom.comesTo(id).state.kind).toBe("draft");
  const proposal = await asked(w, id);
  expect(w.group.madeFrom.comesTo(id).state).toEqual({ kind: "being-decided", proposal });
  expect(await w.group.questions.close(proposal)).toEqual({ ok: false, reason: "not-yet" });
  await decided(w, proposal);
  expect(view(w.group, proposal).state).toEqual({ kind: "decided" });
  expect(w.group.madeFrom.comesTo(id)).toMatchObject({ state: { kind: "in-force" }, force: { doc: id, proposal } });
});

test("D17 what is written in it meanwhile is not what they agreed to, until everybody is asked again on purpose", async () => {
  const w = await world();
  const id = await written(w.group, "Children", "A parent stays in the building.");
  const proposal = await asked(w, id);
  const before = textOf(w.group, proposal);
  const page = open(w.group, id);
  await settled();
  type(page, "And a neighbour. ");
  await settled();
  expect(textOf(w.group, proposal)).toBe(before);
  expect((await w.group.questions.reword(proposal)).ok).toBe(true);
  await settled();
  expect(textOf(w.group, proposal)).not.toBe(before);
  page.leave();
});

test("D33 a change to what is in force is decided on the text it began from, and its words are then the agreement's", async () => {
  const w = await world();
  const id = await written(w.group, "Children", "A parent stays in the building.");
  await decided(w, await asked(w, id));
  const change = await w.group.madeFrom.begin({
    agreement: id,
    as: "amendment",
    name: "Neighbours",
    readers: { kind: "everyone" },
  });
  if (!change.ok) throw new Error(change.reason);
  await settled();
  const page = open(w.group, change.value);
  await settled();
  type(page, "Or a neighbour. ");
  await settled();
  const proposal = await asked(w, change.value, "amendment");
  await decided(w, proposal);
  expect(w.group.madeFrom.comesTo(id)).toMatchObject({
    state: { kind: "in-force" },
    force: { doc: change.value, proposal },
  });
  page.leave();
});

test("D33 what I went on writing while the group decided is not in force, is not lost, and becomes a change of its own", async () => {
  const w = await world();
  const id = await written(w.group, "Children", "A parent stays in the building.");
  const page = open(w.group, id);
  await settled();
  const proposal = await asked(w, id);
  await decided(w, proposal);
  const { text } = w.group.madeFrom.comesTo(id).force!;
  /** On this device, or another of mine. */
  async function iGoOn(words: string) {
    const mine = A.clone(A.load<{ text: string }>(w.device.saved(canal, id)), {
      actor: `${alice.devices[0]!.id}01020304`,
    });
    const more = A.change(mine, (draft) => A.splice(draft as never, ["text"], draft.text.length, 0, words));
    w.device.arrive(canal, id, A.save(more));
    await settled();
  }
  const look = () =>
    createRoot((leave) => ({ begun: w.group.madeFrom.editsBegun({ document: id, hash: text }), leave }));
  const seen = look();
  await settled();
  expect(seen.begun()).toBe(false);
  await iGoOn(" I wait in the yard.");
  expect(seen.begun()).toBe(true);
  const o = { agreement: id, as: "amendment", name: "The yard", readers: { kind: "everyone" }, edits: true } as const;
  const made = await w.group.madeFrom.begin(o);
  if (!made.ok) throw new Error(made.reason);
  await settled();
  const change = open(w.group, made.value);
  await settled();
  expect(plainText(change.readable()!.blocks)).toBe("A parent stays in the building. I wait in the yard.");
  const base = createRoot((leave) => ({ ...w.group.madeFrom.textAt(change.facts()!.from!.base), leave }));
  await settled();
  expect(plainText(base.found()!.written.blocks)).toBe("A parent stays in the building.");
  // A change was made of it: nobody is asked about it again, until there is more.
  const again = look();
  await settled();
  expect(again.begun()).toBe(false);
  await iGoOn(" Or at home.");
  expect(again.begun()).toBe(true);
  for (const one of [page, seen, change, base, again]) one.leave();
});

test("B2 one no puts it back to talking; a no says why, or is not said", async () => {
  const w = await world();
  const id = await written(w.group, "Children", "A parent stays in the building.");
  const proposal = await asked(w, id);
  const text = textOf(w.group, proposal);
  expect(await w.group.questions.answer(proposal, { ...given("no"), text })).toEqual({
    ok: false,
    reason: "no-reason",
  });
  await bobAnswers(w, proposal, "no");
  expect(view(w.group, proposal).state).toEqual({ kind: "talking" });
  expect(view(w.group, proposal).people.find(({ person }) => person === bob.member)?.answer?.reason).toBe("Too late.");
});

test("H1 the date passes without anybody saying so, and nothing is asked of the group behind a full device", async () => {
  const w = await world();
  const made = await w.group.questions.ask({
    ...{ about: { kind: "question" }, circle: null, rule: { kind: "consent" } },
    ...{ sentence: "Do we meet on Thursdays?", until: w.clock.now() + meetingCycleMs },
  });
  if (!made.ok) throw new Error(made.reason);
  await bobAnswers(w, made.value, "agree");
  expect(view(w.group, made.value).date.kind).toBe("until");
  w.clock.advance(meetingCycleMs + 1000);
  await settled();
  expect(view(w.group, made.value).date.kind).toBe("past");
  expect(view(w.group, made.value).state).toEqual({ kind: "can-close" });

  w.device.full = true;
  expect(await w.group.questions.close(made.value)).toEqual({ ok: false, reason: "device-full" });
  expect(await w.group.questions.askForTime("0".repeat(64))).toEqual({ ok: false, reason: "unknown" });
  expect(
    await w.group.questions.ask({
      about: { kind: "keep", document: "0".repeat(32) },
      circle: null,
      rule,
      sentence: "Keep it.",
      until: 0,
    }),
  ).toEqual({ ok: false, reason: "nothing-in-force" });
});

test("D27 what the group has decided is let go by the group: three with places in a working group cannot", async () => {
  const w = await world();
  const id = await written(w.group, "Children", "A parent stays in the building.");
  await decided(w, await asked(w, id));
  const circle = await w.group.circles.open("Kitchen");
  if (!circle.ok) throw new Error(circle.reason);
  await settled();
  const until = w.clock.now() + meetingCycleMs;
  const about = { kind: "let-go", document: id } as const;
  const made = await w.group.questions.ask({ about, circle: circle.value, rule, sentence: "It goes.", until });
  if (!made.ok) throw new Error(made.reason);
  const mine = await w.group.questions.answer(made.value, { ...given("agree"), text: textOf(w.group, made.value) });
  expect(mine.ok).toBe(true);
  await bobAnswers(w, made.value, "agree", circle.value);
  expect((await w.group.questions.close(made.value)).ok).toBe(true);
  await settled();
  expect(view(w.group, made.value).state).toEqual({ kind: "decided" });
  expect(w.group.madeFrom.comesTo(id).state.kind).toBe("in-force");
});
