// One simulated device of a group with circles inside it: a disk, one tab, the group's client and the engine's own keeping
// of its circles. Power cuts and restarts; documents are the model's, one lot for each circle.

import type { Primitives } from "@fogata/keys";
import type { CircleStart, Client, Storage } from "@fogata/sync";
import { createClient } from "@fogata/sync";
import { type CircleRules, createWorkingGroups, type Rules } from "@fogata/sync/testing";
import { createDisk, type Disk } from "./disk.ts";
import type { ModelDocument } from "./model-document.ts";
import type { RelayHost } from "./relay-host.ts";
import { createTabDocuments, loadDocument, type TabDocuments } from "./tab-documents.ts";
import type { World } from "./world.ts";

type Circles = ReturnType<typeof createWorkingGroups>;
type CirclesDeps = Parameters<typeof createWorkingGroups>[0];
/** What runs between a start and the next end. */
export interface Running {
  group: Client;
  circles: Circles;
  docs(circle: string): TabDocuments;
}
export interface CirclesDevice {
  readonly name: string;
  readonly member: string;
  readonly start: CircleStart;
  readonly disk: Disk;
  reachable: boolean;
  connectedAt: number;
  /** Null until it has started. */
  running(): Running | null;
  on(): boolean;
  boot(): void;
  /** The power goes. */
  cut(): void;
  onDisk(circle: string, doc: string): ModelDocument;
}

/** The same storage with every key under `prefix`. */
function under(prefix: string, storage: Storage): Storage {
  return {
    get: (key) => storage.get(prefix + key),
    keys: async (key) => (await storage.keys(prefix + key)).map((found) => found.slice(prefix.length)),
    list: async (key) =>
      (await storage.list(prefix + key)).map((found) => ({ ...found, key: found.key.slice(prefix.length) })),
    write: (writes, how) =>
      storage.write(
        writes.map((write) => ({ ...write, key: prefix + write.key })),
        how,
      ),
    close: () => storage.close(),
  };
}

export function createCirclesDevice(o: {
  world: World;
  relay: RelayHost;
  p: Primitives;
  name: string;
  member: string;
  start: CircleStart;
  rules: Rules;
  circleRules: CircleRules;
  /** Something of this device's was just lost. */
  lost(device: CirclesDevice): void;
  begin(what: Promise<unknown>): void;
}): CirclesDevice {
  const { world, relay, p, start } = o;
  const disk = createDisk(world);
  let tab: { process: { alive: boolean }; running: Running | null } | null = null;
  let opened = 0;

  async function lead(process: { alive: boolean }): Promise<Running> {
    const storage = disk.open(process);
    const clock = {
      now: world.now,
      after: (ms: number, run: () => void) => world.after(ms, () => process.alive && run()),
    };
    const actor = `${start.device.id.slice(0, 24)}${String(++opened).padStart(8, "0")}`;
    const lots = new Map<string, TabDocuments>();
    const listeners = new Set<(doc: { circle: string; doc: string }) => void>();
    function docs(circle: string): TabDocuments {
      const known = lots.get(circle);
      if (known) return known;
      const lot = createTabDocuments({
        ...{ world, storage: under(`docs/${circle}/`, storage), circle, process, actor, savesLess: false },
        broadcast() {},
        opened() {},
      });
      lots.set(circle, lot);
      for (const listener of listeners) lot.onChange(listener);
      return lot;
    }
    const documents = {
      unknown: (ref, known) => docs(ref.circle).unknown(ref, known),
      encode: (ref, hashes) => docs(ref.circle).encode(ref, hashes),
      apply: (ref, payloads) => docs(ref.circle).apply(ref, payloads),
      save: (ref, known) => docs(ref.circle).save(ref, known),
      compare: (ref, payload) => docs(ref.circle).compare(ref, payload),
      beyond: (ref, heads) => docs(ref.circle).beyond(ref, heads),
      mend: async () => {},
      async saved(...refs) {
        for (const ref of refs) await docs(ref.circle).saved(ref);
        return undefined;
      },
      onChange(listener) {
        listeners.add(listener);
        const offs = [...lots.values()].map((lot) => lot.onChange(listener));
        return () => {
          listeners.delete(listener);
          for (const off of offs) off();
        };
      },
    } as Pick<TabDocuments, keyof CirclesDeps["documents"] & keyof TabDocuments> as unknown as CirclesDeps["documents"];
    const transport = relay.open(process, device);
    const group = createClient({ p, storage, documents: docs(start.circle), transport, clock }, start, o.rules);
    await group.start();
    const circles = createWorkingGroups(
      {
        ...{ p, clock, storage, documents, transport },
        createClient: (deps, begun) => {
          // Its lot is there before it asks to be told.
          docs(begun.circle);
          return createClient(deps, begun, o.rules);
        },
        onWhisper() {},
        changed() {},
      },
      { circle: start.circle, member: o.member as never, device: start.device, client: group },
      o.circleRules,
    );
    await circles.start();
    return { group, circles, docs };
  }

  const device: CirclesDevice = {
    ...{ name: o.name, member: o.member, start, disk, reachable: true, connectedAt: 0 },
    running: () => tab?.running ?? null,
    on: () => tab !== null,
    boot() {
      const mine = { process: { alive: true }, running: null as Running | null };
      tab = mine;
      o.begin(
        lead(mine.process).then((running) => {
          mine.running = running;
        }),
      );
    },
    cut() {
      if (tab) tab.process.alive = false;
      tab = null;
      relay.cutOff(device);
      disk.powerCut();
      o.lost(device);
    },
    onDisk: (circle, doc) => {
      const found = disk.keys(`docs/${circle}/doc/${doc}/`);
      return loadDocument(found.map((key) => disk.get(key)!));
    },
  };
  return device;
}
