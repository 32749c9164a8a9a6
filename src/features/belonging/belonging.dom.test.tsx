// What several people sign, how a group counts, leaving, and what somebody sees who belongs no more.
import type { AskView, HereView } from "@fogata/sync";
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
const names = ["Gwen", "Amina", "Bob", "Cillian"];
const open = (path: string, change: Partial<GroupPicture> = {}, answers?: Answers) =>
  openApp(`/g/c0ffee${path}`, { ...emptyPicture(), groups: [groupOf(names, change)] }, answers);
const why = "You shouted at Amina in front of her children.\nWe have talked twice.";
const removal = (change: Partial<AskView> = {}): AskView => ({
  ...{ id: "r1", what: { kind: "removal", member: member("Bob"), why }, by: member("Amina"), at: Date.now() },
  ...{ signed: [member("Amina")], needed: 2, mine: "may-sign", open: true },
  ...change,
});

test("F7 Gwen reads who asks what and why, who has signed and how many more it takes, and signs", async () => {
  const workspace = open("/people", { asks: [removal()] });
  const ask = await screen.findByRole("article", { name: "Amina asks the group to part with Bob" });
  within(ask).getByText(/You shouted at Amina/);
  within(ask).getByText(/Bob can no longer read what is written from now on/);
  within(ask).getByText("Yours is the last signature it takes: once you sign, it is so.");
  within(ask).getByText("Amina has signed. One more full member is needed.");
  fireEvent.click(within(ask).getByRole("button", { name: "Sign" }));
  await screen.findByText("You have signed. The group sees it.");
  expect(workspace.done).toEqual(['act {"type":"sign","ask":"r1"}']);
});

test("what is signed without a connection is kept, and the page says when the others will see it", async () => {
  open("/people", { asks: [removal()], status: { kind: "offline" } });
  fireEvent.click(await screen.findByRole("button", { name: "Sign" }));
  await screen.findByText(/You have signed\. .*It is kept on this device and will be shared later\./);
});

test("Not now leaves it where it can be found, and Home does not ask again", async () => {
  const other = removal({ id: "n1", what: { kind: "numbers", removal: 3, welcomes: null } });
  const workspace = open("/people", { asks: [removal(), other] });
  const notNow = (await screen.findAllByRole("button", { name: "Not now" }))[0]!;
  notNow.focus();
  fireEvent.click(notNow);
  expect(workspace.done).toEqual(["putOff r1"]);
  within(screen.getByRole("region", { name: "Waits for signatures" })).getByRole("button", { name: "Sign" });
  const said = await screen.findByText(/Left for another time/);
  await waitFor(() => expect(document.activeElement?.contains(said)).toBe(true));
  fireEvent.click(screen.getByRole("link", { name: "Home" }));
  await screen.findByRole("heading", { level: 1, name: "Home" });
  await screen.findByRole("region", { name: "Amina asks to change how we count" });
  expect(screen.queryByRole("region", { name: "Amina asks the group to part with Bob" })).toBeNull();
});

test("Home says what waits for my answer, in the same words and without any count", async () => {
  open("", { asks: [removal()] });
  const section = await screen.findByRole("region", { name: "Amina asks the group to part with Bob" });
  within(section).getByText("Waits for your answer");
  expect(within(section).getByRole("link", { name: "Read and answer" }).getAttribute("href")).toBe("/g/c0ffee/people");
  expect(section.textContent).not.toMatch(/\d/);
});

test("what I have signed I can take back, and what I asked for too", async () => {
  const workspace = open("/people", { asks: [removal({ mine: "signed", signed: [member("Amina"), member("Gwen")] })] });
  fireEvent.click(await screen.findByRole("button", { name: "Take my signature back" }));
  await screen.findByText("Taken back. It counts no more.");
  expect(workspace.done).toEqual(['act {"type":"take-back","ask":"r1"}']);
  cleanup();
  open("/people", { asks: [removal({ by: member("Gwen"), mine: "signed" })] });
  await screen.findByRole("button", { name: "Take it back" });
});

test("E2 whoever it is about sees all that is said, on Home and on People, and cannot sign", async () => {
  const aboutMe = removal({ what: { kind: "removal", member: member("Gwen"), why }, mine: "about-me" });
  open("", { asks: [aboutMe] });
  await screen.findByRole("region", { name: "Amina asks the group to part with you" });
  screen.getByText("About you");
  fireEvent.click(screen.getByRole("link", { name: "Read it" }));
  const ask = await screen.findByRole("article", { name: "Amina asks the group to part with you" });
  within(ask).getByText(/You shouted at Amina/);
  within(ask).getByText(/so you cannot sign it/);
  expect(within(ask).queryByRole("button")).toBeNull();
});

