// One circle on one device, kept in step with its relay. Performs what session.decide asks for and tells it what came
// of it; everything happens one step at a time.

import type { OpId } from "@fogata/keys";
import { entriesPerPushMax, frameBytesMax, type Reply } from "@fogata/protocol";
import { type Aftermath, createAftermath } from "./aftermath.ts";
import { type Channels, createChannels } from "./channels.ts";
import type { CircleStart, Client, ClientDeps } from "./client.types.ts";
import { createAlarm } from "./drafts.ts";
import { createErasures } from "./erasing.ts";
import { createHeard } from "./heard.ts";
import { partedOf, type Received, sizes } from "./inbox.ts";
import type { Note } from "./ledger.ts";
import { bytesWaitingMax, createLine, framesWaitingMax } from "./line.ts";
import { openParts, type Parts } from "./parts.ts";
import type { DocRef } from "./ports.ts";
import { createQueue } from "./queue.ts";
import { fromHex, toHex } from "./record.ts";
import { createRelayViews } from "./relay-views.ts";
import { type Rules, rules as trueRules } from "./rules.ts";
import { createSayingAgain, type SayingAgain } from "./saying-again.ts";
import { caughtUp, current, decide, type Effect, idle, type SessionEvent, statusOf, type Timer } from "./session.ts";
import { dropNotes } from "./snapshot-dropping.ts";
import { createFetching, type Fetching } from "./snapshot-fetching.ts";
import { createSnapshotKeeper, type SnapshotKeeper } from "./snapshot-keeper.ts";
import { createMoving } from "./snapshot-moving.ts";
import { createTally } from "./tally.ts";
import { createTending, type Tending } from "./tending.ts";
import { createWhispers } from "./whispers.ts";
import { createWriting, type Writing } from "./writing.ts";

type Opened = Parts & {
  channels: Channels;
  writing: Writing;
  tending: Tending;
  keeper: SnapshotKeeper;
  fetching: Fetching;
  aftermath: Aftermath;
  again: SayingAgain;
  heard: ReturnType<typeof createHeard>;
};

