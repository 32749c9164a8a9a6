// The device that begins a founding together, in one room: who comes, the list that everybody reads and signs, and the
// group once all have. It has no power the others lack: the founding is the signatures of all of them, and nothing else.
import {
  cardOf,
  hasSigned,
  type InvitationLink,
  newInvitation,
  newMemberId,
  openFoundingWord,
  openInvitation,
  openRequest,
  type RelayAddress,
  type RestKey,
  readFounding,
  type Signature,
} from "@fogata/keys";
import type { FoundingAct, FoundingFault, FoundingView } from "./founding.types.ts";
import { asideLetters, closedList, foundedGroup, replyTo } from "./founding-signing.ts";
import { foundingView, hereOf, isOver, lettersOf, listed, withOne } from "./founding-views.ts";
import {
  type FounderRecord,
  type FoundingRecord,
  foundingGone,
  foundingWrite,
  type GroupRecord,
  groupWrite,
} from "./group-record.ts";
import { afterLong } from "./long-wait.ts";
import { cleanName } from "./names.ts";
import type { Bytes, Off, Result, Storage } from "./ports.ts";
import { sameBytes, toHex } from "./record.ts";
import { openRendezvous, type Reached, type Rendezvous, type RendezvousDeps } from "./rendezvous.ts";
import { replyGraceMs } from "./watched.ts";

export interface FoundingDeps extends RendezvousDeps {
  restKey: RestKey;
  storage: Storage;
  relayAddress(url: string): Promise<RelayAddress | null>;
  changed(): void;
  /** The group is in the storage and can start. */
  founded(group: GroupRecord): Promise<void>;
}
export interface Foundings {
  start(records: FoundingRecord[]): Promise<void>;
  begin(
    o: { name: string; myName: string; relay: string },
    command: string,
  ): Promise<Result<{ id: string }, "device-full" | "bad-name" | "relay-unreachable">>;
  act(act: FoundingAct): Promise<Result<null, FoundingFault>>;
  /** Whether the link of this key was made here. */
  made(key: string): boolean;
  views(formatLink: (link: InvitationLink) => string): FoundingView[];
  /** Somebody of this group may not have what they need yet. */
  owes(group: string): boolean;
  /** The group is taken off this device. */
  forget(group: string): Promise<void>;
  reconnect(): void;
  stop(): void;
}

interface Founding {
  record: FoundingRecord;
  reached: Reached;
  posted: Set<string>;
  rendezvous: Rendezvous | null;
  cancelTimer: Off;
}

/** Whoever sits in one room has a day for it. */
const lastsMs = 24 * 60 * 60 * 1000;
/** More names than anybody reads to the end before signing. */
export const founderCountMax = 24;

