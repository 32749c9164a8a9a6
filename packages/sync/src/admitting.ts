// The inviter's side: watches each open invitation of this device, shows who asks, and lets in whom the person here
// recognises. Every step is written before the next is taken, so that a crash between them admits nobody twice and
// leaves nobody admitted without a reply.
import { type MemberId, newInvitation, newMemberId, type RelayAddress } from "@fogata/keys";
import type { Client } from "./client.types.ts";
import { bringIn, standingOf } from "./coming-in.ts";
import type { AskerView, InvitationView } from "./device.types.ts";
import { type AskerRecord, askerGone, type InvitationRecord, invitationGone, invitationWrite } from "./group-record.ts";
import { askerViews, invitationViews, inviteFault, type Wish } from "./invitation-views.ts";
import type { InviteFault } from "./inviting.types.ts";
import { afterLong } from "./long-wait.ts";
import type { Result, Storage } from "./ports.ts";
import { toHex } from "./record.ts";
import { nextStep, type RecoveryAsks, sameProgress } from "./recovery-link.ts";
import type { RendezvousDeps } from "./rendezvous.ts";
import { letterOfYes, lettersOfEnd, replyTo } from "./replies.ts";
import { askingOf, inviteOf, isChosen, isUnderWay, isWithdrawn, lastsUntil, leftOf, type Watched } from "./watched.ts";
import { createWatching } from "./watching.ts";

export interface AdmittingDeps extends RendezvousDeps {
  storage: Storage;
  client: Pick<Client, "membership" | "op" | "write" | "forNewcomer">;
  /** Null where nobody can be asked: then there are no links for a recovery. */
  asks: RecoveryAsks | null;
  /** This device's own id in the group, and whose it is. */
  device: string;
  member: MemberId;
  changed(): void;
}
export interface Admitting {
  start(invitations: InvitationRecord[], askers: AskerRecord[]): Promise<void>;
  invite(relay: RelayAddress, wish: Wish, command: string): Promise<Result<{ id: string }, InviteFault>>;
  admit(asker: string): Promise<Result<null, "gone" | "used" | "expired">>;
  refuse(asker: string): Promise<Result<null, "gone">>;
  /** Of a link no operation stands behind; null where one does. */
  withdraw(invitation: string): Promise<Result<null, "device-full"> | null>;
  /** The log or what is asked in the group has changed. */
  look(): void;
  /** `formatLink` makes the text of a link that is still secret. */
  invitations(formatLink: (record: InvitationRecord) => string): InvitationView[];
  askers(): AskerView[];
  /** Who waits for a word, as this device has it. */
  waiting(): AskerRecord[];
  /** Something is not on the relay yet, or not yet off it: an answer to somebody, agreements under a link. */
  owes(): boolean;
  /** Tries the relay now. */
  reconnect(): void;
  stop(): void;
}

