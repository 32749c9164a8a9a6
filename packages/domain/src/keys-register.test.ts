// Who looks after what: offered and taken, for a while, handed on, and readable whatever a merge made of it.
import * as A from "@automerge/automerge/slim";
import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, type Day } from "./days.ts";
import type { DocumentId } from "./ids.ts";
import { aboutLengthMax, type KeysRegister, keysRegister, soonDays, thingsMax, turnDaysMax } from "./keys-register.ts";

type Doc = A.Doc<Record<string, unknown>>;
type Verb = keyof typeof keysRegister.changes;
const day = (text: string) => text as Day;
const today = day("2026-11-20");
let made = 100;
const newId = () => (++made).toString(16).padStart(32, "0") as DocumentId;

/** One person's copy: what they do on a day, and what they see. */
function person(name: string, doc: Doc = A.load<Record<string, unknown>>(keysRegister.single.start())) {
  let mine = A.clone(doc);
  return {
    doc: () => mine,
    does(verb: Verb, what: object, on = today) {
      let refused: string | null = null;
      const id = newId();
      mine = A.change(mine, (draft) => {
        const change = keysRegister.changes[verb] as (d: unknown, w: object, act: object) => string | null;
        refused = change(draft, what, { id, by: name, at: made, today: on });
      });
      return refused ?? id;
    },
    hears(other: { doc(): Doc }) {
      mine = A.merge(mine, A.clone(other.doc()));
    },
    sees: (on = today): KeysRegister => keysRegister.parse(mine, on),
  };
}
const until = day("2027-05-20");
const first = (view: KeysRegister) => view.things[0]!;
function tinAtAlices() {
  const alice = person("Alice");
  const thing = alice.does("add", { what: "Cash tin", about: "" });
  const turn = alice.does("offer", { thing, to: "Alice", from: today, until, instead: null });
  return { alice, thing, turn };
}

test("D11 what is written down belongs to nobody until somebody takes it, and an offer is no more than an offer", () => {
  const alice = person("Alice");
  const thing = alice.does("add", { what: " Cash\ntin ", about: "Green, with a dent." });
  expect(first(alice.sees())).toMatchObject({
    what: "Cash tin",
    about: "Green, with a dent.",
    holders: [],
    last: null,
  });
  alice.does("offer", { thing, to: "Bob", from: today, until, instead: null });
  expect(first(alice.sees())).toMatchObject({ holders: [], offers: [{ by: "Alice", to: "Bob", from: today, until }] });
});

test("D11 Alice hands the tin on while Bob is away: the turn is his from the day he takes it, and the record shows both", () => {
  const { alice, thing, turn } = tinAtAlices();
  const bob = person("Bob", alice.doc());
  const offer = alice.does("offer", { thing, to: "Bob", from: today, until, instead: turn });
  expect(first(alice.sees()).holders.map((one) => one.to)).toEqual(["Alice"]);
  bob.hears(alice);
  const later = addDays(today, 5);
  expect(bob.does("take", { thing, offer }, later)).not.toBe("not-yours");
  alice.hears(bob);
  expect(first(alice.sees(later)).holders).toMatchObject([{ by: "Alice", to: "Bob", from: later, until }]);
  expect(first(alice.sees(later)).record.map(({ by, to, from, end }) => ({ by, to, from, end }))).toEqual([
    { by: "Alice", to: "Bob", from: later, end: addDays(until, 1) },
    { by: "Alice", to: "Alice", from: today, end: later },
  ]);
});

test("D11 nobody else can take, refuse or withdraw an offer, nor give somebody's turn back", () => {
  const { alice, thing, turn } = tinAtAlices();
  const offer = alice.does("offer", { thing, to: "Bob", from: today, until, instead: turn });
  const eve = person("Eve", alice.doc());
  for (const verb of ["take", "decline", "withdraw"] as const)
    expect(eve.does(verb, { thing, offer })).toBe("not-yours");
  expect(eve.does("giveBack", { thing, offer: turn })).toBe("not-yours");
  expect(eve.sees()).toEqual(alice.sees());
  // What Eve writes past the rules, in Bob's offer, in her own name, counts for nothing.
  const forged = A.change(A.clone(eve.doc()), (draft) => {
    (draft as never as { things: Record<string, { offers: Record<string, object> }> }).things[thing]!.offers[offer] = {
      ...{ by: "Alice", to: "Bob", from: today, until, at: 1, instead: null, taken: { by: "Eve", on: today } },
    };
  });
  expect(keysRegister.parse(forged, today).things[0]!.holders.map((one) => one.to)).toEqual(["Alice"]);
});

