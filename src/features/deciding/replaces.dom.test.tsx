// One agreement takes the place of another: chosen when the group is asked, and said on the question's page.
import { type AgreementView, agreementView, type Day } from "@fogata/domain";
import { cleanup, fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../../test/support/app.tsx";
import { emptyPicture, type GroupPicture, groupOf } from "../../../test/support/workspace-double.ts";
import { decision, question, views } from "../../../test/tools/preview/deciding-scenes.ts";

afterEach(cleanup);
const kitchen = "ab".repeat(32);
const open = (path: string, change: Partial<GroupPicture> = {}) =>
  openApp(path, { ...emptyPicture(), groups: [groupOf(["Ines", "Amina", "Bea"], { views, agreements, ...change })] });
const agreements = ["Children", "The door", "The kitchen"].map((title, n) => {
  return { id: `a${n + 1}`, title, at: n, pinned: false };
}) as GroupPicture["agreements"];
const nothing = agreementView("none", [], "2026-06-11" as Day);
const byDecision = (proposal: string, doc: string, state?: AgreementView["state"]): AgreementView => ({
  ...nothing,
  state: state ?? { kind: "in-force", since: 1, reviewOn: null },
  force: state ? null : { doc, text: "cd", proposal },
});
const [children, theirs] = [decision(1, "Children.", { doc: "a1" }), decision(2, "Soup.", { circle: kitchen })];
const comesTo = { a1: byDecision(children.proposal, "a1"), a3: byDecision(theirs.proposal, "a3") };
const about = { kind: "draft", replaces: "a1" } as const;

test("whoever asks about a draft chooses whose place it takes, of what the same circle has in force; it is asked with it", async () => {
  const again = question(3, "The door is in force.", {
    doc: "a2",
    notAsked: [{ statement: "s", by: "member-Bea", at: 1 }],
  });
  const asked = { ...again, asked: { ...again.asked, about: { kind: "draft", replaces: null } as const } };
  const workspace = open(`/g/c0ffee/questions/${asked.proposal}`, { questions: [children, theirs, asked], comesTo });
  fireEvent.click(await screen.findByRole("button", { name: "Ask again" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Ask the group" }));
  const select = dialog.getByLabelText<HTMLSelectElement>("It takes the place of");
  expect([...select.options].map(({ text }) => text)).toEqual(["No other", "Children"]);
  fireEvent.change(select, { target: { value: "a1" } });
  expect(dialog.getByLabelText<HTMLSelectElement>("It takes the place of").value).toBe("a1");
  fireEvent.click(dialog.getByRole("button", { name: "Ask everyone" }));
  await waitFor(() => expect(workspace.done.join("\n")).toContain('"document":"a2","replaces":"a1"'));
});

test("where nothing is in force there is no such choice", async () => {
  const again = question(3, "The door is in force.", {
    doc: "a2",
    notAsked: [{ statement: "s", by: "member-Bea", at: 1 }],
  });
  open(`/g/c0ffee/questions/${again.proposal}`, { questions: [{ ...again, asked: { ...again.asked, about } }] });
  fireEvent.click(await screen.findByRole("button", { name: "Ask again" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Ask the group" }));
  expect(dialog.queryByLabelText("It takes the place of")).toBe(null);
});

test("the question's page says whose place it would take, then took; and nothing where another circle decided that one", async () => {
  const one = question(4, "The door is in force.", { doc: "a2" });
  const asks = { ...one, asked: { ...one.asked, about } };
  const path = `/g/c0ffee/questions/${one.proposal}`;
  const line = async () => (await screen.findByRole("link", { name: "Children" })).closest("p")!.textContent;
  open(path, { questions: [children, asks], comesTo });
  expect(await line()).toBe("If agreed, it takes the place of Children.");
  cleanup();
  const now = { kind: "replaced", by: "a2", at: 2, proposal: one.proposal } as unknown as AgreementView["state"];
  const { decided } = children;
  open(path, { questions: [children, { ...asks, decided }], comesTo: { a1: byDecision("", "a1", now) } });
  expect(await line()).toBe("It took the place of Children.");
  cleanup();
  open(path, { questions: [theirs, asks], comesTo: { a1: comesTo.a3 } });
  await screen.findByRole("heading", { name: "The text" });
  expect(screen.queryByText(/takes the place of/)).toBe(null);
});
