// Who belongs, in four browsers: three found a group by welcoming each other, a name changes, somebody leaves, and the group
// parts with somebody, signed by one of them without a connection; what each of them then sees and can do.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { afterAll, beforeAll, test } from "vitest";
import {
  admit,
  askToJoin,
  comeBack,
  editor,
  eventually,
  go,
  goOffline,
  makeInvitation,
  newAgreement,
  openAgreement,
  type Person,
  startGroup,
  status,
  welcome,
  words,
  write,
} from "./support/people.ts";
import { expect } from "./support/playwright.ts";
import { openStage, type Stage } from "./support/stage.ts";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const group = "Night watch";
const desk = { viewport: { width: 1100, height: 760 }, reducedMotion: "reduce" } as const;
const phone = { viewport: { width: 360, height: 740 }, reducedMotion: "reduce", hasTouch: true } as const;
let stage: Stage;
let alice: Person;
let bob: Person;
let carol: Person;
let dan: Person;
beforeAll(async () => {
  stage = await openStage();
  alice = await stage.person("Alice", desk);
  bob = await stage.person("Bob", phone);
  carol = await stage.person("Carol", desk);
  dan = await stage.person("Dan", phone);
});
afterAll(() => stage?.close());

const main = ({ page }: Person) => page.getByRole("main");

/** Nothing axe objects to in light and dark, nothing wider than the narrowest phone; and a picture to look at. */
async function holds({ page }: Person, where: string): Promise<void> {
  const size = page.viewportSize()!;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // Colours take a moment to change over.
    await page.evaluate(async () => {
      await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})));
    });
    await page.evaluate(`${axe}; 0`);
    const found = await page.evaluate(async () => {
      const here = (window as unknown as { axe: { run(at: Document): Promise<{ violations: Broken[] }> } }).axe;
      type Broken = { id: string; nodes: { html: string }[] };
      const { violations } = await here.run(document);
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
    });
    expect(found, `${where}, ${colorScheme}`).toEqual([]);
    const name = `belonging-${where.replaceAll(" ", "-")}-${size.width}-${colorScheme}.png`;
    await page.screenshot({ path: new URL(`shots/${name}`, import.meta.url).pathname, fullPage: true });
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 320, height: 740 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("main :is(button, summary, .btn, .way, .check), dialog button")]
      .filter((one) => one.checkVisibility())
      .filter((one) => one.getBoundingClientRect().height < 44 || one.getBoundingClientRect().width < 44)
      .map((one) => one.textContent),
  );
  await page.setViewportSize(size);
  expect(wide, `${where} at 320 px`).toBeLessThanOrEqual(320);
  expect(small, `${where}: smaller than a thumb`).toEqual([]);
}

async function join(inviter: Person, newcomer: Person): Promise<void> {
  const four = await askToJoin(newcomer, await makeInvitation(inviter));
  await admit(inviter, { name: newcomer.name, words: four });
  await newcomer.page.getByRole("heading", { name: group }).first().waitFor();
}

async function openPerson(person: Person, name: string): Promise<void> {
  await go(person, "People");
  await main(person).getByRole("link", { name, exact: true }).click();
  await main(person).getByRole("heading", { level: 1, name }).waitFor();
}

async function isShared(person: Person): Promise<void> {
  await eventually(
    () => status(person),
    (said) => said.includes("Shared with the relay"),
  );
}

test("I1 one begins, the others are welcomed, and four are full members alike", async () => {
  await startGroup(alice, stage.relay.url, group);
  await go(alice, "People");
  await main(alice).getByText("Until there are three full members, nobody can be removed").waitFor();
  await holds(alice, "alone");
  await join(alice, bob);
  await main(alice).getByText("Nobody has said yet that they know Bob. It takes one full member.").waitFor();
  await go(bob, "People");
  await main(bob).getByText("Full members welcome others. You are asked too once you are one.").waitFor();
  await holds(bob, "new joiner");
  await welcome(alice, "Bob");
  await main(bob).getByText("Two of us, all full members.").waitFor();

  await join(bob, carol);
  await join(bob, dan);
  await go(alice, "People");
  await main(alice).getByRole("button", { name: "Welcome Carol" }).click();
  const dialog = alice.page.getByRole("dialog");
  await dialog.getByText("Say the same about others").click();
  await dialog.getByRole("checkbox", { name: "Dan" }).check();
  await holds(alice, "welcome");
  await dialog.getByRole("button", { name: "I know these people" }).click();
  await go(bob, "People");
  await main(bob).getByText("Alice knows Carol. One more, and Carol is a full member.").waitFor();
  await holds(bob, "people");
  await welcome(bob, "Carol");
  await welcome(bob, "Dan");
  for (const one of [alice, bob, carol, dan]) {
    await go(one, "People");
    await main(one).getByText("Four of us, all full members.").waitFor();
    expect(await main(one).getByText("nobody can be removed").count()).toBe(0);
  }
});

