// Random editing by three people who meet now and then. After every step each editor equals its own document, read
// whole; when all have met, all are equal.
import fc from "fast-check";
import { expect, test } from "vitest";
import { deeds, does, everyoneMeets, type Person, threePeople } from "./testing/people.ts";

const runs = Number(process.env.FOGATA_RUNS ?? 300);
const stepParts = {
  who: fc.nat(2),
  other: fc.nat(2),
  kind: fc.constantFrom(...deeds, "undo", "undo", "redo", "meet", "meet", "meet"),
  at: fc.nat(90),
  len: fc.nat(20),
};
const step = fc.record(stepParts);

function checked(p: Person, after: string) {
  p.state.doc.check();
  if (!p.state.doc.eq(p.truth)) throw new Error(`after ${after}:\n${p.state.doc}\nis not\n${p.truth}`);
}

test("whatever three people do and however they meet, nobody is shown words that are not in the document", () => {
  let rereads = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 40, maxLength: 60 }), (steps) => {
      const people = threePeople();
      for (const s of steps) {
        const p = people[s.who]!;
        if (s.kind === "meet") p.handle.merge(people[s.other]!.handle.doc());
        else if (s.kind === "undo") p.editor.undo();
        else if (s.kind === "redo") p.editor.redo();
        else does(p, { kind: s.kind, at: s.at, len: s.len });
        checked(p, s.kind);
      }
      everyoneMeets(people);
      for (const p of people) {
        checked(p, "the last meeting");
        expect(p.state.doc.toJSON()).toEqual(people[0].truth.toJSON());
        rereads += p.editor.rereads();
      }
    }),
    { numRuns: runs },
  );
  expect(rereads, "the whole text was read again").toBe(0);
}, 600_000);

test("letters drawn first and written behind their frame, while others' words come: none is lost, moved or doubled", () => {
  let rereads = 0;
  let below = 0;
  const frames = fc.record({ ...stepParts, frame: fc.boolean() });
  fc.assert(
    fc.property(fc.array(frames, { minLength: 40, maxLength: 60 }), (steps) => {
      const people = threePeople(undefined, true);
      for (const s of steps) {
        const p = people[s.who]!;
        if (s.kind === "meet") {
          const other = people[s.other]!;
          other.frame();
          const [shown, waited] = [p.words.length, p.editor.waits()];
          p.handle.merge(other.handle.doc());
          if (waited && p.words.length !== shown) below++;
        } else if (s.kind === "undo") p.editor.undo();
        else if (s.kind === "redo") p.editor.redo();
        else does(p, { kind: s.kind, at: s.at, len: s.len });
        p.state.doc.check();
        if (!s.frame) continue;
        const shown = p.state.doc;
        p.frame();
        checked(p, s.kind);
        if (p.words !== shown.textBetween(0, shown.content.size, "\n"))
          throw new Error(`after ${s.kind} the words jumped`);
      }
      for (const p of people) p.frame();
      everyoneMeets(people);
      for (const p of people) {
        checked(p, "the last meeting");
        expect(p.state.doc.toJSON()).toEqual(people[0].truth.toJSON());
        rereads += p.editor.rereads();
      }
    }),
    { numRuns: runs },
  );
  expect(rereads, "the whole text was read again").toBe(0);
  expect(below, "no letter ever waited while something came").toBeGreaterThan(0);
}, 600_000);
