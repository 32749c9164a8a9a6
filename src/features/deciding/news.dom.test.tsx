// News of a question on its page: heard once, together, by one polite region; and older words make way for it.
import type { DecisionView } from "@fogata/domain";
import { cleanup, fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test, vi } from "vitest";
import { openApp } from "../../../test/support/app.tsx";
import { type Answers, emptyPicture, groupOf } from "../../../test/support/workspace-double.ts";
import { question, said, views } from "../../../test/tools/preview/deciding-scenes.ts";
import { heardMs, togetherMs } from "./news.ts";

afterEach(() => {
  vi.useRealTimers();
  cleanup();
});
const names = ["Ines", "Amina", "Bea", "Cillian"];
const asked = (change: Partial<DecisionView> = {}) =>
  question(1, "We paint the door.", { people: said(names, [null, null, null, null]), ...change });
async function look(answers: Answers = {}) {
  const pictureOf = (one: DecisionView) => ({
    ...emptyPicture(),
    groups: [groupOf(names, { views, questions: [one] })],
  });
  const workspace = openApp(`/g/c0ffee/questions/${asked().proposal}`, pictureOf(asked()), answers);
  await screen.findByRole("heading", { level: 1, name: "We paint the door." });
  vi.useFakeTimers();
  return { workspace, now: (change: Partial<DecisionView>) => workspace.change(() => pictureOf(asked(change))) };
}
const aloud = () =>
  [...document.querySelectorAll("[aria-live=polite]")].map((one) => one.textContent).filter((one) => one !== "");
const later = () => vi.advanceTimersByTime(togetherMs);

test("nothing is said when the page opens; what comes in a moment is said together, and not again", async () => {
  const { now } = await look();
  later();
  expect(aloud()).toEqual([]);
  now({ people: said(names, [null, "agree", null, null]) });
  expect(aloud()).toEqual([]);
  now({ people: said(names, [null, "agree", "no", null]), state: { kind: "talking" } });
  later();
  expect(aloud()).toEqual(["Amina now says: Agree. Bea now says: No. It goes back to talking."]);
  const region = screen.getByText("Amina now says: Agree. Bea now says: No. It goes back to talking.");
  expect(region.getAttribute("role")).toBe(null);
  const words = vi.fn();
  const seen = new MutationObserver(words);
  seen.observe(region, { childList: true, characterData: true, subtree: true });
  now({ people: said(names, [null, "agree", "no", null]), state: { kind: "talking" } });
  later();
  expect(seen.takeRecords()).toEqual([]);
  seen.disconnect();
  vi.advanceTimersByTime(heardMs);
  expect(aloud()).toEqual([]);
});

test("what I did is said beside it, once; later news takes the place of what was said at the top", async () => {
  const { now } = await look();
  fireEvent.click(screen.getByRole("button", { name: "Ask once for more time" }));
  await vi.advanceTimersByTimeAsync(0);
  expect(aloud()).toEqual(["It stays open longer."]);
  now({ people: said(names, [null, null, null, "pass"]) });
  later();
  expect(aloud()).toEqual(["Cillian now says: Pass."]);
});

test("that my answer is kept stands in my own section, below what is newer", async () => {
  const { now } = await look();
  const mine = within(screen.getByRole("region", { name: "Your say" }));
  fireEvent.click(mine.getByRole("radio", { name: "Agree" }));
  fireEvent.click(mine.getByRole("button", { name: "Send my answer" }));
  await vi.advanceTimersByTimeAsync(0);
  mine.getByText("Your answer is kept.");
  now({ people: said(names, ["agree", null, "no", null]), state: { kind: "talking" } });
  later();
  const newer = screen.getByText(/^Somebody says no/);
  const kept = screen.getByText("Your answer is kept.");
  expect(newer.compareDocumentPosition(kept) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  expect(aloud()).toEqual(["Your answer is kept.", "Bea now says: No. It goes back to talking."]);
  // Of another wording nobody has kept an answer.
  const people = said(names, ["agree", null, "no", null]);
  now({
    people: people.map((one) => ({ ...one, answer: one.answer && { ...one.answer, standing: "earlier-wording" } })),
  });
  expect(screen.queryByText("Your answer is kept.")).toBe(null);
});

test("whoever was in the part that goes when somebody closes it is at the question, not before the whole page", async () => {
  const { now } = await look();
  screen.getByRole("radio", { name: "Pass" }).focus();
  now({ state: { kind: "decided" }, people: said(names, [null, "agree", null, null]) });
  await vi.advanceTimersByTimeAsync(0);
  expect(screen.queryByRole("radio", { name: "Pass" })).toBe(null);
  expect(document.activeElement).toBe(screen.getByRole("heading", { level: 1 }));
  // Who is elsewhere stays there.
  const link = screen.getAllByRole("link").at(-1)!;
  link.focus();
  now({ state: { kind: "decided" }, people: said(names, [null, "agree", "agree", null]) });
  await vi.advanceTimersByTimeAsync(0);
  expect(document.activeElement).toBe(link);
});

test("what another question's page said, and what was chosen there, does not follow to the next", async () => {
  const { workspace } = await look();
  const next = { ...question(2, "We paint the gate.", { people: asked().people }) };
  workspace.change((p) => ({ ...p, groups: p.groups.map((one) => ({ ...one, questions: [asked(), next] })) }));
  fireEvent.click(screen.getByRole("radio", { name: "Pass" }));
  vi.useRealTimers();
  window.history.pushState(null, "", `/g/c0ffee/questions/${next.proposal}`);
  window.dispatchEvent(new PopStateEvent("popstate"));
  await screen.findByRole("heading", { level: 1, name: "We paint the gate." });
  await waitFor(() => expect(screen.getByRole<HTMLInputElement>("radio", { name: "Pass" }).checked).toBe(false));
  expect(aloud()).toEqual([]);
});

test("words written as a reason are there still when somebody else closes the question meanwhile", async () => {
  const { now } = await look();
  fireEvent.input(screen.getByRole("textbox", { name: "Reason" }), {
    target: { value: "The door is older than we are." },
  });
  now({ state: { kind: "void", why: "left-out" } });
  expect(screen.queryByRole("textbox", { name: "Reason" })).toBeNull();
  screen.getByText("It was closed while you were writing");
  screen.getByText("The door is older than we are.");
});
