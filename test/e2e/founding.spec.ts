// Three people in one room found a group in three real browsers: one shows a code, all see the same list and the same four
// words, each signs; one of them reloads in the middle. Then nobody among them can do more than another.
import { afterAll, beforeAll, test } from "vitest";
import { holds } from "./support/holds.ts";
import { fourWords, go, type Person, status } from "./support/people.ts";
import { expect } from "./support/playwright.ts";
import { openStage, type Stage } from "./support/stage.ts";

let stage: Stage;
let ines: Person;
let bob: Person;
let cleo: Person;
beforeAll(async () => {
  stage = await openStage();
  ines = await stage.person("Ines");
  bob = await stage.person("Bob", { viewport: { width: 360, height: 740 }, hasTouch: true, reducedMotion: "reduce" });
  cleo = await stage.person("Cleo");
});
afterAll(() => stage?.close());

const main = ({ page }: Person) => page.getByRole("main");
const button = (who: Person, name: string) => main(who).getByRole("button", { name, exact: true });

async function come(who: Person, link: string): Promise<void> {
  await who.page.goto(link);
  await who.page.getByRole("heading", { name: "Found a group together" }).waitFor();
  await who.page.getByLabel("What should people call you?").fill(who.name);
  await button(who, "Come onto the list").click();
  await who.page.getByRole("heading", { name: "You are on the list" }).waitFor();
  await main(ines).getByRole("list", { name: "Who is here" }).getByText(who.name, { exact: true }).waitFor();
}

test("Ines shows a code, Bob and Cleo open it, and all three see the same list and words", async () => {
  await ines.page.goto(stage.relay.url);
  await ines.page.getByRole("button", { name: "Start a group" }).click();
  await ines.page.getByRole("link", { name: "Start it together, in one room" }).click();
  await ines.page.getByRole("heading", { name: "Start it together, in one room" }).waitFor();
  await holds(ines, "Founding is begun");
  await ines.page.getByLabel("What is the group called?").fill("Canal Side");
  await ines.page.getByLabel("What should people call you?").fill("Ines");
  await button(ines, "Show the code").click();
  await main(ines).getByRole("img", { name: "The link as a QR code, to be scanned by the others" }).waitFor();
  // Nobody closes a list with one name on it; and what two can do is said at once.
  expect(await button(ines, "Everybody is here").count()).toBe(0);
  await main(ines).getByText("Until there are three full members, nobody can be removed from a group.").waitFor();
  const link = await main(ines).getByRole("textbox", { name: "Link for those in the room" }).inputValue();

  await bob.page.goto(link);
  await bob.page.getByRole("heading", { name: "Found a group together" }).waitFor();
  await holds(bob, "Coming onto the list");
  await come(bob, link);
  await holds(bob, "On the list");
  await come(cleo, link);
  await holds(ines, "Founding, who is here");
  await button(ines, "Everybody is here").click();

  const hers = await fourWords(main(ines));
  for (const who of [bob, cleo]) {
    await who.page.getByRole("heading", { name: "Found Canal Side" }).waitFor();
    expect(await fourWords(main(who))).toEqual(hers);
    const names = await main(who).getByRole("list", { name: "Who founds it" }).getByRole("listitem").allInnerTexts();
    expect(names.map((name) => name.trim().split(/\s/)[0])).toEqual(["Ines", "Bob", "Cleo"]);
  }
  await holds(ines, "Founding, the list is closed");
  await holds(bob, "Founding, the list to sign");
});

test("each signs, one after a reload; only then it is started, and it opens on all three by itself", async () => {
  await button(bob, "Yes, I found it with them").click();
  await main(bob).getByText("You have signed.", { exact: false }).waitFor();
  await cleo.page.reload();
  await cleo.page.getByRole("heading", { name: "Found Canal Side" }).waitFor();
  await main(ines).getByText("Cleo has still to sign.", { exact: false }).waitFor();
  expect(await button(ines, "Start the group").count()).toBe(0);
  await ines.page.reload();
  await main(ines).getByText("Cleo has still to sign.", { exact: false }).waitFor();
  await button(cleo, "Yes, I found it with them").click();
  await button(ines, "Start the group").click();
  for (const who of [ines, bob, cleo]) {
    await who.page.getByRole("heading", { name: "Canal Side" }).first().waitFor();
    await go(who, "People");
    const fulls = who.page.getByRole("region", { name: "Full members" });
    for (const name of ["Ines", "Bob", "Cleo"]) await fulls.getByText(name, { exact: false }).first().waitFor();
    await expect.poll(() => status(who)).toBe("Shared with the relay");
  }
});

test("I1 Cleo, who only opened a link, invites like anybody", async () => {
  await cleo.page.getByRole("button", { name: "Invite someone" }).click();
  await cleo.page.getByRole("dialog", { name: "Invitation" }).waitFor();
});
