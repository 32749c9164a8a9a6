// Every page there is, opened by its address in every state it can be in: before anything is written, filled, with an id
// that names nothing, while the app is still on its way, and without a network. A new page is held by its row alone.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { everyPage, inGroup, type PageRow, takesAnId } from "./support/every-page.ts";
import { objections, tooSmall } from "./support/holds.ts";
import {
  askToJoin,
  go,
  letIn,
  makeInvitation,
  newAgreement,
  type Person,
  startGroup,
  write,
} from "./support/people.ts";
import { openStage, type Stage } from "./support/stage.ts";

// The narrowest phone: what fits there fits everywhere.
const phone = { viewport: { width: 320, height: 740 }, reducedMotion: "reduce", hasTouch: true } as const;
const group = "Night watch";
const nothing = "00".repeat(16);
const rows = Object.entries(everyPage);
let stage: Stage;
let alice: Person;
let bob: Person;
/** Of Alice's device: what stands for `:group`, and for the id of each page that takes one. */
let here = "";
const ids: Record<string, string> = {};
beforeAll(async () => {
  stage = await openStage();
  [alice, bob] = [await stage.person("Alice", phone), await stage.person("Bob", phone)];
});
afterAll(() => stage?.close());

const main = ({ page }: Person) => page.getByRole("main");
const press = (person: Person, name: string | RegExp) => main(person).getByRole("button", { name }).first().click();
const lastOf = (page: Page) => new URL(page.url()).pathname.split("/").at(-1)!;
const addressOf = (route: string, id = "") =>
  stage.relay.url +
  route
    .replace(":group", here || nothing)
    .replace(/:\w+/, id)
    .slice(1);

type State = { called: string; scheme?: "light" | "dark" };
/** What is wrong with a page, in words; nothing, it is hoped. */
async function wrongWith(page: Page, route: string, o: State): Promise<string[]> {
  const wrong: string[] = [];
  const heading = page.getByRole("heading", { level: 1, name: o.called, exact: true });
  await heading.waitFor({ timeout: 10_000 }).catch(() => wrong.push(`is not called “${o.called}”`));
  await page.locator(".waiting").first().waitFor({ state: "detached" });
  const [headings, mains, ways, said, title] = await Promise.all([
    page.getByRole("heading", { level: 1 }).allInnerTexts(),
    page.getByRole("main").count(),
    page.getByRole("navigation").count(),
    page.getByRole("status").count(),
    page.title(),
  ]);
  if (headings.length !== 1) wrong.push(`first headings: ${headings.join(", ") || "none"}`);
  const framed = inGroup(route) && here !== "";
  if (title !== `${o.called} · ${framed ? group : "Fogata"}`) wrong.push(`the window is called “${title}”`);
  if (mains !== 1) wrong.push(`${mains} main parts`);
  if (framed && ways === 0) wrong.push("no ways to the other pages");
  if (said !== 1) wrong.push(`${said} statuses`);
  return [...wrong, ...(await unfit(page))];
}
/** What nobody may meet, whether or not the page has come. */
async function unfit(page: Page, accepted = ""): Promise<string[]> {
  const found = (await objections(page)).filter((one) => !one.startsWith(accepted || "-"));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const small = (await tooSmall(page)).map((one) => `smaller than a thumb: ${one}`);
  return [...found, ...small, ...(wide > 0 ? [`${wide} px wider than the screen`] : [])];
}
async function openAll(
  person: Person,
  which: readonly [string, PageRow][],
  look: (route: string, row: PageRow) => State & { id?: string },
): Promise<void> {
  const wrong: Record<string, string[]> = {};
  for (const [route, row] of which) {
    const { id = ids[route], scheme = "light", ...state } = look(route, row);
    await person.page.emulateMedia({ colorScheme: scheme });
    await person.page.goto(addressOf(route, id));
    const found = await wrongWith(person.page, route, state);
    if (found.length > 0) wrong[route] = found;
  }
  expect(wrong).toEqual({});
}

test("on a device without a group, and with addresses of what is not there", async () => {
  const outside = rows.filter(([route]) => !inGroup(route) || route === "/g/:group");
  await openAll(alice, outside, (_, { is, unknown }) => ({ called: unknown ?? is, id: nothing }));
  await alice.page.goto(`${stage.relay.url}no/such/page`);
  expect(await wrongWith(alice.page, "/", { called: "There is no such page here" })).toEqual([]);
});

