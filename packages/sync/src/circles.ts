// The circles inside one group in which this device has a seat, on the leading tab: each with its own keys, log, channel
// and client. Somebody without a seat has none of these: their device does not even know that there is something to open.
import {
  type CircleId,
  type CircleLetter,
  type DeviceId,
  type DeviceKeys,
  epochKeys,
  foundCircle,
  type MemberId,
  newEpoch,
  type Op,
  type OpId,
  readOp,
  resolve,
  seatsOverAt,
  signConsent,
  signOp,
} from "@fogata/keys";
import type { CircleFault, CircleView } from "./circles.types.ts";
import { createEndings, type Endings } from "./circles-endings.ts";
import { createCircleLetters } from "./circles-letters.ts";
import { type CircleRecord, circleWrite, readCircles } from "./circles-record.ts";
import { owedIn } from "./circles-tending.ts";
import type { Client } from "./client.types.ts";
import type { EngineDeps } from "./engine.ts";
import { afterLong } from "./long-wait.ts";
import { cleanName, shownName } from "./names.ts";
import type { Bytes, DocRef, Off, Result } from "./ports.ts";
import { toHex } from "./record.ts";
import { createTogether } from "./together.ts";
import { within } from "./within.ts";

/** Anybody in the group can seat me in something: there is an end to following. */
export const circlesMax = 128;

export interface WorkingGroups {
  start(): Promise<void>;
  stop(): Promise<void>;
  views(): CircleView[];
  client(circle: string): Client | null;
  clients(): Client[];
  open(o: { name: string }, command: string): Promise<Result<string, "device-full" | "bad-name" | "gone">>;
  seat(circle: string, o: { member: string; until: number | null }): Promise<Result<null, CircleFault>>;
  end(circle: string, o: { member: string; ends: boolean }): Promise<Result<null, CircleFault>>;
  leave(circle: string): Promise<Result<null, CircleFault>>;
  reconnect(): void;
  whisper(doc: DocRef, message: Bytes): void;
}
interface Held {
  record: CircleRecord;
  client: Client;
  endings: Endings;
  stop(): Promise<void>;
}

