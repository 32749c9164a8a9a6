// Alice, Bob and Eve: each a browser of their own, doing what a person does, finding things as a person finds them.
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";

export interface Person {
  name: string;
  context: BrowserContext;
  page: Page;
  /** What went wrong in the page: thrown errors and red lines in the console. */
  errors: string[];
}

/** What the console says when the network is away, by our own doing. */
const expected = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|WebSocket connection/;

export async function invitePerson(
  browser: Browser,
  name: string,
  options: BrowserContextOptions = {},
): Promise<Person> {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, locale: "en-GB", ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !expected.test(message.text())) errors.push(message.text());
  });
  return { name, context, page, errors };
}

/** From the first screen to the group's home. */
export async function startGroup({ page, name }: Person, url: string, group: string): Promise<void> {
  await page.goto(url);
  await page
    .getByRole("button", { name: "Start a group" })
    .or(page.getByRole("link", { name: "Start a group" }))
    .click();
  await page.getByLabel("What is the group called?").fill(group);
  await page.getByLabel("What should people call you?").fill(name);
  await page.getByRole("button", { name: "Start the group" }).click();
  await page.getByRole("heading", { name: group }).first().waitFor();
}

export async function go(
  { page }: Person,
  place: "Home" | "Agreements" | "Keys" | "Working groups" | "People" | "Relay" | "This device",
): Promise<void> {
  const ways = page.getByRole("navigation");
  await ways.getByRole("link", { name: "Home", exact: true }).waitFor();
  const way = ways.getByRole("link", { name: place, exact: true });
  // On a phone the bar has no room for all.
  if (!(await way.isVisible())) await ways.getByRole("button", { name: "More", exact: true }).click();
  await way.click();
}

/** The link that somebody else can join with. */
export async function makeInvitation(person: Person): Promise<string> {
  await go(person, "People");
  await person.page.getByRole("button", { name: "Invite someone" }).click();
  const dialog = person.page.getByRole("dialog", { name: "Invitation" });
  const field = dialog.getByRole("textbox", { name: "Invitation link" });
  const link = await eventually(
    () => field.inputValue(),
    (value) => value.includes("#join/"),
  );
  await person.page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  return link;
}

/** Opens the link and asks; gives the four words shown. */
export async function askToJoin(person: Person, link: string): Promise<string[]> {
  await ask(person, link);
  return fourWords(person.page.getByRole("main"));
}

/** Opens the link and asks: an answer may be there before the four words are. */
export async function ask({ page, name }: Person, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("What should people call you?").fill(name);
  await page.getByRole("button", { name: "Ask to join" }).click();
}

/** Compares the words, as told aloud, and says yes. */
export async function admit(person: Person, asker: { name: string; words: string[] }): Promise<void> {
  await go(person, "People");
  const asking = person.page.getByRole("region", { name: "Asking to join" });
  await asking.getByText(asker.name).first().waitFor();
  const heard = await fourWords(asking);
  if (heard.join(" ") !== asker.words.join(" ")) throw new Error(`${person.name} sees ${heard}, not ${asker.words}`);
  await asking.getByRole("button", { name: "Yes, that is them" }).click();
}

/** From an invitation to the group's home, both there: asked, compared, let in. */
export async function letIn(inviter: Person, newcomer: Person, group: string): Promise<void> {
  const words = await askToJoin(newcomer, await makeInvitation(inviter));
  await admit(inviter, { name: newcomer.name, words });
  await newcomer.page.getByRole("heading", { name: group }).first().waitFor();
}

/** The four words in the order they stand, wherever they are marked as such. */
export async function fourWords(within: Locator): Promise<string[]> {
  const list = within.getByRole("list", { name: /four words/i });
  await list.first().waitFor();
  return (await list.first().getByRole("listitem").allInnerTexts()).map((word) => word.trim());
}

export async function newAgreement(person: Person, title: string): Promise<void> {
  await go(person, "Agreements");
  await person.page.getByRole("button", { name: "New agreement" }).click();
  await person.page.getByLabel("Title").fill(title);
  await person.page.keyboard.press("Enter");
  await editor(person).waitFor();
}

export async function openAgreement(person: Person, title: string): Promise<void> {
  await go(person, "Agreements");
  await person.page.getByRole("link", { name: title }).first().click();
  await editor(person).waitFor();
}

export function editor({ page }: Person): Locator {
  return page.getByRole("textbox", { name: "Text of the agreement" });
}

/** The words of the agreement, a line for each block. */
export function words(person: Person): Promise<string> {
  return editor(person).evaluate((box) => [...box.children].map((block) => block.textContent ?? "").join("\n"));
}

/** Puts the caret at the very end, waits until the editor has seen it there, and types. */
export async function write(person: Person, text: string): Promise<void> {
  await editor(person).focus();
  await person.page.keyboard.press("Control+End");
  await editor(person).evaluate(
    () => new Promise<void>((seen) => requestAnimationFrame(() => requestAnimationFrame(() => seen()))),
  );
  await person.page.keyboard.type(text);
}

export async function status({ page }: Person): Promise<string> {
  return (await page.getByRole("status").first().textContent()) ?? "";
}

export async function goOffline({ context }: Person): Promise<void> {
  await context.setOffline(true);
}
export async function comeBack({ context }: Person): Promise<void> {
  await context.setOffline(false);
}

/** Everyone sees the same words, and these among them. */
export async function agreeToTheLetter(people: Person[], ...parts: string[]): Promise<string> {
  const seen = await eventually(
    () => Promise.all(people.map(words)),
    (texts) => new Set(texts).size === 1 && parts.every((part) => texts[0]?.includes(part)),
  );
  return seen[0] ?? "";
}

const waitMsMax = 30_000;

/** Looks again and again until what is seen fits; each look is a question to a page, so it never spins. */
export async function eventually<T>(look: () => Promise<T>, fits: (seen: T) => boolean): Promise<T> {
  const until = Date.now() + waitMsMax;
  for (;;) {
    const seen = await look();
    if (fits(seen)) return seen;
    if (Date.now() > until) throw new Error(`This is what was there to the end: ${JSON.stringify(seen)}`);
  }
}

/** "I know this person": from the list of new joiners. */
export async function welcome(person: Person, name: string): Promise<void> {
  await go(person, "People");
  const main = person.page.getByRole("main");
  await main.getByRole("button", { name: `Welcome ${name}` }).click();
  await person.page.getByRole("dialog").getByRole("button", { name: "I know this person" }).click();
  await main.getByText(`You have said that you know ${name}.`).waitFor();
}
