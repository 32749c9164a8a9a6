// One connection to one relay, as a pure machine: state + event → state + effects. No clock, socket, timer or
// chance of its own; client.ts performs the effects and feeds what comes of them back, one event at a time.
import type { Refusal, Right } from "@fogata/protocol";
import { acknowledged, type Channel, channelAt, type Followed, follow, hold, nextPush, type Place } from "./channel.ts";
import type { NotShared, SyncStatus } from "./device.types.ts";

export interface Relay {
  url: string;
  /** Hex. */
  key: string;
}
export interface ChannelStart {
  id: string;
  place: Place;
  round: number;
  unlogged: ReadonlyMap<string, number>;
}
type Asked =
  | { what: "hello" }
  | { what: "open"; channel: string; right: Right }
  | { what: "pull" | "push" | "stat"; channel: string };

export interface Session {
  readonly relays: readonly Relay[];
  readonly link: "down" | "trying" | "greeting" | "up";
  /** The name (key, hex) with which the relay on this line greeted: its log is followed under it. */
  readonly name: string | null;
  /** Connections lost since one last brought a log to its end: the back-off. A good greeting alone is no help. */
  readonly failures: number;
  /** Connections lost ever: whose turn it is among the listed relays. */
  readonly turn: number;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly asked: ReadonlyMap<number, Asked>;
  readonly nextRef: number;
  readonly limits: { entriesMax: number; bytesMax: number };
  /** Changes and operations that wait to be sealed. */
  readonly outbox: number;
  readonly sealing: boolean;
  /** Sealing gave nothing (no key of the preferred epoch yet): try again when something new was learned. */
  readonly stuck: boolean;
  /** Why something is not shared, until the relay takes it. While `resting`, nothing is pushed. */
  readonly trouble: { reason: NotShared; over: Asked["what"] | "disk" } | null;
  readonly resting: boolean;
}

export type SessionEvent =
  | { type: "relays"; relays: readonly Relay[] }
  | { type: "reconnect" }
  | { type: "opened" }
  | { type: "closed"; chance: number }
  | { type: "hello"; relayKey: string; limits: Session["limits"]; channels: readonly ChannelStart[] }
  /** Every channel that can be read now, with where it stands. */
  | { type: "channels"; channels: readonly ChannelStart[] }
  | { type: "right"; ref: number }
  /** A batch that was asked for, with all its entries stored here. */
  | ({ type: "batch"; ref: number; channel: string } & Followed)
  /** Entries stored here that the relay was seen to have, without a place in its log. */
  | { type: "held"; channel: string; entries: ReadonlyMap<string, number> }
  /** A commit that continued the log, with all its entries stored here. */
  | { type: "commit"; channel: string; place: Place; ids: readonly string[] }
  /** A commit that did not fit: something was missed. */
  | { type: "missed"; channel: string }
  | { type: "ack"; ref: number }
  | { type: "refused"; ref: number; reason: Refusal }
  | { type: "stat"; ref: number }
  /** The relay's log does not hash to what the relay says, or its frames cannot be read. */
  | { type: "garbled" }
  | { type: "outbox"; count: number }
  /** Entries sealed and stored, by channel; `outbox` is what is left. */
  | { type: "sealed"; outbox: number; entries: ReadonlyMap<string, ReadonlyMap<string, number>> }
  | { type: "disk"; full: boolean }
  | { type: "timer"; name: Timer };

export type Timer = "retry" | "reply" | "rest" | "stat";
export type Effect =
  | { type: "connect"; url: string }
  | { type: "disconnect" }
  | { type: "hello"; ref: number }
  | { type: "open"; ref: number; channel: string; right: Right }
  | { type: "pull"; ref: number; channel: string; place: Place }
  | { type: "push"; ref: number; channel: string; ids: readonly string[] }
  | { type: "stat"; ref: number; channel: string }
  | { type: "seal" }
  | { type: "wait"; name: Timer; ms: number }
  | { type: "cancel"; name: Timer };

/** What the simulator replaces to show that it would notice. */
export interface SessionRules {
  maySeal(state: Session): boolean;
}
export const trueRules: SessionRules = { maySeal: caughtUp };

export const retryMsMin = 1_000;
export const retryMsMax = 60_000;
/** What has been asked is answered by then, or the line is dead; entries on their way may take longer. */
export const replyMsMax = 10_000;
export const pushMsMax = 30_000;
export const restMs = 15_000;
/** A line on which nothing is asked may have died unnoticed: so something is. */
export const statEveryMs = 40_000;

