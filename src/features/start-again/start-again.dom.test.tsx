// Where starting again and taking a group off are offered, what each says before it is done, and what stands in the way.
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
const names = ["Gwen", "Amina", "Bob", "Cillian"];
const link = "Start again from our copies";
const takeOff = "Take it off this device";
const frozen = standingOf(3, { canRemove: false, frozen: true });
const open = (path: string, change: Partial<GroupPicture> = {}, answers?: Answers) =>
  openApp(`/g/c0ffee${path}`, { ...emptyPicture(), groups: [groupOf(names, change)] }, answers);
const begun = (change: Partial<GroupPicture> = {}) => ({
  ...emptyPicture(),
  groups: [
    groupOf(names, change),
    groupOf(["Gwen"], {
      id: "beef",
      name: "Second shift",
      before: { name: "Canal Side Tenants", at: Date.now(), by: "member-Gwen", group: "c0ffee", left: 2 },
    }),
  ],
});

test.each(["/people", "/people/numbers", "/people/member-Bob"])(
  "where a removal can no longer come about, %s offers to start again",
  async (path) => {
    open(path, { standing: frozen });
    const way = await screen.findByRole("link", { name: link, hidden: true });
    expect(way.getAttribute("href")).toBe("/g/c0ffee/start-again");
    cleanup();
    open(path);
    await screen.findByRole("heading", { level: 1 });
    expect(screen.queryByRole("link", { name: link, hidden: true })).toBeNull();
  },
);

test.each(["here", "left", "device-dropped", "removed"] as const)(
  "for everybody it is found beside leaving: %s",
  async (kind) => {
    open("/leave", { here: kind === "removed" ? { kind, why: null } : { kind } });
    const ways = await screen.findByRole("region", { name: link });
    within(ways).getByRole("link", { name: link });
    within(ways).getByRole("link", { name: takeOff });
  },
);

test("Gwen reads what comes along and what does not, starts again, and is led to the new group", async () => {
  const workspace = open("/start-again");
  await screen.findByRole("heading", { name: "What comes along" });
  screen.getByText(/Signatures and what was decided with them/);
  const name = screen.getByLabelText("What is the group called?") as HTMLInputElement;
  expect(name.value).toBe("Canal Side Tenants");
  fireEvent.input(name, { target: { value: "Second shift" } });
  fireEvent.click(screen.getByRole("button", { name: link }));
  await screen.findByRole("heading", { name: "You have started again" });
  expect(workspace.done).toContain("startAgain Second shift Gwen");
  expect(screen.getByRole("link", { name: "Open Second shift" }).getAttribute("href")).toBe("/g/beef");
  await waitFor(() => expect(document.activeElement?.textContent).toContain("You have started again"));
});

test("while it copies, the page says how far it is; a full device is told, and nothing is lost", async () => {
  let answer = (_: { ok: false; reason: "device-full" }) => {};
  const startAgain = () =>
    new Promise<{ ok: false; reason: "device-full" }>((done) => {
      answer = done;
    });
  const workspace = open("/start-again", {}, { startAgain });
  fireEvent.click(await screen.findByRole("button", { name: link }));
  workspace.change((picture) => ({ ...picture, copying: { done: 11, of: 40 } }));
  await screen.findByText("Copying text 12 of 40.");
  answer({ ok: false, reason: "device-full" });
  await screen.findByText(/This device is full, so nothing was begun/);
  expect(screen.queryByText(/Copying text/)).toBeNull();
});

test("she asks some of three hundred, found by name, and is told that the others see no more than that she wrote", async () => {
  const people = Array.from({ length: 300 }, (_, i) => person(i === 0 ? "Gwen" : `Réunion ${i}`));
  const workspace = openApp("/g/c0ffee/start-again", begun({ people }));
  fireEvent.click(await screen.findByRole("radio", { name: /Only some/ }));
  screen.getByText(/The others can tell that you wrote to them, but not what/);
  fireEvent.click(screen.getByRole("button", { name: "Ask them to come along" }));
  await screen.findByText("Choose at least one person.");
  fireEvent.input(screen.getByLabelText("Find somebody"), { target: { value: "reunion 212" } });
  fireEvent.click(await screen.findByRole("checkbox", { name: "Réunion 212" }));
  fireEvent.click(screen.getByRole("button", { name: "Ask them to come along" }));
  await screen.findByText("Réunion 212 can see it now.");
  expect(workspace.done).toContain("callAlong beef member-Réunion 212");
});