test("E12 Carol changes what she is called, and nobody else can", async () => {
  await openPerson(carol, "Carol");
  await main(carol).getByRole("button", { name: "Change my name" }).click();
  await carol.page.getByLabel("What should people call you?").fill("Carola");
  await carol.page.getByRole("button", { name: "Use this name" }).click();
  await main(carol).getByRole("heading", { level: 1, name: "Carola" }).waitFor();
  await holds(carol, "myself");
  await openPerson(bob, "Carola");
  expect(await main(bob).getByRole("button", { name: "Change my name" }).count()).toBe(0);
  await holds(bob, "somebody");
});

test("G7 Carola leaves: no reason, nothing hidden, and the others go on without her", async () => {
  await newAgreement(alice, "Rent");
  await write(alice, "We hold the rent back together.");
  for (const one of [bob, carol, dan]) {
    await openAgreement(one, "Rent");
    await eventually(
      () => words(one),
      (text) => text.includes("together."),
    );
  }
  await go(carol, "People");
  await main(carol).getByRole("link", { name: "Leave this group" }).click();
  await main(carol).getByRole("heading", { name: "What stays with the group" }).waitFor();
  await holds(carol, "leave");
  await main(carol).getByRole("button", { name: "Leave this group" }).click();
  await carol.page.getByRole("region", { name: "You have left this group" }).waitFor();
  await holds(carol, "left");
  await go(alice, "People");
  await main(alice).getByText("Three of us, all full members.").waitFor();
  await openAgreement(alice, "Rent");
  await write(alice, " All of it.");
  await eventually(
    () => words(bob),
    (text) => text.includes("All of it."),
  );
  await isShared(alice);
  await go(carol, "Agreements");
  expect(await main(carol).getByRole("button", { name: "New agreement" }).count()).toBe(0);
  await main(carol).getByRole("link", { name: "Rent" }).click();
  await editor(carol).waitFor();
  expect(await words(carol)).toBe("We hold the rent back together.");
  expect(await editor(carol).getAttribute("aria-readonly")).toBe("true");
});

test("the group chooses its own numbers, signed by as many as a removal takes", async () => {
  await go(bob, "People");
  await main(bob).getByRole("link", { name: "How we count" }).click();
  await main(bob).getByText("There are three full members.").waitFor();
  await holds(bob, "numbers");
  await main(bob).getByRole("radio", { name: "Always this many" }).nth(1).check();
  await main(bob).getByLabel("How many full members").fill("3");
  await main(bob).getByRole("button", { name: "Ask the group" }).click();
  await main(bob).getByRole("article", { name: "You ask to change how we count" }).waitFor();
  await holds(bob, "numbers asked");
  await go(alice, "People");
  const ask = main(alice).getByRole("article", { name: "Bob asks to change how we count" });
  await ask.getByText("Becoming a full member takes three full members.").waitFor();
  await ask.getByRole("button", { name: "Sign", exact: true }).click();
  await main(alice).getByText("You have signed. The group sees it.").waitFor();
  await main(bob).getByText("The group chose it.").waitFor();
});

test("F7 Alice asks the group to part with Dan, who reads why; Bob signs without a connection, and only then it is so", async () => {
  await openPerson(alice, "Dan");
  await main(alice).getByText("If something is wrong").click();
  await holds(alice, "if something is wrong");
  await main(alice).getByRole("button", { name: "Ask the group to part with Dan" }).click();
  const dialog = alice.page.getByRole("dialog", { name: "Part with Dan" });
  await dialog.getByText("Both other full members must sign").waitFor();
  await dialog.getByLabel("Why").fill("You told the landlord what we had planned, twice.");
  await holds(alice, "part with");
  await dialog.getByRole("button", { name: "Ask the group" }).click();
  await main(alice).getByText("The group is asked, and you have signed.").waitFor();

  await go(dan, "Home");
  await dan.page.getByRole("region", { name: "Alice asks the group to part with you" }).waitFor();
  await holds(dan, "home about me");
  await dan.page.getByRole("link", { name: "Read it" }).click();
  await main(dan).getByText("You told the landlord what we had planned, twice.").waitFor();
  expect(await main(dan).getByRole("button", { name: "Sign" }).count()).toBe(0);

  await go(bob, "Home");
  await bob.page.getByRole("region", { name: "Alice asks the group to part with Dan" }).waitFor();
  await holds(bob, "home asks");
  await goOffline(bob);
  await bob.page.getByRole("link", { name: "Read and answer" }).click();
  await holds(bob, "asks");
  await eventually(
    () => status(bob),
    (said) => said.includes("Offline"),
  );
  await main(bob).getByRole("button", { name: "Sign", exact: true }).click();
  await main(bob).getByText("It is kept on this device and will be shared later.").waitFor();
  await go(alice, "People");
  await main(alice).getByRole("link", { name: "Dan", exact: true }).waitFor();
  await comeBack(bob);

  await dan.page.getByRole("region", { name: "The group has parted with you" }).waitFor();
  await main(alice).getByRole("link", { name: "Dan", exact: true }).waitFor({ state: "detached" });
  await main(alice).getByText("Two of us, all full members.").waitFor();
});

