// From a relay's reply to an event of the session: entries are judged and stored first, and only then is the session
// told where the log stands.

import type { Kid } from "@fogata/keys";
import type { Reply } from "@fogata/protocol";
import type { Applier } from "./applier.ts";
import { beginning, type Channel, continues, type Place, resetsMax } from "./channel.ts";
import { isSaved, type Note, roundAt } from "./ledger.ts";
import type { Documents, Write } from "./ports.ts";
import {
  type Arrived,
  arrive,
  extendChain,
  fits,
  judgeAll,
  type Kept,
  keptWrites,
  type Reading,
  seqAt,
} from "./reader.ts";
import { toHex } from "./record.ts";
import type { Rules } from "./rules.ts";
import type { SessionEvent } from "./session.ts";
import { type Followed, placeKey } from "./shelf.ts";
import type { Log } from "./snapshots.ts";

/** What came of a frame: an event for the session, and whether the circle changed. */
export interface Received {
  event: SessionEvent;
  learned: boolean;
}
type Reply_<T extends Reply["type"]> = Extract<Reply, { type: T }>;

export interface Inbox {
  batch(relay: string, kid: Kid, channel: Channel, reply: Reply_<"batch">): Promise<Received>;
  live(relay: string, kid: Kid, channel: Channel, reply: Reply_<"live">): Promise<Received>;
  commit(relay: string, kid: Kid, channel: Channel, reply: Reply_<"commit">): Promise<Received>;
  /** Entries stored without having been judged to the end, when the client starts. */
  rejudge(stray: { kid: string; id: string }[]): Promise<boolean>;
}

