// Every kind, lived in by three people with all that it lets them do, apart and together, by chance: what they see is the
// same in the end, after being saved, and after an upgrade on any side of a merge.
import * as A from "@automerge/automerge/slim";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { act, begin, type Deed, deeds, idsIn, type Lived, onDevice, seenOf } from "../testing/lives.ts";
import { runsPerTest } from "../testing/texts.ts";
import { upgrade } from "./kind.ts";
import { type KindName, kinds } from "./kinds.ts";

type Step = Deed | { who: number; hears: number };
function live(kind: KindName, steps: readonly Step[]): { docs: Lived[]; said: string[] } {
  const start = begin(kind);
  const docs = [0, 1, 2].map((who) => onDevice(start, who));
  const said: string[] = [];
  for (const [n, step] of steps.entries()) {
    const mine = docs[step.who]!;
    if ("hears" in step) docs[step.who] = A.merge(mine, A.clone(docs[step.hears]!));
    else {
      docs[step.who] = act(kind, mine, step, n);
      if (A.getHeads(docs[step.who]!).join() !== A.getHeads(mine).join()) said.push(...A.getHeads(docs[step.who]!));
    }
  }
  return { docs, said };
}
const together = (docs: readonly Lived[]) => docs.slice(1).reduce((a, b) => A.merge(a, A.clone(b)), A.clone(docs[0]!));
const runs = { numRuns: Math.ceil(runsPerTest / 6) };

for (const kind of Object.keys(kinds) as KindName[]) {
  describe(`a life of every kind: ${kind}`, () => {
    test("D1 whoever hears of whom in whichever order, all see the same, and no change is missing", () => {
      fc.assert(
        fc.property(deeds, (steps) => {
          const { docs, said } = live(kind, steps as Step[]);
          const [one, other] = [together(docs), together([...docs].reverse())];
          expect(seenOf(kind, one)).toEqual(seenOf(kind, other));
          const there = new Set(A.getChangesMetaSince(one, []).map(({ hash }) => hash));
          expect(said.filter((hash) => !there.has(hash))).toEqual([]);
        }),
        runs,
      );
    });

    test("D1 what each of them adds apart is there once they are together: added to, never put in place of it all", () => {
      fc.assert(
        fc.property(deeds, deeds, (before, after) => {
          const base = together(live(kind, before as Step[]).docs);
          const apart = (after as Step[]).filter((step): step is Deed => !("hears" in step));
          const docs = [0, 1, 2].map((who) =>
            apart.reduce(
              (doc, step, n) => (step.who === who ? act(kind, doc, step, 500 + n) : doc),
              onDevice(base, who),
            ),
          );
          const there = new Set(idsIn(together(docs)));
          for (const doc of docs) expect(idsIn(doc).filter((id) => !there.has(id))).toEqual([]);
        }),
        runs,
      );
    });

    test("D1 saved and loaded, at once or piece by piece, it is seen as before", () => {
      fc.assert(
        fc.property(deeds, (steps) => {
          const { docs } = live(kind, steps as Step[]);
          const doc = together(docs);
          const before = seenOf(kind, doc);
          expect(seenOf(kind, A.load(A.save(doc)))).toEqual(before);
          let pieces = begin(kind);
          for (const change of A.getAllChanges(doc)) [pieces] = A.applyChanges(pieces, [change]);
          expect(seenOf(kind, pieces)).toEqual(before);
        }),
        runs,
      );
    });

    test("D5 brought up to date on one side of a merge, on both or after it, it is the same and says nothing new", () => {
      fc.assert(
        fc.property(deeds, (steps) => {
          const { docs } = live(kind, steps as Step[]);
          const upgraded = (doc: Lived) => A.change(A.clone(doc), (draft) => upgrade(kinds[kind], draft));
          const plain = together(docs);
          const before = seenOf(kind, plain);
          const [first, ...rest] = docs as [Lived, ...Lived[]];
          for (const doc of [upgraded(plain), together([upgraded(first), ...rest]), together(docs.map(upgraded))])
            expect(seenOf(kind, doc)).toEqual(before);
        }),
        runs,
      );
    });
  });
}

test("the lives are lives: most of what each kind lets people do is done in them", () => {
  for (const kind of Object.keys(kinds) as KindName[]) {
    const verbs = Object.keys(kinds[kind].changes).sort();
    const done = new Set<string>();
    let [doc, n] = [onDevice(begin(kind), 0), 0];
    for (let round = 0; round < 3; round++)
      for (let at = 0; at <= verbs.length; at++)
        for (const who of [0, 1, 2]) {
          // Backwards too: some of it is only possible before other words come.
          const verb = round % 2 ? verbs.length - at : at;
          const step = { who, verb, about: (round + who) % 3, words: `Word ${n}` };
          const next = act(kind, onDevice(doc, who), step, n++);
          if (A.getHeads(next).join() !== A.getHeads(doc).join()) done.add(verbs[verb] ?? "words");
          doc = next;
        }
    // The others are possible only in between, or apart: by chance above, and in tests of their own.
    expect(done.size, `only ${[...done]} of ${verbs}`).toBeGreaterThan(verbs.length * 0.6);
  }
});
