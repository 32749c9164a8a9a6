// One device, the same in each of its tabs: what a person does goes to the tab that leads, documents and notes are
// this tab's own. Loads no document library until a document is opened.
import {
  type CircleId,
  cardOf,
  type MemberId,
  type Primitives,
  type RelayAddress,
  type RestKey,
  readRecoveryWords,
  recoveryDevice,
  recoveryPlace,
  recoveryWords,
  signConsent,
} from "@fogata/keys";
import { createClient } from "./client.ts";
import type { Device, DeviceView } from "./device.types.ts";
import { type DocumentsModule, type LazyDocuments, lazyDocuments } from "./documents.ts";
import { type Command, startEngine, type Word } from "./engine.ts";
import { viewKey } from "./last-view.ts";
import { type Leadership, type Locks, seekLeadership } from "./leader.ts";
import type { Bytes, Cabinet, Clock, DocRef, Off, RawStorage, Result, Transport } from "./ports.ts";
import { packRecord, toHex } from "./record.ts";
import { openRest, type RestFault } from "./rest.ts";
import { type SealedStorage, sealStorage } from "./sealed-storage.ts";
import type { OpenFault } from "./storage.ts";
import { type Channel, joinTabs, type Tabs } from "./tabs.ts";

export interface DeviceDeps {
  p: Primitives;
  /** As `openIdbStorage` gives it, faults and all. */
  database: Result<{ storage: RawStorage; cabinet: Cabinet }, OpenFault>;
  /** What opened this device's lock; absent where it has none. */
  restKey?: RestKey;
  /** Brings the document library; called once, when a document is first needed. */
  documents: () => Promise<DocumentsModule>;
  transport: Transport;
  clock: Clock;
  /** Null where the browser has no Web Locks or no BroadcastChannel: then this is the only tab. */
  locks: Locks | null;
  channel: ((name: string) => Channel) | null;
  /** Tabs of one device share this name, and no other device does. */
  name: string;
  visibility: { visible(): boolean; onShown(shown: () => void): Off };
  relayAddress(url: string): Promise<RelayAddress | null>;
  /** Where the app is to be found; put before `#join/…` in links. */
  appAddress: string;
}

type Opened = { storage: RawStorage; sealed: SealedStorage; restKey: RestKey; salt: Bytes };

/** The picture for the next start is written at most this often. */
const viewWriteMs = 1_000;
const empty: DeviceView = { ready: false, fault: null, groups: [], joining: [], foundings: [] };

/**
 * At once, with nothing in view until the storage is read. What it cannot open or read is told in `DeviceView.fault`.
 */
