// A device in memory, for tests of the workspace and of pages: real Automerge documents, no keys, storage or network.
// What comes from others is put in by the test.
import * as A from "@automerge/automerge/slim";
import type { Act, Device, DeviceView, DocumentHandle, GroupView, PersonView, Spoken } from "@fogata/sync";
import { spokenDouble } from "./spoken-double.ts";

export interface DeviceDouble extends Device {
  /** Changes the picture and tells everybody who listens. */
  show(change: (view: DeviceView) => void): void;
  /** A document as another device saved it arrives. */
  arrive(group: string, doc: string, bytes: Uint8Array): void;
  /** Somebody whispers. */
  hear(group: string, doc: string, from: { member: string; device: string }, message: unknown): void;
  /** What this device whispered, latest last. */
  whispered: { group: string; doc: string; message: unknown }[];
  /** Somebody else's statement comes. */
  hearSaid(said: Spoken): void;
  notes: Map<string, unknown>;
  saved(group: string, doc: string): Uint8Array;
  flushes: number;
  /** Everything that listens: to the picture, to whispers, to documents. */
  listeners(): number;
  /** The next document that is made does not fit. */
  full: boolean;
  /** What was asked of it about who belongs, latest last. */
  acts: { group: string; act: Act }[];
  /** Who was called along to which new group, and what was taken off. */
  calls: { group: string; into: string; to: readonly string[] | null }[];
  takenOff: { group: string; docs: readonly { circle: string; doc: string }[]; notes: readonly string[] }[];
  /** The answer to the next act; done, unless a test says otherwise. */
  actAnswer: Awaited<ReturnType<Device["act"]>>;
}

export const alice = personOf("a1", "Alice", 1);
export const bob = personOf("b2", "Bob", 2);
export const eve = personOf("e5", "Eve", 3);

/** A full member with one device; `digits` make both ids. */
export function personOf(digits: string, name: string, since: number): PersonView {
  const device = { id: `d${digits[1]}`.repeat(16), since, recovery: false, name: "", pausedUntil: null, here: false };
  return {
    member: digits.repeat(16),
    name,
    devices: [device],
    since,
    full: true,
    welcomedBy: null,
    welcome: null,
    pausedUntil: null,
  };
}

/** A group that `me` is in, on their first device. */
export function groupOf(id: string, name: string, me: PersonView, ...others: PersonView[]): GroupView {
  const people = [me, ...others].sort((a, b) => a.since - b.since);
  const here = me.devices[0]!.id;
  return {
    id,
    name,
    me: { member: me.member, name: me.name, device: here },
    people: people.map((one) => ({ ...one, devices: one.devices.map((d) => ({ ...d, here: d.id === here })) })),
    invitations: [],
    asking: [],
    relays: [],
    circles: [],
    status: { kind: "shared" },
    refused: {},
    standing: {
      full: people.filter(({ full }) => full).length,
      removalNeeds: 2,
      removalNeedsOfJoiner: 2,
      welcomeNeeds: Math.floor(people.length / 2) + 1,
      chosen: { removal: null, welcomes: null },
      canRemove: people.length > 2,
      frozen: false,
      chooseAgain: null,
    },
    gone: [],
    here: { kind: "here" },
    asks: [],
    recoveries: [],
    companions: [],
    before: null,
    along: [],
    called: [],
    said: 0,
  };
}

