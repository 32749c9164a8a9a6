// S80: how far the words of somebody who has gone count, the same for all who remain.
import type { Device, DeviceId, LostDevice, Membership, OpId } from "@fogata/keys";
import { expect, test } from "vitest";
import { createLedger, type Note } from "./ledger.ts";
import { createLines } from "./lines.ts";
import { namesMax, readVouch, vouchFor } from "./vouches.ts";

const [alice, bob, eve, evesPhone] = ["a", "b", "e", "f"].map((one) => one.repeat(32)) as DeviceId[] as [
  DeviceId,
  DeviceId,
  DeviceId,
  DeviceId,
];
const [left, leftBefore] = ["0", "1"].map((one) => one.repeat(64)) as [OpId, OpId];
function after(o: Pick<LostDevice, "how" | "cut">): () => Membership {
  const belongs = [alice, bob].map((id) => [id, { id, member: id }] as const);
  const lost = [eve, evesPhone].map((id) => [id, { id, member: "eve", end: left, ...o }] as const);
  return () => ({ devices: new Map(belongs), lost: new Map(lost) }) as unknown as Membership;
}

const hashOf = (n: number) => String(n).padStart(64, "0");
function entry(device: DeviceId, n: number, more: Partial<Note> = {}): Note {
  const id = `${device} ${n}`;
  const blank = { kid: "", size: 1, slot: "", comp: "", carries: [], at: {}, type: "changes", doc: "d" };
  return { ...blank, id, hash: hashOf(n), state: "applied", device, n, skippedFrom: n, ...more };
}

const linesOf = (membership: () => Membership, voided: Device[] = []) =>
  createLines(membership, () => new Map(voided.map((device) => [device.id, device])));

test("S80 what lies beyond the line counts once somebody who remains vouches, and Eve's own phone does not", () => {
  const lines = linesOf(after({ how: "removed", cut: 7 }));
  expect(lines.of(eve)).toBe(7);
  lines.vouch({ by: evesPhone, device: eve, n: 100 });
  lines.vouch({ by: eve, device: eve, n: 100 });
  expect(lines.of(eve)).toBe(7);
  lines.vouch({ by: alice, device: eve, n: 9 });
  lines.vouch({ by: bob, device: eve, n: 8 });
  expect(lines.of(eve)).toBe(9);
});

test("S80 where nobody drew a line it is her own farewell, or nothing", () => {
  const lines = linesOf(after({ how: "left", cut: null }));
  expect(lines.of(eve)).toBe(0);
  lines.farewell(eve, left, 12);
  expect([lines.of(eve), lines.of(evesPhone)]).toEqual([12, 0]);
  lines.farewell(eve, left, 1_000);
  expect(lines.of(eve)).toBe(12);
});

test("S80 whoever left, had a place again and left that is heard to the last word of both", () => {
  const lines = linesOf(after({ how: "left", cut: null }));
  lines.farewell(eve, leftBefore, 5);
  expect(lines.of(eve)).toBe(0);
  lines.farewell(eve, left, 21);
  lines.farewell(eve, leftBefore, 5);
  expect(lines.of(eve)).toBe(21);
});

test("S80 who had accepted more vouches for it, until somebody has; then all hold the same", () => {
  const accepted = createLedger([7, 8, 9].map((n) => entry(eve, n)).concat(entry(alice, 50)));
  const lines = linesOf(after({ how: "removed", cut: 7 }));
  expect(lines.owed(accepted)).toEqual([{ device: eve, n: 9, entries: [8, 9].map(hashOf) }]);
  lines.vouch({ by: bob, device: eve, n: 8, entries: [hashOf(8)] });
  expect(lines.owed(accepted)).toEqual([{ device: eve, n: 9, entries: [hashOf(9)] }]);
  // Said before entries were named: all up to it.
  lines.vouch({ by: bob, device: eve, n: 9 });
  expect(lines.owed(accepted)).toEqual([]);
});

test("S80 where very many lie beyond the line it is said up to which number", () => {
  const numbers = Array.from({ length: namesMax + 1 }, (_, i) => i + 1);
  const lines = linesOf(after({ how: "dropped", cut: null }));
  const owed = (most: number) => lines.owed(createLedger(numbers.slice(0, most).map((n) => entry(eve, n))));
  expect(owed(namesMax)).toEqual([{ device: eve, n: namesMax, entries: numbers.slice(0, namesMax).map(hashOf) }]);
  expect(owed(namesMax + 1)).toEqual([{ device: eve, n: namesMax + 1 }]);
});

