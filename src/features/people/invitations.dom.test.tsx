// Invitations that are more than one for one: chosen, waiting, withdrawn, held; links for a device and for coming back; and
// company for whoever asks for it.
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
import { askerOf, invitationOf } from "../../../test/tools/preview/invitation-scenes.ts";

afterEach(cleanup);
const names = ["Gwen", "Amina", "Bea"];
const open = (path: string, change: Partial<GroupPicture>, answers?: Answers) => {
  const workspace = openApp(`/g/c0ffee${path}`, { ...emptyPicture(), groups: [groupOf(names, change)] }, answers);
  return {
    workspace,
    show: (next: Partial<GroupPicture>) =>
      workspace.change((p) => ({ ...p, groups: [groupOf(names, { ...change, ...next })] })),
  };
};
const weekMs = 7 * 24 * 60 * 60 * 1000;
const agreements = [
  { id: "a1", title: "Children at our meetings", at: 1 },
  { id: "a2", title: "How we decide", at: 2 },
];
const asked = (workspace: { done: string[] }) =>
  workspace.done.filter((one) => one.startsWith("invite {")).map((one) => JSON.parse(one.slice("invite ".length)));
const press = (name: string | RegExp, inside: HTMLElement = document.body) =>
  fireEvent.click(within(inside).getByRole("button", { name }));

test("Gwen makes another kind of invitation; the one that nobody was given is taken back", async () => {
  const made = { ...invitationOf({ id: "i2", label: "the flyer", uses: 5, left: 5, agreements: true }) };
  let n = 0;
  const { workspace, show } = open(
    "/people",
    { invitations: [invitationOf()], agreements },
    {
      invite: async () => {
        if (n++ > 0) show({ invitations: [invitationOf(), made] });
        return { ok: true, value: { id: n === 1 ? "i1" : "i2" } };
      },
      exportMarkdown: async (id) => ({
        ok: true,
        value: { fileName: "x.md", text: `# Title of ${id}\n\nThe words.\n` },
      }),
    },
  );
  fireEvent.click(await screen.findByRole("button", { name: "Invite someone" }));
  const dialog = await screen.findByRole("dialog", { name: "Invitation" });
  fireEvent.input(within(dialog).getByLabelText("A note for yourself"), { target: { value: " the flyer " } });
  fireEvent.click(within(dialog).getByRole("radio", { name: "Five" }));
  fireEvent.click(within(dialog).getByRole("radio", { name: "Two weeks" }));
  fireEvent.click(within(dialog).getByRole("checkbox", { name: "Show our agreements first" }));
  fireEvent.click(within(dialog).getByRole("checkbox", { name: "How we decide" }));
  press("Make this invitation", dialog);
  await within(dialog).findByText("Your note: the flyer");
  expect(asked(workspace)).toEqual([
    {
      label: "the flyer",
      uses: 5,
      hours: 336,
      agreements: [{ doc: "a1", title: "Children at our meetings", text: "The words.\n" }],
    },
  ]);
  await waitFor(() => expect(workspace.done).toContain('act {"type":"withdraw-invitation","invitation":"i1"}'));
  expect(document.activeElement?.textContent).toContain("This is the new link.");
});

test("whoever has copied the first link keeps it", async () => {
  let n = 0;
  const { workspace, show } = open(
    "/people",
    { invitations: [invitationOf()] },
    {
      invite: async () => {
        if (n++ > 0) show({ invitations: [invitationOf(), invitationOf({ id: "i2", uses: 2, left: 2 })] });
        return { ok: true, value: { id: n === 1 ? "i1" : "i2" } };
      },
    },
  );
  fireEvent.click(await screen.findByRole("button", { name: "Invite someone" }));
  const dialog = await screen.findByRole("dialog", { name: "Invitation" });
  press("Copy link", dialog);
  await within(dialog).findByText(/copy it by hand/);
  press("Make this invitation", dialog);
  await within(dialog).findByText(/This is the new link/);
  expect(workspace.done.filter((one) => one.includes("withdraw"))).toEqual([]);
});

test("an agreement that this device does not have is named, and no link that shows less is made", async () => {
  const { workspace } = open(
    "/people",
    { invitations: [invitationOf()], agreements },
    {
      exportMarkdown: async (id) =>
        id === "a2"
          ? { ok: false, reason: "missing" }
          : { ok: true, value: { fileName: "x.md", text: "# T\n\nWords\n" } },
    },
  );
  fireEvent.click(await screen.findByRole("button", { name: "Invite someone" }));
  const dialog = await screen.findByRole("dialog", { name: "Invitation" });
  fireEvent.click(within(dialog).getByRole("checkbox", { name: "Show our agreements first" }));
  press("Make this invitation", dialog);
  await within(dialog).findByText("Not on this device yet, so not under the link: How we decide.");
  expect(asked(workspace)).toEqual([]);
});

