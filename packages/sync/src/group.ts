// One group on the leading tab: its client, its invitations, its relay until the relay is known, and how it looks.
import { type DeviceKeys, formatInvitation, type MemberId, type Membership, type RelayAddress } from "@fogata/keys";
import { createActs } from "./acts.ts";
import { type Admitting, createAdmitting } from "./admitting.ts";
import { createAsks } from "./asks.ts";
import type { Act, ActFault } from "./belonging.types.ts";
import { createWorkingGroups, type WorkingGroups } from "./circles.ts";
import type { Client } from "./client.types.ts";
import { companionsOf, createCompanions } from "./companions.ts";
import type { GroupView, SyncStatus } from "./device.types.ts";
import { createDeviceNames, deviceNamesOf } from "./device-names.ts";
import type { EngineDeps } from "./engine.ts";
import { type AskerRecord, type GroupRecord, groupWrite, type InvitationRecord } from "./group-record.ts";
import { wishOf } from "./invitation-views.ts";
import type { InviteFault, InviteOptions } from "./inviting.types.ts";
import { afterLong } from "./long-wait.ts";
import { shownName } from "./names.ts";
import type { Bytes, DocRef, Off, Result } from "./ports.ts";
import { toHex } from "./record.ts";
import { createSaid } from "./said.ts";
import { goneOf, hereOf, peopleOf, recoveriesOf, sheetsOf, standingOf } from "./standing.ts";
import { type Along, createAlong } from "./starting-again-along.ts";
import { beforeOf, peopleBefore, sayBefore } from "./starting-again-before.ts";
import { createTogether } from "./together.ts";
import { within } from "./within.ts";

export interface Group {
  readonly record: GroupRecord;
  readonly client: Client;
  readonly admitting: Admitting;
  /** Circles inside it, in which this device has a seat. */
  readonly circles: WorkingGroups;
  start(invitations: InvitationRecord[], askers: AskerRecord[]): Promise<void>;
  /** What is stored of it has been read: there is something to show. */
  isRead(): boolean;
  stop(): Promise<void>;
  view(): GroupView;
  invite(options: Partial<InviteOptions>, command: string): Promise<Result<{ id: string }, InviteFault>>;
  readonly companions: ReturnType<typeof createCompanions>;
  readonly along: Along;
  act(act: Act, command: string): Promise<Result<{ id: string | null }, ActFault>>;
  /** Whether the invitation of this key was made in this group. */
  made(key: string): boolean;
  reconnect(): void;
  whisper(doc: DocRef, message: Bytes): void;
}

/** How often a relay that did not tell its key is asked again. */
const relayRetryMs = 30_000;

