// H1 H2 What the group has agreed about deciding, where somebody asks: when the text is looked at again.
import { type AgreementFacts, parseAgreementFacts } from "@fogata/domain";
import { cleanup, fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../../test/support/app.tsx";
import { emptyPicture, type GroupPicture, groupOf } from "../../../test/support/workspace-double.ts";
import { views } from "../../../test/tools/preview/deciding-scenes.ts";
import { dayOf } from "../../workspace/today.ts";

afterEach(cleanup);
const names = ["Ines", "Amina", "Bea"];
const open = (path: string, change: Partial<GroupPicture>) =>
  openApp(path, { ...emptyPicture(), groups: [groupOf(names, { views, ...change })] });
const { agreed: nothing } = groupOf(names);
const agreements = [{ id: "a1", title: "Children", at: 1, pinned: false }];
const written = (
  top: Parameters<typeof parseAgreementFacts>[0],
): { title: string; blocks: []; facts: AgreementFacts } => ({
  ...{ title: "Children", blocks: [], facts: parseAgreementFacts(top) },
});
const inDays = (days: number) => dayOf(new Date().setDate(new Date().getDate() + days));
async function askedAbout(readable: GroupPicture["readable"]) {
  const workspace = open("/g/c0ffee/agreements/a1", { agreements, readable, agreed: { ...nothing, reviewDays: 180 } });
  fireEvent.click(await screen.findByRole("button", { name: "Ask the group" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Ask the group" }));
  return { workspace, dialog, review: () => dialog.getByLabelText<HTMLInputElement>("Review on") };
}

test("H2 a draft is looked at again after the days that were agreed, unless whoever asks says another day, or none", async () => {
  const { workspace, dialog, review } = await askedAbout(written({}));
  await waitFor(() => expect(review().value).toBe(inDays(180)));
  fireEvent.input(review(), { target: { value: "" } });
  expect(review().value).toBe("");
  fireEvent.input(review(), { target: { value: "2099-06-01" } });
  fireEvent.click(dialog.getByRole("button", { name: "Ask everyone" }));
  await waitFor(() => expect(workspace.done.join("\n")).toContain('"reviewOn":"2099-06-01"'));
});

test("H2 sent as it began, it is asked with the day that was agreed", async () => {
  const { workspace, dialog, review } = await askedAbout(written({}));
  await waitFor(() => expect(review().value).toBe(inDays(180)));
  fireEvent.click(dialog.getByRole("button", { name: "Ask everyone" }));
  await waitFor(() => expect(workspace.done.join("\n")).toContain(`"reviewOn":"${inDays(180)}"`));
});

test("H2 the day that stands on top of the text comes before the days that were agreed", async () => {
  const { review } = await askedAbout(written({ reviewOn: "2099-03-12" }));
  expect(review().value).toBe("2099-03-12");
});
