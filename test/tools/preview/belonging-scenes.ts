// Pages about who belongs, to look at while they are drawn: welcomes, asks to sign, somebody's page, leaving, and what a
// device sees that belongs no more.
import type { AskView, PersonView, RecoveryView } from "@fogata/sync";
import {
  emptyPicture,
  type GroupPicture,
  groupOf,
  type Picture,
  person,
  standingOf,
} from "../../support/workspace-double.ts";

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
const now = Date.now();
const names = ["Ines", "Amina", "Bea", "Cillian", "Dolores", "Ewa", "Gwen", "Hassan", "Joss"];
const member = (name: string) => `member-${name}`;

/** Not counted yet; `by` have said that they know them. */
function joiner(name: string, by: string[], change: Partial<NonNullable<PersonView["welcome"]>> = {}): PersonView {
  const welcome = { by: by.map(member), needed: 5, mine: by.includes("Ines"), objections: [], ...change };
  return person(name, now - 12 * dayMs, { full: false, welcome });
}
const device = (id: string, change: Partial<PersonView["devices"][number]> = {}) => ({
  ...{ id, since: now - 70 * dayMs, recovery: false, name: "", pausedUntil: null, here: false },
  ...change,
});
const ask = (id: string, what: AskView["what"], change: Partial<AskView> = {}): AskView => ({
  ...{ id, what, by: member("Gwen"), at: now - dayMs, signed: [member("Gwen"), member("Bea")], needed: 6 },
  ...{ mine: "may-sign", open: true },
  ...change,
});
const why =
  "You have come to three meetings drunk and shouted at Dolores in front of her children. We have talked with you twice, and you said it would stop.\nWe cannot go on together.";
const recovery = (change: Partial<RecoveryView>): RecoveryView => ({
  claim: "c1",
  member: member("Hassan"),
  from: now - 20 * hourMs,
  state: "waiting",
  mine: false,
  ...change,
});

const me = person("Ines", now - 300 * dayMs, {
  devices: [
    device("a1b2c3", { here: true, since: null }),
    device("7f03aa", { since: now - 30 * dayMs }),
    device("09eeff", { recovery: true, since: now - 29 * dayMs }),
  ],
});
const fulls = [me, ...names.slice(1).map((name) => person(name, now - 200 * dayMs))];
const joiners = [
  joiner("Kit", ["Amina", "Bea", "Joss"]),
  joiner("Femi", []),
  joiner("Lou", ["Ines"]),
  joiner("Sam", ["Bea"], { objections: [member("Cillian")] }),
];
const people = [...fulls, ...joiners];
const at = (path: string, change: Partial<GroupPicture> = {}): { path: string; picture: Picture } => ({
  path: `/g/c0ffee${path}`,
  picture: { ...emptyPicture(), groups: [groupOf(names, { people, ...change })] },
});
const removal = (change: Partial<AskView> = {}) => ask("r1", { kind: "removal", member: member("Joss"), why }, change);
const asks = [
  removal(),
  ask(
    "p1",
    { kind: "pause", member: member("Hassan"), device: null, until: now + 3 * dayMs },
    { needed: 2, signed: [member("Gwen")] },
  ),
  ask(
    "n1",
    { kind: "numbers", removal: 7, welcomes: null },
    { by: member("Ines"), signed: [member("Ines")], mine: "signed" },
  ),
  ask("w1", { kind: "welcome", member: member("Sam") }),
];

export const belongingScenes = {
  "people-joiners": at("/people"),
  "people-asks": at("/people", { asks, recoveries: [recovery({})] }),
  "people-alone": at("/people", { people: [me] }),
  "people-two": at("/people", { people: [me, joiner("Kit", [], { needed: 1 })] }),
  "people-again": at("/people", { people: fulls, standing: standingOf(13, { chooseAgain: 12 }) }),
  "people-new-here": at("/people", {
    people: people.map((one) => (one === me ? { ...me, full: false } : one)),
    asks: [removal({ mine: "not-full" })],
  }),
  "home-asks": at("", { asks: [removal()], recoveries: [recovery({ member: member("Ines"), mine: true })] }),
  "home-about-me": at("", {
    asks: [ask("r2", { kind: "removal", member: member("Ines"), why }, { mine: "about-me" })],
  }),
  "person-me": at(`/people/${member("Ines")}`),
  "person-joiner": at(`/people/${member("Kit")}`),
  "person-concern": at(`/people/${member("Sam")}`),
  "person-asked": at(`/people/${member("Joss")}`, { asks: [removal({ mine: "signed" })] }),
  "person-gone": at("/people/unknown"),
  "person-about-me": at(`/people/${member("Ines")}`, {
    asks: [ask("r2", { kind: "removal", member: member("Ines"), why }, { mine: "about-me" })],
    recoveries: [recovery({ member: member("Ines"), mine: true })],
  }),
  numbers: at("/people/numbers"),
  "numbers-asked": at("/people/numbers", { asks: [asks[2]!] }),
  leave: at("/leave"),
  "leave-left": at("/leave", { here: { kind: "left" } }),
  removed: at("", { here: { kind: "removed", why } }),
  "removed-agreements": at("/agreements", {
    here: { kind: "removed", why: null },
    agreements: [{ id: "a1", title: "Children at our meetings", at: now - 9 * dayMs }],
  }),
  "paused-people": at("/people", { here: { kind: "paused", until: now + 2 * dayMs } }),
  dropped: at("/people", { here: { kind: "device-dropped" } }),
} satisfies Record<string, { path: string; picture: Picture }>;
