import { expect, test } from "vitest";
import { beginning, type Place } from "./channel.ts";
import { advance, freshCounter, lease, leaseSize, resumeCounter } from "./counter.ts";
import { flushChangesMax, flushIdleMs, flushInMs, flushLatestMs, flushTogetherMs } from "./outbox.ts";
import {
  decide,
  type Effect,
  idle,
  pushMsMax,
  replyMsMax,
  retryMs,
  retryMsMax,
  type Session,
  type SessionEvent,
  statEveryMs,
  statusOf,
} from "./session.ts";

const relay = { url: "wss://relay.test", key: "aa" };
const limits = { entriesMax: 2, bytesMax: 1_000 };
const place = (seq: number, gen = "g1"): Place => ({ gen, seq, chain: String(seq) });

/** Feeds events one after the other; gives the state and the effects of the last. */
function after(events: SessionEvent[], from: Session = idle): { state: Session; effects: Effect[] } {
  let last: { state: Session; effects: Effect[] } = { state: from, effects: [] };
  for (const event of events) last = decide(last.state, event);
  return last;
}
const refOf = (effects: Effect[], type: Effect["type"]) =>
  (effects.find((one) => one.type === type) as { ref: number }).ref;

/** A device whose channel "c" is open both ways, with these entries unlogged; the pull is under way. */
function pulling(unlogged: [string, number][] = []): { state: Session; ref: number } {
  const channels = [
    { id: "c", place: beginning, round: 0, unlogged: new Map(unlogged), reaches: new Map(), parted: new Map() },
  ];
  const hello = after([
    { type: "relays", relays: [relay] },
    { type: "opened" },
    { type: "hello", relayKey: "aa", limits, channels },
  ]);
  const rights = hello.effects.flatMap((one) =>
    one.type === "open" ? [{ type: "right", ref: one.ref } as const] : [],
  );
  const first = decide(hello.state, rights[0]!);
  return { state: decide(first.state, rights[1]!).state, ref: refOf(first.effects, "pull") };
}
const end = (
  ref: number,
  logged: string[] = [],
  more: Partial<SessionEvent & { type: "batch" }> = {},
): SessionEvent => ({
  type: "batch",
  ref,
  channel: "c",
  place: place(logged.length),
  reset: false,
  logged,
  everything: new Map(),
  end: true,
  ...more,
});

test("S1 a relay that lost its disk and comes back with a new name is followed under that name", () => {
  const channels = [
    { id: "c", place: beginning, round: 0, unlogged: new Map(), reaches: new Map(), parted: new Map() },
  ];
  const { state, effects } = after([
    { type: "relays", relays: [relay, { url: "wss://other.test", key: "bb" }] },
    { type: "opened" },
    { type: "hello", relayKey: "cc", limits, channels },
  ]);
  expect(effects.map(({ type }) => type)).toContain("open");
  expect(state.name).toBe("cc");
  // Later the group lists that name for another address: no further word goes to this one.
  const relays = [relay, { url: "wss://other.test", key: "cc" }];
  expect(decide(state, { type: "relays", relays }).effects.map(({ type }) => type)).toContain("disconnect");
});

test("S1 a relay that greets with the name of another listed relay is hung up on, and nothing is opened", () => {
  const { state, effects } = after([
    { type: "relays", relays: [relay, { url: "wss://other.test", key: "bb" }] },
    { type: "opened" },
    { type: "hello", relayKey: "bb", limits, channels: [] },
  ]);
  expect(effects.map(({ type }) => type)).toContain("disconnect");
  expect(effects.map(({ type }) => type)).not.toContain("open");
  expect(statusOf(state)).toEqual({ kind: "not-shared", reason: "relay-stranger" });
});

test("S2 a late or doubled batch moves no cursor", () => {
  const { state, ref } = pulling();
  const first = decide(state, end(ref, ["x"]));
  expect(first.state.channels.get("c")!.place.seq).toBe(1);
  const again = decide(first.state, end(ref, ["x", "y"]));
  expect(again.state.channels.get("c")!.place.seq).toBe(1);
});

test("S2 a live entry is held without moving the cursor", () => {
  const { state, ref } = pulling();
  const quiet = decide(state, end(ref)).state;
  const held = decide(quiet, { type: "held", channel: "c", entries: new Map([["x", 9]]) });
  expect(held.state.channels.get("c")!.place).toEqual(place(0));
  expect(held.effects).toEqual([]);
});

test("S3 what the relay's log lacks is pushed after the pull came to its end, in pieces of its limits", () => {
  const { state, ref } = pulling([
    ["x", 10],
    ["y", 10],
    ["z", 10],
    ["w", 10],
  ]);
  const { effects, state: pushed } = decide(state, end(ref, ["w"]));
  expect(effects.find(({ type }) => type === "push")).toMatchObject({ ids: ["x", "y"] });
  const next = decide(pushed, { type: "ack", ref: refOf(effects, "push") });
  expect(next.effects.find(({ type }) => type === "push")).toMatchObject({ ids: ["z"] });
});

