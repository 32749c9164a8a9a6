// Joining, as the newcomer sees it.
import { cleanup, fireEvent, screen, waitFor } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../../test/support/app.tsx";
import { emptyPicture, groupOf } from "../../../test/support/workspace-double.ts";

afterEach(cleanup);
const link = "https://fogata.example/#join/abc";
const words: [string, string, string, string] = ["lantern", "kettle", "harbour", "wren"];
const asked = {
  id: "j1",
  name: "Femi",
  purpose: "person" as const,
  words,
  state: "waiting" as const,
  progress: null,
  list: null,
  group: null,
};

test("Femi arrives by link, is told what joining means, asks, and compares four words", async () => {
  const workspace = openApp("/", { ...emptyPicture(), invitation: link });
  await screen.findByRole("heading", { name: "Somebody has invited you to their group" });
  await waitFor(() => expect(location.pathname).toBe("/join"));
  screen.getByRole("heading", { name: "What joining means" });

  fireEvent.input(screen.getByRole("textbox", { name: "What should people call you?" }), {
    target: { value: " Femi " },
  });
  fireEvent.click(screen.getByRole("button", { name: "Ask to join" }));
  await waitFor(() => expect(workspace.done).toEqual(["askToJoin Femi"]));
  expect(workspace.invitation()).toBeNull();

  workspace.change((p) => ({ ...p, joining: [asked] }));
  const list = await screen.findByRole("list", { name: "Your four words" });
  expect([...list.children].map((one) => one.textContent)).toEqual(words);
});

test("once somebody has let Femi in, the group opens by itself", async () => {
  const workspace = openApp("/join/j1", { ...emptyPicture(), joining: [asked] });
  await screen.findByRole("heading", { name: "Now compare four words" });
  workspace.change((p) => ({
    ...p,
    groups: [groupOf(["Gwen", "Femi"])],
    joining: [{ ...asked, state: "admitted", group: "c0ffee" }],
  }));
  await screen.findByRole("heading", { name: "Home" });
  screen.getByRole("heading", { name: "Canal Side Tenants" });
  await waitFor(() => expect(location.pathname).toBe("/g/c0ffee"));
});

test("nothing asked is sent without a name, and the field says why", async () => {
  const workspace = openApp("/join", { ...emptyPicture(), invitation: link });
  fireEvent.click(await screen.findByRole("button", { name: "Ask to join" }));
  const field = screen.getByRole("textbox", { name: "What should people call you?" });
  expect(field.getAttribute("aria-invalid")).toBe("true");
  screen.getByText("People need something to call you. One word is enough.");
  expect(workspace.done).toEqual([]);
});

test.each([
  ["incomplete", /only the first part of the link/],
  ["garbled", /has changed on the way/],
  ["expired", /has ended; each has a last day/],
  ["withdrawn", /has withdrawn it/],
  ["used", /Somebody has already joined/],
  ["not-a-link", /not an invitation/],
  ["newer", /made by a newer Fogata/],
  ["refused", /said no to it/],
] as const)("a pasted link that is %s is answered in words, beside the field", async (reason, said) => {
  openApp("/join", emptyPicture(), { readInvitation: async () => ({ ok: false, reason }) });
  const field = await screen.findByRole("textbox", { name: "Paste your invitation" });
  fireEvent.input(field, { target: { value: "https://fogata.example/#join/a" } });
  fireEvent.click(screen.getByRole("button", { name: "Open the invitation" }));
  await screen.findByText(said);
  // What was pasted is still there, to be mended.
  expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Paste your invitation" }).value).toMatch(/#join\/a$/);
});

test("a request that was refused says what is safe, and can be taken off the device", async () => {
  const workspace = openApp("/join/j1", { ...emptyPicture(), joining: [{ ...asked, state: "refused" }] });
  await screen.findByRole("heading", { name: "They said no to this request" });
  fireEvent.click(screen.getByRole("button", { name: "Take this request off the device" }));
  await screen.findByRole("heading", { name: "Your groups" });
  expect(workspace.done).toEqual(["forgetJoining j1"]);
});

const agreed = [
  { doc: "a1", title: "How we decide", text: "We talk.\n\n- One *no* means we go on talking." },
  { doc: "a2", title: "", text: "<script>alert(1)</script> [here](javascript:alert(1))" },
];

