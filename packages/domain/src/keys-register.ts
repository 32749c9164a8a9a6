// The register of keys: who looks after the relay, the accounts, the cash tin, the door, until when, and who is next.
// It holds facts only: offers, and what was answered. Who holds a thing today is worked out from them. Never the secrets.
import type { Readable, Run } from "./blocks.ts";
import { addDays, type Day, daysBetween, parseDay } from "./days.ts";
import { byTitle, type DocumentId, parseDocumentId, parseTitle } from "./ids.ts";
import { type Act, type Kind, titleOf } from "./kind.ts";
import { isRecord, numberIn } from "./plain.ts";
import { type Bytes, firstBytes, whole, wholeText, writeWords } from "./prose.ts";

interface KeysDraft {
  version: number;
  title: string;
  things: Record<string, ThingDraft>;
}
interface ThingDraft {
  what: string;
  /** Words that several may write at once. */
  about: string;
  offers: Record<string, OfferDraft>;
  /** No longer ours, or ours again: one entry for each time, the latest counts. */
  kept: Record<string, { is: boolean; at: number }>;
}
interface OfferDraft {
  by: string;
  to: string;
  from: string;
  until: string;
  at: number;
  /** The turn that ends when this one begins. */
  instead: string | null;
  taken?: Said;
  declined?: Said;
  withdrawn?: Said;
  returned?: Said;
}
interface Said {
  by: string;
  on: string;
}

export interface KeysRegister {
  title: string;
  /** By name. */
  things: Thing[];
  /** What the group no longer has; it can come back. */
  away: Thing[];
}
export interface Thing {
  id: string;
  what: string;
  about: string;
  /** Those who look after it today; nobody holds what they have not taken. */
  holders: Turn[];
  /** Taken already, and beginning later. */
  next: Turn[];
  /** Not answered yet. */
  offers: Offer[];
  /** The turn that ended last, while nobody holds it. */
  last: Turn | null;
  /** Every turn that was taken, the latest first. */
  record: Turn[];
}
export interface Offer {
  id: string;
  by: string;
  to: string;
  from: Day;
  until: Day;
}
export interface Turn extends Offer {
  /** The day after its last day: handed on, given back, or its time was over. */
  end: Day;
  /** What people say of it: until this day. */
  lastDay: Day;
  /** It ends within a month and nobody has taken what comes after. */
  endsSoon: boolean;
}

/** No turn is longer than this: a date far away would be no end at all. */
export const turnDaysMax = 731;
export const soonDays = 31;
export const thingsMax = 1_000;
export const aboutLengthMax = 2_000;

type NewThing = { what: string; about: string };
type NewOffer = { thing: string; to: string; from: Day; until: string; instead: string | null };