export const idle: Session = {
  relays: [],
  link: "down",
  name: null,
  failures: 0,
  turn: 0,
  channels: new Map(),
  asked: new Map(),
  nextRef: 1,
  limits: { entriesMax: 256, bytesMax: 1 << 20 },
  outbox: 0,
  sealing: false,
  stuck: false,
  trouble: null,
  resting: false,
};

/** Records the event, then asks the one question: what is to be done now? */
export function decide(state: Session, event: SessionEvent, rules = trueRules): { state: Session; effects: Effect[] } {
  const effects: Effect[] = [];
  const after = onward(record(state, event, effects), rules, effects);
  if (after.asked !== state.asked) {
    const pushing = [...after.asked.values()].some(({ what }) => what === "push");
    effects.push(
      after.asked.size > 0
        ? { type: "wait", name: "reply", ms: pushing ? pushMsMax : replyMsMax }
        : { type: "cancel", name: "reply" },
    );
  }
  return { state: after, effects };
}

/** What keeps a circle from being shared before the session hears of it, and what it never will. */
export interface Beside {
  /** Something was typed that is in no record yet. */
  unsent?: boolean;
  /** Something cannot be sealed. */
  tooLarge?: boolean;
}
/** S10 shared: the relay has said it has everything. saved: it is here and on its way. offline: no connection. */
export function statusOf(state: Session, beside: Beside = {}): SyncStatus {
  if (state.trouble) return { kind: "not-shared", reason: state.trouble.reason };
  if (state.relays.length === 0) return { kind: "saved" };
  if (state.link !== "up") return { kind: state.failures > 0 ? "offline" : "saved" };
  if (beside.tooLarge) return { kind: "not-shared", reason: "too-large" };
  return { kind: !beside.unsent && everythingGiven(state) ? "shared" : "saved" };
}

function everythingGiven(state: Session): boolean {
  if (state.outbox > 0) return false;
  for (const channel of state.channels.values()) {
    if (!channel.caughtUp) return false;
    for (const id of channel.unlogged.keys()) if (!channel.given.has(id)) return false;
  }
  return true;
}

// ---------------------------------------------------------------- what happened

function record(state: Session, event: SessionEvent, effects: Effect[]): Session {
  switch (event.type) {
    case "relays":
      return changeRelays(state, event.relays, effects);
    case "reconnect":
      return state.link === "down" ? { ...state, ...connect(state, effects) } : state;
    case "opened": {
      if (state.link !== "trying") return state;
      const [asking, ref] = ask({ ...state, link: "greeting" }, { what: "hello" });
      effects.push({ type: "hello", ref });
      return asking;
    }
    case "hello":
      return greeted(state, event, effects);
    case "closed":
      return dropped(state, event.chance, effects);
    case "channels":
      return {
        ...state,
        stuck: false,
        channels: state.link === "up" ? withNew(state.channels, event.channels) : new Map(),
      };
    case "right":
      return answered(state, event.ref, "open", (channel, asked) =>
        asked.what === "open" ? { ...channel, rights: { ...channel.rights, [asked.right]: true } } : channel,
      );
    case "batch": {
      const after = answered(state, event.ref, "pull", (channel) => ({ ...follow(channel, event), pulling: null }));
      return {
        ...after,
        stuck: false,
        failures: event.end ? 0 : state.failures,
        // It was stored: there is room again.
        trouble: state.trouble?.over === "disk" ? null : after.trouble,
      };
    }
    case "held":
      return { ...change(state, event.channel, (channel) => hold(channel, event.entries, true)), stuck: false };
    case "commit":
      return change(state, event.channel, (channel) =>
        follow(channel, { place: event.place, logged: event.ids, reset: false, everything: new Map(), end: false }),
      );
    case "missed":
      return change(state, event.channel, (channel) => ({ ...channel, caughtUp: false }));
    case "ack":
      return answered(state, event.ref, "push", acknowledged);
    case "refused":
      return refused(state, event.ref, event.reason, effects);
    case "stat":
      return answered(state, event.ref, "stat", (channel) => channel);
    case "garbled":
      if (state.link !== "down") effects.push({ type: "disconnect" });
      return state;
    case "outbox":
      return { ...state, outbox: event.count };
    case "sealed": {
      let after: Session = { ...state, sealing: false, outbox: event.outbox, stuck: event.entries.size === 0 };
      for (const [id, entries] of event.entries) after = change(after, id, (channel) => hold(channel, entries, false));
      return after;
    }
    case "disk":
      return diskIs(state, event.full, effects);
    case "timer":
      return timedOut(state, event.name, effects);
  }
}