test.each([
  ["device-full", /This device is full/],
  ["no-relay", /has not found its relay yet/],
  ["too-long", /Choose fewer/],
  ["not-possible", /cannot be done from here just now/],
] as const)("another kind of invitation that is refused as %s says so", async (reason, said) => {
  let n = 0;
  open(
    "/people",
    { invitations: [invitationOf()] },
    { invite: async () => (n++ === 0 ? { ok: true, value: { id: "i1" } } : { ok: false, reason }) },
  );
  fireEvent.click(await screen.findByRole("button", { name: "Invite someone" }));
  const dialog = await screen.findByRole("dialog", { name: "Invitation" });
  press("Make this invitation", dialog);
  await within(dialog).findByText(said);
});

test("what waits says for whom, how many are left and until when; ended ones do not wait", async () => {
  open("/people", {
    invitations: [
      invitationOf({ label: "the flyer", uses: 10, left: 7 }),
      invitationOf({ id: "i2", mine: false, here: false, link: null }),
      invitationOf({ id: "i3", purpose: { kind: "recovery", member: "member-Bea" } }),
      invitationOf({ id: "i4", state: "used", left: 0 }),
      invitationOf({ id: "i5", state: "withdrawn" }),
      invitationOf({ id: "i6", expiresAt: Date.now() - 1 }),
    ],
  });
  const list = await screen.findByRole("complementary", { name: "Invitations waiting" });
  const rows = within(list).getAllByRole("listitem");
  expect(rows).toHaveLength(3);
  within(rows[0]!).getByText("the flyer");
  within(rows[0]!).getByText(/^For seven more people, until/);
  within(rows[1]!).getByText("Made by somebody else");
  expect(within(rows[1]!).queryByRole("button", { name: "Show it again" })).toBeNull();
  within(rows[2]!).getByText("To help Bea back in");
});

test("Gwen withdraws one: what cannot be called back is said first, then what came of it", async () => {
  const { workspace } = open("/people", { invitations: [invitationOf({ agreements: true })] });
  fireEvent.click(await screen.findByRole("button", { name: "Withdraw" }));
  const dialog = await screen.findByRole("dialog", { name: "Withdraw this invitation" });
  within(dialog).getByText(/Who is in already stays/);
  within(dialog).getByText(/The copy of our agreements under it is erased/);
  expect(workspace.done).toEqual([]);
  press("Withdraw it", dialog);
  const said = await screen.findByText("Withdrawn. Nobody can ask with this link any more.");
  expect(document.activeElement).toBe(said);
  expect(workspace.done).toEqual(['act {"type":"withdraw-invitation","invitation":"i1"}']);
});

