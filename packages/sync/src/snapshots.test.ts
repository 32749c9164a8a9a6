import type { Snapshot } from "@fogata/protocol";
import { expect, test } from "vitest";
import { beginning, channelAt, nextPush } from "./channel.ts";
import { createLedger, type Note, wordOn } from "./ledger.ts";
import { type DocLog, docLogs, isDue, isVouched, lacks, measures, toSay } from "./snapshots.ts";

const relay = "r";
let count = 0;
function note(more: Partial<Note> = {}): Note {
  const id = String(++count).padStart(32, "0");
  const hash = id.repeat(2);
  const place = { state: "applied", device: "alice-1", n: count, skippedFrom: count, doc: "d", slot: "51" } as const;
  const blank = { id, hash, kid: "k", size: 100, type: "changes", comp: "", carries: [`change-${count}`] };
  return { ...blank, ...place, at: { [relay]: [0, count] }, ...more };
}
const whole = (more: Partial<Note> = {}) => note({ type: "snapshot", comp: "saved", ...more });

const members = new Map([
  ["alice-1", "alice"],
  ["alice-2", "alice"],
  ["bob-1", "bob"],
]);
const devices = new Map([...members].map(([id, member]) => [id, { id, member }]));
const circle = { membership: () => ({ devices, lost: new Map() }) as never };

test("S95 a log is long enough at so many entries, so many bytes, or so many times its snapshot, and not before", () => {
  const log = (entries: number, bytes: number, snapshots: Note[] = []): DocLog => ({
    doc: "d",
    entries: [],
    snapshots,
    since: { entries, bytes },
  });
  const { entriesMax, bytesMax, bytesMin, timesMax } = measures;
  expect(isDue(log(entriesMax - 1, 0), null, measures)).toBe("no");
  expect(isDue(log(entriesMax, 0), null, measures)).toBe("yes");
  expect(isDue(log(2, bytesMax), null, measures)).toBe("yes");
  expect(isDue(log(2, bytesMin - 1), null, measures)).toBe("no");
  expect(isDue(log(2, bytesMin), null, measures)).toBe("weigh");
  const size = 4_000;
  expect(isDue(log(2, timesMax * size - 1, [whole({ size })]), null, measures)).toBe("no");
  expect(isDue(log(2, timesMax * size, [whole({ size })]), null, measures)).toBe("yes");
});

test("S95 what a snapshot reached is not counted again", () => {
  const before = [note(), note()];
  const between = note();
  const made = whole({ reach: { gen: "g", round: 0, upTo: before[1]!.at[relay]![1] } });
  const [log] = docLogs(createLedger([...before, between, made, note()]), { relay, kid: "k", round: 0 });
  expect(log!.since).toEqual({ entries: 2, bytes: 200 });
});

test("S96 an entry lies in a snapshot by its changes, whatever its place; a statement in the slot never does", () => {
  const [held, lost, later] = [note(), note(), note()];
  const upTo = lost.at[relay]![1];
  const beyond = new Set([...lost.carries, ...later.carries]);
  expect(lacks({ entries: [held, lost, later], relay, upTo, beyond })).toEqual([lost]);
  const said = note({ type: "statement", carries: ["said"], at: { [relay]: [0, 1] } });
  expect(lacks({ entries: [said], relay, upTo, beyond: new Set() })).toEqual([said]);
  const waiting = note({ state: "held", carries: [], at: { [relay]: [0, 1] } });
  expect(lacks({ entries: [waiting], relay, upTo, beyond: new Set() })).toEqual([waiting]);
});

test("S97 another person's device vouches for a snapshot; one's own other device does not", () => {
  const made = whole({ device: "alice-1" });
  const word = (device: string) => note({ device, type: "snapshot", comp: "checked", carries: [wordOn(made)] });
  expect(isVouched({ circle, ledger: createLedger([made]) }, made)).toBe(false);
  expect(isVouched({ circle, ledger: createLedger([made, word("alice-1"), word("alice-2")]) }, made)).toBe(false);
  expect(isVouched({ circle, ledger: createLedger([made, word("stranger")]) }, made)).toBe(false);
  expect(isVouched({ circle, ledger: createLedger([made, word("bob-1")]) }, made)).toBe(true);
  const other = note({
    device: "bob-1",
    type: "snapshot",
    comp: "checked",
    carries: [wordOn({ ...made, hash: "another" })],
  });
  expect(isVouched({ circle, ledger: createLedger([made, other]) }, made)).toBe(false);
});

test("S97 S99 a log is cut by what is vouched for and lacks nothing, and kept from what lacks something or is no snapshot", () => {
  const told: Snapshot = {
    id: new Uint8Array(16),
    slot: new Uint8Array(8),
    seq: 9,
    upTo: 8,
    bytes: 10,
    verified: true,
    trim: "none",
    erasesInMs: null,
  };
  const sound = { told, note: whole(), lacking: false, vouched: true, ours: false, newest: true };
  expect(toSay(sound)).toBe("trim");
  expect(toSay({ ...sound, vouched: false })).toBeNull();
  expect(toSay({ ...sound, lacking: true })).toBeNull();
  expect(toSay({ ...sound, newest: false })).toBeNull();
  expect(toSay({ ...sound, told: { ...told, verified: false } })).toBe("verified");
  expect(toSay({ ...sound, told: { ...told, verified: false }, ours: true })).toBeNull();
  const pending = { ...told, trim: "pending" as const };
  expect(toSay({ ...sound, told: pending })).toBeNull();
  expect(toSay({ ...sound, told: pending, lacking: true })).toBe("keep");
  expect(toSay({ ...sound, told: pending, note: null })).toBe("keep");
  expect(toSay({ ...sound, told: pending, note: note() })).toBe("keep");
  // What it is has not been seen yet; there are seven days for it.
  expect(toSay({ ...sound, told: pending, note: whole({ state: "held", carries: [] }) })).toBeNull();
});

test("S95 a snapshot goes alone, with how far it reaches, into the log it was made of, and into another as an entry", () => {
  const reaches = new Map([["s", { gen: "g", round: 1, upTo: 7 }]]);
  const unlogged = new Map([
    ["a", 10],
    ["s", 10],
    ["b", 10],
  ]);
  const open = { rights: { read: true, write: true }, caughtUp: true };
  const limits = { entriesMax: 16, bytesMax: 1000 };
  const at = (round: number, given: string[]) => ({
    ...channelAt({ id: "c", place: { ...beginning, gen: "g" }, round, unlogged, reaches, parted: new Map() }),
    ...open,
    given: new Set(given),
  });
  expect(nextPush(at(1, []), limits)).toEqual(["a"]);
  expect(nextPush(at(1, ["a"]), limits)).toEqual(["s"]);
  expect(nextPush(at(1, ["a", "s"]), limits)).toEqual(["b"]);
  // A backup that was put back has the same name: it is another log.
  expect(nextPush(at(2, []), limits)).toEqual(["a", "s", "b"]);
});
