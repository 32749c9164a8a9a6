import { expect, test } from "vitest";
import { memoryStorage } from "../testing/index.ts";
import { sizes, wholeIn } from "./inbox.ts";
import { createLedger, type Note } from "./ledger.ts";
import { createShelf } from "./shelf.ts";
import { dropNotes } from "./snapshot-dropping.ts";

const bytes = new Uint8Array(100);
function note(n: number, more: Partial<Note> = {}): Note {
  const id = String(n).padStart(32, "0");
  const place = {
    state: "applied",
    device: "alice",
    n,
    skippedFrom: n,
    doc: "d",
    slot: "51",
    type: "changes",
  } as const;
  return { id, hash: id.repeat(2), kid: "k", size: 100, comp: "", carries: [`change-${n}`], at: {}, ...place, ...more };
}

test("S124 of what is let go of nothing stays but that it was there: its number is taken, and it is sent no more", async () => {
  const storage = memoryStorage();
  const shelf = createShelf(storage, "c" as never);
  const notes = [note(1), note(2, { type: "snapshot", comp: "parted", parts: ["p"], carries: ["head"] }), note(3)];
  const waiting = note(4, { state: "held" });
  await storage.write(
    [...notes, waiting].flatMap((one) => [shelf.entryWrite(one, bytes), shelf.noteWrite(one)]),
    "strict",
  );
  await storage.write([shelf.partWrite("p", bytes)], "strict");
  const ledger = createLedger([...notes, waiting]);
  const partsHere = new Set(["p"]);
  await dropNotes({ ledger, shelf, partsHere, storage }, [notes[0]!, notes[1]!, waiting]);

  const kept = await shelf.read();
  const stored = await storage.keys(`${shelf.under}entry/`);
  expect(stored.map((key) => key.slice(-1))).toEqual(["3", "4"]);
  expect(kept.partsHere.size + partsHere.size).toBe(0);
  for (const read of [ledger, kept.ledger]) {
    expect([...sizes(read.ofEpoch("k").filter(wholeIn(new Set()))).keys()]).toEqual([notes[2]!.id, waiting.id]);
    expect(read.isSpent({ id: "other", device: "alice", n: 1, skippedFrom: 1 })).toBe(true);
    expect(read.gaps()).toEqual([]);
    // Where a snapshot ends is what says that all before it is known.
    expect(read.known("d").upTo).toEqual([["head"]]);
  }
  expect(kept.stray).toEqual([]);
});