export function createAdmitting(deps: AdmittingDeps): Admitting {
  const { p, clock, storage, client } = deps;
  const watched = new Map<string, Watched>();
  let stopped = false;
  /** One decision after the other, so that two quick presses cannot admit two people. */
  let work: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const next = work.then(step);
    work = next.catch(() => {});
    return next;
  };
  const now = () => clock.now();
  const m = () => client.membership();
  const watching = createWatching(deps, { inTurn, isHere: (one) => !stopped && watched.get(one.record.key) === one });
  const { leaveLetters } = watching;

  /** From each choice to its reply, from wherever a crash left it. */
  async function finish(one: Watched): Promise<void> {
    for (const choice of one.record.chosen) {
      const asker = one.askers.get(choice.asker);
      if (asker?.state !== "asking") continue;
      if (one.record.purpose.kind === "recovery") {
        await recover(one, asker);
        continue;
      }
      if (standingOf(client, asker) === "not-yet" && !(await bringIn(client, one, asker, choice))) continue;
      await answer(one, asker);
    }
  }
  async function answer(one: Watched, asker: AskerRecord): Promise<void> {
    const { link } = one.record;
    const yes = standingOf(client, asker) === "in" ? [await letterOfYes(p, client, asker)] : [];
    // Of a recovery, nobody else could come any more from when the words were compared.
    const isLast = leftOf(one.record, m()) === 0 && one.record.receiveSeed !== null;
    const others = isLast ? askingOf(one) : [];
    const end = isLast ? await lettersOfEnd(p, { link, waiting: others, why: "used" }) : [];
    // The seed that opens requests goes in the transaction that makes the invitation used.
    const also = isLast ? { receiveSeed: null } : {};
    const refused = others.map((other): AskerRecord => ({ ...other, state: "refused" }));
    await leaveLetters(one, [...yes, ...end], also, [{ ...asker, state: "admitted" }, ...refused]);
  }

  /** S88 The words were compared: now it is the group's. One step, and the next when something has changed. */
  async function recover(one: Watched, asker: AskerRecord): Promise<void> {
    const { record } = one;
    const { asks } = deps;
    if (asks === null) return;
    const step = nextStep({ m: m(), record, asker, asked: asks.of(asker.device), now: now() });
    switch (step.do) {
      case "ask":
        return void (await asks.begin(step.says));
      case "write":
        return void (await client.write(step.body));
      case "answer":
        return answer(one, asker);
      case "tell": {
        one.cancelWake();
        if (step.wakeAt !== null) one.cancelWake = afterLong(clock, step.wakeAt - now(), look);
        if (record.recovery && sameProgress(record.recovery.told, step.progress)) return;
        const reply = { kind: "progress", at: now(), progress: step.progress } as const;
        const recovery = { told: step.progress, letter: await replyTo(p, asker, reply), seenAt: step.seenAt };
        const { link, receiveSeed } = record;
        const isFirst = receiveSeed !== null;
        const end = isFirst ? await lettersOfEnd(p, { link, waiting: askingOf(one), why: "used" }) : [];
        await leaveLetters(one, end, { recovery, receiveSeed: null }, []);
      }
    }
  }

  async function withdraw(one: Watched): Promise<boolean> {
    const waiting = askingOf(one);
    const letters = await lettersOfEnd(p, { link: one.record.link, waiting, why: "withdrawn" });
    const refused = waiting.map((asker): AskerRecord => ({ ...asker, state: "refused" }));
    return leaveLetters(one, letters, { receiveSeed: null, withdrawn: true }, refused);
  }

  /** What others did may be the next step here. */
  function look(): void {
    for (const one of watched.values()) {
      const { record } = one;
      const wasWithdrawn = isWithdrawn(record, m()) && !record.withdrawn && record.receiveSeed !== null;
      if (wasWithdrawn) void inTurn(async () => one.record.withdrawn || withdraw(one));
      if (record.purpose.kind === "recovery" && isUnderWay(one)) void inTurn(() => finish(one));
    }
  }

  function find(id: string): { one: Watched; asker: AskerRecord } | null {
    for (const one of watched.values()) {
      const asker = one.askers.get(id);
      if (asker && asker.state !== "refused") return { one, asker };
    }
    return null;
  }
  function add(record: InvitationRecord, askers: AskerRecord[]): Watched {
    const one: Watched = {
      record,
      askers: new Map(askers.map((asker) => [asker.id, asker])),
      posted: new Set(),
      rendezvous: null,
      under: null,
      laid: false,
      gone: false,
      cancelExpiry: () => {},
      cancelWake: () => {},
    };
    watched.set(record.key, one);
    return one;
  }
  /** A crash came before the operation: nobody has seen this link. */
  const neverMade = ({ purpose, key }: InvitationRecord) => purpose.kind === "person" && inviteOf(m(), key) === null;
  const idOf = ({ purpose, key }: InvitationRecord) => (purpose.kind === "person" ? inviteOf(m(), key)?.id : key);

  return {
    async start(invitations, askers) {
      for (const record of invitations) {
        const mine = askers.filter(({ key }) => key === record.key);
        // Or nobody comes for a letter any more, and what is not kept cannot be found.
        if (neverMade(record) || now() >= lastsUntil(record.link.expiresAt, record.purpose.kind)) {
          await storage.write([invitationGone(record.key), ...mine.map(askerGone)], "strict");
          continue;
        }
        const one = add(record, mine);
        await inTurn(() => finish(one));
        if (now() >= record.link.expiresAt) await inTurn(() => watching.expire(one));
        await watching.watch(one);
      }
      look();
    },

    async invite(relay, wish, command) {
      for (const { record } of watched.values()) {
        const made = record.command === command && idOf(record);
        if (made) return { ok: true, value: { id: made } };
      }
      const { purpose, expiresAt, uses, label, agreements } = wish;
      const { circle } = m();
      const fault = inviteFault(m(), { device: deps.device, purpose, now: now() });
      if (fault !== null) return { ok: false, reason: fault };
      if (purpose.kind === "recovery" && deps.asks === null) return { ok: false, reason: "not-possible" };
      const whom = purpose.kind === "recovery" ? (purpose.member as MemberId) : deps.member;
      const joins = purpose.kind === "person" ? null : { how: purpose.kind, circle, member: whom };
      const made = await newInvitation(p, { relay, expiresAt, uses, joins, agreements });
      if (made === null) return { ok: false, reason: "too-long" };
      const { body, link, receiveSeed, parcel } = made;
      const ours = { key: toHex(body.key), circle, command, link, receiveSeed, label, purpose, uses, parcel };
      const record: InvitationRecord = { ...ours, chosen: [], letters: [], recovery: null, withdrawn: false };
      const kept = await storage.write([invitationWrite(record)], "strict");
      const written = kept.ok && purpose.kind === "person" ? await client.write(body) : kept;
      if (!written.ok) return { ok: false, reason: "device-full" };
      const one = add(record, []);
      deps.changed();
      await watching.watch(one);
      return { ok: true, value: { id: idOf(record)! } };
    },

    admit: (id) =>
      inTurn(async () => {
        const found = find(id);
        if (!found) return { ok: false, reason: "gone" };
        const { one, asker } = found;
        if (asker.state === "admitted") return { ok: true, value: null };
        if (!isChosen(one, asker)) {
          if (leftOf(one.record, m()) === 0) return { ok: false, reason: "used" };
          if (isWithdrawn(one.record, m())) return { ok: false, reason: "gone" };
          if (now() >= one.record.link.expiresAt) return { ok: false, reason: "expired" };
          const choice = { asker: id, member: one.record.link.joins?.member ?? newMemberId(p), at: now() };
          const record = { ...one.record, chosen: [...one.record.chosen, choice] };
          const written = await storage.write([invitationWrite(record)], "strict");
          if (!written.ok) return { ok: false, reason: "gone" };
          one.record = record;
        }
        await finish(one);
        deps.changed();
        return { ok: true, value: null };
      }),

    refuse: (id) =>
      inTurn(async () => {
        const found = find(id);
        if (found?.asker.state !== "asking" || isChosen(found.one, found.asker)) return { ok: false, reason: "gone" };
        const letter = await replyTo(p, found.asker, { kind: "refused" });
        await leaveLetters(found.one, [letter], {}, [{ ...found.asker, state: "refused" }]);
        deps.changed();
        return { ok: true, value: null };
      }),

    async withdraw(id) {
      const one = watched.get(id);
      if (!one || one.record.purpose.kind === "person") return null;
      return inTurn(async () => {
        if (one.record.withdrawn || one.record.chosen.length > 0) return { ok: true, value: null };
        const done = await withdraw(one);
        deps.changed();
        return done ? { ok: true, value: null } : { ok: false, reason: "device-full" };
      });
    },

    look,
    invitations: (formatLink) =>
      invitationViews(watched.values(), { m: m(), now: now(), device: deps.device, op: client.op, formatLink }),
    askers: () => askerViews(watched.values(), m()),
    waiting: () => [...watched.values()].flatMap(askingOf),

    owes: () => [...watched.values()].some(watching.owes),

    reconnect() {
      for (const one of watched.values()) {
        one.rendezvous?.reconnect();
        one.under?.line.reconnect();
      }
    },

    stop() {
      stopped = true;
      for (const one of watched.values()) {
        one.cancelWake();
        watching.stop(one);
      }
    },
  };
}
