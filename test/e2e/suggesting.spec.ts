// Two people suggest other words in real browsers: with the keyboard and offline, seen in the text as tracked changes,
// taken on a phone, put back, left, and taken by both apart. One asks for the other by name, in the margin of a wide
// screen. And nothing of it unreadable to anybody.
import { afterAll, beforeAll, expect, test } from "vitest";
import { clean, holds } from "./support/holds.ts";
import {
  comeBack,
  editor,
  eventually,
  go,
  goOffline,
  letIn,
  newAgreement,
  openAgreement,
  type Person,
  startGroup,
  words,
  write,
} from "./support/people.ts";
import { openStage, type Stage } from "./support/stage.ts";

let stage: Stage;
let alice: Person;
let bob: Person;
beforeAll(async () => {
  stage = await openStage();
  alice = await stage.person("Alice");
  bob = await stage.person("Bob", { viewport: { width: 360, height: 740 } });
  await startGroup(alice, stage.relay.url, "Boat house");
  await letIn(alice, bob, "Boat house");
  await newAgreement(alice, "Cups");
  await write(alice, "Bring a cup");
}, 120_000);
afterAll(() => stage?.close());

const suggestions = ({ page }: Person) => page.getByRole("region", { name: "Suggested words" });
const press = (person: Person, name: string) => suggestions(person).getByRole("button", { name }).click();
const reads = (person: Person, line: string) =>
  eventually(
    () => words(person),
    (now) => now === line,
  );

/** Goes to one end and takes the word there. The text may still be taking in that it was given the focus. */
async function chooses(person: Person, word: string, keys: [string, string]): Promise<void> {
  await editor(person).focus();
  const chosen = async () => {
    for (const key of keys) await person.page.keyboard.press(key);
    return person.page.evaluate(() => String(getSelection()).trim());
  };
  await eventually(chosen, (now) => now === word);
}

async function suggests(person: Person, o: { instead: string; weight: string; why: string }): Promise<void> {
  await chooses(person, "cup", ["Control+End", "Control+Shift+ArrowLeft"]);
  await person.page.getByRole("toolbar").getByRole("button", { name: "Suggest other words" }).click();
  const dialog = person.page.getByRole("dialog", { name: "Suggest other words" });
  const field = dialog.getByRole("textbox", { name: "What it would say instead" });
  expect(await field.inputValue()).toBe("cup");
  await field.fill(o.instead);
  await dialog.getByRole("radio", { name: o.weight }).check();
  await dialog.getByRole("textbox", { name: "Why, if you like" }).fill(o.why);
  await clean(person.page, "suggesting other words");
  await dialog.getByRole("button", { name: "Suggest it" }).click();
  await dialog.waitFor({ state: "hidden" });
}

test("D43 D44 Alice suggests a word offline; Bob takes it on his phone and puts it back; it is left, suggested again, and taken by both apart", async () => {
  await goOffline(alice);
  await suggests(alice, { instead: "mug", weight: "Must", why: "Cups break." });
  await editor(alice).locator("del", { hasText: /^cup$/ }).waitFor();
  await editor(alice).locator("ins", { hasText: /^mug$/ }).waitFor();
  await editor(alice).getByText("must", { exact: true }).waitFor();
  await holds(alice, "suggested words");
  await comeBack(alice);

  await openAgreement(bob, "Cups");
  await suggestions(bob).getByText("Why: Cups break.").waitFor();
  await suggestions(bob).getByText("Alice").first().waitFor();
  await editor(bob).locator("ins", { hasText: /^mug$/ }).waitFor();
  await holds(bob, "suggested words on a phone");
  await press(bob, "Take it");
  await reads(bob, "Bring a mug");
  await reads(alice, "Bring a mug");
  await clean(bob.page, "a suggestion taken");
  // The focus is on what can be done now.
  await bob.page.keyboard.press("Enter");
  await suggestions(bob).getByRole("button", { name: "Take it" }).waitFor();
  await editor(bob).locator("del", { hasText: /^cup$/ }).waitFor();
  // Taken, it is one step for those who undo in the text, too.
  await press(bob, "Take it");
  await reads(bob, "Bring a mug");
  await editor(bob).focus();
  await bob.page.keyboard.press("Control+z");
  await suggestions(bob).getByRole("button", { name: "Take it" }).waitFor();
  await editor(bob).locator("del", { hasText: /^cup$/ }).waitFor();

  await press(bob, "Leave it");
  await editor(alice).locator("del").waitFor({ state: "detached" });
  await reads(alice, "Bring a cup");
  await press(alice, "Show what was taken or left");
  await suggestions(alice)
    .getByText(/^Left by Bob/)
    .waitFor();
  await suggestions(alice)
    .getByText(/^Put back by Bob/)
    .last()
    .waitFor();
  await press(alice, "Suggest it again");

  // Both take it while they do not hear of each other: its words stand once.
  await suggestions(bob).getByRole("button", { name: "Take it" }).waitFor();
  await goOffline(alice);
  await goOffline(bob);
  for (const person of [alice, bob]) {
    await press(person, "Take it");
    await reads(person, "Bring a mug");
  }
  await comeBack(alice);
  await comeBack(bob);
  for (const person of [alice, bob]) {
    await suggestions(person)
      .getByText(/^Taken by Alice/)
      .waitFor();
    await suggestions(person)
      .getByText(/^Taken by Bob/)
      .last()
      .waitFor();
    await reads(person, "Bring a mug");
  }
  expect([...alice.errors, ...bob.errors]).toEqual([]);
}, 120_000);

