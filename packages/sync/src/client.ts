// One circle on one device, kept in step with its relay. Performs what session.decide asks for and tells it what came
// of it; everything happens one step at a time.
import {
  type DeviceId,
  type Kid,
  newEpoch,
  type Op,
  type OpBody,
  openEph,
  readStatement,
  type Statement,
  sealEph,
  signOp,
  signStatement,
} from "@fogata/keys";
import { entriesPerPushMax, frameBytesMax, type Reply } from "@fogata/protocol";
import { beginning } from "./channel.ts";
import type { CircleStart, Client, ClientDeps } from "./client.types.ts";
import { createAlarm } from "./drafts.ts";
import { type Received, sizes } from "./inbox.ts";
import { bytesWaitingMax, createLine, framesWaitingMax } from "./line.ts";
import { openParts, type Parts } from "./parts.ts";
import type { DocRef, PayloadEncoding, Result, Write } from "./ports.ts";
import { createQueue } from "./queue.ts";
import { fromHex, toHex } from "./record.ts";
import { createRelayViews } from "./relay-views.ts";
import { type Rules, rules as trueRules } from "./rules.ts";
import { noDoc } from "./sealer.ts";
import {
  type ChannelStart,
  current,
  decide,
  type Effect,
  idle,
  type SessionEvent,
  statusOf,
  type Timer,
} from "./session.ts";
import { placeKey } from "./shelf.ts";
import { createTally } from "./tally.ts";

type Heard = (doc: DocRef, from: DeviceId, message: Uint8Array) => void;

