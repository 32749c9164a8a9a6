// The inviter's side: watches each open invitation of this device, shows who asks, and lets in whom the person here
// recognises. Every step is written before the next is taken, so that a crash between them admits nobody twice and
// leaves nobody admitted without a reply.
import {
  admitBody,
  fourWords,
  type Invite,
  type JoinRequest,
  type Membership,
  newInvitation,
  newMemberId,
  type OpBody,
  openInvitation,
  openRequest,
  type RelayAddress,
} from "@fogata/keys";
import type { Client } from "./client.types.ts";
import type { AskerView, InvitationView } from "./device.types.ts";
import {
  type AskerRecord,
  askerGone,
  askerWrite,
  type InvitationRecord,
  invitationGone,
  invitationWrite,
} from "./group-record.ts";
import { replyGraceMs } from "./joining.ts";
import { shownName } from "./names.ts";
import type { Bytes, Off, Result, Storage } from "./ports.ts";
import { sameBytes, toHex } from "./record.ts";
import { openRendezvous, type Rendezvous, type RendezvousDeps } from "./rendezvous.ts";
import { lettersOfYes, replyTo } from "./replies.ts";
import { heldOf } from "./standing.ts";

export const inviteLifetimeMs = 72 * 60 * 60 * 1000;
/** People asking with one invitation. More would be a flood, not a mistake. */
export const askersMax = 16;

export interface AdmittingDeps extends RendezvousDeps {
  storage: Storage;
  client: Pick<Client, "membership" | "op" | "write" | "forNewcomer">;
  /** This device's own id in the group. */
  device: string;
  changed(): void;
}
export interface Admitting {
  start(invitations: InvitationRecord[], askers: AskerRecord[]): Promise<void>;
  invite(relay: RelayAddress, command: string): Promise<Result<{ id: string }, "device-full">>;
  admit(asker: string): Promise<Result<null, "gone" | "used" | "expired">>;
  refuse(asker: string): Promise<Result<null, "gone">>;
  /** `formatLink` makes the text of a link that is still secret. */
  invitations(formatLink: (record: InvitationRecord) => string): InvitationView[];
  askers(): AskerView[];
  /** Somebody was answered, and the answer is not seen on the relay yet. */
  owes(): boolean;
  /** Tries the rendezvous now. */
  reconnect(): void;
  stop(): void;
}

interface Watched {
  record: InvitationRecord;
  askers: Map<string, AskerRecord>;
  /** Letters found in the rendezvous since this device was opened. */
  posted: Set<Bytes>;
  rendezvous: Rendezvous | null;
  /** The relay has done away with the rendezvous: nobody can come there for a letter. */
  gone: boolean;
  cancelTimer: Off;
}

