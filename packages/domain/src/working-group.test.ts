// Working groups as the whole group sees them: a name, a mandate, who asks for a place and who is offered one.
import * as A from "@automerge/automerge/slim";
import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, type Day } from "./days.ts";
import type { DocumentId } from "./ids.ts";
import { mandateLengthMax, type WorkingGroupsView, workingGroups, workingGroupsMax } from "./working-group.ts";

type Doc = A.Doc<Record<string, unknown>>;
type Verb = keyof typeof workingGroups.changes;
const today = "2026-11-20" as Day;
const circle = "ab".repeat(32);
let made = 100;
const newId = () => (++made).toString(16).padStart(32, "0") as DocumentId;
const told = { name: "Kitchen", mandate: "We cook on Fridays.", agreement: null };

/** One person's copy: what they do on a day, and what they see. */
function person(name: string, doc: Doc = A.load<Record<string, unknown>>(workingGroups.single.start())) {
  let mine = A.clone(doc);
  return {
    doc: () => mine,
    does(verb: Verb, what: object, on = today) {
      let refused: string | null = null;
      const id = newId();
      mine = A.change(mine, (draft) => {
        const change = workingGroups.changes[verb] as (d: unknown, w: object, act: object) => string | null;
        refused = change(draft, what, { id, by: name, at: made, today: on });
      });
      return refused ?? id;
    },
    hears(other: { doc(): Doc }) {
      mine = A.merge(mine, A.clone(other.doc()));
    },
    sees: (on = today): WorkingGroupsView => workingGroups.parse(mine, on),
  };
}
const first = (view: WorkingGroupsView) => view.groups[0]!;
function kitchen() {
  const alice = person("Alice");
  const group = alice.does("add", { ...told, circle });
  return { alice, bob: person("Bob", alice.doc()), group };
}

test("D14 a working group has a name, and a mandate in words or in an agreement; nobody's list of members stands in it", () => {
  const alice = person("Alice");
  expect(alice.does("add", { ...told, circle, name: " \n" })).toBe("no-name");
  expect(alice.does("add", { ...told, circle, mandate: " " })).toBe("no-mandate");
  expect(alice.does("add", { ...told, circle, mandate: "x".repeat(mandateLengthMax + 1) })).toBe("too-long");
  expect(alice.does("add", { ...told, circle: "ab" })).toBe("unknown");
  const agreement = "cd".repeat(16);
  alice.does("add", { circle, name: " Night\nwatch ", mandate: "", agreement });
  expect(alice.sees().groups).toEqual([
    expect.objectContaining({ name: "Night watch", mandate: "", agreement, circle, requests: [], offers: [] }),
  ]);
  expect(Object.keys(first(alice.sees())).sort()).toEqual(
    ["agreement", "behind", "circle", "id", "mandate", "name", "offers", "requests", "taken"].sort(),
  );
});

test("D14 what Alice and Bob write into one mandate apart is there after a merge", () => {
  const { alice, bob, group } = kitchen();
  alice.does("describe", { ...told, group, mandate: "We cook on Fridays. Alice was here." });
  bob.does("describe", { ...told, group, mandate: "Bob was here. We cook on Fridays." });
  alice.hears(bob);
  expect(first(alice.sees()).mandate).toBe("Bob was here. We cook on Fridays. Alice was here.");
});

test("D15 who asks for a place waits until somebody else answers, or takes it back themselves", () => {
  const { alice, bob, group } = kitchen();
  const request = bob.does("ask", { group });
  expect(bob.does("ask", { group })).toBe("asked-already");
  expect(bob.does("answer", { group, request })).toBe("not-yours");
  alice.hears(bob);
  expect(first(alice.sees()).requests).toEqual([{ id: request, by: "Bob", on: today }]);
  expect(alice.does("takeBack", { group, request })).toBe("not-yours");
  alice.does("answer", { group, request });
  expect(first(alice.sees()).requests).toEqual([]);
  expect(alice.does("answer", { group, request })).toBe("answered");
  bob.hears(alice);
  const again = bob.does("ask", { group });
  expect(again).toHaveLength(32);
  bob.does("takeBack", { group, request: again });
  expect(first(bob.sees()).requests).toEqual([]);
});

