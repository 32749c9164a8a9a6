// Eve is a full member and means harm: her app is changed. She forges and repeats answers, closes over another text, and
// writes in an agreement behind the group's back. A real device of hers does it; two people look on in real browsers.
import * as A from "@automerge/automerge/slim";
import { saying } from "@fogata/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { everybodyLeaves } from "../support/people.ts";
import { ask, factsOf, answer as sayAnswer } from "../support/questions.ts";
import { answer, askTheGroup, closeIt, each, main, openInForce, press, readQuestion } from "./support/deciding.ts";
import { clean } from "./support/holds.ts";
import { go, letIn, newAgreement, type Person, startGroup, welcome, write } from "./support/people.ts";
import { openStage, type Stage } from "./support/stage.ts";
import { joinUnseen, type Unseen } from "./support/unseen.ts";

const desk = { viewport: { width: 1100, height: 760 }, reducedMotion: "reduce" } as const;
const words = "Children are welcome. A parent stays in the building.";
const sentence = "Children are welcome at our meetings.";
const other = "We meet on Thursdays.";
let stage: Stage;
let alice: Person;
let bob: Person;
let eve: Unseen;
let group = "";
let doc = "";
let proposal = "";
beforeAll(async () => {
  stage = await openStage();
  [alice, bob] = [await stage.person("Alice", desk), await stage.person("Bob", desk)];
  await startGroup(alice, stage.relay.url, "Night watch");
  await letIn(alice, bob, "Night watch");
  await welcome(alice, "Bob");
  eve = await joinUnseen(alice, stage.relay.port, "Eve");
  group = eve.device.view().groups[0]!.id;
  for (const one of [alice, bob]) await welcome(one, "Eve");
  await eve.sees(({ groups }) => groups[0]!.standing.full === 3);
}, 120_000);
afterAll(async () => {
  await everybodyLeaves();
  await stage?.close();
});

const idOf = (name: string) => eve.device.view().groups[0]!.people.find((one) => one.name === name)!.member;
const lastOf = ({ page }: Person) => new URL(page.url()).pathname.split("/").at(-1)!;
/** Whatever her changed app signs goes out as it is. */
async function eveSigns(said: { what: string; details: Record<string, unknown>; text: string }): Promise<void> {
  const done = await eve.device.say(group, { doc, ...said, time: Date.now() } as never);
  expect(done).toMatchObject({ ok: true });
  await eve.sees(({ groups }) => groups[0]!.status.kind === "shared");
}
const eveKnows = async (count: number) =>
  expect
    .poll(
      async () =>
        (await factsOf(eve, group, Date.now())).statements.filter(({ what }) => what === "proposal answer").length,
    )
    .toBeGreaterThanOrEqual(count);
/** Everything that Eve has sent by now has come to this page: her latest words are there. */
async function hasHeard(person: Person, mark: string): Promise<void> {
  await main(person).getByText(mark).first().waitFor();
}

test("D16 D17 Bob’s answer, repeated and put in his name by Eve, stays his alone, and is nobody’s under another question", async () => {
  await newAgreement(alice, "Children");
  doc = lastOf(alice);
  await write(alice, words);
  await askTheGroup(alice, { sentence, rule: "All agree" });
  proposal = lastOf(alice);
  await answer(alice, "Agree");
  await go(alice, "Agreements");
  await main(alice).getByRole("link", { name: "What we decided" }).click();
  await askTheGroup(alice, { sentence: other, rule: "All agree", button: "Ask a plain question" });
  const second = lastOf(alice);
  await readQuestion(bob, sentence);
  await answer(bob, "No", "Who stays with them?");
  await eveKnows(2);

  const facts = await factsOf(eve, group, Date.now());
  const his = facts.statements.find(({ what, details }) => what === "proposal answer" && details.answer === "no")!;
  const { what, text } = his;
  const yes = { ...his.details, answer: "agree" };
  await eveSigns({ what, text, details: { ...his.details } });
  await eveSigns({ what, text, details: { ...yes, person: idOf("Bob") } });
  await eveSigns({ what, text, details: { ...yes, proposal: second } });
  await eveSigns({ what, text, details: { ...yes, proposal: second, person: idOf("Bob") } });
  // An honest word of hers last: what comes before it in her chain is there as well.
  await sayAnswer(eve, group, { proposal, kind: "pass", now: Date.now() });
  await readQuestion(bob, other);
  await go(alice, "Home");
  await openQuestion(alice, sentence);
  await openQuestion(bob, sentence);
  for (const [one, bobIs] of [
    [alice, "Bob says no"],
    [bob, "You say no"],
  ] as const) {
    await hasHeard(one, "Eve passes");
    await main(one).getByText(bobIs, { exact: true }).first().waitFor();
    await main(one).getByText("Who stays with them?").first().waitFor();
    await main(one).getByText("A no stands.").waitFor();
    expect(await main(one).getByRole("button", { name: "Close it as decided" }).count()).toBe(0);
    await openQuestion(one, other);
    for (const name of one === alice ? ["Bob", "You"] : ["Alice", "You"])
      await main(one)
        .getByText(new RegExp(`^${name} (has|have) not said anything$`))
        .waitFor();
  }
});