test("P26 S3 after a reset everything held is looked for again, and what is missing is sent", () => {
  const { state, ref } = pulling();
  const everything = new Map([
    ["x", 10],
    ["y", 10],
  ]);
  const { state: reset, effects } = decide(state, end(ref, ["y"], { reset: true, everything }));
  expect(effects.find(({ type }) => type === "push")).toMatchObject({ ids: ["x"] });
  expect(reset.channels.get("c")!.round).toBe(1);
});

test("S4 after an unclean stop the next number lies past the lease, and the skipped range is named", () => {
  const leased = lease(freshCounter, 3)!;
  const used = advance(advance(leased, "h1"), "h2");
  expect(lease(used, leaseSize)).toBeNull();
  const resumed = resumeCounter(used);
  expect(resumed.next).toBe(leased.leasedTo);
  expect(resumed.skippedFrom).toBe(3);
  expect(resumeCounter({ ...used, tidy: true }).next).toBe(3);
});

test("S5 nothing is sealed before every channel was read to its end", () => {
  const { state, ref } = pulling();
  const typed = decide(state, { type: "outbox", count: 1 });
  expect(typed.effects).toEqual([]);
  expect(decide(typed.state, end(ref, ["x"], { end: false })).effects.map(({ type }) => type)).not.toContain("seal");
  expect(decide(typed.state, end(ref)).effects).toContainEqual({ type: "seal" });
});

test("S5 a channel just learned of is read before anything more is sealed", () => {
  const { state, ref } = pulling();
  const learned = after(
    [
      {
        type: "channels",
        channels: [{ id: "d", place: beginning, round: 0, unlogged: new Map(), reaches: new Map(), parted: new Map() }],
      },
      { type: "outbox", count: 1 },
      end(ref),
    ],
    state,
  );
  expect(learned.effects.map(({ type }) => type)).not.toContain("seal");
});

test("S9 the back-off doubles up to a minute, half of it by chance", () => {
  expect([1, 2, 3].map((failures) => retryMs(failures, 1))).toEqual([1_000, 2_000, 4_000]);
  expect(retryMs(40, 1)).toBe(retryMsMax);
  expect(retryMs(1, 0)).toBe(500);
});

test("S9 a lost connection waits, then tries the next relay of the list", () => {
  const other = { url: "wss://other.test", key: "bb" };
  const lost = after([
    { type: "relays", relays: [relay, other] },
    { type: "closed", chance: 0 },
  ]);
  expect(lost.effects).toContainEqual({ type: "wait", name: "retry", ms: 500 });
  const again = decide(lost.state, { type: "timer", name: "retry" });
  expect(again.effects).toContainEqual({ type: "connect", url: other.url });
});

test("S10 saved, then shared once the relay has said so, offline when the line is lost", () => {
  const { state, ref } = pulling([["x", 10]]);
  const { state: pushed, effects } = decide(state, end(ref));
  expect(statusOf(pushed)).toEqual({ kind: "saved" });
  const shared = decide(pushed, { type: "ack", ref: refOf(effects, "push") }).state;
  expect(statusOf(shared)).toEqual({ kind: "shared" });
  expect(statusOf(decide(shared, { type: "closed", chance: 0 }).state)).toEqual({ kind: "offline" });
  expect(statusOf(idle)).toEqual({ kind: "saved" });
});

test("S10 a full relay is named, left alone for a while, and tried again", () => {
  const { state, ref } = pulling([["x", 10]]);
  const { state: pushed, effects } = decide(state, end(ref));
  const full = decide(pushed, { type: "refused", ref: refOf(effects, "push"), reason: "channel-full" });
  expect(statusOf(full.state)).toEqual({ kind: "not-shared", reason: "relay-full" });
  expect(full.effects.map(({ type }) => type)).not.toContain("push");
  const rested = decide(full.state, { type: "timer", name: "rest" });
  const again = decide(rested.state, { type: "ack", ref: refOf(rested.effects, "push") });
  expect(statusOf(again.state)).toEqual({ kind: "shared" });
});