export function deviceDouble(...groups: GroupView[]): DeviceDouble {
  const view: DeviceView = { ready: true, fault: null, groups, joining: [], foundings: [] };
  const watchers = new Set<(view: DeviceView) => void>();
  const ears = new Map<string, Set<Parameters<Device["onWhisper"]>[2]>>();
  const documents = new Map<string, Handle>();
  const noteBytes = new Map<string, Uint8Array>();
  let made = 0;

  const show: DeviceDouble["show"] = (change) => {
    change(view);
    for (const watcher of [...watchers]) watcher(structuredClone(view));
  };
  const group = (id: string) => view.groups.find((one) => one.id === id);
  const text = new TextDecoder();
  const spoken = spokenDouble({
    group: (circle) => group(circle) ?? view.groups.find(({ circles }) => circles.some(({ id }) => id === circle)),
    isFull: () => double.full,
    changed: (circle) =>
      show((v) => {
        for (const one of v.groups) if (one.id === circle || one.circles.some(({ id }) => id === circle)) one.said++;
      }),
  });

  const double: DeviceDouble = {
    show,
    full: false,
    acts: [],
    calls: [],
    takenOff: [],
    actAnswer: { ok: true, value: { id: null } },
    flushes: 0,
    whispered: [],
    get notes() {
      return new Map([...noteBytes].map(([key, bytes]) => [key, JSON.parse(text.decode(bytes)) as unknown]));
    },
    arrive(id, doc, bytes) {
      const handle = documents.get(`${id}/${doc}`);
      if (handle) handle.merge(bytes);
      else documents.set(`${id}/${doc}`, new Handle(bytes));
    },
    hear(id, doc, from, message) {
      const words = message === null ? "" : JSON.stringify(message); // no word at all is a goodbye
      const bytes = message instanceof Uint8Array ? message : new TextEncoder().encode(words);
      for (const ear of [...(ears.get(`${id}/${doc}`) ?? [])]) ear(from, bytes);
    },
    saved: (id, doc) => documents.get(`${id}/${doc}`)!.save(),
    listeners: () =>
      watchers.size +
      [...ears.values()].reduce((sum, set) => sum + set.size, 0) +
      [...documents.values()].reduce((sum, handle) => sum + handle.listeners.size, 0),

    view: () => structuredClone(view),
    subscribe(watcher) {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
    async beginFounding() {
      return { ok: true, value: { id: "f1" } };
    },
    async found() {
      return { ok: true, value: null };
    },
    async signList() {
      return { ok: true, value: null };
    },
    async startGroup({ name, myName }) {
      const id = `${++made}`.padStart(64, "0");
      show((v) => v.groups.push(groupOf(id, name, { ...alice, name: myName })));
      return { ok: true, value: id };
    },
    async startAgain(old, { name, myName }) {
      if (double.full) return { ok: false, reason: "device-full" };
      const id = `${++made}`.padStart(64, "0");
      const before = { name: group(old)!.name, at: Date.UTC(2026, 5, 12), by: alice.member, group: old, left: 0 };
      show((v) => v.groups.push({ ...groupOf(id, name, { ...alice, name: myName }), before }));
      return { ok: true, value: id };
    },
    async callAlong(id, { into, to }) {
      if (group(id)!.here.kind !== "here" || !group(into)) return { ok: false, reason: "gone" };
      const others = group(id)!.people.filter(({ member }) => member !== group(id)!.me.member);
      double.calls.push({ group: id, into, to });
      show(() => {
        if (to === null) group(id)!.called = others.map(({ member }) => member);
      });
      return { ok: true, value: null };
    },
    async takeOff(id, what) {
      double.takenOff.push({ group: id, ...what });
      show((v) => {
        v.groups = v.groups.filter((one) => one.id !== id);
      });
      return { ok: true, value: null };
    },
    ...spoken.speaking,
    hearSaid: spoken.put,
    async openCircle(id) {
      const circle = (++made).toString(16).padStart(64, "0");
      const people = [{ member: group(id)!.me.member, until: null, ending: null }];
      show(() => group(id)!.circles.push({ id: circle, mine: "seated", people, status: { kind: "shared" } }));
      return { ok: true, value: circle };
    },
    async seat(id, circle, seat) {
      const one = group(id)?.circles.find((other) => other.id === circle);
      if (!one) return { ok: false, reason: "gone" };
      show(() => one.people.push({ ...seat, ending: null }));
      return { ok: true, value: null };
    },
    async endSeat(id, circle, { member, ends }) {
      const seat = group(id)
        ?.circles.find((other) => other.id === circle)
        ?.people.find((one) => one.member === member);
      if (!seat) return { ok: false, reason: "gone" };
      show(() => {
        seat.ending = ends ? { by: [group(id)!.me.member], needed: 2 } : null;
      });
      return { ok: true, value: null };
    },
    async leaveCircle(id, circle) {
      const one = group(id)?.circles.find((other) => other.id === circle);
      if (!one) return { ok: false, reason: "gone" };
      show(() => {
        one.mine = "left";
        one.people = one.people.filter(({ member }) => member !== group(id)!.me.member);
      });
      return { ok: true, value: null };
    },
    async invite(id) {
      const invitation = `invitation-${++made}`;
      show(() =>
        group(id)!.invitations.push({
          id: invitation,
          link: `https://fogata.example/#join/${invitation}`,
          expiresAt: Date.UTC(2026, 5, 12),
          state: "open",
          mine: true,
          here: true,
          label: "",
          purpose: { kind: "person" },
          uses: 1,
          left: 1,
          agreements: false,
          held: [],
        }),
      );
      return { ok: true, value: { id: invitation } };
    },
    async admit(id, asker) {
      const asking = group(id)?.asking.find((one) => one.id === asker);
      if (!asking) return { ok: false, reason: "gone" };
      show(() => {
        group(id)!.asking = group(id)!.asking.filter((one) => one !== asking);
        group(id)!.people.push({ ...bob, name: asking.name });
      });
      return { ok: true, value: null };
    },
    async refuse(id, asker) {
      if (!group(id)?.asking.some((one) => one.id === asker)) return { ok: false, reason: "gone" };
      show(() => {
        group(id)!.asking = group(id)!.asking.filter((one) => one.id !== asker);
      });
      return { ok: true, value: null };
    },
    async readInvitation(link) {
      if (!link.includes("#join/")) return { ok: false, reason: "not-a-link" };
      return {
        ok: true,
        value: { relay: "wss://relay.example", expiresAt: Date.UTC(2026, 5, 12), purpose: "person", agreements: false },
      };
    },
    async readAgreements() {
      return { ok: true, value: [] };
    },
    async accompany() {
      return { ok: true, value: null };
    },
    async askToJoin({ link, name }) {
      if (!link.includes("#join/")) return { ok: false, reason: "not-a-link" };
      const id = `joining-${++made}`;
      show((v) =>
        v.joining.push({
          id,
          name,
          purpose: "person",
          progress: null,
          list: null,
          words: ["river", "lamp", "onion", "door"],
          state: "waiting",
          group: null,
        }),
      );
      return { ok: true, value: { id } };
    },
    async forgetJoining(id) {
      show((v) => {
        v.joining = v.joining.filter((one) => one.id !== id);
      });
    },
    async makeSheet() {
      return { ok: true, value: [..."abandon ".repeat(23).trim().split(" "), "art"] };
    },
    async recover() {
      return { ok: false, reason: "nothing-there" };
    },
    async act(id, act) {
      double.acts.push({ group: id, act });
      return double.actAnswer;
    },
    reconnect() {},
    async openDocument(id, doc, start) {
      const key = `${id}/${doc}`;
      if (!documents.has(key)) {
        if (!start) return { ok: false, reason: "missing" };
        documents.set(key, new Handle(start));
      }
      return { ok: true, value: documents.get(key)! };
    },
    async glance(id, doc, { stamp, look }) {
      const handle = documents.get(`${id}/${doc}`);
      if (!handle) return { kind: "missing" };
      const now = A.getHeads(handle.doc() as A.Doc<unknown>).join();
      return now === stamp ? { kind: "same" } : { kind: "seen", stamp: now, value: look(handle.doc()) };
    },
    async createDocument(id, doc, start) {
      if (double.full) return { ok: false, reason: "device-full" };
      const handle = new Handle(start);
      documents.set(`${id}/${doc}`, handle);
      return { ok: true, value: handle };
    },
    async flush() {
      double.flushes++;
    },
    whisper(id, doc, message) {
      const said: unknown = message.length === 0 ? null : JSON.parse(text.decode(message));
      double.whispered.push({ group: id, doc, message: said });
    },
    onWhisper(id, doc, heard) {
      const key = `${id}/${doc}`;
      ears.set(key, (ears.get(key) ?? new Set()).add(heard));
      return () => void ears.get(key)?.delete(heard);
    },
    note: async (key) => noteBytes.get(key) ?? null,
    async setNote(key, value) {
      if (value === null) noteBytes.delete(key);
      else noteBytes.set(key, value);
      return { ok: true, value: null };
    },
    async close() {},
  };
  return double;
}

/** As much of automerge-repo's handle as the app uses. */
class Handle implements DocumentHandle {
  readonly listeners = new Set<(payload: { patches: unknown[] }) => void>();
  #doc: A.Doc<unknown>;

  constructor(bytes: Uint8Array) {
    this.#doc = A.load(bytes);
  }
  doc(): unknown {
    return this.#doc;
  }
  save(): Uint8Array {
    return A.save(this.#doc);
  }
  change(edit: (draft: never) => void): void {
    this.#set(A.change(this.#doc, edit as (draft: unknown) => void));
  }
  merge(bytes: Uint8Array): void {
    this.#set(A.merge(A.clone(this.#doc), A.load(bytes)));
  }
  update(next: (doc: never) => never): void {
    this.#set(next(A.clone(this.#doc) as never));
  }
  on(_event: "change", listener: (payload: { patches: unknown[] }) => void): void {
    this.listeners.add(listener);
  }
  off(_event: "change", listener: (payload: { patches: unknown[] }) => void): void {
    this.listeners.delete(listener);
  }
  #set(next: A.Doc<unknown>): void {
    const patches = A.diff(next, A.getHeads(this.#doc), A.getHeads(next));
    this.#doc = next;
    if (patches.length > 0) for (const listener of [...this.listeners]) listener({ patches });
  }
}