export function createWorkingGroups(
  deps: EngineDeps & { changed(): void },
  group: { circle: CircleId; member: MemberId; device: DeviceKeys; client: Client },
): WorkingGroups {
  const { p, clock, storage } = deps;
  const { device, member: me } = group;
  const circles = new Map<string, Held>();
  const letters = createCircleLetters({ p, clock, storage, circle: group.circle, device, client: group.client });
  let offGroup: Off = () => {};
  let cancelDate: Off = () => {};
  let relays = "";
  let stopped = false;
  let again = false;
  let work: Promise<unknown> | null = null;

  /** One round after the other, however many reasons there were for the next. */
  function tend(): void {
    again = true;
    work ??= rounds().finally(() => {
      work = null;
    });
  }
  async function rounds(): Promise<void> {
    while (again && !stopped) {
      again = false;
      follow();
      await letters.hear(hear);
      for (const held of [...circles.values()]) if (!stopped) await tendOne(held);
    }
    watchDates();
    deps.changed();
  }

  /** A circle meets where its group meets, wherever that moves. */
  function follow(): void {
    const now = group.client.membership().relays.map(({ url, key }) => url + toHex(key));
    if (now.join() === relays) return;
    relays = now.join();
    for (const { client } of circles.values()) client.follow();
  }

  async function tendOne({ record, client, endings }: Held): Promise<void> {
    await endings.look();
    const m = client.membership();
    const owed = owedIn({
      m,
      group: group.client.membership(),
      me: { member: me, device: device.id },
      now: clock.now(),
      isMine: ({ by }) => toHex(client.op(by)!.by) === toHex(device.sign.publicKey),
      sent: record.sent,
      wanted: record.wanted,
    });
    for (const body of owed.lapses) await client.write(body);
    for (const { id, card } of owed.wanted)
      if (await letters.send(card.receive, { kind: "wanted", circle: record.circle })) record.wanted.push(id);
    for (const { id, card } of owed.letters) {
      const keys = client.forNewcomer().epochs.map(({ key }) => key);
      if (await letters.send(card.receive, { kind: "seat", circle: record.circle, ops: record.ops, keys }))
        record.sent.push(id);
    }
    if (owed.wanted.length + owed.letters.length > 0) await storage.write([circleWrite(record)], "relaxed");
  }

  /** False: not now, ask again when more is known. */
  async function hear(letter: CircleLetter, from: DeviceId): Promise<boolean> {
    const sender = group.client.membership().devices.get(from);
    const held = circles.get(letter.circle);
    if (!sender) return true;
    switch (letter.kind) {
      case "seat":
        return seated(letter);
      case "wanted": {
        if (sender.member !== me) return true;
        const consent = await signConsent(p, { circle: letter.circle, member: me, device });
        return letters.send(sender.card.receive, { kind: "consent", circle: letter.circle, consent });
      }
      case "consent": {
        if (sender.member !== me || !held || held.client.membership().devices.has(from)) return true;
        const { consent } = letter;
        const body = { kind: "device+", member: me, device: sender.card, consent, at: clock.now() } as const;
        return (await held.client.write(body)).ok;
      }
    }
  }

  async function seated(letter: CircleLetter & { kind: "seat" }): Promise<boolean> {
    const held = circles.get(letter.circle);
    if (held?.client.membership().devices.has(device.id) || (!held && circles.size >= circlesMax)) return true;
    const op = await readOp(p, letter.ops[0]!);
    if (!op.ok || op.value.id !== (letter.circle as string) || op.value.body.kind !== "genesis") return true;
    if (op.value.body.group !== group.circle) return true;
    const epochs = await Promise.all(letter.keys.map((key) => epochKeys(p, key)));
    const before = held?.record ?? { ops: letter.ops, epochs: [], sent: [], wanted: [], command: "" };
    const record: CircleRecord = {
      ...before,
      circle: letter.circle,
      group: group.circle,
      epochs: [...before.epochs, ...epochs.map(({ kid, key }) => ({ kid, key }))],
    };
    if (!(await storage.write([circleWrite(record)], "strict")).ok) return false;
    // Whoever had a seat before goes on with what they have, and with the new keys.
    await held?.stop();
    await hold(record);
    return true;
  }

  async function hold(record: CircleRecord): Promise<void> {
    const { circle } = record;
    const client = deps.createClient(
      { p, storage, documents: within(circle, deps.documents), transport: deps.transport, clock },
      {
        circle,
        device,
        ops: record.ops,
        epochs: record.epochs,
        relays: () => group.client.membership().relays,
      },
    );
    const together = createTogether(clock, (doc, yes) => client.together({ circle, doc }, yes));
    const heard = (ref: DocRef, from: DeviceId, message: Bytes) => {
      const member = client.membership().devices.get(from)?.member;
      if (member === undefined) return;
      together.heard(ref.doc, from, message);
      deps.onWhisper({ group: circle, doc: ref.doc, from: { member, device: from }, message });
    };
    await client.start();
    const endings = createEndings({ p, storage, clock, circle, member: me, device, client });
    const offs = [client.subscribe(tend), client.onWhisper(heard)];
    circles.set(circle, {
      record,
      client,
      endings,
      async stop() {
        for (const off of offs) off();
        together.stop();
        await client.stop();
      },
    });
    deps.changed();
    tend();
  }

  /** Nobody tells when a seat is over: the keys change without it, and the picture does. */
  function watchDates(): void {
    cancelDate();
    if (stopped) return;
    const now = clock.now();
    const all = [...circles.values()].flatMap(({ client }) => [...client.membership().members.values()]);
    const next = all.flatMap(({ until }) => (until !== null && until > now ? [until] : []));
    if (next.length > 0) cancelDate = afterLong(clock, Math.min(...next) - now, tend);
  }

  function mineIn({ client }: Held): CircleView["mine"] {
    const m = client.membership();
    if (seatsOverAt(m, clock.now()).has(me)) return "over";
    if (m.devices.has(device.id)) return "seated";
    const gone = m.gone.get(me);
    if (gone) return gone.how === "left" ? "left" : "ended";
    return m.lost.has(device.id) ? "ended" : "arriving";
  }
  function seatedIn(circle: string): Held | CircleFault {
    const held = circles.get(circle);
    if (!held) return "gone";
    if (!group.client.membership().devices.has(device.id)) return "gone";
    return mineIn(held) === "seated" ? held : "not-seated";
  }

  return {
    async start() {
      for (const record of await readCircles(storage, group.circle)) if (!stopped) await hold(record);
      if (stopped) return;
      offGroup = group.client.subscribe(tend);
      tend();
    },
    async stop() {
      stopped = true;
      offGroup();
      cancelDate();
      await work;
      await Promise.all([...circles.values()].map((held) => held.stop()));
    },
    views: () =>
      [...circles.values()].map((held) => ({
        id: held.record.circle,
        mine: mineIn(held),
        people: [...held.client.membership().members.values()].map(({ id, until }) => ({
          member: id,
          until,
          ending: held.endings.of(id),
        })),
        status: held.client.status(),
      })),
    clients: () => [...circles.values()].map(({ client }) => client),
    client: (circle) => circles.get(circle)?.client ?? null,
    async open(o, command) {
      for (const { record } of circles.values())
        if (record.command === command) return { ok: true, value: record.circle };
      const name = cleanName(o.name);
      const mine = group.client.membership().members.get(me);
      if (name === null) return { ok: false, reason: "bad-name" };
      if (!mine || !group.client.membership().devices.has(device.id)) return { ok: false, reason: "gone" };
      const founder = { member: me, name: shownName(mine.name) };
      const genesis = await foundCircle(p, { name, founder, device, group: group.circle });
      const circle = genesis.id as string as CircleId;
      const m = resolve(new Map<OpId, Op>([[genesis.id, genesis]]), circle)!;
      const { body, keys } = await newEpoch(p, m, new Map());
      const epoch = await signOp(p, { circle, parents: [genesis.id], body, device });
      const record: CircleRecord = {
        circle,
        group: group.circle,
        ops: [genesis.bytes, epoch.bytes],
        epochs: [{ kid: keys.kid, key: keys.key }],
        sent: [],
        wanted: [],
        command,
      };
      if (!(await storage.write([circleWrite(record)], "strict")).ok) return { ok: false, reason: "device-full" };
      await hold(record);
      return { ok: true, value: circle };
    },
    async seat(circle, { member, until }) {
      const held = seatedIn(circle);
      if (typeof held === "string") return { ok: false, reason: held };
      const theirs = group.client.membership().members.get(member as MemberId);
      if (!theirs) return { ok: false, reason: "gone" };
      if (held.client.membership().members.has(theirs.id)) return { ok: true, value: null };
      const devices = theirs.devices.map((id) => group.client.membership().devices.get(id)!.card);
      const name = shownName(theirs.name);
      // Their place begins anew: what was sent for an earlier one does not open what came since.
      held.record.sent = held.record.sent.filter((id) => !(theirs.devices as string[]).includes(id));
      const written = await held.client.write({
        kind: "seat",
        member: theirs.id,
        name,
        devices,
        until,
        at: clock.now(),
      });
      if (!written.ok) return written;
      tend();
      await work;
      return { ok: true, value: null };
    },
    async end(circle, { member, ends }) {
      const held = seatedIn(circle);
      if (typeof held === "string") return { ok: false, reason: held };
      const said = await held.endings.say(member, ends);
      deps.changed();
      return said;
    },
    async leave(circle) {
      const held = circles.get(circle);
      if (!held) return { ok: false, reason: "gone" };
      if (!held.client.membership().devices.has(device.id)) return { ok: true, value: null };
      // What was typed until now goes before it.
      await held.client.flush();
      const written = await held.client.write({ kind: "leave" });
      deps.changed();
      return written.ok ? { ok: true, value: null } : written;
    },
    reconnect() {
      for (const { client } of circles.values()) client.reconnect();
    },
    whisper: (doc, message) => circles.get(doc.circle)?.client.whisper(doc, message),
  };
}
