import fc from "fast-check";
import { expect, test } from "vitest";
import { dayMs, hashOf, idOf, startMs, story } from "../../testing/deciding.ts";
import { parseDay } from "../days.ts";
import { agreementView } from "./agreement-state.ts";
import { decideAll } from "./decide.ts";
import type { About, DecisionView } from "./types.ts";

const doc = idOf("doc");
const today = parseDay("2027-02-01")!;
const three = { full: ["Alice", "Bob", "Carol"] } as const;
type Story = ReturnType<typeof story>;
const begin = () => story({ full: [...three.full] });

function decideOn(s: Story, about: About, o: { text?: string; doc?: string; reviewOn?: string } = {}) {
  const proposal = s.asks("Alice", {
    about,
    until: s.now() + 7 * dayMs,
    text: hashOf(o.text ?? "first text"),
    reviewOn: o.reviewOn === undefined ? null : parseDay(o.reviewOn),
    ...(o.doc === undefined ? {} : { doc: o.doc }),
  });
  for (const name of three.full) s.answers(name, "agree");
  s.closes("Bob");
  return proposal;
}
const seen = (s: Story, of = doc, on = today) => agreementView(of, decideAll(s.facts()), on);
const amendment = (base: string): About => ({ kind: "amendment", of: doc, base: hashOf(base) });
const draft: About = { kind: "draft", replaces: null };

test("D30 a draft is a draft, then being decided, then in force until it is due for review", () => {
  const s = begin();
  expect(seen(s).state).toEqual({ kind: "draft" });
  const proposal = s.asks("Alice", { reviewOn: parseDay("2027-06-01") });
  expect(seen(s).state).toEqual({ kind: "being-decided", proposal });
  for (const name of three.full) s.answers(name, "agree");
  expect(seen(s).force).toBe(null);
  s.day(2);
  s.closes("Alice");
  const since = startMs + 2 * dayMs;
  expect(seen(s).state).toEqual({ kind: "in-force", since, reviewOn: "2027-06-01" });
  expect(seen(s).force).toEqual({ text: hashOf("first text"), doc, proposal });
  expect(seen(s, doc, parseDay("2027-05-31")!).state.kind).toBe("in-force");
  expect(seen(s, doc, parseDay("2027-06-01")!).state).toEqual({ kind: "review-due", since, reviewOn: "2027-06-01" });
});

test("D30 an amendment in force gives the agreement its words, and is taken in itself", () => {
  const s = begin();
  decideOn(s, draft, { reviewOn: "2027-06-01" });
  s.day(1);
  const second = idOf("amendment");
  const proposal = decideOn(s, amendment("first text"), { text: "second text", doc: second });
  expect(seen(s).force).toEqual({ text: hashOf("second text"), doc: second, proposal });
  expect(seen(s).state).toEqual({ kind: "in-force", since: startMs + dayMs, reviewOn: "2027-06-01" });
  expect(seen(s, second).state).toEqual({ kind: "taken-in", agreement: doc, at: startMs + dayMs, proposal });
});

test("D30 of two amendments to one text the earlier is in force; the other is overtaken, and not lost", () => {
  const s = begin();
  decideOn(s, draft);
  s.day(1);
  const one = decideOn(s, amendment("first text"), { text: "Bob's", doc: idOf("Bob's") });
  s.day(2);
  const two = decideOn(s, amendment("first text"), { text: "Carol's", doc: idOf("Carol's") });
  expect(seen(s).force?.proposal).toBe(one);
  expect(seen(s).overtaken).toEqual([two]);
  expect(seen(s, idOf("Carol's"))).toMatchObject({ state: { kind: "draft" }, overtaken: [two] });
  s.day(3);
  const three = decideOn(s, amendment("Bob's"), { text: "both", doc: idOf("both") });
  expect(seen(s).force?.proposal).toBe(three);
  expect(seen(s).history).toHaveLength(3);
});

test("D30 what is in force is changed by amendments alone, not by another question about the old draft", () => {
  const s = begin();
  const first = decideOn(s, draft);
  s.day(1);
  const again = decideOn(s, draft, { text: "Eve's version" });
  expect(seen(s).force?.proposal).toBe(first);
  expect(seen(s).overtaken).toEqual([again]);
});