test("in a group in which nothing is written yet, in the dark; an id that names nothing is told in words", async () => {
  await startGroup(alice, stage.relay.url, group);
  here = lastOf(alice.page);
  const within = rows.filter(([route]) => inGroup(route));
  await openAll(alice, within, (route, row) => {
    const called = route !== "/g/:group" && takesAnId(route) ? row.unknown! : (row.empty ?? row.is);
    return { called, id: nothing, scheme: "dark" };
  });
});

test("filled: two people, a question about an agreement, a thing looked after, a working group", async () => {
  await fill();
  await openAll(alice, rows, (_, { is }) => ({ called: is }));
});

test("without a network every page is what it was, from this device alone", async () => {
  await alice.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await alice.context.setOffline(true);
  await openAll(alice, rows, (_, { is }) => ({ called: is, scheme: "dark" }));
  await alice.context.setOffline(false);
});

test("while the app is still on its way, there is a page that says nothing wrong", async () => {
  const carol = await stage.person("Carol", phone);
  // A service worker would have it all: this is a first visit, on a line that brings the first file and no other.
  await carol.page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"));
  await carol.page.route(/\/assets\/(?!early-|start-)[^/]*\.(js|wasm)$/, () => {});
  const wrong: Record<string, string[]> = {};
  for (const [route] of rows) {
    await carol.page.goto(addressOf(route, ids[route]), { waitUntil: "commit" });
    await carol.page.getByRole("main").waitFor();
    // What it will be called is not known yet; the rest of what holds for a page holds for this one.
    const found = await unfit(carol.page, "page-has-heading-one");
    if (!(await carol.page.title()).includes("Fogata")) found.push("the window has no name");
    if ((await carol.page.getByRole("main").count()) !== 1) found.push("not one main part");
    if (found.length > 0) wrong[route] = found;
  }
  await carol.page.unrouteAll({ behavior: "ignoreErrors" });
  expect(wrong).toEqual({});
});

/** Something in every page, and the ids by which it is found. */
async function fill(): Promise<void> {
  const { page } = alice;
  await page.goto(addressOf("/g/:group"));
  await letIn(alice, bob, group);
  await go(alice, "People");
  await main(alice).getByRole("link", { name: "Bob", exact: true }).click();
  await page.waitForURL(/\/people\/./);
  ids["/g/:group/people/:member"] = lastOf(page);

  await newAgreement(alice, "Children");
  ids["/g/:group/agreements/:id"] = lastOf(page);
  await write(alice, "Children are welcome. A parent stays in the building.");
  await press(alice, "Ask the group");
  const asking = page.getByRole("dialog", { name: "Ask the group" });
  await asking.getByRole("textbox", { name: "In one plain sentence" }).fill("Children are welcome.");
  await asking.getByRole("button", { name: "Ask everyone" }).click();
  await main(alice).getByRole("heading", { level: 1, name: "Children are welcome." }).waitFor();
  ids["/g/:group/questions/:id"] = lastOf(page);

  await go(alice, "Keys");
  await press(alice, "Write something down");
  await page.getByRole("dialog").getByLabel("What it is").fill("The relay");
  await page.getByRole("dialog").getByRole("button", { name: "Keep it" }).click();
  await main(alice).getByText("The relay").first().waitFor();

  await go(alice, "Working groups");
  await press(alice, "Begin a working group");
  const beginning = page.getByRole("dialog");
  await beginning.getByLabel("What is it called?").fill("Kitchen");
  await beginning.getByRole("button", { name: "Go on" }).click();
  await beginning.getByLabel("What does the group ask of it?").fill("We cook on Fridays.");
  await beginning.getByRole("button", { name: "Begin" }).click();
  await page.waitForURL(/\/working-groups\/./);
  await main(alice).getByRole("heading", { level: 1, name: "Kitchen" }).waitFor();
  ids["/g/:group/working-groups/:id"] = lastOf(page);

  // Asked elsewhere and not answered yet; and a founding that waits for the others in the room.
  const other = await stage.person("Dora", phone);
  await startGroup(other, stage.relay.url, "Boat house");
  const link = await makeInvitation(other);
  await askToJoin(alice, link);
  ids["/join/:id"] = lastOf(page);
  await page.goto(addressOf("/start/together"));
  await main(alice).getByLabel("What is the group called?").fill("Canal Side");
  await main(alice).getByLabel("What should people call you?").fill("Alice");
  await press(alice, "Show the code");
  await main(alice).getByRole("textbox", { name: "Link for those in the room" }).waitFor();
  ids["/founding/:id"] = lastOf(page);
}