test("S10 what one channel is refused is said, and the others go on; an erased one holds up nobody", () => {
  const { state, ref } = pulling([["x", 10]]);
  const start = {
    id: "d",
    place: beginning,
    round: 0,
    unlogged: new Map([["y", 10]]),
    reaches: new Map(),
    parted: new Map(),
  };
  const both = decide(decide(state, end(ref)).state, { type: "channels", channels: [start] });
  const opens = both.effects.filter((one) => one.type === "open");
  // The push into "c" is refused while "d" is being opened.
  const push = [...both.state.asked].find(([, asked]) => asked.what === "push")![0];
  const refused = decide(both.state, { type: "refused", ref: push, reason: "channel-full" }).state;
  expect(statusOf(refused)).toEqual({ kind: "not-shared", reason: "relay-full" });
  const read = decide(refused, { type: "right", ref: opens[0]!.ref });
  const write = decide(read.state, { type: "right", ref: opens[1]!.ref });
  const pushed = decide(write.state, end(refOf(read.effects, "pull"), [], { channel: "d" } as never));
  expect(pushed.effects.find(({ type }) => type === "push")).toMatchObject({ channel: "d", ids: ["y"] });
  const given = decide(pushed.state, { type: "ack", ref: refOf(pushed.effects, "push") });
  expect(statusOf(given.state)).toEqual({ kind: "not-shared", reason: "relay-full" });
  expect(decide(given.state, { type: "outbox", count: 1 }).effects).toContainEqual({ type: "seal" });

  const gone = decide(both.state, { type: "refused", ref: opens[0]!.ref, reason: "gone" }).state;
  expect(decide(gone, { type: "outbox", count: 1 }).effects).toContainEqual({ type: "seal" });
  // What lies only here is shared by nobody.
  const acked = decide(gone, { type: "ack", ref: push }).state;
  expect(statusOf(acked)).toEqual({ kind: "not-shared", reason: "refused" });
  const later = decide(acked, { type: "timer", name: "rest" });
  expect(later.effects.filter((one) => "channel" in one && one.channel === "d")).toEqual([]);
});

test("S11 a flush waits for a rest, a moment only when others look on, never beyond a second, not at all after 50 changes", () => {
  const pending = { since: 0, last: 100, changes: 3, together: false };
  expect(flushInMs(pending, 100)).toBe(flushIdleMs);
  expect(flushInMs({ ...pending, since: 100, together: true }, 100)).toBe(flushTogetherMs);
  expect(flushInMs({ ...pending, since: 100, last: 120, together: true }, 120)).toBe(flushTogetherMs - 20);
  expect(flushInMs({ ...pending, last: 990 }, 990)).toBe(flushLatestMs - 990);
  expect(flushInMs({ ...pending, changes: flushChangesMax - 1 }, 100)).toBe(flushIdleMs);
  expect(flushInMs({ ...pending, changes: flushChangesMax }, 100)).toBe(0);
});

test("S10 what was typed and not yet flushed is not shared, and what can never be sealed is said", () => {
  const { state, ref } = pulling();
  const quiet = decide(state, end(ref)).state;
  expect(statusOf(quiet)).toEqual({ kind: "shared" });
  expect(statusOf(quiet, { unsent: true })).toEqual({ kind: "saved" });
  expect(statusOf(quiet, { tooLarge: true })).toEqual({ kind: "not-shared", reason: "too-large" });
});

test("S10 a device that was full says so until something it was sent found room", () => {
  const { state } = pulling();
  const full = decide(state, { type: "disk", full: true });
  expect(full.effects.map(({ type }) => type)).toContain("disconnect");
  const again = after(
    [
      { type: "closed", chance: 0 },
      { type: "timer", name: "retry" },
      { type: "opened" },
      {
        type: "hello",
        relayKey: "aa",
        limits,
        channels: [{ id: "c", place: beginning, round: 0, unlogged: new Map(), reaches: new Map(), parted: new Map() }],
      },
    ],
    full.state,
  );
  expect(statusOf(again.state)).toEqual({ kind: "not-shared", reason: "device-full" });
  const opens = again.effects.flatMap((one) => (one.type === "open" ? [{ type: "right", ref: one.ref } as const] : []));
  const first = decide(again.state, opens[0]!);
  const pull = refOf(first.effects, "pull");
  expect(statusOf(decide(decide(first.state, opens[1]!).state, end(pull)).state)).toEqual({ kind: "shared" });
});

test("S9 a line that has died is noticed: while it opens, while an answer is due, and by a question otherwise", () => {
  const trying = after([{ type: "relays", relays: [relay] }]);
  expect(trying.effects).toContainEqual({ type: "wait", name: "reply", ms: pushMsMax });
  expect(decide(trying.state, { type: "timer", name: "reply" }).effects).toContainEqual({ type: "disconnect" });

  const { state, ref } = pulling();
  const quiet = decide(state, end(ref)).state;
  const question = decide(quiet, { type: "timer", name: "stat" });
  expect(question.effects).toContainEqual({ type: "wait", name: "stat", ms: statEveryMs });
  expect(question.effects).toContainEqual({ type: "wait", name: "reply", ms: replyMsMax });
  expect(decide(question.state, { type: "timer", name: "reply" }).effects).toContainEqual({ type: "disconnect" });
  const answer = decide(question.state, { type: "stat", ref: refOf(question.effects, "stat") });
  expect(answer.effects).toContainEqual({ type: "cancel", name: "reply" });
});
