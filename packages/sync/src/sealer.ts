// Takes what waits in the outbox, numbers it, seals it under the right epoch and stores it, all in one synced step.
// Called only when everything the relay had has been read.
import { type EntryContent, type EpochKeys, type Kid, sealEntry, sealLockbox } from "@fogata/keys";
import type { Reach } from "./channel.ts";
import { advance, type Counter, lease } from "./counter.ts";
import type { Note } from "./ledger.ts";
import { nextToSeal, type OutboxRecord } from "./outbox.ts";
import type { Bytes, Result, StorageFault, Write } from "./ports.ts";
import type { Reading } from "./reader.ts";
import { fromHex, toHex } from "./record.ts";
import type { Rules } from "./rules.ts";
import type { SealedPart } from "./snapshot-parts.ts";
import { slotAt, slotBytes } from "./verdict.ts";

/** "I have seen of others what I had seen in my entry before this one": said with no bytes at all. */
const nothingNew = "";
/** What stands for the document in an entry that belongs to none. */
export const noDoc = "0".repeat(32);

export interface Sealer {
  /** Seals the next batch of what may be said now; gives the entries that are now stored and can be sent. */
  seal(more?: readonly ToSeal[]): Promise<Result<Note[], StorageFault>>;
  /** How much is not sealed: records, even those that never can be, and boxes some device has no other way to get. */
  owed(): number;
  /** Records that no envelope can hold. */
  tooLarge(): number;
  counter(): Counter;
  /** Of the entries stored last: their bytes, so that sending them does not begin with reading them. */
  justStored(id: string): Bytes | undefined;
}

export interface ToSeal {
  keys: EpochKeys;
  content: EntryContent;
  /** What the entry will be known to carry. */
  carries: readonly string[];
  /** Of a snapshot. */
  reach?: Reach;
  /** Of a document too long for one entry. */
  parts?: readonly SealedPart[];
}

