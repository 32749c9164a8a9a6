// A change to an agreement: begun with a name and for chosen readers, read with its tracked changes, and brought up to date
// with nothing dropped.
import * as A from "@automerge/automerge/slim";
import {
  type AgreementFacts,
  agreementView,
  type Block,
  type Day,
  type DocumentId,
  parseAgreementFacts,
} from "@fogata/domain";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../../../test/support/app.tsx";
import { type Answers, emptyPicture, type GroupPicture, groupOf } from "../../../../test/support/workspace-double.ts";
import type { MadeFromRow, Readers } from "../../../workspace/made-from.types.ts";
import { blank, Handle } from "../editor/testing/people.ts";
import { Behind } from "./UpToDate.tsx";

afterEach(cleanup);
const at = "/g/c0ffee/agreements";
const open = (path: string, change: Partial<GroupPicture> = {}, answers?: Answers) =>
  openApp(path, { ...emptyPicture(), groups: [groupOf(["Gwen", "Bea"], change)] }, answers);
const agreements = [{ id: "a1", title: "Children at our meetings", at: Date.now() }];
const run = (text: string) => ({ text, strong: false, em: false, link: null });
const paragraph = (text: string): Block => ({ type: "paragraph", runs: [run(text)] });
const why = (text: string): Block => ({ type: "why", runs: [run(text)] });
const written = (blocks: Block[], facts: Partial<AgreementFacts> = {}) => ({
  title: "Children at our meetings",
  blocks,
  facts: { ...parseAgreementFacts({}), ...facts },
});
const base = [paragraph("A parent stays in the building."), why("We are not a nursery.")];
const from = {
  as: "amendment" as const,
  agreement: "a1" as DocumentId,
  base: { document: "a1" as DocumentId, heads: ["ab".repeat(32)] },
};
const row = (readers: Readers = { kind: "everyone" }): MadeFromRow => ({
  id: "c1" as DocumentId,
  title: "Half an hour",
  at: Date.now(),
  agreement: "a1" as DocumentId,
  as: "amendment",
  readers,
});
const live = () => ({
  handle: new Handle(A.clone(blank())),
  path: ["text"] as const,
  presence: { publish: () => {}, others: () => [] },
});

test("a change is begun with a name, and for me alone where I say so", async () => {
  const workspace = open(`${at}/a1`, { agreements, readable: written(base) });
  fireEvent.click(await screen.findByRole("button", { name: "Propose a change" }));
  const dialog = await screen.findByRole("dialog", { name: "Propose a change" });
  fireEvent.input(within(dialog).getByRole("textbox", { name: "What is it about?" }), {
    target: { value: "Half an hour" },
  });
  fireEvent.change(within(dialog).getByRole("combobox", { name: "Who can read it for now" }), {
    target: { value: "me" },
  });
  within(dialog).getByText(/nothing of how you came to them/);
  fireEvent.click(within(dialog).getByRole("button", { name: "Begin" }));
  await waitFor(() =>
    expect(workspace.done).toContain(
      'madeFrom.begin {"agreement":"a1","as":"amendment","name":"Half an hour","readers":{"kind":"me"}}',
    ),
  );
});

test("why nothing was begun is said at the name, and the dialog stays", async () => {
  const refuse: Answers = { beginFrom: async () => ({ ok: false, reason: "no-text" }) };
  open(`${at}/a1`, { agreements, readable: written(base) }, refuse);
  fireEvent.click(await screen.findByRole("button", { name: "Propose a change" }));
  fireEvent.click(await screen.findByRole("button", { name: "Begin" }));
  await screen.findByText(/cannot be found on this device/);
  screen.getByRole("dialog", { name: "Propose a change" });
});

test("what would change is read with insertions and deletions that a screen reader hears, a changed reason among them", async () => {
  const text = written([paragraph("A parent stays in the building or the yard."), why("We are no nursery.")], {
    from,
    name: "Half an hour",
    summary: "Half an hour is fine.",
  });
  open(`${at}/c1`, { agreements, madeFrom: [row()], textAt: written(base), readable: text });
  await screen.findByRole("heading", { level: 1, name: "Half an hour" });
  screen.getByText("Everyone can read this");
  screen.getByText("A change to Children at our meetings");
  const came = await waitFor(() => {
    const all = [...document.querySelectorAll("ins")].map((one) => one.textContent);
    expect(all.length).toBeGreaterThan(2);
    return all;
  });
  expect(came).toContain("inserted:  or the yard end of insertion ");
  expect([...document.querySelectorAll("del")].map((one) => one.textContent)).toContain(
    "taken out: not a end of what is taken out ",
  );
  expect(document.querySelector(".why.changed")).not.toBeNull();
  // What stands on top changed too.
  expect(document.querySelector(".top-changes")?.textContent).toContain("Half an hour is fine.");

  fireEvent.click(screen.getByRole("radio", { name: "Clean" }));
  expect(document.querySelector("article .doc ins")).toBeNull();
  screen.getByText("A parent stays in the building or the yard.");
  fireEvent.click(screen.getByRole("radio", { name: "Compare" }));
  const table = screen.getByRole("table", { name: "Compare" });
  expect([...table.querySelectorAll("th")].map((th) => th.textContent)).toEqual(["As it is", "As it would be"]);
  const [before, after] = [...table.querySelectorAll("tbody td")];
  expect(before?.textContent).toBe("A parent stays in the building.");
  expect(after?.querySelector("ins")).not.toBeNull();
});

