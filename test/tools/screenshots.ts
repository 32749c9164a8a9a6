// Acts the story of two people who found a group, write an agreement, decide on it and change it, and takes the README's
// pictures on the way.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowserContextOptions } from "playwright-core";
import { launchChromium } from "../e2e/support/chromium.ts";
import {
  admit,
  agreeToTheLetter,
  askToJoin,
  editor,
  go,
  invitePerson,
  makeInvitation,
  newAgreement,
  openAgreement,
  type Person,
  startGroup,
  write,
} from "../e2e/support/people.ts";
import { startRelayProcess } from "../e2e/support/relay.ts";
import { smallPng } from "./small-png.ts";

const folder = fileURLToPath(new URL("../e2e/screens", import.meta.url));
const desk: BrowserContextOptions = { viewport: { width: 1100, height: 760 } };
const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 780 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
};
const dark: BrowserContextOptions = { ...phone, colorScheme: "dark" };

mkdirSync(folder, { recursive: true });
const [relay, browser] = await Promise.all([startRelayProcess(), launchChromium()]);
try {
  const alice = await invitePerson(browser, "Alice", desk);
  const bob = await invitePerson(browser, "Bob", phone);

  await bob.page.goto(relay.url);
  await bob.page.getByRole("heading", { name: "Your groups", exact: true }).waitFor();
  await picture(bob, "first-screen-phone");

  await startGroup(alice, relay.url, "Elm Street Kitchen");
  const link = await makeInvitation(alice);
  const words = await askToJoin(bob, link);
  await picture(bob, "four-words-phone");
  await go(alice, "People");
  await alice.page.getByText("Bob").first().waitFor();
  await picture(alice, "people");
  await admit(alice, { name: "Bob", words });
  await bob.page.getByRole("navigation").getByRole("link", { name: "Agreements" }).waitFor();

  await newAgreement(alice, "How we keep the kitchen");
  await write(alice, "We open on Tuesdays and Fridays. Whoever holds the keys comes half an hour early.");
  await alice.page.keyboard.press("Enter");
  await write(alice, "Two of us close together: one washes, one counts the tin and writes it in the book.");
  await openAgreement(bob, "How we keep the kitchen");
  await agreeToTheLetter([alice, bob], "writes it in the book.");
  await bob.page.keyboard.press("Escape");
  await write(bob, " Nobody closes alone after dark.");
  await agreeToTheLetter([alice, bob], "after dark.");
  await alice.page.getByText("to read").first().waitFor();
  await picture(alice, "agreement");
  await picture(bob, "agreement-phone");

  await welcome(alice, "Bob");
  await sayOnTop(alice, "Two of us at a time, on Tuesdays and Fridays.");
  await ask(alice, "We keep the kitchen two at a time.");
  await answer(alice, "Agree");
  await answerFromHome(
    bob,
    "We keep the kitchen two at a time.",
    "Agree with a concern",
    "Two is few on a market day.",
  );
  await close(alice);
  const how = alice.page.getByRole("heading", { name: "Who has said what" });
  await how.evaluate((heading) => heading.scrollIntoView({ block: "start" }));
  await picture(alice, "record");
  await newAgreement(alice, "Children at our meetings");
  await write(alice, "Children are welcome at every meeting.");
  await ask(alice, "Children are welcome at every meeting.");
  await newAgreement(alice, "How we spend the tin");
  await write(alice, "Up to ten a week without asking.");
  await go(alice, "Agreements");
  await alice.page.getByRole("link", { name: "How we keep the kitchen" }).click();
  await propose(alice, "Market days");
  const change = "On market days a third of us comes for the last hour. Two of us close together: one";
  await instead(alice, { of: "Two of us close together: one", say: change });
  await alice.page.getByRole("radio", { name: "What would change" }).check({ force: true });
  await alice.page.locator("ins").first().waitFor();
  await picture(alice, "amendment");
  await ask(alice, "On market days a third of us comes for the last hour.");
  await answer(alice, "Agree");
  await go(alice, "Agreements");
  await picture(alice, "register");
  await go(bob, "Home");
  await readAndAnswer(bob, "On market days a third of us comes for the last hour.");
  const mine = bob.page.getByRole("heading", { name: "Your say" });
  await mine.evaluate((heading) => heading.scrollIntoView({ block: "start" }));
  await choose(bob, "Agree", "That was my worry.");
  await picture(bob, "decision-phone");
  await bob.page.getByRole("button", { name: "Send my answer" }).click();
  await bob.page.getByText("Your answer is kept.").waitFor();
  await go(alice, "Home");
  await alice.page.getByRole("link", { name: "Read and close" }).click();
  await close(alice);
  await go(bob, "Agreements");
  await bob.page.getByRole("link", { name: "What we decided" }).click();
  await bob.page.getByRole("heading", { level: 1, name: "What we decided" }).waitFor();
  await picture(bob, "decided-phone");

  await go(alice, "Relay");
  await alice.page.getByRole("heading", { name: "Relay", exact: true }).waitFor();
  await alice.page.getByText("Reachable").first().waitFor();
  await picture(alice, "relay");
  await bob.context.close();
  const eve = await invitePerson(browser, "Eve", dark);
  await eve.page.goto(await makeInvitation(alice));
  await eve.page.getByLabel("What should people call you?").waitFor();
  await picture(eve, "join-phone-dark");
} finally {
  await browser.close();
  await relay.remove();
}
console.log(`Pictures are in ${folder}`);

