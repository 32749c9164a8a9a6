// D48 My own reason on the page of a question: taken back in two quiet steps, and what is shown of words that were.
import { cleanup, fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../../test/support/app.tsx";
import { emptyPicture, type GroupPicture, groupOf } from "../../../test/support/workspace-double.ts";
import { decision, member, question, said, told, views } from "../../../test/tools/preview/deciding-scenes.ts";

afterEach(cleanup);
const names = ["Ines", "Amina", "Bea"];
const wordless = (people: ReturnType<typeof said>) =>
  people.map((one) => {
    const trail = one.trail.map((answer) => ({ ...answer, reason: "", takenBack: true }));
    return { ...one, trail, answer: trail.at(-1) ?? null };
  });
const open = (view: ReturnType<typeof question>, change: Partial<GroupPicture> = {}) =>
  openApp(`/g/c0ffee/questions/${view.proposal}`, {
    ...emptyPicture(),
    groups: [groupOf(names, { views, questions: [view], ...change })],
  });
const takeBack = { name: "Take back my reason" };

test("what was decided stays decided, and I am told what stays before my reason goes", async () => {
  const people = said(names, ["concern", "concern", "agree"]);
  const workspace = open(decision(1, "Children are welcome.", { people }));
  // Nobody else's is mine to take back.
  fireEvent.click(await screen.findByRole("button", takeBack));
  const dialog = within(await screen.findByRole("dialog", { name: "Take back your reason?" }));
  dialog.getByText(/^Your answer stays as it is, and so does what was decided\.$/);
  dialog.getByText(/the locked history on everybody’s devices/);
  fireEvent.click(dialog.getByRole("button", { name: "Keep it" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(workspace.done).toEqual([]);
  fireEvent.click(screen.getByRole("button", takeBack));
  fireEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Take it back" }));
  await screen.findByText("Your reason is taken back. Your answer stays.");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(workspace.done.map((one) => one.split(" ")[0])).toEqual(["takeBackReason"]);
});

test("while it is open it says that a no stays a no", async () => {
  open(question(1, "Children are welcome.", { state: { kind: "talking" }, people: said(names, ["no", null]) }));
  fireEvent.click(await screen.findByRole("button", takeBack));
  within(await screen.findByRole("dialog")).getByText(/a no stays a no, and nobody closes over it/);
});

test("where no words of mine stand there is nothing to press; of others it says that theirs were taken back", async () => {
  const people = said(names, ["agree", "concern", "no"]);
  open(decision(1, "Children are welcome.", { people: [people[0]!, ...wordless(people.slice(1))] }));
  expect(await screen.findAllByText("The words of this reason were taken back.")).toHaveLength(2);
  screen.getByText("Amina agrees with a concern");
  expect(screen.queryByText(/stairs/)).toBeNull();
  expect(screen.queryByRole("button", takeBack)).toBeNull();
});

test("a no for an earlier wording whose words I took back is said again with words, never without", async () => {
  const people = wordless(said(names, ["no", "agree"])).map((one) => {
    const answer = one.answer && { ...one.answer, standing: "earlier-wording" as const };
    return { ...one, answer, trail: answer ? [answer] : [] };
  });
  const workspace = open(question(1, "Children are welcome.", { people }));
  const mine = within(await screen.findByRole("radiogroup", { name: "My answer" }));
  expect(screen.queryByRole("button", { name: "That is still my answer" })).toBeNull();
  fireEvent.click(mine.getByRole("radio", { name: "No" }));
  fireEvent.click(screen.getByRole("button", { name: "Send my answer" }));
  await screen.findByText("Say why, in a few words: the others have to know what would help.");
  expect(workspace.done).toEqual([]);
});

test("why it was called back, once taken back, is said to have been, wherever it stood", async () => {
  const callBacks = [{ statement: "s", by: member("Amina"), at: 1, reason: "" }];
  open(decision(1, "Soup.", { callBacks, state: { kind: "talking-again", why: ["called-back"] } }));
  await screen.findByText("The words of this reason were taken back.");
  cleanup();
  const list = { ...emptyPicture(), groups: [groupOf(names, { views, told: [told("Soup.", { callBacks })] })] };
  openApp("/g/c0ffee/questions", list);
  await screen.findByText("Amina called it back, and took back the words why.");
});