export function createInbox(
  r: Reading,
  places: Map<string, Followed>,
  { documents, applier }: { documents: Pick<Documents, "beyond">; applier: Pick<Applier, "bringUp"> },
  rules: Rules,
): Inbox {
  async function batch(relay: string, kid: Kid, channel: Channel, reply: Reply_<"batch">): Promise<Received> {
    const arrived = await arrive(r.p, reply.entries);
    const hashes = arrived.map(({ hash }) => hash);
    const place = placeOf(reply.cursor);
    const asked = channel.pulling === reply.ref;
    if (asked && leadsNowhere(channel, reply)) return garbled;
    const from = reply.reset ? beginning : channel.place;
    if (asked && !(await fits(r.p, from, hashes, place, reply.trimmed))) return garbled;

    const judged = await judgeAll(r, kid, arrived);
    // The cursor stays before them, so that nothing is lost if they are what they say.
    if (asked && judged.flooded) return garbled;
    // Late or doubled: the entries are welcome, their place says nothing.
    if (!asked)
      return held(
        { channel, kid },
        judged.kept,
        judged.learned,
        await store(
          judged.kept.map(({ note }) => note),
          judged.kept,
          null,
        ),
      );
    const reset = rules.forgetsLog(reply.reset);
    const round = channel.round + (reset ? 1 : 0);
    const seqs = new Map(arrived.map(({ id }, i) => [id, seqAt(from.seq, i, reply.trimmed)]));
    const logged = withKept(judged.kept, arrived).map((note) => atPlace(note, relay, round, seqs.get(note.id)!));
    const stored = await store([...logged, ...others(judged.kept, logged)], judged.kept, {
      relay,
      kid,
      followed: { place, round },
    });
    if (!stored) return full;
    // P26 What a snapshot in this log holds need not be in it, too.
    const under = reply.end ? await standIns({ relay, kid, round }) : [];
    if (!(await store(under, [], null))) return full;
    const all = reset ? r.ledger.ofEpoch(kid).filter(wholeIn(r.partsHere)) : [];
    const ids = [...arrived.filter(isOurs), ...under].map(({ id }) => id);
    const event = {
      type: "batch",
      ref: reply.ref,
      channel: channel.id,
      place,
      reset,
      logged: ids,
      everything: sizes(all),
      parted: partedOf(all),
      end: reply.end,
    } as const;
    return { event, learned: judged.learned };
  }

  async function live(relay: string, kid: Kid, channel: Channel, reply: Reply_<"live">): Promise<Received> {
    const arrived = await arrive(r.p, reply.entries);
    const judged = await judgeAll(r, kid, arrived);
    const notes = judged.kept.map(({ note }) => note);
    if (!rules.movesCursor("live"))
      return held({ channel, kid }, judged.kept, judged.learned, await store(notes, judged.kept, null));
    const hashes = arrived.map(({ hash }) => hash);
    const chain = await extendChain(r.p, channel.place.chain, hashes);
    const place = { ...channel.place, seq: channel.place.seq + arrived.length, chain };
    const logged = withKept(judged.kept, arrived).map((note, i) =>
      atPlace(note, relay, channel.round, channel.place.seq + 1 + i),
    );
    const followed = { place, round: channel.round };
    const stored = await store([...logged, ...others(judged.kept, logged)], judged.kept, { relay, kid, followed });
    if (!stored) return full;
    return {
      event: { type: "commit", channel: channel.id, place, ids: arrived.map(({ id }) => id) },
      learned: judged.learned,
    };
  }

  async function commit(relay: string, kid: Kid, channel: Channel, reply: Reply_<"commit">): Promise<Received> {
    const ids = reply.ids.map(toHex);
    const notes = ids.map((id) => r.ledger.get(id)).filter((note) => note !== undefined);
    const missed: Received = { event: { type: "missed", channel: channel.id }, learned: false };
    if (!continues(channel, reply.seq, ids.length) || notes.length < ids.length) return missed;
    const hashes = notes.map(({ hash }) => hash);
    const chain = await extendChain(r.p, channel.place.chain, hashes);
    if (!chain.startsWith(toHex(reply.chain))) return missed;
    const place = { gen: channel.place.gen, seq: reply.seq, chain };
    const followed = { place, round: channel.round };
    const logged = notes.map((note, i) => atPlace(note, relay, channel.round, channel.place.seq + 1 + i));
    if (!(await store(logged, [], { relay, kid, followed }))) return full;
    return { event: { type: "commit", channel: channel.id, place, ids }, learned: false };
  }

  async function rejudge(stray: { kid: string; id: string }[]): Promise<boolean> {
    let learned = false;
    const open = [...stray, ...r.ledger.waiting(), ...r.ledger.beyond()];
    for (const kid of new Set(open.map((one) => one.kid as Kid))) {
      const arrived: Arrived[] = [];
      for (const { id } of stray.filter((one) => one.kid === kid)) {
        const bytes = await r.storage.get(r.shelf.entryKey(kid, id));
        if (bytes) arrived.push({ id, hash: toHex(await r.p.sha256(bytes)), bytes });
      }
      const judged = await judgeAll(r, kid, arrived, "waiting-too");
      await store(
        judged.kept.map(({ note }) => note),
        judged.kept,
        null,
      );
      learned ||= judged.learned;
    }
    return learned;
  }

  /** Writes notes, entries and what came out of them, then remembers them; with the cursor if there is one. */
  async function store(
    notes: readonly Note[],
    kept: readonly Kept[],
    cursor: { relay: string; kid: Kid; followed: Followed } | null,
  ): Promise<boolean> {
    const byId = new Map(kept.map((one) => [one.note.id, one]));
    const entries = notes.flatMap((note) =>
      keptWrites(r.shelf, { bytes: null, writes: [], ...byId.get(note.id), note }),
    );
    const moved: Write[] = cursor ? [r.shelf.placeWrite(cursor.relay, cursor.kid, cursor.followed)] : [];
    const tried = r.trials.ended("open");
    for (const writes of rules.accepting([...entries, ...tried], moved)) {
      if (writes.length === 0) continue;
      const written = await r.storage.write(writes, "relaxed");
      if (!written.ok) return false;
    }
    for (const note of notes) r.ledger.put(note);
    if (cursor) places.set(placeKey(cursor.relay, cursor.kid), cursor.followed);
    return true;
  }

  function held(
    { channel, kid }: { channel: Channel; kid: Kid },
    kept: readonly Kept[],
    learned: boolean,
    stored: boolean,
  ): Received {
    if (!stored) return full;
    const entries = sizes(kept.filter(({ bytes, note }) => bytes !== null && note.kid === kid).map(({ note }) => note));
    return { event: { type: "held", channel: channel.id, entries }, learned };
  }

  /** The notes of these entries, new or old; entries that were refused have none. */
  function withKept(kept: readonly Kept[], arrived: readonly Arrived[]): Note[] {
    const fresh = new Map(kept.map(({ note }) => [note.id, note]));
    const notes = arrived.filter(isOurs).map(({ id }) => fresh.get(id) ?? r.ledger.get(id));
    return notes.filter((note) => note !== undefined);
  }

  /** Entries that are not in this log, and whose every change is in a snapshot that is. */
  async function standIns(log: Log): Promise<Note[]> {
    const absent = r.ledger.ofEpoch(log.kid).filter((note) => isOfDocument(note) && !note.dropped && !isIn(note, log));
    const found: Note[] = [];
    for (const doc of new Set(absent.map((note) => note.doc))) {
      const snapshots = r.ledger.saved(doc).filter((note) => note.kid === log.kid && isIn(note, log));
      if (snapshots.length === 0) continue;
      if (snapshots.some(({ state }) => state === "held")) await applier.bringUp(doc);
      const here = snapshots
        .map(({ id }) => r.ledger.get(id)!)
        // What this device alone knows to be sound, others would have to take on trust.
        .filter((note) => note.carries.length > 0 && rules.isVouched(r, note));
      for (const { carries, state } of here) {
        const beyond =
          state === "applied" ? await documents.beyond({ circle: r.circle.membership().circle, doc }, carries) : null;
        if (!beyond) continue;
        const lies = new Set(beyond);
        const ids = absent.filter((note) => note.doc === doc).map(({ id }) => r.ledger.get(id)!);
        found.push(...ids.filter((note) => rules.standsFor(note, lies)));
      }
    }
    return [...new Set(found)].map((note) => atPlace(note, log.relay, log.round, 0));
  }

  /** S54 Another entry under the id of one we hold does not show that the relay has ours. */
  function isOurs({ id, hash }: Arrived): boolean {
    return (r.ledger.get(id)?.hash ?? hash) === hash;
  }

  return { batch, live, commit, rejudge };
}

