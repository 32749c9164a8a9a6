// What is in force is read: words of it are chosen, asked about in the margin and answered on a phone; found by anybody who
// remembers a word of it, without a connection; and a change to it leaves as a file, with what it changes.
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fromOffice } from "../../src/office/index.ts";
import { answer, askTheGroup, foundTogether, main, press, readQuestion } from "./support/deciding.ts";
import { holds } from "./support/holds.ts";
import { comeBack, editor, go, goOffline, newAgreement, type Person, write } from "./support/people.ts";
import { openStage, type Stage } from "./support/stage.ts";

let stage: Stage;
let alice: Person;
let bob: Person;
const sentence = "Two of us hold each key.";

beforeAll(async () => {
  stage = await openStage();
  alice = await stage.person("Alice", { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  bob = await stage.person("Bob", { viewport: { width: 360, height: 740 }, reducedMotion: "reduce", hasTouch: true });
  await foundTogether([alice, bob], stage.relay.url, "Night watch");
  await newAgreement(alice, "Who holds keys");
  await write(alice, "Two of us hold each key. Whoever goes away for long gives theirs to the Café. Nobody lends one.");
  await askTheGroup(alice, { sentence, rule: "All agree" });
  await answer(alice, "Agree");
  await readQuestion(bob, sentence);
  await answer(bob, "Agree");
  await press(bob, "Close it as decided");
  await main(bob).getByRole("heading", { name: "How we decided this" }).waitFor();
}, 180_000);
afterAll(() => stage?.close());

const open = async (person: Person) => {
  await go(person, "Agreements");
  await main(person).getByRole("link", { name: "Who holds keys" }).first().click();
  await main(person).getByText("In force since").first().waitFor();
};
const comments = (person: Person) => main(person).getByRole("region", { name: "Comments" });

test("words of a text in force are chosen and asked about; the question stands beside them, and is answered on a phone", async () => {
  await open(alice);
  const text = main(alice).getByText("gives theirs to the Café");
  await text.evaluate((block) => {
    const at = block.textContent!.indexOf("the Café");
    document.getSelection()!.setBaseAndExtent(block.firstChild!, at, block.firstChild!, at + "the Café".length);
  });
  await comments(alice).getByRole("button", { name: "Comment", exact: true }).click();
  const dialog = alice.page.getByRole("dialog", { name: "Comment" });
  await dialog.getByRole("textbox", { name: "Your words" }).fill("Is it open on Sundays?");
  await dialog.getByRole("button", { name: "Say it" }).click();
  const comment = comments(alice).getByRole("listitem").filter({ hasText: "Is it open on Sundays?" });
  // In the margin: at the height of its words, and not below the text.
  await expect
    .poll(async () => {
      const [words, beside] = [await text.boundingBox(), await comment.boundingBox()];
      return beside!.x >= words!.x + words!.width && Math.abs(beside!.y - words!.y) < words!.height;
    })
    .toBe(true);
  expect(await editor(alice).count()).toBe(0);
  await holds(alice, "a comment beside a text in force");
  // Printed it is one page: the room that the margin takes on the screen is not on the paper.
  const paper = (await alice.page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await open(bob);
  await comments(bob).getByText("Is it open on Sundays?").waitFor();
  await comments(bob)
    .getByRole("button", { name: /^Reply/ })
    .first()
    .click();
  const reply = bob.page.getByRole("dialog", { name: /^Reply to/ });
  await reply.getByRole("textbox", { name: "Your words" }).fill("Until noon.");
  await reply.getByRole("button", { name: "Say it" }).click();
  await comment.getByText("Until noon.").waitFor();
});

test("what a text says is found without accents and without a connection, though it was not opened", async () => {
  await newAgreement(alice, "Quiet hours");
  await write(alice, "We are quiet at night. No drilling, no drums.");
  await go(bob, "Agreements");
  await main(bob).getByRole("link", { name: "Quiet hours" }).waitFor();
  await expect.poll(() => find(bob, "drum")).toEqual(["No drilling, no drums."]);
  await goOffline(bob);
  await bob.page.reload();
  expect(await find(bob, "CAFE")).toEqual(["Whoever goes away for long gives theirs to the Café."]);
  await holds(bob, "found in a text");
  await bob.page.keyboard.press("ArrowDown");
  expect(await bob.page.evaluate(() => document.activeElement?.textContent)).toBe("Who holds keys");
  expect(await find(bob, "bicycle")).toEqual([]);
  await main(bob).getByText("Nothing here says “bicycle”.").waitFor();
  await holds(bob, "nothing found");
  await comeBack(bob);
});

async function find(person: Person, words: string): Promise<string[]> {
  const field = main(person).getByRole("searchbox", { name: "Search agreements" });
  await field.fill("");
  await field.fill(words);
  await main(person)
    .getByText(/^(Nothing|One|\d+) (is|are) found\.$/)
    .waitFor();
  await field.focus();
  return main(person).locator(".as-found").allInnerTexts();
}

test("D7 a change leaves as a Word document with its tracked changes", async () => {
  await open(alice);
  await press(alice, "Propose a change");
  const dialog = alice.page.getByRole("dialog", { name: "Propose a change" });
  await dialog.getByRole("textbox", { name: "What is it about?" }).fill("Sundays");
  await dialog.getByRole("button", { name: "Begin" }).click();
  await main(alice).getByRole("heading", { level: 1, name: "Sundays" }).waitFor();
  await alice.page.getByRole("radio", { name: "Write", exact: true }).check({ force: true });
  await write(alice, " On Sundays it is with Gwen.");
  await press(alice, "Export");
  const [file] = await Promise.all([
    alice.page.waitForEvent("download"),
    alice.page.getByRole("dialog", { name: "Export" }).getByRole("button", { name: "Word document" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("Who holds keys (Sundays).docx");
  const read = fromOffice(new Uint8Array(await readFile(await file.path())));
  expect(read).toMatchObject({ ok: true, value: { title: "Who holds keys", left: ["changes"] } });
  const said = read.ok ? read.value.blocks.flatMap(({ runs }) => runs.map(({ text }) => text)).join("") : "";
  expect(said).toContain("Nobody lends one. On Sundays it is with Gwen.");
  await holds(alice, "a change that can be taken out");
});

test("H2 once a change is in force its clauses are chosen for a comment, and what is said of it is told", async () => {
  const changed = "On Sundays the key is with Gwen.";
  await askTheGroup(alice, { sentence: changed, rule: "All agree" });
  await answer(alice, "Agree");
  await readQuestion(bob, changed);
  await answer(bob, "Agree");
  await press(bob, "Close it as decided");
  await main(bob).getByRole("heading", { name: "How we decided this" }).waitFor();
  await open(bob);
  await main(bob).getByText("On Sundays it is with Gwen.").waitFor();
  await comments(bob).getByRole("button", { name: "Comment", exact: true }).click();
  const dialog = bob.page.getByRole("dialog", { name: "Comment" });
  const about = dialog.getByRole("combobox", { name: "What is it about?" });
  await about.getByRole("option", { name: /On Sundays it is with Gwen|Two of us hold/ }).waitFor({ state: "attached" });
  await about.selectOption({ index: 1 });
  await dialog.getByRole("textbox", { name: "Your words" }).fill("And on Mondays?");
  await dialog.getByRole("button", { name: "Say it" }).click();
  await comments(bob).getByText("It stands among the comments.").waitFor({ state: "attached" });
  await comments(bob)
    .getByRole("button", { name: /^Take back my words: “And on Mondays/ })
    .click();
  await comments(bob).getByText("Your words are taken back.").waitFor({ state: "attached" });
  // Whoever goes on by keyboard goes on from there.
  await expect.poll(() => bob.page.evaluate(() => document.activeElement?.closest("#main") !== null)).toBe(true);
});
