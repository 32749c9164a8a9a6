// What the leading tab does for the whole device: keeps a client for each group, lets people in, asks to be let in,
// and paints one picture of it all. Stops when another tab leads.
import {
  companionWordsMax,
  formatInvitation,
  type InvitationLink,
  type Primitives,
  parseInvitation,
  type RelayAddress,
  type RestKey,
} from "@fogata/keys";
import { inflatingHere } from "@fogata/keys/inflate";
import { beginGroup } from "./beginning.ts";
import type { Act } from "./belonging.types.ts";
import type { CircleStart, Client, ClientDeps } from "./client.types.ts";
import type { DeviceView, GroupView, InvitationFault } from "./device.types.ts";
import type { LazyDocuments } from "./documents.ts";
import { createExits, type ExitCommand } from "./exits.ts";
import { createFoundings } from "./founding.ts";
import type { FoundingAct } from "./founding.types.ts";
import { createGroup, type Group } from "./group.ts";
import { type GroupRecord, groupWrite, readRecords } from "./group-record.ts";
import type { InvitationOffer, InviteOptions } from "./inviting.types.ts";
import { createJoinings } from "./joining.ts";
import { cleanName } from "./names.ts";
import type { Bytes, Clock, Result, Storage, Transport } from "./ports.ts";
import { toHex } from "./record.ts";
import { type RecoverFault, recover } from "./recovering.ts";
import { createSheets, type SheetOffer } from "./recovery-sheets.ts";
import { speak } from "./spoken.ts";
import type { ToSay } from "./spoken.types.ts";
import { eraseUnbegun } from "./starting-again.ts";
import { finishTakingOff } from "./taking-off.ts";
import { readUnder } from "./under-link.ts";

export interface EngineDeps {
  p: Primitives;
  restKey: RestKey;
  /** Sealed, and refusing once another tab leads. */
  storage: Storage;
  documents: LazyDocuments;
  transport: Transport;
  clock: Clock;
  createClient(deps: ClientDeps, start: CircleStart): Client;
  /** A relay's own key, asked of the relay; null while it does not answer. */
  relayAddress(url: string): Promise<RelayAddress | null>;
  /** Put before `#join/…`: where the app is to be found. */
  appAddress: string;
  onView(view: DeviceView): void;
  /** Something this device keeps of itself cannot be read. */
  damaged(): void;
  onWhisper(word: Word): void;
  /** Before anything of a circle is opened: which device this is there. */
  knows(circle: string, device: string): void;
}
/** A whisper as it is passed between the tabs of a device. */
export interface Word {
  group: string;
  doc: string;
  from: { member: string; device: string };
  message: Bytes;
}
/** What a person does, as plain data that can cross to the tab that leads. */
export type Command =
  | { type: "startGroup"; name: string; myName: string; relay: string }
  | ExitCommand
  | { type: "beginFounding"; name: string; myName: string; relay: string }
  | { type: "found"; act: FoundingAct }
  | { type: "signList"; joining: string; round: number }
  | { type: "openCircle"; group: string; name: string }
  | { type: "seat"; group: string; circle: string; member: string; until: number | null }
  | { type: "endSeat"; group: string; circle: string; member: string; ends: boolean }
  | { type: "leaveCircle"; group: string; circle: string }
  | { type: "spoken"; circle: string; whats: readonly string[] }
  | { type: "rolls"; circle: string; heads: readonly (readonly string[])[] }
  | { type: "evidence"; circle: string; statements: readonly string[] }
  | { type: "say"; circle: string; what: ToSay }
  | { type: "invite"; group: string; options: Partial<InviteOptions> }
  | { type: "accompany"; group: string; member: string }
  | { type: "admit"; group: string; asker: string }
  | { type: "refuse"; group: string; asker: string }
  | { type: "act"; group: string; act: Act }
  | { type: "readInvitation"; link: string }
  | { type: "readAgreements"; link: string }
  | { type: "askToJoin"; link: string; name: string; companion: string | null }
  | { type: "forgetJoining"; id: string }
  | { type: "keepSheet"; group: string; offer: SheetOffer }
  /** The words as bytes, and where to ask for the relay that holds their parcel. */
  | { type: "recover"; words: Bytes; relay: string }
  /** One group, or everything that waits for its turn to try again. */
  | { type: "reconnect"; group?: string }
  /** Before a document is opened: what has arrived for it is in the storage. */
  | { type: "bringUp"; group: string; doc: string }
  /** What is stored of it is damaged. */
  | { type: "rebuild"; group: string; doc: string }
  /** After: what is typed in it, in whichever tab, is taken along. */
  | { type: "follow"; group: string; doc: string }
  | { type: "flush" }
  | { type: "whisper"; group: string; doc: string; message: Bytes };

