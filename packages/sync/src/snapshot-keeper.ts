// Looks after the snapshots of one circle, now and then: checks those that others made, says so, has logs cut that are
// held elsewhere, objects where they are not, and makes one where a log has grown long. Decided by snapshots.ts.
import type { DeviceKeys, Kid, Primitives } from "@fogata/keys";
import type { Snapshot } from "@fogata/protocol";
import { type Channel, reachOf } from "./channel.ts";
import type { Channels } from "./channels.ts";
import { createAlarm } from "./drafts.ts";
import { isSaved, type Note, roundAt, wordOn } from "./ledger.ts";
import { caughtUp } from "./onward.ts";
import type { Parts } from "./parts.ts";
import type { Bytes, Clock, DocRef, Documents, Storage } from "./ports.ts";
import { fromHex, toHex } from "./record.ts";
import type { Rules } from "./rules.ts";
import type { ToSeal } from "./sealer.ts";
import { noDoc } from "./sealer.ts";
import type { Session, Tidying } from "./session.ts";
import type { Fetching } from "./snapshot-fetching.ts";
import { day, type Moving } from "./snapshot-moving.ts";
import { cutIntoParts } from "./snapshot-parts.ts";
import { type DocLog, docLogs, documentBytesMax, isDue, type Log, memberOf } from "./snapshots.ts";

export interface SnapshotKeeper {
  /** Something came or was written: there may be something to do. */
  stir(): void;
  /** What the relay says of its snapshots. */
  told(channel: string, snapshots: readonly Snapshot[]): void;
  /** What the relay says of a channel. */
  stat(channel: string, frozen: boolean): void;
  /** The connection is another one. */
  forget(): void;
  stop(): void;
}

/** Documents made whole in one look. */
export const madePerLookMax = 8;

/** What the client does for it. */
export interface Around {
  p: Pick<Primitives, "randomBytes" | "sha256" | "aeadSeal">;
  clock: Clock;
  storage: Storage;
  documents: Pick<Documents, "save" | "compare" | "beyond">;
  /** From 0 to 1. */
  chance(): number;
  session(): Session;
  later(step: () => Promise<unknown>): void;
  say(channel: string, what: Tidying, ids: readonly string[]): Promise<void>;
  seal(what: readonly ToSeal[]): Promise<void>;
  /** Nothing may be written now: keys have to change first, or this device belongs no more. */
  mayNotWrite(): boolean;
  refuse(reason: string): void;
  /** Lets go of what is elsewhere. */
  drop(notes: readonly Note[]): Promise<void>;
}

type Held = Pick<Parts, "circle" | "ledger" | "shelf" | "trials" | "applier"> & {
  channels: Channels;
  fetching: Pick<Fetching, "stateOf">;
  moving: Moving;
};

