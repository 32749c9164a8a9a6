// S81, S82: what of the waiting may be sealed, by how it stands with the device.
import { expect, test } from "vitest";
import {
  asOne,
  changesPerRecordMax,
  flushIdleMs,
  flushInMs,
  joinedBytesMax,
  nextToSeal,
  type OutboxRecord,
} from "./outbox.ts";

const record = (place: number, type: OutboxRecord["type"]): OutboxRecord => ({
  place,
  type,
  doc: "0".repeat(32),
  comp: "",
  payload: new Uint8Array(),
  names: [],
});
const box = [record(1, "changes"), record(2, "statement"), record(3, "control"), record(4, "changes")];
const places = (may: Parameters<typeof nextToSeal>[1]) => nextToSeal(box, may).map(({ place }) => place);

test("S81 operations go first, and alone while there is no key that only those can open who belong", () => {
  expect(places("all")).toEqual([3, 2, 1, 4]);
  expect(places("operations")).toEqual([3]);
});

test("S82 who leaves is heard in the order in which they spoke, to the word that they leave and no further", () => {
  expect(places("farewell")).toEqual([1, 2, 3]);
  expect(nextToSeal([record(7, "changes")], "farewell")).toEqual([]);
});

test("S110 what Alice types without a relay waits as one record, as long as nothing else was said and it stays small", () => {
  const typed = (bytes: number, names: number, more: Partial<OutboxRecord> = {}): OutboxRecord => ({
    ...record(1, "changes"),
    comp: "packed",
    payload: new Uint8Array(bytes).fill(7),
    names: Array.from({ length: names }, (_, i) => `${bytes}/${i}`),
    ...more,
  });
  expect(asOne(typed(2, 1), typed(3, 2))).toMatchObject({
    payload: new Uint8Array(5).fill(7),
    names: ["2/0", "3/0", "3/1"],
  });
  expect(asOne(undefined, typed(3, 2))).toBeNull();
  expect(asOne(record(1, "control"), typed(3, 2))).toBeNull();
  expect(asOne(typed(2, 1), typed(3, 2, { doc: "e".repeat(32) }))).toBeNull();
  const comps = (...[first, second]: string[]) => asOne(typed(2, 1, { comp: first! }), typed(3, 2, { comp: second! }));
  expect(comps("changes", "changes")).not.toBeNull();
  expect(comps("changes", "packed")).toBeNull();
  expect(comps("change", "change")).toBeNull();
  expect(asOne(typed(2, changesPerRecordMax - 1), typed(3, 1))).not.toBeNull();
  expect(asOne(typed(2, changesPerRecordMax), typed(3, 1))).toBeNull();
  expect(asOne(typed(joinedBytesMax - 3, 1), typed(3, 1))).not.toBeNull();
  expect(asOne(typed(joinedBytesMax - 2, 1), typed(3, 1))).toBeNull();
});

test("S11 Alice types, and her clock is set back by a day: it is not a day before the others read it", () => {
  const typed = { since: 1e12, last: 1e12, changes: 1, together: false };
  expect(flushInMs(typed, 1e12)).toBe(flushIdleMs);
  expect(flushInMs(typed, 1e12 - 24 * 60 * 60 * 1000)).toBe(0);
  // She has typed again since; the first letter is of another hour.
  for (const together of [false, true]) expect(flushInMs({ ...typed, last: 5e11, changes: 2, together }, 5e11)).toBe(0);
});
