// Keeps the parcel of each recovery sheet where its words will look for it: brings the sheet's device into the group,
// seals the log and the keys to the words, posts that until it is there, and again when the group's keys have changed.
// It never has the words: what it keeps opens nothing.
import {
  type CircleId,
  type DeviceCard,
  deviceIdOf,
  type MemberId,
  type Primitives,
  placeChannel,
  sealLockbox,
  sealParcel,
} from "@fogata/keys";
import type { Client } from "./client.types.ts";
import type { Bytes, Clock, Off, Result, Storage, Transport, Write } from "./ports.ts";
import { packRecord, readRecord, toHex } from "./record.ts";
import { openRendezvous, type Rendezvous } from "./rendezvous.ts";
import { noDoc } from "./sealer.ts";
import { sheetWord } from "./standing.ts";

/** What a page makes of the words, and the words alone could. Public but for `place`, which opens nothing. */
export interface SheetOffer {
  device: DeviceCard;
  /** The sheet's device's own word that it joins this member. */
  consent: Bytes;
  place: Bytes;
  to: Bytes;
}
interface SheetRecord extends SheetOffer {
  circle: CircleId;
  /** The epochs the last parcel held; empty before the first. */
  kids: string[];
  /** Posted until it is found there. */
  letter: Bytes | null;
  since: number;
}
export interface Sheets {
  start(): Promise<void>;
  keep(circle: CircleId, offer: SheetOffer): Promise<Result<null, "device-full">>;
  /** S10 A parcel that is not on the relay yet: the sheet does not work before. */
  owes(circle: string): boolean;
  /** The group is taken off this device: its sheets are looked after no more. */
  forget(circle: string): void;
  stop(): void;
}

/** How often the parcels are looked at; a rotation is no hurry, since the old keys lead to the new ones. */
export const lookMs = 6 * 60 * 60 * 1000;
/** A kept channel has no end; the relay asks for a time all the same. */
const untilMs = 24 * 60 * 60 * 1000;

export function createSheets(deps: {
  p: Primitives;
  storage: Storage;
  transport: Transport;
  clock: Clock;
  changed(): void;
  group(circle: CircleId): { client: Client; member: MemberId } | null;
}): Sheets {
  const { p, storage, clock } = deps;
  const records = new Map<string, SheetRecord>();
  const open = new Map<string, Rendezvous>();
  let cancelLook: Off = () => {};
  let stopped = false;
  let work: Promise<void> = Promise.resolve();
  const idOf = (offer: SheetOffer) => toHex(offer.place).slice(0, 32);
  const write = (record: SheetRecord): Write => ({ key: `sheet/${idOf(record)}`, value: packRecord(record) });

  async function look(record: SheetRecord): Promise<void> {
    const group = deps.group(record.circle);
    if (group === null || stopped) return;
    const id = await deviceIdOf(p, record.device);
    const known = group.client.membership();
    if (!known.devices.has(id)) {
      // Once it was there and is no more, somebody has dropped it: then this sheet is of no use, and stays so.
      if (record.kids.length > 0) return;
      const { device, consent } = record;
      const added = await group.client.write({
        kind: "device+",
        member: group.member,
        device,
        consent,
        at: clock.now(),
      });
      if (!added.ok) return;
      // Others see by it that this is no machine; without it the sheet works as well.
      const text = toHex(await p.sha256(new TextEncoder().encode(sheetWord)));
      await group.client.state({ doc: noDoc, what: sheetWord, text, details: { device: id }, time: clock.now() });
    }
    const { ops, epochs } = group.client.forNewcomer();
    const kids = epochs.map(({ kid }) => kid).sort();
    if (kids.join() !== record.kids.join()) {
      const boxes = await Promise.all(epochs.map((epoch) => sealLockbox(p, { ...epoch, to: record.device.receive })));
      const parcel = { circle: record.circle, ops, boxes };
      const next = { ...record, kids, letter: await sealParcel(p, { to: record.to, parcel }) };
      if (!(await storage.write([write(next)], "strict")).ok || stopped) return;
      records.set(idOf(record), next);
      deps.changed();
    }
    await post(idOf(record));
  }

  /** Each sheet over a connection of its own, so that the relay cannot tell whose it is. */
  async function post(id: string): Promise<void> {
    const record = records.get(id);
    const letter = record?.letter;
    const relay = record && deps.group(record.circle)?.client.membership().relays[0];
    if (!record || !letter || !relay || open.has(id)) return;
    const channel = await placeChannel(p, record.place);
    if (stopped) return;
    const rendezvous = openRendezvous(deps, {
      relay,
      channel,
      until: clock.now() + untilMs,
      letters: [letter],
      onLetter: () => {},
      onReached: () => {},
      onPosted() {
        open.get(id)?.leave();
        open.delete(id);
        const now = records.get(id);
        if (now?.letter !== letter) return;
        const done = { ...now, letter: null };
        records.set(id, done);
        void storage.write([write(done)], "relaxed");
        deps.changed();
      },
    });
    open.set(id, rendezvous);
  }

  function lookAtAll(): void {
    cancelLook();
    if (stopped) return;
    cancelLook = clock.after(lookMs, lookAtAll);
    for (const record of records.values()) work = work.then(() => look(records.get(idOf(record)) ?? record));
  }

  return {
    async start() {
      for (const { value } of await storage.list("sheet/")) {
        const record = readRecord<SheetRecord>(value);
        if (record) records.set(idOf(record), record);
      }
      if (records.size > 0) lookAtAll();
    },
    async keep(circle, offer) {
      const before = records.get(idOf(offer));
      // Repeated by another tab: it is kept already.
      const record: SheetRecord = before ?? { ...offer, circle, kids: [], letter: null, since: clock.now() };
      const written = await storage.write([write(record)], "strict");
      if (!written.ok) return { ok: false, reason: "device-full" };
      records.set(idOf(offer), record);
      lookAtAll();
      await work;
      return { ok: true, value: null };
    },
    owes: (circle) => [...records.values()].some((record) => record.circle === circle && record.letter !== null),
    forget(circle) {
      for (const [id, record] of [...records]) {
        if (record.circle !== circle) continue;
        records.delete(id);
        open.get(id)?.leave();
        open.delete(id);
      }
    },
    stop() {
      stopped = true;
      cancelLook();
      for (const rendezvous of open.values()) rendezvous.leave();
      open.clear();
    },
  };
}