export function createAdmitting(deps: AdmittingDeps): Admitting {
  const { p, clock, storage, client } = deps;
  const watched = new Map<string, Watched>();
  /** One decision after the other, so that two quick presses cannot admit two people. */
  let work: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const next = work.then(step);
    work = next.catch(() => {});
    return next;
  };

  const open = ({ record }: Watched) =>
    record.receiveSeed !== null && record.chosen === null && clock.now() < record.link.expiresAt;
  const unposted = ({ record, posted }: Watched) => record.letters.some((letter) => !posted.has(letter));

  /** Listens while somebody may ask, or until what has to be left there is found there. */
  async function watch(one: Watched): Promise<void> {
    const { link, receiveSeed } = one.record;
    if (!open(one) && !unposted(one)) return;
    const { rendezvous: channel } = await openInvitation(p, link);
    if (watched.get(one.record.key) !== one || one.rendezvous) return;
    const invite: OpBody & { kind: "invite" } = {
      kind: "invite",
      key: link.key,
      receive: link.receive,
      expiresAt: link.expiresAt,
      uses: 1,
    };
    one.rendezvous = openRendezvous(deps, {
      relay: link.relay,
      listed: () => client.membership().relays,
      channel,
      until: link.expiresAt + replyGraceMs,
      letters: one.record.letters,
      onLetter(letter) {
        // First byte 0: sealed for one reader. It may be for us; our own replies are not.
        if (letter[0] === 0 && receiveSeed) void inTurn(() => hear(one, invite, receiveSeed, letter.slice(1)));
      },
      onPosted: (letter) => posted(one, letter),
      onReached(reached) {
        one.gone = reached === "gone";
      },
    });
    one.cancelTimer = clock.after(Math.max(0, link.expiresAt - clock.now()), () => void inTurn(() => expire(one)));
  }

  async function hear(
    one: Watched,
    invite: OpBody & { kind: "invite" },
    receiveSeed: Bytes,
    bytes: Bytes,
  ): Promise<void> {
    if (!open(one) || one.askers.size >= askersMax) return;
    const request = await openRequest(p, { bytes, receiveSeed, invite });
    if (!request.ok) return;
    const { device, deviceId, name, signature } = request.value;
    // The same device asking twice is one person asking.
    if ([...one.askers.values()].some((asker) => asker.deviceId === deviceId)) return;
    const asker: AskerRecord = {
      id: request.value.id,
      key: one.record.key,
      name,
      device,
      deviceId,
      signature,
      words: await fourWords(p, { link: invite, device, name }),
      state: "asking",
    };
    one.askers.set(asker.id, asker);
    await storage.write([askerWrite(asker)], "relaxed");
    deps.changed();
  }

  function posted(one: Watched, letter: Bytes): void {
    one.posted.add(one.record.letters.find((other) => sameBytes(other, letter)) ?? letter);
    if (unposted(one)) return;
    if (!open(one)) rest(one);
    deps.changed();
  }

  /** Nobody can be let in any more: what opens requests goes. */
  async function expire(one: Watched): Promise<void> {
    if (one.record.chosen === null) {
      one.record = { ...one.record, receiveSeed: null };
      await storage.write([invitationWrite(one.record), ...[...one.askers.values()].map(askerGone)], "strict");
      one.askers.clear();
      deps.changed();
    }
    if (!unposted(one)) rest(one);
  }

  function rest(one: Watched): void {
    one.cancelTimer();
    one.rendezvous?.leave();
    one.rendezvous = null;
  }

  function find(id: string): { one: Watched; asker: AskerRecord } | null {
    for (const one of watched.values()) {
      const asker = one.askers.get(id);
      if (asker && asker.state !== "refused") return { one, asker };
    }
    return null;
  }

  async function leaveLetters(one: Watched, letters: Bytes[], also: Partial<InvitationRecord>, askers: AskerRecord[]) {
    const record = {
      ...one.record,
      ...also,
      letters: [...one.record.letters, ...letters],
    };
    const written = await storage.write([invitationWrite(record), ...askers.map(askerWrite)], "strict");
    if (!written.ok) return false;
    one.record = record;
    for (const asker of askers) one.askers.set(asker.id, asker);
    for (const letter of letters) one.rendezvous?.post(letter);
    if (!one.rendezvous) await watch(one);
    return true;
  }
  /** From the choice to the reply, from wherever a crash left it. */
  async function finish(one: Watched): Promise<boolean> {
    const { chosen, link } = one.record;
    const asker = chosen && one.askers.get(chosen.asker);
    if (!chosen || !asker || asker.state === "admitted") return false;
    const invite = inviteOf(client.membership(), one.record.key);
    if (!invite) return false;
    const here = client.membership().devices.get(asker.deviceId as never);
    if (!here) {
      if (spent(invite)) return false;
      const deviceId = asker.deviceId as JoinRequest["deviceId"];
      const request: JoinRequest = { ...asker, deviceId, consent: null, companion: null };
      const written = await client.write(admitBody({ invite, request, member: chosen.member, at: clock.now() }));
      if (!written.ok) return false;
    }
    const others = [...one.askers.values()].filter((other) => other !== asker && other.state === "asking");
    const letters = await lettersOfYes(p, { client, link, asker, others });
    // The seed that opens requests goes in the transaction that makes the invitation used.
    return leaveLetters(one, letters, { receiveSeed: null }, [{ ...asker, state: "admitted" }]);
  }

  function add(record: InvitationRecord, askers: AskerRecord[]): Watched {
    const one: Watched = {
      record,
      askers: new Map(askers.map((asker) => [asker.id, asker])),
      posted: new Set(),
      rendezvous: null,
      gone: false,
      cancelTimer: () => {},
    };
    watched.set(record.key, one);
    return one;
  }

  return {
    async start(invitations, askers) {
      for (const record of invitations) {
        const mine = askers.filter(({ key }) => key === record.key);
        if (inviteOf(client.membership(), record.key) === null) {
          // A crash came before the operation: nobody has seen this link.
          await storage.write([invitationGone(record.key), ...mine.map(askerGone)], "relaxed");
          continue;
        }
        if (clock.now() >= record.link.expiresAt + replyGraceMs) {
          // Nobody comes for a letter any more, and what is not kept cannot be found.
          await storage.write([invitationGone(record.key), ...mine.map(askerGone)], "strict");
          continue;
        }
        const one = add(record, mine);
        await inTurn(() => finish(one));
        if (clock.now() >= record.link.expiresAt) await inTurn(() => expire(one));
        await watch(one);
      }
    },

    async invite(relay, command) {
      for (const { record } of watched.values()) {
        const made = record.command === command && inviteOf(client.membership(), record.key);
        if (made) return { ok: true, value: { id: made.id } };
      }
      const { body, link, receiveSeed } = await newInvitation(p, { relay, expiresAt: clock.now() + inviteLifetimeMs });
      const record: InvitationRecord = {
        key: toHex(body.key),
        circle: client.membership().circle,
        command,
        link,
        receiveSeed,
        chosen: null,
        letters: [],
      };
      const kept = await storage.write([invitationWrite(record)], "strict");
      const op = kept.ok ? await client.write(body) : kept;
      if (!op.ok) return { ok: false, reason: "device-full" };
      const one = add(record, []);
      deps.changed();
      await watch(one);
      return { ok: true, value: { id: (op.value as { id: string }).id } };
    },

    admit: (id) =>
      inTurn(async () => {
        const found = find(id);
        if (!found) return { ok: false, reason: "gone" };
        const { one, asker } = found;
        if (asker.state === "admitted") return { ok: true, value: null };
        const invite = inviteOf(client.membership(), one.record.key);
        if (!invite || spent(invite)) return { ok: false, reason: "used" };
        if (one.record.chosen !== null && one.record.chosen.asker !== id) return { ok: false, reason: "used" };
        if (clock.now() >= invite.expiresAt) return { ok: false, reason: "expired" };
        if (one.record.chosen === null) {
          const record = { ...one.record, chosen: { asker: id, member: newMemberId(p) } };
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
        if (found?.asker.state !== "asking") return { ok: false, reason: "gone" };
        const { one, asker } = found;
        if (one.record.chosen?.asker === id) return { ok: false, reason: "gone" };
        const letter = await replyTo(p, asker, { kind: "refused" });
        await leaveLetters(one, [letter], {}, [{ ...asker, state: "refused" }]);
        deps.changed();
        return { ok: true, value: null };
      }),

    invitations: (formatLink) =>
      [...client.membership().invites.values()].map((invite) => {
        const record = watched.get(toHex(invite.key))?.record;
        const state = stateOf(invite, clock.now());
        return {
          id: invite.id,
          link: record && state === "open" ? formatLink(record) : null,
          expiresAt: invite.expiresAt,
          state,
          mine: invite.by === deps.device,
          here: record !== undefined,
          label: "",
          purpose: { kind: "person" } as const,
          uses: invite.uses,
          left: Math.max(0, invite.uses - invite.admits.length - invite.held.length),
          agreements: false,
          held: heldOf(client.membership(), invite.id, client.op),
        };
      }),

    askers: () =>
      [...watched.values()].flatMap((one) => {
        const invite = inviteOf(client.membership(), one.record.key);
        if (!invite || one.record.chosen !== null) return [];
        const asking = [...one.askers.values()].filter(({ state }) => state === "asking");
        const contested = asking.length > 1;
        return asking.map(({ id, name, words }) => ({
          id,
          invitation: invite.id,
          name: shownName(name),
          purpose: { kind: "person" } as const,
          words,
          contested,
          companion: null,
        }));
      }),

    owes: () =>
      [...watched.values()].some(
        (one) => !one.gone && unposted(one) && clock.now() < one.record.link.expiresAt + replyGraceMs,
      ),

    reconnect() {
      for (const one of watched.values()) one.rendezvous?.reconnect();
    },

    stop() {
      for (const one of watched.values()) rest(one);
    },
  };
}

const spent = (invite: Invite) => invite.admits.length >= invite.uses;

function stateOf(invite: Invite, now: number): InvitationView["state"] {
  if (spent(invite)) return "used";
  if (invite.revoked) return "withdrawn";
  if (invite.held.length > 0) return "held";
  return now >= invite.expiresAt ? "expired" : "open";
}

function inviteOf(m: Membership, key: string): Invite | null {
  return [...m.invites.values()].find((invite) => toHex(invite.key) === key) ?? null;
}
