// Judges what the relay brings: opens it, checks who wrote it, learns operations from it, and stores it before the
// cursor passes it. Hostile bytes end as a count, never as a throw.
import { type DeviceKeys, type Kid, type Primitives, peekEntry } from "@fogata/keys";
import { chainInput, type Trimmed } from "@fogata/protocol";
import type { AskingAgain } from "./asking-again.ts";
import type { AtHand } from "./at-hand.ts";
import { beginning, type Place } from "./channel.ts";
import type { Circle } from "./circle.ts";
import type { Ledger, Note } from "./ledger.ts";
import type { Bytes, Storage, Write } from "./ports.ts";
import { fromHex, toHex } from "./record.ts";
import type { Shelf } from "./shelf.ts";
import type { readCarried } from "./snapshot-carried.ts";
import { createSpent } from "./spent.ts";
import type { Trials } from "./trials.ts";
import { isOfEnded, judgeOne, openArrived, unread, type Verdict } from "./verdict.ts";

export interface Reading {
  p: Primitives;
  device: DeviceKeys;
  storage: Storage;
  shelf: Shelf;
  circle: Circle;
  ledger: Ledger;
  trials: Trials;
  atHand: AtHand;
  again: AskingAgain;
  /** Parts of long documents that are here, by hash. */
  partsHere: Set<string>;
  refuse(reason: string): void;
}
/** One entry as it came, hashed. */
export interface Arrived {
  id: string;
  hash: string;
  bytes: Bytes;
}
/** What is to be written and remembered of some entries. */
export interface Judged {
  kept: Kept[];
  /** The circle is not what it was: members, epochs, relays or keys. */
  learned: boolean;
  /** There was more that claims to be of a newer version than is kept. */
  flooded: boolean;
}
/** S53 What is of a newer version is kept unread, and a relay can write that on anything. */
export const newerBytesMax = 16 * 1024 * 1024;

/** S16 Entries kept whose author nobody has named yet: only who has the key of the circle can write them. */
export const waitingEntriesMax = 10_000;
/** S80 Entries kept unread of devices that belong no more: they may still have the key, and nothing else to do. */
export const beyondEntriesMax = 1_000;

export interface Kept {
  note: Note;
  /** null when the entry itself is stored already. */
  bytes: Bytes | null;
  /** Operations, keys and statements that came out of it. */
  writes: Write[];
  /** Entries of an earlier key's channel that lie in it. */
  carried?: Carried;
}
export type Carried = NonNullable<ReturnType<typeof readCarried>>;

export async function arrive(p: Primitives, entries: readonly { id: Bytes; bytes: Bytes }[]): Promise<Arrived[]> {
  return Promise.all(
    entries.map(async ({ id, bytes }) => ({ id: toHex(id), hash: toHex(await p.sha256(bytes)), bytes })),
  );
}

/** Where the log stands after these entries: each place is bound to every entry before it. */
export async function extendChain(p: Primitives, from: string, hashes: readonly string[]): Promise<string> {
  let chain = fromHex(from);
  for (const hash of hashes) chain = await p.sha256(chainInput(chain, fromHex(hash)));
  return toHex(chain);
}

/** True when the relay's word about where these entries stand agrees with the entries themselves. */
export async function fits(
  p: Primitives,
  from: Place,
  hashes: readonly string[],
  to: Place,
  trimmed: Trimmed | null = null,
): Promise<boolean> {
  if (from.gen !== to.gen && from.gen !== beginning.gen) return false;
  if (seqAt(from.seq, hashes.length, trimmed) - 1 !== to.seq) return false;
  const last = trimmed?.gaps.at(-1);
  if (!trimmed || !last) return (await extendChain(p, from.chain, hashes)) === to.chain;
  // What lies before a gap cannot be led over it: only the relay knows what is in there.
  return (await extendChain(p, toHex(trimmed.chain), hashes.slice(last.before))) === to.chain;
}

/** The place of the `i`th entry after `from`, with what is left out between them. */
export function seqAt(from: number, i: number, trimmed: Trimmed | null): number {
  const gaps = (trimmed?.gaps ?? []).filter(({ before }) => before <= i);
  return from + 1 + i + gaps.reduce((sum, { count }) => sum + count, 0);
}

/**
 * Judges entries of one epoch's channel, and again those that waited, as long as operations among them explain more.
 * Nothing is stored here: the caller writes it all, then puts the notes into the ledger.
 */