test("D17 Eve closes over a no, and over another text: nothing is decided by it, on either page", async () => {
  const closing = { answers: "", heads: (await factsOf(eve, group, Date.now())).heads.join(" ") };
  const facts = await factsOf(eve, group, Date.now());
  const { text } = facts.statements.find(({ hash }) => hash === proposal)!;
  const halves = facts.statements.filter((one) => one.what === "proposal answer").map(({ hash }) => hash.slice(0, 32));
  for (const over of [text, "9".repeat(64)])
    for (const answers of ["", halves.join(" ")])
      await eveSigns({ what: "proposal closing", text: over, details: { ...closing, proposal, answers } });
  await sayAnswer(eve, group, { proposal, kind: "agree", now: Date.now() });
  for (const one of [alice, bob]) {
    await openQuestion(one, sentence);
    await hasHeard(one, "Eve agrees");
    await main(one).getByText("Back to talking").first().waitFor();
    expect(await main(one).getByRole("heading", { name: "How we decided this" }).count()).toBe(0);
  }
});

test("D17 a text that Eve writes in behind the decision’s back: what is in force stays as it was agreed, to the letter", async () => {
  await press(bob, "Change my answer");
  await answer(bob, "Agree");
  await main(alice).getByText("Bob agrees", { exact: true }).waitFor();
  await closeIt(alice);
  await each([alice, bob], (one) => openInForce(one, "Children"));
  const found = await eve.device.openDocument(group, doc as never);
  if (!found.ok) throw new Error(found.reason);
  const handle = found.value as unknown as {
    doc(): A.Doc<{ text: string }>;
    change(edit: (d: { text: string }) => void): void;
  };
  const at = handle.doc().text.indexOf("A parent");
  handle.change((draft) => A.splice(draft, ["text"], at, 0, "Not after eight. "));
  await eve.device.flush();
  const facts = await factsOf(eve, group, Date.now());
  const reworded = saying.reword(facts, proposal, { text: "9".repeat(64), base: null });
  if (reworded.ok) await eve.device.say(group, { ...reworded.value, time: Date.now() } as never);
  await eve.sees(({ groups }) => groups[0]!.status.kind === "shared");
  // Said after it: where this has come, what she wrote has come before.
  const after = "Is everybody well?";
  await ask(eve, group, after, Date.now());
  for (const one of [alice, bob]) {
    await go(one, "Home");
    await main(one).getByRole("region", { name: after }).waitFor();
    await openInForce(one, "Children");
    const inForce = main(one).getByRole("region", { name: "Text of the agreement" });
    await main(one).getByText("In force since").first().waitFor();
    expect(await inForce.textContent()).toBe(words);
    expect(await main(one).getByText("Not after eight").count()).toBe(0);
  }
  await clean(alice.page, "in force, whatever Eve writes");
});
async function openQuestion(person: Person, asked: string): Promise<void> {
  await go(person, "Agreements");
  await main(person).getByRole("link", { name: "What we decided" }).click();
  await main(person)
    .getByRole("link", { name: new RegExp(`${asked}$`) })
    .first()
    .click();
  await main(person).getByRole("heading", { level: 1, name: asked }).waitFor();
}