test("D11 “not this time” leaves no trace, needs no reason, and stands over a yes on another device of the same person", () => {
  const { alice, thing } = tinAtAlices();
  const offer = alice.does("offer", { thing, to: "Bob", from: today, until, instead: null });
  const [phone, laptop] = [person("Bob", alice.doc()), person("Bob", alice.doc())];
  phone.does("take", { thing, offer });
  laptop.does("decline", { thing, offer });
  phone.hears(laptop);
  expect(first(phone.sees())).toMatchObject({ offers: [], holders: [{ to: "Alice" }] });
  expect(JSON.stringify(phone.sees())).not.toContain("Bob");
  expect(alice.does("offer", { thing, to: "Bob", from: today, until, instead: null })).toBe("offered-already");
  alice.hears(phone);
  expect(alice.does("offer", { thing, to: "Bob", from: today, until, instead: null })).not.toBe("offered-already");
});

test("D11 an offer withdrawn while it was taken is taken; answered once, it cannot be answered again", () => {
  const { alice, thing } = tinAtAlices();
  const offer = alice.does("offer", { thing, to: "Bob", from: today, until, instead: null });
  const bob = person("Bob", alice.doc());
  alice.does("withdraw", { thing, offer });
  expect(first(alice.sees()).offers).toEqual([]);
  bob.does("take", { thing, offer });
  bob.hears(alice);
  expect(
    first(bob.sees())
      .holders.map((one) => one.to)
      .sort(),
  ).toEqual(["Alice", "Bob"]);
  expect(bob.does("decline", { thing, offer })).toBe("answered");
  expect(bob.does("take", { thing, offer: newId() })).toBe("unknown");
});

test("D12 no turn is without an end, ends before it begins, is over already, or lasts longer than two years", () => {
  const alice = person("Alice");
  const thing = alice.does("add", { what: "Relay", about: "" });
  const offer = (from: string, last: string) =>
    alice.does("offer", { thing, to: "Bob", from, until: last, instead: null });
  expect(offer(today, "")).toBe("no-end");
  expect(offer(today, "2026-02-30")).toBe("no-end");
  expect(offer("", until)).toBe("ends-before");
  expect(offer("2026-12-02", "2026-12-01")).toBe("ends-before");
  expect(offer("2026-01-01", "2026-11-19")).toBe("is-over");
  expect(offer(today, addDays(today, turnDaysMax + 1))).toBe("too-far");
  expect(first(alice.sees()).offers).toEqual([]);
  expect(offer(today, addDays(today, turnDaysMax))).not.toBe("too-far");
  // Written by somebody's own app: cut to the longest there is.
  const doc = A.change(A.clone(alice.doc()), (draft) => {
    const { offers } = (draft as never as { things: Record<string, { offers: Record<string, { until: string }> }> })
      .things[thing]!;
    for (const one of Object.values(offers)) one.until = "9999-12-31";
  });
  expect(keysRegister.parse(doc, today).things[0]!.offers[0]!.until).toBe(addDays(today, turnDaysMax));
});

test("D12 nobody goes on by themselves when their time is over; somebody else can offer it again", () => {
  const { alice, thing } = tinAtAlices();
  const again = { thing, to: "Alice", from: today, until: "2028-01-01", instead: null };
  expect(alice.does("offer", again)).toBe("own-again");
  const after = addDays(until, 1);
  expect(first(alice.sees(until)).holders).toHaveLength(1);
  expect(first(alice.sees(after))).toMatchObject({ holders: [], last: { to: "Alice", until } });
  expect(alice.does("offer", again, after)).toBe("own-again");
  const bob = person("Bob", alice.doc());
  const offer = bob.does("offer", { ...again, from: after }, after);
  alice.hears(bob);
  alice.does("take", { thing, offer }, after);
  expect(first(alice.sees(after)).holders).toMatchObject([{ by: "Bob", to: "Alice" }]);
});

