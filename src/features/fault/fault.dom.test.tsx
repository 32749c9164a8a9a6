// What stands when something does not: words that say what is safe, and a way on.
import { cleanup, fireEvent, screen } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../../test/support/app.tsx";
import { emptyPicture, groupOf } from "../../../test/support/workspace-double.ts";

afterEach(cleanup);

test("a page with a fault in it says that the words are safe; opened again, it goes on", async () => {
  const people = groupOf(["Gwen"]).people;
  const workspace = openApp("/g/c0ffee/people", {
    ...emptyPicture(),
    groups: [groupOf(["Gwen"], { invitations: null as never })],
  });
  await screen.findByRole("heading", { name: "This page has stopped" });
  screen.getByText(/What you wrote until a second ago is saved/);
  workspace.change((p) => ({ ...p, groups: [groupOf(["Gwen"], { people })] }));
  fireEvent.click(screen.getByRole("button", { name: "Open it again" }));
  await screen.findByRole("heading", { name: "People" });
});

test("from a page with a fault one can go to any other", async () => {
  openApp("/g/c0ffee/people", { ...emptyPicture(), groups: [groupOf(["Gwen"], { invitations: null as never })] });
  await screen.findByRole("heading", { name: "This page has stopped" });
  fireEvent.click(screen.getByRole("link", { name: /your groups/i }));
  await screen.findByRole("heading", { name: "Your groups" });
});

test.each([
  ["storage-corrupt", "The storage of this device is damaged"],
  ["storage-newer", "A newer Fogata has been used here"],
  ["storage-blocked", "The browser does not let Fogata keep anything"],
  ["no-crypto", "This browser is too old to lock your words"],
  ["app-incomplete", "A part of Fogata did not load"],
] as const)("a device that cannot start (%s) says why, and what can be done", async (fault, title) => {
  openApp("/g/c0ffee", { ...emptyPicture(), fault });
  await screen.findByRole("heading", { level: 1, name: title });
  screen.getByRole("button", { name: "Open it again" });
  expect(screen.queryByRole("navigation")).toBeNull();
});
