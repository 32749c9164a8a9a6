// One connection to one relay, as a pure machine: state + event → state + effects. No clock, socket, timer or
// chance of its own; client.ts performs the effects and feeds what comes of them back, one event at a time.
import type { Refusal } from "@fogata/protocol";
import { acknowledged, type Channel, follow, hold, partKept, reachOf } from "./channel.ts";
import type { NotShared, SyncStatus } from "./device.types.ts";
import {
  answered,
  ask,
  caughtUp,
  change,
  connect,
  current,
  forget,
  onward,
  type SessionRules,
  withNew,
} from "./onward.ts";
import {
  type Asked,
  type Effect,
  pushMsMax,
  type Relay,
  replyMsMax,
  restMs,
  retryMsMax,
  retryMsMin,
  type Session,
  type SessionEvent,
  statEveryMs,
  type Timer,
} from "./session.types.ts";

export { caughtUp, current, type SessionRules } from "./onward.ts";
export * from "./session.types.ts";

export const trueRules: SessionRules = { maySeal: caughtUp };

/** Records the event, then asks the one question: what is to be done now? */
export function decide(state: Session, event: SessionEvent, rules = trueRules): { state: Session; effects: Effect[] } {
  const effects: Effect[] = [];
  const after = onward(record(state, event, effects), rules, effects);
  if (after.asked !== state.asked) {
    const pushing = [...after.asked.values()].some(({ what }) => what === "push" || what === "fetch");
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
  for (const channel of state.channels.values())
    if (channel.trouble && !isGiven(channel)) return { kind: "not-shared", reason: channel.trouble.reason };
  if (beside.tooLarge) return { kind: "not-shared", reason: "too-large" };
  return { kind: !beside.unsent && everythingGiven(state) ? "shared" : "saved" };
}

function everythingGiven(state: Session): boolean {
  if (state.outbox > 0) return false;
  return [...state.channels.values()].every(isGiven);
}
/** Read to its end, or erased by the relay, and nothing of it is only here. */
function isGiven(channel: Channel): boolean {
  if (!channel.caughtUp && !channel.gone) return false;
  for (const id of channel.unlogged.keys()) if (!channel.given.has(id)) return false;
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
    case "over": {
      const channels = new Map(state.channels);
      channels.delete(event.channel);
      return { ...state, channels };
    }
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
      return {
        ...change(state, event.channel, (channel) => hold(channel, event.entries, { given: true })),
        stuck: false,
      };
    case "commit":
      return change(state, event.channel, (channel) =>
        follow(channel, { place: event.place, logged: event.ids, reset: false, everything: new Map(), end: false }),
      );
    case "missed":
      return change(state, event.channel, (channel) => ({ ...channel, caughtUp: false }));
    case "ack":
      if (state.asked.get(event.ref)?.what === "tidy") return answered(state, event.ref, "tidy", (channel) => channel);
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
      const { reaches, parted } = event;
      for (const [id, entries] of event.entries)
        after = change(after, id, (channel) => hold(channel, entries, { given: false, reaches, parted }));
      return after;
    }
    case "part":
      return answered(state, event.ref, "push", partKept);
    case "fetch": {
      if (state.link !== "up" || !state.channels.get(event.channel)?.rights.read) return state;
      const [asking, ref] = ask(state, { what: "fetch", channel: event.channel });
      effects.push({ type: "fetch", ref, channel: event.channel, hash: event.hash });
      return asking;
    }
    case "fetched":
      return answered(state, event.ref, "fetch", (channel) => channel);
    case "tidy":
      return tidy(state, event, effects);
    case "done":
      return answered(state, event.ref, "tidy", (channel) => channel);
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
  // What was said about snapshots is said again when it is looked at again.
  if (asked.what === "stat" || asked.what === "tidy" || asked.what === "fetch") return forget(state, ref);
  const snapshot = asked.what === "push" ? snapshotIn(state, asked.channel, ref) : null;
  if (snapshot && reason === "not-here") return asEntry(state, ref, snapshot);
  effects.push({ type: "wait", name: "rest", ms: restMs });
  const { what } = asked;
  const isOfAll = ofAllChannels.has(reason);
  const after = answered(state, ref, what, (channel) => {
    const rested = {
      ...channel,
      pulling: what === "pull" ? null : channel.pulling,
      pushing: what === "push" ? null : channel.pushing,
    };
    if (isOfAll) return rested;
    return { ...rested, resting: true, gone: reason === "gone", trouble: { reason: troubleOf[reason]!, over: what } };
  });
  return isOfAll ? { ...after, resting: true, trouble: troubleFor(reason, what) ?? after.trouble } : after;
}

/** What the relay says of itself or of this device; all else is of one channel, and the others go on. */
const ofAllChannels: ReadonlySet<Refusal> = new Set(["disk-full", "stopping", "version", "too-fast"]);

function snapshotIn(state: Session, id: string, ref: number): string | null {
  const channel = state.channels.get(id);
  const [first] = channel?.pushing?.ref === ref ? channel.pushing.ids : [];
  return channel && first !== undefined && (reachOf(channel, first) || channel.parted.has(first)) ? first : null;
}
/**
 * The log is not the one it was made of, or its parts were swept before it came: it goes there as an entry like any
 * other, and stands for nothing. A long one goes again with all its parts, and if that is not taken, at the next connection.
 */
function asEntry(state: Session, ref: number, snapshot: string): Session {
  return answered(state, ref, "push", (channel) => {
    if (channel.parted.has(snapshot) && !reachOf(channel, snapshot)) return acknowledged(channel);
    const reaches = new Map(channel.reaches);
    reaches.delete(snapshot);
    return { ...channel, reaches, partsGiven: new Set(), pushing: null };
  });
}

/** To say anything but "keep" takes the right to write; the client asks again when it has it. */
function tidy(state: Session, event: SessionEvent & { type: "tidy" }, effects: Effect[]): Session {
  const channel = state.channels.get(event.channel);
  const right = event.say === "keep" || event.say === "snaps" ? "read" : "write";
  if (state.link !== "up" || !channel?.rights[right]) return state;
  const [asking, ref] = ask(state, { what: "tidy", channel: event.channel });
  effects.push({ type: "tidy", ref, channel: event.channel, say: event.say, ids: event.ids });
  return asking;
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
  "not-here": "refused",
  unverified: "refused",
  frozen: "refused",
  kept: "refused",
};

/** A full device can promise nothing it receives or sends: it lets go of the line until something fits again. */
function diskIs(state: Session, full: boolean, effects: Effect[]): Session {
  if (!full) return state.trouble?.over === "disk" ? { ...state, trouble: null } : state;
  if (state.link !== "down") effects.push({ type: "disconnect" });
  return { ...state, trouble: { reason: "device-full", over: "disk" }, sealing: false };
}

const rested = ([id, channel]: [string, Channel]): [string, Channel] => [id, { ...channel, resting: false }];

function timedOut(state: Session, name: Timer, effects: Effect[]): Session {
  switch (name) {
    case "retry":
      return state.link === "down" ? { ...state, ...connect(state, effects) } : state;
    case "reply":
      if (state.link === "trying" || (state.link !== "down" && state.asked.size > 0))
        effects.push({ type: "disconnect" });
      return state;
    case "rest":
      return { ...state, resting: false, channels: new Map([...state.channels].map(rested)) };
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