export function createClient(deps: ClientDeps, start: CircleStart, rules: Rules = trueRules): Client {
  const { p, storage, documents, transport, clock } = deps;
  const queue = createQueue();
  const tally = createTally(deps);
  const listeners = new Set<() => void>();
  const heard = new Set<Heard>();
  const views = createRelayViews();
  const timers = new Map<Timer, ReturnType<typeof createAlarm>>();
  const flushAlarm = createAlarm((ms, run) => clock.after(ms, run));
  let session = idle;
  let opened: Parts | null = null;
  let stopped = false;
  let applying = false;
  let bytesWaiting = 0;
  let unlisten = () => {};

  const line = createLine({
    p,
    transport,
    keysOf: (channel) => epochOf(channel),
    entriesOf: storedEntries,
    on: {
      opened: () => event(() => tell({ type: "opened" })),
      closed: () => event(() => tell({ type: "closed", chance: p.randomBytes(1)[0]! / 256 })),
      reply: (reply, bytes) => {
        if (queue.waiting() > framesWaitingMax || bytesWaiting + bytes > bytesWaitingMax) return line.disconnect();
        bytesWaiting += bytes;
        event(() => {
          bytesWaiting -= bytes;
          return hear(reply);
        });
      },
    },
  });

  /** Something happened outside: it takes its turn. Nothing happens any more after `stop`. */
  function event(step: () => Promise<unknown>): void {
    queue.later(async () => (stopped || !opened ? undefined : step()));
  }
  function parts(): Parts {
    if (!opened) throw new Error("This client has not been started");
    return opened;
  }

  // -------------------------------------------------------------- events and effects

  async function tell(what: SessionEvent): Promise<void> {
    const before = session;
    const { state, effects } = decide(session, what, rules);
    session = state;
    for (const effect of effects) await perform(effect);
    if (before !== session) announce();
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
    const { sealer, circle } = parts();
    if (circle.rotationOwed()) await makeEpoch();
    const sealed = await sealer.seal();
    if (!sealed.ok) return tell({ type: "disk", full: true });
    const entries = new Map<string, ReadonlyMap<string, number>>();
    for (const kid of new Set(sealed.value.map((note) => note.kid))) {
      entries.set(channelOf(kid as Kid), sizes(sealed.value.filter((note) => note.kid === kid)));
    }
    await tell({ type: "sealed", outbox: sealer.owed(), entries });
    flushHeldBack();
  }

  async function hear(reply: Reply | null): Promise<void> {
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
        return tell({ type: "hello", relayKey, limits, channels: channelStarts(relayKey) });
      }
      case "opened":
        return tell({ type: "right", ref: reply.ref });
      case "ack":
        return tell({ type: "ack", ref: reply.ref });
      case "refused":
        return tell({ type: "refused", ref: reply.ref, reason: reply.reason });
      case "stat":
        views.stat(current(session)?.url ?? "", toHex(reply.channel), reply);
        return tell({ type: "stat", ref: reply.ref });
      case "batch":
      case "live":
      case "commit":
        return entriesCame(reply);
      case "eph":
        return whispered(reply);
    }
  }

  async function entriesCame(reply: Extract<Reply, { type: "batch" | "live" | "commit" }>): Promise<void> {
    const channel = session.channels.get(toHex(reply.channel));
    const kid = channel && epochOf(channel.id)?.kid;
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
    flushHeldBack();
    applyInBackground();
  }

  /** Operations or keys are new: there may be channels to follow, relays to move to, boxes to send. */
  async function learned(): Promise<void> {
    const { circle, sealer } = parts();
    const relays = circle.membership().relays.map(({ url, key }) => ({ url, key: toHex(key) }));
    if (JSON.stringify(relays) !== JSON.stringify(session.relays)) await tell({ type: "relays", relays });
    if (session.name) await tell({ type: "channels", channels: channelStarts(session.name) });
    await tell({ type: "outbox", count: sealer.owed() });
    announce(true);
  }

  // ------------------------------------------------------------------------ documents

  function applyInBackground(): void {
    if (applying || parts().applier.owed().length === 0) return;
    applying = true;
    queue.later(async () => {
      applying = false;
      if (stopped) return;
      const [doc] = parts().applier.owed();
      if (doc !== undefined && !(await broughtUp(doc))) return tell({ type: "disk", full: true });
      applyInBackground();
    });
  }

  async function broughtUp(doc: string): Promise<boolean> {
    const done = await parts().applier.bringUp(doc);
    await parts().drafts.broughtUp(doc);
    announce();
    return done;
  }

  async function rebuild(ref: DocRef): Promise<void> {
    const { applier, outbox } = parts();
    await documents.mend(ref);
    // What was written here and waits to be sealed is in no entry yet.
    const waiting = [...outbox.values()].filter(({ type, doc }) => type === "changes" && doc === ref.doc);
    const stored = await applier.again(ref.doc);
    const unsealed = waiting.map(({ comp, payload }) => ({ comp: comp as PayloadEncoding, payload }));
    if (unsealed.length > 0) await documents.apply(ref, unsealed);
    if (!stored || (await documents.saved(ref)) === "full") await tell({ type: "disk", full: true });
  }

  function touched({ circle, doc }: DocRef): void {
    if (circle !== start.circle || stopped || !opened) return;
    const before = opened.drafts.unsent();
    opened.drafts.touched(doc, clock.now());
    if (!before) announce();
    planFlush();
  }

  function planFlush(): void {
    const ms = parts().drafts.dueInMs(clock.now());
    if (ms === null) return;
    flushAlarm.set(ms, () =>
      event(async () => {
        await flushDocs(parts().drafts.due(clock.now()), "relaxed");
        planFlush();
      }),
    );
  }

  /** What found no room in the outbox or on the disk: it may find some now. */
  function flushHeldBack(): void {
    const docs = parts().drafts.heldBack();
    if (docs.length > 0 && session.trouble?.over !== "disk") event(() => flushDocs(docs, "relaxed"));
  }

  async function flushDocs(docs: readonly string[], durability: "strict" | "relaxed"): Promise<void> {
    const { drafts, sealer } = parts();
    const stored = await drafts.flush(docs, durability);
    await tell({ type: "disk", full: !stored });
    await tell({ type: "outbox", count: sealer.owed() });
    announce();
  }

  // ----------------------------------------------------------------------- operations

  /** S7 In one synced step: the operation, what belongs to it, and its place in the outbox. */
  async function post(
    record: { type: "control" | "statement"; doc: string; comp: string; payload: Uint8Array; names: readonly string[] },
    more: Write[],
  ): Promise<boolean> {
    const { key, value, keep } = parts().drafts.put(record);
    const written = await storage.write([...more, { key, value }], "strict");
    await tell({ type: "disk", full: !written.ok });
    if (written.ok) keep();
    return written.ok;
  }

  async function writeOp(body: OpBody, more: Write[] = [], also: Kid[] = []): Promise<Result<Op, "device-full">> {
    const { circle, shelf } = parts();
    const { heads, leaves } = circle.membership();
    const op = await signOp(p, { circle: start.circle, parents: heads, body, device: start.device });
    // Those who read an epoch that ends with this operation must learn of it there; those who were given the key of
    // the epoch that begins with it, here.
    const record = { type: "control", doc: noDoc, comp: "op", payload: op.bytes, names: [...leaves, ...also] } as const;
    if (!(await post(record, [...more, shelf.opWrite(op.id, op.bytes)]))) return { ok: false, reason: "device-full" };
    await circle.learn([op.bytes]);
    return { ok: true, value: op };
  }

  async function makeEpoch(): Promise<Result<Op, "device-full" | "key-missing">> {
    const { circle, shelf } = parts();
    if (!circle.membership().leaves.every((kid) => circle.epochs.has(kid))) return { ok: false, reason: "key-missing" };
    const leafKeys = new Map(circle.membership().leaves.flatMap((kid) => keyOf(kid)));
    const { body, keys } = await newEpoch(p, circle.membership(), leafKeys);
    const written = await writeOp(body, [shelf.epochWrite(keys.kid, keys.key)], [keys.kid]);
    if (written.ok) await circle.learnKey(keys.key);
    return written;
  }

  async function makeStatement(said: Omit<Statement, "group" | "circle" | "member">) {
    const { circle, shelf } = parts();
    const member = circle.membership().devices.get(start.device.id)!.member;
    const statement: Statement = { ...said, group: start.circle, circle: start.circle, member };
    const payload = await signStatement(p, statement, start.device);
    const read = await readStatement(p, payload, (device) => circle.signingKeyOf(device));
    if (!read.ok) throw new Error(`A statement of our own is ${read.reason}`);
    const { hash } = read.value;
    const record = { type: "statement", doc: said.doc, comp: "statement", payload, names: [hash] } as const;
    if (!(await post(record, [shelf.statementWrite(hash, payload)])))
      return { ok: false, reason: "device-full" } as const;
    return { ok: true, value: { hash } } as const;
  }

  // ------------------------------------------------------------------------- whispers

  async function whispered(reply: Extract<Reply, { type: "eph" }>): Promise<void> {
    const { circle } = parts();
    const signingKeyOf = (device: DeviceId) => circle.signingKeyOf(device);
    const word = await openEph(p, { bytes: reply.payload, epochs: circle.epochs, signingKeyOf });
    // Said by somebody, or under a key, that has not reached this device yet: nothing is wrong with it.
    if (!word.ok && word.reason.startsWith("unknown-")) return;
    if (!word.ok) return refuse(`whisper-${word.reason}`);
    const { doc, device, payload } = word.value;
    for (const listener of [...heard]) listener({ circle: start.circle, doc }, device, payload);
  }

  async function say(doc: DocRef, message: Uint8Array): Promise<void> {
    const { circle } = parts();
    const epoch = circle.epochs.get(circle.membership().preferred ?? ("" as Kid));
    if (!epoch || !session.channels.get(toHex(epoch.channel.id))?.rights.write) return;
    const sealed = await sealEph(p, { epoch, device: start.device, doc: doc.doc, payload: message });
    if (sealed.ok) line.eph(epoch.channel.id, sealed.value);
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
  function epochOf(channel: string) {
    return [...parts().circle.epochs.values()].find((keys) => toHex(keys.channel.id) === channel);
  }
  function channelOf(kid: Kid): string {
    return toHex(parts().circle.epochs.get(kid)!.channel.id);
  }
  function keyOf(kid: Kid): [Kid, Uint8Array][] {
    const keys = parts().circle.epochs.get(kid);
    return keys ? [[kid, keys.key]] : [];
  }
  function channelStarts(relay: string): ChannelStart[] {
    const { circle, places, ledger } = parts();
    return [...circle.epochs.values()].map((keys) => {
      const notes = ledger.ofEpoch(keys.kid);
      // A place that is not kept begins a round of its own: what was seen in an earlier one is looked for again.
      const unseen = () => notes.reduce((next, { at }) => Math.max(next, (at[relay] ?? -1) + 1), 0);
      const { place, round } = places.get(placeKey(relay, keys.kid)) ?? { place: beginning, round: unseen() };
      const unlogged = sizes(notes.filter((note) => note.at[relay] !== round));
      return { id: toHex(keys.channel.id), place, round, unlogged };
    });
  }
  async function storedEntries(channel: string, ids: readonly string[]) {
    const { kid } = epochOf(channel)!;
    const entries: { id: Uint8Array; bytes: Uint8Array }[] = [];
    for (const id of ids) {
      const bytes = await storage.get(parts().shelf.entryKey(kid, id));
      if (bytes) entries.push({ id: fromHex(id), bytes });
    }
    return entries;
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
    opened = await openParts(deps, start, rules, refuse);
    await tally.open(`${opened.shelf.under}refused`);
    if (!opened.stored) await tell({ type: "disk", full: true });
    unlisten = documents.onChange(touched);
    // A circle just founded has nothing to write under yet.
    if (opened.circle.membership().leaves.length === 0) await makeEpoch();
    await learned();
    applyInBackground();
  }

  async function end(): Promise<void> {
    if (stopped) return;
    await tally.close();
    if (opened) {
      await flushDocs(opened.drafts.all(), "strict");
      const counter = opened.sealer.counter();
      await storage.write([opened.shelf.counterWrite({ ...counter, tidy: true })], "strict");
    }
    stopped = true;
    unlisten();
    flushAlarm.off();
    for (const alarm of timers.values()) alarm.off();
    line.disconnect();
  }

  /** A step on behalf of somebody who waits for its result. */
  const step = <T>(task: () => Promise<T>) => queue.run(task);

  return {
    start: () => step(begin),
    stop: () => step(end),
    membership: () => parts().circle.membership(),
    status,
    relays: relayViews,
    refused: refusals,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    write: (body) => step(async () => afterwards(await writeOp(body))),
    rotate: () => step(async () => afterwards(await makeEpoch())),
    state: (statement) => step(async () => afterwards(await makeStatement(statement))),
    statements: (doc) => step(() => allStatements(doc)),
    flush: () => step(() => flushDocs(parts().drafts.all(), "strict")),
    bringUp: (doc) =>
      queue.urgent(async () => {
        if (!(await broughtUp(doc.doc))) await tell({ type: "disk", full: true });
      }),
    rebuild: (doc) => step(() => rebuild(doc)),
    together: (doc, yes) => parts().drafts.together(doc.doc, yes),
    whisper: (doc, message) => event(() => say(doc, message)),
    onWhisper(listener) {
      heard.add(listener);
      return () => heard.delete(listener);
    },
    reconnect: () => event(() => tell({ type: "reconnect" })),
    forNewcomer() {
      const { circle } = parts();
      const epochs = circle
        .membership()
        .leaves.flatMap(keyOf)
        .map(([kid, key]) => ({ kid, key }));
      return { ops: circle.ops(), epochs };
    },
  };

  async function afterwards<T>(result: T): Promise<T> {
    await learned();
    return result;
  }

  async function allStatements(doc?: string) {
    const { circle, shelf } = parts();
    const all: { statement: Statement; device: DeviceId; hash: string }[] = [];
    for (const bytes of await shelf.statements()) {
      const read = await readStatement(p, bytes, (device) => circle.signingKeyOf(device));
      if (read.ok && (doc === undefined || read.value.statement.doc === doc)) all.push(read.value);
    }
    return all;
  }
}
