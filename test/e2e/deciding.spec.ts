// A group decides, in three browsers: a draft is asked about and agreed to, one of them offline; a no puts a change back to
// talking, other words win it; what was decided is read in one sentence, with how; a reason is taken back.
import { readFile } from "node:fs/promises";
import { verify } from "@fogata/verify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { holds } from "./support/holds.ts";
import {
  comeBack,
  editor,
  go,
  goOffline,
  letIn,
  newAgreement,
  openAgreement,
  type Person,
  startGroup,
  welcome,
  write,
} from "./support/people.ts";
import { openStage, type Stage } from "./support/stage.ts";

const desk = { viewport: { width: 1100, height: 760 }, reducedMotion: "reduce" } as const;
const phone = { viewport: { width: 360, height: 740 }, reducedMotion: "reduce", hasTouch: true } as const;
let stage: Stage;
let alice: Person;
let bob: Person;
let carol: Person;
const main = ({ page }: Person) => page.getByRole("main");

/** From Home, where it waits, to the question. */
async function readAndAnswer(person: Person, sentence: string): Promise<void> {
  await go(person, "Home");
  const section = main(person).getByRole("region", { name: sentence });
  await section.getByRole("link", { name: "Read and answer" }).click();
  await main(person).getByRole("heading", { level: 1, name: sentence }).waitFor();
}
async function answer(person: Person, kind: string, reason = ""): Promise<void> {
  const mine = main(person).getByRole("radiogroup", { name: "My answer" });
  await mine.getByRole("radio", { name: kind, exact: true }).check();
  if (reason) await main(person).getByRole("textbox", { name: "Reason" }).fill(reason);
  await main(person).getByRole("button", { name: "Send my answer" }).click();
  await main(person).getByText("Your answer is kept.").waitFor();
}
/** What is in force is read; there is no editor to wait for. */
async function openInForce(person: Person, title: string): Promise<void> {
  await main(person).getByRole("link", { name: title }).first().click();
  await main(person).getByRole("heading", { level: 1, name: title }).waitFor();
}
async function ask(person: Person, sentence: string): Promise<void> {
  await main(person).getByRole("button", { name: "Ask the group" }).click();
  const dialog = person.page.getByRole("dialog", { name: "Ask the group" });
  await dialog.getByRole("textbox", { name: "In one plain sentence" }).fill(sentence);
  await dialog.getByRole("combobox", { name: "Rule" }).selectOption({ label: "All agree" });
  expect(await dialog.getByLabel("Open until").inputValue()).toMatch(/^20\d\d-/);
  await dialog.getByRole("button", { name: "Ask everyone" }).click();
  await main(person).getByRole("heading", { level: 1, name: sentence }).waitFor();
}

beforeAll(async () => {
  stage = await openStage();
  [alice, bob, carol] = [
    await stage.person("Alice", desk),
    await stage.person("Bob", phone),
    await stage.person("Carol", desk),
  ];
  await startGroup(alice, stage.relay.url, "Night watch");
  for (const one of [bob, carol]) {
    await letIn(alice, one, "Night watch");
  }
  await welcome(alice, "Bob");
  await go(bob, "People");
  await main(bob)
    .getByText("Two of us are full members")
    .or(main(bob).getByRole("button", { name: "Welcome Carol" }))
    .first()
    .waitFor();
  await welcome(alice, "Carol");
  await welcome(bob, "Carol");
  await go(carol, "People");
  await main(carol).getByText("Three of us, all full members.").waitFor();
}, 180_000);
afterAll(() => stage?.close());

const first = "Children are welcome at our meetings.";
test("B3 Alice asks about a draft; Bob answers without a connection, Carol agrees, and it is in force once it is closed", async () => {
  await newAgreement(alice, "Children");
  await write(alice, "Children are welcome. A parent stays in the building.");
  await ask(alice, first);
  await holds(alice, "asked");
  await answer(alice, "Agree");
  await readAndAnswer(bob, first);
  await main(bob).getByText("A parent stays in the building.").waitFor();
  await goOffline(bob);
  await answer(bob, "Agree with a concern", "Two children at most for each of us.");
  await main(bob).getByText("It goes out by itself once there is a connection").waitFor();
  await holds(bob, "answered offline");
  await readAndAnswer(carol, first);
  await answer(carol, "Agree");
  // Silence is not a yes: Bob's has not come.
  await main(carol).getByText("Bob has not said anything").waitFor();
  expect(await main(carol).getByRole("button", { name: "Close it as decided" }).count()).toBe(0);
  await comeBack(bob);
  await main(carol).getByText("Bob agrees with a concern").waitFor();
  await main(carol).getByRole("button", { name: "Close it as decided" }).click();
  await main(carol).getByRole("heading", { name: "How we decided this" }).waitFor();
  await holds(carol, "decided");
  await go(alice, "Agreements");
  await openInForce(alice, "Children");
  await main(alice).getByText("In force since").first().waitFor();
  // What is in force is read, and not written in.
  await main(alice).getByText("A parent stays in the building.").waitFor();
  expect(await editor(alice).count()).toBe(0);
  await holds(alice, "in force");
});