test.each([
  ["no-relay", /has not found its relay yet/],
  ["gone", /could not be said here/],
] as const)("what keeps her from asking them is said: %s", async (reason, said) => {
  openApp("/g/c0ffee/start-again", begun(), { callAlong: async () => ({ ok: false, reason }) });
  fireEvent.click(await screen.findByRole("button", { name: "Ask them to come along" }));
  await screen.findByText(said);
});

test("texts that could not be copied are not kept quiet about", async () => {
  openApp("/g/c0ffee/start-again", begun());
  await screen.findByText("2 texts could not be read whole on this device. They stay in the old group.");
});

test("whoever was removed is told that nothing can be said there any more", async () => {
  openApp("/g/c0ffee/start-again", begun({ here: { kind: "removed", why: null } }));
  await screen.findByText(/Here you can say nothing any more/);
  expect(screen.queryByRole("button", { name: "Ask them to come along" })).toBeNull();
});

const along = [{ id: "s1", by: "member-Amina", at: Date.now(), link: "https://fogata.example/#join/x" }];

test("Home tells who has started again; coming along brings the name one has, and it can be put away", async () => {
  const workspace = open("", { along });
  const called = await screen.findByRole("region", { name: "Amina has started again" });
  fireEvent.click(within(called).getByRole("button", { name: "Come along" }));
  expect(workspace.done).toContain("takeUp https://fogata.example/#join/x Gwen");
  expect(((await screen.findByLabelText("What should people call you?")) as HTMLInputElement).value).toBe("Gwen");
  cleanup();
  const again = open("", { along });
  fireEvent.click(
    within(await screen.findByRole("region", { name: "Amina has started again" })).getByRole("button", {
      name: "Not now",
    }),
  );
  expect(again.done).toEqual(["putOff along-s1"]);
});

test("an invitation that has ended, or was used by me, asks no more", async () => {
  open("", { along }, { readInvitation: async () => ({ ok: false, reason: "ours" }) });
  await screen.findByRole("heading", { level: 1, name: "Home" });
  expect(screen.queryByRole("region", { name: "Amina has started again" })).toBeNull();
});

test("taking it off the only device says what that means, and takes two steps", async () => {
  const workspace = open("/take-off", { status: { kind: "offline" } });
  await screen.findByText(/This is your only device in this group/);
  screen.getByText(/There is no recovery sheet/);
  screen.getByText(/has not reached the relay yet/);
  fireEvent.click(screen.getByRole("button", { name: takeOff }));
  const dialog = await screen.findByRole("dialog", { name: "Take Canal Side Tenants off this device?" });
  expect(workspace.done).toEqual([]);
  fireEvent.click(within(dialog).getByRole("button", { name: takeOff }));
  await screen.findByText("No group lives on this device yet.");
  expect(workspace.done).toEqual(["takeOff c0ffee"]);
});

test("with another device, or a sheet on paper, it says how to come back", async () => {
  const device = (id: string, recovery: boolean) => ({
    id,
    since: 1,
    recovery,
    name: "",
    pausedUntil: null,
    here: id === "one",
  });
  const gwen = (...devices: ReturnType<typeof device>[]) => person("Gwen", 1, { devices });
  open("/take-off", { people: [gwen(device("one", false), device("two", false))] });
  await screen.findByText(/your other devices go on/);
  expect(screen.queryByText(/your only device/)).toBeNull();
  cleanup();
  open("/take-off", { people: [gwen(device("one", false), device("paper", true))] });
  await screen.findByText(/Your recovery sheet brings you back/);
});

test("a device too full to delete says so, and nothing is gone", async () => {
  open("/take-off", {}, { takeOff: async () => ({ ok: false, reason: "device-full" }) });
  fireEvent.click(await screen.findByRole("button", { name: takeOff }));
  fireEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: takeOff }));
  await screen.findByText(/This device is too full to do even that/);
});