test("D15 my place is offered to somebody, who takes it or not; it is handed on by me alone", () => {
  const { alice, bob, group } = kitchen();
  expect(alice.does("offer", { group, to: "Alice", until: null })).toBe("unknown");
  expect(alice.does("offer", { group, to: "Bob", until: "2026-02-31" })).toBe("no-end");
  expect(alice.does("offer", { group, to: "Bob", until: addDays(today, -1) })).toBe("is-over");
  const offer = alice.does("offer", { group, to: "Bob", until: addDays(today, 30) });
  expect(alice.does("offer", { group, to: "Eve", until: null })).toBe("offered-already");
  expect(alice.does("take", { group, offer })).toBe("not-yours");
  expect(alice.does("handOn", { group, offer })).toBe("answered");
  bob.hears(alice);
  bob.does("take", { group, offer });
  expect(first(bob.sees())).toMatchObject({ offers: [], taken: [{ id: offer, by: "Alice", to: "Bob" }] });
  expect(bob.does("handOn", { group, offer })).toBe("not-yours");
  alice.hears(bob);
  expect(alice.does("withdraw", { group, offer })).toBe("answered");
  alice.does("handOn", { group, offer });
  expect(first(alice.sees())).toMatchObject({ offers: [], taken: [] });
});

test("D15 “not this time” stands over a yes on another device, leaves no name behind, and an old offer ends by its date", () => {
  const { alice, group } = kitchen();
  const offer = alice.does("offer", { group, to: "Bob", until: addDays(today, 2) });
  const [phone, laptop] = [person("Bob", alice.doc()), person("Bob", alice.doc())];
  phone.does("take", { group, offer });
  laptop.does("decline", { group, offer });
  phone.hears(laptop);
  expect(JSON.stringify(phone.sees())).not.toContain("Bob");
  expect(first(alice.sees(addDays(today, 2))).offers).toHaveLength(1);
  expect(first(alice.sees(addDays(today, 3))).offers).toEqual([]);
});

test("D14 one that is done with its work is put away, and can begin again", () => {
  const { alice, group } = kitchen();
  alice.does("close", { group });
  expect(alice.sees()).toMatchObject({ groups: [], away: [{ name: "Kitchen" }] });
  alice.does("reopen", { group });
  expect(alice.sees()).toMatchObject({ groups: [{ name: "Kitchen" }], away: [] });
});

test("D14 one whose circle was left behind is read by name and mandate, and does not go on by a press", () => {
  const { alice, group } = kitchen();
  alice.does("leaveBehind", { group });
  expect(alice.sees()).toMatchObject({ groups: [], away: [{ name: "Kitchen", behind: true }] });
  expect(alice.does("reopen", { group })).toBe("left-behind");
  expect(alice.does("leaveBehind", { group: newId() })).toBe("unknown");
  // Also one that was done with its work before.
  const other = kitchen();
  other.alice.does("close", { group: other.group });
  other.alice.does("leaveBehind", { group: other.group });
  expect(other.alice.sees()).toMatchObject({ groups: [], away: [{ behind: true }] });
});

test("D9 there is no room without end", () => {
  const doc = A.change(person("Alice").doc(), (draft) => {
    const groups = (draft as never as { groups: Record<string, object> }).groups;
    for (let i = 1; i < workingGroupsMax; i++) groups[newId()] = { circle, name: `${i}`, mandate: "x" };
  });
  const alice = person("Alice", doc);
  expect(alice.does("add", { ...told, circle, mandate: "x".repeat(mandateLengthMax) })).toHaveLength(32);
  expect(alice.does("add", { ...told, circle })).toBe("too-many");
});

test("D13 the readable copy has names and mandates, and nobody who asked", () => {
  const { bob, group } = kitchen();
  bob.does("ask", { group });
  const words = { title: "Working groups", away: "Done" };
  const text = workingGroups.toReadable(bob.sees(), { nameOf: () => "Bob", words } as never);
  expect(text.blocks.map((block) => block.runs[0]!.text)).toEqual(["Kitchen", "We cook on Fridays."]);
  expect(JSON.stringify(text)).not.toContain("Bob");
});

