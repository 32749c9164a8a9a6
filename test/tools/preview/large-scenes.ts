// Pages as large as a group can make them: three hundred people, a thousand agreements, a question answered by a hundred and
// twenty, a past of ten thousand edits, names and titles that do not end.
import { type AgreementView, agreementView, type Block, type Day, type DocumentId, type ViewOf } from "@fogata/domain";
import type { PersonView } from "@fogata/sync";
import { emptyPicture, type GroupPicture, groupOf, type Picture, person } from "../../support/workspace-double.ts";
import { decision, member, question, said, told, views } from "./deciding-scenes.ts";
import { askerOf, invitationOf } from "./invitation-scenes.ts";

const dayMs = 24 * 60 * 60 * 1000;
const now = Date.now();
const first = [
  "Ines",
  "Amina",
  "Bea",
  "Cillian",
  "Dolores",
  "Ewa",
  "Gwen",
  "Hassan",
  "Joss",
  "Réka",
  "Đorđe",
  "ليلى",
  "Oṣun",
];
const last = ["Abbott", "Borraja", "Castellanos", "Diop", "Ekström", "Featherstonehaugh", "Grabowska", "Haddad"];
const endless = "Wilhelmina-Konstantinopolitania Featherstonehaugh Cholmondeley-Warner of Flat 12";
const names = Array.from({ length: 300 }, (_, n) =>
  n === 7
    ? endless
    : `${first[n % first.length]} ${last[Math.floor(n / first.length) % last.length]}${n > 103 ? ` ${n}` : ""}`,
);
const long = "The Long-Named Agreement of Everybody Who Lives or Has Ever Lived Along the Northern Canal Embankment";
const titles = [
  "Children at our meetings",
  "How we decide",
  "What stays between us",
  "Where we keep the keys",
  "Our money",
];

/** A few ways of being here: most count, some have come lately, one is paused. */
const people: PersonView[] = names.map((name, n) => {
  if (n % 12 === 5) {
    const welcome = { by: [member(names[0]!)], needed: 7, mine: false, objections: [] };
    return person(name, now - 9 * dayMs, { full: false, welcome });
  }
  return person(name, now - (400 - n) * dayMs, n === 9 ? { pausedUntil: now + 2 * dayMs } : {});
});

const comes = (state: AgreementView["state"], force: AgreementView["force"] = null): AgreementView => ({
  ...agreementView("none", [], "2026-06-11" as Day),
  state,
  force,
});
const since = Date.UTC(2026, 2, 12);
const agreements = Array.from({ length: 1000 }, (_, n) => ({
  id: `x${n}`,
  title: n % 9 === 4 ? `${long}, part ${n}` : `${titles[n % titles.length]}, ${n + 1}`,
  at: now - n * dayMs,
  ...(n === 3 ? { pinned: true } : {}),
}));
const comesTo = Object.fromEntries(
  agreements.flatMap(({ id }, n): [string, AgreementView][] => {
    if (n % 50 === 1) return [[id, comes({ kind: "being-decided", proposal: "p" })]];
    if (n % 40 === 2) return [[id, comes({ kind: "review-due", since, reviewOn: "2026-06-01" as Day })]];
    if (n % 7 === 3) return [[id, comes({ kind: "replaced", by: "x4", at: since, proposal: "p" })]];
    if (n % 3 === 0) return [];
    const force = { doc: id, text: "cd", proposal: "p" };
    return [[id, comes({ kind: "in-force", since, reviewOn: "2027-03-12" as Day }, force)]];
  }),
);

const paragraph = (text: string): Block => ({
  type: "paragraph",
  runs: [{ text, strong: false, em: false, link: null }],
});
const clause = "Whoever holds the keys opens half an hour early, and says so if they cannot. Two of us close together.";
const readable = {
  title: long,
  blocks: Array.from({ length: 400 }, (_, n) => paragraph(`${n + 1}. ${clause.repeat(1 + (n % 3))}`)),
};
const edits = Array.from({ length: 10_000 }, (_, n) => ({
  name: null,
  by: member(names[n % 40]!),
  at: now - (10_000 - n) * 3_600_000,
  edits: 1 + (n % 9),
  before: n === 0 ? null : [n.toString(16).padStart(64, "0")],
  heads: [(n + 1).toString(16).padStart(64, "0")],
}));
const madeFrom = (as: "amendment" | "translation", count: number) =>
  Array.from({ length: count }, (_, n) => ({
    id: `${as}${n}` as DocumentId,
    title: n % 4 === 1 ? `${long}, ${n}` : `Stepping out for half an hour, ${n + 1}`,
    at: now - n * dayMs,
    agreement: "x1" as DocumentId,
    as,
    readers: { kind: n % 5 === 0 ? ("me" as const) : ("everyone" as const) },
  }));

