// Whatever five people and their devices say, in good faith or not: what must hold of every decision.
import fc from "fast-check";
import { expect, test } from "vitest";
import { hashOf, idOf, type Name, story } from "../../testing/deciding.ts";
import { decide, decideAll } from "./decide.ts";
import { answerKinds, type DecisionView, type Facts, type Rule, type Said, whats } from "./types.ts";

const names: Name[] = ["Alice", "Bob", "Carol", "Dan", "Eve"];
const runs = Number(process.env.FOGATA_RUNS ?? 120);

const name = fc.constantFrom(...names);
const rule: fc.Arbitrary<Rule> = fc.oneof(
  fc.constant<Rule>({ kind: "all-agree" }),
  fc.constant<Rule>({ kind: "consent" }),
  fc.nat(3).map((least): Rule => ({ kind: "majority", least })),
  fc.integer({ min: 1, max: 3 }).map((number): Rule => ({ kind: "few", number })),
);
// Mostly yes, or nothing would ever be decided.
const kind = fc.oneof(
  { weight: 8, arbitrary: fc.constant("agree" as const) },
  { weight: 5, arbitrary: fc.constantFrom(...answerKinds) },
);
const deed = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ does: fc.constant("answer" as const), by: name, kind }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant("give" as const),
      by: name,
      to: name,
      kind,
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant("close" as const), by: name }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("force" as const), by: name, at: fc.nat(20) }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constantFrom("reword", "time", "meet", "back", "remove" as const), by: name }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom("off", "on", "write" as const), by: name }) },
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant("day" as const), by: name, days: fc.integer({ min: 1, max: 4 }) }),
  },
);
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

function played(of: Rule, deeds: readonly Deed[]) {
  const s = story({ full: ["Alice", "Bob", "Carol", "Dan"], joiners: ["Eve"] });
  s.asks("Alice", { rule: of });
  let day = 0;
  for (const [i, one] of deeds.entries()) {
    try {
      act(one, i);
    } catch (fault) {
      // The app refuses what would count for nothing; here that is as good as not said.
      if (!(fault instanceof Error) || !fault.message.includes("cannot:")) throw fault;
    }
  }
  function act(one: Deed, i: number) {
    switch (one.does) {
      case "answer":
        return s.answers(one.by, one.kind);
      case "give":
        return s.answers(one.by, one.kind, { given: { to: idOf(one.to), how: "phone" } });
      case "close":
        return s.closes(one.by);
      case "force":
        return s.closesAnyway(one.by, { at: s.now() + (one.at - 10) * 3_600_000 });
      case "reword":
        return s.rewords(one.by, `text ${i}`);
      case "time":
        return s.asksForTime(one.by);
      case "meet":
        return s.movesToMeeting(one.by);
      case "back":
        return s.backFromMeeting(one.by, day + 8);
      case "remove":
        return one.by === "Dan" ? s.removed("Dan") : undefined;
      case "off":
        return s.goOffline(one.by);
      case "on":
        return s.goOnline(one.by);
      case "write":
        return s.writes(one.by);
      case "day":
        day += one.days;
        return s.day(day);
    }
  }
  for (const one of names) s.goOnline(one);
  return s;
}

function holds(check: (s: ReturnType<typeof story>, view: DecisionView, random: () => number) => void): void {
  fc.assert(
    fc.property(
      rule,
      fc.array(deed, { minLength: 15, maxLength: 50, size: "max" }),
      fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
      (of, deeds, stream) => {
        const s = played(of, deeds);
        check(s, s.view(), () => stream.next().value as number);
      },
    ),
    { numRuns: runs },
  );
}

test("D16 any order and doubling of facts gives the same view", () => {
  holds((s, view, random) => {
    const facts = s.facts();
    const shuffled = <T>(list: readonly T[]) =>
      [...list, ...list.filter(() => random() < 0.3)]
        .map((one) => [random(), one] as const)
        .sort((a, b) => a[0] - b[0])
        .map(([, one]) => one);
    expect(
      s.viewOf({ ...facts, statements: shuffled(facts.statements), published: shuffled(facts.published) }),
    ).toEqual(view);
  });
});

test("D23 one more fact takes nothing back: what a closing is it stays, a decision stays one, and no word vanishes", () => {
  holds((s, _, random) => {
    const facts = s.facts();
    const order = [...facts.statements.slice(1)]
      .map((one) => [random(), one] as const)
      .sort((a, b) => a[0] - b[0])
      .map(([, one]) => one);
    let before: DecisionView | null = null;
    for (let n = 0; n <= order.length; n++) {
      const view = s.viewOf({ ...facts, statements: [facts.statements[0]!, ...order.slice(0, n)] });
      if (before) {
        for (const { statement, valid } of before.closings) {
          const after = view.closings.find((one) => one.statement === statement);
          if (valid === "waiting") expect(after).toBeDefined();
          else expect(after?.valid).toBe(valid);
        }
        if (before.decided) expect(view.decided).not.toBe(null);
        const words = (of: DecisionView) => of.people.flatMap(({ trail }) => trail.map(({ statement }) => statement));
        expect(words(view)).toEqual(expect.arrayContaining(words(before)));
      }
      before = view;
    }
  });
});

