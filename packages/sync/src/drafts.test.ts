import { expect, test } from "vitest";
import type { Applier } from "./applier.ts";
import { createDrafts } from "./drafts.ts";
import { flushIdleMs, type OutboxRecord, outboxRecordsMax, recordBytesMax } from "./outbox.ts";
import type { Documents } from "./ports.ts";
import type { Reading } from "./reader.ts";
import { rules } from "./rules.ts";

const doc = "d".repeat(32);

/** Alice's device: one document, whose changes are listed by name with what each weighs. */
function alice(changes: Map<string, number>, outbox = new Map<number, OutboxRecord>()) {
  let room = true;
  let busy = false;
  const encodings: string[][] = [];
  const documents = {
    unknown: async (_, known) =>
      [...changes.keys()].filter((hash) => !known.has(hash)).map((hash) => ({ hash, ours: true })),
    async encode(_, hashes) {
      encodings.push([...hashes]);
      return { comp: "packed", payload: new Uint8Array(hashes.reduce((sum, hash) => sum + changes.get(hash)!, 0)) };
    },
    saved: async () => (room ? undefined : "full"),
  } as Partial<Documents> as Documents;
  const reading = {
    circle: { membership: () => ({ circle: "c" }) },
    // Holds a whole history, so it is asked and never walked: there is nothing to walk here.
    ledger: { known: () => ({ has: () => false }) },
    shelf: { outboxKey: String },
    storage: { write: async () => ({ ok: true, value: null }) },
  } as unknown as Reading;
  const applier = { bringUp: async () => true, busyWith: () => busy } as Partial<Applier> as Applier;
  const drafts = createDrafts(reading, outbox, documents, applier, rules);
  return {
    drafts,
    outbox,
    encodings,
    full: (yes: boolean) => {
      room = !yes;
    },
    /** Others' changes are being brought in. */
    busy: (yes: boolean) => {
      busy = yes;
    },
  };
}

test("S10 what Alice types is unsent from the first letter on, until a record holds it", async () => {
  const { drafts } = alice(new Map([["a", 10]]));
  expect(drafts.unsent()).toBe(false);
  drafts.touched(doc, 0);
  expect(drafts.unsent()).toBe(true);
  expect(drafts.due(flushIdleMs)).toEqual([doc]);
  await drafts.flush([doc], "relaxed");
  expect(drafts.unsent()).toBe(false);
});

test("S10 what Bob typed makes nothing unsent here, unless Alice typed in that very moment", async () => {
  const changes = new Map<string, number>();
  const { drafts, busy } = alice(changes);
  busy(true);
  drafts.touched(doc, 0);
  busy(false);
  await drafts.broughtUp(doc);
  expect(drafts.unsent()).toBe(false);
  busy(true);
  drafts.touched(doc, 0);
  changes.set("hers", 1);
  busy(false);
  await drafts.broughtUp(doc);
  expect(drafts.unsent()).toBe(true);
});

test("S6 changes that are too much for one record are sent in several", async () => {
  const changes = new Map([..."abcdefgh"].map((name) => [name, recordBytesMax / 2 - 1]));
  const { drafts, outbox } = alice(changes);
  drafts.touched(doc, 0);
  await drafts.flush([doc], "relaxed");
  expect([...outbox.values()].map(({ names }) => names.join(""))).toEqual(["ab", "cd", "ef", "gh"]);
});

test("S16 the outbox takes its last record and no more; the rest stays in the document until there is room", async () => {
  const record = { type: "changes", doc: "other", comp: "packed", payload: new Uint8Array(1), names: ["x"] } as const;
  const outbox = new Map<number, OutboxRecord>();
  for (let place = 1; place < outboxRecordsMax; place++) outbox.set(place, { ...record, place });
  const changes = new Map([["a", 1]]);
  const { drafts } = alice(changes, outbox);
  drafts.touched(doc, 0);
  await drafts.flush([doc], "relaxed");
  expect(outbox.size).toBe(outboxRecordsMax);
  changes.set("b", 1);
  drafts.touched(doc, 0);
  await drafts.flush([doc], "relaxed");
  expect(outbox.size).toBe(outboxRecordsMax);
  expect(drafts.unsent()).toBe(true);
  expect(drafts.heldBack()).toEqual([]);
  outbox.delete(1);
  expect(drafts.heldBack()).toEqual([doc]);
  await drafts.flush(drafts.heldBack(), "relaxed");
  expect([...outbox.values()].at(-1)!.names).toEqual(["a", "b"]);
  expect(drafts.unsent()).toBe(false);
});

test("S36 what found no room on the disk is not forgotten: it is flushed when there is some", async () => {
  const { drafts, outbox, full } = alice(new Map([["a", 1]]));
  full(true);
  drafts.touched(doc, 0);
  expect(await drafts.flush([doc, "other"], "relaxed")).toBe(false);
  expect(drafts.heldBack()).toEqual([doc, "other"]);
  full(false);
  expect(await drafts.flush(drafts.heldBack(), "relaxed")).toBe(true);
  expect(outbox.size).toBeGreaterThan(0);
  expect(drafts.unsent()).toBe(false);
});

test("S110 a flush while nothing can be sealed adds to the record that waits last, under a place of its own", async () => {
  const changes = new Map([["a", 10]]);
  const { drafts, outbox } = alice(changes);
  await drafts.flush([doc], "relaxed");
  changes.set("b", 10);
  await drafts.flush([doc], "relaxed");
  expect([...outbox.values()].map(({ place, names, payload }) => [place, names.join(""), payload.length])).toEqual([
    [2, "ab", 20],
  ]);
  // Something was said since: what comes after it stays after it.
  drafts.put({ type: "control", doc, comp: "op", payload: new Uint8Array(1), names: [] }).keep();
  changes.set("c", 10);
  await drafts.flush([doc], "relaxed");
  expect([...outbox.values()].map(({ names }) => names.join(""))).toEqual(["ab", "", "c"]);
});