export function createSnapshotKeeper(
  { circle: id, device }: { circle: string; device: DeviceKeys },
  parts: Held & { contentOf(note: Note): Promise<{ payload: Uint8Array } | null> },
  o: Around,
  rules: Rules,
): SnapshotKeeper {
  const { circle, ledger, shelf, applier, channels, fetching, moving } = parts;
  const { measures } = rules;
  const alarm = createAlarm((ms, run) => o.clock.after(ms, run));
  let stirred = false;
  /** By channel and snapshot, on this connection. */
  const known = new Map<string, Map<string, Snapshot>>();
  /** What a document weighed when it was last made whole and that was not worth it; too heavy is never worth it. */
  const weights = new Map<string, number>();
  /** Where snapshots end that this document has not reached. */
  const ends = new Map<string, readonly string[]>();
  const ref = (doc: string): DocRef => ({ circle: id, doc });

  function stir(): void {
    if (stirred) return;
    stirred = true;
    alarm.set(Math.round(measures.everyMs * (0.5 + o.chance())), () => o.later(look));
  }

  async function look(): Promise<void> {
    stirred = false;
    const session = o.session();
    if (session.link !== "up") return;
    const busy = !caughtUp(session) || session.sealing || session.outbox > 0 || applier.owed().length > 0;
    const isRefused = [...session.channels.values()].some((channel) => channel.resting && !channel.gone);
    if (busy || isRefused || session.resting || session.trouble) return stir();
    const seal: ToSeal[] = [];
    for (const channel of session.channels.values()) {
      const keys = channels.epochOf(channel.id);
      if (!keys || !session.name || channel.place.gen === "") continue;
      const log: Log = { relay: session.name, kid: keys.kid, round: channel.round };
      await checkHeld(log);
      seal.push(...(await answer(channel, log)));
      await letGo(channel, log);
    }
    if (o.mayNotWrite()) return;
    const present = presentLog();
    if (present) seal.push(...(await moving.look(present)));
    seal.push(...(await make(session)));
    if (seal.length > 0) await o.seal(seal);
    // What waits for ninety days to be over is waited for where nothing else happens, too.
    if (!stirred && moving.isUnderWay()) alarm.set(day, () => o.later(look));
  }

  /** Of the key that is written under. */
  function presentLog(): Log | null {
    const { name, channels: all } = o.session();
    const kid = circle.membership().preferred;
    const channel = kid && circle.epochs.has(kid) && all.get(channels.idOf(kid));
    return channel && name && channel.place.gen !== "" ? { relay: name, kid, round: channel.round } : null;
  }

  // ---------------------------------------------------------------- what others made

  /** S96 Looked at apart; taken for checked only when all that it says is here already. */
  async function checkHeld({ kid }: Log): Promise<void> {
    for (const note of ledger.allSaved()) {
      if (note.kid !== kid || note.state !== "held" || parts.trials.isSetAside(note.id)) continue;
      const before = ends.get(note.id);
      if (before) {
        if (await o.documents.beyond(ref(note.doc), before)) await settle(note, before);
        continue;
      }
      if (fetching.stateOf(note) !== "here" || !(await parts.trials.begin("apply", [note.id]))) continue;
      const content = await parts.contentOf(note);
      const compared = content && (await o.documents.compare(ref(note.doc), content.payload));
      if (!compared) o.refuse("snapshot-bad");
      if (!compared || compared.holds) await settle(note, compared?.heads ?? []);
      else {
        ends.set(note.id, compared.heads);
        await o.storage.write(parts.trials.ended("apply"), "relaxed");
      }
    }
  }
  async function settle(note: Note, carries: readonly string[]): Promise<void> {
    const settled: Note = { ...note, state: "applied", carries };
    const written = await o.storage.write([shelf.noteWrite(settled), ...parts.trials.ended("apply")], "relaxed");
    if (written.ok) ledger.put({ ...settled, at: ledger.get(note.id)?.at ?? note.at });
    ends.delete(note.id);
  }

  /** To the relay, about each of its snapshots; what is to be said under seal is returned. */
  async function answer(channel: Channel, log: Log): Promise<ToSeal[]> {
    const told = known.get(channel.id);
    if (!told) {
      await o.say(channel.id, "snaps", []);
      return [];
    }
    const newest = new Set(docLogs(ledger, log).map(({ snapshots }) => snapshots[0]?.id));
    // Nobody is told of a snapshot that has only come to be.
    if ([...newest].some((one) => one !== undefined && !told.has(one))) await o.say(channel.id, "snaps", []);
    const said = new Map<"trim" | "keep", string[]>();
    const checked: ToSeal[] = [];
    for (const one of told.values()) {
      const snapId = toHex(one.id);
      const note = ledger.get(snapId) ?? null;
      // Not read yet: what it is will be seen.
      if (!note && one.seq > channel.place.seq) continue;
      if (isComing(one, log)) continue;
      const lacking = await lacks(note, one, log);
      const vouched = note !== null && rules.isVouched(parts, note);
      const ours = note?.device === device.id;
      const isNewest = newest.has(snapId);
      const say = rules.toSay({ told: one, note, lacking, vouched, ours, newest: isNewest });
      if (say !== "keep" && moving.isFrozen(channel.id)) continue;
      if (say === "verified") await o.say(channel.id, say, [snapId]);
      else if (say) said.set(say, [...(said.get(say) ?? []), snapId]);
      // Once left, a channel is left alone: else it could never be deleted.
      if (!note || !isNewest || lacking || !canCheck(note, vouched || one.trim !== "none", log)) continue;
      checked.push(wordFor(note));
      if (one.trim === "none") await o.say(channel.id, "verified", [snapId]);
    }
    for (const [say, ids] of said) await o.say(channel.id, say, ids);
    return o.mayNotWrite() ? [] : checked;
  }

  function canCheck(note: Note, isDone: boolean, { kid }: Log): boolean {
    const m = circle.membership();
    const isOne = isSaved(note) && note.state === "applied" && note.carries.length > 0;
    if (!isOne || note.device === device.id) return false;
    // S123 Who has said nothing yet under a new key says this, so that nobody waits for them at the old one.
    if (m.epochs.size > 1 && !ledger.ofEpoch(kid).some((one) => one.device === device.id)) return true;
    return !isDone && memberOf(m, note.device) !== memberOf(m, device.id);
  }
  function wordFor(note: Note): ToSeal {
    const payload = fromHex(wordOn(note));
    const content = { type: "snapshot", doc: note.doc, comp: "checked", payload } as const;
    return { keys: circle.epochs.get(note.kid as never)!, content, carries: [wordOn(note)] };
  }

  const inSlot = (slot: string, log: Log) =>
    ledger.ofEpoch(log.kid).filter((one) => one.slot === slot && roundAt(one, log.relay) === log.round);
  /** Parts of what is in its slot are on their way: what it holds will be seen. */
  const isComing = ({ slot }: Snapshot, log: Log) =>
    inSlot(toHex(slot), log).some((one) => isSaved(one) && one.state === "held" && fetching.stateOf(one) === "coming");

  /** Whether entries it stands for, in its slot and up to its place, are not all in it. */
  async function lacks(note: Note | null, { upTo, slot }: Snapshot, log: Log): Promise<boolean> {
    const entries = inSlot(toHex(slot), log);
    const carries = note && note.state === "applied" ? note.carries : [];
    const beyond = note && carries.length > 0 ? await o.documents.beyond(ref(note.doc), carries) : null;
    // A snapshot whose parts the relay has lost says nothing that could be missed.
    const standing = entries.filter((one) => one.id !== note?.id && fetching.stateOf(one) !== "gone");
    if (!beyond) return standing.length > 0;
    return rules.lacks({ entries: standing, relay: log.relay, upTo, beyond: new Set(beyond) }).length > 0;
  }

  /** S124 Of what the relay has erased, a week after nobody objected, what is in the snapshot that it was erased for. */
  async function letGo(channel: Channel, log: Log): Promise<void> {
    const erased = [...(known.get(channel.id)?.values() ?? [])].filter(({ trim }) => trim === "done");
    const { epochs } = circle.membership();
    for (const one of erased) {
      const note = ledger.get(toHex(one.id));
      const isSound = note && note.state === "applied" && note.carries.length > 0 && epochs.has(log.kid as Kid);
      if (!isSound || note.dropped || fetching.stateOf(note) !== "here" || !rules.isVouched(parts, note)) continue;
      const before = inSlot(toHex(one.slot), log).filter((other) => {
        const isOlder = other.type === "changes" ? other.at[log.relay]![1] <= one.upTo : isSaved(other);
        return isOlder && !other.dropped && other.at[log.relay]![1] < note.at[log.relay]![1];
      });
      if (before.length === 0) continue;
      const beyond = await o.documents.beyond(ref(note.doc), note.carries);
      const lies = new Set(beyond ?? []);
      if (beyond) await o.drop(before.filter((other) => rules.standsFor(other, lies)));
    }
  }

  // ------------------------------------------------------------------- what we make

  /** S95 Of documents whose every entry is here and counts, whose changes are all in entries, and whose log is long. */
  async function make(session: Session): Promise<ToSeal[]> {
    const m = circle.membership();
    const kid = m.preferred;
    const channel = kid && circle.epochs.has(kid) && session.channels.get(channels.idOf(kid));
    // Alone there is nobody who could check one.
    if (!channel || !session.name || m.members.size < 2 || !channel.rights.write || channel.place.gen === "") return [];
    const told = known.get(channel.id);
    if (!told) return [];
    const log: Log = { relay: session.name, kid, round: channel.round };
    const logs = docLogs(ledger, log).sort((a, b) => b.since.bytes - a.since.bytes);
    const there = new Set(logs.filter(({ snapshots }) => snapshots.length > 0).map(({ doc }) => doc));
    const isPending = ({ snapshots: [latest] }: DocLog) => latest !== undefined && !rules.isVouched(parts, latest);
    // S99 After a move every document is said whole in the new channel, so that the old one need not be read for ever.
    const left = await moving.left(log);
    const moved = [...left].filter((doc) => !there.has(doc) && !logs.some((l) => l.doc === doc));
    const bare = (doc: string): DocLog => ({ doc, entries: [], snapshots: [], since: { entries: 0, bytes: 0 } });
    const made: ToSeal[] = [];
    for (const one of [...logs, ...moved.map(bare)]) {
      if (made.length === madePerLookMax) break;
      const due = left.has(one.doc) && !isPending(one) ? "yes" : isDue(one, weights.get(one.doc) ?? null, measures);
      if (due === "no" || one.doc === noDoc || !isWhole(one, channel) || !isAccounted(one, told)) continue;
      if ((weights.get(one.doc) ?? 0) > documentBytesMax(measures)) continue;
      const saved = await o.documents.save(ref(one.doc), ledger.known(one.doc));
      if (!saved) continue;
      const { heads, payload } = saved;
      weights.set(one.doc, payload.length);
      if (payload.length > documentBytesMax(measures)) continue;
      if (due === "weigh" && isDue(one, payload.length, measures) !== "yes") continue;
      const reach = { gen: channel.place.gen, round: channel.round, upTo: rules.reach(channel) };
      made.push({ keys: circle.epochs.get(kid)!, ...(await asContent(one.doc, payload)), carries: heads, reach });
    }
    return made;
  }
  async function asContent(doc: string, payload: Bytes): Promise<Pick<ToSeal, "content" | "parts">> {
    if (payload.length <= measures.wholeBytesMax) return { content: { type: "snapshot", doc, comp: "saved", payload } };
    const { payload: list, parts } = await cutIntoParts(o.p, payload, measures.partBytes);
    return { content: { type: "snapshot", doc, comp: "parted", payload: list }, parts };
  }

  /** S95 What was cut away before this device read it is in something that somebody vouched for and that it has. */
  function isAccounted({ entries, snapshots }: DocLog, told: ReadonlyMap<string, Snapshot>): boolean {
    const slot = (entries[0] ?? snapshots[0])?.slot;
    const cut = [...told.values()].filter(
      (one) => toHex(one.slot) === slot && (one.trim === "pending" || one.trim === "done"),
    );
    const here = snapshots.filter((one) => one.state === "applied" && one.carries.length > 0);
    const reached = here.filter((one) => rules.isVouched(parts, one)).map(({ id }) => told.get(id)?.upTo ?? 0);
    return cut.every(({ upTo }) => reached.some((place) => place >= upTo));
  }

  /** Nothing of its slot is unread or waits, and nothing but changes is in it. */
  function isWhole({ doc, entries, snapshots }: DocLog, channel: Channel): boolean {
    const slot = (entries[0] ?? snapshots[0])?.slot;
    if (ledger.held(doc).some((note) => !isSaved(note))) return false;
    if ([...channel.unlogged.keys()].some((one) => reachOf(channel, one) && ledger.get(one)?.doc === doc)) return false;
    const log = ledger.ofEpoch(channels.epochOf(channel.id)!.kid);
    // With nothing of the document in this log, its slot is not known: then nothing may wait unread at all.
    const isUnread = ({ state }: Note) => state === "waiting" || state === "newer" || state === "beyond";
    if (slot === undefined) return !log.some(isUnread);
    const others = log.filter((note) => note.slot === slot);
    return others.every(({ state, type }) => type === "snapshot" || (state === "applied" && type === "changes"));
  }

  return {
    stir,
    told(channel, snapshots) {
      const all = known.get(channel) ?? new Map();
      known.set(channel, all);
      for (const one of snapshots) all.set(toHex(one.id), one);
      stir();
    },
    stat(channel, frozen) {
      if (moving.stat(channel, frozen)) stir();
    },
    forget() {
      known.clear();
      moving.forget();
    },
    stop: () => alarm.off(),
  };
}
