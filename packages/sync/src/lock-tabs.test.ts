import type { RestKey } from "@fogata/keys";
import { expect, test } from "vitest";
import { type ManualClock, manualClock } from "../../../test/support/manual-clock.ts";
import { memoryStorage } from "../testing/index.ts";
import { awaitKey, hiddenGraceMs, joinLockTabs, type LockTabs, usualQuietMs } from "./lock-tabs.ts";
import type { Channel } from "./tabs.ts";

const key = { handle: "Alice's" } as RestKey;

/** The tabs of one browser: what one says, all others hear, at once. */
function browser() {
  const ears = new Map<object, ((event: { data: unknown }) => void)[]>();
  const channel = (): Channel => {
    const mine = {};
    ears.set(mine, []);
    return {
      postMessage(message) {
        for (const [whose, all] of ears)
          if (whose !== mine) for (const ear of all) ear({ data: structuredClone(message) });
      },
      addEventListener: (_, ear) => void ears.get(mine)?.push(ear),
      close: () => void ears.delete(mine),
    };
  };
  const disk = memoryStorage();
  const clock = manualClock();
  let setBy = 0;
  const setClock = (ms: number) => {
    setBy += ms;
  };
  const locked: string[] = [];
  const tab = (name: string, o: { set?: boolean; shown?: boolean } = {}): LockTabs =>
    joinLockTabs({
      channel: channel(),
      cabinet: disk.cabinet,
      clock: { ...clock, now: () => clock.now() + setBy },
      set: o.set ?? true,
      key,
      shown: o.shown ?? true,
      onLock: () => void locked.push(name),
    });
  return { channel, clock, disk, locked, setClock, tab };
}
/** Lets what was read from the cabinet arrive. */
const read = () => new Promise<void>((done) => setImmediate(done));
const pass = (clock: ManualClock, ms: number) => clock.advance(ms);

test("S64 one tab locks all, once each, and the one that was pressed first", () => {
  const { tab, locked } = browser();
  const [a] = [tab("a"), tab("b"), tab("c")];
  a!.lockNow();
  a!.lockNow();
  expect(locked).toEqual(["b", "c", "a"]);
});

test("S64 it locks after a time of quiet; what is done in any tab keeps all of them open", async () => {
  const { tab, clock, locked } = browser();
  const [a, b] = [tab("a"), tab("b")];
  await read();
  pass(clock, usualQuietMs - 1_000);
  b.active();
  pass(clock, usualQuietMs - 1_000);
  expect(locked).toEqual([]);
  a.active();
  pass(clock, usualQuietMs - 1);
  expect(locked).toEqual([]);
  pass(clock, 1);
  expect(locked.sort()).toEqual(["a", "b"]);
});

test("S64 a lid closed over the wait: the first touch locks instead of opening", async () => {
  const { disk, locked } = browser();
  let now = 1_000_000;
  // A sleeping machine runs no timer.
  const asleep = { now: () => now, after: () => () => {} };
  const tabs = joinLockTabs({
    channel: null,
    cabinet: disk.cabinet,
    clock: asleep,
    set: true,
    key,
    shown: true,
    onLock: () => void locked.push("me"),
  });
  await read();
  now += usualQuietMs;
  tabs.active();
  expect(locked).toEqual(["me"]);
});

test("S64 Eve sets the clock back by a year: it locks after as much quiet as ever, and one tab still tells the other", async () => {
  const { tab, clock, locked, setClock } = browser();
  const [a, b] = [tab("a"), tab("b")];
  await read();
  a.active();
  setClock(-365 * 24 * 60 * 60_000);
  pass(clock, 1_000);
  await a.choose({ whenHidden: false });
  pass(clock, usualQuietMs - 1);
  b.active();
  pass(clock, usualQuietMs - 1);
  expect(locked).toEqual([]);
  pass(clock, 1);
  expect(locked.sort()).toEqual(["a", "b"]);
});

test("S64 never means never; what was chosen is kept, and known in every tab", async () => {
  const { tab, clock, locked } = browser();
  const [a, b] = [tab("a"), tab("b")];
  await read();
  expect(await a.choose({ quietMs: null })).toBe(true);
  expect(b.choices()).toEqual({ quietMs: null, whenHidden: false });
  pass(clock, 1e9);
  expect(locked).toEqual([]);
  const later = tab("later");
  await read();
  expect(later.choices().quietMs).toBeNull();
});

test("S64 looked away from: it locks if that was chosen, but not for going to another tab of Fogata", async () => {
  const { tab, clock, locked } = browser();
  const [a, b] = [tab("a"), tab("b", { shown: false })];
  await read();
  a.seen(false);
  pass(clock, 10_000);
  expect(locked).toEqual([]);
  a.seen(true);
  await a.choose({ whenHidden: true });
  a.seen(false);
  b.seen(true);
  pass(clock, hiddenGraceMs);
  expect(locked).toEqual([]);
  // The other way about: the second is shown before the first is hidden.
  a.seen(true);
  b.seen(false);
  pass(clock, hiddenGraceMs);
  expect(locked).toEqual([]);
  a.seen(false);
  pass(clock, hiddenGraceMs);
  expect(locked.sort()).toEqual(["a", "b"]);
});

test("S64 a tab opened beside an open one is let in; beside a locked one it waits, until one of them is opened", async () => {
  const { tab, channel } = browser();
  const given: RestKey[] = [];
  const a = tab("a");
  awaitKey(channel(), (one) => given.push(one));
  expect(given).toEqual([key]);
  a.lockNow();
  const waiting = [awaitKey(channel(), (one) => given.push(one)), awaitKey(channel(), (one) => given.push(one))];
  // What is closing gives nothing any more.
  expect(given.length).toBe(1);
  waiting[0]!.tell(key);
  expect(given.length).toBe(3);
});

test("S64 without a lock there is nothing to close; set in one tab, it is there in all", async () => {
  const { tab, clock, locked } = browser();
  const [a, b] = [tab("a", { set: false }), tab("b", { set: false })];
  await read();
  a.lockNow();
  pass(clock, 1e9);
  expect(locked).toEqual([]);
  a.opened(key);
  expect(b.isSet()).toBe(true);
  b.lockNow();
  expect(locked.sort()).toEqual(["a", "b"]);
});
