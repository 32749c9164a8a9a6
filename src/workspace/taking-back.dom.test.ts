// Whoever leaves can take back, in one go, what they said in comments, and as the reason of an answer or of other words they
// suggested: theirs and nobody else's, wherever they may write.
import * as A from "@automerge/automerge/slim";
import {
  type Act,
  askedFor,
  askFor,
  type Comment,
  commentPassages,
  commentsOf,
  type Day,
  type DocumentId,
  kinds,
  registerId,
  saying,
  suggestionsOf,
} from "@fogata/domain";
import type { DocumentHandle } from "@fogata/sync";
import { beforeAll, expect, test } from "vitest";
import { alice, bob } from "../../test/support/device-double.ts";
import { canal, open, settled, usual, type World, world, written } from "../../test/support/world.ts";
import { readFacts } from "./questions-facts.ts";

beforeAll(() => usual());

const { comment, reply, suggest } = kinds.agreement.changes;
type Person = typeof alice;
const deviceOf = (who: Person) => who.devices[0]!.id;
const memberOf = (device: string) => [alice, bob].find((who) => deviceOf(who) === device)?.member ?? null;
const byId = (n: number) => n.toString(16).padStart(32, "0") as DocumentId;
let acts = 0;
const actOf = (who: Person): Act => ({ id: byId(++acts), by: who.member, at: acts, today: "2026-11-20" as Day });

async function handleOf({ device }: World, circle: string, doc: string): Promise<DocumentHandle> {
  const opened = await device.openDocument(circle, doc);
  if (!opened.ok) throw new Error(opened.reason);
  return opened.value;
}
/** From now on this device writes there as theirs does: whose words are follows from that. */
function as(who: Pick<Person, "devices">, handle: DocumentHandle): void {
  const actor = `${who.devices[0]!.id}${"0".repeat(16)}`;
  (handle as unknown as { update(next: (doc: never) => never): void }).update(
    (doc) => A.clone(doc as A.Doc<unknown>, { actor }) as never,
  );
}
function says(who: Person, handle: DocumentHandle, words: string, to: string | null = null): DocumentId {
  as(who, handle);
  const act = actOf(who);
  handle.change(((draft: object) => {
    if (to === null) comment(draft, { words, quote: "", anchor: null }, act);
    else reply(draft, { comment: to, words }, act);
  }) as (draft: never) => void);
  as(alice, handle);
  return act.id;
}
const wordsIn = (handle: DocumentHandle) =>
  commentsOf(handle.doc(), memberOf).flatMap((one: Comment) => [one.words, ...one.replies.map(({ words }) => words)]);

test("what I said is taken back, comments and replies, in a working group too; what Bob said stands", async () => {
  const mine = await world();
  const { group, device } = mine;
  const cups = await handleOf(mine, canal, await written(group, "Cups", "Bring a cup."));
  const bobs = says(bob, cups, "Why a cup?");
  says(alice, cups, "Less to wash.", bobs);
  const alices = says(alice, cups, "And a spoon?");
  says(bob, cups, "No.", alices);
  const circle = await group.circles.open("Kitchen");
  if (!circle.ok) throw new Error(circle.reason);
  await settled();
  const made = await group.circles.begin(circle.value, "agreement", "Soup");
  if (!made.ok) throw new Error(made.reason);
  const soup = await handleOf(mine, circle.value, made.value);
  says(alice, soup, "Too salty.");
  says(bob, soup, "It is not.");
  const flushes = device.flushes;
  expect(await group.takeBackWords()).toEqual({ ok: true, value: "done" });
  expect(wordsIn(cups)).toEqual(["Why a cup?", null, null, "No."]);
  expect(wordsIn(soup)).toEqual([null, "It is not."]);
  // Before anybody can go on to leave.
  expect(device.flushes).toBe(flushes + 1);
  const before = A.getHeads(cups.doc() as A.Doc<unknown>);
  expect(await group.takeBackWords()).toEqual({ ok: true, value: "nothing" });
  expect(A.getHeads(cups.doc() as A.Doc<unknown>)).toEqual(before);
});

