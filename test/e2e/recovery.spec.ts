// Recovery in real browsers. A sheet: nothing on the screen before it is asked for, one page of A4, gone afterwards; and
// another browser that comes back into the group with what the paper says. Without a sheet: the group signs, three days go
// by, and somebody who had lost every device is back.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import jsqr from "jsqr";
import { afterAll, beforeAll, test } from "vitest";
import { holds } from "./support/holds.ts";
import {
  eventually,
  fourWords,
  go,
  letIn,
  newAgreement,
  openAgreement,
  type Person,
  startGroup,
  status,
  words,
  write,
} from "./support/people.ts";
import { expect } from "./support/playwright.ts";
import { openStage, type Stage } from "./support/stage.ts";

const readQr = ((jsqr as { default?: unknown }).default ?? jsqr) as typeof jsqr;
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let stage: Stage;
let alice: Person;
let sheet: string[];
beforeAll(async () => {
  stage = await openStage();
  alice = await stage.person("Alice", { viewport: { width: 360, height: 740 }, reducedMotion: "reduce" });
});
afterAll(() => stage?.close());

test("S66 Alice prints a sheet: 24 words and their code on one A4, and nothing of it on the screen before or after", async () => {
  await startGroup(alice, stage.relay.url, "Night watch");
  await newAgreement(alice, "Rent");
  await write(alice, "we meet at the fire");
  await go(alice, "This device");
  await axeClean(alice, "This device, about recovery");
  await alice.page.getByRole("link", { name: "Print a recovery sheet" }).click();
  await alice.page.getByRole("heading", { name: "Print a recovery sheet" }).waitFor();
  expect(await alice.page.getByRole("list", { name: "The twenty-four words" }).count()).toBe(0);
  await axeClean(alice, "before the sheet");
  await alice.page.getByRole("button", { name: "Show the words" }).click();
  const list = alice.page.getByRole("list", { name: "The twenty-four words" });
  await list.waitFor();
  sheet = (await list.getByRole("listitem").allInnerTexts()).map((word) => word.trim());
  expect(sheet.length).toBe(24);
  await alice.page.getByText("The relay has what belongs to this sheet: it works.").waitFor();
  await axeClean(alice, "the sheet");
  expect(await qrOnPage(alice)).toBe(sheet.join(" "));
  await alice.page.emulateMedia({ media: "print" });
  await alice.page.setViewportSize({ width: 794, height: 1123 });
  await alice.page.screenshot({ path: new URL("shots/recovery-paper.png", import.meta.url).pathname });
  expect(await alice.page.getByRole("button", { name: "Print it" }).count()).toBe(0);
  const pdf = await alice.page.pdf({ format: "A4", preferCSSPageSize: true });
  expect((pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length).toBe(1);
  await alice.page.emulateMedia({ media: "screen" });
  await alice.page.setViewportSize({ width: 360, height: 740 });
  await alice.page.getByRole("button", { name: "I have it on paper" }).click();
  await alice.page.getByText("You made a recovery sheet on this device today.").waitFor();
  await alice.page.goBack();
  await alice.page.getByRole("button", { name: "Show the words" }).waitFor();
  expect(await alice.page.evaluate(() => document.documentElement.outerHTML)).not.toContain(sheet.join(" "));
  const kept = await alice.page.evaluate(() => JSON.stringify({ ...localStorage }) + JSON.stringify(history.state));
  for (const three of [0, 9, 21]) expect(kept).not.toContain(sheet.slice(three, three + 3).join(" "));
});

test("S66 another browser comes back with the words; a slip is named by its place", async () => {
  await eventually(
    () => status(alice),
    (said) => said.includes("Shared with the relay"),
  );
  await alice.context.close();
  const again = await stage.person("Alice", { viewport: { width: 360, height: 740 }, reducedMotion: "reduce" });
  await again.page.goto(stage.relay.url);
  await again.page.getByRole("link", { name: "I have a recovery sheet" }).click();
  const area = again.page.getByLabel("The twenty-four words");
  await area.fill(sheet.with(2, "fogatta").join(" "));
  await again.page.getByRole("button", { name: "Come back into the group" }).click();
  await again.page.getByText("Word 3, “fogatta”, is not on the list").waitFor();
  await axeClean(again, "words with a slip");
  await area.fill(sheet.map((word, i) => `${i + 1}. ${word.slice(0, 4).toUpperCase()}`).join("\n"));
  await again.page.getByRole("button", { name: "Come back into the group" }).click();
  await again.page.getByRole("heading", { name: "Night watch" }).first().waitFor();
  await go(again, "Agreements");
  await again.page.getByRole("link", { name: "Rent" }).first().click();
  await eventually(
    () => words(again),
    (text) => text.includes("we meet at the fire"),
  );
  await go(again, "People");
  await again.page.getByText("Alice").first().waitFor();
});

/** As somebody does who has met them. */
async function welcome({ page }: Person, name: string): Promise<void> {
  const main = page.getByRole("main");
  await main.getByRole("button", { name: `Welcome ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "I know this person" }).click();
  await main.getByText(`You have said that you know ${name}.`).waitFor();
}

test("S88 Bob has lost every device and has no sheet: four words, two signatures and three days bring him back", async () => {
  const phone = { viewport: { width: 360, height: 740 }, reducedMotion: "reduce" as const };
  const [amina, bob, carol] = [
    await stage.person("Amina"),
    await stage.person("Bob", phone),
    await stage.person("Carol"),
  ];
  // Days go by for Amina when the story says so; until then her clock goes as ours does.
  await amina.page.clock.install();
  await startGroup(amina, stage.relay.url, "Canal Side");
  for (const newcomer of [bob, carol]) {
    await letIn(amina, newcomer, "Canal Side");
  }
  await go(amina, "People");
  await welcome(amina, "Bob");
  await welcome(amina, "Carol");
  await go(bob, "People");
  await welcome(bob, "Carol");
  await newAgreement(bob, "The gate");
  await write(bob, "Whoever is last closes it.");
  await eventually(
    () => status(bob),
    (said) => said.includes("Shared with the relay"),
  );
  await bob.context.close();

  await go(amina, "People");
  await amina.page.getByRole("main").getByRole("link", { name: "Bob", exact: true }).click();
  await amina.page.getByRole("button", { name: "Help Bob back in" }).click();
  const dialog = amina.page.getByRole("dialog", { name: "Help Bob back in" });
  const link = await dialog.getByRole("textbox", { name: "Link for Bob" }).inputValue();
  await holds(amina, "Helping Bob back in");

  const again = await stage.person("Bob again", phone);
  await again.page.goto(link);
  await again.page.getByRole("heading", { name: "Come back into your group" }).waitFor();
  expect(await again.page.getByRole("textbox").count()).toBe(0);
  await holds(again, "Coming back");
  await again.page.getByRole("button", { name: "Ask my group", exact: true }).click();
  const his = await fourWords(again.page.getByRole("main"));
  expect(await fourWords(dialog)).toEqual(his);
  await holds(amina, "Comparing with Bob");
  await dialog.getByRole("button", { name: "Yes, that is them" }).click();
  await dialog.getByText("The group is asked about Bob.", { exact: false }).waitFor();
  await dialog.getByRole("button", { name: "Done" }).click();

  await again.page.getByRole("heading", { name: "The group is asked" }).waitFor();
  await again.page.getByText("One of the two it takes has signed.", { exact: false }).waitFor();
  await holds(again, "Waiting for signatures");
  await go(carol, "People");
  await carol.page.getByRole("heading", { name: "Amina asks to let in a new device for Bob" }).waitFor();
  await carol.page.getByRole("button", { name: "Sign", exact: true }).click();

  await again.page.getByRole("heading", { name: "The group has signed; now three days go by" }).waitFor();
  await holds(again, "Three days");
  await amina.page.clock.fastForward(73 * 60 * 60 * 1000);
  await again.page.getByRole("heading", { name: "Canal Side" }).first().waitFor();
  await openAgreement(again, "The gate");
  await eventually(
    () => words(again),
    (text) => text.includes("Whoever is last closes it."),
  );
  await go(again, "People");
  await again.page.getByText("Three of us, all full members.").waitFor();
});

async function qrOnPage({ page }: Person): Promise<string | null> {
  const { data, width, height } = await page.evaluate(async () => {
    const svg = document.querySelector<SVGSVGElement>(".paper .qr svg")!;
    const size = Number(svg.viewBox.baseVal.width);
    const [scale, quiet] = [4, 4];
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = (size + 2 * quiet) * scale;
    const context = canvas.getContext("2d")!;
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = "#000";
    context.scale(scale, scale);
    context.translate(quiet, quiet);
    context.fill(new Path2D(svg.querySelector("path")!.getAttribute("d")!));
    const image = context.getImageData(0, 0, canvas.width, canvas.height);
    return { data: [...image.data], width: image.width, height: image.height };
  });
  return readQr(new Uint8ClampedArray(data), width, height)?.data ?? null;
}

type Axe = { run(where: Document, o: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
async function axeClean({ page }: Person, where: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
      const { violations } = await (window as unknown as { axe: Axe }).axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
    });
    expect(found, `${where}, ${colorScheme}`).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, `${where} is wider than the phone`).toBeLessThanOrEqual(360);
    const name = where.replace(/[^a-z]+/gi, "-");
    await page.screenshot({
      path: new URL(`shots/recovery-${name}-${colorScheme}.png`, import.meta.url).pathname,
      fullPage: true,
    });
  }
  await page.emulateMedia({ colorScheme: "light" });
}
