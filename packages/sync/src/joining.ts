// The newcomer's side of an invitation: a request sealed once, left in the rendezvous until it is there, and the
// reply awaited for as long as it can come. Works when inviter and newcomer are never online at the same time.
import {
  cardOf,
  type DeviceKeys,
  fourWords,
  type InvitationLink,
  type JoinReply,
  type Op,
  type OpId,
  openInvitation,
  openLockbox,
  openReply,
  type RestKey,
  readOp,
  resolve,
  sealRequest,
} from "@fogata/keys";
import type { JoiningView } from "./device.types.ts";
import { listView, nextList, signedList } from "./founding-list.ts";
import { createGoings } from "./going.ts";
import { type GroupRecord, groupWrite, type JoiningRecord, joiningGone, joiningWrite } from "./group-record.ts";
import { type Notice, readLetter, sealedLetter } from "./letters.ts";
import { afterLong } from "./long-wait.ts";
import type { Off, Result, Storage } from "./ports.ts";
import { toHex } from "./record.ts";
import { openRendezvous, type Reached, type Rendezvous, type RendezvousDeps } from "./rendezvous.ts";
import { lastsUntil } from "./watched.ts";

export interface JoiningDeps extends RendezvousDeps {
  restKey: RestKey;
  storage: Storage;
  /** The picture changed. */
  changed(): void;
  /** Admitted: the group is in the storage and can start. */
  admitted(group: GroupRecord): Promise<void>;
  /** Says in the group, in one's own name, that somebody is wanted to go along; false when it could not be written. */
  wantCompanion(group: string, words: string): Promise<boolean>;
}
export interface Joinings {
  start(records: JoiningRecord[]): Promise<void>;
  ask(link: InvitationLink, name: string, companion: string | null): Promise<Result<{ id: string }, "device-full">>;
  /** Of a founding: my signature under the list of this round. */
  sign(id: string, round: number): Promise<Result<null, "gone" | "changed" | "device-full">>;
  /** The device that asks. */
  deviceOf(id: string): Promise<string | null>;
  forget(id: string): Promise<void>;
  /** What became of a link this device used before. */
  stateOf(link: InvitationLink): JoiningRecord["state"] | null;
  views(): JoiningView[];
  /** Tries the rendezvous now. */
  reconnect(): void;
  stop(): void;
}

interface Joining {
  record: JoiningRecord;
  reached: Reached;
  /** The inviter's notice was seen. Shown, not settled: a reply to this very device weighs more, should it come. */
  notice: Notice | null;
  rendezvous: Rendezvous | null;
  cancelTimer: Off;
}

