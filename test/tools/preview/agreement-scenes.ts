// Agreements as they come to something: the list by states, one in force, one with all that can stand in it, a change.
import {
  type AgreementView,
  agreementView,
  type Block,
  type Day,
  type DocumentId,
  parseAgreementFacts,
} from "@fogata/domain";
import { emptyPicture, type GroupPicture, groupOf, type Picture } from "../../support/workspace-double.ts";

const dayMs = 24 * 60 * 60 * 1000;
const now = Date.now();
const names = ["Ines", "Amina", "Bea", "Cillian", "Dolores", "Ewa", "Gwen", "Hassan", "Joss"];
const run = (text: string) => ({ text, strong: false, em: false, link: null });
const item = (text: string): Block => ({ type: "ordered-list-item", indent: 0, runs: [run(text)] });
const why = (text: string): Block => ({ type: "why", runs: [run(text)] });
const title = "Children at our meetings";

const blocks: Block[] = [
  item(
    "Children are welcome at every meeting. We plan for them first: where they play, what they eat, when they go home.",
  ),
  why("Two of us stopped coming because there was nowhere for a toddler to be. It took us a year to notice."),
  item("A parent or carer stays in the building the whole time their child is here."),
  why("We are not a nursery. Nobody should be left holding somebody else’s emergency."),
  {
    type: "ordered-list-item",
    indent: 0,
    runs: [
      run("Whoever has not looked after the corner for "),
      { ...run("90"), value: "place-days" },
      run(" days is offered it first."),
    ],
  },
  item("If a child is upset, the meeting waits."),
  item("There is tea."),
  item("There is cake, mostly."),
  item("Prams stand in the hallway."),
  item("We clear up together."),
];
const facts = {
  ...parseAgreementFacts({}),
  summary: "Children are welcome, and looking after them goes round.",
  reviewOn: "2027-03-12" as Day,
  language: "en",
};
const readable = { title, blocks, facts };
const from = {
  as: "amendment" as const,
  agreement: "a1" as DocumentId,
  base: { document: "a1" as DocumentId, heads: ["ab".repeat(32)] },
};
const changed: Block[] = [
  ...blocks.slice(0, 2),
  item(
    "A parent or carer stays in the building or the yard while their child is here, or has told both people in the children’s corner where they are going: thirty minutes at most.",
  ),
  why(
    "Nobody should be left holding somebody else’s emergency. And nobody should have to choose between a meeting and the chemist.",
  ),
  ...blocks.slice(4, 6),
  ...blocks.slice(8),
  blocks[7]!,
];
const row = (id: string, name: string, readers: "me" | "everyone") => ({
  id: id as DocumentId,
  title: name,
  at: now - 3 * dayMs,
  agreement: "a1" as DocumentId,
  as: "amendment" as const,
  readers: { kind: readers } as const,
});

const comes = (state: AgreementView["state"], force: AgreementView["force"] = null): AgreementView => ({
  ...agreementView("none", [], "2026-06-11" as Day),
  state,
  force,
});
const since = Date.UTC(2026, 2, 12);
const inForce = comes(
  { kind: "in-force", since, reviewOn: "2027-03-12" as Day },
  { doc: "a1", text: "cd", proposal: "p" },
);
const inGroup = (change: Partial<GroupPicture>): Picture => ({
  ...emptyPicture(),
  groups: [
    groupOf(names, {
      agreements: [
        { id: "a1", title, at: now, pinned: true },
        ...["How we decide", "What stays between us", "Where we keep the keys", "Our money", "The old rota"].map(
          (title, n) => ({ id: `a${n + 2}`, title, at: now - n * 9 * dayMs }),
        ),
      ],
      comesTo: {
        a1: inForce,
        a2: comes({ kind: "review-due", since, reviewOn: "2026-06-01" as Day }),
        a3: comes({ kind: "being-decided", proposal: "p" }),
        a6: comes({ kind: "replaced", by: "a2", at: since, proposal: "p" }),
      },
      madeFrom: [row("c1", "Stepping out for half an hour", "everyone"), row("c2", "Prams in the hallway", "me")],
      readable,
      textAt: readable,
      ...change,
    }),
  ],
});

export const agreementScenes: Record<string, { path: string; picture: Picture }> = {
  "agreements-states": { path: "/g/c0ffee/agreements", picture: inGroup({}) },
  "agreement-in-force": { path: "/g/c0ffee/agreements/a1", picture: inGroup({}) },
  "agreement-change": {
    path: "/g/c0ffee/agreements/c1",
    picture: inGroup({
      readable: {
        title: "Children and parents at our meetings",
        blocks: changed,
        facts: { ...facts, from, name: "Stepping out for half an hour" },
      },
    }),
  },
};