export function openDevice(deps: DeviceDeps): Device {
  const { p, clock } = deps;
  const listeners = new Set<(view: DeviceView) => void>();
  const heard = new Set<(word: Word) => void>();
  /** Which device this one is in each circle, as the leader knows before the picture shows it. */
  const deviceIds = new Map<string, string>();
  /** Documents this tab has open: told to each new leader, so that it hears what is typed in them. */
  const openHere = new Map<string, DocRef>();
  let view: DeviceView = empty;
  let leadership: Leadership | null = null;
  let closed = false;
  let cancelViewWrite: Off | null = null;
  /** From then on it is known which groups there are, and who this device is in each. */
  let known = () => {};
  const isKnown = new Promise<void>((resolve) => {
    known = resolve;
  });

  function show(next: DeviceView): void {
    // What this tab still holds of a group that was taken off must not be written after it was deleted.
    const circles = circlesOf(next);
    for (const circle of view.ready && next.ready ? circlesOf(view) : []) {
      if (circles.has(circle)) continue;
      deviceIds.delete(circle);
      for (const [key, ref] of openHere) if (ref.circle === circle) openHere.delete(key);
      void documents?.erase(circle, []);
    }
    // What is damaged stays said, whatever else is known.
    view = view.fault === null ? next : { ...next, fault: view.fault };
    if (view.ready) known();
    for (const listener of [...listeners]) listener(view);
  }
  function fault(reason: NonNullable<DeviceView["fault"]>): void {
    view = { ...view, fault: reason };
    show(view);
  }

  const tabs: Tabs<DeviceView, Command, Word> = joinTabs({
    channel: deps.channel?.(`${deps.name}/tabs`) ?? null,
    newId: () => toHex(p.randomBytes(8)),
    onView: show,
    onWord: (word) => {
      for (const listener of [...heard]) listener(word);
    },
    onAsk: () => leadership?.yield(),
    onLeader() {
      for (const { circle, doc } of openHere.values()) void tabs.perform({ type: "follow", group: circle, doc });
    },
  });

  const opening: Promise<Opened> = open();
  let documents: LazyDocuments;

  async function open(): Promise<Opened> {
    const rest = deps.database.ok
      ? await openRest(p, deps.database.value, () => fault("storage-corrupt"), deps.restKey)
      : { ok: false as const, reason: deps.database.reason };
    if (!rest.ok) {
      fault(rest.reason satisfies RestFault | OpenFault);
      // Nothing can be done without the storage; what the page shows instead is in the view.
      return new Promise<Opened>(() => {});
    }
    const { storage } = deps.database.ok ? deps.database.value : (undefined as never);
    const { restKey } = rest.value;
    // Documents name their parts by content, so one damaged part does not stop the others.
    const beside = sealStorage({ p, restKey, storage, writesOn: true });
    documents = lazyDocuments({
      storage: beside,
      load: async () =>
        (await deps.documents()).openDocuments({
          p,
          storage: beside,
          channelName: `${deps.name}/documents`,
          deviceIn: (circle) =>
            deviceIds.get(circle) ??
            view.groups.find(({ id, circles }) => id === circle || circles.some((one) => one.id === circle))?.me
              .device ??
            null,
        }),
    });
    if (closed) return { ...rest.value, storage };
    lead({ ...rest.value, storage });
    return { ...rest.value, storage };
  }

  function lead({ storage, restKey }: Opened): void {
    leadership = seekLeadership({
      locks: deps.channel === null ? null : deps.locks,
      name: `${deps.name}/leader`,
      clock,
      storage,
      ask: () => tabs.ask(),
      async lead(fenced) {
        const sealed = sealStorage({ p, restKey, storage: fenced, onCorrupt: () => fault("storage-corrupt") });
        const mine = await startEngine({
          ...deps,
          restKey,
          storage: sealed,
          documents,
          createClient,
          onView(next) {
            show(next);
            tabs.publish(view);
            keepView(sealed);
          },
          onWhisper: (word) => tabs.say(word),
          knows: (circle, id) => void deviceIds.set(circle, id),
          damaged: () => fault("storage-corrupt"),
        });
        show(mine.view());
        tabs.leads({ view: () => view, perform: mine.perform });
        keepView(sealed);
        return {
          async stop() {
            tabs.leads(null);
            await writeView(sealed);
            await mine.stop();
          },
        };
      },
    });
    deps.visibility.onShown(() => leadership?.wanted());
    if (deps.visibility.visible()) leadership.wanted();
  }

  function keepView(sealed: SealedStorage): void {
    cancelViewWrite ??= clock.after(viewWriteMs, () => void writeView(sealed));
  }
  async function writeView(sealed: SealedStorage): Promise<void> {
    cancelViewWrite?.();
    cancelViewWrite = null;
    // Links open something; a picture must not.
    const groups = view.groups.map((group) => ({
      ...group,
      invitations: group.invitations.map((invitation) => ({ ...invitation, link: null })),
      along: [],
    }));
    const foundings = view.foundings.map((one) => ({ ...one, link: null }));
    const { copying: _, ...still } = view;
    await sealed.write([{ key: viewKey, value: packRecord({ ...still, groups, foundings }) }], "relaxed");
  }

  const perform = async <T>(command: Command): Promise<T> => {
    await opening;
    return (await tabs.perform(command)) as T;
  };
  /** Notes are named by the app in its own words; the storage sees salted hashes: of the circle it is about, and of all. */
  async function noteKey(opened: Opened, name: string): Promise<string> {
    const circle = /(?:^|\/)([0-9a-f]{64})(?:\/|$)/.exec(name)?.[1];
    const older = await olderNoteKey(opened, name);
    return circle ? (await notesUnder(opened, circle)) + older.slice("note/".length) : older;
  }
  /** S76 So that all notes about one circle can be found and deleted. */
  const notesUnder = async ({ salt }: Opened, circle: string) => `note/${await salted(salt, circle)}/`;
  /** Where notes about a circle were before (2026-11). */
  const olderNoteKey = async ({ salt }: Opened, name: string) => `note/${await salted(salt, name)}`;
  async function salted(salt: Bytes, text: string): Promise<string> {
    const name = new TextEncoder().encode(text);
    const both = new Uint8Array(salt.length + name.length);
    both.set(salt);
    both.set(name, salt.length);
    return toHex((await p.sha256(both)).slice(0, 16));
  }
  async function follow(ref: DocRef): Promise<void> {
    openHere.set(`${ref.circle}/${ref.doc}`, ref);
    await perform({ type: "follow", group: ref.circle, doc: ref.doc });
  }

  return {
    view: () => view,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    startGroup: (o) => perform({ type: "startGroup", ...o }),
    startAgain: (group, o) => perform({ type: "startAgain", group, ...o }),
    callAlong: (group, o) => perform({ type: "callAlong", group, ...o }),
    async takeOff(group, { docs, notes }) {
      const opened = await opening;
      const inside = view.groups.find(({ id }) => id === group)?.circles.map(({ id }) => id) ?? [];
      const under = await Promise.all([group, ...inside].map((circle) => notesUnder(opened, circle)));
      const older = await Promise.all(notes.map((name) => olderNoteKey(opened, name)));
      const done = await perform<Result<null, "device-full">>({
        type: "takeOff",
        group,
        docs,
        notes: [...under, ...older],
      });
      // The picture of the next start must not show it either.
      if (done.ok) await opened.sealed.write([{ key: viewKey, value: null }], "relaxed");
      return done;
    },
    beginFounding: (o) => perform({ type: "beginFounding", ...o }),
    found: (act) => perform({ type: "found", act }),
    signList: (joining, round) => perform({ type: "signList", joining, round }),
    openCircle: (group, { name }) => perform({ type: "openCircle", group, name }),
    seat: (group, circle, o) => perform({ type: "seat", group, circle, member: o.member, until: o.until }),
    endSeat: (group, circle, o) => perform({ type: "endSeat", group, circle, member: o.member, ends: o.ends }),
    leaveCircle: (group, circle) => perform({ type: "leaveCircle", group, circle }),
    spoken: (circle, whats) => perform({ type: "spoken", circle, whats }),
    rolls: (circle, heads) => perform({ type: "rolls", circle, heads }),
    evidence: (circle, statements) => perform({ type: "evidence", circle, statements }),
    say: (circle, what) => perform({ type: "say", circle, what }),
    invite: (group, options = {}) => perform({ type: "invite", group, options }),
    admit: (group, asker) => perform({ type: "admit", group, asker }),
    refuse: (group, asker) => perform({ type: "refuse", group, asker }),
    act: (group, act) => perform({ type: "act", group, act }),
    readInvitation: (link) => perform({ type: "readInvitation", link }),
    readAgreements: (link) => perform({ type: "readAgreements", link }),
    askToJoin: ({ link, name, companion = null }) => perform({ type: "askToJoin", link, name, companion }),
    accompany: (group, member) => perform({ type: "accompany", group, member }),
    forgetJoining: (id) => perform({ type: "forgetJoining", id }),
    async makeSheet(group) {
      await isKnown;
      const mine = view.groups.find(({ id }) => id === group)?.me;
      if (!mine) return { ok: false, reason: "gone" };
      const [circle, member] = [group as CircleId, mine.member as MemberId];
      const secret = p.randomBytes(32);
      const device = await recoveryDevice(p, { words: secret, circle });
      const consent = await signConsent(p, { circle, member, device });
      const offer = { device: cardOf(device), consent, ...(await recoveryPlace(p, secret)) };
      const words = await recoveryWords(p, secret);
      secret.fill(0);
      const kept = await perform<Result<null, "device-full" | "gone">>({ type: "keepSheet", group, offer });
      return kept.ok ? { ok: true, value: words } : kept;
    },
    async recover({ words, relay }) {
      const read = await readRecoveryWords(p, words);
      if (!read.ok) return { ok: false, reason: "words", fault: read };
      return perform({ type: "recover", words: read.value, relay });
    },
    reconnect: (group) => void perform(group === undefined ? { type: "reconnect" } : { type: "reconnect", group }),
    async openDocument(group, doc, start) {
      const ref = { circle: group, doc };
      await perform({ type: "bringUp", group, doc });
      await isKnown;
      if (!circlesOf(view).has(group)) return { ok: false, reason: "missing" };
      let found = await documents.open(ref, start);
      if (!found.ok && found.reason === "corrupt") {
        await perform({ type: "rebuild", group, doc });
        // This tab may not be the one that did it, and has to look again too.
        await documents.mend(ref);
        found = await documents.open(ref, start);
      }
      if (found.ok) await follow(ref);
      return found;
    },
    async createDocument(group, doc, start) {
      await opening;
      await isKnown;
      const ref = { circle: group, doc };
      const made = await documents.create(ref, start);
      if (made.ok) await follow(ref);
      return made;
    },
    async glance(group, doc, o) {
      await opening;
      await isKnown;
      return circlesOf(view).has(group) ? documents.glance({ circle: group, doc }, o) : { kind: "missing" };
    },
    async flush() {
      if (documents?.loaded()) await Promise.all([...openHere.values()].map((ref) => documents.saved(ref)));
      await perform({ type: "flush" });
    },
    whisper: (group, doc, message) => void perform({ type: "whisper", group, doc, message }),
    onWhisper(group, doc, listener) {
      const hear = (word: Word) => {
        if (word.group === group && word.doc === doc) listener(word.from, word.message);
      };
      heard.add(hear);
      return () => heard.delete(hear);
    },
    async note(key) {
      const opened = await opening;
      return (
        (await opened.sealed.get(await noteKey(opened, key))) ?? opened.sealed.get(await olderNoteKey(opened, key))
      );
    },
    async setNote(key, value) {
      const opened = await opening;
      const [here, older] = [await noteKey(opened, key), await olderNoteKey(opened, key)];
      const writes = here === older ? [] : [{ key: older, value: null }];
      const written = await opened.sealed.write([...writes, { key: here, value }], "relaxed");
      return written.ok ? { ok: true, value: null } : { ok: false, reason: "device-full" };
    },
    async close() {
      closed = true;
      listeners.clear();
      heard.clear();
      if (view.fault === null) await opening;
      await leadership?.close();
      await documents?.close();
      tabs.close();
      if (deps.database.ok) await deps.database.value.storage.close();
    },
  };
}

/** The groups, and the circles inside them. */
function circlesOf({ groups }: DeviceView): Set<string> {
  return new Set(groups.flatMap(({ id, circles }) => [id, ...circles.map((one) => one.id)]));
}
