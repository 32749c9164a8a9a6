// Agreements as files, in the real browser: out as files of word processors and in again with all that is in it, in without what a
// file holds and an agreement cannot, refused where it means harm; and on paper.
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, test } from "vitest";
import { madeDocx, p, r } from "../../src/office/testing/made.ts";
import { clean, holds } from "./support/holds.ts";
import { editor, go, type Person, startGroup, words } from "./support/people.ts";
import { expect } from "./support/playwright.ts";
import { openStage, type Stage } from "./support/stage.ts";

const text = [
  "---",
  'summary: "We are quiet at night."',
  "language: en",
  "---",
  "",
  "# Quiet hours",
  "",
  'We are **quiet** for <data value="minimum-days">14</data> days, as *everybody* [knows](https://example.org/why).',
  "",
  "<!-- why -->",
  "> Babies sleep.",
  "",
  "1. No drills",
  "   - nor hammers",
  "2. No drums",
  "",
  "> Parties are announced.",
  "",
].join("\n");

let stage: Stage;
let alice: Person;
beforeAll(async () => {
  stage = await openStage();
  alice = await stage.person("Alice", { viewport: { width: 360, height: 740 }, reducedMotion: "reduce" });
  await startGroup(alice, stage.relay.url, "Boat house");
});
afterAll(() => stage?.close());

const main = () => alice.page.getByRole("main");
const dialog = (name: string) => alice.page.getByRole("dialog", { name });

async function bringIn(name: string, buffer: Uint8Array): Promise<void> {
  await go(alice, "Agreements");
  const choosing = alice.page.waitForEvent("filechooser");
  await alice.page.getByRole("button", { name: "Import" }).click();
  await (await choosing).setFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(buffer) });
}
async function takeOut(kind: string): Promise<{ name: string; bytes: Buffer }> {
  await main().getByRole("button", { name: "Export" }).click();
  const saving = alice.page.waitForEvent("download");
  await dialog("Export").getByRole("button", { name: kind }).click();
  const saved = await saving;
  await main().getByText(`Saved as ${saved.suggestedFilename()}.`).waitFor();
  return { name: saved.suggestedFilename(), bytes: await readFile(await saved.path()) };
}

test("an agreement goes out as a file of a word processor and comes in again with all that is in it", async () => {
  await bringIn("quiet.md", Buffer.from(text));
  await editor(alice).waitFor();
  await expect.poll(() => words(alice)).toContain("No drums");
  const markdown = await takeOut("Markdown");
  expect(markdown.bytes.toString()).toBe(text);
  for (const [kind, name] of [
    ["Word document", "Quiet hours.docx"],
    ["OpenDocument text", "Quiet hours.odt"],
  ] as const) {
    const file = await takeOut(kind);
    expect(file.name).toBe(name);
    await bringIn("anything.bin", file.bytes);
    await editor(alice).waitFor();
    await expect.poll(() => words(alice)).toContain("No drums");
    expect((await takeOut("Markdown")).bytes.toString()).toBe(text);
  }
});

test("the dialogs are readable by everybody, on a narrow phone, in the light and in the dark", async () => {
  await main().getByRole("button", { name: "Export" }).click();
  await dialog("Export").waitFor();
  await holds(alice, "export");
  await alice.page.keyboard.press("Escape");
  const inCell = (words: string) => `<w:tc>${p(r(words))}</w:tc>`;
  const body = `${p(r("Be kind."))}<w:tbl><w:tr>${inCell("Key")}${inCell("Amina")}</w:tr></w:tbl>`;
  await bringIn("House rules.docx", madeDocx({ body }));
  await dialog("Brought in").getByText("each row one line").waitFor();
  await holds(alice, "brought in");
  await dialog("Brought in").getByRole("button", { name: "Open the draft" }).click();
  await main().getByRole("heading", { level: 1, name: "House rules" }).waitFor();
  await expect.poll(() => words(alice)).toContain("Key | Amina");
});

test("a file that means harm is refused in words, and the list is as it was", async () => {
  const before = await go(alice, "Agreements").then(() => main().getByRole("listitem").count());
  await bringIn("rules.docx", madeDocx({ prolog: '<!DOCTYPE x [<!ENTITY a "b">]>', body: p(r("&a;")) }));
  await main().getByText("that can do harm").waitFor();
  await clean(alice.page, "refused");
  expect(await main().getByRole("listitem").count()).toBe(before);
});

test("on paper there is the text, where its links lead, and nothing to press", async () => {
  await main().getByRole("link", { name: "Quiet hours" }).first().click();
  await editor(alice).waitFor();
  await alice.page.emulateMedia({ media: "print" });
  for (const said of ["Quiet hours", "We are quiet at night.", "No drums"])
    expect(await main().getByText(said).first().isVisible(), said).toBe(true);
  const pressed = alice.page.locator("button, input, select, textarea, summary, nav a, [role=toolbar]");
  const seen = await pressed.evaluateAll((all) =>
    all.filter((one) => one.checkVisibility()).map((one) => one.outerHTML),
  );
  expect(seen).toEqual([]);
  const address = await editor(alice)
    .getByRole("link", { name: "knows" })
    .evaluate((link) => getComputedStyle(link, "::after").content);
  expect(address).toContain("https://example.org/why");
  const clauses = await editor(alice)
    .locator("> *")
    .evaluateAll((all) => all.map((one) => getComputedStyle(one).breakInside));
  expect(new Set(clauses), "no clause is cut in two").toEqual(new Set(["avoid"]));
  await alice.page.emulateMedia({ media: "screen" });
});