test("S80 an entry whose number is another's too is named, however far below the line; one that is kept unread contests as well", () => {
  const lines = linesOf(after({ how: "removed", cut: 100 }));
  const ledger = createLedger([1, 2, 3, 4].map((n) => entry(eve, n)));
  expect(lines.owed(ledger)).toEqual([]);
  ledger.put(entry(eve, 2, { id: "again", hash: hashOf(22) }));
  ledger.put(entry(eve, 3, { id: "unread", hash: hashOf(33), state: "beyond", type: "" }));
  ledger.put(entry(eve, 9, { skippedFrom: 4 }));
  expect(lines.owed(ledger)).toEqual([{ device: eve, n: 4, entries: [2, 22, 3, 4].map(hashOf) }]);
  lines.vouch({ by: alice, device: eve, n: 4, entries: [2, 22, 3, 4].map(hashOf) });
  expect(lines.owed(ledger)).toEqual([]);
});

test("S80 what is named counts under whatever number, and the line stays; Eve's own phone names nothing", () => {
  const lines = linesOf(after({ how: "removed", cut: 7 }));
  lines.vouch({ by: evesPhone, device: eve, n: 9, entries: [hashOf(9)] });
  expect(lines.names(eve, hashOf(9))).toBe(false);
  lines.vouch({ by: alice, device: eve, n: 9, entries: [hashOf(9)] });
  expect([lines.names(eve, hashOf(9)), lines.names(eve, hashOf(8)), lines.of(eve)]).toEqual([true, false, 7]);
});

test("S80 a device that turned out never to have been let in has no line: what was accepted is named, and it names nothing", () => {
  const ghost = { id: "9".repeat(32), member: "ghost" } as unknown as Device;
  const lines = linesOf(after({ how: "removed", cut: 7 }), [ghost]);
  expect(lines.of(ghost.id)).toBe(0);
  const ledger = createLedger([entry(ghost.id, 3)]);
  expect(lines.owed(ledger)).toEqual([{ device: ghost.id, n: 3, entries: [hashOf(3)] }]);
  lines.vouch({ by: ghost.id, device: eve, n: 9 });
  expect(lines.of(eve)).toBe(7);
});

test("S80 Eve and Mallory open each other's lines in advance, and are removed together: both end where they were drawn", () => {
  const mallory = "d".repeat(32) as DeviceId;
  const both = [eve, mallory].map((id) => [id, { id, member: id, end: left, how: "removed", cut: 7 }] as const);
  const here = { devices: new Map([[alice, {}]]), lost: new Map(both) } as unknown as Membership;
  const lines = linesOf(() => here);
  lines.vouch({ by: eve, device: mallory, n: Number.MAX_SAFE_INTEGER });
  lines.vouch({ by: mallory, device: eve, n: Number.MAX_SAFE_INTEGER });
  expect([lines.of(eve), lines.of(mallory)]).toEqual([7, 7]);
  // What somebody had read by then is said by whoever remains; what is named was there when it was named.
  expect(lines.owed(createLedger([entry(eve, 8)]))).toEqual([{ device: eve, n: 8, entries: [hashOf(8)] }]);
  lines.vouch({ by: mallory, device: eve, n: 8, entries: [hashOf(8)] });
  expect([lines.names(eve, hashOf(8)), lines.names(eve, hashOf(9))]).toEqual([true, false]);
});

test("S80 in whatever order vouches and farewells arrive, the line is the same", () => {
  const words = [
    (lines: ReturnType<typeof createLines>) => lines.vouch({ by: alice, device: eve, n: 9 }),
    (lines: ReturnType<typeof createLines>) => lines.vouch({ by: bob, device: eve, n: 3 }),
    (lines: ReturnType<typeof createLines>) => lines.vouch({ by: alice, device: eve, n: 2 }),
    (lines: ReturnType<typeof createLines>) => lines.farewell(eve, left, 5),
  ];
  for (const order of [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [1, 3, 0, 2],
    [2, 0, 3, 1],
  ]) {
    const lines = linesOf(after({ how: "left", cut: null }));
    for (const i of order) words[i]!(lines);
    expect(lines.of(eve)).toBe(9);
  }
});

test("S80 a vouch is read as it was said, and nothing else is taken for one", () => {
  expect(readVouch(vouchFor({ device: eve, n: 3, time: 1 }))).toEqual({ device: eve, n: 3 });
  const entries = [hashOf(1), hashOf(2)];
  expect(readVouch(vouchFor({ device: eve, n: 3, entries, time: 1 }))).toEqual({ device: eve, n: 3, entries });
  for (const entries of ["", "ab", hashOf(1).toUpperCase().replace("0", "A"), hashOf(1).repeat(namesMax + 1), 7, null])
    expect(readVouch({ ...vouchFor({ device: eve, n: 3, time: 1 }), details: { device: eve, n: 3, entries } })).toBe(
      null,
    );
  for (const details of [{}, { device: eve }, { device: "x", n: 1 }, { device: eve, n: 0 }, { device: eve, n: 1.5 }])
    expect(readVouch({ ...vouchFor({ device: eve, n: 3, time: 1 }), details: details as never })).toBe(null);
  expect(readVouch({ ...vouchFor({ device: eve, n: 3, time: 1 }), what: "yes" })).toBe(null);
});
