// Whoever asks before the others are full members asks again in one step; who looks on hears what the others say; and on a
// phone what stands far below a text is reached from its top.
import { afterAll, beforeAll, expect, test } from "vitest";
import { holds } from "./support/holds.ts";
import { go, letIn, newAgreement, type Person, startGroup, write } from "./support/people.ts";
import { openStage, type Stage } from "./support/stage.ts";

const desk = { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" } as const;
const phone = { viewport: { width: 360, height: 740 }, reducedMotion: "reduce", hasTouch: true } as const;
let stage: Stage;
let alice: Person;
let bob: Person;
const main = ({ page }: Person) => page.getByRole("main");
const sentence = "There is a kettle in the hall.";

beforeAll(async () => {
  stage = await openStage();
  [alice, bob] = [await stage.person("Alice", desk), await stage.person("Bob", phone)];
  await startGroup(alice, stage.relay.url, "Night watch");
}, 120_000);
afterAll(() => stage?.close());

async function answer(person: Person, kind: string): Promise<void> {
  const mine = main(person).getByRole("radiogroup", { name: "My answer" });
  await mine.getByRole("radio", { name: kind, exact: true }).check();
  await main(person).getByRole("button", { name: "Send my answer" }).click();
  await main(person).getByText("Your answer is kept.").waitFor();
}

test("D21 Alice asks while she alone is a full member; once Bob is one too she asks again, and it is decided", async () => {
  await newAgreement(alice, "Kettle");
  await write(alice, "There is a kettle. Whoever empties it fills it.");
  await main(alice).getByRole("button", { name: "Ask the group" }).click();
  const dialog = alice.page.getByRole("dialog", { name: "Ask the group" });
  await dialog.getByRole("textbox", { name: "In one plain sentence" }).fill(sentence);
  await dialog.getByRole("button", { name: "Ask everyone" }).click();
  await main(alice).getByText("Once there are more, it can be asked again.").waitFor();
  const first = alice.page.url();

  await letIn(alice, bob, "Night watch");
  await go(alice, "People");
  await main(alice).getByRole("button", { name: "Welcome Bob" }).click();
  await alice.page.getByRole("dialog").getByRole("button", { name: "I know this person" }).click();
  await main(alice).getByText("Two of us, all full members.").waitFor();
  await alice.page.goto(first);
  await main(alice).getByText("Bob became full member since").waitFor();
  await holds(alice, "too few were counted");
  await main(alice).getByRole("button", { name: "Ask again" }).click();
  expect(await dialog.getByRole("textbox", { name: "In one plain sentence" }).inputValue()).toBe(sentence);
  await holds(alice, "asking again");
  await dialog.getByRole("button", { name: "Ask everyone" }).click();
  await main(alice).getByText("Two full members").or(main(alice).getByText("2 full members")).first().waitFor();
  expect(alice.page.url()).not.toBe(first);
  await answer(alice, "Agree");

  // Bob has one question to answer, and the earlier one says where it goes on.
  await go(bob, "Home");
  const asked = main(bob).getByRole("region", { name: sentence });
  await asked.getByRole("link", { name: "Read and answer" }).waitFor();
  expect(await asked.count()).toBe(1);
  await bob.page.goto(first);
  await main(bob).getByRole("heading", { name: "It was asked again" }).waitFor();
  await holds(bob, "it was asked again");
  await main(bob).getByRole("link", { name: sentence }).click();
  await main(bob).getByText("Alice agrees").waitFor();
  await answer(bob, "Agree");
  // Said aloud to whoever looks on, and only once.
  const aloud = alice.page.locator("[aria-live=polite]", { hasText: "Bob now says: Agree." });
  await aloud.waitFor({ state: "attached" });
  expect(await aloud.count()).toBe(1);
  await main(alice).getByRole("button", { name: "Close it as decided" }).click();
  await main(alice).getByRole("heading", { name: "How we decided this" }).waitFor();
});

test("on a phone Who wrote what, Export and the review are one press from the top of the text", async () => {
  await go(bob, "Agreements");
  await main(bob).getByRole("link", { name: "Kettle" }).first().click();
  await main(bob).getByText("In force since").first().waitFor();
  const way = main(bob).getByText("On this page");
  await way.click();
  for (const name of ["Comments", "History", "Who wrote what", "Looking at it again", "Export"])
    await main(bob).getByRole("link", { name, exact: true }).waitFor();
  await holds(bob, "on this page");
  await main(bob).getByRole("link", { name: "Export", exact: true }).click();
  const out = main(bob).getByRole("button", { name: "Export" });
  await expect.poll(() => out.evaluate((one) => document.activeElement === one)).toBe(true);
  for (const name of ["Keep", "Change", "Let go"]) await main(bob).getByRole("button", { name, exact: true }).waitFor();
  // The row of a list is as high as a thumb where it is pressed.
  await go(bob, "Agreements");
  const row = await main(bob).getByRole("link", { name: "Kettle", exact: true }).first().boundingBox();
  expect(row?.height).toBeGreaterThanOrEqual(44);
});
