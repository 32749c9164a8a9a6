// Two people speak about words of an agreement in real browsers: chosen with the keyboard, said offline, answered on a
// phone, settled. And nothing of it unreadable to anybody.
import { afterAll, beforeAll, expect, test } from "vitest";
import { clean } from "./support/holds.ts";
import { editor, letIn, newAgreement, openAgreement, type Person, startGroup, write } from "./support/people.ts";
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

const comments = ({ page }: Person) => page.getByRole("region", { name: "Comments" });

test("D39 Alice chooses a word and asks about it, offline; Bob answers on his phone; it is settled and stays in the record", async () => {
  await alice.context.setOffline(true);
  await editor(alice).focus();
  await alice.page.keyboard.press("Control+End");
  await alice.page.keyboard.press("Control+Shift+ArrowLeft");
  await alice.page.getByRole("toolbar").getByRole("button", { name: "Comment" }).click();
  const dialog = alice.page.getByRole("dialog", { name: "Comment" });
  await dialog.getByRole("combobox", { name: "What is it about?" }).waitFor();
  await clean(alice.page, "saying something");
  await dialog.getByRole("textbox", { name: "Your words" }).fill("Do mugs count?");
  await dialog.getByRole("button", { name: "Say it" }).click();
  await comments(alice).getByText("Do mugs count?").waitFor();
  await comments(alice).locator("blockquote", { hasText: /^cup$/ }).waitFor();
  await alice.context.setOffline(false);

  await openAgreement(bob, "Cups");
  await comments(bob).getByText("Do mugs count?").waitFor();
  await comments(bob).getByText("Alice").first().waitFor();
  await clean(bob.page, "comments on a phone");
  await comments(bob).getByRole("button", { name: "Reply" }).click();
  const reply = bob.page.getByRole("dialog", { name: "Reply to Alice" });
  await reply.getByRole("textbox", { name: "Your words" }).fill("They do.");
  await clean(bob.page, "replying on a phone");
  await reply.getByRole("button", { name: "Say it" }).click();
  await comments(alice).getByText("They do.").waitFor();
  expect(await comments(bob).getByRole("button", { name: "Take back my words" }).count()).toBe(1);

  await comments(alice).getByRole("button", { name: "Settled" }).click();
  await comments(bob).getByRole("button", { name: "Show what is settled" }).click();
  await comments(bob)
    .getByText(/^Settled by Alice/)
    .waitFor();
  await comments(bob).getByText("They do.").waitFor();
  expect([...alice.errors, ...bob.errors]).toEqual([]);
}, 120_000);