test("D42 nobody is asked for any more by words that I took back; what Bob asks of me stands", async () => {
  const mine = await world();
  const doc = await written(mine.group, "Cups", "Bring a cup.");
  const cups = await handleOf(mine, canal, doc);
  as(alice, cups);
  const page = open(mine.group, doc);
  await settled();
  const mentions = [{ at: 0, length: 4, member: bob.member }];
  expect(page.change("comment", { words: "@Bob", quote: "", anchor: null, mentions }).ok).toBe(true);
  page.leave();
  await settled();
  const list = await handleOf(mine, canal, registerId);
  const what = { document: doc as DocumentId, comment: byId(900), words: byId(900), members: [alice.member] };
  list.change(((draft: object) => askFor(draft, what, actOf(bob))) as (draft: never) => void);
  const asked = (me: Person) => askedFor(list.doc(), { memberOf, me: me.member }).length;
  expect([asked(bob), asked(alice)]).toEqual([1, 1]);
  expect(await mine.group.takeBackWords()).toEqual({ ok: true, value: "done" });
  expect([asked(bob), asked(alice)]).toEqual([0, 1]);
});

const concern = {
  kind: "concern",
  reason: "It is too far.",
  pin: null,
  given: null,
  confirms: null,
  kept: true,
} as const;
/** A plain question about which I have a concern, and Bob has another. */
async function asked(mine: World, circle: string): Promise<string> {
  const { group, device, clock } = mine;
  const rule = { kind: "all-agree" } as const;
  const wish = { about: { kind: "question" } as const, circle, rule, sentence: "Shall we walk?", until: clock.now() };
  const made = await group.questions.ask(wish);
  if (!made.ok) throw new Error(made.reason);
  await settled();
  const proposal = made.value;
  const { text } = group.questions.all().find((one) => one.proposal === proposal)!.wordings[0]!;
  expect((await group.questions.answer(proposal, { ...concern, text })).ok).toBe(true);
  await settled();
  const circles = circle === canal ? [canal] : [canal, circle];
  const facts = (await readFacts(device, { group: canal, circles, now: clock.now() })).get(circle)!;
  const words = saying.answer(facts, proposal, text, { ...concern, reason: "It rains." });
  if (!words.ok) throw new Error(words.reason);
  const by = { person: bob.member, device: deviceOf(bob), circle, hash: proposal.replace(/^......../, "bbbbbbbb") };
  device.hearSaid({ ...words.value, ...by, time: clock.now() } as never);
  await settled();
  return proposal;
}
const concernsIn = ({ group }: World, proposal: string) => {
  const view = group.questions.all().find((one) => one.proposal === proposal)!;
  return view.people.map(({ person, answer }) => [person, answer?.kind, answer?.reason, answer?.takenBack]);
};

test("D48 D51 concerns and whys go with it, in a working group too; what I answered and what I suggest stand, and all of Bob's", async () => {
  const mine = await world();
  const cups = await handleOf(mine, canal, await written(mine.group, "Cups", "Bring a cup."));
  for (const who of [alice, bob]) {
    as(who, cups);
    const act = actOf(who);
    cups.change(((draft: object) => {
      const { from, to } = commentPassages(draft)[0]!;
      const words = `Bring ${who.member}.`;
      suggest(draft, { anchor: { from, to }, words, weight: "should", why: "Cups break." }, act);
    }) as (draft: never) => void);
  }
  as(alice, cups);
  const circle = await mine.group.circles.open("Kitchen");
  if (!circle.ok) throw new Error(circle.reason);
  await settled();
  const [here, inside] = [await asked(mine, canal), await asked(mine, circle.value)];
  expect(await mine.group.takeBackWords()).toEqual({ ok: true, value: "done" });
  await settled();
  expect(suggestionsOf(cups.doc(), memberOf).map(({ by, why }) => [by.member, why])).toEqual([
    [alice.member, null],
    [bob.member, "Cups break."],
  ]);
  for (const proposal of [here, inside])
    expect(concernsIn(mine, proposal)).toEqual(
      expect.arrayContaining([
        [alice.member, "concern", "", true],
        [bob.member, "concern", "It rains.", false],
      ]),
    );
  expect(await mine.group.takeBackWords()).toEqual({ ok: true, value: "nothing" });
});

