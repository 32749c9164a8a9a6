// Random editing by three people who meet now and then. After every step each editor equals its own document, read
// whole; when all have met, all are equal.
import fc from "fast-check";
import { expect, test } from "vitest";
import { deeds, does, everyoneMeets, type Person, threePeople } from "./testing/people.ts";

const runs = Number(process.env.FOGATA_RUNS ?? 300);
const step = fc.record({
  who: fc.nat(2),
  other: fc.nat(2),
  kind: fc.constantFrom(...deeds, "undo", "undo", "redo", "meet", "meet", "meet"),
  at: fc.nat(90),
  len: fc.nat(20),
});

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