function changeRelays(state: Session, relays: readonly Relay[], effects: Effect[]): Session {
  const here = current(state);
  const after = { ...state, relays };
  if (state.link === "down") return { ...after, ...connect(after, effects) };
  // A relay that is listed no more gets no further word from us.
  const listed = here && relays.some((relay) => relay.url === here.url && relay.key === here.key);
  if (here && (!listed || (state.name !== null && isStranger(state.name, here, relays))))
    effects.push({ type: "disconnect" });
  return after;
}

/**
 * S1 The name only keeps an OPEN from being replayed at another relay that holds the group's channels. So a relay that
 * lost its disk, and greets from the same address with a new name, is followed, and refilled under that name; one that
 * greets with the name of another listed relay is a stranger: nothing is opened, nothing sent.
 */
export function isStranger(name: string, at: Relay, listed: readonly Relay[]): boolean {
  return name !== at.key && listed.some((other) => other.key === name && other.url !== at.url);
}

function greeted(state: Session, event: SessionEvent & { type: "hello" }, effects: Effect[]): Session {
  if (state.link !== "greeting") return state;
  const here = current(state);
  if (!here || isStranger(event.relayKey, here, state.relays)) {
    effects.push({ type: "disconnect" });
    return { ...state, trouble: { reason: "relay-stranger", over: "hello" } };
  }
  effects.push({ type: "wait", name: "stat", ms: 0 });
  return {
    ...state,
    link: "up",
    name: event.relayKey,
    asked: new Map(),
    limits: event.limits,
    channels: withNew(new Map(), event.channels),
    trouble: state.trouble?.over === "disk" ? state.trouble : null,
    resting: false,
    stuck: false,
  };
}

function dropped(state: Session, chance: number, effects: Effect[]): Session {
  if (state.link === "down") return state;
  for (const name of ["reply", "rest", "stat"] as const) effects.push({ type: "cancel", name });
  const failures = state.failures + 1;
  const after = {
    ...state,
    link: "down" as const,
    name: null,
    failures,
    turn: state.turn + 1,
    channels: new Map(),
    asked: new Map(),
    resting: false,
  };
  if (state.relays.length > 0) effects.push({ type: "wait", name: "retry", ms: retryMs(failures, chance) });
  // A batch being sealed when the line broke ends as it would have: its entries are stored and go out next time.
  return after;
}

/** S9 Doubles from one second to one minute; half of it is chance, so that a group does not return as one. */
export function retryMs(failures: number, chance: number): number {
  const full = Math.min(retryMsMax, retryMsMin * 2 ** Math.min(failures - 1, 10));
  return Math.round(full / 2 + (full / 2) * chance);
}

function refused(state: Session, ref: number, reason: Refusal, effects: Effect[]): Session {
  const asked = state.asked.get(ref);
  if (!asked) return state;
  if (asked.what === "hello") {
    effects.push({ type: "disconnect" });
    return { ...forget(state, ref), trouble: troubleFor(reason, "hello") };
  }
  if (asked.what === "stat") return forget(state, ref);
  effects.push({ type: "wait", name: "rest", ms: restMs });
  const after = answered(state, ref, asked.what, (channel) => ({
    ...channel,
    pulling: asked.what === "pull" ? null : channel.pulling,
    pushing: asked.what === "push" ? null : channel.pushing,
  }));
  return { ...after, resting: true, trouble: troubleFor(reason, asked.what) ?? after.trouble };
}

function troubleFor(reason: Refusal, over: Asked["what"]): Session["trouble"] {
  const why = troubleOf[reason];
  return why && { reason: why, over };
}

const troubleOf: Record<Refusal, NotShared | null> = {
  "channel-full": "relay-full",
  "disk-full": "relay-disk-full",
  stopping: "relay-stopping",
  version: "newer-version",
  "too-fast": null,
  malformed: "refused",
  "too-large": "refused",
  "no-right": "refused",
  "bad-signature": "refused",
  "no-channel": "refused",
  gone: "refused",
  "pass-needed": "refused",
};

/** A full device can promise nothing it receives or sends: it lets go of the line until something fits again. */
function diskIs(state: Session, full: boolean, effects: Effect[]): Session {
  if (!full) return state.trouble?.over === "disk" ? { ...state, trouble: null } : state;
  if (state.link !== "down") effects.push({ type: "disconnect" });
  return { ...state, trouble: { reason: "device-full", over: "disk" }, sealing: false };
}

function timedOut(state: Session, name: Timer, effects: Effect[]): Session {
  switch (name) {
    case "retry":
      return state.link === "down" ? { ...state, ...connect(state, effects) } : state;
    case "reply":
      if (state.link === "trying" || (state.link !== "down" && state.asked.size > 0))
        effects.push({ type: "disconnect" });
      return state;
    case "rest":
      return { ...state, resting: false };
    case "stat": {
      if (state.link !== "up") return state;
      effects.push({ type: "wait", name: "stat", ms: statEveryMs });
      let after = state;
      for (const channel of state.channels.values()) {
        if (!channel.caughtUp) continue;
        const [asking, ref] = ask(after, { what: "stat", channel: channel.id });
        effects.push({ type: "stat", ref, channel: channel.id });
        after = asking;
      }
      return after;
    }
  }
}

