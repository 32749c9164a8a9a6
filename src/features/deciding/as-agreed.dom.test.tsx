// H1 H2 What the group has agreed about deciding, where somebody asks and is asked: when a text is looked at again, and
// by which rule.
import { type AgreementFacts, type Proposal, parseAgreementFacts } from "@fogata/domain";
import { cleanup, fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../../test/support/app.tsx";
import { emptyPicture, type GroupPicture, groupOf } from "../../../test/support/workspace-double.ts";
import { decision, question, views } from "../../../test/tools/preview/deciding-scenes.ts";
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

const another = /^The group has agreed on another rule/;
const few = { ...nothing, rule: { kind: "few", number: 3 } as const, few: 3 };
const by = (rule: Proposal["rule"], made = question) => {
  const one = made(1, "Children are welcome.");
  return { ...one, asked: { ...one.asked, rule } };
};
/** By consent, where a few had been agreed. */
async function byAnother() {
  const view = by({ kind: "consent" });
  const workspace = open(`/g/c0ffee/questions/${view.proposal}`, { agreed: few, questions: [view] });
  const line = await screen.findByText(another);
  const becomes = (change: Partial<GroupPicture>) =>
    workspace.change((p) => ({ ...p, groups: p.groups.map((one) => ({ ...one, ...change })) }));
  return { line, becomes };
}

test("H1 a question asked by another rule than was agreed says which one was", async () => {
  const { line, becomes } = await byAnother();
  const agreed = "The group has agreed on another rule: A few are enough: 3 are enough.";
  expect(line.textContent).toBe(agreed);
  becomes({ questions: [by({ kind: "few", number: 2 })] });
  await screen.findByText("A few are enough: 2 are enough");
  await screen.findByText(agreed);
});

test.each<[string, Partial<GroupPicture>]>([
  ["by the rule that was agreed", { questions: [by({ kind: "few", number: 3 })] }],
  ["where no rule was agreed", { agreed: nothing, questions: [by({ kind: "consent" })] }],
  ["once it is decided: that was by what was agreed then", { questions: [by({ kind: "consent" }, decision)] }],
])("H1 it says nothing of it %s", async (_, change) => {
  const { becomes } = await byAnother();
  becomes(change);
  await waitFor(() => expect(screen.queryByText(another)).toBeNull());
  await screen.findByText("Counted");
});
