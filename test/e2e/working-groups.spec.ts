// Alice begins a working group in two steps; Bob asks to join on his phone, is given a place, and both write in its own
// agreement, while Eve, who is in the same group, sees a name and a mandate. Then Alice hands her place on to Eve.
import { afterAll, beforeAll, test } from "vitest";
import { holds } from "./support/holds.ts";
import { editor, go, letIn, type Person, startGroup, words, write } from "./support/people.ts";
import { expect } from "./support/playwright.ts";
import { openStage, type Stage } from "./support/stage.ts";

let stage: Stage;
let alice: Person;
let bob: Person;
let eve: Person;
beforeAll(async () => {
  stage = await openStage();
  alice = await stage.person("Alice");
  bob = await stage.person("Bob", { viewport: { width: 360, height: 740 }, hasTouch: true, reducedMotion: "reduce" });
  eve = await stage.person("Eve");
});
afterAll(() => stage?.close());

const main = ({ page }: Person) => page.getByRole("main");
const press = (person: Person, name: string | RegExp) => main(person).getByRole("button", { name }).click();
const heading = (person: Person, name: string | RegExp) => main(person).getByRole("heading", { name });

test("two steps begin one; everybody in the group sees its name and its mandate", async () => {
  await startGroup(alice, stage.relay.url, "Canal Side Tenants");
  for (const who of [bob, eve]) {
    await letIn(alice, who, "Canal Side Tenants");
  }
  await go(alice, "Working groups");
  await main(alice).getByText("There is no working group yet.").waitFor();
  await holds(alice, "working-groups-empty");
  await press(alice, "Begin a working group");
  const dialog = alice.page.getByRole("dialog");
  await dialog.getByLabel("What is it called?").fill("Kitchen");
  await dialog.getByRole("button", { name: "Go on" }).click();
  await dialog.getByLabel("What does the group ask of it?").fill("We cook on Fridays, and say what it costs.");
  await holds(alice, "working-groups-beginning");
  await dialog.getByRole("button", { name: "Begin" }).click();
  await heading(alice, "Kitchen").waitFor();
  await main(alice).getByText("Nothing is written here yet.").waitFor();

  for (const who of [bob, eve]) {
    await go(who, "Working groups");
    await main(who).getByRole("link", { name: "Kitchen" }).click();
    await main(who).getByText("We cook on Fridays, and say what it costs.").waitFor();
    expect(await heading(who, "Who is in it").count()).toBe(0);
  }
  await holds(bob, "working-group-from-outside");
});

test("Bob asks on his phone; it waits on Alice's Home, who gives him a place; he is in", async () => {
  await press(bob, "Ask to join");
  await main(bob)
    .getByText(/^You have asked for a place/)
    .waitFor();
  await go(alice, "Home");
  await heading(alice, "Bob asks for a place: Kitchen").waitFor();
  await holds(alice, "working-groups-home");
  await press(alice, /^Give a place/);
  const dialog = alice.page.getByRole("dialog", { name: "A place for Bob" });
  await holds(alice, "working-groups-giving");
  await dialog.getByRole("button", { name: "Give a place" }).click();
  await heading(bob, "Who is in it").waitFor();
  await expect.poll(() => heading(alice, "Bob asks for a place: Kitchen").count()).toBe(0);
});

test("an agreement begun there is read and written by both, after a reload too; Eve has no way to it", async () => {
  await press(bob, "New agreement");
  const dialog = bob.page.getByRole("dialog", { name: "New agreement" });
  await dialog.getByRole("textbox").fill("Recipes");
  await dialog.getByRole("button", { name: "Begin" }).click();
  await editor(bob).waitFor();
  await write(bob, "Soup for thirty.");
  await go(alice, "Working groups");
  await main(alice).getByRole("link", { name: "Kitchen" }).click();
  await main(alice).getByRole("link", { name: "Recipes" }).click();
  await expect.poll(() => words(alice)).toContain("Soup for thirty.");
  await alice.page.reload();
  await expect.poll(() => words(alice)).toContain("Soup for thirty.");

  await go(alice, "Agreements");
  await main(alice)
    .getByText("Nothing is written down yet", { exact: false })
    .or(heading(alice, "Agreements"))
    .first()
    .waitFor();
  expect(await main(alice).getByRole("link", { name: "Recipes" }).count()).toBe(0);
  const address = bob.page.url();
  await eve.page.goto(address);
  await eve.page.getByRole("navigation").first().waitFor();
  expect(await main(eve).getByText("Soup for thirty.").count()).toBe(0);
  await go(bob, "Working groups");
  await main(bob).getByRole("link", { name: "Kitchen" }).click();
  await main(bob).getByRole("link", { name: "Recipes" }).waitFor();
  await holds(bob, "working-group-on-a-phone");
});

test("Alice hands her place on to Eve, who takes it; Eve reads what was written before, and Alice is out", async () => {
  await go(alice, "Working groups");
  await main(alice).getByRole("link", { name: "Kitchen" }).click();
  await press(alice, "Hand on my place");
  const dialog = alice.page.getByRole("dialog", { name: "Hand on my place" });
  await holds(alice, "working-groups-handing-on");
  await dialog.getByRole("button", { name: "Offer my place" }).click();
  await go(eve, "Home");
  await heading(eve, "Alice offers you their place: Kitchen").waitFor();
  await press(eve, "I’ll take it");
  await press(alice, "Give it to Eve");
  await main(alice)
    .getByText(/^You have left. What/)
    .waitFor();
  await holds(alice, "working-group-left");
  await go(eve, "Working groups");
  await main(eve).getByRole("link", { name: "Kitchen" }).click();
  await main(eve).getByRole("link", { name: "Recipes" }).click();
  await expect.poll(() => words(eve)).toContain("Soup for thirty.");
});

test("Bob leaves, with no reason asked; one that is done can be put away and begin again", async () => {
  await press(bob, "Leave");
  const dialog = bob.page.getByRole("dialog", { name: "Leave: Kitchen" });
  await holds(bob, "working-groups-leaving");
  await dialog.getByRole("button", { name: "Leave this working group" }).click();
  await main(bob)
    .getByText(/^You have left. What/)
    .waitFor();
  await press(bob, "It is done with its work");
  await main(bob).getByText("Done with their work").waitFor();
  await press(bob, "It goes on");
  await main(bob).getByRole("button", { name: "Ask to join" }).waitFor();
  await go(bob, "Working groups");
  await main(bob).getByRole("link", { name: "Kitchen" }).waitFor();
  await holds(bob, "working-groups-list");
});
