// The pages of deciding in every state they have: nothing yet, on their way, without a connection, decided, told by a
// working group, due for another look, and large.
import {
  type AgreementView,
  agreementView,
  type Block,
  type Day,
  type PersonView,
  parseAgreementFacts,
} from "@fogata/domain";
import { cleanup, fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../../test/support/app.tsx";
import { emptyPicture, type GroupPicture, groupOf, standingOf } from "../../../test/support/workspace-double.ts";
import {
  decidingScenes,
  decision,
  member,
  question,
  said,
  told,
  views,
} from "../../../test/tools/preview/deciding-scenes.ts";

afterEach(cleanup);
const at = "/g/c0ffee/questions";
const names = ["Ines", "Amina", "Bea", "Cillian"];
const open = (path: string, change: Partial<GroupPicture> = {}, people = names) =>
  openApp(path, { ...emptyPicture(), groups: [groupOf(people, { views, ...change })] });
const scene = (name: keyof typeof decidingScenes) => openApp(decidingScenes[name]!.path, decidingScenes[name]!.picture);
const main = () => within(screen.getByRole("main"));
const inForce = (state: AgreementView["state"]): AgreementView => ({
  ...agreementView("none", [], "2026-06-11" as Day),
  state,
  force: { doc: "a1", text: "cd", proposal: "p" },
});
const a1 = { id: "a1", title: "Children", at: 1, pinned: false };
const dated = (sentence: string) => {
  const one = decision(1, sentence, { doc: "a1" });
  const asked = { ...one.asked, about: { kind: "draft", replaces: null } as const, reviewOn: "2026-06-01" as Day };
  return { ...one, asked };
};

test("where nothing was asked it says so", async () => {
  scene("decided-none");
  await screen.findByText("Nothing has been decided here yet.");
});

test("D17 whoever asks calls a no Agree: what would be signed, and what others signed, is said beside it", async () => {
  const one = question(1, "We paint the door.", { people: said(names, [null, null, "no"]) });
  open(`${at}/${one.proposal}`, {
    questions: [{ ...one, asked: { ...one.asked, words: { no: "Agree", agree: "Fine" } } }],
  });
  const mine = within(await screen.findByRole("radiogroup", { name: "My answer" }));
  mine.getByRole("radio", { name: /^Agree \(No\)$/ });
  mine.getByRole("radio", { name: /^Fine \(Agree\)$/ });
  mine.getByRole("radio", { name: "Pass" });
  main().getByText("Bea: Agree (says no)");
});

test("B6 what a working group decided stands among the rest under its name, and anybody calls it back, with a reason", async () => {
  const workspace = open(at, { told: [told("Soup on Tuesdays.")] });
  const line = (await screen.findByText("Soup on Tuesdays.", { selector: ".said-large" })).closest("li")!;
  within(line).getByText(/Kitchen$/);
  within(line).getByText(/^Told by Cillian/);
  fireEvent.input(within(line).getByLabelText("Why the whole group should talk about it"), {
    target: { value: "It is everybody’s." },
  });
  fireEvent.click(within(line).getByRole("button", { name: "Call it back: “Soup on Tuesdays.”" }));
  await screen.findByText("It stands, marked, and the working group talks about it again.");
  expect(workspace.done.some((one) => one.startsWith("callBackTold") && one.includes("everybody’s"))).toBe(true);
});

test("B6 one that was called back says who did and why; what I can see whole is not told besides", async () => {
  const callBacks = [{ statement: "s", by: member("Amina"), at: 1, reason: "It is everybody’s." }];
  const mine = decision(4, "We keep a tin for fares.");
  open(at, {
    questions: [mine],
    told: [told("Soup.", { callBacks }), told("We keep a tin for fares.", { closing: mine.decided!.closing })],
  });
  await screen.findByText("Amina called it back: It is everybody’s.");
  screen.getByText("Decided, and talked about again");
  expect(screen.getAllByText("We keep a tin for fares.", { selector: ".said-large" })).toHaveLength(1);
});

test("H2 an agreement whose day has come waits on Home, and is kept from there", async () => {
  open("/g/c0ffee", {
    agreements: [a1],
    questions: [dated("We welcome children.")],
    comesTo: { a1: inForce({ kind: "review-due", since: 1, reviewOn: "2026-06-01" as Day }) },
  });
  const due = within(await screen.findByRole("region", { name: "Children" }));
  due.getByText("Time to look at it again");
  due.getByRole("link", { name: "Change" });
  due.getByRole("button", { name: "Let go" });
  fireEvent.click(due.getByRole("button", { name: "Keep" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Ask the group" }));
  expect(dialog.getByLabelText<HTMLTextAreaElement>("In one plain sentence").value).toBe(
    "We keep “Children” as it is.",
  );
});

test("B9 at its review, and above a change to it, the concerns kept with it stand again", async () => {
  const [{ answer }] = said(["Bea"], ["concern"]) as [PersonView];
  const concerns = [{ ...answer!, reason: "Who counts the children?", kept: true }];
  const settled = { ...dated("We welcome children."), concerns };
  const due = {
    ...inForce({ kind: "review-due" as const, since: 1, reviewOn: "2026-06-01" as Day }),
    history: [settled.proposal],
  };
  open("/g/c0ffee/agreements/a1", { agreements: [a1], questions: [settled], comesTo: { a1: due } });
  const region = await screen.findByRole("region", { name: "Concerns kept with what is in force" });
  within(region).getByText("Bea agrees with a concern");
  within(region).getByText("Who counts the children?");
});

test("H2 one whose day has not come does not", async () => {
  const dueToo = { ...dated("Soup."), proposal: "2".repeat(64), doc: "a2" };
  open("/g/c0ffee", {
    agreements: [a1, { ...a1, id: "a2", title: "Soup" }],
    questions: [dated("We welcome children."), dueToo],
    comesTo: {
      a1: inForce({ kind: "in-force", since: 1, reviewOn: "2099-06-01" as Day }),
      a2: inForce({ kind: "review-due", since: 1, reviewOn: "2026-06-01" as Day }),
    },
  });
  await screen.findByRole("region", { name: "Soup" });
  expect(screen.queryByRole("region", { name: "Children" })).toBe(null);
});

test("H2 far from its day keep, change and let go stand quietly at the foot of the page, near it below the text, due above it", async () => {
  const on = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10) as Day;
  const written = { title: "Children", blocks: [], facts: parseAgreementFacts({}) };
  const stands = (state: AgreementView["state"]) =>
    open("/g/c0ffee/agreements/a1", { agreements: [a1], comesTo: { a1: inForce(state) }, textAt: written });
  /** Which of these stand before it on the page. */
  const after = (names: string[]) => {
    const keep = screen.getByRole("button", { name: "Keep" });
    for (const name of ["Change", "Let go"]) screen.getByRole("button", { name });
    return names.filter((name) => {
      const other = screen.queryByRole("region", { name }) ?? screen.getByRole("heading", { name });
      return other.compareDocumentPosition(keep) & Node.DOCUMENT_POSITION_FOLLOWING;
    });
  };
  const names = ["Text of the agreement", "In other languages"];
  stands({ kind: "in-force", since: 1, reviewOn: on(200) });
  await screen.findByRole("region", { name: names[0]! });
  expect(after(names)).toEqual(names);
  expect(screen.getByRole("button", { name: "Keep" }).classList).toContain("btn-quiet");
  screen.getByText(/^Review on .* On any day/);
  cleanup();
  stands({ kind: "in-force", since: 1, reviewOn: on(10) });
  await screen.findByRole("region", { name: names[0]! });
  expect(after(names)).toEqual(names.slice(0, 1));
  expect(screen.getByRole("button", { name: "Keep" }).classList).not.toContain("btn-quiet");
  cleanup();
  stands({ kind: "review-due", since: 1, reviewOn: on(-1) });
  await screen.findByRole("region", { name: names[0]! });
  expect(after(names)).toEqual([]);
});

test("I1 where the text says another number than what is signed, it is said, and I sign what was agreed", async () => {
  const agreed = {
    ...{ minimumMs: 1, rule: null, few: null, reviewDays: null, numbersIn: ["a1"] },
    numbers: { removal: 4, welcomes: null },
  };
  const workspace = open(`${at}/${decision(1, "x").proposal}`, { agreed, questions: [dated("Four to sign.")] });
  await screen.findByText(/the agreement says 4 have to sign/);
  fireEvent.click(screen.getByRole("button", { name: "Sign the agreed numbers" }));
  await waitFor(() => expect(workspace.done.join("\n")).toContain('{"kind":"numbers","removal":4,"welcomes":null}'));
});

test.each([
  ["2099-06-01", "2099-06-01"],
  ["2020-06-01", ""],
])(
  "H2 the day of review that stands on top, %s, is asked about with the text, unless it is over",
  async (onTop, asked) => {
    const readable = { title: "Children", blocks: [], facts: parseAgreementFacts({ reviewOn: onTop }) };
    open("/g/c0ffee/agreements/a1", { agreements: [a1], readable });
    fireEvent.click(await screen.findByRole("button", { name: "Ask the group" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Ask the group" }));
    expect(dialog.getByLabelText<HTMLInputElement>("Review on").value).toBe(asked);
  },
);

test("H1 Ask the group begins with the rule and the days that were agreed", async () => {
  const agreed = {
    ...{ minimumMs: 40 * 24 * 60 * 60 * 1000, few: 3, reviewDays: null, numbersIn: [] },
    ...{ rule: { kind: "few", number: 3 } as const, numbers: { removal: null, welcomes: null } },
  };
  open(at, { agreed });
  fireEvent.click(await screen.findByRole("button", { name: "Ask a plain question" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Ask the group" }));
  await waitFor(() => expect(dialog.getByLabelText<HTMLSelectElement>("Rule").value).toBe("few"));
  expect(dialog.getByLabelText<HTMLInputElement>("How many have to agree at least").value).toBe("3");
  const until = Date.parse(dialog.getByLabelText<HTMLInputElement>("Open until").value);
  expect(until - Date.now()).toBeGreaterThan(39 * 24 * 60 * 60 * 1000);
});

test("a question of which not all is here says so, and cannot be answered yet", async () => {
  scene("question-waiting");
  await screen.findByText("Not all of it has reached this device yet. It comes by itself.");
  expect(screen.queryByRole("radiogroup", { name: "My answer" })).toBe(null);
});

test("without a connection an answer is kept and says when it goes out", async () => {
  scene("question");
  const mine = within(await screen.findByRole("radiogroup", { name: "My answer" }));
  fireEvent.click(mine.getByRole("radio", { name: "Agree" }));
  fireEvent.click(main().getByRole("button", { name: /Send my answer|Change my answer/ }));
  await screen.findByText(/It goes out by itself once there is a connection/);
});

test("my answer is changed beginning with what I said; the old reason stays with the old answer", async () => {
  const people = said(names, ["concern", null]);
  const workspace = open(`${at}/${question(1, "x").proposal}`, {
    questions: [question(1, "Children are welcome.", { people })],
  });
  fireEvent.click(await screen.findByRole("button", { name: "Change my answer" }));
  const mine = within(screen.getByRole("radiogroup", { name: "My answer" }));
  const reason = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Reason" }).value;
  expect(mine.getByRole<HTMLInputElement>("radio", { name: "Agree with a concern" }).checked).toBe(true);
  expect(reason()).toBe("The stairs are steep.");
  fireEvent.click(mine.getByRole("radio", { name: "Agree" }));
  expect(reason()).toBe("");
  fireEvent.click(mine.getByRole("radio", { name: "Agree with a concern" }));
  fireEvent.click(screen.getByRole("button", { name: "Send my answer" }));
  await waitFor(() => expect(workspace.done.join("\n")).toMatch(/answer .*concern.*The stairs are steep/));
});

test("a no is pinned to one sentence of what would change", async () => {
  const paragraph = (text: string): Block => ({
    type: "paragraph",
    runs: [{ text, strong: false, em: false, link: null }],
  });
  const text = (...lines: string[]) => ({
    title: "Keys",
    blocks: lines.map(paragraph),
    facts: parseAgreementFacts({}),
  });
  const asked = question(1, "The key hangs in the hall.", { doc: "c1" });
  const about = { kind: "amendment", of: "a1", base: "ab".repeat(32) } as const;
  const workspace = open(`${at}/${asked.proposal}`, {
    questions: [{ ...asked, asked: { ...asked.asked, about } }],
    textsAt: (point) =>
      point.document === "c1"
        ? text("We open early.", "The key hangs in the hall. Nobody takes it home.")
        : text("We open early.", "The key is with Ines."),
  });
  const mine = within(await screen.findByRole("radiogroup", { name: "My answer" }));
  expect(screen.queryByLabelText("About which sentence")).toBeNull();
  fireEvent.click(mine.getByRole("radio", { name: "No" }));
  const field = screen.getByLabelText<HTMLSelectElement>("About which sentence");
  const names = [...field.options].map((one) => one.text);
  expect(names).toEqual(["All of it", "The key hangs in the hall.", "Nobody takes it home."]);
  fireEvent.change(field, { target: { value: field.options[2]!.value } });
  fireEvent.input(screen.getByRole("textbox", { name: "Reason" }), { target: { value: "Somebody has to." } });
  fireEvent.click(screen.getByRole("button", { name: "Send my answer" }));
  await waitFor(() => expect(workspace.done.join("\n")).toContain('"pin":{"words":"Nobody takes it home.","block":1}'));
});

test("what a no is about, and whether it is kept, goes with the no: a concern begins with neither, and back they are there again", async () => {
  const [first, ...others] = said(names, ["no", null]);
  const pin = { words: "Nobody takes it home.", block: 1 };
  const people = [{ ...first!, answer: { ...first!.answer!, pin, kept: false } }, ...others];
  const asked = question(1, "The key hangs in the hall.", { doc: "a1", people });
  const lines = ["The key hangs in the hall.", "Nobody takes it home."];
  const blocks: Block[] = lines.map((text) => ({
    type: "paragraph",
    runs: [{ text, strong: false, em: false, link: null }],
  }));
  const workspace = open(`${at}/${asked.proposal}`, {
    questions: [{ ...asked, asked: { ...asked.asked, about: { kind: "draft", replaces: null } } }],
    textAt: { title: "Keys", blocks, facts: parseAgreementFacts({}) },
  });
  fireEvent.click(await screen.findByRole("button", { name: "Change my answer" }));
  const mine = within(screen.getByRole("radiogroup", { name: "My answer" }));
  const choose = (name: string) => fireEvent.click(mine.getByRole("radio", { name }));
  const goesWith = () => [
    screen.getByLabelText<HTMLSelectElement>("About which sentence").selectedOptions[0]?.text,
    screen.getByLabelText<HTMLInputElement>("Keep this with the decision, for its review").checked,
  ];
  expect(goesWith()).toEqual(["Nobody takes it home.", false]);
  choose("Agree with a concern");
  expect(goesWith()).toEqual(["All of it", true]);
  choose("No");
  expect(goesWith()).toEqual(["Nobody takes it home.", false]);
  choose("Agree with a concern");
  fireEvent.input(screen.getByRole("textbox", { name: "Reason" }), { target: { value: "Somebody has to." } });
  fireEvent.click(screen.getByRole("button", { name: "Send my answer" }));
  await waitFor(() => expect(workspace.done.join("\n")).toMatch(/"kind":"concern".*"pin":null.*"kept":true/));
});

test("who has said what begins with a sentence that says it all, silence among it", async () => {
  const people = said(names, ["agree", "concern", "agree", null]);
  open(`${at}/${question(1, "x").proposal}`, { questions: [question(1, "Children are welcome.", { people })] });
  await screen.findByText("Two agree, one agrees with a concern and one has not said anything.");
});

test("on paper nobody is You: it says each name, and You again on the screen", async () => {
  const people = said(names, ["agree", "concern", "agree", null]);
  open(`${at}/${question(1, "x").proposal}`, { questions: [question(1, "Children are welcome.", { people })] });
  await screen.findByText("You agree");
  fireEvent(window, new Event("beforeprint"));
  expect(main().queryByText(/^You /)).toBeNull();
  main().getByText(`${names[0]} agrees`);
  fireEvent(window, new Event("afterprint"));
  main().getByText("You agree");
});

test("what is not on this device is said, not guessed", async () => {
  scene("question-unknown");
  await screen.findByText("This question is not here");
});

test("a decision offers the page that checks its record", async () => {
  scene("question-decided");
  const link = await screen.findByRole("link", { name: "Save the checker" });
  expect(link.getAttribute("href")).toBe("/check-a-decision.html");
  expect(link.hasAttribute("download")).toBe(true);
});

test("300 people and 200 decisions are all there, and are found by a word", async () => {
  scene("decided-large");
  await waitFor(() => expect(document.querySelectorAll(".decisions > li")).toHaveLength(200), { timeout: 20_000 });
  fireEvent.input(screen.getByLabelText("Search what we decided"), { target: { value: "Decision 137" } });
  await waitFor(() => expect(document.querySelectorAll(".decisions > li")).toHaveLength(1));
});

test.each([
  [1, true],
  [2, false],
])("B5 where %i is counted, whoever asks is told whether two can agree", async (full, tooFew) => {
  open("/g/c0ffee/agreements/a1", { agreements: [a1], standing: standingOf(full) });
  fireEvent.click(await screen.findByRole("button", { name: "Ask the group" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Ask the group" }));
  expect(dialog.queryByText(/Welcome the others first/) !== null).toBe(tooFew);
  fireEvent.change(dialog.getByRole("combobox", { name: "Rule" }), { target: { value: "consent" } });
  expect(dialog.queryByText(/Welcome the others first/)).toBe(null);
});