export const keysRegister = {
  version: 1,
  blank: ({ id, title }) => begin(id, title),
  single: {
    id: "00000000000000000000000000000002" as DocumentId,
    start: (): Bytes => Uint8Array.from(atob(startBase64), (c) => c.charCodeAt(0)),
  },
  title: titleOf,

  parse(doc, today): KeysRegister {
    const all = entries(isRecord(doc) ? doc.things : null)
      .map(([id, thing]) => ({ away: isAway(thing), thing: thingOf(id, thing, today) }))
      .sort((a, b) => byTitle({ id: a.thing.id, title: a.thing.what }, { id: b.thing.id, title: b.thing.what }));
    const only = (away: boolean) => all.flatMap((one) => (one.away === away ? [one.thing] : []));
    return { title: titleOf(doc), things: only(false), away: only(true) };
  },

  changes: {
    /** Writes a thing down. Nobody looks after it yet. */
    add(draft: KeysDraft, { what, about }: NewThing, act: Act) {
      const name = parseTitle(what);
      if (name === null) return "no-name";
      if (about.length > aboutLengthMax) return "too-long";
      if (!isRecord(draft.things)) draft.things = {};
      if (Object.keys(draft.things).length >= thingsMax) return "too-many";
      draft.things[act.id] = { what: whole(name), about: "", offers: {}, kept: {} };
      if (about !== "") writeWords(draft, ["things", act.id, "about"], about);
      return null;
    },
    describe(draft: KeysDraft, { thing, what, about }: NewThing & { thing: string }) {
      const name = parseTitle(what);
      const found = thingIn(draft, thing);
      if (!found) return "unknown";
      if (name === null) return "no-name";
      if (about.length > aboutLengthMax) return "too-long";
      if (wholeText(found.what) !== name) found.what = whole(name);
      if (typeof found.about !== "string") found.about = "";
      if (found.about !== about) writeWords(draft, ["things", thing, "about"], about);
      return null;
    },
    /** To somebody else it is an offer, for them to take or not; to oneself it is taken with it. */
    offer(draft: KeysDraft, { thing, to, from, until, instead }: NewOffer, act: Act) {
      const found = thingIn(draft, thing);
      if (!found) return "unknown";
      const last = parseDay(until);
      if (last === null) return "no-end";
      const first = parseDay(from);
      if (first === null || last < first) return "ends-before";
      if (last < act.today) return "is-over";
      if (daysBetween(first, last) > turnDaysMax) return "too-far";
      const now = thingOf(thing, found, act.today);
      const heldBy = now.holders.length > 0 ? now.holders : now.last ? [now.last] : [];
      if (to === act.by && heldBy.some((turn) => turn.to === to)) return "own-again";
      if (now.offers.some((offer) => offer.to === to)) return "offered-already";
      if (!isRecord(found.offers)) found.offers = {};
      const offer: OfferDraft = {
        by: whole(act.by),
        to: whole(to),
        from: whole(first),
        until: whole(last),
        at: act.at,
        instead: instead === null ? null : whole(instead),
      };
      found.offers[act.id] = to === act.by ? { ...offer, taken: said(act) } : offer;
      return null;
    },
    take: answer("taken", (offer, act) => offer.to === act.by),
    /** Not this time: needs no reason, and is shown to nobody. */
    decline: answer("declined", (offer, act) => offer.to === act.by),
    withdraw: answer("withdrawn", (offer, act) => offer.by === act.by),
    /** A turn ends before its time, because whoever has it says so. */
    giveBack(draft: KeysDraft, { thing, offer }: { thing: string; offer: string }, act: Act) {
      const found = thingIn(draft, thing);
      const turn = found && thingOf(thing, found, act.today).record.find(({ id }) => id === offer);
      if (!found || !turn) return "unknown";
      if (turn.to !== act.by) return "not-yours";
      if (turn.end > act.today) found.offers[offer]!.returned = said(act);
      return null;
    },
    putAway: (draft: KeysDraft, { thing }: { thing: string }, act: Act) => keep(draft, thing, false, act),
    bringBack: (draft: KeysDraft, { thing }: { thing: string }, act: Act) => keep(draft, thing, true, act),
  },

  toReadable(view, { nameOf, words }) {
    const name = (turn: Offer) => nameOf(turn.to) ?? words.somebody;
    const blocks: Readable["blocks"] = [];
    const say = (text: string) => blocks.push({ type: "paragraph", runs: [plain(text)] });
    const tell = (thing: Thing, level: 2 | 3) => {
      blocks.push({ type: "heading", level, runs: [plain(thing.what)] });
      for (const line of thing.about.split("\n")) if (line.trim() !== "") say(line);
      for (const turn of thing.holders) say(words.holds(name(turn), turn.from, turn.lastDay));
      if (thing.holders.length === 0) say(words.nobody);
      for (const turn of thing.next) say(words.next(name(turn), turn.from, turn.lastDay));
      for (const turn of thing.record) if (!current(thing, turn)) say(words.held(name(turn), turn.from, turn.lastDay));
    };
    for (const thing of view.things) tell(thing, 2);
    if (view.away.length > 0) blocks.push({ type: "heading", level: 2, runs: [plain(words.away)] });
    for (const thing of view.away) tell(thing, 3);
    return { title: view.title || words.title, blocks };
  },

  upgrades: {},
} satisfies Kind<KeysRegister, KeysCopyWords>;

/** What a readable copy says around the things. Days come as "2026-11-20". */
export interface KeysCopyWords {
  title: string;
  holds(name: string, since: string, until: string): string;
  next(name: string, from: string, until: string): string;
  held(name: string, since: string, until: string): string;
  nobody: string;
  somebody: string;
  away: string;
}

function answer(what: "taken" | "declined" | "withdrawn", may: (offer: Offer, act: Act) => boolean) {
  return (draft: KeysDraft, { thing, offer: id }: { thing: string; offer: string }, act: Act) => {
    const found = thingIn(draft, thing);
    const offer = found && isRecord(found.offers) ? offerOf(id, found.offers[id]) : null;
    if (!found || !offer) return "unknown";
    if (!may(offer, act)) return "not-yours";
    // Answered meanwhile, on another device: what stands, stands.
    if (!thingOf(thing, found, act.today).offers.some((open) => open.id === id)) return "answered";
    found.offers[id]![what] = said(act);
    return null;
  };
}

function keep(draft: KeysDraft, thing: string, is: boolean, act: Act) {
  const found = thingIn(draft, thing);
  if (!found) return "unknown";
  if (!isRecord(found.kept)) found.kept = {};
  if (isAway(found) === is) found.kept[act.id] = { is, at: act.at };
  return null;
}

