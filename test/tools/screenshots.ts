// Acts the story of two people who found a group and write an agreement, and takes the README's pictures on the way.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowserContextOptions } from "playwright-core";
import { launchChromium } from "../e2e/support/chromium.ts";
import {
  admit,
  agreeToTheLetter,
  askToJoin,
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
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled", caret: "hide" });
}
