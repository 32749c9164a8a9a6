// Two people look after the relay: one writes it down and has it, offers it on while the other is away, who takes it
// without a network; then both see it, and the record tells of both.
import { afterAll, beforeAll, test } from "vitest";
import { holds } from "./support/holds.ts";
import { comeBack, go, goOffline, letIn, type Person, startGroup, status } from "./support/people.ts";
import { expect } from "./support/playwright.ts";
import { openStage, type Stage } from "./support/stage.ts";

let stage: Stage;
let alice: Person;
let bob: Person;
beforeAll(async () => {
  stage = await openStage();
  alice = await stage.person("Alice");
  bob = await stage.person("Bob", { viewport: { width: 360, height: 740 }, hasTouch: true, reducedMotion: "reduce" });
});
afterAll(() => stage?.close());

const main = ({ page }: Person) => page.getByRole("main");
const press = (person: Person, name: RegExp) => main(person).getByRole("button", { name }).click();

test("Alice writes the relay down and looks after it; Bob, who has joined, sees it on his phone", async () => {
  await startGroup(alice, stage.relay.url, "Canal Side Tenants");
  await letIn(alice, bob, "Canal Side Tenants");

  await go(alice, "Keys");
  await main(alice).getByText("Nothing is written down here yet.").waitFor();
  await holds(alice, "Empty");
  await press(alice, /^Write something down$/);
  const dialog = alice.page.getByRole("dialog");
  await dialog.getByLabel("What it is").fill("The relay");
  await dialog.getByLabel("What somebody needs to know").fill("It stands at Bob’s place, behind the books.");
  await holds(alice, "Writing down");
  await dialog.getByRole("button", { name: "Keep it" }).click();
  await press(alice, /^I’ll look after it/);
  await dialog.getByRole("button", { name: "I’ll look after it" }).click();
  await main(alice)
    .getByText(/^You look after it, since/)
    .waitFor();

  await go(bob, "Keys");
  await main(bob)
    .getByText(/^Alice looks after it, since/)
    .waitFor();
  await main(bob).getByText("It stands at Bob’s place, behind the books.").waitFor();
});

test("Alice offers it on; Bob takes it without a network, and it is his on his phone at once", async () => {
  await press(alice, /^Offer to…/);
  const dialog = alice.page.getByRole("dialog", { name: "Offer: The relay" });
  await dialog.getByLabel("Offer to").selectOption({ label: "Bob" });
  await dialog.getByLabel("Until").fill("");
  await dialog.getByRole("button", { name: "Make this offer" }).click();
  await dialog.getByText(/Every turn has an end\. Which day/).waitFor();
  await holds(alice, "Offering");
  const until = `${new Date().getFullYear() + 1}-06-03`;
  await dialog.getByLabel("Until").fill(until);
  await dialog.getByRole("button", { name: "Make this offer" }).click();
  await main(alice)
    .getByText(/You offered it to Bob/)
    .waitFor();
  // Offered is not handed on.
  await main(alice)
    .getByText(/^You look after it, since/)
    .waitFor();

  await go(bob, "Home");
  await bob.page.getByRole("heading", { name: "Alice offers you: The relay" }).waitFor();
  await holds(bob, "Home with an offer");
  await goOffline(bob);
  await expect.poll(() => status(bob)).toContain("Offline: will be shared later");
  await main(bob).getByRole("link", { name: "See the register" }).click();
  await holds(bob, "An offer on a phone");
  await press(bob, /^I’ll take it/);
  await main(bob)
    .getByText(/^You look after it, since .+ 3 June/)
    .waitFor();
  // The button went with the offer.
  expect(await bob.page.evaluate(() => document.activeElement?.textContent)).toBe("The relay");
  expect(
    await main(alice)
      .getByText(/^Bob looks after it/)
      .count(),
  ).toBe(0);
});

test("Alice writes about it meanwhile; when Bob is back both see who has it, what she wrote, and the record of both", async () => {
  await main(alice).locator("summary", { hasText: "Record and changes" }).click();
  await press(alice, /^Change the words/);
  const dialog = alice.page.getByRole("dialog", { name: "Change the words" });
  await dialog
    .getByLabel("What somebody needs to know")
    .fill("It stands at Bob’s place, behind the books. Ask Ines for its cable.");
  await dialog.getByRole("button", { name: "Keep it" }).click();

  await comeBack(bob);
  await main(alice)
    .getByText(/^Bob looks after it, since/)
    .waitFor();
  await main(bob)
    .getByText(/Ask Ines for its cable/)
    .waitFor();
  await main(bob).locator("summary", { hasText: "Record and changes" }).click();
  for (const person of [alice, bob]) {
    await main(person)
      .getByText(/^Offered by Alice, taken by Bob: /)
      .waitFor();
    await main(person)
      .getByText(/^Taken on by Alice: /)
      .waitFor();
  }
  await holds(bob, "The record");
  await bob.page.reload();
  await main(bob)
    .getByText(/^You look after it, since/)
    .waitFor();
});