test("G1 the agreements are there to be read before one asks; what is hostile in them is only words", async () => {
  openApp("/join", { ...emptyPicture(), invitation: link, offer: { agreements: true }, underLink: agreed });
  await screen.findByRole("heading", { name: "What this group has agreed" });
  fireEvent.click(await screen.findByText("How we decide"));
  expect((await screen.findByText("no")).tagName).toBe("EM");
  fireEvent.click(screen.getByText("Without a title"));
  await waitFor(() => expect(document.querySelector(".as-sent")).toBeNull());
  expect(document.querySelector("main script, main a[href^='javascript']")).toBeNull();
  // Nothing has been asked, and nothing was sent.
  screen.getByRole("button", { name: "Ask to join" });
});

test.each([
  ["gone", /no longer under this link/],
  ["garbled", /cannot be opened/],
] as const)("agreements that are %s stand in nobody’s way", async (reason, said) => {
  openApp(
    "/join",
    { ...emptyPicture(), invitation: link, offer: { agreements: true } },
    { readAgreements: async () => ({ ok: false, reason }) },
  );
  await screen.findByText(said);
  screen.getByRole("button", { name: "Ask to join" });
});

test("without a connection the agreements can be asked for again", async () => {
  let reachable = false;
  openApp(
    "/join",
    { ...emptyPicture(), invitation: link, offer: { agreements: true } },
    {
      readAgreements: async () =>
        reachable ? { ok: true, value: agreed } : { ok: false, reason: "relay-unreachable" },
    },
  );
  await screen.findByText(/the agreements are not here yet/);
  reachable = true;
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByText("How we decide");
});

test("G4 whoever would like company says so with the name, in their own words", async () => {
  const workspace = openApp("/join", { ...emptyPicture(), invitation: link });
  fireEvent.input(await screen.findByRole("textbox", { name: "What should people call you?" }), {
    target: { value: "Femi" },
  });
  expect(screen.queryByRole("textbox", { name: "What would help you" })).toBeNull();
  fireEvent.click(screen.getByRole("checkbox", { name: "I would like a companion for the first weeks" }));
  fireEvent.input(screen.getByRole("textbox", { name: "What would help you" }), { target: { value: "I read slowly" } });
  fireEvent.click(screen.getByRole("button", { name: "Ask to join" }));
  await waitFor(() => expect(workspace.done).toEqual(["askToJoin Femi I read slowly"]));
});

test.each([
  ["device", "Add this device to your group", "Add this device"],
  ["recovery", "Come back into your group", "Ask my group"],
] as const)("of a link for a %s no name is asked", async (purpose, title, button) => {
  const workspace = openApp("/join", { ...emptyPicture(), invitation: link, offer: { purpose } });
  await screen.findByRole("heading", { name: title });
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(screen.queryByRole("checkbox")).toBeNull();
  const ask = screen.getByRole("button", { name: button });
  const described = document.getElementById(ask.getAttribute("aria-describedby") ?? "")?.textContent ?? null;
  expect(described).toBe(purpose === "recovery" ? "I was a member and lost my devices." : null);
  fireEvent.click(ask);
  await waitFor(() => expect(workspace.done).toEqual(["askToJoin "]));
});

const hourMs = 60 * 60 * 1000;
test.each([
  [{ kind: "asked", signed: 0, needed: 3 }, "The group is asked", /Nobody has signed yet; it takes three\./],
  [{ kind: "asked", signed: 2, needed: 3 }, "The group is asked", /Two of the three it takes have signed\./],
  [{ kind: "waiting", until: Date.now() + 72 * hourMs }, "The group has signed; now three days go by", /^Until /],
  [
    { kind: "waiting", until: Date.now() - 1 },
    "The group has signed; now three days go by",
    /^The three days are over/,
  ],
  [{ kind: "said-no" }, "A device of yours has said no", /So this one was not let in\./],
  [{ kind: "closed" }, "This has come to an end without you", /Talk with whoever helps you/],
] as const)("coming back says truly how far it is: %o", async (progress, title, said) => {
  openApp("/join/j1", {
    ...emptyPicture(),
    joining: [{ ...asked, name: "", purpose: "recovery", progress }],
  });
  await screen.findByRole("heading", { name: title });
  screen.getByText(said);
  const ended = progress.kind === "said-no" || progress.kind === "closed";
  expect(screen.queryAllByRole("button", { name: "Take this request off the device" })).toHaveLength(ended ? 1 : 0);
});

test("whoever has lost every device and has no link is told both ways back", async () => {
  openApp("/join", emptyPicture());
  fireEvent.click(await screen.findByText("I was a member and lost my devices"));
  screen.getByText(/On the page People they press your name/);
  expect(screen.getByRole("link", { name: "I have a recovery sheet" }).getAttribute("href")).toBe("/recover");
});