export function createJoinings(deps: JoiningDeps): Joinings {
  const { p, clock, storage, restKey } = deps;
  const joinings = new Map<string, Joining>();
  const goings = createGoings(deps);
  const idOf = (link: InvitationLink) => toHex(link.key.slice(0, 16));

  async function watch(joining: Joining): Promise<void> {
    const { record } = joining;
    if (record.state !== "asking" || record.link === null) return;
    const { link } = record;
    const device = await p.unwrapDeviceKeys(restKey, record.wrapped);
    const { rendezvous: channel } = await openInvitation(p, link);
    if (device === null || joinings.get(record.id) !== joining) return;
    const until = lastsUntil(link.expiresAt, record.purpose);
    if (clock.now() >= until) return settle(joining, "expired");
    // The picture says "expired" from the day on; the last reply is awaited a while longer.
    const next = clock.now() < link.expiresAt ? link.expiresAt : until;
    joining.cancelTimer = afterLong(clock, next - clock.now(), () => {
      deps.changed();
      if (next < until) {
        joining.cancelTimer = afterLong(clock, until - next, () => void settle(joining, "expired"));
      } else void settle(joining, "expired");
    });
    let work: Promise<void> = Promise.resolve();
    joining.rendezvous = openRendezvous(deps, {
      relay: link.relay,
      channel,
      until,
      letters: [sealedLetter(record.request), ...(record.list?.signed ? [record.list.signed] : [])],
      onLetter: (letter) => {
        work = work.then(() => hear(joining, device, link, letter));
      },
      onPosted(letter) {
        if (goings.posted(letter)) return;
        if (joining.record.posted) return;
        joining.record = { ...joining.record, posted: true };
        void storage.write([joiningWrite(joining.record)], "relaxed");
        deps.changed();
      },
      onReached(reached) {
        joining.reached = reached;
        deps.changed();
      },
    });
  }

  async function hear(joining: Joining, device: DeviceKeys, link: InvitationLink, bytes: Uint8Array): Promise<void> {
    if (joining.record.state === "admitted") return;
    const letter = await readLetter(p, link, bytes);
    if (letter === null) return;
    if (letter.kind !== "sealed") {
      joining.notice = letter.kind;
      return deps.changed();
    }
    const reply = await openReply(p, { bytes: letter.bytes, device, link });
    if (!reply.ok) return;
    if (reply.value.kind === "admitted") return enter(joining, device, reply.value);
    if (reply.value.kind === "progress") return note(joining, reply.value);
    if (reply.value.kind === "founding") return takeList(joining, device, link, reply.value);
    return settle(joining, reply.value.kind);
  }

  async function enter(joining: Joining, device: DeviceKeys, reply: JoinReply & { kind: "admitted" }): Promise<void> {
    const { record } = joining;
    const ops = new Map<OpId, Op>();
    for (const bytes of reply.ops) {
      const op = await readOp(p, bytes);
      if (op.ok) ops.set(op.value.id, op.value);
    }
    const me = resolve(ops, reply.circle)?.devices.get(device.id);
    const boxes = await Promise.all(reply.boxes.map((box) => openLockbox(p, box, device)));
    const epochs = boxes.filter((box) => box !== null && box !== "damaged");
    if (!me || epochs.length === 0) return;
    const group: GroupRecord = {
      circle: reply.circle,
      member: me.member,
      wrapped: record.wrapped,
      ops: reply.ops,
      epochs,
      relayWanted: null,
      command: record.id,
      since: clock.now(),
    };
    // With the group, the link goes: one transaction, so that a crash leaves either the question or the answer.
    const settled: JoiningRecord = { ...record, state: "admitted", group: reply.circle, link: null };
    const written = await storage.write([groupWrite(group), joiningWrite(settled)], "strict");
    if (!written.ok) return;
    joining.record = settled;
    leave(joining);
    await deps.admitted(group);
    await sayCompanion(joining);
    deps.changed();
  }

  /** Letters come in any order: the one said last holds. */
  async function note(joining: Joining, { at, progress }: JoinReply & { kind: "progress" }): Promise<void> {
    if (joining.record.progress !== null && joining.record.progress.at >= at) return;
    joining.record = { ...joining.record, progress: { at, now: progress } };
    await storage.write([joiningWrite(joining.record)], "relaxed");
    deps.changed();
  }

  /** S101 The list came, or another one: whatever was signed before was for the list before. */
  async function takeList(
    joining: Joining,
    device: DeviceKeys,
    link: InvitationLink,
    o: JoinReply & { kind: "founding" },
  ) {
    const list = await nextList(p, joining.record.list, { link, device, ...o });
    if (list === null) return;
    joining.record = { ...joining.record, list };
    await storage.write([joiningWrite(joining.record)], "relaxed");
    deps.changed();
  }
  async function sign(joining: Joining, round: number): Promise<Result<null, "gone" | "changed" | "device-full">> {
    const { record } = joining;
    const { list, link } = record;
    if (list === null || link === null || record.state !== "asking") return { ok: false, reason: "gone" };
    if (list.round !== round) return { ok: false, reason: "changed" };
    if (list.signed !== null) return { ok: true, value: null };
    const device = await p.unwrapDeviceKeys(restKey, record.wrapped);
    const signed = device && (await signedList(p, list, { link, device }));
    if (signed === null || joining.record.list !== list) return { ok: false, reason: "changed" };
    const after = { ...joining.record, list: signed };
    const written = await storage.write([joiningWrite(after)], "strict");
    if (!written.ok) return { ok: false, reason: "device-full" };
    joining.record = after;
    joining.rendezvous?.post(signed.signed!);
    deps.changed();
    return { ok: true, value: null };
  }
  async function sayGoing({ record, rendezvous }: Joining): Promise<void> {
    const device = await p.unwrapDeviceKeys(restKey, record.wrapped);
    if (rendezvous === null || device === null || record.link === null) return rendezvous?.leave();
    return goings.say({ link: record.link, device, rendezvous });
  }

  /** S89 Said once one is in, and only then forgotten here. */
  async function sayCompanion(joining: Joining): Promise<void> {
    const { state, group, companion } = joining.record;
    if (state !== "admitted" || group === null || companion === null) return;
    if (!(await deps.wantCompanion(group, companion))) return;
    joining.record = { ...joining.record, companion: null };
    await storage.write([joiningWrite(joining.record)], "relaxed");
  }

  async function settle(joining: Joining, state: "refused" | "used" | "expired" | "withdrawn"): Promise<void> {
    if (joining.record.state === "admitted") return;
    joining.record = { ...joining.record, state, link: null };
    leave(joining);
    await storage.write([joiningWrite(joining.record)], "strict");
    deps.changed();
  }

  function leave(joining: Joining): void {
    joining.cancelTimer();
    joining.rendezvous?.leave();
    joining.rendezvous = null;
  }
  function add(record: JoiningRecord): Joining {
    const joining: Joining = { record, reached: "trying", notice: null, rendezvous: null, cancelTimer: () => {} };
    joinings.set(record.id, joining);
    return joining;
  }

  return {
    async start(records) {
      for (const record of records) {
        const joining = add(record);
        await watch(joining);
        await sayCompanion(joining);
      }
    },

    async ask(link, name, companion) {
      const id = idOf(link);
      if (joinings.has(id)) return { ok: true, value: { id } };
      const { wrapped, keys: device } = await p.newDeviceKeys(restKey);
      const record: JoiningRecord = {
        id,
        link,
        name,
        wrapped,
        request: await sealRequest(p, { link, device, name, companion }),
        words: await fourWords(p, { link, device: cardOf(device), name }),
        posted: false,
        purpose: link.founds ? "founding" : (link.joins?.how ?? "person"),
        progress: null,
        list: null,
        companion,
        state: "asking",
        group: null,
        since: clock.now(),
      };
      const written = await storage.write([joiningWrite(record)], "strict");
      if (!written.ok) return { ok: false, reason: "device-full" };
      const joining = add(record);
      deps.changed();
      await watch(joining);
      return { ok: true, value: { id } };
    },

    async sign(id, round) {
      const joining = joinings.get(id);
      return joining ? sign(joining, round) : { ok: false, reason: "gone" };
    },

    async deviceOf(id) {
      const joining = joinings.get(id);
      return joining ? ((await p.unwrapDeviceKeys(restKey, joining.record.wrapped))?.id ?? null) : null;
    },

    async forget(id) {
      const joining = joinings.get(id);
      if (!joining) return;
      joinings.delete(id);
      joining.cancelTimer();
      const isOnList = joining.record.purpose === "founding" && joining.record.state === "asking";
      if (isOnList) void sayGoing(joining);
      else leave(joining);
      await storage.write([joiningGone(id)], "strict");
      deps.changed();
    },

    stateOf(link) {
      const joining = joinings.get(idOf(link));
      return joining ? ((joining.record.state === "asking" ? joining.notice : null) ?? joining.record.state) : null;
    },

    views: () =>
      [...joinings.values()].map(({ record, reached, notice }) => ({
        id: record.id,
        name: record.name,
        purpose: record.purpose,
        words: record.words,
        state: viewState(record, reached, notice, clock.now()),
        progress: record.progress?.now ?? null,
        list: record.state === "asking" && record.list ? listView(record.list) : null,
        group: record.group,
      })),

    reconnect() {
      for (const joining of joinings.values()) joining.rendezvous?.reconnect();
    },

    stop() {
      for (const joining of joinings.values()) leave(joining);
      goings.stop();
    },
  };
}

function viewState(record: JoiningRecord, reached: Reached, notice: Notice | null, now: number): JoiningView["state"] {
  if (record.state !== "asking") return record.state;
  const isUnderWay = record.progress !== null;
  // Of a recovery the link is used as soon as the words were compared: by this very device.
  if (notice !== null && !isUnderWay) return notice;
  if (!isUnderWay && record.link !== null && now >= record.link.expiresAt) return "expired";
  if (reached === "unreachable" || reached === "stranger") return "relay-unreachable";
  return record.posted ? "waiting" : "sending";
}