test("a clause that was put elsewhere says where it went and where it came, as no new words", async () => {
  const three = ["We open on Tuesdays.", "There is tea.", "We clear up."].map(paragraph);
  const text = written([three[1]!, three[2]!, three[0]!], { from, name: "Order" });
  open(`${at}/c1`, { agreements, madeFrom: [row()], textAt: written(three), readable: text });
  await screen.findByText("Moved here:");
  const [away, here] = [...document.querySelectorAll(".marked .changed")].map((one) => one.textContent);
  expect([away, here]).toEqual(["Moved from here: We open on Tuesdays.", "Moved here: We open on Tuesdays."]);
  expect(document.querySelectorAll(".marked ins")).toHaveLength(0);
  fireEvent.click(screen.getByRole("radio", { name: "Compare" }));
  screen.getByText("Moved to another place");
  screen.getByText("Moved from another place");
});

test("a private change says so, and is shown to everyone as a new one", async () => {
  const text = written(base, { from, name: "Half an hour" });
  const workspace = open(`${at}/c1`, {
    agreements,
    madeFrom: [row({ kind: "me" })],
    textAt: written(base),
    readable: text,
  });
  await screen.findByText("Only you can read this");
  fireEvent.click(screen.getByRole("button", { name: "Show it to everyone" }));
  await waitFor(() => expect(workspace.done).toContain("madeFrom.publish c1"));
  await waitFor(() => expect(location.pathname).toBe(`${at}/a9`));
});

test("changes to an agreement are listed below it, each with who can read it", async () => {
  open(`${at}/a1`, { agreements, madeFrom: [row({ kind: "me" })], readable: written(base) });
  await screen.findByRole("heading", { name: "Changes that somebody proposes" });
  screen.getByRole("link", { name: "Half an hour" });
  screen.getByText(/Only you can read this/);
});

test("text in force is read as it was decided and cannot be written in", async () => {
  const decided = {
    state: { kind: "in-force" as const, since: 1, reviewOn: null },
    force: { text: "cd".repeat(32), doc: "a1", proposal: "ef".repeat(32) },
    ...{ marked: [], history: [], open: [], overtaken: [], concerns: [] },
  };
  open(`${at}/a1`, {
    agreements,
    comesTo: { a1: decided },
    textAt: written([paragraph("As it was decided.")], { summary: "Children come along.", language: "es" }),
    readable: {
      ...written([paragraph("Written over by Eve. ".repeat(400))], {
        summary: "Eve says who comes along.",
        otherSummaries: ["Eve says it twice."],
        decides: { kind: "law", why: "Because Eve says so." },
        language: "fr",
        reviewOn: "2099-01-01" as Day,
      }),
      title: "What Eve calls it",
    },
    live: live(),
  });
  await screen.findByText("As it was decided.");
  screen.getByRole("heading", { level: 1, name: "Children at our meetings" });
  const top = screen.getByRole("region", { name: "About this agreement" });
  within(top).getByText("Children come along.");
  expect([...top.querySelectorAll("dd")].map((one) => one.textContent)).toEqual(["Everyone", "Spanish"]);
  screen.getByText("One minute to read");
  expect(document.querySelector("article")?.textContent).not.toMatch(/\bEve\b|French/);
  expect(screen.queryByRole("textbox", { name: "Text of the agreement" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Change the title" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Change what stands here" })).toBeNull();
  screen.getByRole("button", { name: "Propose a change" });
});

test("once a change is in force, what stands on top is what the change says", async () => {
  const decided = {
    ...agreementView("a1", [], "2026-06-11" as Day),
    state: { kind: "in-force" as const, since: 1, reviewOn: null },
    force: { text: "cd".repeat(32), doc: "c1", proposal: "ef".repeat(32) },
  };
  open(`${at}/a1`, {
    agreements,
    comesTo: { a1: decided },
    textsAt: (point) =>
      point.document === "c1" && "hash" in point
        ? {
            ...written(base, { from, name: "Half an hour", summary: "Half an hour is fine." }),
            title: "Children, always",
          }
        : null,
    readable: written(base, { summary: "A parent stays." }),
    live: live(),
  });
  await screen.findByRole("heading", { level: 1, name: "Children, always" });
  screen.getByText("Half an hour is fine.");
  expect(screen.queryByText("A parent stays.")).toBeNull();
});