export function createGroup(deps: EngineDeps & { changed(): void }, record: GroupRecord, device: DeviceKeys): Group {
  const { clock, storage, changed } = deps;
  const circle = record.circle;
  const client = deps.createClient(
    { p: deps.p, storage, documents: within(circle, deps.documents), transport: deps.transport, clock },
    { circle, device, ops: record.ops, epochs: record.epochs },
  );
  const { member } = record;
  const said = createSaid({ client, storage, circle, changed });
  const asks = createAsks({ p: deps.p, client, clock, member, device, all: said.all, read: said.look, changed });
  const admitting = createAdmitting({ ...deps, client, asks: asks.recovery, member, device: device.id });
  const companions = createCompanions({ sha256: (data) => deps.p.sha256(data), client, clock, member, all: said.all });
  const names = createDeviceNames({ sha256: (data) => deps.p.sha256(data), client, clock, member, all: said.all });
  const acts = createActs({ client, clock, member: record.member, device: device.id, asks, names });
  const along = createAlong({ p: deps.p, client, clock, member, device, all: said.all, changed });
  const circles = createWorkingGroups(deps, { circle, member: record.member, device, client });
  const together = createTogether(clock, (doc, yes) => client.together({ circle, doc }, yes));
  const offs: Off[] = [];
  let cancelRelay: Off = () => {};
  let cancelExpiry: Off = () => {};
  let stopped = false;
  let read = false;

  /** The relay chosen when the group was started goes into the log once it has told its key. */
  async function writeRelay(): Promise<RelayAddress | null> {
    const [known] = client.membership().relays;
    if (known || record.relayWanted === null || stopped) return known ?? null;
    cancelRelay();
    const address = await deps.relayAddress(record.relayWanted).catch(() => null);
    const meanwhile = client.membership().relays[0];
    if (stopped || meanwhile) return meanwhile ?? null;
    const written = address && (await client.write({ kind: "relays", relays: [address] }));
    if (!written?.ok) {
      cancelRelay = clock.after(relayRetryMs, () => void writeRelay());
      return null;
    }
    record.relayWanted = null;
    await storage.write([groupWrite(record)], "relaxed");
    return address;
  }

  /** Nobody tells when an invitation expires; the picture has to look again then. */
  function watchExpiry(): void {
    cancelExpiry();
    const now = clock.now();
    const next = [...client.membership().invites.values()].map((i) => i.expiresAt).filter((at) => at > now);
    if (next.length === 0) return;
    cancelExpiry = afterLong(clock, Math.min(...next) - now, () => {
      changed();
      watchExpiry();
    });
  }

  function heard(doc: DocRef, from: string, message: Bytes): void {
    const member = client.membership().devices.get(from as never)?.member;
    if (member === undefined) return;
    together.heard(doc.doc, from, message);
    deps.onWhisper({ group: circle, doc: doc.doc, from: { member, device: from }, message });
  }

  /** What was said, then what it comes to: asks and their signatures, and who waits for them. */
  async function lookAtSaid(): Promise<void> {
    await said.look();
    if (stopped) return;
    await asks.look();
    await along.look();
    admitting.look();
  }

  /** S10 An answer to a newcomer that is not on the relay yet is not shared, whatever else is. */
  function statusNow(): SyncStatus {
    const status = client.status();
    if (status.kind !== "shared") return status;
    // Nor while something of a circle inside it is not.
    const inside = circles.views().find((one) => one.mine === "seated" && one.status.kind !== "shared");
    return admitting.owes() ? { kind: "saved" } : (inside?.status ?? status);
  }

  return {
    record,
    client,
    admitting,
    circles,
    async start(invitations, askers) {
      await client.start();
      read = true;
      if (stopped) return;
      offs.push(
        client.subscribe(() => {
          watchExpiry();
          admitting.look();
          void lookAtSaid();
          changed();
        }),
        client.onWhisper(heard),
      );
      watchExpiry();
      await lookAtSaid();
      await admitting.start(invitations, askers);
      await circles.start();
      await sayBefore({ p: deps.p, storage, clock, client }, record);
      void writeRelay();
    },
    isRead: () => read,
    async stop() {
      stopped = true;
      for (const off of [...offs, cancelRelay, cancelExpiry]) off();
      together.stop();
      asks.stop();
      admitting.stop();
      await circles.stop();
      await client.stop();
    },
    view() {
      const m = client.membership();
      const now = clock.now();
      const { op, seenAt } = client;
      const [sheets, names] = [sheetsOf(m, said.all()), deviceNamesOf(m, said.all())];
      const looking = { m, now, device: device.id, member, op, seenAt, sheets, names };
      return {
        id: circle,
        name: shownName(m.name),
        me: { member: record.member, name: shownName(nameOf(m, record.member)), device: device.id },
        people: peopleOf(looking),
        invitations: admitting.invitations(({ link }) => deps.appAddress + formatInvitation(link)),
        asking: admitting.askers(),
        relays: client.relays(),
        circles: circles.views(),
        status: statusNow(),
        refused: client.refused(),
        standing: standingOf(m),
        gone: [...goneOf(m), ...peopleBefore(m, said.all())],
        here: hereOf(looking, asks.whyOf),
        asks: asks.views(),
        recoveries: recoveriesOf(looking),
        companions: companionsOf(m, said.all()),
        before: beforeOf(m, said.all(), record),
        along: along.views(),
        called: along.called(),
        said: [client, ...circles.clients()].reduce((sum, one) => sum + one.saidCount(), 0),
      };
    },
    companions,
    along,
    async invite(options, command) {
      const relay = client.membership().relays[0] ?? (await writeRelay());
      return relay ? admitting.invite(relay, wishOf(options, clock.now()), command) : { ok: false, reason: "no-relay" };
    },
    async act(act, command) {
      // A link for a further device or a recovery is this device's own affair: no operation stands behind it.
      const own = act.type === "withdraw-invitation" ? await admitting.withdraw(act.invitation) : null;
      if (own) return own.ok ? { ok: true, value: { id: null } } : own;
      return acts.act(act, command);
    },
    made: (key) => [...client.membership().invites.values()].some((invite) => toHex(invite.key) === key),
    reconnect() {
      void writeRelay();
      client.reconnect();
      circles.reconnect();
      admitting.reconnect();
    },
    whisper: (doc, message) => client.whisper(doc, message),
  };
}

const nameOf = (m: Membership, member: MemberId) => (m.members.get(member) ?? m.gone.get(member))?.name ?? "";