export function createFoundings(deps: FoundingDeps): Foundings {
  const { p, clock, storage } = deps;
  const foundings = new Map<string, Founding>();
  /** One decision after the other: nobody may come onto a list while it is signed. */
  let work: Promise<unknown> = Promise.resolve();
  let stopped = false;
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const next = work.then(step);
    work = next.catch(() => {});
    return next;
  };

  async function keep(one: Founding, change: Partial<FoundingRecord>, ...others: Parameters<Storage["write"]>[0]) {
    const record = { ...one.record, ...change };
    const written = await storage.write([...others, foundingWrite(record)], "strict");
    if (written.ok) one.record = record;
    for (const letter of written.ok ? lettersOf(record) : []) one.rendezvous?.post(letter);
    deps.changed();
    return written.ok;
  }

  // ------------------------------------------------------------------- who comes

  async function watch(one: Founding): Promise<void> {
    const { link } = one.record;
    const until = link.expiresAt + replyGraceMs;
    const { rendezvous: channel } = await openInvitation(p, link);
    if (stopped || foundings.get(one.record.id) !== one) return;
    one.rendezvous = openRendezvous(deps, {
      relay: link.relay,
      channel,
      until,
      letters: lettersOf(one.record),
      onLetter(letter) {
        if (letter[0] === 0) void inTurn(() => hear(one, letter.slice(1)));
      },
      onPosted(letter) {
        one.posted.add(toHex(letter));
        if (one.record.aside && !owes(one)) void inTurn(() => forget(one));
        deps.changed();
      },
      onReached(reached) {
        one.reached = reached;
        deps.changed();
      },
    });
    one.cancelTimer = afterLong(clock, Math.max(0, link.expiresAt - clock.now()), () => void inTurn(() => end(one)));
  }

  async function hear(one: Founding, bytes: Bytes): Promise<void> {
    const { link, receiveSeed, people, list } = one.record;
    if (receiveSeed === null || isOver(one.record, clock.now())) return;
    const request = await openRequest(p, { bytes, receiveSeed, invite: link });
    if (request.ok) {
      const { device, name, id } = request.value;
      const isKnown = people.some((other) => sameBytes(other.device.sign, device.sign));
      // Twice as many as can be founders: some go, and come again.
      if (isKnown || people.length >= 2 * founderCountMax) return;
      const newcomer: FounderRecord = { id, member: newMemberId(p), name, device, state: "here" };
      await keep(one, { people: [...people, newcomer] });
      return;
    }
    const word = await openFoundingWord(p, { bytes, receiveSeed, link });
    if (word === null) return;
    const by = hereOf(one.record).find(({ device }) => sameBytes(device.sign, word.signature.by));
    if (by === undefined) return;
    if (word.kind === "leaves") await takeOff(one, by, []);
    else if (list && (await isUnder(list.draft, word.signature)))
      await keep(one, { list: { ...list, signatures: withOne(list.signatures, word.signature) } });
  }
  async function isUnder(bytes: Bytes, signature: Signature): Promise<boolean> {
    const draft = readFounding(bytes);
    return draft !== null && hasSigned(p, draft, signature);
  }

  /** Whoever was on a closed list takes it along: what the others have signed names them. */
  async function takeOff(one: Founding, who: FounderRecord, letters: Bytes[]): Promise<boolean> {
    const { people, list, letters: before } = one.record;
    const isListed = list !== null && listed(list.draft, who);
    const off = people.map((other) => (other === who ? { ...who, state: "off" as const } : other));
    return keep(one, { people: off, list: isListed ? null : list, letters: [...before, ...letters] });
  }

  // ------------------------------------------------------------- the list, and the end

  async function close(one: Founding): Promise<Result<null, FoundingFault>> {
    const others = hereOf(one.record).length;
    if (others === 0) return { ok: false, reason: "alone" };
    if (others >= founderCountMax) return { ok: false, reason: "too-many" };
    return (await keep(one, await closedList(p, one.record))) ? done : { ok: false, reason: "device-full" };
  }

  async function found(one: Founding, words: readonly string[]): Promise<Result<null, FoundingFault>> {
    const { record } = one;
    if (record.list === null || record.list.words.join() !== words.join()) return { ok: false, reason: "not-signed" };
    const device = await p.unwrapDeviceKeys(deps.restKey, record.wrapped);
    if (device === null) return { ok: false, reason: "gone" };
    const made = await foundedGroup(p, { record, device, now: clock.now() });
    if (made === null) return { ok: false, reason: "not-signed" };
    const { group } = made;
    // One transaction: a crash leaves everybody waiting, or a group that all of them reach.
    const letters = [...record.letters, ...made.letters];
    const change = { group: group.circle, receiveSeed: null, list: null, letters };
    if (!(await keep(one, change, groupWrite(group)))) return { ok: false, reason: "device-full" };
    await deps.founded(group);
    deps.changed();
    return done;
  }

  /** Nobody can come any more. Founded, only what the others still need goes on. */
  async function end(one: Founding): Promise<void> {
    if (one.record.group === null) {
      leave(one);
      await keep(one, { receiveSeed: null, list: null });
    }
    deps.changed();
  }
  async function layAside(one: Founding): Promise<Result<null, FoundingFault>> {
    const { record } = one;
    if (record.aside) return done;
    const isOpen = record.group === null && record.receiveSeed !== null && !isOver(record, clock.now());
    const letters = [...record.letters, ...(isOpen ? await asideLetters(p, record) : [])];
    if (!(await keep(one, { receiveSeed: null, list: null, letters, aside: true })))
      return { ok: false, reason: "device-full" };
    if (!owes(one)) await forget(one);
    return done;
  }
  async function forget(one: Founding): Promise<void> {
    foundings.delete(one.record.id);
    leave(one);
    await storage.write([foundingGone(one.record.id)], "strict");
    deps.changed();
  }

  function leave(one: Founding): void {
    one.cancelTimer();
    one.rendezvous?.leave();
    one.rendezvous = null;
  }
  const owes = ({ record, posted }: Founding) =>
    clock.now() < record.link.expiresAt + replyGraceMs &&
    lettersOf(record).some((letter) => !posted.has(toHex(letter)));
  function add(record: FoundingRecord): Founding {
    const one: Founding = { record, reached: "trying", posted: new Set(), rendezvous: null, cancelTimer: () => {} };
    foundings.set(record.id, one);
    return one;
  }

  return {
    async start(records) {
      for (const record of records) {
        if (clock.now() >= record.link.expiresAt + replyGraceMs) {
          await storage.write([foundingGone(record.id)], "strict");
          continue;
        }
        const one = add(record);
        if (!isOver(record, clock.now())) await watch(one);
      }
    },

    async begin(o, command) {
      for (const { record } of foundings.values())
        if (record.command === command) return { ok: true, value: { id: record.id } };
      const [name, myName] = [cleanName(o.name), cleanName(o.myName)];
      if (name === null || myName === null) return { ok: false, reason: "bad-name" };
      const asked = await deps.relayAddress(o.relay).catch(() => null);
      if (asked === null) return { ok: false, reason: "relay-unreachable" };
      // Plain bytes, whatever the platform gave: only these are kept as they are.
      const relay = { url: asked.url, key: Uint8Array.from(asked.key) };
      const expiresAt = clock.now() + lastsMs;
      const { link, receiveSeed } = await newInvitation(p, { relay, expiresAt, founds: true });
      const { wrapped, keys } = await p.newDeviceKeys(deps.restKey);
      const me = { member: newMemberId(p), name: myName, device: cardOf(keys) };
      const id = toHex(link.key.slice(0, 16));
      const empty = { people: [], round: 0, list: null, letters: [], group: null, aside: false };
      const record: FoundingRecord = {
        id,
        command,
        link,
        receiveSeed,
        name,
        wrapped,
        me,
        ...empty,
        since: clock.now(),
      };
      const written = await storage.write([foundingWrite(record)], "strict");
      if (!written.ok) return { ok: false, reason: "device-full" };
      await watch(add(record));
      deps.changed();
      return { ok: true, value: { id } };
    },

    act: (act) =>
      inTurn(async () => {
        const one = foundings.get(act.founding);
        if (one === undefined) return { ok: false, reason: "gone" };
        if (act.type === "lay-aside") return layAside(one);
        const { group, people, receiveSeed } = one.record;
        if (act.type === "found" && group !== null) return done;
        if (receiveSeed === null || isOver(one.record, clock.now())) return { ok: false, reason: "gone" };
        if (act.type === "close-list") return close(one);
        if (act.type === "found") return found(one, act.words);
        const who = people.find(({ id }) => id === act.person);
        if (who?.state !== "here") return done;
        const kept = await takeOff(one, who, [await replyTo(p, who, { kind: "refused" })]);
        return kept ? done : { ok: false, reason: "device-full" };
      }),

    made: (key) => [...foundings.values()].some(({ record }) => toHex(record.link.key) === key),

    views: (formatLink) =>
      [...foundings.values()]
        .filter(({ record }) => !record.aside)
        .map(({ record, reached }) =>
          foundingView(record, { now: clock.now(), reached, formatLink: () => formatLink(record.link) }),
        ),

    owes: (group) => [...foundings.values()].some((one) => one.record.group === group && owes(one)),
    async forget(group) {
      for (const one of [...foundings.values()]) if (one.record.group === group) await inTurn(() => forget(one));
    },
    reconnect() {
      for (const one of foundings.values()) one.rendezvous?.reconnect();
    },
    stop() {
      stopped = true;
      for (const one of foundings.values()) leave(one);
    },
  };
}
const done = { ok: true, value: null } as const;
