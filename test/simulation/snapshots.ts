// The same stories with short logs, so that documents are made whole, checked, cut and erased all the time; in one of
// three somebody leaves out half of what was written and has the log cut by that. In the end eight days pass and somebody
// new comes, who must have everything from what the relay still has.
import { type EpochKeys, epochKeys, openEntry } from "@fogata/keys";
import type { Request } from "@fogata/protocol";
import { joinParts, type Rules, readPartList, rules } from "@fogata/sync/testing";
import type { Device } from "./device.ts";
import { readChanges } from "./model-document.ts";
import { modelWorld } from "./primitives.ts";
import { type RunResult, run, type Scene, type Stage } from "./run.ts";

const entriesMax = 8;
/** Of one document: what came together, before anybody looked, and what is hidden and not a week old. */
const remainMax = 6 * entriesMax;
const days = 24 * 60 * 60 * 1000;

const never = 1e9;
export const shortLogs: Rules = {
  ...rules,
  measures: {
    entriesMax,
    bytesMax: never,
    timesMax: never,
    bytesMin: never,
    everyMs: 1_500,
    wholeBytesMax: never,
    partBytes: 600,
  },
};
/** Nearly every document is too long for one entry. */
const longDocuments = { ...shortLogs.measures, wholeBytesMax: 400 };
/** Has the log cut by what it made itself, objects to nothing of its own, and has every old channel deleted that it can. */
const liar: Pick<Rules, "toSay" | "toMove"> = {
  toMove: ({ frozen, frozenMs, isSaid }) =>
    frozen ? (frozenMs < 91 * days ? null : "delete") : isSaid ? "freeze" : "moved",
  toSay(o) {
    if (!o.ours) return rules.toSay(o);
    if (o.told.trim !== "none") return null;
    return o.told.verified ? "trim" : "verified";
  },
};

interface Noted {
  id: string;
  hash: string;
  type: string;
  comp: string;
  doc: string;
  device: string;
  carries: string[];
}
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

