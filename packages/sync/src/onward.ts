// What a session asks for next: rights, the log, a place in it for what it lacks, and leave to seal. Pure.
import { type Channel, channelAt, nextPart, nextPush, reachOf } from "./channel.ts";
import { type Asked, type ChannelStart, type Effect, pushMsMax, type Relay, type Session } from "./session.types.ts";

/** What the simulator replaces to show that it would notice. */
export interface SessionRules {
  maySeal(state: Session): boolean;
}

/** The single place where the next requests are chosen. */
export function onward(state: Session, rules: SessionRules, effects: Effect[]): Session {
  if (state.link !== "up" || state.resting) return state;
  let after = state;
  for (const { id, resting, gone } of state.channels.values()) {
    if (resting || gone) continue;
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
  // Of a channel that was erased there is nothing more to be read.
  for (const channel of state.channels.values()) if (!channel.caughtUp && !channel.gone) return false;
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
  const channel = state.channels.get(id)!;
  const ids = nextPush(channel, state.limits);
  if (ids.length === 0) return state;
  const [after, ref] = ask(state, { what: "push", channel: id });
  const [first] = ids as [string];
  const part = nextPart(channel, first);
  if (part !== null) {
    effects.push({ type: "part", ref, channel: id, hash: part });
    return change(after, id, (c) => ({ ...c, pushing: { ref, ids: [], part } }));
  }
  const parts = channel.parted.get(first) ?? [];
  const { gen, upTo } = reachOf(channel, first) ?? { gen: channel.place.gen, upTo: 0 };
  if (parts.length > 0 || reachOf(channel, first))
    effects.push({ type: "snap", ref, channel: id, id: first, gen, upTo, parts });
  else effects.push({ type: "push", ref, channel: id, ids });
  return change(after, id, (c) => ({ ...c, pushing: { ref, ids } }));
}

// ------------------------------------------------------------------------ helpers

/** Listed relays take turns as connections fail. */
export function current(state: Session): Relay | null {
  return state.relays[state.turn % Math.max(1, state.relays.length)] ?? null;
}

export function connect(state: Session, effects: Effect[]): Pick<Session, "link"> {
  const relay = current(state);
  if (!relay) return { link: "down" };
  effects.push({ type: "cancel", name: "retry" }, { type: "connect", url: relay.url });
  // A network that swallows everything says nothing, not even that.
  effects.push({ type: "wait", name: "reply", ms: pushMsMax });
  return { link: "trying" };
}

export function ask(state: Session, asked: Asked): [Session, number] {
  const ref = state.nextRef;
  return [{ ...state, nextRef: ref + 1, asked: new Map(state.asked).set(ref, asked) }, ref];
}

export function forget(state: Session, ref: number): Session {
  const asked = new Map(state.asked);
  asked.delete(ref);
  return { ...state, asked };
}

/** An answer nobody waits for (late, doubled) changes nothing. */
export function answered(
  state: Session,
  ref: number,
  what: Asked["what"],
  how: (channel: Channel, asked: Asked) => Channel,
): Session {
  const asked = state.asked.get(ref);
  if (!asked || asked.what !== what || asked.what === "hello") return state;
  const trouble = state.trouble?.over === what && !state.resting ? null : state.trouble;
  return change({ ...forget(state, ref), trouble }, asked.channel, (channel) => {
    const isOver = channel.trouble?.over === what && !channel.resting;
    return how(isOver ? { ...channel, trouble: null } : channel, asked);
  });
}

export function change(state: Session, id: string, how: (channel: Channel) => Channel): Session {
  const channel = state.channels.get(id);
  return channel ? { ...state, channels: new Map(state.channels).set(id, how(channel)) } : state;
}

export function withNew(channels: ReadonlyMap<string, Channel>, all: readonly ChannelStart[]): Map<string, Channel> {
  const next = new Map(channels);
  for (const start of all) if (!next.has(start.id)) next.set(start.id, channelAt(start));
  return next;
}
