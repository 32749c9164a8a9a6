// Inviting somebody, and letting them in.
import { cleanup, fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../../test/support/app.tsx";
import {
  type Answers,
  emptyPicture,
  type GroupPicture,
  groupOf,
  person,
} from "../../../test/support/workspace-double.ts";

afterEach(cleanup);
const link = "https://fogata.example/#join/abc";
const invitation = {
  id: "i1",
  link,
  expiresAt: Date.now() + 1000 * 60 * 60,
  state: "open" as const,
  mine: true,
  here: true,
  label: "",
  purpose: { kind: "person" as const },
  uses: 1,
  left: 1,
  agreements: false,
  held: [],
};
const femi = {
  id: "k1",
  invitation: "i1",
  name: "Femi",
  words: ["lantern", "kettle", "harbour", "wren"] as [string, string, string, string],
  contested: false,
  purpose: { kind: "person" as const },
  companion: null,
};
const openPeople = (change: Partial<GroupPicture>, answers?: Answers) =>
  openApp("/g/c0ffee/people", { ...emptyPicture(), groups: [groupOf(["Gwen", "Amina"], change)] }, answers);

test("Gwen invites someone: the dialog has the link, its code and a way to copy it, and gives the focus back", async () => {
  const workspace = openPeople({ invitations: [invitation] });
  const invite = await screen.findByRole("button", { name: "Invite someone" });
  invite.focus();
  fireEvent.click(invite);

  const dialog = await screen.findByRole("dialog", { name: "Invitation" });
  const field = within(dialog).getByRole<HTMLInputElement>("textbox", { name: "Invitation link" });
  expect(field.value).toBe(link);
  expect(field.readOnly).toBe(true);
  within(dialog).getByRole("img", { name: "The same link as a QR code" });
  await waitFor(() => expect(dialog.querySelector(".qr path")).not.toBeNull());
  expect(workspace.done).toEqual(["invite"]);

  fireEvent.click(within(dialog).getByRole("button", { name: "Copy link" }));
  // jsdom has no clipboard: then the link is marked to be copied by hand, and that is said.
  await within(dialog).findByText(/copy it by hand/);

  fireEvent.click(within(dialog).getByRole("button", { name: "Close" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(document.activeElement).toBe(invite);
});

test("S71 a new joiner is told plainly who can invite, in the place of the button", async () => {
  const joiner = { full: false, welcome: { by: [], needed: 2, mine: false, objections: [] } };
  const people = [
    person("Gwen", 1, joiner),
    ...["Amina", "Bea", "Chika", "Dilan"].map((name) => person(name)),
    person("Femi", 1, joiner),
  ];
  openPeople({ people });
  await screen.findByText(
    /When you know somebody who should be here, ask Amina, Bea, or Chika\.|ask Amina, Bea or Chika\./,
  );
  expect(screen.queryByRole("button", { name: "Invite someone" })).toBeNull();
});

test("an invitation that was used while its dialog is open shows its link no more", async () => {
  const workspace = openPeople({ invitations: [invitation] });
  fireEvent.click(await screen.findByRole("button", { name: "Invite someone" }));
  await screen.findByRole("textbox", { name: "Invitation link" });
  workspace.change((p) => ({
    ...p,
    groups: [groupOf(["Gwen"], { invitations: [{ ...invitation, state: "used", link: null }] })],
  }));
  await screen.findByText(/This invitation has been used/);
  expect(screen.queryByRole("textbox", { name: "Invitation link" })).toBeNull();
});

test("Gwen sees Femi's four words under Asking to join, and says yes", async () => {
  const workspace = openPeople({ asking: [femi] });
  const section = await screen.findByRole("region", { name: "Asking to join" });
  const four = within(section).getByRole("list", { name: "Femi’s four words" });
  expect([...four.children].map((one) => one.textContent)).toEqual(femi.words);
  fireEvent.click(within(section).getByRole("button", { name: "Yes, that is them" }));
  const said = await screen.findByText("Femi is in the group.");
  expect(workspace.done).toEqual(["admit k1"]);
  expect(document.activeElement).toBe(said);
});

test("No shares nothing, and says so", async () => {
  const workspace = openPeople({ asking: [femi] });
  fireEvent.click(await screen.findByRole("button", { name: "No" }));
  await screen.findByText("Femi was not let in. Nothing was shared.");
  expect(workspace.done).toEqual(["refuse k1"]);
});

test("a yes that comes too late says what to do", async () => {
  openPeople({ asking: [femi] }, { admit: async () => ({ ok: false, reason: "expired" }) });
  fireEvent.click(await screen.findByRole("button", { name: "Yes, that is them" }));
  await screen.findByText("The invitation has ended. Invite this person again.");
});

test("two who ask with one invitation: both are held, and the page says why", async () => {
  openPeople({
    asking: [
      { ...femi, contested: true },
      { ...femi, id: "k2", contested: true },
    ],
  });
  await screen.findByRole("heading", { name: "More people ask than the invitation is for" });
  expect(screen.getAllByRole("button", { name: "Yes, that is them" })).toHaveLength(2);
});
