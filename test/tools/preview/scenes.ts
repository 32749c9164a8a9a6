// Pages to look at while they are drawn: each scene is a picture of a device and an address in it.
import { emptyPicture, type GroupPicture, groupOf, type Picture, person } from "../../support/workspace-double.ts";
import { agreementScenes } from "./agreement-scenes.ts";
import { belongingScenes } from "./belonging-scenes.ts";
import { decidingScenes } from "./deciding-scenes.ts";
import { invitationScenes } from "./invitation-scenes.ts";
import { largeScenes } from "./large-scenes.ts";

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
const now = Date.now();
const words: [string, string, string, string] = ["lantern", "kettle", "harbour", "wren"];
const names = ["Ines", "Amina", "Bea", "Cillian", "Dolores", "Ewa", "Gwen", "Hassan", "Joss"];
const link = `https://fogata.example/#join/${"k7Qm4tule7fRbwrenZ9x".repeat(9)}`;

const agreements = [
  ["a1", "Children at our meetings"],
  ["a2", "How we decide"],
  ["a3", "What stays between us"],
  ["a4", "Where we keep the keys"],
].map(([id, title], i) => ({ id: id as string, title: title as string, at: now - i * 9 * dayMs }));

const run = (text: string, more: { strong?: boolean; em?: boolean } = {}) => ({
  text,
  strong: false,
  em: false,
  link: null,
  ...more,
});
const readable = {
  title: "Children at our meetings",
  blocks: [
    {
      type: "paragraph" as const,
      runs: [
        run("Children are welcome at every meeting. We plan for them "),
        run("first", { em: true }),
        run(": where they play, what they eat, when they need to go home."),
      ],
    },
    { type: "heading" as const, level: 1 as const, runs: [run("Who stays")] },
    {
      type: "paragraph" as const,
      runs: [run("A parent or carer stays in the building the whole time their child is here.")],
    },
    { type: "unordered-list-item" as const, indent: 0, runs: [run("Two people look after the children’s corner.")] },
    { type: "unordered-list-item" as const, indent: 0, runs: [run("It is never the same two twice running.")] },
    {
      type: "unordered-list-item" as const,
      indent: 1,
      runs: [run("Whoever has not done it for three meetings is asked first.")],
    },
    {
      type: "blockquote" as const,
      runs: [run("For two years it was always the same three women, and they missed every decision.")],
    },
    {
      type: "paragraph" as const,
      runs: [run("If a child is upset, "), run("the meeting waits", { strong: true }), run(".")],
    },
  ],
};

const asking = [
  {
    id: "k1",
    invitation: "i1",
    name: "Femi",
    words,
    contested: false,
    purpose: { kind: "person" as const },
    companion: null,
  },
];
const invitations = [
  {
    id: "i1",
    link,
    expiresAt: now + 60 * hourMs,
    state: "open" as const,
    mine: true,
    here: true,
    label: "",
    purpose: { kind: "person" as const },
    uses: 1,
    left: 1,
    agreements: false,
    held: [],
  },
];
const drafts = [
  { id: "a1", title: "Children at our meetings", at: now - 2 * dayMs },
  { id: "a4", title: "Where we keep the keys", at: now - 20 * dayMs },
];

const full = (change: Partial<GroupPicture> = {}): GroupPicture =>
  groupOf(names, { agreements, asking, invitations, drafts, readable, ...change });
const inGroup = (group: GroupPicture, more: Partial<Picture> = {}): Picture => ({
  ...emptyPicture(),
  groups: [group],
  ...more,
});
const joining = (state: Picture["joining"][number]["state"]) => ({
  ...emptyPicture(),
  joining: [
    { id: "j1", name: "Femi", purpose: "person" as const, words, state, progress: null, list: null, group: null },
  ],
});
const long = "The Long-Named Association of Everybody Who Lives or Has Ever Lived Along the Northern Canal Embankment";

