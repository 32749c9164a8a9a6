// S73: what comes along when a group starts again is read exactly as it was.
import * as A from "@automerge/automerge/slim";
import { webPrimitives } from "@fogata/keys";
import fc from "fast-check";
import { expect, test } from "vitest";
import { copyHistory, historyOf } from "./changes.ts";

const p = webPrimitives({ crypto });
const doc = "8".repeat(32);
type Doc = { title: string; text: string; by: Record<string, unknown> };
const blank = A.save(A.from<Doc>({ title: "Rent", text: "", by: {} }, doc));

const deed = fc.record({
  who: fc.nat(3),
  what: fc.constantFrom("type", "take", "mark", "part", "title", "note"),
  at: fc.nat(1_000),
  value: fc.oneof(fc.string(), fc.integer(), fc.double(), fc.constant(2 ** 52), fc.uint8Array({ maxLength: 4 })),
  meets: fc.option(fc.nat(3)),
});
const device = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((b) => Buffer.from(b).toString("hex"));

/** Four people writing, meeting now and then; then all of it together. */
function written(writers: string[], deeds: ReturnType<(typeof deed)["generate"]>["value"][]): A.Doc<Doc> {
  const docs = writers.map((actor) => A.load<Doc>(blank, { actor }));
  for (const [i, { who, what, at, value, meets }] of deeds.entries()) {
    docs[who] = A.change(docs[who]!, (draft) => {
      const long = draft.text.length;
      const place = long === 0 ? 0 : at % long;
      if (what === "type") A.splice(draft, ["text"], place, 0, "wörd 🔥");
      else if (what === "take") A.splice(draft, ["text"], place, Math.min(2, long - place));
      else if (what === "mark" && long > place + 1)
        A.mark(draft, ["text"], { start: place, end: place + 2, expand: "both" }, "strong", true);
      else if (what === "part") A.splitBlock(draft, ["text"], place, { type: "paragraph", parents: [], attrs: {} });
      else if (what === "title") draft.title = `Title ${i}`;
      else draft.by[`k${at % 3}`] = { value, since: new Date(at), left: new A.Counter(at) };
    });
    if (meets !== null && meets !== who) docs[meets] = A.merge(docs[meets]!, docs[who]!);
  }
  return docs.reduce((all, one) => A.merge(all, one));
}

test("S73 a history that is carried over reads as it did, now and at each step, and nobody else stands under it", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(device, { minLength: 4, maxLength: 4 }),
      device,
      fc.array(deed, { maxLength: 60 }),
      async (devices, founder, deeds) => {
        const before = written(
          devices.map((id, i) => id + String(i).repeat(16)),
          deeds,
        );
        const copied = (await copyHistory(p, historyOf(before), { doc, device: founder }))!;
        expect(copied).not.toBeNull();
        // Loaded from what a device stores, so that Automerge has checked each hash against what it makes of it.
        const after = A.load<Doc>(A.save(A.loadIncremental(A.init<Doc>(), copied.bytes)));
        expect(A.hasHeads(after, copied.tips)).toBe(true);
        expect(A.getHeads(after)).toHaveLength(A.getHeads(before).length);
        expect(A.toJS(after)).toEqual(A.toJS(before));
        expect(A.spans(after, ["text"])).toEqual(A.spans(before, ["text"]));
        const steps = A.getChangesMetaSince(before, []).map(({ hash }) => hash);
        expect(copied.hashes).toHaveLength(steps.length);
        for (const [i, hash] of steps.entries())
          expect(A.toJS(A.view(after, [copied.hashes[i]!]))).toEqual(A.toJS(A.view(before, [hash])));
        for (const { actor } of A.getChangesMetaSince(after, [])) {
          if (actor === doc) continue;
          expect(actor.slice(0, 32)).toBe(founder);
          expect(devices.map((id) => id.slice(0, 8))).toContain(actor.slice(40));
        }
      },
    ),
    { numRuns: Number(process.env.FOGATA_RUNS ?? 60) },
  );
});

test("S73 what is copied twice from one document is one", async () => {
  const before = written(
    [..."abcd"].map((c) => c.repeat(48)),
    [{ who: 0, what: "type", at: 0, value: "", meets: 1 }] as never,
  );
  const [one, two] = await Promise.all(
    [1, 2].map(() => copyHistory(p, historyOf(A.clone(before)), { doc, device: "5".repeat(32) })),
  );
  expect(one!.bytes).toEqual(two!.bytes);
});