test("D12 a turn says that it ends soon, unless somebody has already taken what comes next", () => {
  const { alice, thing, turn } = tinAtAlices();
  const near = addDays(until, 1 - soonDays);
  expect(first(alice.sees(addDays(near, -1))).holders[0]!.endsSoon).toBe(false);
  expect(first(alice.sees(near)).holders[0]!.endsSoon).toBe(true);
  const offer = alice.does("offer", { thing, to: "Bob", from: addDays(until, 1), until: "2027-12-01", instead: turn });
  expect(first(alice.sees(near)).holders[0]!.endsSoon).toBe(true);
  const bob = person("Bob", alice.doc());
  bob.does("take", { thing, offer });
  expect(first(bob.sees(near))).toMatchObject({ holders: [{ to: "Alice", endsSoon: false }], next: [{ to: "Bob" }] });
  expect(first(bob.sees(addDays(until, 1)))).toMatchObject({ holders: [{ to: "Bob" }], next: [] });
});

test("D11 a turn given back is over that day, and stays in the record", () => {
  const { alice, thing, turn } = tinAtAlices();
  const day10 = addDays(today, 10);
  alice.does("giveBack", { thing, offer: turn }, day10);
  expect(first(alice.sees(addDays(day10, -1))).holders).toHaveLength(1);
  expect(first(alice.sees(day10))).toMatchObject({ holders: [], last: { to: "Alice", end: day10 } });
  expect(first(alice.sees(day10)).record[0]!.lastDay).toBe(addDays(day10, -1));
});

test("D1 Alice and Bob write about the door offline: both sentences stand, and of two names one stands whole", () => {
  const alice = person("Alice");
  const thing = alice.does("add", { what: "Door", about: "Two locks." });
  const bob = person("Bob", alice.doc());
  alice.does("describe", { thing, what: "Front door", about: "The red one. Two locks." });
  bob.does("describe", { thing, what: "Street door", about: "Two locks. Turn twice." });
  alice.hears(bob);
  expect(first(alice.sees()).about).toBe("The red one. Two locks. Turn twice.");
  expect(["Front door", "Street door"]).toContain(first(alice.sees()).what);
});

test("D11 what the group no longer has is put away and comes back, by the latest word", () => {
  const { alice, thing } = tinAtAlices();
  alice.does("putAway", { thing });
  expect(alice.sees()).toMatchObject({ things: [], away: [{ what: "Cash tin" }] });
  const bob = person("Bob", alice.doc());
  bob.does("bringBack", { thing });
  alice.hears(bob);
  expect(alice.sees()).toMatchObject({ things: [{ what: "Cash tin" }], away: [] });
});

test("D9 a thing needs a name, and neither words nor things are without end", () => {
  const alice = person("Alice");
  expect(alice.does("add", { what: " \n", about: "" })).toBe("no-name");
  expect(alice.does("add", { what: "x", about: "x".repeat(aboutLengthMax + 1) })).toBe("too-long");
  const doc = A.change(alice.doc(), (draft) => {
    for (let i = 1; i < thingsMax; i++)
      (draft as never as { things: Record<string, object> }).things[newId()] = {
        what: `Key ${i}`,
        offers: {},
        kept: {},
      };
  });
  const full = person("Alice", doc);
  expect(full.does("add", { what: "The last one", about: "x".repeat(aboutLengthMax) })).not.toBe("too-many");
  expect(full.does("add", { what: "One more", about: "" })).toBe("too-many");
  expect(full.sees().things).toHaveLength(thingsMax);
  expect(full.does("describe", { thing: newId(), what: "x", about: "" })).toBe("unknown");
});

test("D13 the readable copy says who holds what and until when, by name, and nothing of the offers that are open", () => {
  const { alice, thing, turn } = tinAtAlices();
  alice.does("offer", { thing, to: "Bob", from: today, until, instead: turn });
  alice.does("add", { what: "Door", about: "Ask at the bar." });
  const words = {
    ...{ title: "Keys", nobody: "Nobody.", somebody: "somebody", away: "Away" },
    holds: (name: string, since: string, end: string) => `${name} since ${since} until ${end}`,
    next: (name: string) => `then ${name}`,
    held: (name: string) => `once ${name}`,
  };
  const text = keysRegister.toReadable(alice.sees(), { nameOf: (member) => `${member}!`, words });
  expect(text.title).toBe("Keys");
  expect(text.blocks.map((block) => block.runs[0]!.text)).toEqual([
    "Cash tin",
    `Alice! since ${today} until ${until}`,
    "Door",
    "Ask at the bar.",
    "Nobody.",
  ]);
});