export const scenes: Record<string, { path: string; picture: Picture }> = {
  ...agreementScenes,
  ...decidingScenes,
  ...belongingScenes,
  ...invitationScenes,
  ...largeScenes,
  first: { path: "/", picture: emptyPicture() },
  opening: { path: "/", picture: { ...emptyPicture(), ready: false } },
  groups: {
    path: "/",
    picture: {
      ...inGroup(full()),
      groups: [full(), groupOf(["Nes"], { id: "b0b0", name: "Larch Street Kitchen" })],
      joining: joining("waiting").joining,
    },
  },
  start: { path: "/start", picture: emptyPicture() },
  paste: { path: "/join", picture: emptyPicture() },
  invited: { path: "/join", picture: { ...emptyPicture(), invitation: link } },
  asked: { path: "/join/j1", picture: joining("waiting") },
  unreachable: { path: "/join/j1", picture: joining("relay-unreachable") },
  refused: { path: "/join/j1", picture: joining("refused") },
  home: { path: "/g/c0ffee", picture: inGroup(full()) },
  "home-new": { path: "/g/c0ffee", picture: inGroup(groupOf(["Ines"], { status: { kind: "saved" } })) },
  "home-quiet": { path: "/g/c0ffee", picture: inGroup(groupOf(names)) },
  agreements: { path: "/g/c0ffee/agreements", picture: inGroup(full()) },
  "agreements-none": { path: "/g/c0ffee/agreements", picture: inGroup(groupOf(names)) },
  "agreements-1000": {
    path: "/g/c0ffee/agreements",
    picture: inGroup(
      full({
        agreements: Array.from({ length: 1000 }, (_, i) => ({
          id: `x${i}`,
          title: `${i + 1}. What we said about ${i % 7 === 0 ? long : "the stairwell"}`,
          at: now - i * dayMs,
        })),
      }),
    ),
  },
  agreement: { path: "/g/c0ffee/agreements/a1", picture: inGroup(full()) },
  "agreement-opening": { path: "/g/c0ffee/agreements/a1", picture: inGroup(full({ readable: null })) },
  "agreement-missing": {
    path: "/g/c0ffee/agreements/a1",
    picture: inGroup(full({ readable: null, openFault: "missing", status: { kind: "offline" } })),
  },
  people: { path: "/g/c0ffee/people", picture: inGroup(full()) },
  "people-300": {
    path: "/g/c0ffee/people",
    picture: inGroup(
      full({ people: Array.from({ length: 300 }, (_, i) => person(`${names[i % 9]} ${i}`)), asking: [] }),
    ),
  },
  contested: {
    path: "/g/c0ffee/people",
    picture: inGroup(
      full({
        asking: [
          { ...asking[0]!, contested: true },
          {
            id: "k2",
            invitation: "i1",
            name: "Femi",
            words: ["otter", "ladder", "plum", "signal"],
            contested: true,
            purpose: { kind: "person" },
            companion: null,
          },
        ],
      }),
    ),
  },
  relay: { path: "/g/c0ffee/relay", picture: inGroup(full()) },
  "relay-offline": {
    path: "/g/c0ffee/relay",
    picture: inGroup(
      full({
        status: { kind: "offline" },
        relays: [
          { url: "ws://localhost:4010/relay", reachable: "no", stat: null, lastHeardAt: now - dayMs, channels: 1 },
        ],
        refused: { tampered: 2 },
      }),
    ),
  },
  device: { path: "/g/c0ffee/device", picture: inGroup(full()) },
  "not-shared": {
    path: "/g/c0ffee/agreements",
    picture: inGroup(full({ name: long, status: { kind: "not-shared", reason: "relay-full" } })),
  },
  "no-group": { path: "/g/unknown", picture: emptyPicture() },
  "not-found": { path: "/nowhere", picture: emptyPicture() },
  corrupt: { path: "/", picture: { ...emptyPicture(), fault: "storage-corrupt" } },
  newer: { path: "/", picture: { ...emptyPicture(), fault: "storage-newer" } },
  blocked: { path: "/", picture: { ...emptyPicture(), fault: "storage-blocked" } },
  "no-crypto": { path: "/", picture: { ...emptyPicture(), fault: "no-crypto" } },
  incomplete: { path: "/", picture: { ...emptyPicture(), fault: "app-incomplete" } },
  broken: { path: "/g/c0ffee/people", picture: inGroup(full({ invitations: null as never })) },
  "agreement-damaged": { path: "/g/c0ffee/agreements/a1", picture: inGroup(full({ openFault: "corrupt" })) },
  "agreement-incomplete": { path: "/g/c0ffee/agreements/a1", picture: inGroup(full({ openFault: "app-incomplete" })) },
  "agreement-newer": { path: "/g/c0ffee/agreements/a1", picture: inGroup(full({ newer: true })) },
  ...Object.fromEntries(
    (["relay-stranger", "relay-full", "refused", "too-large", "device-full"] as const).map((reason) => [
      `not-shared-${reason}`,
      { path: "/g/c0ffee/relay", picture: inGroup(full({ status: { kind: "not-shared", reason } })) },
    ]),
  ),
};
