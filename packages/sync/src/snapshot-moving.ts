// What was said under earlier keys is said again under the present one, so that no old channel need be read, or kept, for
// ever: documents as snapshots, statements byte for byte. Then the old channel is marked as left, and deleted when
// nobody can need it any more.
import type { DeviceKeys, Kid, Membership } from "@fogata/keys";
import type { Channels } from "./channels.ts";
import { isSaved, type Note, roundAt } from "./ledger.ts";
import type { Parts } from "./parts.ts";
import type { Clock, Documents, Storage } from "./ports.ts";
import { packPlain, readRecord } from "./record.ts";
import type { Rules } from "./rules.ts";
import { noDoc, type ToSeal } from "./sealer.ts";
import type { Session, Tidying } from "./session.ts";
import { carriedBytesMax, packCarried } from "./snapshot-carried.ts";
import type { Log } from "./snapshots.ts";

export interface Moving {
  /** Of the documents here, those of which something lies only under an earlier key. */
  left(log: Log): Promise<ReadonlySet<string>>;
  /** Does what can be done now about old channels; gives what is to be said under the present key. */
  look(log: Log): Promise<ToSeal[]>;
  /** What the relay says of a channel; true if that is new. */
  stat(channel: string, frozen: boolean): boolean;
  isFrozen(channel: string): boolean;
  /** There are channels of earlier keys yet. */
  isUnderWay(): boolean;
  forget(): void;
}

/** What the client does for it. */
export interface AroundMoving {
  clock: Clock;
  storage: Storage;
  documents: Pick<Documents, "beyond">;
  session(): Session;
  say(channel: string, what: Tidying, ids: readonly string[]): Promise<void>;
  /** Writes into the control log that a channel goes on in another. */
  writeMoved(kid: Kid, to: Kid): Promise<void>;
  /** Has the relay delete the channel; `done` once it is no more. */
  erase(kid: Kid, done: () => void): void;
  /** Lets go of what is elsewhere. */
  drop(notes: readonly Note[]): Promise<void>;
  /** Another look is wanted soon. */
  again(): void;
  /** The channel is no more, and nothing of it is needed. */
  over(channel: string): Promise<void>;
  later(step: () => Promise<unknown>): void;
}

export const day = 24 * 60 * 60 * 1000;
/** A little more than the relay's ninety days: clocks differ. */
export const deleteAfterMs = 91 * day;
/** Well before the ninety days are over, whoever needs the channel for others says so again. */
export const renewAfterMs = 30 * day;
/** A device that has just come may not have read yet where everything is. */
const looksBeforeKeeping = 2;

export type Move = "moved" | "freeze" | "keep" | "delete" | null;
/** S121–S123 What is to be done about a channel whose key has been followed by another. */
export function toMove(o: {
  /** Something that was said there is nowhere else. */
  lacking: boolean;
  /** Somebody may still have to find the way there to the present key. */
  awaited: boolean;
  isSaid: boolean;
  frozen: boolean;
  /** For how long it has been, as far as this device has seen. */
  frozenMs: number;
}): Move {
  if (o.lacking) return o.frozen ? "keep" : null;
  if (!o.isSaid) return "moved";
  if (!o.frozen) return "freeze";
  // Ninety days begin anew.
  if (o.awaited) return o.frozenMs >= renewAfterMs ? "freeze" : null;
  return o.frozenMs >= deleteAfterMs ? "delete" : null;
}

