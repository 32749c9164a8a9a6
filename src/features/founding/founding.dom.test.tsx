// Founding together, as each screen in the room shows it.
import type { FoundingView, JoiningView } from "@fogata/sync";
import { cleanup, fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../../test/support/app.tsx";
import { emptyPicture, groupOf } from "../../../test/support/workspace-double.ts";
import { namedAlike } from "./WhoIsHere.tsx";

afterEach(cleanup);
const words: [string, string, string, string] = ["lantern", "kettle", "harbour", "wren"];
const link = "https://fogata.example/#join/abc";
const founder = (name: string, change: Partial<FoundingView["people"][number]> = {}) => ({
  id: `id-${name}`,
  name,
  me: false,
  listed: true,
  signed: false,
  ...change,
});
const ines = founder("Ines", { me: true });
const foundingOf = (change: Partial<FoundingView> = {}): FoundingView => ({
  id: "f1",
  name: "Canal Side",
  link,
  expiresAt: Date.now() + 1000 * 60 * 60,
  state: "gathering",
  reachable: "yes",
  people: [ines],
  words: null,
  complete: false,
  group: null,
  ...change,
});
const openRoom = (change: Partial<FoundingView>, answers?: Parameters<typeof openApp>[2]) =>
  openApp("/founding/f1", { ...emptyPicture(), foundings: [foundingOf(change)] }, answers);

test("Ines begins with two answers, on the quiet second way", async () => {
  const workspace = openApp("/start", emptyPicture());
  fireEvent.click(await screen.findByRole("link", { name: "Start it together, in one room" }));
  await screen.findByRole("heading", { name: "Start it together, in one room" });
  for (const [name, value] of [
    ["What is the group called?", "Canal Side"],
    ["What should people call you?", " Ines "],
  ] as const)
    fireEvent.input(screen.getByRole("textbox", { name }), { target: { value } });
  fireEvent.click(screen.getByRole("button", { name: "Show the code" }));
  await waitFor(() => expect(workspace.done).toEqual(["beginFounding Canal Side Ines"]));
});

test("without a relay it says why it is needed, and the words stay in the fields", async () => {
  openApp("/start/together", emptyPicture(), {
    beginFounding: async () => ({ ok: false, reason: "relay-unreachable" }),
  });
  const name = await screen.findByRole<HTMLInputElement>("textbox", { name: "What is the group called?" });
  fireEvent.input(name, { target: { value: "Canal Side" } });
  fireEvent.input(screen.getByRole("textbox", { name: "What should people call you?" }), { target: { value: "Ines" } });
  fireEvent.click(screen.getByRole("button", { name: "Show the code" }));
  await screen.findByText(/The relay does not answer just now, and you need it/);
  expect(name.value).toBe("Canal Side");
});

test("alone, the list cannot be closed; with somebody it can, and who is not in the room comes off", async () => {
  const workspace = openRoom({});
  await screen.findByRole("img", { name: "The link as a QR code, to be scanned by the others" });
  expect(screen.queryByRole("button", { name: "Everybody is here" })).toBeNull();
  workspace.change((p) => ({ ...p, foundings: [foundingOf({ people: [ines, founder("Bob"), founder("Eve")] })] }));
  fireEvent.click(await screen.findByRole("button", { name: "Take off the list: Eve" }));
  await screen.findByText("Eve is off the list.");
  fireEvent.click(screen.getByRole("button", { name: "Everybody is here" }));
  await waitFor(() => expect(workspace.done).toEqual(["take-off id-Eve", "close-list"]));
});

test("two of one name are told what it means; more than two, or with other letters, are no special case", async () => {
  expect(namedAlike(["Ana", "ana", "Bea", "ＡＮＡ"])).toEqual(["Ana"]);
  openRoom({ people: [founder("Ana", { me: true }), founder("ana"), founder("Bea")] });
  await screen.findByText(/^Ana: two of you are called that\./);
});

test("the closed list: four words, who has signed, and no start before everybody has", async () => {
  const people = [ines, founder("Bob", { signed: true }), founder("Cleo"), founder("Dov", { listed: false })];
  const workspace = openRoom({ state: "signing", words, people });
  const list = await screen.findByRole("list", { name: "The four words of your list" });
  expect([...list.children].map((one) => one.textContent)).toEqual(words);
  screen.getByText("Cleo has still to sign. Then you can start the group.");
  screen.getByText(/^Dov came after the list was closed\./);
  expect(screen.queryByRole("button", { name: "Start the group" })).toBeNull();
  const rows = within(screen.getByRole("list", { name: "Who is here" })).getAllByRole("listitem");
  expect(rows.map((row) => /Signed|not signed|later|starting/.exec(row.textContent!)?.[0])).toEqual([
    "starting",
    "Signed",
    "not signed",
    "later",
  ]);
  fireEvent.click(screen.getByRole("button", { name: "Make the list again" }));
  await waitFor(() => expect(workspace.done).toEqual(["close-list"]));

  const all = [ines, founder("Bob", { signed: true })];
  workspace.change((p) => ({
    ...p,
    foundings: [foundingOf({ state: "signing", words, people: all, complete: true })],
  }));
  fireEvent.click(await screen.findByRole("button", { name: "Start the group" }));
  await waitFor(() => expect(workspace.done.at(-1)).toBe(`found ${words.join(" ")}`));
  workspace.change((p) => ({
    ...p,
    groups: [groupOf(["Ines", "Bob"])],
    foundings: [foundingOf({ state: "founded", group: "c0ffee" })],
  }));
  await waitFor(() => expect(location.pathname).toBe("/g/c0ffee"));
});

test("what changed meanwhile, a relay that is away, and an end are each said in words", async () => {
  const workspace = openRoom(
    { state: "signing", words, people: [ines, founder("Bob", { signed: true })], complete: true, reachable: "no" },
    { found: async () => ({ ok: false, reason: "not-signed" }) },
  );
  await screen.findByText(/The relay does not answer just now\. What you have is kept here/);
  fireEvent.click(screen.getByRole("button", { name: "Start the group" }));
  await screen.findByText(/Something has changed since\./);
  workspace.change((p) => ({ ...p, foundings: [foundingOf({ state: "ended", link: null })] }));
  await screen.findByRole("heading", { name: "This has come to an end" });
});

test("it waits on the first screen until it is founded or laid aside", async () => {
  const workspace = openApp("/", { ...emptyPicture(), foundings: [foundingOf()] });
  fireEvent.click(await screen.findByRole("link", { name: "Canal Side" }));
  fireEvent.click(await screen.findByText("Lay this aside"));
  fireEvent.click(screen.getByRole("button", { name: "Yes, start nothing" }));
  await screen.findByRole("heading", { name: "Your groups" });
  expect(workspace.done).toEqual(["lay-aside"]);
});

const joiningOf = (change: Partial<JoiningView> = {}): JoiningView => ({
  id: "j1",
  name: "Bob",
  purpose: "founding",
  words: ["a", "b", "c", "d"],
  state: "waiting",
  progress: null,
  list: null,
  group: null,
  ...change,
});
const listOf = (change: Partial<NonNullable<JoiningView["list"]>> = {}) => ({
  round: 3,
  group: "Canal Side",
  names: ["Ines", "Bob", "Cleo"],
  me: 1,
  words,
  signed: false,
  ...change,
});

test("Bob comes by the link: a name and nothing else, no companion, and he is on the list", async () => {
  const workspace = openApp("/join", { ...emptyPicture(), invitation: link, offer: { purpose: "founding" } });
  await screen.findByRole("heading", { name: "Found a group together" });
  expect(screen.queryByRole("checkbox")).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Come onto the list" }));
  screen.getByText("People need something to call you. One word is enough.");
  fireEvent.input(screen.getByRole("textbox", { name: "What should people call you?" }), { target: { value: "Bob" } });
  fireEvent.click(screen.getByRole("button", { name: "Come onto the list" }));
  await waitFor(() => expect(workspace.done).toEqual(["askToJoin Bob"]));
});

test("Bob signs the list he has read; another list is another question", async () => {
  const workspace = openApp("/join/j1", { ...emptyPicture(), joining: [joiningOf()] });
  await screen.findByRole("heading", { name: "You are on the list" });
  workspace.change((p) => ({ ...p, joining: [joiningOf({ list: listOf() })] }));
  await screen.findByRole("heading", { name: "Found Canal Side" });
  const names = within(screen.getByRole("list", { name: "Who founds it" })).getAllByRole("listitem");
  expect(names.map((one) => one.textContent!.trim())).toEqual(["Ines", "Bob (you)", "Cleo"]);
  fireEvent.click(screen.getByRole("button", { name: "Yes, I found it with them" }));
  await waitFor(() => expect(workspace.done).toEqual(["signList j1 3"]));
  workspace.change((p) => ({ ...p, joining: [joiningOf({ list: listOf({ signed: true }) })] }));
  await screen.findByText(/^You have signed\./);
  expect(screen.queryByRole("button", { name: "Yes, I found it with them" })).toBeNull();
  workspace.change((p) => ({ ...p, joining: [joiningOf({ list: listOf({ round: 4, names: ["Ines", "Bob"] }) })] }));
  await screen.findByText("Until there are three full members, nobody can be removed from a group.");
  fireEvent.click(screen.getByRole("button", { name: "Yes, I found it with them" }));
  await waitFor(() => expect(workspace.done.at(-1)).toBe("signList j1 4"));
});

test.each([
  ["refused", "Your name was taken off this list"],
  ["used", "The group was founded without you"],
  ["expired", "This has come to an end"],
  ["withdrawn", "This was laid aside"],
] as const)("when it is %s, it says what is safe, and leaves the device", async (state, title) => {
  const workspace = openApp("/join/j1", { ...emptyPicture(), joining: [joiningOf({ state })] });
  await screen.findByRole("heading", { name: title });
  fireEvent.click(screen.getByRole("button", { name: "Take this off the device" }));
  await screen.findByRole("heading", { name: "Your groups" });
  expect(workspace.done).toEqual(["forgetJoining j1"]);
});