test("D17 D18 nothing is in force but by a closing that counts, over yeses people signed themselves to that text, and over no no it knew", () => {
  holds((s, view) => {
    // Whoever wakes when the date comes must not be told of one that has gone by.
    if (view.date.kind === "until") expect(view.date.at).toBeGreaterThan(s.now());
    const valid = view.closings.filter((one) => one.valid === "yes");
    expect(view.decided === null).toBe(valid.length === 0);
    for (const closing of valid) {
      const said = s.everything.find(({ hash }) => hash === closing.statement)!;
      const listed = (said.details.answers as string).split(" ");
      const answers = s.everything.filter(
        ({ hash, what }) => what === whats.answer && listed.includes(hash.slice(0, 32)),
      );
      const yes = answers.filter(
        ({ details, text, person }) =>
          ["agree", "concern"].includes(details.answer as string) &&
          details.for === undefined &&
          text === closing.text &&
          person !== idOf("Eve"),
      );
      const needed = { "all-agree": 2, consent: 1, majority: 1, few: 0 }[view.asked.rule.kind];
      expect(new Set(yes.map(({ person }) => person)).size).toBeGreaterThanOrEqual(needed);
      const roll = s.rolls.get(said.details.heads as string)!;
      const noes = answers.filter(
        ({ details, person }) =>
          details.answer === "no" && details.for === undefined && person !== idOf("Eve") && !roll.gone.includes(person),
      );
      if (view.asked.rule.kind !== "majority") expect(noes).toEqual([]);
    }
  });
});

test("D49 whoever takes back what, nothing of a decision changes but the words", () => {
  holds((s, view, random) => {
    s.day(Math.floor(random() * 30));
    const facts = s.facts();
    const now = s.viewOf(facts);
    for (const { hash, what } of facts.statements)
      if (what === whats.answer && random() < 0.5) s.takesBackAnyway(names[Math.floor(random() * names.length)]!, hash);
    for (const name of names) if (random() < 0.3) s.takesBack(name);
    const after = s.view();
    const wordless = ({ people, concerns, ...rest }: DecisionView) => {
      const less = <T extends object>(one: T) => ({ ...one, reason: "", pin: null, takenBack: false });
      return {
        ...rest,
        concerns: concerns.map(less),
        people: people.map((one) => ({ ...one, trail: one.trail.map(less), answer: one.answer && less(one.answer) })),
      };
    };
    expect(wordless(after)).toEqual(wordless(now));
    expect(after.proposal).toBe(view.proposal);
    // And whose words are not theirs stand as they stood.
    for (const { trail } of after.people)
      for (const one of trail) {
        const takings = s.everything.filter(
          ({ what, details }) => what === whats.takenBack && details.words === one.statement,
        );
        expect(one.takenBack).toBe(takings.some(({ person }) => person === one.person || person === one.by));
        if (!one.takenBack && one.kind === "no") expect(one.reason).not.toBe("");
      }
  });
});

test("D16 hostile words never throw, and decide nothing", () => {
  const detail = fc.oneof(
    fc.constantFrom("draft", "all-agree", "agree", "no", "en", "2027-02-30", "", hashOf("first text"), "__proto__"),
    fc.constantFrom(hashOf("a"), hashOf("b"), `${hashOf("a")} ${hashOf("b")}`, hashOf("a").slice(0, 32)),
    fc.string(),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const keys = [
    ...["about", "of", "base", "rule", "number", "sentence", "until", "minimum", "language", "heads", "review"],
    ...[
      "proposal",
      "after",
      "answer",
      "reason",
      "pin",
      "block",
      "for",
      "how",
      "confirms",
      "kept",
      "previous",
      "answers",
      "words",
    ],
    "closing",
  ];
  const said: fc.Arbitrary<Said> = fc.record({
    hash: fc.constantFrom(hashOf("a"), hashOf("b"), hashOf("c"), hashOf("d")),
    person: fc.constantFrom(idOf("Alice"), idOf("Eve"), ""),
    device: fc.constant(idOf("a device")),
    circle: fc.constantFrom(hashOf("circle"), ""),
    doc: fc.constantFrom(idOf("doc"), ""),
    text: fc.constantFrom(hashOf("first text"), ""),
    what: fc.constantFrom(...Object.values(whats), "x", "__proto__"),
    details: fc.dictionary(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...keys) }, fc.string()), detail),
    time: fc.oneof(fc.integer(), fc.constantFrom(Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER)),
  });
  fc.assert(
    fc.property(fc.array(said, { maxLength: 8 }), fc.boolean(), (all, isKnown) => {
      const s = story();
      s.asks("Alice");
      const own = s.proposal();
      const about = all.map((one) =>
        one.what === whats.proposal ? one : { ...one, details: { ...one.details, proposal: own } },
      );
      const facts: Facts = { ...s.facts(), statements: [...s.facts().statements, ...all, ...about] };
      const views = decideAll(isKnown ? facts : { ...facts, rolls: new Map() });
      for (const view of views) expect(view.decided).toBe(null);
      expect(decide(hashOf("nothing"), facts)).toBe(null);
    }),
    { numRuns: runs * 5 },
  );
});