test("a new joiner sees what is asked, and that full members sign it", async () => {
  const people = names.map((name) => person(name, undefined, { full: name !== "Gwen" }));
  open("/people", { people, asks: [removal({ mine: "not-full" })] });
  const ask = await screen.findByRole("article");
  within(ask).getByText("Full members sign this.");
  expect(within(ask).queryByRole("button")).toBeNull();
});

test("what is done, taken back or can no longer come about is shown nowhere", async () => {
  open("/people", { asks: [removal({ open: false })] });
  await screen.findByRole("heading", { name: "Full members" });
  expect(screen.queryByRole("article")).toBeNull();
});

test("signed too late says what became of it", async () => {
  open("/people", { asks: [removal()] }, { act: async () => ({ ok: false, reason: "gone" }) });
  fireEvent.click(await screen.findByRole("button", { name: "Sign" }));
  await screen.findByText(/This is no longer so/);
});

test("a recovery under my name: any device of mine says no; when the wait is over somebody else completes it", async () => {
  const from = Date.now() - 1000;
  const mine = { claim: "c1", member: member("Gwen"), from, state: "waiting" as const, mine: true };
  const workspace = open("/people", { recoveries: [mine] });
  fireEvent.click(await screen.findByRole("button", { name: "Say no: this is not me" }));
  await screen.findByText("You said no. That device does not come in.");
  expect(workspace.done).toEqual(['act {"type":"say-no","claim":"c1"}']);
  cleanup();
  const bobs = { ...mine, member: member("Bob"), mine: false };
  open("/people", { recoveries: [bobs] });
  await screen.findByRole("article", { name: "Bob comes back with a new device" });
  expect(screen.queryByRole("button", { name: "Complete it" })).toBeNull();
  cleanup();
  const later = open("/people", { recoveries: [{ ...bobs, state: "may-complete" }] });
  fireEvent.click(await screen.findByRole("button", { name: "Complete it" }));
  await screen.findByText(/^Completed\./);
  expect(later.done).toEqual(['act {"type":"complete","claim":"c1"}']);
});

test("how we count says the numbers in words, and that they follow our size until we choose", async () => {
  open("/people/numbers");
  await screen.findByText("There are four full members.");
  screen.getByText("Two full members must sign, besides the person.");
  screen.getByText("Three full members must say “I know this person”.");
  expect(screen.getAllByText(/^Follows our size/)).toHaveLength(4);
});

test("other numbers are asked of the group; one that cannot be is refused at its field", async () => {
  const workspace = open("/people/numbers");
  fireEvent.click((await screen.findAllByRole("radio", { name: "Always this many" }))[0]!);
  const field = await screen.findByRole("textbox", { name: "How many full members" });
  for (const bad of ["1", "4", "two", ""]) {
    fireEvent.input(field, { target: { value: bad } });
    fireEvent.click(screen.getByRole("button", { name: "Ask the group" }));
    await screen.findByText("A whole number from two to three.");
    expect(document.activeElement).toBe(field);
  }
  expect(workspace.done).toEqual([]);
  fireEvent.input(field, { target: { value: "3" } });
  fireEvent.click(screen.getByRole("button", { name: "Ask the group" }));
  await waitFor(() =>
    expect(workspace.done).toEqual(['act {"type":"ask","what":{"kind":"numbers","removal":3,"welcomes":null}}']),
  );
});

test("the numbers we have are not asked for again, unless the group has outgrown them and keeps them", async () => {
  const workspace = open("/people/numbers");
  fireEvent.click(await screen.findByRole("button", { name: "Ask the group" }));
  await screen.findByText("These are the numbers we have.");
  expect(workspace.done).toEqual([]);
  cleanup();
  const grown = open("/people/numbers", { standing: standingOf(13, { chooseAgain: 12 }) });
  await screen.findByRole("heading", { name: "We are 13 full members now" });
  fireEvent.click(screen.getByRole("button", { name: "Ask the group" }));
  await waitFor(() => expect(grown.done).toHaveLength(1));
});

test("two who are left can still lower a number that they could never reach; one alone cannot", async () => {
  const two = names.slice(0, 2).map((name) => person(name));
  open("/people/numbers", { people: two, standing: standingOf(2, { chosen: { removal: null, welcomes: 3 } }) });
  const field = await screen.findByRole("textbox", { name: "How many full members" });
  fireEvent.click(screen.getByRole("button", { name: "Ask the group" }));
  await screen.findByText("A whole number from one to two.");
  expect(document.activeElement).toBe(field);
  cleanup();
  open("/people/numbers", { people: two.slice(0, 1) });
  await screen.findByText("From two full members on, the group can choose its own numbers.");
});