/** The epochs that this one follows upon, near and far. */
export function before({ epochs }: Pick<Membership, "epochs">, kid: Kid): Set<Kid> {
  const all = new Set<Kid>();
  const open = [...(epochs.get(kid)?.parents ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (all.has(next)) continue;
    all.add(next);
    open.push(...(epochs.get(next)?.parents ?? []));
  }
  return all;
}

export async function createMoving(
  { circle: id, device }: { circle: string; device: DeviceKeys },
  parts: Pick<Parts, "circle" | "ledger" | "shelf" | "over"> & { channels: Channels },
  o: AroundMoving,
  rules: Rules,
): Promise<Moving> {
  const { circle, ledger, shelf, over, channels } = parts;
  const sinceKey = `${shelf.under}frozen`;
  /** Since when each channel was seen frozen, by this device's clock. */
  const since = new Map(Object.entries(readRecord<Record<string, number>>(await o.storage.get(sinceKey)) ?? {}));
  /** On this connection. */
  const frozen = new Map<string, boolean>();
  const asked = new Set<string>();
  /** Channels that were marked as left on this connection, as long as the relay has answered nothing that was asked later. */
  const said = new Map<string, { kid: Kid; at: number }>();
  const looks = new Map<string, number>();
  /** Documents of an epoch all of which lies under the present key, with how much there was of them. */
  const settled = new Map<string, number>();

  // ----------------------------------------------------------- what is nowhere else

  const inLog = (log: Log) => (note: Note) => roundAt(note, log.relay) === log.round;
  async function isCovered(doc: string, notes: readonly Note[], log: Log): Promise<boolean> {
    const name = `${log.kid}/${log.round}/${notes[0]!.kid}/${doc}`;
    if (settled.get(name) === notes.length) return true;
    const snapshots = ledger.saved(doc).filter((note) => note.kid === log.kid && inLog(log)(note));
    for (const snapshot of snapshots) {
      if (snapshot.state !== "applied" || snapshot.carries.length === 0 || !rules.isVouched(parts, snapshot)) continue;
      const beyond = await o.documents.beyond({ circle: id, doc }, snapshot.carries);
      const lies = new Set(beyond ?? []);
      if (beyond === null || !notes.every((note) => rules.standsFor(note, lies))) continue;
      settled.set(name, notes.length);
      return true;
    }
    return false;
  }
  function changesIn(kid: string): Map<string, Note[]> {
    const byDoc = new Map<string, Note[]>();
    for (const note of ledger.ofEpoch(kid)) {
      // Of what was cut away before this device came, only a whole document is left.
      const isWhole = isSaved(note) && note.state === "applied" && note.carries.length > 0;
      if (note.type !== "changes" && !isWhole) continue;
      byDoc.set(note.doc, [...(byDoc.get(note.doc) ?? []), note]);
    }
    return byDoc;
  }
  function isCarried(log: Log): (note: Note) => boolean {
    const there = ledger.ofEpoch(log.kid).filter((note) => note.comp === "carried" && inLog(log)(note));
    const carried = new Set(there.flatMap(({ carries }) => carries));
    return ({ id }) => carried.has(id);
  }
  const isUnread = ({ state, type }: Note) =>
    state === "waiting" || state === "newer" || (state === "held" && type === "changes");
  async function lacks(kid: Kid, log: Log): Promise<boolean> {
    const notes = ledger.ofEpoch(kid);
    const carried = isCarried(log);
    if (notes.some((note) => isUnread(note) || (note.type === "statement" && !carried(note)))) return true;
    for (const [doc, changes] of changesIn(kid)) if (!(await isCovered(doc, changes, log))) return true;
    return false;
  }

  /** S120 Statements of every earlier key, as they were written; a part of them at each look. */
  async function carry(log: Log): Promise<ToSeal[]> {
    const carried = isCarried(log);
    const made: ToSeal[] = [];
    let room = carriedBytesMax;
    for (const kid of before(circle.membership(), log.kid as Kid)) {
      const notes = ledger.ofEpoch(kid).filter((note) => note.type === "statement" && !carried(note));
      const entries: { id: string; bytes: Uint8Array }[] = [];
      for (const note of notes) {
        const bytes = note.size <= room ? await o.storage.get(shelf.entryKey(kid, note.id)) : null;
        if (!bytes) continue;
        room -= note.size;
        entries.push({ id: note.id, bytes });
      }
      if (entries.length === 0) continue;
      const payload = packCarried(
        kid,
        entries.map(({ bytes }) => bytes),
      );
      const content = { type: "snapshot", doc: noDoc, comp: "carried", payload } as const;
      made.push({ keys: circle.epochs.get(log.kid as Kid)!, content, carries: entries.map(({ id }) => id) });
    }
    return made;
  }

  /** S123 Whoever belonged when the next key was made, or was kept from it, and has said nothing since under a later one. */
  function isAwaited(kid: Kid): boolean {
    const m = circle.membership();
    const following = [...m.epochs.values()].filter((epoch) => before(m, epoch.kid).has(kid));
    const next = following.filter(({ parents }) => parents.includes(kid));
    const there = new Set(next.flatMap(({ devices, without }) => [...devices, ...without]));
    const heard = new Set(following.flatMap((epoch) => ledger.ofEpoch(epoch.kid).map((note) => note.device)));
    return [...there].some((one) => one !== device.id && m.devices.has(one) && !heard.has(one));
  }

  // ---------------------------------------------------------------- what is done

  async function rememberSince(kid: Kid, at: number | null): Promise<void> {
    if (at === null ? !since.delete(kid) : since.get(kid) === at) return;
    if (at !== null) since.set(kid, at);
    await o.storage.write([{ key: sinceKey, value: packPlain(Object.fromEntries(since)) }], "relaxed");
  }
  async function markOver(kid: Kid): Promise<void> {
    const written = await o.storage.write([{ key: shelf.overKey(kid), value: new Uint8Array(1) }], "relaxed");
    if (written.ok) over.add(kid);
    await rememberSince(kid, null);
    // S124 Each of them is in a snapshot of the present log: that was asked just now.
    await o.drop([...changesIn(kid).values()].flat());
    await o.over(channels.idOf(kid));
  }

  async function tend(kid: Kid, log: Log): Promise<void> {
    const channel = o.session().channels.get(channels.idOf(kid));
    if (!channel || over.has(kid)) return;
    const lacking = await lacks(kid, log);
    if (channel.gone) {
      // S123 What is no more holds up nothing, once all of it is elsewhere.
      if (!lacking) await markOver(kid);
      return;
    }
    const isFrozen = frozen.get(channel.id);
    if (isFrozen === undefined || !channel.caughtUp || !channel.rights.write) return;
    const now = o.clock.now();
    await rememberSince(kid, isFrozen ? (since.get(kid) ?? now) : null);
    const move = rules.toMove({
      lacking,
      awaited: isAwaited(kid),
      isSaid: circle.membership().moved.has(kid),
      frozen: isFrozen,
      frozenMs: now - (since.get(kid) ?? now),
    });
    switch (move) {
      case "moved":
        return o.writeMoved(kid, log.kid as Kid);
      case "freeze": {
        const pointer = pointerIn(kid, log);
        if (!pointer) return;
        if (said.has(channel.id)) return;
        said.set(channel.id, { kid, at: now });
        await o.say(channel.id, "freeze", [pointer]);
        return;
      }
      case "keep": {
        looks.set(kid, (looks.get(kid) ?? 0) + 1);
        if (looks.get(kid)! < looksBeforeKeeping) return o.again();
        await o.say(channel.id, "keep", []);
        frozen.set(channel.id, false);
        return rememberSince(kid, null);
      }
      case "delete":
        if (asked.has(kid)) return;
        asked.add(kid);
        o.erase(kid, () => o.later(() => markOver(kid)));
    }
  }
  /** What says where it goes on: the last operation of that log. */
  function pointerIn(kid: Kid, { relay }: Log): string | null {
    const { round } = o.session().channels.get(channels.idOf(kid))!;
    const logged = ledger.ofEpoch(kid).filter((note) => note.type === "control" && roundAt(note, relay) === round);
    return logged.sort((a, b) => b.at[relay]![1] - a.at[relay]![1])[0]?.id ?? null;
  }

  return {
    async left(log) {
      const docs = new Set<string>();
      for (const kid of before(circle.membership(), log.kid as Kid)) {
        if (!circle.epochs.has(kid) || over.has(kid)) continue;
        for (const [doc, notes] of changesIn(kid)) {
          const here = notes.filter(({ state }) => state === "applied");
          if (here.length > 0 && !(await isCovered(doc, here, log))) docs.add(doc);
        }
      }
      return docs;
    },
    async look(log) {
      for (const kid of before(circle.membership(), log.kid as Kid)) if (circle.epochs.has(kid)) await tend(kid, log);
      return carry(log);
    },
    stat(channel, is) {
      const marked = said.get(channel);
      said.delete(channel);
      if (is && marked) o.later(() => rememberSince(marked.kid, marked.at));
      const isNew = frozen.get(channel) !== is;
      frozen.set(channel, is);
      return isNew && circle.membership().epochs.size > 1;
    },
    isFrozen: (channel) => frozen.get(channel) === true,
    isUnderWay: () => circle.membership().epochs.size > 1 + over.size,
    forget() {
      frozen.clear();
      asked.clear();
      said.clear();
      looks.clear();
    },
  };
}