export async function judge(
  r: Reading,
  kid: Kid,
  arrived: readonly Arrived[],
  which: "arrived" | "waiting-too" = "arrived",
): Promise<Judged> {
  const judged = new Map<string, Kept>();
  const spent = createSpent();
  const fresh = arrived.filter(({ id }) => !r.ledger.get(id)).map((entry) => ({ ...entry, kid }));
  let learned = false;
  let looked = false;
  let flooded = false;
  let unknown = r.ledger.count("waiting");
  let beyond = r.ledger.count("beyond");
  let newerBytes = r.ledger.bytes("newer");
  let open: (Arrived & { kid: Kid; isNew: boolean })[] = fresh.map((entry) => ({ ...entry, isNew: true }));
  if (which === "waiting-too") open = open.concat(await earlier(r, new Set()));
  for (let first = true; open.length > 0; first = false) {
    const waiting: typeof open = [];
    const late: typeof open = [];
    let progress = false;
    const sound = open.filter(({ id }) => !r.trials.isSuspect(id));
    if (sound.length > 0)
      await r.trials.begin(
        "open",
        sound.map(({ id }) => id),
      );
    // Together: each is a few questions to the platform, which answers them beside one another.
    const opened = new Map(
      await Promise.all(sound.map(async (entry) => [entry, await openArrived(r, entry)] as const)),
    );
    for (const entry of [...sound, ...open.filter((one) => !opened.has(one))]) {
      const setAside = r.trials.isSetAside(entry.id);
      if (!setAside && r.trials.isSuspect(entry.id)) await r.trials.begin("open", [entry.id]);
      // S80 First what draws the lines, and what was kept beyond them; or a number used again would pass for the first.
      if (first && isOfEnded(r, opened.get(entry))) {
        late.push(entry);
        continue;
      }
      const verdict: Verdict = setAside ? unread(r, entry) : await judgeOne(r, entry, spent, opened.get(entry));
      if (verdict.kind === "refused") {
        r.refuse(verdict.reason);
        continue;
      }
      const { note } = verdict;
      // What waits may have said its operation the first time round.
      const writes = [...(judged.get(entry.id)?.writes ?? []), ...verdict.writes];
      if (note.state === "waiting" && entry.isNew && !judged.has(entry.id) && ++unknown > waitingEntriesMax) {
        r.refuse("waiting-too-many");
        await r.again.dropped(entry.kid);
        continue;
      }
      if (note.state === "beyond" && entry.isNew && !judged.has(entry.id) && ++beyond > beyondEntriesMax) {
        r.refuse("beyond-too-many");
        await r.again.dropped(entry.kid);
        continue;
      }
      if (note.state === "newer" && entry.isNew) {
        newerBytes += note.size;
        if (newerBytes > newerBytesMax) {
          flooded = true;
          continue;
        }
      }
      if (note.n > 0) spent.add(note);
      const bytes = entry.isNew ? entry.bytes : null;
      judged.set(entry.id, { note, bytes, writes, ...("carried" in verdict && { carried: verdict.carried }) });
      if (verdict.kind === "waiting") waiting.push(entry);
      progress ||= verdict.learned;
    }
    learned ||= progress;
    if (!progress && late.length === 0) break;
    // Operations just read may name the authors of entries that came long ago.
    const again = progress && !looked ? await earlier(r, new Set([...waiting, ...late].map(({ id }) => id))) : [];
    looked ||= progress;
    open = [...waiting, ...again, ...late];
  }
  return { kept: [...judged.values()], learned, flooded };
}

/** S120 The same, with what lies in them of earlier channels. */
export async function judgeAll(r: Reading, kid: Kid, ...rest: [readonly Arrived[], "waiting-too"?]): Promise<Judged> {
  const judged = await judge(r, kid, ...rest);
  for (const { kid, entries } of judged.kept.flatMap(({ carried }) => carried ?? [])) {
    const named = entries.map((bytes) => ({ id: fromHex(peekEntry(bytes)!.id), bytes }));
    const inner = await judge(r, kid, await arrive(r.p, named));
    judged.kept.push(...inner.kept);
    judged.learned ||= inner.learned;
    judged.flooded ||= inner.flooded;
  }
  return judged;
}

/** Entry, note and what came out of it, as one list of writes. */
export function keptWrites(shelf: Shelf, { note, bytes, writes }: Kept): Write[] {
  const entry = bytes ? [shelf.entryWrite(note, bytes)] : [];
  return [...entry, shelf.noteWrite(note), ...writes];
}

async function earlier(r: Reading, but: ReadonlySet<string>) {
  const entries: (Arrived & { kid: Kid; isNew: boolean })[] = [];
  for (const note of [...r.ledger.waiting(), ...r.ledger.beyond()]) {
    const bytes =
      but.has(note.id) || r.trials.isSetAside(note.id)
        ? null
        : await r.storage.get(r.shelf.entryKey(note.kid, note.id));
    if (bytes) entries.push({ id: note.id, hash: note.hash, bytes, kid: note.kid as Kid, isNew: false });
  }
  return entries;
}