test("a grown group is asked gently on Home and on People; Home can leave it", async () => {
  const workspace = open("", { standing: standingOf(41, { chooseAgain: 40 }) });
  const section = await screen.findByRole("region", { name: "We are 41 full members now" });
  fireEvent.click(within(section).getByRole("button", { name: "Not now" }));
  await waitFor(() => expect(screen.queryByRole("region", { name: /full members now/ })).toBeNull());
  expect(workspace.done).toEqual(["putOff grown-40"]);
  fireEvent.click(screen.getByRole("link", { name: "People" }));
  await screen.findByRole("heading", { name: "We are 41 full members now" });
});

test.each([
  [12, "We are twelve full members now"],
  [40, "We are 40 full members now"],
  [120, "We are 120 full members now"],
] as const)("a group that has come to %i full members is told what is so: no more than that", async (full, title) => {
  const standing = standingOf(full, { chooseAgain: full });
  for (const path of ["", "/people", "/people/numbers"]) {
    open(path, { standing });
    await screen.findByRole("heading", { name: title });
    cleanup();
  }
});

test("while somebody's new device waits, Home tells everybody in one line, with the way to it and without a count", async () => {
  const from = Date.now() - 1000;
  const bobs = { claim: "c1", member: member("Bob"), from, state: "waiting" as const, mine: false };
  open("", { recoveries: [bobs] });
  const line = await screen.findByText(/^Bob asks to come back with a new device\. If that is not Bob, say so\./);
  expect(within(line).getByRole("link").getAttribute("href")).toBe("/g/c0ffee/people");
  expect(line.textContent).not.toMatch(/\d/);
  cleanup();
  for (const state of ["done", "said-no"] as const) {
    open("", { recoveries: [{ ...bobs, state }], asks: [removal()] });
    await screen.findByRole("region", { name: "Amina asks the group to part with Bob" });
    expect(screen.queryByText(/asks to come back/)).toBeNull();
    cleanup();
  }
});

test("G7 leaving asks no reason, offers a copy first, and says what ends and what stays", async () => {
  const workspace = open("/people");
  fireEvent.click(await screen.findByRole("link", { name: "Leave this group" }));
  await screen.findByRole("heading", { level: 1, name: "Leave this group" });
  await screen.findByRole("button", { name: "Take a readable copy" });
  for (const name of ["What ends", "What stays with the group", "What stays with you"])
    screen.getByRole("heading", { name });
  expect(screen.queryByRole("textbox")).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Leave this group" }));
  await screen.findByText("The others see that you have left.");
  expect(workspace.done).toEqual(['act {"type":"leave"}']);
});