test("D2 random sessions of three people, apart and together: everybody sees the same in the end, nobody holds what they did not take, and nothing throws", () => {
  const step = fc.record({
    who: fc.nat(2),
    verb: fc.constantFrom<Verb | "hear">(
      "hear",
      "add",
      "offer",
      "take",
      "take",
      "decline",
      "withdraw",
      "giveBack",
      "putAway",
      "bringBack",
      "describe",
    ),
    pick: fc.nat(50),
    other: fc.nat(2),
    days: fc.integer({ min: -3, max: 800 }),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
      const names = ["Alice", "Bob", "Carol"] as const;
      const people = names.map((name) => person(name));
      /** Offers each person took, by their own hand. */
      const taken = new Set<string>();
      steps.forEach(({ who, verb, pick, other, days }, at) => {
        const me = people[who]!;
        const on = addDays(today, at);
        if (verb === "hear") {
          me.hears(people[other]!);
          return;
        }
        const { things, away } = me.sees(on);
        const thing = [...things, ...away][pick % Math.max(1, things.length + away.length)];
        const offers = [...(thing?.offers ?? []), ...(thing?.record ?? [])];
        const offer = offers[pick % Math.max(1, offers.length)];
        const what = {
          ...{
            what: `Key ${pick}`,
            about: `Said by ${names[who]}.`,
            thing: thing?.id ?? newId(),
            offer: offer?.id ?? newId(),
          },
          ...{ to: names[other], from: on, until: addDays(on, days), instead: thing?.holders[0]?.id ?? null },
        };
        const said = me.does(verb, what, on);
        if (verb === "take" && offer && said.length === 32) taken.add(offer.id);
        if (verb === "offer" && names[other] === names[who]) taken.add(said);
      });
      for (const one of people) for (const two of people) one.hears(two);
      for (const one of people) for (const two of people) one.hears(two);
      for (const on of [today, addDays(today, steps.length), addDays(today, 400)]) {
        const [seen, ...others] = people.map((one) => one.sees(on));
        for (const view of others) expect(view).toEqual(seen);
        for (const thing of [...seen!.things, ...seen!.away]) {
          for (const turn of thing.record) expect(taken).toContain(turn.id);
          for (const turn of thing.holders) expect(turn.end > on && turn.from <= on).toBe(true);
          expect(thing.holders.length > 0 && thing.last !== null).toBe(false);
        }
      }
    }),
    { numRuns: Number(process.env.FOGATA_RUNS ?? 40) },
  );
});

test("D2 whatever Eve writes into the things and their offers, something is shown", () => {
  const id = fc.constantFrom(...[1, 2, 3].map((n) => String(n).padStart(32, "0")));
  const said = fc.oneof(
    fc.jsonValue(),
    fc.record({ by: fc.constantFrom("Bob", "Eve"), on: fc.constantFrom(today, "9999-12-31", "x") }),
  );
  const offer = fc.record(
    {
      by: fc.constantFrom<unknown>("Eve", 3),
      to: fc.constantFrom<unknown>("Bob", null),
      from: fc.constantFrom<unknown>(today, "2026-13-40", "9999-12-31", 5),
      until: fc.constantFrom<unknown>(until, "9999-12-31", "0000-01-01", []),
      instead: fc.oneof(id, fc.jsonValue()),
      taken: said,
      declined: said,
      withdrawn: said,
      returned: said,
    },
    { requiredKeys: ["by", "to", "from", "until"] },
  );
  const offers = fc.oneof(fc.jsonValue(), fc.dictionary(id, fc.oneof(offer, fc.jsonValue())));
  const kept = fc.oneof(fc.jsonValue(), fc.dictionary(id, fc.record({ is: fc.jsonValue(), at: fc.jsonValue() })));
  const thing = fc.record({ what: fc.jsonValue(), about: fc.jsonValue(), offers, kept }, { requiredKeys: [] });
  fc.assert(
    fc.property(fc.dictionary(id, fc.oneof(thing, fc.jsonValue())), (things) => {
      const seen = keysRegister.parse({ version: 1, title: "", things }, today);
      for (const one of [...seen.things, ...seen.away]) expect(typeof one.what).toBe("string");
    }),
    { numRuns: Number(process.env.FOGATA_RUNS ?? 500) },
  );
});

test("D2 a mark whose place answers with an error to whoever asks for its number is a mark without a place", () => {
  const id = "0".repeat(32);
  const things = { [id]: { what: "Door", kept: { [id]: { is: false, at: [{ toString: "" }] } } } };
  expect(keysRegister.parse({ version: 1, title: "", things }, today).away).toHaveLength(1);
});