test("promise 5: Dan keeps what he had, is told why, writes nowhere, and reads nothing of what comes after", async () => {
  await openAgreement(alice, "Rent");
  await write(alice, " Whoever is asked says nothing.");
  await openAgreement(bob, "Rent");
  await eventually(
    () => words(bob),
    (text) => text.includes("says nothing."),
  );
  await isShared(alice);
  await holds(dan, "removed home");
  await go(dan, "Agreements");
  await dan.page.getByText("You told the landlord what we had planned, twice.").waitFor();
  expect(await main(dan).getByRole("button", { name: "New agreement" }).count()).toBe(0);
  await main(dan).getByRole("link", { name: "Rent" }).click();
  await editor(dan).waitFor();
  expect(await words(dan)).toBe("We hold the rent back together. All of it.");
  expect(await editor(dan).getAttribute("aria-readonly")).toBe("true");
  await main(dan).getByRole("link", { name: "Take a readable copy" }).click();
  await main(dan).getByRole("button", { name: "Take a readable copy" }).waitFor();
  await holds(dan, "removed copy");
});

test("F7 two pause Eve's access for a day: she is told until when, writes nowhere, and is still one of them", async () => {
  const eve = await stage.person("Eve", phone);
  await join(alice, eve);
  await openPerson(alice, "Eve");
  await main(alice).getByText("If something is wrong").click();
  await main(alice).getByRole("button", { name: "Pause access for some days" }).click();
  const dialog = alice.page.getByRole("dialog", { name: "Pause Eve’s access" });
  await dialog.getByRole("radio", { name: "One day" }).check();
  await holds(alice, "pause");
  await dialog.getByRole("button", { name: "Ask for the pause" }).click();
  await main(alice).getByText("Asked, and signed by you. One more full member is needed.").waitFor();
  await go(eve, "Home");
  await eve.page.getByRole("region", { name: /^Alice asks to pause your access until / }).waitFor();
  await go(bob, "People");
  const ask = main(bob).getByRole("article", { name: /^Alice asks to pause Eve’s access until / });
  await ask.getByRole("button", { name: "Sign", exact: true }).click();
  await main(bob)
    .getByText(/^Access paused until /)
    .waitFor();
  await eve.page.getByRole("region", { name: "Your access is paused" }).waitFor();
  await holds(eve, "paused");
  await openAgreement(alice, "Rent");
  await write(alice, " Eve hears of it later.");
  await isShared(alice);
  await go(eve, "Agreements");
  await main(eve).getByRole("link", { name: "Rent" }).click();
  await editor(eve).waitFor();
  expect(await words(eve)).not.toContain("Eve hears of it later.");
  expect(await editor(eve).getAttribute("aria-readonly")).toBe("true");
});

test("a concern about Finn is no veto: it becomes the group's decision, asked for, taken back, asked again and signed", async () => {
  const finn = await stage.person("Finn", desk);
  await join(bob, finn);
  await go(bob, "People");
  await main(bob).getByRole("button", { name: "Welcome Finn" }).click();
  await bob.page.getByRole("button", { name: "I have a concern about this" }).click();
  await holds(bob, "concern");
  await bob.page.getByRole("button", { name: "Raise this concern" }).click();
  await main(bob).getByText("Your concern is known. The group decides about Finn.").waitFor();
  await openPerson(alice, "Finn");
  await main(alice).getByText("Bob has a concern about it, so the group decides.").waitFor();
  await main(alice).getByRole("button", { name: "Ask the group" }).click();
  const mine = main(alice).getByRole("article", { name: "You ask the group to make Finn a full member" });
  await mine.getByRole("button", { name: "Take it back" }).click();
  await mine.waitFor({ state: "detached" });
  await main(alice).getByRole("button", { name: "Ask the group" }).click();
  await mine.waitFor();
  await holds(alice, "person asked");
  await go(bob, "People");
  const ask = main(bob).getByRole("article", { name: "Alice asks the group to make Finn a full member" });
  await ask.getByRole("button", { name: "Sign", exact: true }).click();
  await go(finn, "People");
  await main(finn).getByText("Four of us: three full members and one new joiner.").waitFor();
});