export function createClient(deps: ClientDeps, start: CircleStart, rules: Rules = trueRules): Client {
  const { p, storage, documents, transport, clock } = deps;
  const queue = createQueue();
  const tally = createTally(deps);
  const listeners = new Set<() => void>();
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
  /** How many statements were there when it was last told of. */
  let said = 0;
  let saidCount = 0;
  let unlisten = () => {};

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
    const now = parts().ledger.carried("statement").size;
    if (now !== said) saidCount++;
    if (now !== said) announce(true);
    said = now;
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
  function refuse(reason: string): void {
    tally.add(reason);
  }
  let shown = "";
  function announce(sure = false): void {
    const now = JSON.stringify([status(), relayViews(), refusals()]);
    if (!sure && now === shown) return;
    shown = now;
    for (const listener of [...listeners]) listener();
  }
  const status = () =>
    statusOf(session, { unsent: opened?.drafts.unsent(), tooLarge: (opened?.sealer.tooLarge() ?? 0) > 0 });
  const relayViews = () => views.of(parts().circle, session);
  function refusals(): Record<string, number> {
    const { ledger, trials } = parts();
    const all = new Map(tally.counts());
    const kept = {
      "set-aside": trials.setAside().length,
      waiting: ledger.count("waiting"),
      "newer-version": ledger.count("newer"),
      "cloned-key": ledger.cloned(),
    };
    for (const [reason, count] of Object.entries(kept)) if (count > 0) all.set(reason, (all.get(reason) ?? 0) + count);
    return Object.fromEntries([...all].sort());
  }

  // ------------------------------------------------------------------------ the client

  async function begin(): Promise<void> {
    if (opened || stopped) return;
    const read = await openParts(deps, start, rules, refuse);
    const { circle, device } = start;
    const diskIs = (full: boolean) => tell({ type: "disk", full });
    const writing = createWriting({ p, storage, clock, circle, device }, read, diskIs);
    const tending = createTending({ circle, by: device.id }, read, {
      clock,
      documents,
      later: event,
      diskIs,
      isFull: () => session.trouble?.over === "disk",
      outboxIs: (count) => tell({ type: "outbox", count }),
      changed: announce,
    });
    const channels = createChannels(storage, read);
    const { applier, sealer } = read;
    const fetching = createFetching(read, {
      sha256: p.sha256,
      storage,
      channels,
      session: () => session,
      ask: (channel, hash) => tell({ type: "fetch", channel, hash }),
      refuse,
    });
    const dropping = (notes: readonly Note[]) => dropNotes({ ...read, storage }, notes);
    const moving = await createMoving(
      { circle, device },
      { ...read, channels },
      {
        clock,
        storage,
        documents,
        session: () => session,
        say: (channel, say, ids) => tell({ type: "tidy", channel, say, ids }),
        async writeMoved(kid, to) {
          await writing.operation({ kind: "frozen", kid, to }, [], [kid]);
          await learned();
        },
        erase: (kid, done) => void erasures.begin(read.circle.epochs.get(kid)!, done),
        drop: dropping,
        again: () => opened?.keeper.stir(),
        over: (channel) => tell({ type: "over", channel }),
        later: event,
      },
      rules,
    );
    const keeper = createSnapshotKeeper(
      { circle, device },
      { ...read, channels, fetching, moving, contentOf: applier.contentOf },
      {
        p,
        clock,
        storage,
        documents,
        chance: () => p.randomBytes(1)[0]! / 256,
        session: () => session,
        later: event,
        say: (channel, say, ids) => tell({ type: "tidy", channel, say, ids }),
        seal: async (what) => sealed(await sealer.seal(what)),
        drop: dropping,
        mayNotWrite: () => read.circle.speech() !== "all" || session.sealing,
        refuse,
      },
      rules,
    );
    const around = { clock, device: device.id, later: event, changed: () => announce(true) };
    const aftermath = createAftermath(
      { ...around, isCaughtUp: () => caughtUp(session) && read.circle.settled(), wrote: learned },
      { ...read, writing },
    );
    const again = createSayingAgain({ storage, device: device.id }, read);
    const heard = createHeard(read);
    opened = { ...read, channels, writing, tending, keeper, fetching, aftermath, again, heard };
    said = read.ledger.carried("statement").size;
    await tally.open(`${opened.shelf.under}refused`);
    if (!opened.stored) await tell({ type: "disk", full: true });
    unlisten = documents.onChange(tending.touched);
    // A circle just founded has nothing to write under yet.
    const { leaves, devices } = opened.circle.membership();
    if (leaves.length === 0 && devices.has(device.id)) await opened.writing.epoch();
    await learned();
    tending.applyInBackground();
  }

  async function end(): Promise<void> {
    if (stopped) return;
    await tally.close();
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
    seenAt: (id) => parts().seen.at(id),
    op: (id) => parts().circle.op(id as OpId),
    status,
    isCaughtUp: () => caughtUp(session),
    relays: relayViews,
    refused: refusals,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    write: (body) => step(async () => afterwards(await parts().writing.operation(body))),
    rotate: () => step(async () => afterwards(await parts().writing.epoch())),
    state: (statement) => step(async () => afterwards(toldOf(await parts().writing.statement(statement)))),
    statements: (doc) => step(() => parts().writing.statements(doc)),
    published: () => parts().ledger.published() as ReturnType<Client["published"]>,
    statementBytes: (hashes) => step(() => parts().shelf.statementsOf(hashes)),
    saidCount: () => saidCount,
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
    if (result.ok) saidCount++;
    if (result.ok) announce(true);
    return result;
  }
  async function afterwards<T>(result: T): Promise<T> {
    await learned();
    return result;
  }
}
