// The register of keys on its page: offered, taken, handed on, and said as it is when it cannot be had.
import { type Day, kinds, type ViewOf } from "@fogata/domain";
import { cleanup, fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../../test/support/app.tsx";
import { type Answers, emptyPicture, type GroupPicture, groupOf } from "../../../test/support/workspace-double.ts";
import { dayOf } from "../../workspace/today.ts";

afterEach(cleanup);
type Register = ViewOf<"keys-register">;
type Thing = Register["things"][number];
type Turn = Thing["record"][number];
const at = "/g/c0ffee/keys";
const today = dayOf(Date.now());
const far = "2099-06-03" as Day;
const member = (name: string) => `member-${name}`;
const thing = (what: string, change: Partial<Thing> = {}): Thing => ({
  ...{ id: what, what, about: "", holders: [], next: [], offers: [], last: null, record: [] },
  ...change,
});
const turn = (to: string, by = to, change: Partial<Turn> = {}): Turn => ({
  ...{ id: `turn-${to}`, by: member(by), to: member(to), from: today, until: far, end: far, lastDay: far },
  endsSoon: false,
  ...change,
});
const offer = (by: string, to: string) => ({ id: "o1", by: member(by), to: member(to), from: today, until: far });
const viewsOf = (things: Thing[]) => ({
  "keys-register": { title: "", things, away: [] },
  "working-groups": { title: "", groups: [], away: [] },
});
const open = (things: Thing[], change: Partial<GroupPicture> = {}, answers?: Answers, path = at) =>
  openApp(
    path,
    {
      ...emptyPicture(),
      groups: [groupOf(["Gwen", "Bob"], { views: viewsOf(things), ...change })],
    },
    answers,
  );

test("D8 each thing says who looks after it, since when and until when, and who is next", async () => {
  const next = [turn("Bob", "Gwen", { from: "2099-06-04" as Day })];
  open([thing("Cash tin", { about: "Green.\nWith a dent.", holders: [turn("Gwen")], next })]);
  await screen.findByRole("heading", { name: "Cash tin" });
  screen.getByText(/^You look after it, since .+, until 3 June 2099\.$/);
  screen.getByText(/^Then Bob, from 4 June 2099/);
  screen.getByText(/With a dent/);
});

test("an empty register says what it is for; one that is still opening says that", async () => {
  open([]);
  await screen.findByText("Nothing is written down here yet.");
  cleanup();
  open([], { views: {} });
  await screen.findByText(/Opening the register/);
  expect(screen.queryByRole("button", { name: "Write something down" })).toBeNull();
});

test("writing something down asks for its name, and says before anything is typed that secrets stay out", async () => {
  const workspace = open([], {}, { change: () => ({ ok: false, reason: "no-name" }) as never });
  fireEvent.click(await screen.findByRole("button", { name: "Write something down" }));
  const dialog = within(screen.getByRole("dialog", { name: "Write something down" }));
  dialog.getByRole("textbox", {
    name: "What somebody needs to know",
    description: /Leave out the code or password itself/,
  });
  fireEvent.click(dialog.getByRole("button", { name: "Keep it" }));
  await dialog.findByText(/needs a name/);
  expect(document.activeElement).toBe(dialog.getByRole("textbox", { name: "What it is" }));
  expect(workspace.done).toEqual(['add {"what":"","about":""}']);
});

test("D5 what I have is offered to somebody, with an end, and taken over from me when they take it", async () => {
  const workspace = open([thing("Relay", { holders: [turn("Gwen")] })]);
  fireEvent.click(await screen.findByRole("button", { name: /^Offer to…\s*: Relay$/ }));
  const dialog = within(screen.getByRole("dialog", { name: "Offer: Relay" }));
  expect((dialog.getByLabelText("Offer to") as HTMLSelectElement).value).toBe(member("Bob"));
  fireEvent.input(dialog.getByLabelText("Until"), { target: { value: "2027-01-31" } });
  fireEvent.click(dialog.getByRole("button", { name: "Make this offer" }));
  const told = { thing: "Relay", to: member("Bob"), from: today, until: "2027-01-31", instead: "turn-Gwen" };
  await waitFor(() => expect(workspace.done).toEqual([`offer ${JSON.stringify(told)}`]));
  expect(screen.queryByRole("dialog")).toBeNull();
  screen.getByText("Offered to Bob. It is theirs once they take it.");
});

test("D1 an offer without an end is refused at its field, in words", async () => {
  open([thing("Relay")], {}, { change: () => ({ ok: false, reason: "no-end" }) as never });
  fireEvent.click(await screen.findByRole("button", { name: /^Offer to…/ }));
  fireEvent.click(screen.getByRole("button", { name: "Make this offer" }));
  await screen.findByText(/Every turn has an end\. Which day/);
  expect(document.activeElement).toBe(screen.getByLabelText("Until"));
});

test("D5 what is offered to me I take or leave, without a reason", async () => {
  const workspace = open([thing("Relay", { offers: [offer("Bob", "Gwen")] })]);
  fireEvent.click(await screen.findByRole("button", { name: /^I’ll take it/ }));
  expect(workspace.done).toEqual(['take {"thing":"Relay","offer":"o1"}']);
  screen.getByText("You look after it: Relay.");
  fireEvent.click(screen.getByRole("button", { name: /^Not this time/ }));
  screen.getByText(/Nobody is told why/);
});

test("what somebody else has is offered for afterwards, and nobody is pushed aside", async () => {
  const workspace = open([thing("Relay", { holders: [turn("Bob", "Bob", { end: "2027-03-02" as Day })] })]);
  fireEvent.click(await screen.findByRole("button", { name: /^Offer to…/ }));
  const dialog = within(screen.getByRole("dialog", { name: "Offer: Relay" }));
  expect((dialog.getByLabelText("From") as HTMLInputElement).value).toBe("2027-03-02");
  expect(dialog.queryByText("When they take it")).toBeNull();
  fireEvent.click(dialog.getByRole("button", { name: "Make this offer" }));
  expect(workspace.done[0]).toContain('"instead":null');
});

test("when the button that was pressed goes with what it did, the focus is on the thing", async () => {
  const held = thing("Relay", { holders: [turn("Gwen")] });
  const workspace = open([held]);
  fireEvent.click((await screen.findByText("Record and changes")).closest("summary")!);
  const give = screen.getByRole("button", { name: /^Give it back today/ });
  give.focus();
  fireEvent.click(give);
  workspace.change((picture) => ({
    ...picture,
    groups: picture.groups.map((one) => ({
      ...one,
      views: { "keys-register": { title: "", things: [thing("Relay")], away: [] } },
    })),
  }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Relay" })));
});

test("what is offered to somebody else only they answer; whoever offered it can take it back", async () => {
  open([thing("Relay", { offers: [offer("Gwen", "Bob")] })]);
  await screen.findByText(/^You offered it to Bob/);
  expect(screen.queryByRole("button", { name: /^I’ll take it/ })).toBeNull();
  screen.getByRole("button", { name: /^Take the offer back/ });
});

test("nothing on the page counts, blames or shouts when a turn is over", async () => {
  const over = turn("Bob", "Gwen", { end: today, lastDay: "2026-01-01" as Day });
  open([thing("Door", { last: over, record: [over] })]);
  await screen.findByText(/^Bob’s time with it ended on .+ Who would take it next\?$/);
  expect(screen.queryByText(/overdue|late|expired/i)).toBeNull();
  screen.getByText(/^Offered by Gwen, taken by Bob: /);
});

test("three hundred things can be searched by name and by who has them", async () => {
  const many = Array.from({ length: 300 }, (_, i) => thing(`Key ${i}`, i === 271 ? { holders: [turn("Bob")] } : {}));
  open(many);
  fireEvent.input(await screen.findByRole("searchbox", { name: "Search the register" }), { target: { value: "bob" } });
  await screen.findByRole("heading", { name: "Key 271" });
  expect(screen.queryByRole("heading", { name: "Key 3" })).toBeNull();
});

test("a damaged register and one of a newer app say so, and neither is written in", async () => {
  open([], { views: {}, openFault: "corrupt" });
  await screen.findByRole("heading", { name: "The register is damaged on this device" });
  cleanup();
  open([thing("Relay", { offers: [offer("Bob", "Gwen")] })], { newer: true });
  await screen.findByRole("heading", { name: "A newer app has been at work here" });
  await screen.findByText(/^Bob offers it to you/);
  for (const name of [/^Write/, /^Offer/, /^I’ll/, /^Not this/, /^We no longer/])
    expect(screen.queryByRole("button", { name })).toBeNull();
});

test("Home shows what is offered to me and my turns that end soon, and nothing of anybody else’s", async () => {
  const soon = turn("Gwen", "Gwen", { endsSoon: true });
  const others = turn("Bob", "Bob", { endsSoon: true });
  const things = [
    thing("Relay", { offers: [offer("Bob", "Gwen")] }),
    thing("Tin", { holders: [soon] }),
    thing("Door", { holders: [others], offers: [offer("Gwen", "Bob")] }),
  ];
  open(things, {}, {}, "/g/c0ffee");
  await screen.findByRole("heading", { name: "Bob offers you: Relay" });
  screen.getByText(/^Your time with “Tin” ends on 3 June 2099/);
  expect(screen.queryByText(/Door/)).toBeNull();
  expect(screen.queryByText("Nothing waits for you.")).toBeNull();
});

test("Home says that nothing waits once the register has nothing to say", async () => {
  open([thing("Door", { holders: [turn("Bob")] })], {}, {}, "/g/c0ffee");
  await screen.findByText("Nothing waits for you.");
});

test("what the page shows is what the kind makes of a document", () => {
  const keys = kinds["keys-register"];
  expect(Object.keys(keys.parse({}, today))).toEqual(["title", "things", "away"]);
});