/** What was said of a snapshot is always sent again: without it nobody new believes the snapshot. */
const isOfDocument = (note: Note) => note.type === "changes" || isSaved(note);
const isIn = (note: Note, { relay, round }: Log) => roundAt(note, relay) === round;

const full: Received = { event: { type: "disk", full: true }, learned: false };
const garbled: Received = { event: { type: "garbled" }, learned: false };

/** S51 Nothing, and more of it to come; or another log once again. */
function leadsNowhere(channel: Channel, { entries, end, reset }: Reply_<"batch">): boolean {
  return (entries.length === 0 && !end) || (reset && channel.resets >= resetsMax);
}
function placeOf(cursor: Reply_<"batch">["cursor"]): Place {
  return { gen: toHex(cursor.gen), seq: cursor.seq, chain: toHex(cursor.chain) };
}
/** A relay can greet with as many names as it likes; a note remembers the last few, and the rest is looked for again. */
export const relayNamesMax = 8;
export function atPlace(note: Note, relay: string, round: number, seq: number): Note {
  const { [relay]: _, ...others } = note.at;
  const kept = Object.entries(others).slice(-(relayNamesMax - 1));
  return { ...note, at: { ...Object.fromEntries(kept), [relay]: [round, seq] } };
}
function others(kept: readonly Kept[], logged: readonly Note[]): Note[] {
  const there = new Set(logged.map(({ id }) => id));
  return kept.map(({ note }) => note).filter(({ id }) => !there.has(id));
}
/** What can be sent: what was not let go of, and a long document only with all its parts. */
export const wholeIn =
  (partsHere: ReadonlySet<string>) =>
  ({ parts = [], dropped }: Note): boolean =>
    dropped !== true && parts.every((hash) => partsHere.has(hash));
export function partedOf(notes: readonly Note[]): Map<string, readonly string[]> {
  return new Map(notes.flatMap(({ id, parts }) => (parts ? [[id, parts] as const] : [])));
}
export function sizes(notes: readonly Note[]): Map<string, number> {
  return new Map(notes.map(({ id, size }) => [id, size]));
}