const takeBack = "Take back my comments, concerns and whys";
async function takingBack(press: string) {
  fireEvent.click(await screen.findByRole("button", { name: takeBack }));
  const dialog = await screen.findByRole("dialog", { name: "Take back your comments, concerns and whys?" });
  fireEvent.click(within(dialog).getByRole("button", { name: press }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
}

test("before leaving, comments, concerns and whys can be taken back in two steps; it says what stays, and counts nothing", async () => {
  const workspace = open("/leave");
  const section = await screen.findByRole("region", { name: "What you said beside the texts" });
  within(section).getByText(
    /Your answers stay too, without their reasons: a no stays a no, and what was decided stays decided/,
  );
  const leave = screen.getByRole("button", { name: "Leave this group" });
  expect(section.compareDocumentPosition(leave) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  await takingBack("Keep it");
  expect(workspace.done).toEqual([]);
  await takingBack("Take it back");
  await within(section).findByText("Taken back. Others see that something was said here, and no longer what.");
  expect(section.querySelector("[aria-live='polite']")?.textContent).not.toBe("");
  expect(section.textContent).not.toMatch(/\d/);
  expect(workspace.done).toEqual(["takeBackWords"]);
});

test("nothing to take back, what stays, and what did not load are said where it was asked", async () => {
  const said: [Awaited<ReturnType<NonNullable<Answers["takeBackWords"]>>>, RegExp][] = [
    [{ ok: true, value: "nothing" }, /^There is nothing to take back/],
    [{ ok: false, reason: "some-stays" }, /^What could be taken back is taken back\. Something may stay/],
    [{ ok: false, reason: "app-incomplete" }, /^A part of Fogata did not load/],
  ];
  for (const [answer, words] of said) {
    open("/leave", {}, { takeBackWords: async () => answer });
    await takingBack("Take it back");
    await waitFor(() => expect(screen.getByText(words).getAttribute("aria-live")).toBe("polite"));
    cleanup();
  }
  open("/leave", { status: { kind: "offline" } });
  await takingBack("Take it back");
  await screen.findByText(/^Taken back\. .*It is kept on this device and will be shared later\.$/);
  cleanup();
  open("/leave", { here: { kind: "paused", until: Date.now() + 1000 * 60 * 60 } });
  await screen.findByText(/can be taken back when the pause is over/);
  expect(screen.queryByRole("button", { name: takeBack })).toBeNull();
});

test("the only full member hears what it means for the others, before leaving", async () => {
  const people = [person("Gwen"), person("Bob", undefined, { full: false })];
  open("/leave", { people, standing: standingOf(1) });
  await screen.findByText(/You are the only full member/);
});

const gone: [HereView, string][] = [
  [{ kind: "left" }, "You have left this group"],
  [{ kind: "removed", why }, "The group has parted with you"],
  [{ kind: "device-dropped" }, "This device was dropped from the group"],
  [{ kind: "paused", until: Date.now() + 1000 * 60 * 60 * 50 }, "Your access is paused"],
];
test.each(gone)(
  "who belongs no more, or not just now, reads so on every page, and writes nowhere: %o",
  async (here, title) => {
    const agreements = [{ id: "a1", title: "Children at our meetings", at: Date.now() }];
    for (const [path, button] of [
      ["", null],
      ["/agreements", "New agreement"],
      ["/keys", "Write something down"],
      ["/people", "Invite someone"],
    ] as const) {
      open(path, { here, agreements, views: { "keys-register": { title: "", things: [], away: [] } } });
      const note = await screen.findByRole("region", { name: title });
      within(note).getByText(/Everything that was on this device is still here/);
      expect(note.querySelector("[data-kind=grave]")).toBeNull();
      if (here.kind === "removed") within(note).getByText(/You shouted at Amina/);
      await screen.findByRole("heading", { level: 1 });
      if (button !== null) expect(screen.queryByRole("button", { name: button })).toBeNull();
      if (path === "/agreements") await screen.findByRole("link", { name: "Children at our meetings" });
      cleanup();
    }
  },
);

test("a device that came in as me is said on Home, with the way to drop it, until I say that it was me", async () => {
  const device = { pausedUntil: null, recovery: false, name: "" };
  const devices = [
    { ...device, id: "a1b2", here: true, since: 1_000 },
    { ...device, id: "before", here: false, since: 500 },
    { ...device, id: "09ee", here: false, since: 2_000 },
  ];
  const workspace = open("", { people: [{ ...person("Gwen"), devices }, person("Bob")] });
  const said = await screen.findByRole("region", { name: "A new device is in the group as you" });
  const way = within(said).getByRole("link", { name: "Look at my devices" });
  expect(way.getAttribute("href")).toBe(`/g/c0ffee/people/${member("Gwen")}#device-09ee`);
  fireEvent.click(within(said).getByRole("button", { name: "That was me" }));
  expect(workspace.done).toEqual(["putOff device-09ee"]);
  await waitFor(() => expect(screen.queryByText("A new device is in the group as you")).toBeNull());
});

test.each([
  [["Amina", "Bob"], /^Amina and Bob know you\. From now on you are counted/],
  [[], /^The group has decided it\. From now on you are counted/],
])("whoever has become a full member (%o) reads on Home what it means, until it was read", async (by, said) => {
  const people = [
    person("Gwen", undefined, { welcomedBy: by.map(member) }),
    ...names.slice(1).map((name) => person(name)),
  ];
  const workspace = open("", { people });
  await screen.findByRole("heading", { name: "You are a full member now" });
  screen.getByText(said);
  fireEvent.click(screen.getByRole("button", { name: "I have read it" }));
  expect(workspace.done).toEqual(["putOff now-full"]);
  await waitFor(() => expect(screen.queryByRole("heading", { name: "You are a full member now" })).toBeNull());
});

test("a founder is told nothing of the kind", async () => {
  open("");
  await screen.findByRole("heading", { name: "Home" });
  expect(screen.queryByRole("heading", { name: "You are a full member now" })).toBeNull();
});

test("whoever has just come in reads so on Home, and puts it away", async () => {
  const welcome = { by: [], needed: 2, mine: false, objections: [] };
  const workspace = open("", { people: [person("Gwen", undefined, { full: false, welcome }), person("Bob")] });
  await screen.findByRole("heading", { name: "You are in" });
  fireEvent.click(screen.getByRole("button", { name: "Put this away" }));
  await waitFor(() => expect(screen.queryByText("You are in")).toBeNull());
  expect(workspace.done).toEqual(["putOff arrived"]);
});
