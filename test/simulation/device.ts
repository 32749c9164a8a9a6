// One simulated device: a disk, some tabs, one of which leads and runs the client. Power cuts, killed tabs, handovers.

import type { Primitives } from "@fogata/keys";
import { type CircleStart, type Client, createClient } from "@fogata/sync";
import { createDisk, type Disk } from "./disk.ts";
import type { Change, ModelDocument } from "./model-document.ts";
import type { RelayHost } from "./relay-host.ts";
import { createTabDocuments, loadDocument } from "./tab-documents.ts";
import type { World } from "./world.ts";

type Rules = NonNullable<Parameters<typeof createClient>[2]>;
type Docs = ReturnType<typeof createTabDocuments>;
export interface Tab {
  process: { alive: boolean };
  docs: Docs;
  client: Client | null;
  /** Between `start` and `stop`. */
  ready: boolean;
}

export interface Device {
  readonly name: string;
  readonly start: CircleStart;
  readonly disk: Disk;
  readonly tabs: Tab[];
  reachable: boolean;
  connectedAt: number;
  /** The tab that leads, if it has finished starting. */
  leader(): Tab | null;
  boot(tabs: number): void;
  /** The power goes: every tab ends, what was not synced may be lost. Comes back by `boot`. */
  cut(): void;
  on(): boolean;
  /** The leading tab ends as it stands; another takes over. */
  killLeader(): void;
  /** The leading tab finishes its step and hands over. */
  handOver(): Promise<void>;
  /** A document as the disk holds it now. */
  onDisk(doc: string): ModelDocument;
}

export function createDevice(o: {
  world: World;
  relay: RelayHost;
  p: Primitives;
  name: string;
  start: CircleStart;
  rules: Rules;
  /** Makes documents whole that are not: half of what was written is left out. */
  savesLess?: boolean;
  /** Something of this device's was just lost: what was promised may have to be forgiven. */
  lost(device: Device): void;
}): Device {
  const { world, relay, p, start } = o;
  const disk = createDisk(world);
  const tabs: Tab[] = [];
  let opened = 0;

  function openTab(): Tab {
    const process = { alive: true };
    const storage = disk.open(process);
    const others = () => tabs.filter((tab) => tab !== self && tab.process.alive);
    const pass = (to: Tab, doc: string, changes: readonly Change[]) =>
      world.after(1 + world.chance.below(10), () => void to.docs.receive(doc, changes));
    const docs = createTabDocuments({
      world,
      storage,
      circle: start.circle,
      process,
      savesLess: o.savesLess === true,
      actor: `${start.device.id.slice(0, 24)}${String(++opened).padStart(8, "0")}`,
      broadcast(doc, changes) {
        for (const other of others()) pass(other, doc, changes);
      },
      opened(doc) {
        for (const other of others()) {
          const theirs = other.docs.changes(doc);
          if (theirs.length > 0) pass(self, doc, theirs);
        }
      },
    });
    const self: Tab = { process, docs, client: null, ready: false };
    tabs.push(self);
    return self;
  }

  function lead(tab: Tab): void {
    const { process, docs } = tab;
    const clock = {
      now: world.now,
      after: (ms: number, run: () => void) => world.after(ms, () => process.alive && run()),
    };
    const transport = relay.open(process, device);
    tab.client = createClient({ p, storage: disk.open(process), documents: docs, transport, clock }, start, o.rules);
    void tab.client.start().then(() => {
      tab.ready = true;
    });
  }
  function end(tab: Tab): void {
    tab.process.alive = false;
    tabs.splice(tabs.indexOf(tab), 1);
  }
  const leading = () => tabs.find((tab) => tab.client);
  function nextLeader(): void {
    const next = tabs[0] ?? openTab();
    world.after(world.chance.below(1_000), () => {
      if (next.process.alive && !leading()) lead(next);
      else if (tabs.length > 0 && !leading()) nextLeader();
    });
  }

  const device: Device = {
    name: o.name,
    start,
    disk,
    tabs,
    reachable: true,
    connectedAt: 0,
    leader: () => tabs.find((tab) => tab.client && tab.ready) ?? null,
    on: () => tabs.length > 0,
    boot(count) {
      for (let i = 0; i < count; i++) openTab();
      lead(tabs[0]!);
    },
    cut() {
      for (const tab of [...tabs]) end(tab);
      relay.cutOff(device);
      disk.powerCut();
      o.lost(device);
    },
    killLeader() {
      const tab = leading();
      if (!tab) return;
      end(tab);
      relay.cutOff(device);
      o.lost(device);
      nextLeader();
    },
    async handOver() {
      const tab = device.leader();
      if (!tab) return;
      tab.ready = false;
      await tab.client!.stop();
      tab.client = null;
      if (!tab.process.alive) return;
      tabs.push(tabs.shift()!);
      nextLeader();
    },
    onDisk(doc) {
      return loadDocument(disk.keys(`doc/${doc}/`).map((key) => disk.get(key)!));
    },
  };
  return device;
}
