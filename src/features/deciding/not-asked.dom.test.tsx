// What a question's page says where not everybody was asked, and what one can do about it.
import { cleanup, fireEvent, screen, waitFor } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../../test/support/app.tsx";
import { emptyPicture, groupOf } from "../../../test/support/workspace-double.ts";
import { decision, member, question, views } from "../../../test/tools/preview/deciding-scenes.ts";

afterEach(cleanup);
const names = ["Ines", "Amina", "Bea", "Cillian"];
const show = (one: ReturnType<typeof question>) =>
  openApp(`/g/c0ffee/questions/${one.proposal}`, {
    ...emptyPicture(),
    groups: [groupOf(names, { views, questions: [one] })],
  });
const notAsked = [{ statement: "s", by: member("Bea"), at: Date.UTC(2026, 4, 4) }];

test("D40 asked of an older list it counts for nothing, takes no answers, and can be asked again in the same words", async () => {
  show(question(1, "We paint the door.", { state: { kind: "void", why: "older-list" }, missing: ["older-list"] }));
  await screen.findByText("Asked of an older list");
  expect(screen.queryByRole("radiogroup", { name: "My answer" })).toBe(null);
  fireEvent.click(screen.getByRole("button", { name: "Ask again" }));
  await screen.findByRole("dialog", { name: "Ask the group" });
  expect(screen.getByLabelText<HTMLTextAreaElement>("In one plain sentence").value).toBe("We paint the door.");
});

test("D41 whoever says that they were not asked is named, and it is asked again", async () => {
  show(decision(2, "We paint it red.", { state: { kind: "talking-again", why: ["left-out"] }, notAsked }));
  await screen.findByText("Not everybody was asked");
  screen.getByText(/^Bea said so on Monday,? 4 May 2026/);
  screen.getByRole("button", { name: "Ask again" });
});

test("D41 a full member who is not on its list says so with one press; whoever is on it is not asked to", async () => {
  const workspace = show(question(3, "We paint it blue.", { people: [] }));
  fireEvent.click(await screen.findByRole("button", { name: "I belonged, and was not asked" }));
  await waitFor(() => expect(workspace.done.join()).toContain("sayLeftOut"));
  cleanup();
  show(question(4, "We paint it green."));
  await screen.findByRole("heading", { name: "We paint it green." });
  expect(screen.queryByRole("button", { name: "I belonged, and was not asked" })).toBe(null);
});

test("I1 before I say yes it is said which numbers that signs, and nothing where they are signed already", async () => {
  const one = question(5, "Four have to sign.");
  const wordings = [{ ...one.wordings[0]!, says: { "removal-needs": 4 } }];
  show({ ...one, wordings });
  await screen.findByText("It changes numbers that keys go by");
  screen.getByText(/the agreement says 4 have to sign/);
  cleanup();
  show(question(6, "As it is."));
  await screen.findByRole("radiogroup", { name: "My answer" });
  expect(screen.queryByText("It changes numbers that keys go by")).toBe(null);
});