// ------------------------------------------------------------ what to do about it

/** The single place where the next requests are chosen. */
function onward(state: Session, rules: SessionRules, effects: Effect[]): Session {
  if (state.link !== "up" || state.resting) return state;
  let after = state;
  for (const { id } of state.channels.values()) {
    after = openRights(after, id, effects);
    after = pullOn(after, id, effects);
    after = pushOn(after, id, effects);
  }
  if (maySeal(after, rules)) {
    effects.push({ type: "seal" });
    return { ...after, sealing: true };
  }
  return after;
}

/** S5 Nothing is numbered or sealed before everything the relay had has been read: it may change what to seal under. */
export function caughtUp(state: Session): boolean {
  if (state.link !== "up" || state.channels.size === 0) return false;
  for (const channel of state.channels.values()) if (!channel.caughtUp) return false;
  return true;
}

function maySeal(state: Session, rules: SessionRules): boolean {
  return state.outbox > 0 && !state.sealing && !state.stuck && state.trouble?.over !== "disk" && rules.maySeal(state);
}

function openRights(state: Session, id: string, effects: Effect[]): Session {
  let after = state;
  for (const right of ["read", "write"] as const) {
    const asking = [...after.asked.values()].some((a) => a.what === "open" && a.channel === id && a.right === right);
    if (asking || after.channels.get(id)!.rights[right]) continue;
    const [next, ref] = ask(after, { what: "open", channel: id, right });
    effects.push({ type: "open", ref, channel: id, right });
    after = next;
  }
  return after;
}

function pullOn(state: Session, id: string, effects: Effect[]): Session {
  const channel = state.channels.get(id)!;
  if (!channel.rights.read || channel.caughtUp || channel.pulling !== null) return state;
  const [after, ref] = ask(state, { what: "pull", channel: id });
  effects.push({ type: "pull", ref, channel: id, place: channel.place });
  return change(after, id, (c) => ({ ...c, pulling: ref }));
}

function pushOn(state: Session, id: string, effects: Effect[]): Session {
  const ids = nextPush(state.channels.get(id)!, state.limits);
  if (ids.length === 0) return state;
  const [after, ref] = ask(state, { what: "push", channel: id });
  effects.push({ type: "push", ref, channel: id, ids });
  return change(after, id, (c) => ({ ...c, pushing: { ref, ids } }));
}

// ------------------------------------------------------------------------ helpers

/** Listed relays take turns as connections fail. */
export function current(state: Session): Relay | null {
  return state.relays[state.turn % Math.max(1, state.relays.length)] ?? null;
}

function connect(state: Session, effects: Effect[]): Pick<Session, "link"> {
  const relay = current(state);
  if (!relay) return { link: "down" };
  effects.push({ type: "cancel", name: "retry" }, { type: "connect", url: relay.url });
  // A network that swallows everything says nothing, not even that.
  effects.push({ type: "wait", name: "reply", ms: pushMsMax });
  return { link: "trying" };
}

function ask(state: Session, asked: Asked): [Session, number] {
  const ref = state.nextRef;
  return [{ ...state, nextRef: ref + 1, asked: new Map(state.asked).set(ref, asked) }, ref];
}

function forget(state: Session, ref: number): Session {
  const asked = new Map(state.asked);
  asked.delete(ref);
  return { ...state, asked };
}

/** An answer nobody waits for (late, doubled) changes nothing. */
function answered(
  state: Session,
  ref: number,
  what: Asked["what"],
  how: (channel: Channel, asked: Asked) => Channel,
): Session {
  const asked = state.asked.get(ref);
  if (!asked || asked.what !== what || asked.what === "hello") return state;
  const trouble = state.trouble?.over === what && !state.resting ? null : state.trouble;
  return change({ ...forget(state, ref), trouble }, asked.channel, (channel) => how(channel, asked));
}

function change(state: Session, id: string, how: (channel: Channel) => Channel): Session {
  const channel = state.channels.get(id);
  return channel ? { ...state, channels: new Map(state.channels).set(id, how(channel)) } : state;
}

function withNew(channels: ReadonlyMap<string, Channel>, all: readonly ChannelStart[]): Map<string, Channel> {
  const next = new Map(channels);
  for (const start of all) if (!next.has(start.id)) next.set(start.id, channelAt(start));
  return next;
}