test("D30 a review keeps it until a later day, lets it go, or comes from another agreement", () => {
  const s = begin();
  decideOn(s, draft, { reviewOn: "2027-01-20" });
  expect(seen(s).state.kind).toBe("review-due");
  s.day(1);
  decideOn(s, { kind: "keep" }, { reviewOn: "2028-01-20" });
  expect(seen(s).state).toMatchObject({ kind: "in-force", since: startMs, reviewOn: "2028-01-20" });
  s.day(2);
  const gone = decideOn(s, { kind: "let-go" });
  expect(seen(s)).toMatchObject({ state: { kind: "let-go", at: startMs + 2 * dayMs, proposal: gone }, force: null });
  s.day(3);
  decideOn(s, draft, { text: "taken up again" });
  expect(seen(s).state.kind).toBe("in-force");
  s.day(4);
  const by = idOf("the new agreement");
  const proposal = decideOn(s, { kind: "draft", replaces: doc }, { text: "the new one", doc: by });
  expect(seen(s).state).toEqual({ kind: "replaced", by, at: startMs + 4 * dayMs, proposal });
  expect(seen(s, by).state.kind).toBe("in-force");
});

test("D30 what another circle decides takes the place of nothing here, and is in force itself", () => {
  const s = begin();
  decideOn(s, draft);
  s.day(1);
  const by = idOf("Eve's own");
  const proposal = decideOn(s, { kind: "draft", replaces: doc }, { text: "Eve's", doc: by });
  const hers = decideAll(s.facts()).map((one) =>
    one.proposal === proposal ? { ...one, circle: hashOf("hers") } : one,
  );
  expect(agreementView(doc, hers, today)).toMatchObject({ state: { kind: "in-force" }, overtaken: [proposal] });
  expect(agreementView(by, hers, today).state.kind).toBe("in-force");
});

test("D30 a decision on a text that is not in force any more lets nothing go", () => {
  const s = begin();
  decideOn(s, draft);
  const gone = decideOn(s, { kind: "let-go" }, { text: "some other text" });
  expect(seen(s)).toMatchObject({ state: { kind: "in-force" }, overtaken: [gone] });
});

test("D24 a late no leaves it in force, and marks it", () => {
  const s = story({ full: ["Alice", "Bob", "Dan"] });
  s.asks("Alice");
  s.day(1);
  s.goOffline("Dan");
  s.answers("Alice", "agree");
  s.answers("Bob", "agree");
  s.answers("Dan", "no", { reason: "two children at most" });
  s.day(8);
  s.closes("Bob");
  expect(seen(s)).toMatchObject({ state: { kind: "in-force" }, marked: [] });
  s.goOnline("Dan");
  expect(seen(s)).toMatchObject({ state: { kind: "in-force" }, marked: ["late-no"] });
  expect(seen(s).concerns.map(({ reason }) => reason)).toEqual(["two children at most"]);
});

test("D30 whatever decisions there are, in whatever order: the same view, all of them in it, nothing thrown", () => {
  const abouts: About[] = [
    draft,
    { kind: "draft", replaces: doc },
    { kind: "keep" },
    { kind: "let-go" },
    { kind: "question" },
    amendment("one"),
    amendment("two"),
    { kind: "amendment", of: idOf("amendment"), base: hashOf("one") },
  ];
  const [example] = (() => {
    const s = begin();
    decideOn(s, draft);
    return decideAll(s.facts());
  })();
  const decision = fc
    .record({
      n: fc.nat(1_000_000),
      about: fc.constantFrom(...abouts),
      doc: fc.constantFrom(doc, idOf("amendment"), idOf("other")),
      text: fc.constantFrom("one", "two", "three"),
      since: fc.nat(5),
      isDecided: fc.boolean(),
    })
    .map((o): DecisionView => {
      const about = o.about;
      const base = about.kind === "amendment" ? about.base : null;
      const decided = { closing: hashOf(`c${o.n}`), text: hashOf(o.text), base, since: o.since };
      const asked = { ...example!.asked, about };
      return { ...example!, proposal: hashOf(`${o.n}`), doc: o.doc, asked, decided: o.isDecided ? decided : null };
    });
  fc.assert(
    fc.property(
      fc.uniqueArray(decision, { maxLength: 12, selector: ({ proposal }) => proposal }),
      fc.infiniteStream(fc.nat(11)),
      (all, order) => {
        const view = agreementView(doc, all, today);
        const other = [...all, ...all].sort(() => (order.next().value % 2 === 0 ? 1 : -1));
        expect(agreementView(doc, other, today)).toEqual(view);
        const about = all.filter(
          ({ doc: its, asked: { about: a } }) =>
            a.kind !== "question" &&
            (its === doc || (a.kind === "amendment" && a.of === doc) || (a.kind === "draft" && a.replaces === doc)),
        );
        const shown = [...view.history, ...view.overtaken, ...view.open];
        expect(new Set(shown)).toEqual(new Set(about.map(({ proposal }) => proposal)));
        if (view.force) expect(all.some((one) => one.decided?.text === view.force!.text)).toBe(true);
      },
    ),
    { numRuns: Number(process.env.FOGATA_RUNS ?? 500) },
  );
});