test("D2 random sessions of three people, apart and together: everybody sees the same in the end, nobody speaks for another, and nothing throws", () => {
  const verbs = Object.keys(workingGroups.changes) as Verb[];
  const step = fc.record({
    who: fc.nat(2),
    verb: fc.constantFrom<Verb | "hear">("hear", "hear", ...verbs),
    pick: fc.nat(50),
    other: fc.nat(2),
    days: fc.integer({ min: -3, max: 60 }),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
      const names = ["Alice", "Bob", "Carol"] as const;
      const people = names.map((name) => person(name));
      /** What each did by their own hand. */
      const own = new Map<string, string>();
      steps.forEach(({ who, verb, pick, other, days }, at) => {
        const me = people[who]!;
        const on = addDays(today, at);
        if (verb === "hear") {
          me.hears(people[other]!);
          return;
        }
        const { groups, away } = me.sees(on);
        const group = [...groups, ...away][pick % Math.max(1, groups.length + away.length)];
        const offers = [...(group?.offers ?? []), ...(group?.taken ?? [])];
        const what = {
          ...{ ...told, circle, name: `Group ${pick}`, group: group?.id ?? newId() },
          ...{ request: group?.requests[pick % Math.max(1, group.requests.length)]?.id ?? newId() },
          ...{ offer: offers[pick % Math.max(1, offers.length)]?.id ?? newId() },
          ...{ to: names[other], until: pick % 2 === 0 ? null : addDays(on, days) },
        };
        const said = me.does(verb, what, on);
        if (said.length === 32) own.set(verb === "take" ? `take ${what.offer}` : said, names[who]!);
      });
      for (let round = 0; round < 2; round++) for (const one of people) for (const two of people) one.hears(two);
      for (const on of [today, addDays(today, steps.length), addDays(today, 400)]) {
        const [seen, ...others] = people.map((one) => one.sees(on));
        for (const view of others) expect(view).toEqual(seen);
        for (const group of [...seen!.groups, ...seen!.away]) {
          for (const request of group.requests) expect(own.get(request.id)).toBe(request.by);
          for (const offer of [...group.offers, ...group.taken]) expect(own.get(offer.id)).toBe(offer.by);
          for (const offer of group.taken) expect(own.get(`take ${offer.id}`)).toBe(offer.to);
        }
      }
    }),
    { numRuns: Number(process.env.FOGATA_RUNS ?? 40) },
  );
});

test("D2 whatever Eve writes into the groups, their requests and offers, something is shown", () => {
  const id = fc.constantFrom(...[1, 2, 3].map((n) => String(n).padStart(32, "0")));
  const said = fc.oneof(fc.jsonValue(), fc.record({ by: fc.constantFrom("Bob", "Eve"), on: fc.constant(today) }));
  const fact = fc.record(
    {
      by: fc.constantFrom<unknown>("Eve", 3),
      to: fc.constantFrom<unknown>("Bob", null),
      on: fc.constantFrom<unknown>(today, "2026-13-40", 5),
      until: fc.constantFrom<unknown>(today, "9999-99-99", null, []),
      at: fc.oneof(fc.jsonValue(), fc.constant([{ toString: "" }])),
      taken: said,
      declined: said,
      withdrawn: said,
      answered: said,
      done: said,
    },
    { requiredKeys: ["by"] },
  );
  const facts = fc.oneof(fc.jsonValue(), fc.dictionary(id, fc.oneof(fact, fc.jsonValue())));
  const group = fc.record(
    {
      circle: fc.constantFrom<unknown>(circle, "x", 3),
      name: fc.jsonValue(),
      mandate: fc.jsonValue(),
      agreement: fc.jsonValue(),
      requests: facts,
      offers: facts,
      kept: facts,
    },
    { requiredKeys: ["circle"] },
  );
  fc.assert(
    fc.property(fc.dictionary(id, fc.oneof(group, fc.jsonValue())), (groups) => {
      const seen = workingGroups.parse({ version: 1, title: "", groups }, today);
      for (const one of [...seen.groups, ...seen.away])
        expect([typeof one.name, one.circle]).toEqual(["string", circle]);
    }),
    { numRuns: Number(process.env.FOGATA_RUNS ?? 500) },
  );
});
