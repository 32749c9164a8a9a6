// One circle on one device, kept in step with its relay. Performs what session.decide asks for and tells it what came
// of it; everything happens one step at a time.

import type { OpId } from "@fogata/keys";
import { entriesPerPushMax, frameBytesMax, type Reply } from "@fogata/protocol";
import type { CircleStart, Client, ClientDeps } from "./client.types.ts";
import { createShown } from "./client-shown.ts";
import { createAlarm } from "./drafts.ts";
import { createErasures } from "./erasing.ts";
import { isGiven } from "./given.ts";
import { partedOf, type Received, sizes } from "./inbox.ts";
import { bytesWaitingMax, createLine, framesWaitingMax } from "./line.ts";
import { type Opened, openClient } from "./open-client.ts";
import type { Parts } from "./parts.ts";
import type { DocRef } from "./ports.ts";
import { createQueue } from "./queue.ts";
import { fromHex, toHex } from "./record.ts";
import { createRelayViews } from "./relay-views.ts";
import { type Rules, rules as trueRules } from "./rules.ts";
import { caughtUp, current, decide, type Effect, idle, type SessionEvent, type Timer } from "./session.ts";
import { createWhispers } from "./whispers.ts";

/** Does nothing before `start`. `rules` are the true ones, except in a simulation that breaks one on purpose. */
export function createClient(deps: ClientDeps, start: CircleStart, rules: Rules = trueRules): Client {
  const { p, storage, documents, transport, clock } = deps;
  const queue = createQueue();
  const erasures = createErasures(deps, () => {
    const relay = current(session);
    return relay && { url: relay.url, key: fromHex(relay.key) };
  });
  const whispers = createWhispers({ p, circle: start.circle, device: start.device });
  const views = createRelayViews();
  const timers = new Map<Timer, ReturnType<typeof createAlarm>>();
  let session = idle;
  let opened: Opened | null = null;
  let stopped = false;
  let bytesWaiting = 0;
  let unlisten = () => {};
  const shown = createShown(deps, { session: () => session, opened: () => opened, views });
  const { announce, refuse } = shown;

  const line = createLine({
    p,
    transport,
    keysOf: (channel) => parts().channels.epochOf(channel),
    entriesOf: (channel, ids) => parts().channels.entries(channel, ids),
    partOf: (hash) => storage.get(parts().shelf.partKey(hash)),
    on: {
      opened: () => event(() => tell({ type: "opened" })),
      closed: () => event(() => tell({ type: "closed", chance: p.randomBytes(1)[0]! / 256 })),
      reply: (reply, bytes, channel) => {
        if (queue.waiting() > framesWaitingMax || bytesWaiting + bytes > bytesWaitingMax) return line.disconnect();
        bytesWaiting += bytes;
        event(() => {
          bytesWaiting -= bytes;
          return hear(reply, channel);
        });
      },
    },
  });

  /** Something happened outside: it takes its turn. Nothing happens any more after `stop`. */
  function event(step: () => Promise<unknown>): void {
    queue.later(async () => (stopped || !opened ? undefined : step()));
  }
  function parts(): Opened {
    if (!opened) throw new Error("This client has not been started");
    return opened;
  }

  // -------------------------------------------------------------- events and effects

  async function tell(what: SessionEvent): Promise<void> {
    const before = session;
    const { state, effects } = decide(session, what, rules);
    session = state;
    for (const effect of effects) await perform(effect);
    if (before !== session) announce(caughtUp(before) !== caughtUp(session));
  }

  async function perform(effect: Effect): Promise<void> {
    switch (effect.type) {
      case "connect":
        return line.connect(effect.url);
      case "disconnect":
        return line.disconnect();
      case "wait":
        return timer(effect.name).set(effect.ms, () => event(() => tell({ type: "timer", name: effect.name })));
      case "cancel":
        return timer(effect.name).off();
      case "seal":
        return seal();
      default:
        return line.ask(effect);
    }
  }

  async function seal(): Promise<void> {
    const { sealer, writing } = parts();
    // S5 Before anything else is said, in the same step: nobody who belongs no more can open what follows.
    if (writing.epochOwed() && (await writing.epoch()).ok) await learned();
    await sealed(await sealer.seal());
    parts().tending.flushHeldBack();
  }
  async function sealed(sealed: Awaited<ReturnType<Parts["sealer"]["seal"]>>): Promise<void> {
    if (!sealed.ok) return tell({ type: "disk", full: true });
    const entries = new Map<string, ReadonlyMap<string, number>>();
    for (const kid of new Set(sealed.value.map((note) => note.kid))) {
      entries.set(parts().channels.idOf(kid), sizes(sealed.value.filter((note) => note.kid === kid)));
    }
    const reaches = new Map(sealed.value.flatMap(({ id, reach }) => (reach ? [[id, reach] as const] : [])));
    const parted = partedOf(sealed.value);
    await tell({ type: "sealed", outbox: parts().sealer.owed(), entries, reaches, parted });
  }

  async function hear(reply: Reply | null, channel: string | null): Promise<void> {
    views.heard(current(session)?.url ?? "", clock.now());
    if (!reply) {
      refuse("frame");
      return tell({ type: "garbled" });
    }
    switch (reply.type) {
      case "hello": {
        // Once for each connection: a second greeting could name another relay, for which we would sign.
        if (session.link === "greeting") line.greeted(reply);
        const { entriesPerPushMax: entries, frameBytesMax: bytes } = reply.limits;
        const limits = {
          entriesMax: Math.max(1, Math.min(entries, entriesPerPushMax)),
          bytesMax: Math.min(bytes, frameBytesMax) / 2,
        };
        const relayKey = toHex(reply.relayKey);
        parts().keeper.forget();
        parts().fetching.forget();
        await parts().askingAgain.look();
        return tell({ type: "hello", relayKey, limits, channels: parts().channels.starts(relayKey) });
      }
      case "opened":
        return tell({ type: "right", ref: reply.ref });
      case "ack":
        return tell({ type: "ack", ref: reply.ref });
      case "refused":
        return tell({ type: "refused", ref: reply.ref, reason: reply.reason });
      case "done":
        return tell({ type: "done", ref: reply.ref });
      case "blobKept":
        return tell({ type: "part", ref: reply.ref });
      case "blob":
        return partCame(reply);
      case "snaps":
        if (channel) parts().keeper.told(channel, reply.snaps);
        return reply.ref > 0 && reply.end ? tell({ type: "done", ref: reply.ref }) : undefined;
      case "stat":
        if (channel) views.stat(current(session)?.url ?? "", channel, reply);
        if (channel) parts().keeper.stat(channel, reply.frozen);
        return tell({ type: "stat", ref: reply.ref });
      case "batch":
      case "live":
      case "commit":
        return channel ? entriesCame(reply, channel) : undefined;
      case "behind":
        return channel ? tell({ type: "missed", channel }) : undefined;
      case "eph":
        return whispered(reply);
    }
  }

  async function entriesCame(reply: Extract<Reply, { type: "batch" | "live" | "commit" }>, id: string): Promise<void> {
    const channel = session.channels.get(id);
    const kid = channel && parts().channels.epochOf(channel.id)?.kid;
    const relay = session.name;
    if (!channel || !kid || !relay) return;
    const { inbox } = parts();
    let came: Received;
    if (reply.type === "batch") came = await inbox.batch(relay, kid, channel, reply);
    else if (reply.type === "live") came = await inbox.live(relay, kid, channel, reply);
    else came = await inbox.commit(relay, kid, channel, reply);
    // First what it taught us: a channel that came to its end may have named another one that must be read before
    // anything is sealed.
    if (came.learned) await learned();
    await tell(came.event);
    parts().tending.flushHeldBack();
    parts().tending.applyInBackground();
    parts().keeper.stir();
    await parts().fetching.look();
    parts().aftermath.look();
    shown.countSaid();
  }

  async function partCame({ ref, hash, bytes }: Extract<Reply, { type: "blob" }>): Promise<void> {
    if (!(await parts().fetching.came(hash, bytes))) return tell({ type: "disk", full: true });
    await tell({ type: "fetched", ref });
    parts().tending.applyInBackground();
    parts().keeper.stir();
    await parts().fetching.look();
  }

  /** Operations or keys are new: there may be channels to follow, relays to move to, boxes to send. */
  async function learned(): Promise<void> {
    const { circle, sealer, seen, aftermath, again } = parts();
    await seen.look(circle.membership());
    aftermath.look();
    const relays = (start.relays?.() ?? circle.membership().relays).map(({ url, key }) => ({ url, key: toHex(key) }));
    if (JSON.stringify(relays) !== JSON.stringify(session.relays)) await tell({ type: "relays", relays });
    if (circle.standing() === "here" && again.owed() && !(await again.say())) await tell({ type: "disk", full: true });
    if (session.name) await tell({ type: "channels", channels: parts().channels.starts(session.name) });
    await tell({ type: "outbox", count: sealer.owed() });
    announce(true);
  }

  // ------------------------------------------------------------------------- whispers

  async function whispered(reply: Extract<Reply, { type: "eph" }>): Promise<void> {
    const reason = await whispers.came(parts().circle, reply.payload);
    if (reason !== null) refuse(`whisper-${reason}`);
  }

  async function say(doc: DocRef, message: Uint8Array): Promise<void> {
    // S5 Until there is a key that only those can open who belong, nothing is whispered either.
    if (parts().circle.speech() !== "all") return;
    const sealed = await whispers.seal(parts().circle, doc.doc, message);
    if (sealed && session.channels.get(toHex(sealed.channel))?.rights.write) line.eph(sealed.channel, sealed.payload);
  }

  // -------------------------------------------------------------------------- helpers

  function timer(name: Timer) {
    const alarm = timers.get(name) ?? createAlarm((ms, run) => clock.after(ms, run));
    timers.set(name, alarm);
    return alarm;
  }
  // ------------------------------------------------------------------------ the client

  async function begin(): Promise<void> {
    if (opened || stopped) return;
    opened = await openClient(
      { deps, start, rules, erasures },
      {
        session: () => session,
        later: event,
        refuse,
        ...{ tell, sealed, learned, announce },
      },
    );
    await shown.begin();
    if (!opened.stored) await tell({ type: "disk", full: true });
    unlisten = documents.onChange(opened.tending.touched);
    // A circle just founded has nothing to write under yet.
    const { leaves, devices } = opened.circle.membership();
    if (leaves.length === 0 && devices.has(start.device.id)) await opened.writing.epoch();
    await learned();
    opened.tending.applyInBackground();
  }

  async function end(): Promise<void> {
    if (stopped) return;
    await shown.end();
    if (opened) {
      await opened.tending.flush("strict");
      const counter = opened.sealer.counter();
      await storage.write([opened.shelf.counterWrite({ ...counter, tidy: true })], "strict");
    }
    stopped = true;
    unlisten();
    opened?.tending.stop();
    opened?.keeper.stop();
    erasures.stop();
    opened?.aftermath.stop();
    for (const alarm of timers.values()) alarm.off();
    line.disconnect();
  }

  /** A step on behalf of somebody who waits for its result. */
  const step = <T>(task: () => Promise<T>) => queue.run(task);

  return {
    start: () => step(begin),
    stop: () => step(end),
    membership: () => parts().circle.membership(),
    accepted: () => parts().ledger.lastWritten(),
    wasHeard: (device) => parts().heard(device),
    wasGiven: (op) => isGiven(parts(), session, op),
    seenAt: (id) => parts().seen.at(id),
    op: (id) => parts().circle.op(id as OpId),
    status: shown.status,
    isCaughtUp: () => caughtUp(session),
    relays: shown.relays,
    refused: shown.refused,
    subscribe: shown.subscribe,
    write: (body) => step(async () => afterwards(await parts().writing.operation(body))),
    rotate: () => step(async () => afterwards(await parts().writing.epoch())),
    state: (statement) => step(async () => afterwards(toldOf(await parts().writing.statement(statement)))),
    statements: (doc) => step(() => parts().writing.statements(doc)),
    published: () => parts().ledger.published() as ReturnType<Client["published"]>,
    statementBytes: (hashes) => step(() => parts().shelf.statementsOf(hashes)),
    saidCount: shown.saidCount,
    flush: () => step(() => parts().tending.flush("strict")),
    bringUp: (doc) => queue.urgent(() => parts().tending.bringUp(doc.doc)),
    rebuild: (doc) => step(() => parts().tending.rebuild(doc)),
    together: (doc, yes) => parts().drafts.together(doc.doc, yes),
    whisper: (doc, message) => event(() => say(doc, message)),
    onWhisper: (listener) => whispers.on(listener),
    reconnect: () => event(() => tell({ type: "reconnect" })),
    follow: () =>
      event(async () => {
        // What waited for its author may be by somebody known now.
        if (parts().ledger.waiting().length > 0) await parts().inbox.rejudge([]);
        await learned();
      }),
    forNewcomer() {
      const { circle } = parts();
      return { ops: circle.ops(), epochs: circle.handedOver().map(({ kid, key }) => ({ kid, key })) };
    },
  };

  function toldOf<T extends { ok: boolean }>(result: T): T {
    if (result.ok) shown.saidOne();
    return result;
  }
  async function afterwards<T>(result: T): Promise<T> {
    await learned();
    return result;
  }
}
