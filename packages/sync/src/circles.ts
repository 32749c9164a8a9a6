// The circles inside one group in which this device has a seat, on the leading tab: each with its own keys, log, channel
// and client. Somebody without a seat has none of these: their device does not even know that there is something to open.
import { type CircleLetter, type DeviceId, type MemberId, signConsent } from "@fogata/keys";
import type { CircleFault, CircleView } from "./circles.types.ts";
import { broughtBy, foundedHere } from "./circles-founding.ts";
import { type Around, type CircleDeps, type HeldCircle, holdCircle } from "./circles-held.ts";
import { createCircleLetters } from "./circles-letters.ts";
import { type CircleRecord, circleWrite, readCircles } from "./circles-record.ts";
import { circleRules } from "./circles-tending.ts";
import type { Client } from "./client.types.ts";
import { afterLong } from "./long-wait.ts";
import { cleanName, shownName } from "./names.ts";
import type { Bytes, DocRef, Off, Result } from "./ports.ts";
import { toHex } from "./record.ts";

/** Anybody in the group can seat me in something: there is an end to following. */
export const circlesMax = 128;
/** What could not be written is tried again then, or when something is new. */
const retryMs = 30_000;

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

export function createWorkingGroups(
  deps: CircleDeps & { changed(): void },
  group: Around["group"],
  rules = circleRules,
): WorkingGroups {
  const { p, clock, storage } = deps;
  const { device, member: me } = group;
  const circles = new Map<string, HeldCircle>();
  const letters = createCircleLetters({ p, clock, storage, circle: group.circle, device, client: group.client });
  let offGroup: Off = () => {};
  let cancelDate: Off = () => {};
  let cancelRetry: Off = () => {};
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
      let done = await letters.hear(hear);
      for (const held of [...circles.values()]) if (!stopped) done = (await held.tend()) && done;
      // Each try tells that something may be new: on a full device that would have no end.
      if (done) continue;
      again = false;
      cancelRetry();
      cancelRetry = clock.after(retryMs, tend);
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
        const m = held?.client.membership();
        if (sender.member !== me || !held || !m?.devices.has(device.id) || m.devices.has(from)) return true;
        const { consent } = letter;
        const body = { kind: "device+", member: me, device: sender.card, consent, at: clock.now() } as const;
        return (await held.client.write(body)).ok;
      }
    }
  }

  async function seated(letter: CircleLetter & { kind: "seat" }): Promise<boolean> {
    const held = circles.get(letter.circle);
    if (!held && circles.size >= circlesMax) return true;
    const record = await broughtBy(p, group.circle, letter, held?.record ?? null);
    if (record === null || (held && (await hasKeys(record)))) return true;
    if (!(await storage.write([circleWrite(record)], "strict")).ok) return false;
    // Whoever had a seat before goes on with what they have, and with the new keys.
    await held?.stop();
    await hold(record);
    return true;
  }

  /**
   * Whether a letter has brought nothing new. A place that was given again while this device did not know yet that its
   * former one had ended brings keys.
   */
  async function hasKeys({ circle, epochs }: CircleRecord): Promise<boolean> {
    const kept = await storage.keys(`circle/${circle}/epoch/`);
    return epochs.every(({ kid }) => kept.some((key) => key.endsWith(`/${kid}`)));
  }

  async function hold(record: CircleRecord): Promise<void> {
    circles.set(record.circle, await holdCircle(deps, { group, letters, rules, heard: tend }, record));
    deps.changed();
    tend();
  }

  /** Nobody tells when a seat or a pause is over: the keys change with it, and the picture does. */
  function watchDates(): void {
    cancelDate();
    if (stopped) return;
    const next = [...circles.values()].flatMap((held) => held.nextAt());
    if (next.length > 0) cancelDate = afterLong(clock, Math.min(...next) - clock.now(), tend);
  }

  function seatedIn(circle: string): HeldCircle | CircleFault {
    const held = circles.get(circle);
    if (!held) return "gone";
    if (!group.client.membership().devices.has(device.id)) return "gone";
    return held.mine() === "seated" ? held : "not-seated";
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
      cancelRetry();
      await work;
      await Promise.all([...circles.values()].map((held) => held.stop()));
    },
    views: () => [...circles.values()].map((held) => held.view()),
    clients: () => [...circles.values()].map(({ client }) => client),
    client: (circle) => circles.get(circle)?.client ?? null,
    async open(o, command) {
      for (const { record } of circles.values())
        if (record.command === command) return { ok: true, value: record.circle };
      const name = cleanName(o.name);
      const mine = group.client.membership().members.get(me);
      if (name === null) return { ok: false, reason: "bad-name" };
      if (!mine || !group.client.membership().devices.has(device.id)) return { ok: false, reason: "gone" };
      const record = await foundedHere(p, group, { name, myName: shownName(mine.name), command });
      if (!(await storage.write([circleWrite(record)], "strict")).ok) return { ok: false, reason: "device-full" };
      await hold(record);
      return { ok: true, value: record.circle };
    },
    async seat(circle, { member, until }) {
      const held = seatedIn(circle);
      if (typeof held === "string") return { ok: false, reason: held };
      const theirs = group.client.membership().members.get(member as MemberId);
      if (!theirs) return { ok: false, reason: "gone" };
      if (held.client.membership().members.has(theirs.id)) return { ok: true, value: null };
      const devices = theirs.devices.map((id) => group.client.membership().devices.get(id)!.card);
      const name = shownName(theirs.name);
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