type Thing = ViewOf<"keys-register">["things"][number];
const things = Array.from({ length: 200 }, (_, n): Thing => {
  const day = "2026-06-11" as Day;
  const by = member(names[n % 30]!);
  const turn = { id: `t${n}`, by, to: by, from: day, until: "2099-01-01" as Day, end: "2099-01-01" as Day };
  return {
    ...{ id: `k${n}`, what: n % 11 === 3 ? `${long}, its key` : `Key ${n + 1}`, about: n % 3 ? "" : clause, next: [] },
    ...{
      holders: n % 4 ? [{ ...turn, lastDay: turn.until, endsSoon: false }] : [],
      offers: [],
      last: null,
      record: [],
    },
  };
});
const circle = (n: number) => ({
  ...views["working-groups"].groups[0]!,
  ...{ id: `w${n}`, circle: n.toString(16).padStart(64, "0") as never },
  ...{ name: n % 5 === 2 ? `${long}, ${n}` : `Kitchen ${n + 1}`, mandate: n % 2 ? "Soup." : clause.repeat(3) },
});

const large = (change: Partial<GroupPicture> = {}): Picture => ({
  ...emptyPicture(),
  groups: [
    groupOf(names, {
      ...{ name: "The Long-Named Association of the Northern Canal Embankment", people, agreements, comesTo, readable },
      madeFrom: [...madeFrom("amendment", 30), ...madeFrom("translation", 12)],
      history: { sittings: edits.filter((_, n) => n % 25 === 0), edits, named: edits.slice(0, 60) },
      views: {
        "keys-register": { title: "", things, away: [] },
        "working-groups": { title: "", groups: Array.from({ length: 40 }, (_, n) => circle(n)), away: [] },
      },
      asking: Array.from({ length: 12 }, (_, n) => askerOf({ id: `k${n}`, name: n === 3 ? endless : `Femi ${n}` })),
      invitations: Array.from({ length: 25 }, (_, n) =>
        invitationOf({ id: `i${n}`, label: n % 2 ? `For ${names[n]}` : "" }),
      ),
      ...change,
    }),
  ],
});
const reason = "The stairs are steep, and nobody who uses a chair was asked. ";
const askedOf = names.slice(0, 120);
const answered = question(1, `${long} is opened to everybody on the embankment from the first of May.`, {
  people: said(askedOf, ["agree", "concern", "agree", "no", "stand-aside", "pass", null, "agree"]).map((one, n) => ({
    ...one,
    answer: one.answer && { ...one.answer, reason: one.answer.reason && reason.repeat(1 + (n % 9)) },
  })),
});
const decided = Array.from({ length: 200 }, (_, n) =>
  decision(n + 10, n % 6 ? `We do it by turns, ${n}.` : `${long}, ${n}.`),
);
const questions = [
  answered,
  ...Array.from({ length: 15 }, (_, n) => question(n + 300, `Shall we, for the ${n}th time?`)),
  ...decided,
];
const at = (path: string, change: Partial<GroupPicture> = {}) => ({ path: `/g/c0ffee${path}`, picture: large(change) });
const drafts = agreements.slice(0, 30).map(({ id, title, at }) => ({ id, title, at }));

export const largeScenes: Record<string, { path: string; picture: Picture }> = {
  "large-groups": {
    path: "/",
    picture: {
      ...emptyPicture(),
      groups: Array.from({ length: 30 }, (_, n) =>
        groupOf([n % 4 ? "Ines" : endless], { id: `g${n}`, name: n % 5 ? `Larch Street ${n}` : long }),
      ),
    },
  },
  "large-home": at("", { questions, drafts }),
  "large-people": at("/people"),
  "large-person": at(`/people/${member(endless)}`),
  "large-agreements": at("/agreements"),
  "large-agreement": at("/agreements/x1"),
  "large-draft": at("/agreements/x0"),
  "large-keys": at("/keys"),
  "large-working-groups": at("/working-groups"),
  "large-question": at(`/questions/${answered.proposal}`, { questions }),
  "large-decided": at("/questions", {
    questions,
    told: Array.from({ length: 60 }, (_, n) => told(`Soup, ${n}.`, { closing: `${n}` })),
  }),
  "large-relay": at("/relay"),
  "large-device": at("/device"),
};