const second = "A parent may go out for half an hour.";
test("B2 a change: Bob's no puts it back to talking; other words, another question, and all agree", async () => {
  await main(alice).getByRole("button", { name: "Propose a change" }).first().click();
  const dialog = alice.page.getByRole("dialog", { name: "Propose a change" });
  await dialog.getByRole("textbox", { name: "What is it about?" }).fill("Half an hour");
  await dialog.getByRole("button", { name: "Begin" }).click();
  await alice.page.getByRole("heading", { level: 1, name: "Half an hour" }).waitFor();
  await alice.page.getByRole("radio", { name: "Write", exact: true }).check({ force: true });
  await editor(alice).focus();
  await alice.page.keyboard.press("Control+End");
  await alice.page.keyboard.type(" Or goes out for half an hour.");
  await ask(alice, second);
  await main(alice).locator("ins", { hasText: "Or goes out for half an hour." }).waitFor();
  await answer(alice, "Agree");
  await readAndAnswer(bob, second);
  await answer(bob, "No", "Who is told where they are?");
  await main(alice).getByText("Back to talking").first().waitFor();
  await holds(alice, "back to talking");

  // The words are changed on purpose, and everybody is asked again about what they say now.
  await main(alice).getByRole("link", { name: "Read the change" }).click();
  await alice.page.getByRole("radio", { name: "Write", exact: true }).check({ force: true });
  await editor(alice).focus();
  await alice.page.keyboard.press("Control+End");
  await alice.page.keyboard.type(" And says where to.");
  await main(alice).getByRole("link", { name: second }).click();
  await main(alice).getByRole("button", { name: "Ask about it as it is now" }).click();
  await main(alice).getByText("You answered an earlier wording").waitFor();
  await holds(alice, "an earlier wording");
  await main(alice).getByRole("button", { name: "That is still my answer" }).click();
  await main(alice).locator("ins", { hasText: "And says where to." }).waitFor();
  await main(bob).getByText("You answered an earlier wording").waitFor();
  await answer(bob, "Agree");
  await readAndAnswer(carol, second);
  await answer(carol, "Stand aside");
  await main(carol).getByRole("button", { name: "Close it as decided" }).click();
  await main(carol).getByRole("heading", { name: "How we decided this" }).waitFor();
  await go(bob, "Agreements");
  await openInForce(bob, "Children");
  await main(bob).getByText("And says where to.").waitFor();
});

test("C6 what we decided is read in one plain sentence each, and how is one press away, with a record to keep", async () => {
  await go(bob, "Agreements");
  await main(bob).getByRole("link", { name: "What we decided" }).click();
  await main(bob).getByRole("heading", { level: 1, name: "What we decided" }).waitFor();
  for (const sentence of [first, second]) await main(bob).getByText(sentence, { exact: true }).waitFor();
  await holds(bob, "what we decided");
  await main(bob)
    .getByRole("link", { name: `How we decided this: ${first}` })
    .click();
  await main(bob).getByText("Two children at most for each of us.").first().waitFor();
  const saved = bob.page.waitForEvent("download");
  await main(bob).getByRole("button", { name: "Save the record" }).click();
  const record = JSON.parse(await readFile(await (await saved).path(), "utf8")) as { format: string };
  expect(record.format).toBe("fogata decision record 1");
});

