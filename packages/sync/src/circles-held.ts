// One circle inside a group on the leading tab: its client, what the others there say of a seat, and what is owed in it.
import {
  type CircleId,
  type DeviceId,
  type DeviceKeys,
  deviceOf,
  letterKeysMax,
  type MemberId,
  type Membership,
  seatsOverAt,
} from "@fogata/keys";
import { nextPauseAt } from "./aftermath.ts";
import type { CircleView } from "./circles.types.ts";
import { createEndings, type Endings } from "./circles-endings.ts";
import type { CircleLetters } from "./circles-letters.ts";
import { type CircleRecord, circleWrite } from "./circles-record.ts";
import { type CircleRules, placeOf } from "./circles-tending.ts";
import type { Client } from "./client.types.ts";
import type { EngineDeps } from "./engine.ts";
import type { DocRef } from "./ports.ts";
import { toHex } from "./record.ts";
import { createTogether } from "./together.ts";
import { within } from "./within.ts";

export interface HeldCircle {
  readonly record: CircleRecord;
  readonly client: Client;
  readonly endings: Endings;
  /** Says and sends what is owed; false if something could not be written. */
  tend(): Promise<boolean>;
  mine(): CircleView["mine"];
  view(): CircleView;
  /** When time alone changes something in it: the end of a seat, or of a pause. */
  nextAt(): number[];
  stop(): Promise<void>;
}
/** What a circle needs of the group around it. */
export interface Around {
  group: { circle: CircleId; member: MemberId; device: DeviceKeys; client: Client };
  letters: CircleLetters;
  rules: CircleRules;
  /** Something of it is new: it is time to tend. */
  heard(): void;
}
/** What a circle uses of the world. */
export type CircleDeps = Pick<
  EngineDeps,
  "p" | "clock" | "storage" | "documents" | "transport" | "createClient" | "onWhisper"
>;

export async function holdCircle(deps: CircleDeps, around: Around, record: CircleRecord): Promise<HeldCircle> {
  const { p, clock, storage } = deps;
  const { group, letters, rules } = around;
  const { device, member: me } = group;
  const { circle } = record;
  const client: Client = deps.createClient(
    { p, storage, documents: within(circle, deps.documents), transport: deps.transport, clock },
    {
      circle,
      device,
      ops: record.ops,
      epochs: record.epochs,
      relays: () => group.client.membership().relays,
      settled: isSettled,
      signingKeyOf: (id) => deviceOf(group.client.membership(), id)?.card.sign ?? null,
    },
  );
  const together = createTogether(clock, (doc, yes) => client.together({ circle, doc }, yes));
  let started = false;
  let wasSettled = false;
  /** Devices that the group has known so far. */
  let hands = 0;

  const both = (m: Membership = client.membership()) => ({
    m,
    group: group.client.membership(),
    me: { member: me, device: device.id },
    now: clock.now(),
    groupOp: group.client.op,
  });
  /** Asked while the client begins as well, before there is anything to be seen of it. */
  function isSettled(): boolean {
    if (!started) return false;
    const now = both();
    return rules.mayWrite({ ...now, groupIsRead: group.client.isCaughtUp(), saidLess: rules.saidLess(now) });
  }
  function heard(ref: DocRef, from: DeviceId, message: Uint8Array): void {
    const member = client.membership().devices.get(from)?.member;
    if (member === undefined) return;
    together.heard(ref.doc, from, message);
    deps.onWhisper({ group: circle, doc: ref.doc, from: { member, device: from }, message });
  }

  await client.start();
  started = true;
  const endings = createEndings({ p, storage, clock, circle, member: me, device, client });
  const offs = [client.subscribe(around.heard), client.onWhisper(heard)];

  function mine(): CircleView["mine"] {
    const m = client.membership();
    if (seatsOverAt(m, clock.now()).has(me)) return "over";
    if (m.devices.has(device.id)) return "seated";
    const gone = m.gone.get(me);
    if (gone) return gone.how === "left" ? "left" : "ended";
    return m.lost.has(device.id) ? "ended" : "arriving";
  }

  return {
    record,
    client,
    endings,
    async tend() {
      await endings.look();
      let done = true;
      for (const body of rules.saidLess(both())) {
        // What was typed until now goes before it.
        if (body.kind === "leave") await client.flush();
        done = (await client.write(body)).ok && done;
      }
      const owed = rules.owedIn({
        ...both(),
        letInBy({ by }) {
          const author = toHex(client.op(by)!.by);
          const found = [...client.membership().devices.values()].find(({ card }) => toHex(card.sign) === author);
          return found?.id ?? null;
        },
        wasHeard: client.wasHeard,
        wasGiven: client.wasGiven,
        groupIsRead: group.client.isCaughtUp(),
        sent: record.sent,
        wanted: record.wanted,
      });
      for (const one of owed.wanted)
        if (await letters.send(one.card.receive, { kind: "wanted", circle })) record.wanted.push(placeOf(one));
      for (const one of owed.letters) {
        const { epochs } = client.forNewcomer();
        const keys = epochs.slice(0, letterKeysMax).map(({ key }) => key);
        const letter = { kind: "seat", circle, ops: record.ops, keys } as const;
        if (await letters.send(one.card.receive, letter)) record.sent.push(placeOf(one));
      }
      if (owed.wanted.length + owed.letters.length > 0) await storage.write([circleWrite(record)], "relaxed");
      const settled = isSettled();
      const { devices, lost } = group.client.membership();
      // Whoever the group has just come to know may have said something here already.
      if ((settled && !wasSettled) || devices.size + lost.size > hands) client.follow();
      wasSettled = settled;
      hands = devices.size + lost.size;
      return done;
    },
    mine,
    view: () => ({
      id: circle,
      mine: mine(),
      people: [...client.membership().members.values()].map(({ id, until }) => ({
        member: id,
        until,
        ending: endings.of(id),
      })),
      status: client.status(),
    }),
    nextAt() {
      const now = clock.now();
      const seats = [...client.membership().members.values()].flatMap(({ until }) => until ?? []);
      // A pause that came to nothing in the group stays in here until its date.
      const pauses = [group.client, client].flatMap((one) => nextPauseAt(one.membership(), now) ?? []);
      return [...seats, ...pauses].filter((at) => at > now);
    },
    async stop() {
      for (const off of offs) off();
      together.stop();
      await client.stop();
    },
  };
}