export interface Engine {
  view(): DeviceView;
  perform(command: Command, id: string): Promise<unknown>;
  stop(): Promise<void>;
}

export async function startEngine(given: EngineDeps): Promise<Engine> {
  // Most entries are a few hundred bytes.
  const deps = { ...given, p: inflatingHere(given.p) };
  const { p, restKey, storage, clock } = deps;
  const groups = new Map<string, Group>();
  let painting = false;
  let stopped = false;
  /** All that is kept has been read: before that a picture would leave out what is there. */
  let isWhole = false;

  /** Many changes in one breath are one picture. */
  function changed(): void {
    if (painting || stopped || !isWhole) return;
    painting = true;
    queueMicrotask(() => {
      painting = false;
      if (stopped) return;
      deps.onView(paint());
      void exits.look();
    });
  }
  const joinings = createJoinings({
    ...deps,
    changed,
    admitted: (record) => open(record),
    wantCompanion: async (circle, words) => (await groups.get(circle)?.companions.want(words)) ?? false,
  });

  const foundings = createFoundings({ ...deps, changed, founded: (record) => open(record) });

  const sheets = createSheets({
    ...deps,
    changed,
    group(circle) {
      const group = groups.get(circle);
      return group ? { client: group.client, member: group.record.member } : null;
    },
  });

  const exits = createExits({
    ...{ deps, groups, joinings, sheets, foundings, changed },
    open: (record) => open(record),
    show: () => deps.onView(paint()),
  });

  async function recoverGroup(
    o: { words: Bytes; relay: string },
    command: string,
  ): Promise<Result<string, RecoverFault>> {
    for (const { record } of groups.values()) if (record.command === command) return { ok: true, value: record.circle };
    const relay = await deps.relayAddress(o.relay).catch(() => null);
    if (relay === null) return { ok: false, reason: "relay-unreachable" };
    const found = await recover(deps, { words: o.words, relay, command, here: (circle) => groups.has(circle) });
    if (!found.ok) return found;
    const written = await storage.write([groupWrite(found.value)], "strict");
    if (!written.ok) return { ok: false, reason: "device-full" };
    await open(found.value);
    return { ok: true, value: found.value.circle };
  }

  function owing(view: GroupView): GroupView {
    const owes = sheets.owes(view.id) || foundings.owes(view.id);
    return view.status.kind === "shared" && owes ? { ...view, status: { kind: "saved" } } : view;
  }
  function paint(): DeviceView {
    const copying = exits.copying();
    return {
      ready: true,
      fault: null,
      groups: [...groups.values()].filter((group) => group.isRead()).map((group) => owing(group.view())),
      joining: joinings.views(),
      foundings: foundings.views((link) => deps.appAddress + formatInvitation(link)),
      ...(copying ? { copying } : {}),
    };
  }

  async function open(record: GroupRecord, kept?: Awaited<ReturnType<typeof readRecords>>): Promise<void> {
    if (stopped || groups.has(record.circle)) return;
    const device = await p.unwrapDeviceKeys(restKey, record.wrapped);
    if (device === null) return deps.damaged();
    deps.knows(record.circle, device.id);
    const group = createGroup({ ...deps, changed }, record, device);
    groups.set(record.circle, group);
    await group.start(kept?.invitations.filter(({ circle }) => circle === record.circle) ?? [], kept?.askers ?? []);
    changed();
  }

  async function startGroup(
    o: { name: string; myName: string; relay: string },
    command: string,
  ): Promise<Result<string, "device-full" | "bad-name">> {
    const [name, myName] = [cleanName(o.name), cleanName(o.myName)];
    if (name === null || myName === null) return { ok: false, reason: "bad-name" };
    for (const group of groups.values()) {
      if (group.record.command === command) return { ok: true, value: group.record.circle };
    }
    const { record } = await beginGroup(deps, { name, myName, relay: o.relay, command });
    const written = await storage.write([groupWrite(record)], "strict");
    if (!written.ok) return { ok: false, reason: "device-full" };
    await open(record);
    return { ok: true, value: record.circle };
  }

  async function readInvitation(text: string): Promise<Result<InvitationLink, InvitationFault>> {
    const link = await parseInvitation(text);
    if (!link.ok) return link;
    const key = toHex(link.value.key);
    for (const group of [...groups.values(), foundings]) if (group.made(key)) return { ok: false, reason: "ours" };
    if (link.value.joins && groups.has(link.value.joins.circle)) return { ok: false, reason: "ours" };
    const before = joinings.stateOf(link.value);
    if (before === "admitted") return { ok: false, reason: "ours" };
    if (before === "used" || before === "refused" || before === "withdrawn") return { ok: false, reason: before };
    if (clock.now() >= link.value.expiresAt) return { ok: false, reason: "expired" };
    return link;
  }

  async function perform(command: Command, id: string): Promise<unknown> {
    const group = "group" in command && command.group !== undefined ? groups.get(command.group) : undefined;
    const inside = (circle: string) => [...groups.values()].find(({ circles }) => circles.client(circle));
    /** Documents are of a group, or of a circle inside one. */
    const client = (circle: string) => groups.get(circle)?.client ?? inside(circle)?.circles.client(circle);
    const ref = "doc" in command ? { circle: command.group, doc: command.doc } : null;
    switch (command.type) {
      case "startGroup":
        return startGroup(command, id);
      case "startAgain":
      case "callAlong":
      case "takeOff":
        return exits.perform(command, id);
      case "beginFounding":
        return foundings.begin(command, id);
      case "found":
        return foundings.act(command.act);
      case "signList":
        return joinings.sign(command.joining, command.round);
      case "openCircle":
        return group ? group.circles.open(command, id) : { ok: false, reason: "gone" };
      case "seat":
        return group ? group.circles.seat(command.circle, command) : { ok: false, reason: "gone" };
      case "endSeat":
        return group ? group.circles.end(command.circle, command) : { ok: false, reason: "gone" };
      case "leaveCircle":
        return group ? group.circles.leave(command.circle) : { ok: false, reason: "gone" };
      case "spoken":
      case "rolls":
      case "evidence":
      case "say":
        return speak(client(command.circle), command);
      case "invite":
        return group ? group.invite(command.options, id) : { ok: false, reason: "no-relay" };
      case "admit":
        return group ? group.admitting.admit(command.asker) : { ok: false, reason: "gone" };
      case "refuse":
        return group ? group.admitting.refuse(command.asker) : { ok: false, reason: "gone" };
      case "act":
        return group ? group.act(command.act, id) : { ok: false, reason: "gone" };
      case "readInvitation": {
        const link = await readInvitation(command.link);
        return link.ok ? { ok: true, value: offerOf(link.value) } : link;
      }
      case "readAgreements": {
        const link = await readInvitation(command.link);
        return link.ok ? readUnder(deps, link.value) : link;
      }
      case "accompany":
        return group ? group.companions.accompany(command.member) : { ok: false, reason: "gone" };
      case "askToJoin": {
        const link = await readInvitation(command.link);
        if (!link.ok) return link;
        // Who joins a member has a name there already, and needs nobody to show them round.
        if (link.value.joins) return joinings.ask(link.value, "", null);
        const name = cleanName(command.name);
        const companion = command.companion?.slice(0, companionWordsMax).toWellFormed() ?? null;
        if (name === null) return { ok: false, reason: "bad-name" };
        const asked = await joinings.ask(link.value, name, companion);
        const device = asked.ok ? await joinings.deviceOf(asked.value.id) : null;
        const invitation = toHex(link.value.key);
        if (device) for (const one of groups.values()) await one.along.answer(command.link, { invitation, device });
        return asked;
      }
      case "forgetJoining":
        return joinings.forget(command.id);
      case "keepSheet":
        return group ? sheets.keep(group.record.circle, command.offer) : { ok: false, reason: "gone" };
      case "recover":
        return recoverGroup(command, id);
      case "reconnect":
        if (command.group !== undefined) return group?.reconnect();
        for (const one of groups.values()) one.reconnect();
        foundings.reconnect();
        return joinings.reconnect();
      case "bringUp":
        // Saved, because the tab that asked reads it from the storage.
        await client(command.group)?.bringUp(ref!);
        return deps.documents.loaded() ? deps.documents.saved(ref!) : undefined;
      case "rebuild":
        return client(command.group)?.rebuild(ref!);
      case "follow":
        return client(command.group) && deps.documents.follow(ref!);
      case "flush":
        return void (await Promise.all(
          [...groups.values()].flatMap((one) => [one.client, ...one.circles.clients()]).map((one) => one.flush()),
        ));
      case "whisper":
        return (group ?? inside(command.group)?.circles)?.whisper(ref!, command.message);
    }
  }

  await finishTakingOff(deps);
  await eraseUnbegun(deps);
  const kept = await readRecords(storage);
  await Promise.all(kept.groups.map((record) => open(record, kept)));
  await joinings.start(kept.joinings);
  await foundings.start(kept.foundings);
  await sheets.start();
  isWhole = true;
  changed();
  return {
    view: paint,
    perform,
    async stop() {
      stopped = true;
      joinings.stop();
      foundings.stop();
      sheets.stop();
      await Promise.all([...groups.values()].map((group) => group.stop()));
    },
  };
}

function offerOf({ relay, expiresAt, joins, founds, agreements }: InvitationLink): InvitationOffer {
  const purpose = founds ? "founding" : (joins?.how ?? "person");
  return { relay: relay.url, expiresAt, purpose, agreements: agreements !== null };
}
