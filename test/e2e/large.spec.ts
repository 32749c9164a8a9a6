// A fifty-page agreement with five hundred comments and ten changes proposed to it: it opens, everything of it is there, and
// it is written in.
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeLarge } from "../support/large-agreement.ts";
import { editor, openAgreement, type Person, startGroup, words } from "./support/people.ts";
import { openStage, type Stage } from "./support/stage.ts";
import { joinUnseen, type Unseen } from "./support/unseen.ts";

let stage: Stage;
let alice: Person;
let bob: Unseen;
beforeAll(async () => {
  stage = await openStage();
  alice = await stage.person("Alice", { viewport: { width: 1100, height: 760 }, reducedMotion: "reduce" });
  await startGroup(alice, stage.relay.url, "Harbour Street");
  bob = await joinUnseen(alice, stage.relay.port, "Bob");
  const group = bob.device.view().groups[0]!.id;
  await writeLarge(bob.device, group, { title: "How we live here", pages: 50, comments: 500, changes: 10 });
  await bob.sees(({ groups }) => groups[0]?.status.kind === "shared");
}, 120_000);
afterAll(async () => {
  await bob?.close();
  await stage?.close();
});

test("it opens with every page, every comment and every change, and words come where the caret is", async () => {
  const { page } = alice;
  await openAgreement(alice, "How we live here");
  await expect.poll(() => words(alice)).toContain("50.8 ");
  await editor(alice).focus();
  await page.keyboard.press("Control+End");
  expect(await caretIsAtTheEnd()).toBe(true);
  await page.keyboard.type(" And that is all.");
  await expect.poll(async () => (await words(alice)).slice(-40), { timeout: 30_000 }).toMatch(/And that is all\.$/);
  const comments = page.getByRole("region", { name: "Comments" }).locator("ul.comments > li");
  await expect.poll(() => comments.count(), { timeout: 30_000 }).toBe(500);
  await page.getByRole("link", { name: "Change 10" }).click();
  await page.getByRole("heading", { level: 1, name: "Change 10" }).waitFor();
  await page.locator("ins", { hasText: "Except on" }).first().waitFor();
  await page.goBack();
  await editor(alice).waitFor();
  await expect.poll(() => words(alice)).toContain("And that is all.");
});

function caretIsAtTheEnd(): Promise<boolean> {
  return editor(alice).evaluate((box) => {
    const { anchorNode, anchorOffset } = getSelection()!;
    const after = document.createRange();
    after.selectNodeContents(box);
    after.setStart(anchorNode!, anchorOffset);
    return box.contains(anchorNode) && after.toString() === "";
  });
}
