// People with devices: real keys, real documents, a real relay; only the disk is memory and only the network can be
// cut. What a test waits for is a condition, told of by the device itself, never a length of time.
import { BroadcastChannel as NodeChannel } from "node:worker_threads";
import { type Primitives, type RelayAddress, webPrimitives } from "@fogata/keys";
import {
  type Channel,
  type Clock,
  type Device,
  type DeviceView,
  type Locks,
  openDevice,
  type Transport,
  webSocketTransport,
} from "@fogata/sync";
import { type MemoryStorage, memoryLocks, memoryStorage } from "@fogata/sync/testing";
import { WebSocket } from "ws";

export const p = webPrimitives({ crypto: globalThis.crypto as Crypto });

/** The real clock, ahead of the world by as much as a test says; what waits is woken when it is moved. */
export interface TestClock extends Clock {
  ahead(ms: number): void;
}
export function testClock(): TestClock {
  let aheadMs = 0;
  const waiting = new Set<{ at: number; run(): void; timer: ReturnType<typeof setTimeout> }>();
  const now = () => Date.now() + aheadMs;
  return {
    now,
    after(ms, run) {
      const one = {
        at: now() + ms,
        run() {
          waiting.delete(one);
          clearTimeout(one.timer);
          run();
        },
        timer: setTimeout(() => one.run(), Math.min(ms, 2 ** 31 - 1)),
      };
      waiting.add(one);
      return () => {
        waiting.delete(one);
        clearTimeout(one.timer);
      };
    },
    ahead(ms) {
      aheadMs += ms;
      for (const one of [...waiting].sort((a, b) => a.at - b.at)) if (one.at <= now()) one.run();
    },
  };
}

/** A network that can be cut: open connections close, new ones fail, until it is mended. */
export function cuttable(inner: Transport = webSocketTransport(WebSocket as never)) {
  let cut = false;
  const open = new Set<() => void>();
  /** Frames sent, by connection. */
  const sent: Uint8Array[][] = [];
  const transport: Transport = {
    connect(url, on) {
      if (cut) {
        queueMicrotask(on.closed);
        return { send() {}, close() {} };
      }
      const connection = inner.connect(url, {
        ...on,
        closed() {
          open.delete(connection.close);
          on.closed();
        },
      });
      const frames: Uint8Array[] = [];
      sent.push(frames);
      open.add(connection.close);
      return {
        send(frame) {
          frames.push(frame.slice());
          connection.send(frame);
        },
        close: connection.close,
      };
    },
  };
  return {
    transport,
    connections: () => sent,
    cut() {
      cut = true;
      for (const close of [...open]) close();
    },
    mend() {
      cut = false;
    },
  };
}

export interface Person {
  readonly device: Device;
  readonly disk: MemoryStorage;
  readonly clock: TestClock;
  /** Closes the device; it can be opened again on the same disk. */
  close(): Promise<void>;
  open(): Promise<void>;
  /** Another tab of the same device. */
  tab(): Promise<Person>;
  /** The frames this device sent, connection by connection. */
  connections(): Uint8Array[][];
  offline(): void;
  online(): void;
  /** Resolves with the picture once it satisfies the condition. */
  sees(condition: (view: DeviceView) => boolean): Promise<DeviceView>;
}

/** What the tabs of one device have in common. */
interface Shared {
  name: string;
  network: ReturnType<typeof cuttable>;
  locks: Locks;
  clock: TestClock;
}
let people = 0;
const opened = new Set<Person>();

export async function person(o: {
  relay: RelayAddress;
  disk?: MemoryStorage;
  tabOf?: Shared;
  /** Other primitives or another network than the real ones, for tests about just these. */
  p?: Primitives;
  transport?: Transport;
}): Promise<Person> {
  const shared = o.tabOf ?? {
    name: `person-${process.pid}-${people++}`,
    network: cuttable(o.transport),
    locks: memoryLocks(),
    clock: testClock(),
  };
  const { name, network, locks, clock } = shared;
  let disk = o.disk ?? memoryStorage();
  let device: Device;
  const self: Person = {
    get device() {
      return device;
    },
    get disk() {
      return disk;
    },
    clock,
    close: () => device.close(),
    async open() {
      disk = disk.again();
      device = openDevice({
        p: o.p ?? p,
        database: { ok: true, value: { storage: disk, cabinet: disk.cabinet } },
        documents: () => import("@fogata/sync/documents"),
        transport: network.transport,
        clock,
        locks,
        channel: (channel) => new NodeChannel(channel) as unknown as Channel,
        name,
        visibility: { visible: () => o.tabOf === undefined, onShown: () => () => {} },
        relayAddress: async (url) => (url === o.relay.url ? o.relay : null),
        appAddress: "https://fogata.example/",
      });
      await self.sees((view) => view.ready || view.fault !== null);
    },
    tab: () => person({ ...o, disk, tabOf: shared }),
    connections: network.connections,
    offline: network.cut,
    online() {
      network.mend();
      device.reconnect();
      // Whatever waits for its turn to try again need not wait as long as it would.
      clock.ahead(60_000);
    },
    sees(condition) {
      return new Promise((resolve) => {
        const look = (view: DeviceView) => {
          if (!condition(view)) return;
          off();
          resolve(view);
        };
        const off = device.subscribe(look);
        look(device.view());
      });
    },
  };
  await self.open();
  opened.add(self);
  return self;
}

export async function everybodyLeaves(): Promise<void> {
  await Promise.all([...opened].map((one) => one.close()));
  opened.clear();
}
