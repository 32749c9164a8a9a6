// Working groups on their pages: begun in two steps, asked for, given, handed on and left; and only a name and a mandate
// for those who have no place.
import type { Day } from "@fogata/domain";
import type { CircleView } from "@fogata/sync";
import { cleanup, fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../../test/support/app.tsx";
import { type Answers, emptyPicture, type GroupPicture, groupOf } from "../../../test/support/workspace-double.ts";
import type { WorkingGroup } from "./places.tsx";

afterEach(cleanup);
const list = "/g/c0ffee/working-groups";
const page = `${list}/w1`;
const circle = "ab".repeat(32);
const member = (name: string) => `member-${name}`;
const kitchen = (change: Partial<WorkingGroup> = {}): WorkingGroup => ({
  ...{ id: "w1", circle: circle as never, name: "Kitchen", mandate: "We cook\non Fridays.", agreement: null },
  ...{ requests: [], offers: [], taken: [], behind: false },
  ...change,
});
const mine = (change: Partial<CircleView> = {}): CircleView => ({
  ...{ id: circle, mine: "seated", status: { kind: "shared" } },
  people: [
    { member: member("Gwen"), until: null, ending: null },
    { member: member("Bob"), until: Date.parse("2027-06-04T00:00:00"), ending: null },
  ],
  ...change,
});
const request = (by: string) => ({ id: `r-${by}`, by: member(by), on: "2026-11-20" as Day });
const offer = (by: string, to: string) => ({ id: "o1", by: member(by), to: member(to), until: null });
function open(path: string, groups: WorkingGroup[], change: Partial<GroupPicture> = {}, answers?: Answers) {
  const views = { "working-groups": { title: "", groups, away: [] } };
  const picture = { ...emptyPicture(), groups: [groupOf(["Gwen", "Bob", "Carol"], { views, ...change })] };
  return openApp(path, picture, answers);
}

test("B6 those without a place see the name, the mandate and how to ask; not who is in it, nor what is written", async () => {
  const workspace = open(page, [kitchen()]);
  await screen.findByRole("heading", { name: "Kitchen", level: 1 });
  screen.getByText(/We cook/);
  screen.getByText("Who is in it, and what they write, is read by those who have a place.");
  for (const name of ["Who is in it", "Its agreements"]) expect(screen.queryByRole("heading", { name })).toBeNull();
  screen.getByText("Everybody in the group can see that you asked.");
  fireEvent.click(screen.getByRole("button", { name: "Ask to join" }));
  expect(workspace.done).toEqual(['ask {"group":"w1"}']);
});

test("one that stayed in the group before is read by name and mandate, and nothing promises that it goes on", async () => {
  const views = { "working-groups": { title: "", groups: [], away: [kitchen({ behind: true })] } };
  open(page, [], { views });
  await screen.findByText(/It stayed in the group that this one was started again from/);
  screen.getByText(/We cook/);
  for (const name of ["It goes on", "Ask to join"]) expect(screen.queryByRole("button", { name })).toBeNull();
});

test("who has asked is told so, and can take it back", async () => {
  const workspace = open(page, [kitchen({ requests: [request("Gwen")] })]);
  await screen.findByText(/^You have asked for a place/);
  expect(screen.queryByRole("button", { name: "Ask to join" })).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Take it back" }));
  expect(workspace.done).toEqual(['takeBack {"group":"w1","request":"r-Gwen"}']);
});

test("S90 two steps begin one: a name, then a mandate; its keys come first, then its row in everybody’s list", async () => {
  const workspace = open(list, []);
  await screen.findByText("There is no working group yet.");
  fireEvent.click(screen.getByRole("button", { name: "Begin a working group" }));
  const dialog = within(screen.getByRole("dialog"));
  fireEvent.click(dialog.getByRole("button", { name: "Go on" }));
  await dialog.findByText(/needs a name/);
  fireEvent.input(dialog.getByLabelText("What is it called?"), { target: { value: "Kitchen" } });
  fireEvent.click(dialog.getByRole("button", { name: "Go on" }));
  const mandate = dialog.getByRole("textbox", { name: "What does the group ask of it?" });
  expect(document.activeElement).toBe(mandate);
  fireEvent.click(dialog.getByRole("button", { name: "Begin" }));
  await dialog.findByText(/A mandate can be one sentence/);
  fireEvent.input(mandate, { target: { value: "We cook." } });
  fireEvent.click(dialog.getByRole("button", { name: "Begin" }));
  const told = { circle: "c0".repeat(32), name: "Kitchen", mandate: "We cook.", agreement: null };
  await waitFor(() => expect(workspace.done).toEqual(["openCircle Kitchen", `add ${JSON.stringify(told)}`]));
});

test("S91 who asks is given a place by anybody who has one, until a day if so wished", async () => {
  const workspace = open(page, [kitchen({ requests: [request("Carol")] })], { circles: [mine()] });
  fireEvent.click(await screen.findByRole("button", { name: /^Give a place\s*: Carol$/ }));
  const dialog = within(screen.getByRole("dialog", { name: "A place for Carol" }));
  fireEvent.input(dialog.getByLabelText("Until"), { target: { value: "2020-01-01" } });
  fireEvent.click(dialog.getByRole("button", { name: "Give a place" }));
  await dialog.findByText(/This day is over already/);
  fireEvent.input(dialog.getByLabelText("Until"), { target: { value: "2099-06-03" } });
  fireEvent.click(dialog.getByRole("button", { name: "Give a place" }));
  const until = new Date("2099-06-04T00:00:00").getTime();
  await waitFor(() =>
    expect(workspace.done).toEqual([
      `seat ${circle} ${JSON.stringify({ member: member("Carol"), until })}`,
      'answer {"group":"w1","request":"r-Carol"}',
    ]),
  );
});

test("a place that could not be given is said, and the request still waits", async () => {
  const answers: Answers = { seat: async () => ({ ok: false, reason: "device-full" }) };
  const workspace = open(page, [kitchen({ requests: [request("Carol")] })], { circles: [mine()] }, answers);
  fireEvent.click(await screen.findByRole("button", { name: /^Give a place/ }));
  fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Give a place" }));
  await screen.findByText(/This device is full/);
  expect(workspace.done.some((done) => done.startsWith("answer"))).toBe(false);
});

test("those who have a place see who is in it, until when, and its own agreements", async () => {
  const inside = [{ id: "d1", kind: "agreement", title: "Recipes", at: 1, circle } as const];
  open(page, [kitchen()], { circles: [mine()], inside: [...inside] });
  const who = within((await screen.findByRole("heading", { name: "Who is in it" })).closest("section")!);
  who.getByText("You");
  who.getByText("until 3 June 2027");
  expect(screen.getByRole("link", { name: "Recipes" }).getAttribute("href")).toBe("/g/c0ffee/agreements/d1");
  expect(screen.queryByRole("button", { name: "Ask to join" })).toBeNull();
});

test("an agreement begun there is begun in its circle", async () => {
  const workspace = open(page, [kitchen()], { circles: [mine()] });
  fireEvent.click(await screen.findByRole("button", { name: "New agreement" }));
  const dialog = within(screen.getByRole("dialog"));
  fireEvent.input(dialog.getByRole("textbox"), { target: { value: "Recipes" } });
  fireEvent.click(dialog.getByRole("button", { name: "Begin" }));
  await waitFor(() => expect(workspace.done).toContain(`begin ${circle} agreement Recipes`));
});

test("my place is offered to somebody who has none, and given with one press once they took it; then mine ends", async () => {
  const workspace = open(page, [kitchen()], { circles: [mine()] });
  fireEvent.click(await screen.findByRole("button", { name: "Hand on my place" }));
  const dialog = within(screen.getByRole("dialog", { name: "Hand on my place" }));
  expect([...dialog.getByLabelText<HTMLSelectElement>("Offer it to").options].map(({ text }) => text)).toEqual([
    "Carol",
  ]);
  fireEvent.click(dialog.getByRole("button", { name: "Offer my place" }));
  expect(workspace.done).toEqual([`offer ${JSON.stringify({ group: "w1", to: member("Carol"), until: null })}`]);
  cleanup();
  const again = open(page, [kitchen({ taken: [offer("Gwen", "Carol")] })], { circles: [mine()] });
  fireEvent.click(await screen.findByRole("button", { name: "Give it to Carol" }));
  await waitFor(() =>
    expect(again.done).toEqual([
      `seat ${circle} ${JSON.stringify({ member: member("Carol"), until: null })}`,
      'handOn {"group":"w1","offer":"o1"}',
      `leave ${circle}`,
    ]),
  );
});

test("leaving needs no reason, says what stays, and warns whoever is the last", async () => {
  const alone = mine({ people: [{ member: member("Gwen"), until: null, ending: null }] });
  const workspace = open(page, [kitchen()], { circles: [alone] });
  fireEvent.click(await screen.findByRole("button", { name: "Leave" }));
  const dialog = within(screen.getByRole("dialog", { name: "Leave: Kitchen" }));
  dialog.getByText(/You need no reason/);
  dialog.getByText(/You are the only one here/);
  fireEvent.click(dialog.getByRole("button", { name: "Leave this working group" }));
  await waitFor(() => expect(workspace.done).toEqual([`leave ${circle}`]));
});

test("K42 that somebody’s place should end is said by each for themselves, read by all, and can be taken back", async () => {
  const seat = (name: string, ending: CircleView["people"][number]["ending"] = null) => ({
    ...{ member: member(name), until: null, ending },
  });
  const people = [seat("Gwen"), seat("Bob", { by: [member("Gwen")], needed: 2 }), seat("Carol")];
  const workspace = open(page, [kitchen()], { circles: [mine({ people })] });
  await screen.findByText("You say that Bob’s place should end. It takes 2 to say so.");
  fireEvent.click(screen.getByText("If somebody’s place should end"));
  fireEvent.click(screen.getByRole("button", { name: "Carol’s place should end" }));
  await screen.findByText("You have said so about Carol’s place.");
  fireEvent.click(screen.getByRole("button", { name: "Take it back: Bob’s place" }));
  await waitFor(() =>
    expect(workspace.done).toEqual([
      `endSeat ${circle} ${JSON.stringify({ member: member("Carol"), ends: true })}`,
      `endSeat ${circle} ${JSON.stringify({ member: member("Bob"), ends: false })}`,
    ]),
  );
  cleanup();
  open(page, [kitchen()], {
    circles: [mine({ people: [seat("Gwen", { by: [member("Bob")], needed: 2 }), seat("Bob")] })],
  });
  await screen.findByText("Bob says that your place should end. It takes 2 to say so.");
});

test("a place that is over, left or still on its way is said in words", async () => {
  for (const [state, said] of [
    ["arriving", /on their way to this device/],
    ["over", /Your time here is over/],
    ["left", /You have left/],
    ["ended", /Your place here has ended/],
  ] as const) {
    open(page, [kitchen()], { circles: [mine({ mine: state })] });
    await screen.findByText(said);
    expect(screen.queryByRole("heading", { name: "Who is in it" })).toBeNull();
    cleanup();
  }
});

test("Home shows what waits for me, named, and nothing of groups in which I have no place", async () => {
  const groups = [
    kitchen({ requests: [request("Carol")] }),
    kitchen({ id: "w2", circle: "cd".repeat(32) as never, requests: [request("Bob")] }),
  ];
  open("/g/c0ffee", groups, { circles: [mine()] });
  await screen.findByRole("heading", { name: "Carol asks for a place: Kitchen" });
  expect(screen.queryByText(/Bob asks/)).toBeNull();
});

test("three hundred can be searched by a word of their mandate; opening, damaged and unknown are said", async () => {
  const many = Array.from({ length: 300 }, (_, i) =>
    kitchen({ id: `w${i}`, name: `Group ${i}`, mandate: i === 271 ? "The roof" : "x" }),
  );
  open(list, many);
  fireEvent.input(await screen.findByRole("searchbox"), { target: { value: "ROOF" } });
  await screen.findByRole("link", { name: "Group 271" });
  expect(screen.queryByRole("link", { name: "Group 3" })).toBeNull();
  cleanup();
  open(list, [], { views: {} });
  await screen.findByText(/Opening the working groups/);
  cleanup();
  open(list, [], { openFault: "corrupt" });
  await screen.findByRole("heading", { name: /list of working groups is damaged/ });
  cleanup();
  open(`${list}/nowhere`, [kitchen()]);
  await screen.findByRole("heading", { name: "This working group is not here" });
});