export function runWithSnapshots(o: {
  seed: number;
  steps: number;
  wrong?: Partial<Rules>;
  trace?: boolean;
}): Promise<RunResult> {
  const { p, ...world } = modelWorld(o.seed);
  const hasParts = o.seed % 2 === 0;
  const kept: Rules = { ...shortLogs, ...(hasParts && { measures: longDocuments }), ...o.wrong };
  const hasLiar = o.seed % 3 === 1;
  const isLong = o.seed % 5 === 0;
  return run({ seed: o.seed, steps: o.steps, p, ...world, rules: kept, trace: o.trace, scene });

  function scene({ world, relay, devices, broken, admit, quiet }: Stage): Scene {
    const isLiar = (name: string) => hasLiar && name === "Bob";
    const partsSent = new Map<string, Uint8Array>();
    /** With the changes of each entry that it is to stand for: once these are erased, nobody could tell any more. */
    const made: { by: string; id: string; entry: Uint8Array; standsFor: (readonly string[])[] }[] = [];
    /** By snapshot: the honest who told the relay that they had looked at it. */
    const lookedAt = new Map<string, Set<string>>();
    relay.listen((from, request) => {
      const device = from as Device;
      if (request.type === "snap") saw(device, request);
      if (request.type === "part") {
        world.count("part sent");
        partsSent.set(hex(request.hash), request.bytes);
      }
      if (request.type === "blobGet") world.count("part asked for");
      if (request.type === "freeze") world.count("channel left");
      if (request.type === "delete") world.count("channel deleted");
      if (request.type === "keep") world.count(request.snaps.length > 0 ? "trim undone" : "channel kept");
      if (request.type === "verified") {
        world.count("snapshot checked");
        const snap = hex(request.snap);
        if (!isLiar(device.name)) lookedAt.set(snap, (lookedAt.get(snap) ?? new Set()).add(device.name));
      }
      if (request.type !== "trim") return;
      world.count("log trimmed");
      if (!isLiar(device.name)) for (const snap of request.snaps) mustBeVouched(device, hex(snap));
    });

    function saw(device: Device, { gen, upTo, entry }: Request & { type: "snap" }): void {
      world.count("snapshot made");
      const slot = hex(entry.bytes.subarray(18, 26));
      const log = relay.logNamed(hex(gen));
      const standsFor = [...relay.logged()].filter((one) => one.gen === log && one.slot === slot && one.seq <= upTo);
      all = null;
      const changes = standsFor.map(({ id }) => everyNote().get(id)).filter((note) => note?.type === "changes");
      const carried = changes.map((note) => note!.carries);
      made.push({ by: device.name, id: hex(entry.id), entry: entry.bytes, standsFor: carried });
      all = null;
    }
    /** S97 Whoever has a log cut has read that somebody else vouches for what remains. */
    function mustBeVouched(device: Device, snap: string): void {
      const notes = [...notesOf(device).values()];
      const maker = notes.find(({ id }) => id === snap)?.device;
      const vouched = notes.some(
        (one) => one.comp === "checked" && one.device !== maker && one.carries[0]?.startsWith(snap),
      );
      if (!vouched) broken.push(`${device.name} trims by what nobody else has vouched for`);
    }
    function notesOf(device: Device): Map<string, Noted> {
      const notes = new Map<string, Noted>();
      for (const key of device.disk.keys(`circle/${device.start.circle}/note/`)) {
        const note = JSON.parse(new TextDecoder().decode(device.disk.get(key)!)) as Noted;
        notes.set(note.id, note);
      }
      return notes;
    }
    let all: Map<string, Noted> | null = null;
    /** Every note there is, from whoever has it. */
    const everyNote = () => {
      // Of its own operations a device notes less than the others do.
      const of = (device: Device) => [...notesOf(device)];
      all ??= new Map(devices.flatMap(of).sort(([, one], [, other]) => one.carries.length - other.carries.length));
      return all;
    };

    /** S95 What an honest device said is whole was so, up to where it said. S96 And what it found so, whoever said it. */
    async function checkMade(): Promise<void> {
      const epochs = new Map<EpochKeys["kid"], EpochKeys>();
      for (const device of devices) {
        for (const key of device.disk.keys(`circle/${device.start.circle}/epoch/`)) {
          const keys = await epochKeys(p, device.disk.get(key)!);
          epochs.set(keys.kid, keys);
        }
      }
      const signer = (id: string) =>
        devices[0]!
          .leader()!
          .client!.membership()
          .devices.get(id as never)?.card.sign ?? null;
      for (const { by, id, entry, standsFor } of made) {
        const found = [...(lookedAt.get(id) ?? [])];
        if (isLiar(by) && found.length === 0) continue;
        const opened = await openEntry(p, { bytes: entry, epochs, signingKeyOf: signer });
        if (!opened.ok) {
          broken.push(`a snapshot of ${by} does not open: ${opened.reason}`);
          continue;
        }
        const { comp, payload } = opened.value;
        const list = comp === "parted" ? readPartList(payload) : null;
        const whole = list ? await joinParts(p, list, async (hash) => partsSent.get(hash) ?? null) : payload;
        if (!whole) {
          broken.push(`a snapshot of ${by} has parts that do not fit`);
          continue;
        }
        const holds = new Set(readChanges(whole).map(({ hash }) => hash));
        const lacks = standsFor.filter((hashes) => !hashes.every((hash) => holds.has(hash)));
        if (lacks.length === 0) continue;
        const what = isLiar(by) ? `what ${by} made and ${found.join(" and ")} found good` : `a snapshot of ${by}`;
        broken.push(`${what} stands for ${lacks.length} entries that it lacks`);
      }
    }

    /** S124 What stays of each document is bounded, however much was written: in each channel, and on every device. */
    function checkBounds(): void {
      if (hasLiar) return;
      const isChanges = (id: string) => everyNote().get(id)?.type === "changes";
      const shown = [...relay.logged()].filter((one) => isChanges(one.id) && !relay.isHidden(one));
      const counts = new Map<string, number>();
      for (const { slot } of shown) counts.set(slot, (counts.get(slot) ?? 0) + 1);
      for (const [slot, count] of counts)
        if (count > remainMax) broken.push(`${count} entries of slot ${slot} remain at the relay`);
      for (const device of devices) {
        const kept = device.disk
          .keys(`circle/${device.start.circle}/entry/`)
          .filter((key) => isChanges(key.slice(-32)));
        if (kept.length > shown.length + remainMax)
          broken.push(`${device.name} keeps ${kept.length} entries, the relay ${shown.length}`);
        world.count("entries kept", kept.length);
      }
      world.count("entries written", [...everyNote().keys()].filter(isChanges).length * devices.length);
      all = null;
    }
    /** Now and then everybody there is online together. */
    async function months(count: number): Promise<void> {
      for (let month = 0; month < count; month++) {
        world.leap(31 * days);
        await relay.restart();
        await world.pass(3 * 60_000);
      }
    }
    /** Somebody is away while the key changes, and until long after; nobody may delete what shows them the way. */
    async function halfAYearAway(): Promise<void> {
      const away = devices.findLast(({ name }) => !isLiar(name))!;
      const there = devices.find((one) => one !== away && !isLiar(one.name));
      if (!there) return;
      world.count("away for half a year");
      away.reachable = false;
      relay.cutOff(away);
      await there.leader()!.client!.rotate();
      await world.pass(5 * 60_000);
      await months(6);
      await quiet();
    }

    return {
      // Whoever stood where everything was erased begins again; so does everybody when a trim is undone.
      mayReset: true,
      castOf: (name) => (isLiar(name) ? { rules: { ...kept, ...liar }, savesLess: true } : {}),
      async ending() {
        // What is hidden is erased meanwhile.
        world.leap(8 * days);
        await world.pass(60_000);
        await quiet();
        await checkMade();
        if (isLong) await halfAYearAway();
        // Old channels are left, and deleted a quarter of a year later, when nobody needs them.
        await world.pass(5 * 60_000);
        await months(3);
        await quiet();
        checkBounds();
        await admit("Zoe", "whatever-was-begun");
        await quiet();
        if (!devices.some(({ name }) => name === "Zoe")) broken.push("Zoe was not admitted");
        all = null;
      },
      isThere(device, id) {
        const note = everyNote().get(id);
        if (note?.type === "snapshot") return true;
        if (note?.type === "control")
          return device.disk.get(`circle/${device.start.circle}/op/${note.carries[0]}`) !== undefined;
        // Of use to the one device that it is for, while the other cannot be read.
        if (note?.type === "lockbox") return true;
        return note?.type === "changes" && note.carries.every((hash) => device.onDisk(note.doc).has(hash));
      },
      // Whether what stands for it really has it, Zoe shows.
      mayBeGone: (id) => everyNote().get(id)?.type !== "statement",
    };
  }
}
