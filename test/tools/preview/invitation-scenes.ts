// Scenes of coming in: invitations that wait, who asks with them, joining with the agreements first, a further device,
// and the way back with the group's help.
import type { AskerView, InvitationView, JoiningView } from "@fogata/sync";
import { emptyPicture, type GroupPicture, groupOf, type Picture, person } from "../../support/workspace-double.ts";

const hourMs = 60 * 60 * 1000;
const now = Date.now();
const names = ["Ines", "Amina", "Bea", "Cillian", "Dolores"];
const words: [string, string, string, string] = ["lantern", "kettle", "harbour", "wren"];
const link = `https://fogata.example/#join/${"k7Qm4tule7fRbwrenZ9x".repeat(9)}`;

export const invitationOf = (change: Partial<InvitationView> = {}): InvitationView => ({
  id: "i1",
  link,
  expiresAt: now + 60 * hourMs,
  state: "open",
  mine: true,
  here: true,
  label: "",
  purpose: { kind: "person" },
  uses: 1,
  left: 1,
  agreements: false,
  held: [],
  ...change,
});
export const askerOf = (change: Partial<AskerView> = {}): AskerView => ({
  id: "k1",
  invitation: "i1",
  name: "Femi",
  words,
  contested: false,
  purpose: { kind: "person" },
  companion: null,
  ...change,
});
export const joiningOf = (change: Partial<JoiningView> = {}): JoiningView => ({
  id: "j1",
  name: "Femi",
  purpose: "person",
  words,
  state: "waiting",
  progress: null,
  list: null,
  group: null,
  ...change,
});
const recovery = { kind: "recovery" as const, member: "member-Bea" };
const underLink = [
  {
    doc: "a1",
    title: "Children at our meetings",
    text: "Children are welcome at every meeting. We plan for them *first*.\n\n# Who stays\n\n- A parent or carer stays in the building.\n- It is never the same two twice running.",
  },
  {
    doc: "a2",
    title: "How we decide",
    text: "We look for something everyone can live with. One no means we keep talking.",
  },
];

const inGroup = (change: Partial<GroupPicture> = {}): Picture => ({
  ...emptyPicture(),
  groups: [groupOf(names, { agreements: underLink.map(({ doc, title }) => ({ id: doc, title, at: now })), ...change })],
});
const invited = (change: Partial<Picture>): Picture => ({ ...emptyPicture(), invitation: link, ...change });
const asked = (change: Partial<JoiningView>): Picture => ({ ...emptyPicture(), joining: [joiningOf(change)] });
const back = (progress: JoiningView["progress"]) => asked({ name: "", purpose: "recovery", progress });
const ines = {
  ...person("Ines"),
  devices: [
    { id: "device-Ines", since: null, recovery: false, name: "", pausedUntil: null, here: true },
    { id: "77ab-old", since: now - 900 * hourMs, recovery: false, name: "", pausedUntil: null, here: false },
    { id: "19cd-paper", since: now - 300 * hourMs, recovery: true, name: "", pausedUntil: null, here: false },
  ],
};

export const invitationScenes: Record<string, { path: string; picture: Picture }> = {
  "invitations-waiting": {
    path: "/g/c0ffee/people",
    picture: inGroup({
      invitations: [
        invitationOf({ label: "the flyer at the school", uses: 10, left: 7, agreements: true }),
        invitationOf({ id: "i2", mine: false, here: false, link: null }),
        invitationOf({ id: "i3", purpose: recovery, expiresAt: now + 300 * hourMs }),
        invitationOf({
          id: "i4",
          state: "held",
          left: 0,
          held: [
            { id: "h1", name: "Joss" },
            { id: "h2", name: "Somebody Whose Name Takes The Whole Of A Line" },
          ],
        }),
      ],
    }),
  },
  "asking-all": {
    path: "/g/c0ffee/people",
    picture: inGroup({
      invitations: [invitationOf({ label: "the flyer at the school", uses: 10, left: 7 })],
      asking: [
        askerOf({ companion: "I read slowly, and children are with me." }),
        askerOf({ id: "k2", name: "Ines", purpose: { kind: "device" }, invitation: "i2" }),
        askerOf({ id: "k3", name: "Bea", purpose: recovery, invitation: "i3" }),
      ],
      companions: [{ member: "member-Dolores", words: "I do not know anybody yet.", offered: ["member-Amina"] }],
    }),
  },
  "invited-agreements": { path: "/join", picture: invited({ offer: { agreements: true }, underLink }) },
  "invited-device": { path: "/join", picture: invited({ offer: { purpose: "device" } }) },
  "invited-back": { path: "/join", picture: invited({ offer: { purpose: "recovery" } }) },
  "asked-device": { path: "/join/j1", picture: asked({ name: "", purpose: "device" }) },
  "asked-withdrawn": { path: "/join/j1", picture: asked({ state: "withdrawn" }) },
  "back-asked": { path: "/join/j1", picture: back({ kind: "asked", signed: 1, needed: 3 }) },
  "back-waiting": { path: "/join/j1", picture: back({ kind: "waiting", until: now + 70 * hourMs }) },
  "back-said-no": { path: "/join/j1", picture: back({ kind: "said-no" }) },
  "my-devices": {
    path: "/g/c0ffee/device",
    picture: inGroup({ people: [ines, ...names.slice(1).map((name) => person(name))] }),
  },
  recover: { path: "/recover", picture: emptyPicture() },
};
