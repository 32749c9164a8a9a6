// People and one person: who is counted and on the way to it, names, devices, and what is for when something is wrong.
import { cleanup, fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../../test/support/app.tsx";
import {
  type Answers,
  emptyPicture,
  type GroupPicture,
  groupOf,
  person,
  standingOf,
} from "../../../test/support/workspace-double.ts";

afterEach(cleanup);
const member = (name: string) => `member-${name}`;
const fulls = ["Gwen", "Amina", "Bob", "Cillian"].map((name) => person(name));
function joiner(name: string, by: string[] = [], objections: string[] = []) {
  const welcome = { by: by.map(member), needed: 3, mine: by.includes("Gwen"), objections: objections.map(member) };
  return person(name, undefined, { full: false, welcome });
}
const open = (path: string, people = fulls, change: Partial<GroupPicture> = {}, answers?: Answers) =>
  openApp(`/g/c0ffee${path}`, { ...emptyPicture(), groups: [groupOf(["Gwen"], { people, ...change })] }, answers);

test("I1 new joiners and full members stand in order of joining, told apart by a heading and a sentence", async () => {
  open("/people", [...fulls, joiner("Kit", ["Amina"]), joiner("Femi")]);
  await screen.findByText("Six of us: four full members and two new joiners. Everybody reads, writes and takes part.");
  const inList = (name: string) =>
    within(screen.getByRole("region", { name }))
      .getAllByRole("link")
      .map((link) => link.textContent);
  expect(inList("New joiners")).toEqual(["Kit", "Femi"]);
  expect(inList("Full members")).toEqual(["Gwen", "Amina", "Bob", "Cillian"]);
  screen.getByText("Amina knows Kit. Two more, and Kit is a full member.");
  screen.getByText("Nobody has said yet that they know Femi. It takes three full members.");
});

test("Gwen says that she knows Kit and Femi, with one signature", async () => {
  const workspace = open("/people", [...fulls, joiner("Kit", ["Amina"]), joiner("Femi"), joiner("Lou", ["Gwen"])]);
  fireEvent.click(await screen.findByRole("button", { name: /^Welcome\s*Kit$/ }));
  const dialog = screen.getByRole("dialog", { name: "Welcome Kit" });
  within(dialog).getByText(/never about how much they do/);
  expect(within(dialog).queryByRole("checkbox", { name: "Lou" })).toBeNull();
  fireEvent.click(within(dialog).getByRole("checkbox", { name: "Femi", hidden: true }));
  fireEvent.click(within(dialog).getByRole("button", { name: "I know these people" }));
  await screen.findByText("You have said that you know Kit and Femi.");
  expect(workspace.done).toEqual([`act {"type":"welcome","members":["member-Kit","member-Femi"]}`]);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("a concern makes it the group's decision, and says so before it is raised", async () => {
  const workspace = open("/people", [...fulls, joiner("Kit")]);
  fireEvent.click(await screen.findByRole("button", { name: /^Welcome\s*Kit$/ }));
  fireEvent.click(screen.getByRole("button", { name: "I have a concern about this" }));
  screen.getByText(/your name stands beside the concern/);
  expect(workspace.done).toEqual([]);
  fireEvent.click(screen.getByRole("button", { name: "Raise this concern" }));
  await screen.findByText("Your concern is known. The group decides about Kit.");
  expect(workspace.done).toEqual([`act {"type":"object","member":"member-Kit"}`]);
});

test("after a concern nobody is asked to welcome; a full member asks the group", async () => {
  const workspace = open(`/people/${member("Kit")}`, [...fulls, joiner("Kit", ["Amina"], ["Cillian"])]);
  await screen.findByText("Cillian has a concern about it, so the group decides.");
  expect(screen.queryByRole("button", { name: "Welcome" })).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Ask the group" }));
  await screen.findByText("The group is asked about Kit.");
  expect(workspace.done).toEqual([`act {"type":"ask","what":{"kind":"welcome","member":"member-Kit"}}`]);
});

test("a new joiner welcomes nobody yet, and reads how one comes to it", async () => {
  const me = { ...joiner("Gwen", ["Amina"]) };
  open("/people", [...fulls.slice(1), me, joiner("Kit")]);
  await screen.findByText("Amina knows you. Two more, and you are a full member.");
  screen.getByText(/You are asked too once you are one/);
  expect(screen.queryByRole("button", { name: /^Welcome/ })).toBeNull();
});

test("until there are three full members it is said plainly that nobody can be removed", async () => {
  open("/people", fulls.slice(0, 2));
  await screen.findByText(/Until there are three full members, nobody can be removed/);
  cleanup();
  open("/people");
  await screen.findByRole("heading", { name: "Full members" });
  expect(screen.queryByText(/nobody can be removed/)).toBeNull();
});

test("a group that has become too few for its own number hears so, and what changes it", async () => {
  open("/people", fulls, { standing: standingOf(4, { frozen: true, canRemove: false }) });
  await screen.findByText(/fewer full members now than a removal needs.*Welcoming others changes that/);
});

test("three hundred people are searched by name, with or without accents", async () => {
  open("/people", [...Array.from({ length: 299 }, (_, i) => person(`Ana ${i}`)), person("Zoë")]);
  const field = await screen.findByRole("searchbox", { name: "Search by name" });
  fireEvent.input(field, { target: { value: "zoe" } });
  await waitFor(() =>
    expect(within(screen.getByRole("region", { name: "Full members" })).getAllByRole("listitem")).toHaveLength(1),
  );
  await screen.findByText("One person.");
});

test("E12 a name is changed only by the person who bears it", async () => {
  const workspace = open("/people");
  fireEvent.click(await screen.findByRole("link", { name: "Gwen" }));
  fireEvent.click(await screen.findByRole("button", { name: "Change my name" }));
  const dialog = within(screen.getByRole("dialog"));
  const field = dialog.getByRole("textbox", { name: "What should people call you?" });
  fireEvent.input(field, { target: { value: " " } });
  fireEvent.click(dialog.getByRole("button", { name: "Use this name" }));
  await dialog.findByText(/One word is enough/);
  expect(document.activeElement).toBe(field);
  fireEvent.input(field, { target: { value: " Gwenda " } });
  fireEvent.click(dialog.getByRole("button", { name: "Use this name" }));
  await screen.findByText("You are called Gwenda here now.");
  expect(workspace.done).toEqual([`act {"type":"rename","name":"Gwenda"}`]);
  cleanup();
  open(`/people/${member("Bob")}`);
  await screen.findByRole("heading", { level: 1, name: "Bob" });
  expect(screen.queryByRole("button", { name: "Change my name" })).toBeNull();
});

test("a name that cannot be is said at its field, and what was typed stays", async () => {
  open(`/people/${member("Gwen")}`, fulls, {}, { act: async () => ({ ok: false, reason: "bad-name" }) });
  fireEvent.click(await screen.findByRole("button", { name: "Change my name" }));
  fireEvent.input(screen.getByRole("textbox"), { target: { value: "…" } });
  fireEvent.click(screen.getByRole("button", { name: "Use this name" }));
  await screen.findByText(/holds only signs/);
  expect((screen.getByRole("textbox") as HTMLInputElement).value).toBe("…");
});

const devices = [
  { id: "aa11", since: null, recovery: false, name: "", pausedUntil: null, here: true },
  { id: "bb22", since: Date.UTC(2026, 4, 3, 12), recovery: false, name: "", pausedUntil: null, here: false },
  { id: "cc33", since: Date.UTC(2026, 4, 4, 12), recovery: true, name: "", pausedUntil: null, here: false },
];

test("F7 my lost phone I drop alone and at once, from another of my devices, told what happens first", async () => {
  const workspace = open(`/people/${member("Gwen")}`, [person("Gwen", undefined, { devices }), ...fulls.slice(1)]);
  within(await screen.findByRole("region", { name: "Your devices" })).getByText("This device");
  screen.getByText("Since 3 May 2026");
  expect(screen.getAllByRole("button", { name: /^It is lost/ })).toHaveLength(2);
  fireEvent.click(screen.getByRole("button", { name: "It is lost: Device marked bb22" }));
  const dialog = within(screen.getByRole("dialog", { name: "Drop a lost device" }));
  dialog.getByText(/everybody’s keys change/);
  dialog.getByText(/This cannot be called back/);
  expect(workspace.done).toEqual([]);
  fireEvent.click(dialog.getByRole("button", { name: "Drop this device" }));
  await screen.findByText("Dropped. Nothing written from now on opens there.");
  expect(workspace.done).toEqual([`act {"type":"drop-device","device":"bb22"}`]);
});

test("S105 my phone gets a name, which everybody then reads; a name that cannot be is said at its field", async () => {
  const change = { act: async () => ({ ok: false, reason: "bad-name" }) as const };
  const mine = person("Gwen", undefined, { devices });
  open(`/people/${member("Gwen")}`, [mine, ...fulls.slice(1)], {}, change);
  // Words on paper have no use for one.
  expect(await screen.findAllByRole("button", { name: /^Give it a name/ })).toHaveLength(2);
  fireEvent.click(screen.getByRole("button", { name: "Give it a name: Device marked bb22" }));
  fireEvent.input(screen.getByRole("textbox"), { target: { value: "…" } });
  fireEvent.click(screen.getByRole("button", { name: "Use this name" }));
  await screen.findByText(/holds only signs/);
  cleanup();

  const named = devices.map((one) => ({ ...one, name: one.id === "cc33" ? "" : `phone ${one.id}` }));
  const workspace = open("/device", [person("Gwen", undefined, { devices: named }), ...fulls.slice(1)]);
  await screen.findByText("phone aa11 (this device)");
  fireEvent.click(screen.getByRole("button", { name: "Change its name: phone bb22" }));
  fireEvent.input(screen.getByRole("textbox", { name: "What do you call this device?" }), {
    target: { value: " old " },
  });
  fireEvent.click(screen.getByRole("button", { name: "Use this name" }));
  await waitFor(() => expect(workspace.done).toEqual([`act {"type":"name-device","device":"bb22","name":"old"}`]));
  expect(screen.queryByRole("dialog")).toBeNull();
  cleanup();

  open(`/people/${member("Bob")}`, [fulls[0]!, person("Bob", undefined, { devices: [{ ...named[1]!, here: false }] })]);
  await screen.findByText("phone bb22");
  screen.getByRole("button", { name: "Pause it, if it is lost: phone bb22" });
  expect(screen.queryByRole("button", { name: /name/ })).toBeNull();
});

test("of somebody who is not yet a full member one more must sign than of one who is", async () => {
  open(`/people/${member("Kit")}`, [...fulls, joiner("Kit")], { standing: standingOf(4) });
  fireEvent.click(await screen.findByText("If something is wrong"));
  fireEvent.click(screen.getByRole("button", { name: "Ask the group to part with Kit" }));
  screen.getByText(/^Three of the other four full members must sign/);
});

test("somebody else's device I cannot drop; two can pause it for seven days", async () => {
  const workspace = open(`/people/${member("Bob")}`);
  const before = Date.now();
  fireEvent.click(await screen.findByRole("button", { name: /^Pause it, if it is lost/ }));
  expect(screen.queryByRole("button", { name: /^It is lost/ })).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Ask for the pause" }));
  await screen.findByText(/One more full member is needed/);
  const { what } = JSON.parse(workspace.done[0]!.slice("act ".length));
  expect(what).toMatchObject({ kind: "pause", member: member("Bob"), device: "device-Bob" });
  expect(what.until - before).toBeLessThanOrEqual(7 * 24 * 60 * 60 * 1000 + (Date.now() - before));
});

test("F7 a pause says what it does and does not do, and lasts a day, three, or seven at most", async () => {
  const workspace = open(`/people/${member("Bob")}`);
  fireEvent.click(await screen.findByText("If something is wrong"));
  fireEvent.click(screen.getByRole("button", { name: "Pause access for some days", hidden: true }));
  const dialog = within(screen.getByRole("dialog", { name: "Pause Bob’s access" }));
  dialog.getByText(/It is no removal/);
  expect(dialog.getAllByRole("radio")).toHaveLength(3);
  fireEvent.click(dialog.getByRole("radio", { name: "One day" }));
  const before = Date.now();
  fireEvent.click(dialog.getByRole("button", { name: "Ask for the pause" }));
  await screen.findByText(/One more full member is needed/);
  const { what } = JSON.parse(workspace.done[0]!.slice("act ".length));
  expect(what.device).toBeNull();
  expect(Math.round((what.until - before) / (24 * 60 * 60 * 1000))).toBe(1);
});

test.each([
  ["somebody's access", "Pause access for some days"],
  ["a device", /^Pause it, if it is lost/],
] as const)(
  "K36 a pause of %s says how many must sign, before and after: of a second one in thirty days too",
  async (_, press) => {
    for (const [lately, before, after] of [
      [false, /^Once two full members have signed, you and one more, nothing/, /One more full member is needed\.$/],
      [
        true,
        /^Once four full members have signed, you and three more, nothing/,
        /Three more full members are needed\.$/,
      ],
    ] as const) {
      const bob = person("Bob", undefined, lately ? { pausedLately: true } : {});
      open(`/people/${bob.member}`, [fulls[0]!, bob], { standing: standingOf(7) });
      fireEvent.click(await screen.findByText("If something is wrong"));
      fireEvent.click(screen.getByRole("button", { name: press, hidden: true }));
      const dialog = within(screen.getByRole("dialog"));
      dialog.getByText(before);
      expect(dialog.queryAllByText(/There was a pause within the last thirty days/)).toHaveLength(lately ? 1 : 0);
      fireEvent.click(dialog.getByRole("button", { name: "Ask for the pause" }));
      await screen.findByText(after);
      cleanup();
    }
  },
);

test("F7 parting with somebody needs words why, which they read; who signs and what happens is said first", async () => {
  const workspace = open(`/people/${member("Bob")}`);
  fireEvent.click(await screen.findByText("If something is wrong"));
  fireEvent.click(screen.getByRole("button", { name: "Ask the group to part with Bob", hidden: true }));
  const dialog = within(screen.getByRole("dialog", { name: "Part with Bob" }));
  dialog.getByText(/^Two of the other three full members must sign/);
  dialog.getByText(/What Bob has read stays with Bob/);
  fireEvent.click(dialog.getByRole("button", { name: "Ask the group" }));
  await dialog.findByText(/they have a right to know why/);
  const field = dialog.getByRole("textbox", { name: "Why" });
  expect(document.activeElement).toBe(field);
  fireEvent.input(field, { target: { value: "You shouted at Amina." } });
  fireEvent.click(dialog.getByRole("button", { name: "Ask the group" }));
  await screen.findByText("The group is asked, and you have signed.");
  expect(workspace.done).toEqual([
    `act {"type":"ask","what":{"kind":"removal","member":"member-Bob","why":"You shouted at Amina."}}`,
  ]);
});

test("where nobody can be removed, that is said instead of offered", async () => {
  open(`/people/${member("Bob")}`, [fulls[0]!, fulls[2]!]);
  fireEvent.click(await screen.findByText("If something is wrong"));
  screen.getByText("Until there are three full members, nobody can be removed.");
  expect(screen.queryByRole("button", { name: /part with/, hidden: true })).toBeNull();
  cleanup();
  open(`/people/${member("Bob")}`, fulls, { standing: standingOf(4, { frozen: true, canRemove: false }) });
  fireEvent.click(await screen.findByText("If something is wrong"));
  screen.getByText(/too few full members now/);
});

test("a person who is no longer here, or an address from elsewhere, leads back to People", async () => {
  open("/people/nobody");
  await screen.findByRole("heading", { level: 1, name: "Nobody in this group is behind this address" });
  expect(within(screen.getByRole("main")).getByRole("link", { name: "People" }).getAttribute("href")).toBe(
    "/g/c0ffee/people",
  );
});

test("F7 what is asked already is not asked again, and says where it stands", async () => {
  const what = { kind: "pause", member: member("Bob"), device: null, until: Date.now() + 86_400_000 } as const;
  const ask = { id: "p1", what, by: member("Amina"), at: Date.now(), signed: [member("Amina")], needed: 2 };
  open(`/people/${member("Bob")}`, fulls, { asks: [{ ...ask, mine: "may-sign", open: true }] });
  fireEvent.click(await screen.findByText("If something is wrong"));
  screen.getByText("What is asked already stands above, with who has signed.");
  expect(screen.queryByRole("button", { name: "Pause access for some days", hidden: true })).toBeNull();
  screen.getByRole("button", { name: "Ask the group to part with Bob", hidden: true });
});

test("a lost sheet is spoken of as paper, and the way to it ends at it", async () => {
  const device = { since: Date.now(), pausedUntil: null, here: false, recovery: false, name: "" };
  const devices = [
    { ...device, id: "a1b2", here: true },
    { ...device, id: "09eeff", recovery: true },
  ];
  open(`/people/${member("Gwen")}#device-09eeff`, [{ ...fulls[0]!, devices }, ...fulls.slice(1)]);
  const lost = await screen.findByRole("button", { name: /^It is lost\s*: Recovery sheet marked 09ee/ });
  await waitFor(() => expect(document.activeElement).toBe(lost));
  fireEvent.click(lost);
  const dialog = screen.getByRole("dialog", { name: "Drop a lost sheet" });
  within(dialog).getByText(/its words bring nobody back any more/);
  expect(within(dialog).queryByText(/can unlock it/)).toBeNull();
});

test("what was asked and waits no more is folded away, without the words why", async () => {
  const what = { kind: "removal", member: member("Bob"), why: "Seen by nobody here again." } as const;
  const ask = { id: "r1", what, by: member("Amina"), at: Date.UTC(2026, 5, 3, 12), needed: 3, open: false };
  open("/people", fulls, { asks: [{ ...ask, signed: [member("Amina"), member("Gwen")], mine: "signed" }] });
  fireEvent.click(await screen.findByText("What was asked before"));
  screen.getByText("Amina asks the group to part with Bob");
  screen.getByText("Asked on 3 June 2026. You and Amina had signed.");
  expect(screen.queryByText(/Seen by nobody/)).toBeNull();
});