export function createSealer(
  r: Reading,
  outbox: Map<number, OutboxRecord>,
  kept: { counter: Counter; numbered: boolean },
  rules: Rules,
): Sealer {
  let counter = rules.resume(kept.counter);
  /** What the last entry said of others' entries. Empty after a start: the next entry then says it anew. */
  let said = "";
  let fresh = new Map<string, Bytes>();
  /** Records that cannot be sealed (one change larger than any envelope): kept, counted, not tried again. */
  const parked = new Set<number>();

  const waiting = () => [...outbox.values()].filter(({ place }) => !parked.has(place));
  const boxes = () => r.circle.boxesOwed();

  async function seal(more: readonly ToSeal[] = []): Promise<Result<Note[], StorageFault>> {
    if (!kept.numbered) return { ok: false, reason: "corrupt" };
    const records = nextToSeal(waiting(), r.circle.speech());
    const jobs: { place: number | null; what: ToSeal[] }[] = [];
    for (const owed of boxes()) jobs.push({ place: null, what: await lockboxFor(owed) });
    for (const record of records) jobs.push({ place: record.place, what: await forRecord(record) });
    for (const one of more) jobs.push({ place: null, what: [one] });

    const ready = jobs.filter(({ what }) => what.length > 0);
    const count = ready.reduce((sum, { what }) => sum + what.length, 0);
    if (count === 0) return { ok: true, value: [] };
    const leased = lease(counter, count);
    if (leased) {
      // Synced before the first of these numbers is used: a number sent and then forgotten would be used twice.
      const written = await r.storage.write([r.shelf.counterWrite(leased)], rules.sealingDurability);
      if (!written.ok) return written;
      counter = leased;
    }
    return store(ready);
  }

  async function store(
    jobs: readonly { place: number | null; what: ToSeal[] }[],
  ): Promise<Result<Note[], StorageFault>> {
    const seen = toHex(await r.p.sha256(new TextEncoder().encode(r.ledger.latest(r.device.id))));
    let toSay = seen === said ? nothingNew : seen;
    let next = counter;
    const notes: Note[] = [];
    const stored = new Map<string, Bytes>();
    const entries: Write[] = [];
    const ended: Write[] = [];
    const parts = jobs.flatMap(({ what }) => what.flatMap((one) => one.parts ?? []));
    for (const { hash, bytes } of parts) entries.push(r.shelf.partWrite(hash, bytes));
    for (const { place, what } of jobs) {
      const sealed = await sealAll(what, next, toSay);
      if (!sealed) {
        r.refuse("too-large");
        if (place !== null) parked.add(place);
        continue;
      }
      toSay = nothingNew;
      for (const { note, bytes } of sealed) {
        next = advance(next, note.hash);
        notes.push(note);
        stored.set(note.id, bytes);
        entries.push(r.shelf.entryWrite(note, bytes), r.shelf.noteWrite(note));
      }
      if (place !== null) ended.push({ key: r.shelf.outboxKey(place), value: null });
    }
    entries.push(r.shelf.counterWrite(next));
    for (const writes of rules.sealing(entries, ended)) {
      const written = await r.storage.write(writes, rules.sealingDurability);
      if (!written.ok) return written;
    }
    counter = next;
    fresh = stored;
    for (const { hash } of parts) r.partsHere.add(hash);
    if (notes.length > 0) said = seen;
    for (const note of notes) r.ledger.put(note);
    for (const { place } of jobs) if (place !== null && !parked.has(place)) outbox.delete(place);
    return { ok: true, value: notes };
  }

  /** All of them or, when one does not fit into an envelope, null. */
  async function sealAll(what: readonly ToSeal[], from: Counter, firstSeen: string) {
    const sealed: { note: Note; bytes: Bytes }[] = [];
    let next = from;
    let seen = firstSeen;
    for (const { keys, content, carries, reach, parts } of what) {
      const { next: n, prev, skippedFrom } = next;
      const result = await sealEntry(r.p, { epoch: keys, device: r.device, n, prev, skippedFrom, seen, content });
      if (!result.ok) return null;
      const { id, hash, bytes } = result.value;
      const { type, doc } = content;
      const size = bytes.length;
      const note: Note = {
        id,
        hash,
        kid: keys.kid,
        size,
        state: "applied",
        device: r.device.id,
        n,
        skippedFrom,
        type,
        doc,
        slot: toHex(bytes.subarray(slotAt, slotAt + slotBytes)),
        comp: type === "snapshot" ? content.comp : "",
        carries,
        ...(reach && { reach }),
        ...(parts && { parts: parts.map(({ hash }) => hash) }),
        at: {},
      };
      next = advance(next, hash);
      seen = nothingNew;
      sealed.push({ note, bytes });
    }
    return sealed;
  }

  /** Operations go to every epoch somebody may be reading; all else to the one this circle writes under. */
  async function forRecord(record: OutboxRecord): Promise<ToSeal[]> {
    const { type, doc, comp, payload, names } = record;
    const m = r.circle.membership();
    const wanted = type === "control" ? withinReach([...names, ...m.leaves]) : m.preferred ? [m.preferred] : [];
    const content = { type, doc, comp, payload };
    const carries = type === "control" ? [toHex(await r.p.sha256(payload))] : names;
    return [...wanted]
      .map((kid) => r.circle.epochs.get(kid as Kid))
      .filter((keys) => keys !== undefined)
      .map((keys) => ({ keys, content, carries }));
  }

  /** In place of an epoch whose key is not here, those before it: whoever reads it reads these as well. */
  function withinReach(kids: Iterable<string>): Set<string> {
    const all = new Set(kids);
    for (const kid of all)
      if (!r.circle.epochs.has(kid as Kid))
        for (const parent of r.circle.membership().epochs.get(kid as Kid)?.parents ?? []) all.add(parent);
    return all;
  }

  async function lockboxFor(owed: ReturnType<typeof boxes>[number]): Promise<ToSeal[]> {
    const { kid, device, to, through } = owed;
    const box = await sealLockbox(r.p, { kid, key: r.circle.epochs.get(kid)!.key, to });
    const payload = new Uint8Array([...fromHex(kid), ...box]);
    const content: EntryContent = { type: "lockbox", doc: device, comp: "box", payload };
    return [{ keys: r.circle.epochs.get(through)!, content, carries: [`${kid}/${device}`] }];
  }

  return {
    seal,
    owed: () => outbox.size + boxes().length,
    tooLarge: () => parked.size,
    counter: () => counter,
    justStored: (id) => fresh.get(id),
  };
}
