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
