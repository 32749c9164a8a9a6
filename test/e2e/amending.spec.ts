// A change to an agreement, walked through by two people in real browsers: written alone, shown to all, read with its
// tracked changes, brought up to date. And nothing of it unreadable to anybody, on a phone, in the dark.
import { afterAll, beforeAll, expect, test } from "vitest";
import { clean } from "./support/holds.ts";
import { editor, go, letIn, newAgreement, openAgreement, type Person, startGroup, write } from "./support/people.ts";
import { openStage, type Stage } from "./support/stage.ts";

let stage: Stage;
let alice: Person;
let bob: Person;
beforeAll(async () => {
  stage = await openStage();
  alice = await stage.person("Alice");
  bob = await stage.person("Bob", { viewport: { width: 360, height: 740 }, colorScheme: "dark" });
  await startGroup(alice, stage.relay.url, "Boat house");
  await letIn(alice, bob, "Boat house");
  await newAgreement(alice, "Children");
  await write(alice, "Children are welcome. A parent stays in the building. We wait.");
}, 120_000);
afterAll(() => stage?.close());

async function propose(person: Person, o: { name: string; for: string }) {
  await person.page.getByRole("button", { name: "Propose a change" }).click();
  const dialog = person.page.getByRole("dialog", { name: "Propose a change" });
  await dialog.getByRole("textbox", { name: "What is it about?" }).fill(o.name);
  await dialog.getByRole("combobox", { name: "Who can read it for now" }).selectOption({ label: o.for });
  await clean(person.page, "proposing");
  await dialog.getByRole("button", { name: "Begin" }).click();
  await person.page.getByRole("heading", { level: 1, name: o.name }).waitFor();
}

test("what stands on top is written by Alice and read by Bob", async () => {
  await alice.page.getByRole("button", { name: "Change what stands here" }).click();
  await alice.page.getByRole("textbox", { name: "Summary" }).fill("Children are welcome, and so are their parents.");
  await alice.page.getByLabel("Review on").fill("2030-03-12");
  await clean(alice.page, "the form on top");
  await alice.page.getByRole("button", { name: "Keep it" }).click();
  await openAgreement(bob, "Children");
  await bob.page.getByText("Children are welcome, and so are their parents.").waitFor();
  await bob.page.getByText("12 March 2030").waitFor();
  await clean(bob.page, "an agreement on a phone");
});

test("A6 Bob writes a change by himself: Alice sees nothing of it, until he shows it, and then only what it came to", async () => {
  await propose(bob, { name: "Half an hour", for: "Just me" });
  await bob.page.getByText("Only you can read this").waitFor();
  await bob.page.getByText("Nothing is different yet.").waitFor();
  await bob.page.getByRole("radio", { name: "Write", exact: true }).check({ force: true });
  await editor(bob).focus();
  await bob.page.keyboard.press("Control+End");
  await bob.page.keyboard.type(" I was ashamed to ask.");
  for (let i = 0; i < "I was ashamed to ask.".length; i++) await bob.page.keyboard.press("Backspace");
  await bob.page.keyboard.type("One may go out for half an hour.");
  await bob.page.getByRole("radio", { name: "What would change" }).check({ force: true });
  await bob.page.locator("ins", { hasText: "One may go out for half an hour." }).waitFor();
  await clean(bob.page, "a change on a phone in the dark");
  await go(alice, "Agreements");
  await openAgreement(alice, "Children");
  expect(await alice.page.getByText("Half an hour").count()).toBe(0);
  await bob.page.getByRole("button", { name: "Show it to everyone" }).click();
  await bob.page.getByText("Everyone can read this").waitFor();
  await alice.page.getByRole("link", { name: "Half an hour" }).click();
  await alice.page.locator("ins", { hasText: "One may go out for half an hour." }).waitFor();
  await clean(alice.page, "a change at a desk");
  expect(await alice.page.getByText("ashamed").count()).toBe(0);
  await alice.page.getByRole("radio", { name: "Compare" }).check({ force: true });
  await alice.page.getByRole("table", { name: "Compare" }).waitFor();
  await clean(alice.page, "side by side");
});

test("A1 the draft moves on meanwhile: both wordings are shown, and what somebody chose is what stands", async () => {
  const change = alice.page.url();
  await openAgreement(alice, "Children");
  await editor(alice).focus();
  await alice.page.keyboard.press("Control+End");
  await alice.page.keyboard.type(" And we say hello.");
  await openAgreement(bob, "Children");
  await expect.poll(() => editor(bob).textContent()).toContain("And we say hello.");
  await alice.page.goto(change);
  await alice.page.getByRole("button", { name: "Bring it up to date" }).click();
  const dialog = alice.page.getByRole("dialog", { name: "Bring it up to date" });
  await dialog.getByText("One place was changed on both sides.").waitFor();
  await clean(alice.page, "bringing together");
  await dialog.getByRole("button", { name: "Bring them together" }).click();
  await alice.page.getByText("The agreement has changed since this began").waitFor({ state: "detached" });
  await alice.page.locator("ins", { hasText: "One may go out for half an hour." }).waitFor();
  expect(await alice.page.locator(".marked del").count()).toBe(0);
});

test("K2 an agreement begins with our words, is kept in view, and becomes the group's own to begin with", async () => {
  await go(alice, "Agreements");
  await alice.page.getByRole("button", { name: "New agreement" }).click();
  await alice.page
    .getByRole("combobox", { name: "Begin with" })
    .selectOption({ label: "How we decide (to begin with)" });
  await clean(alice.page, "a new agreement");
  await alice.page.getByRole("button", { name: "Start writing" }).click();
  await alice.page.getByRole("heading", { level: 1, name: "How we decide" }).waitFor();
  await expect.poll(() => editor(alice).textContent()).toContain("Saying nothing is not a yes.");
  expect(await editor(alice).locator("data[value=minimum-days]").textContent()).toBe("14");
  await clean(alice.page, "an agreement with reasons and values");
  await alice.page.getByRole("button", { name: "Keep in view" }).click();
  await alice.page.getByRole("button", { name: "Save to begin others with" }).click();
  await alice.page.getByText(/can be chosen under New agreement/).waitFor();
  await go(bob, "Agreements");
  await expect.poll(() => bob.page.getByRole("link").allInnerTexts()).toContain("How we decide");
  await clean(bob.page, "the list on a phone");
});