function thingOf(id: string, value: Partial<Record<keyof ThingDraft, unknown>>, today: Day): Thing {
  const answered = entries(value.offers).flatMap(([key, raw]) => {
    const offer = offerOf(key, raw);
    return offer ? [{ offer, raw }] : [];
  });
  const turns = answered.flatMap(({ offer, raw }) => turnOf(offer, raw) ?? []);
  // A turn that is taken instead of another ends it the day it begins.
  for (const { offer, raw } of answered) {
    const before = turns.find((turn) => turn.id === wholeText(raw.instead) && turn.id !== offer.id);
    const after = turns.find((turn) => turn.id === offer.id);
    if (before && after && after.from < before.end) before.end = later(before.from, after.from);
  }
  for (const turn of turns) turn.lastDay = later(turn.from, addDays(turn.end, -1));
  const record = turns.sort((a, b) => compare(b.from, a.from) || compare(a.id, b.id));
  const next = record.filter((turn) => turn.from > today && turn.end > turn.from);
  const holders = record.filter((turn) => turn.from <= today && today < turn.end);
  for (const turn of holders) turn.endsSoon = next.length === 0 && daysBetween(today, turn.end) <= soonDays;
  const over = record.filter((turn) => turn.end <= today).sort((a, b) => compare(b.end, a.end) || compare(a.id, b.id));
  return {
    id,
    what: wholeText(value.what) ?? "",
    about: wholeText(value.about) ?? "",
    holders,
    next,
    offers: answered
      .filter(({ offer, raw }) => isOpen(offer, raw, today))
      .map(({ offer }) => offer)
      .sort((a, b) => compare(a.from, b.from) || compare(a.id, b.id)),
    last: holders.length === 0 ? (over[0] ?? null) : null,
    record,
  };
}

/** Null for what is no offer. */
function offerOf(id: string, raw: unknown): Offer | null {
  if (!isRecord(raw)) return null;
  const [by, to] = [wholeText(raw.by), wholeText(raw.to)];
  const [from, until] = [parseDay(wholeText(raw.from)), parseDay(wholeText(raw.until))];
  if (by === null || to === null || from === null || until === null || until < from) return null;
  // Written by another app, or in bad faith: an end that is no end is cut to one.
  const longest = addDays(from, turnDaysMax);
  return { id, by, to, from, until: earlier(until, longest) };
}

/** Taken by the one it was offered to, who has not said "not this time" as well on another device. */
function turnOf(offer: Offer, raw: Record<string, unknown>): Turn | null {
  const taken = saidBy(raw.taken, offer.to);
  if (taken === null || saidBy(raw.declined, offer.to)) return null;
  const from = later(offer.from, taken);
  const returned = saidBy(raw.returned, offer.to);
  const end = addDays(offer.until, 1);
  if (from >= end) return null;
  return {
    ...offer,
    from,
    end: returned && returned < end ? later(from, returned) : end,
    lastDay: from,
    endsSoon: false,
  };
}

/** A withdrawal that crosses a yes comes too late. */
function isOpen(offer: Offer, raw: Record<string, unknown>, today: Day): boolean {
  const answered = saidBy(raw.taken, offer.to) ?? saidBy(raw.declined, offer.to) ?? saidBy(raw.withdrawn, offer.by);
  return answered === null && offer.until >= today;
}

function saidBy(value: unknown, who: string): Day | null {
  return isRecord(value) && wholeText(value.by) === who ? parseDay(wholeText(value.on)) : null;
}
function said(act: Act): Said {
  return { by: whole(act.by), on: whole(act.today) };
}

function isAway(thing: { kept?: unknown }): boolean {
  const marks = entries(thing.kept).map(([id, mark]) => ({ id, is: mark.is, at: numberIn(mark.at) }));
  const latest = marks.sort((a, b) => b.at - a.at || compare(a.id, b.id))[0];
  return latest?.is === false;
}

function thingIn(draft: KeysDraft, id: string): ThingDraft | null {
  const found = isRecord(draft.things) && Object.hasOwn(draft.things, id) ? draft.things[id] : null;
  return isRecord(found) ? (found as unknown as ThingDraft) : null;
}
function entries(value: unknown): [string, Record<string, unknown>][] {
  const all = isRecord(value) ? Object.entries(value) : [];
  return all.flatMap(([id, entry]) =>
    parseDocumentId(id) && isRecord(entry) ? [[id, entry] as [string, typeof entry]] : [],
  );
}

function current(thing: Thing, turn: Turn): boolean {
  return thing.holders.includes(turn) || thing.next.includes(turn);
}
function plain(text: string): Run {
  return { text, strong: false, em: false, link: null };
}
function earlier(a: Day, b: Day): Day {
  return compare(a, b) < 0 ? a : b;
}
function later(a: Day, b: Day): Day {
  return compare(a, b) < 0 ? b : a;
}
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Only for the committed first bytes, and for a register of one's own in a test. */
function begin(id: DocumentId, title: string): Bytes {
  return firstBytes<KeysDraft>(id, (draft) => {
    draft.version = 1;
    draft.title = whole(title);
    draft.things = {};
  });
}
/** `blank` of an empty title, as the first version of it made it. Never changed: every device starts from these bytes. */
const startBase64 =
  "hW9KgwJ7IPgAhwEBEAAAAAAAAAAAAAAAAAAAAAIBFO/WUzDpz3/Gx10tX4p/rjS/i4Ijgg4gtFYusIu08PgGAQIDAhMCIwJAAlYCCBUWIQIjBDQBQgRWBFcBgAECfwB/AX8DfwB/AH8HfQZ0aGluZ3MFdGl0bGUHdmVyc2lvbgMAfwMCfwN/AAIBfQAGFAEDAAA=";