test("what I went on writing while the group decided is turned into a change, and never said to be in force", async () => {
  const decided = {
    ...agreementView("a1", [], "2026-06-11" as Day),
    state: { kind: "in-force" as const, since: 1, reviewOn: null },
    force: { text: "cd".repeat(32), doc: "a1", proposal: "ef".repeat(32) },
  };
  const workspace = open(`${at}/a1`, {
    agreements,
    comesTo: { a1: decided },
    textAt: written(base),
    readable: written(base),
    editsBegun: true,
  });
  fireEvent.click(await screen.findByRole("button", { name: "Turn my edits into a change" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Turn my edits into a change" }));
  fireEvent.input(dialog.getByRole("textbox", { name: "What is it about?" }), { target: { value: "The yard" } });
  fireEvent.click(dialog.getByRole("button", { name: "Begin" }));
  await waitFor(() =>
    expect(workspace.done).toContain(
      'madeFrom.begin {"agreement":"a1","as":"amendment","name":"The yard","readers":{"kind":"everyone"},"edits":true}',
    ),
  );
});

test("a change to a draft does not speak of what is in force", async () => {
  open(`${at}/a1`, { agreements, readable: written(base) });
  fireEvent.click(await screen.findByRole("button", { name: "Propose a change" }));
  await screen.findByText(/^The draft stays as it is/);
  expect(screen.queryByText(/in force/)).toBeNull();
});

test("what is taken in is no longer among what somebody proposes", async () => {
  const c1 = agreementView("c1", [], "2026-06-11" as Day);
  const state = { kind: "taken-in" as const, agreement: "a1", at: 1, proposal: "ef".repeat(32) };
  const other = { ...row(), id: "c2" as DocumentId, title: "Their own room" };
  open(`${at}/a1`, {
    agreements,
    madeFrom: [row(), other],
    comesTo: { c1: { ...c1, state } },
    readable: written(base),
  });
  const proposed = await screen.findByRole("region", { name: "Changes that somebody proposes" });
  const taken = screen.getByRole("region", { name: "Changes that are taken in" });
  expect(
    within(proposed)
      .getAllByRole("link")
      .map((one) => one.textContent),
  ).toEqual(["Their own room"]);
  expect(
    within(taken)
      .getAllByRole("link")
      .map((one) => one.textContent),
  ).toEqual(["Half an hour"]);
});

test("words that the group has decided on are not written in any more, where they were proposed either", async () => {
  const takenIn = {
    ...agreementView("c1", [], "2026-06-11" as Day),
    state: { kind: "taken-in" as const, agreement: "a1", at: 1, proposal: "ef".repeat(32) },
  };
  open(`${at}/c1`, {
    agreements,
    madeFrom: [row()],
    comesTo: { c1: takenIn },
    textAt: written(base),
    readable: written(base, { from, name: "Half an hour" }),
    live: live(),
  });
  fireEvent.click(await screen.findByRole("radio", { name: "Write" }));
  const box = await screen.findByRole("textbox", { name: "Text of the agreement" });
  expect(box.getAttribute("contenteditable")).toBe("false");
  expect(screen.queryByRole("toolbar")).toBeNull();
});

test("A1 where both changed one sentence both are shown, and what is kept is what somebody chose", async () => {
  const wrote: unknown[] = [];
  const point = { document: "a1" as DocumentId, heads: ["ef".repeat(32)] };
  const sentence = (middle: string) => [
    paragraph(`Children are welcome. ${middle} We wait.`),
    why("We are no nursery."),
  ];
  const bring = () =>
    render(() => (
      <Behind
        three={{
          base: written(sentence("A parent stays in the building.")),
          theirs: { ...written(sentence("A parent stays in the yard.")), title: "Children, always" },
          mine: written([...sentence("A parent may go for half an hour."), paragraph("And we say thank you.")]),
          point,
        }}
        change={(verb, what) => {
          wrote.push(verb, what);
          return { ok: true, value: "x" as DocumentId };
        }}
        editable
      />
    ));
  openApp("/", emptyPicture()); // for what a page needs around it
  cleanup();
  bring();
  fireEvent.click(screen.getByRole("button", { name: "Bring it up to date" }));
  screen.getByText("One place was changed on both sides.");
  screen.getByText("A parent stays in the yard.", { exact: false, selector: "blockquote" });
  screen.getByText("A parent may go for half an hour.", { exact: false, selector: "blockquote" });
  expect(screen.getByRole<HTMLInputElement>("radio", { name: "Both" }).checked).toBe(true);
  fireEvent.click(screen.getByRole("radio", { name: "In this change" }));
  fireEvent.click(screen.getByRole("button", { name: "Bring them together" }));
  expect(wrote).toEqual([
    "bringUp",
    {
      title: "Children, always",
      summary: "",
      decides: { kind: "everyone" },
      blocks: [...sentence("A parent may go for half an hour."), paragraph("And we say thank you.")],
      base: point,
    },
  ]);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});