test("somebody else’s invitation is for full members to withdraw or settle; a new joiner sees that it waits", async () => {
  const people = names.map((name) => person(name, Date.now(), { full: name !== "Gwen" }));
  const theirs = { mine: false, here: false, link: null };
  const held = { state: "held" as const, held: [{ id: "h1", name: "Joss" }] };
  open("/people", { people, invitations: [invitationOf(theirs), invitationOf({ id: "i2", ...theirs, ...held })] });
  await screen.findByRole("heading", { name: /look who is meant/ });
  expect(screen.queryByRole("button", { name: "Withdraw" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Joss is meant" })).toBeNull();
});

test("K17 two let in with one link are held until somebody says who was meant", async () => {
  const held = [
    { id: "h1", name: "Joss" },
    { id: "h2", name: "Joss" },
  ];
  const { workspace } = open("/people", { invitations: [invitationOf({ state: "held", left: 0, held })] });
  await screen.findByRole("heading", { name: "Two people came with one link: look who is meant" });
  fireEvent.click(screen.getAllByRole("button", { name: "Joss is meant" })[1]!);
  await screen.findByText("Joss is in the group. The others are not.");
  expect(workspace.done).toEqual(['act {"type":"settle","invitation":"i1","held":"h2"}']);
  press("None of them");
  await screen.findByText("None of them is in the group.");
});

test("a device of mine and somebody who comes back are asked about in words of their own", async () => {
  const { workspace } = open("/people", {
    invitations: [invitationOf({ label: "the flyer" })],
    asking: [
      askerOf({ companion: "I read slowly." }),
      askerOf({ id: "k2", invitation: "i2", name: "Gwen", purpose: { kind: "device" } }),
      askerOf({ id: "k3", invitation: "i3", name: "Bea", purpose: { kind: "recovery", member: "member-Bea" } }),
    ],
  });
  const asking = await screen.findByRole("region", { name: "Asking to join" });
  within(asking).getByText("With the invitation “the flyer”.");
  within(asking).getByText("Would like a companion for the first weeks: “I read slowly.”");
  within(asking).getByRole("heading", { name: "A device of yours" });
  within(asking).getByRole("heading", { name: "Bea, who has lost every device" });
  within(asking).getByText(/two full members must sign/);
  press("Yes, the same words", asking);
  await screen.findByText("Your other device is in the group.");
  expect(workspace.done).toEqual(["admit k2"]);
});

test("G4 Gwen goes along with Amina, who asked for company", async () => {
  const { workspace } = open("/people", {
    people: names.map((name) => person(name, Date.now() - (name === "Amina" ? 2 : 9) * weekMs)),
    companions: [
      { member: "member-Amina", words: "I know nobody.", offered: ["member-Bea"] },
      { member: "member-Bea", words: "That was nine weeks ago.", offered: [] },
    ],
  });
  const company = await screen.findByRole("region", { name: "A companion for the first weeks" });
  within(company).getByText("“I know nobody.”");
  within(company).getByText("Bea goes along.");
  expect(within(company).queryByText(/nine weeks ago/)).toBeNull();
  press(/^I’ll go along/, company);
  await screen.findByText("Amina sees that you go along.");
  expect(workspace.done).toEqual(["accompany member-Amina"]);
});

test("adding a device: a link, then four words in the same place, then it is said that both are in", async () => {
  const mine = invitationOf({ id: "i9", purpose: { kind: "device" } });
  const { workspace, show } = open(
    "/device",
    {},
    {
      invite: async () => {
        show({ invitations: [mine] });
        return { ok: true, value: { id: "i9" } };
      },
    },
  );
  fireEvent.click(await screen.findByRole("button", { name: "Add another of my devices" }));
  const dialog = await screen.findByRole("dialog", { name: "Add another of your devices" });
  await within(dialog).findByRole("textbox", { name: "Link for your other device" });
  expect(asked(workspace)).toEqual([{ uses: 1, purpose: { kind: "device" }, hours: 24 }]);

  show({ invitations: [mine], asking: [askerOf({ invitation: "i9", name: "Gwen", purpose: { kind: "device" } })] });
  await within(dialog).findByRole("list", { name: "The four words of your other device" });
  await waitFor(() => expect(document.activeElement?.textContent).toMatch(/are the four words the same\?/));
  press("Yes, the same words", dialog);
  await within(dialog).findByText(/Both devices are in the group/);
  press("Done", dialog);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("a link for a device that waits already is shown again, and no second one is made", async () => {
  const { workspace } = open("/device", { invitations: [invitationOf({ purpose: { kind: "device" } })] });
  fireEvent.click(await screen.findByRole("button", { name: "Add another of my devices" }));
  await screen.findByRole("textbox", { name: "Link for your other device" });
  expect(workspace.done).toEqual([]);
});

test("Gwen helps Bea back in from her page, with a link as long as a link can be", async () => {
  const back = invitationOf({ id: "i7", purpose: { kind: "recovery", member: "member-Bea" } });
  const { workspace, show } = open(
    "/people/member-Bea",
    {},
    {
      invite: async () => {
        show({ invitations: [back] });
        return { ok: true, value: { id: "i7" } };
      },
    },
  );
  fireEvent.click(await screen.findByRole("button", { name: "Help Bea back in" }));
  const dialog = await screen.findByRole("dialog", { name: "Help Bea back in" });
  await within(dialog).findByRole("textbox", { name: "Link for Bea" });
  within(dialog).getByText(/two full members sign; yours counts as one/);
  expect(asked(workspace)).toEqual([{ uses: 1, purpose: { kind: "recovery", member: "member-Bea" }, hours: 336 }]);
  show({
    invitations: [back],
    asking: [askerOf({ invitation: "i7", name: "Bea", purpose: { kind: "recovery", member: "member-Bea" } })],
  });
  fireEvent.click(await within(dialog).findByRole("button", { name: "No" }));
  await within(dialog).findByText("Bea was not let in. Nothing was shared.");
});