/** From the list of agreements to how this was decided. */
async function readHow(person: Person, sentence: string): Promise<void> {
  await go(person, "Agreements");
  await main(person).getByRole("link", { name: "What we decided" }).click();
  await main(person)
    .getByRole("link", { name: `How we decided this: ${sentence}` })
    .click();
  await main(person).getByRole("heading", { level: 1, name: sentence }).waitFor();
}
test("D48 Bob takes back his reason without a connection; once he is back nobody reads it, it stays decided, and the record lacks it", async () => {
  const reason = "Two children at most for each of us.";
  await readHow(carol, first);
  await main(carol).getByText(reason).first().waitFor();
  await readHow(bob, first);
  await goOffline(bob);
  await main(bob).getByRole("button", { name: "Take back my reason" }).click();
  const dialog = bob.page.getByRole("dialog", { name: "Take back your reason?" });
  await dialog.getByText("and so does what was decided", { exact: false }).waitFor();
  await holds(bob, "taking back a reason");
  await dialog.getByRole("button", { name: "Take it back" }).click();
  await main(bob).getByText("Your reason is taken back.", { exact: false }).waitFor();
  await dialog.waitFor({ state: "hidden" });
  await comeBack(bob);
  for (const one of [bob, carol]) {
    await main(one).getByText("The words of this reason were taken back.").first().waitFor();
    expect(await main(one).getByText(reason).count()).toBe(0);
  }
  await main(carol).getByText("Bob agrees with a concern").first().waitFor();
  await main(carol).getByText("Decided", { exact: true }).first().waitFor();
  const saved = carol.page.waitForEvent("download");
  await main(carol).getByRole("button", { name: "Save the record" }).click();
  const record = await readFile(await (await saved).path(), "utf8");
  expect(record).not.toContain("Two children");
  const verdict = await verify(record, { crypto: globalThis.crypto as Crypto, now: Date.now() });
  expect(verdict).toMatchObject({ ok: true, value: { notes: ["words-taken-back"] } });
  await holds(carol, "a reason taken back");
});

const third = "Do we meet on Thursdays?";
test("B7 a plain question: more time is asked for once, and it goes to the meeting and comes back", async () => {
  await go(carol, "Agreements");
  await main(carol).getByRole("link", { name: "What we decided" }).click();
  await main(carol).getByRole("button", { name: "Ask a plain question" }).click();
  const dialog = carol.page.getByRole("dialog", { name: "Ask the group" });
  await dialog.getByRole("button", { name: "Ask everyone" }).click();
  await dialog.getByText("Say in a sentence what the group would decide.").waitFor();
  await dialog.getByRole("textbox", { name: "In one plain sentence" }).fill(third);
  await dialog.getByRole("combobox", { name: "Rule" }).selectOption({ label: "A few are enough" });
  await holds(carol, "asking");
  await dialog.getByRole("button", { name: "Ask everyone" }).click();
  await main(carol).getByRole("heading", { level: 1, name: third }).waitFor();
  await main(carol).getByRole("button", { name: "Ask once for more time" }).click();
  await main(carol).getByText("You asked for more time").waitFor();
  expect(await main(carol).getByRole("button", { name: "Ask once for more time" }).count()).toBe(0);
  await main(carol).getByRole("button", { name: "Move it to a meeting" }).click();
  await main(carol).getByText("Moved to a meeting").first().waitFor();
  await main(carol).getByRole("button", { name: "Bring it back from the meeting" }).click();
  await main(carol).getByText("It is open again.").waitFor();
});

const fourth = "There is tea.";
test("what Bob went on writing without a connection, while the group decided, is kept and becomes a change", async () => {
  await newAgreement(alice, "Tea");
  await write(alice, "There is tea at every meeting.");
  await ask(alice, fourth);
  await answer(alice, "Agree");
  await readAndAnswer(bob, fourth);
  await answer(bob, "Agree");
  await openAgreement(bob, "Tea");
  await goOffline(bob);
  await write(bob, " And cake.");
  await readAndAnswer(carol, fourth);
  await answer(carol, "Agree");
  await main(carol).getByRole("button", { name: "Close it as decided" }).click();
  await main(carol).getByRole("heading", { name: "How we decided this" }).waitFor();
  await comeBack(bob);
  // What is in force is read, without his words; they are not lost.
  const turn = turnOf(bob);
  await turn.waitFor();
  const inForce = main(bob).getByRole("region", { name: "Text of the agreement" });
  expect(await inForce.textContent()).toBe("There is tea at every meeting.");
  await holds(bob, "edits that came too late");
  await turn.click();
  const dialog = bob.page.getByRole("dialog", { name: "Turn my edits into a change" });
  await dialog.getByRole("textbox", { name: "What is it about?" }).fill("Cake");
  await dialog.getByRole("button", { name: "Begin" }).click();
  await main(bob).getByRole("heading", { level: 1, name: "Cake" }).waitFor();
  await main(bob).locator("ins", { hasText: "And cake." }).waitFor();
  // Nobody asks him about it again, and nobody else is asked about his words.
  for (const one of [bob, alice]) {
    await go(one, "Agreements");
    await openInForce(one, "Tea");
    await main(one).getByRole("link", { name: "Cake" }).waitFor();
    expect(await turnOf(one).count()).toBe(0);
  }
});
const turnOf = (person: Person) => main(person).getByRole("button", { name: "Turn my edits into a change" });