/** Once the fonts are there and nothing moves any more. */
async function picture({ page }: Person, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  const png = await page.screenshot({ animations: "disabled", caret: "hide" });
  writeFileSync(join(folder, `${name}.png`), smallPng(png));
}

async function welcome(person: Person, name: string): Promise<void> {
  await go(person, "People");
  await person.page.getByRole("button", { name: `Welcome ${name}` }).click();
  await person.page.getByRole("dialog").getByRole("button", { name: "I know this person" }).click();
  await person.page.getByText("of us, all full members").waitFor();
}
async function sayOnTop(person: Person, summary: string): Promise<void> {
  await openAgreement(person, "How we keep the kitchen");
  await person.page.getByRole("button", { name: "Change what stands here" }).click();
  await person.page.getByRole("textbox", { name: "Summary" }).fill(summary);
  await person.page.getByRole("button", { name: "Keep it" }).click();
}
async function ask({ page }: Person, sentence: string): Promise<void> {
  await page.getByRole("button", { name: "Ask the group" }).click();
  const dialog = page.getByRole("dialog", { name: "Ask the group" });
  await dialog.getByRole("textbox", { name: "In one plain sentence" }).fill(sentence);
  await dialog.getByRole("button", { name: "Ask everyone" }).click();
  await page.getByRole("heading", { level: 1, name: sentence }).waitFor();
}
async function choose({ page }: Person, kind: string, reason = ""): Promise<void> {
  const mine = page.getByRole("radiogroup", { name: "My answer" });
  await mine.getByRole("radio", { name: kind, exact: true }).check();
  if (reason) await page.getByRole("textbox", { name: "Reason" }).fill(reason);
}
async function answer(person: Person, kind: string, reason = ""): Promise<void> {
  await choose(person, kind, reason);
  await person.page.getByRole("button", { name: "Send my answer" }).click();
  await person.page.getByText("Your answer is kept.").waitFor();
}
async function readAndAnswer({ page }: Person, sentence: string): Promise<void> {
  await page.getByRole("region", { name: sentence }).getByRole("link", { name: "Read and answer" }).click();
  await page.getByRole("heading", { level: 1, name: sentence }).waitFor();
}
async function answerFromHome(person: Person, sentence: string, kind: string, reason: string): Promise<void> {
  await go(person, "Home");
  await readAndAnswer(person, sentence);
  await answer(person, kind, reason);
}
async function close({ page }: Person): Promise<void> {
  await page.getByRole("button", { name: "Close it as decided" }).click();
  await page.getByRole("heading", { name: "How we decided this" }).waitFor();
}
async function propose({ page }: Person, name: string): Promise<void> {
  await page.getByRole("button", { name: "Propose a change" }).click();
  const dialog = page.getByRole("dialog", { name: "Propose a change" });
  await dialog.getByRole("textbox", { name: "What is it about?" }).fill(name);
  await dialog.getByRole("button", { name: "Begin" }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await page.getByRole("radio", { name: "Write", exact: true }).check({ force: true });
}
/** Puts the caret before these words, and types what comes before them. */
async function instead(person: Person, { of, say }: { of: string; say: string }): Promise<void> {
  await editor(person).focus();
  await editor(person).evaluate((box, words) => {
    const block = [...box.children].find((one) => one.textContent?.startsWith(words))!;
    getSelection()!.collapse(block.firstChild, 0);
  }, of);
  await editor(person).evaluate(
    () => new Promise<void>((seen) => requestAnimationFrame(() => requestAnimationFrame(() => seen()))),
  );
  await person.page.keyboard.type(say.slice(0, -of.length));
}