test("D48 of one question alone: my reason there goes, another of mine stays", async () => {
  const mine = await world();
  const [one, other] = [await asked(mine, canal), await asked(mine, canal)];
  expect((await mine.group.questions.takeBackReason(one)).ok).toBe(true);
  await settled();
  expect(concernsIn(mine, one)).toContainEqual([alice.member, "concern", "", true]);
  expect(concernsIn(mine, other)).toContainEqual([alice.member, "concern", "It is too far.", false]);
  expect(await mine.group.questions.takeBackReason(one)).toEqual({ ok: false, reason: "nothing" });
});

test("D48 where I have no place any more my reasons stay, and it says that something stays", async () => {
  const mine = await world();
  const circle = await mine.group.circles.open("Kitchen");
  if (!circle.ok) throw new Error(circle.reason);
  await settled();
  await asked(mine, circle.value);
  mine.device.show((view) => {
    view.groups[0]!.circles[0]!.mine = "left";
  });
  await settled();
  expect(await mine.group.takeBackWords()).toEqual({ ok: false, reason: "some-stays" });
});

test("where it could not be done everywhere it says so: no seat any more, a newer app, a dropped device", async () => {
  const cases: [string, (mine: World, cups: DocumentHandle, soup: DocumentHandle) => void][] = [
    [
      "no seat",
      ({ device }) =>
        device.show((view) => {
          view.groups[0]!.circles[0]!.mine = "left";
        }),
    ],
    [
      "newer",
      (_, __, soup) =>
        soup.change(((draft: { version: number }) => {
          draft.version = 99;
        }) as (draft: never) => void),
    ],
    [
      "dropped",
      (_, cups) => {
        as({ devices: [{ ...alice.devices[0]!, id: "dd".repeat(16) }] }, cups);
        const act = actOf(alice);
        cups.change(((draft: object) => {
          comment(draft, { words: "Lost.", quote: "", anchor: null }, act);
        }) as (draft: never) => void);
        as(alice, cups);
      },
    ],
  ];
  for (const [name, befalls] of cases) {
    const mine = await world();
    const cups = await handleOf(mine, canal, await written(mine.group, "Cups", "Bring a cup."));
    says(alice, cups, "And a spoon?");
    const circle = await mine.group.circles.open("Kitchen");
    if (!circle.ok) throw new Error(circle.reason);
    await settled();
    const made = await mine.group.circles.begin(circle.value, "agreement", "Soup");
    if (!made.ok) throw new Error(made.reason);
    const soup = await handleOf(mine, circle.value, made.value);
    says(alice, soup, "Too salty.");
    befalls(mine, cups, soup);
    await settled();
    expect(await mine.group.takeBackWords(), name).toEqual({ ok: false, reason: "some-stays" });
    expect(wordsIn(cups)[0], name).toBeNull();
    expect(wordsIn(soup), name).toEqual(name === "dropped" ? [null] : ["Too salty."]);
  }
});

test("while my access is paused nothing is written", async () => {
  const mine = await world();
  const cups = await handleOf(mine, canal, await written(mine.group, "Cups", "Bring a cup."));
  says(alice, cups, "And a spoon?");
  mine.device.show((view) => {
    view.groups[0]!.here = { kind: "paused", until: 1 };
  });
  expect(await mine.group.takeBackWords()).toEqual({ ok: false, reason: "not-here" });
  expect(wordsIn(cups)).toEqual(["And a spoon?"]);
});
