// The editor in the real browser with two people: toolbar, undo of one's own words, carets and names, word processors,
// Markdown files.
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, test } from "vitest";
import {
  agreeToTheLetter,
  editor,
  go,
  letIn,
  newAgreement,
  openAgreement,
  type Person,
  startGroup,
  words,
  write,
} from "./support/people.ts";
import { expect } from "./support/playwright.ts";
import { openStage, type Stage } from "./support/stage.ts";

let stage: Stage;
let alice: Person;
let bob: Person;
beforeAll(async () => {
  stage = await openStage();
  alice = await stage.person("Alice");
  bob = await stage.person("Bob");
  await startGroup(alice, stage.relay.url, "Boat house");
  await letIn(alice, bob, "Boat house");
  await newAgreement(alice, "Oars");
  await openAgreement(bob, "Oars");
});
afterAll(() => stage?.close());

test("undo takes back my own words and keeps what Bob wrote inside them", async () => {
  await write(alice, "Oars go on the left wall.");
  await agreeToTheLetter([alice, bob], "Oars go on the left wall.");
  await editor(bob).focus();
  await bob.page.keyboard.press("Control+Home");
  for (let i = 0; i < 4; i++) await bob.page.keyboard.press("ArrowRight");
  await bob.page.keyboard.type("/paddles", { delay: 10 });
  await agreeToTheLetter([alice, bob], "Oars/paddles go on the left wall.");
  await editor(alice).focus();
  for (let i = 0; i < 12; i++) await alice.page.keyboard.press("Control+z");
  await expect.poll(() => words(alice)).toBe("/paddles");
  for (let i = 0; i < 12; i++) await alice.page.keyboard.press("Control+Shift+z");
  await agreeToTheLetter([alice, bob], "Oars/paddles go on the left wall.");
});

test("Bob sees where Alice writes, by name, outside the text; and she can turn it off", async () => {
  await editor(alice).focus();
  await alice.page.keyboard.press("End");
  const label = bob.page.locator('[data-name="Alice"]');
  await label.first().waitFor({ state: "attached" });
  expect(await words(bob)).not.toContain("Alice");
  await alice.page.getByRole("checkbox", { name: "Show my name while I write" }).uncheck();
  await expect.poll(() => label.count()).toBe(0);
  await alice.page.getByRole("checkbox", { name: "Show my name while I write" }).check();
});

test("what comes from a word processor keeps its headings, lists and emphasis", async () => {
  await newAgreement(alice, "Pasted");
  await editor(alice).focus();
  await editor(alice).evaluate((box) => {
    const data = new DataTransfer();
    data.setData(
      "text/html",
      '<html><body><h1>House rules</h1><p class="MsoNormal">Be <b>kind</b>.</p><ul><li>Wash up</li><li>Lock up</li></ul><script>window.hurt = true</script></body></html>',
    );
    data.setData("text/plain", "House rules");
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect.poll(() => words(alice)).toContain("Wash up");
  expect(await editor(alice).getByRole("heading", { name: "House rules" }).count()).toBe(1);
  expect(await editor(alice).locator("strong").textContent()).toBe("kind");
  expect(await alice.page.evaluate(() => "hurt" in window)).toBe(false);
});

test("a Markdown file comes in as an agreement and goes out the same", async () => {
  await go(alice, "Agreements");
  const text = "# Quiet hours\n\nWe are **quiet** after ten.\n\n1. No drills\n2. No drums\n\n> Babies are excused.\n";
  const choosing = alice.page.waitForEvent("filechooser");
  await alice.page.getByRole("button", { name: "Import" }).click();
  await (await choosing).setFiles({ name: "quiet.md", mimeType: "text/markdown", buffer: Buffer.from(text) });
  await editor(alice).waitFor();
  await expect.poll(() => words(alice)).toContain("No drums");
  const saving = alice.page.waitForEvent("download");
  await alice.page.getByRole("button", { name: "Export" }).click();
  await alice.page.getByRole("dialog").getByRole("button", { name: "Markdown" }).click();
  const file = await (await saving).path();
  const out = await readFile(file, "utf8");
  for (const part of ["**quiet** after ten", "1. No drills", "> Babies are excused."]) expect(out).toContain(part);
});

test("the hint in an empty text is gone with the first letter, also for who only looks on", async () => {
  await newAgreement(alice, "Begun just now");
  await openAgreement(bob, "Begun just now");
  await bob.page.getByRole("heading", { level: 1 }).click();
  const hint = bob.page.getByText("Write here. Three lines are enough.");
  await hint.waitFor();
  await write(alice, "T");
  await expect.poll(() => words(bob)).toBe("T");
  expect(await hint.isVisible()).toBe(false);
});