test("D45 Alice asks for Bob by name in the margin; his Home says where until he has answered, and hers until she has seen it", async () => {
  await alice.page.setViewportSize({ width: 1280, height: 800 });
  await chooses(alice, "Bring", ["Control+Home", "Control+Shift+ArrowRight"]);
  await alice.page.getByRole("toolbar").getByRole("button", { name: "Comment" }).click();
  const dialog = alice.page.getByRole("dialog", { name: "Comment" });
  await dialog.getByRole("textbox", { name: "Your words" }).pressSequentially("Does @b");
  await dialog.getByRole("option", { name: "Bob", selected: true }).waitFor();
  await clean(alice.page, "asking for somebody");
  await alice.page.keyboard.press("Enter");
  await alice.page.keyboard.type("have one?");
  await dialog.getByRole("button", { name: "Say it" }).click();
  const said = alice.page.getByRole("region", { name: "Comments" }).getByRole("listitem").first();
  await said.getByText("@Bob", { exact: true }).waitFor();

  // Beside its words: right of the text, and beginning where their line begins.
  await eventually(
    async () => ({ text: (await editor(alice).boundingBox())!, said: (await said.boundingBox())! }),
    (box) => box.said.x >= box.text.x + box.text.width && Math.abs(box.said.y - box.text.y) < 40,
  );
  await holds(alice, "a comment in the margin");
  await eventually(
    async () => ({ text: (await editor(alice).boundingBox())!, said: (await said.boundingBox())! }),
    (box) => box.said.x >= box.text.x + box.text.width,
  );

  await go(bob, "Home");
  const asked = (person: Person) => person.page.getByRole("region", { name: "You are asked for" });
  await asked(bob).getByText("Alice asks for you there.").waitFor();
  await holds(bob, "asked for on a phone");
  await asked(bob).getByRole("link", { name: "Cups" }).click();
  const comments = bob.page.getByRole("region", { name: "Comments" });
  await comments.getByText("@Bob", { exact: true }).waitFor();
  await comments.getByRole("button", { name: "Reply" }).click();
  const reply = bob.page.getByRole("dialog", { name: "Reply to Alice" });
  await reply.getByRole("textbox", { name: "Your words" }).pressSequentially("Yes, @");
  await reply.getByRole("option", { name: "Alice" }).click();
  await reply.getByRole("textbox", { name: "Your words" }).pressSequentially("has too.");
  await reply.getByRole("button", { name: "Say it" }).click();
  await reply.waitFor({ state: "hidden" });
  await go(bob, "Home");
  await bob.page.getByRole("heading", { name: "Home" }).waitFor();
  await asked(bob).waitFor({ state: "detached" });

  await go(alice, "Home");
  await asked(alice).getByText("Bob asks for you there.").waitFor();
  await asked(alice).getByRole("button", { name: "Seen: Cups" }).click();
  await asked(alice).waitFor({ state: "detached" });
  expect([...alice.errors, ...bob.errors]).toEqual([]);
}, 120_000);
