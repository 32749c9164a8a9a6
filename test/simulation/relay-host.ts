// One simulated relay on one simulated network: the real relay core over its store in memory, with a disk that takes
// time, connections that delay, double, reorder and break, restarts, wipes and an old backup put back.

import { peekEntry } from "@fogata/keys";
import { decodeReply, decodeRequest, type Request, readEntryId } from "@fogata/protocol";
import { type Change, type Command, createMemoryStore, createRelayCore, type RelayCore } from "@fogata/relay";
import type { Transport } from "@fogata/sync";
import type { World } from "./world.ts";

export interface RelayHost {
  readonly key: Uint8Array;
  /** The network as one process sees it; `reachable` false: nothing opens and what is open breaks. */
  open(process: { alive: boolean }, device: { reachable: boolean; connectedAt: number }): Transport;
  dropOne(): void;
  /** Breaks every connection of this device. */
  cutOff(device: object): void;
  /** Everything not synced is forgotten, every connection breaks. */
  restart(): Promise<void>;
  /** The disk is replaced by an empty one. */
  wipe(): Promise<void>;
  /** An old backup is put back. */
  rollBack(): Promise<void>;
  /** Hears every request as it comes to the relay, with whose it is. */
  listen(heard: (device: object, request: Request) => void): void;
  /** Entries on the disk now, by id. */
  entries(): Map<string, Uint8Array>;
  /** Every entry on this disk, with its epoch and when it came. */
  logged(): Iterable<Logged>;
  /** The log that goes, or went, by this name. */
  logNamed(life: string): string;
  /** A trim leaves it out. */
  isHidden(one: Logged): boolean;
  /** Every entry that was ever acknowledged. */
  readonly acknowledged: ReadonlySet<string>;
  /** All bytes it ever received. */
  readonly received: Uint8Array[];
  /** Faults of the network stop. */
  heal(): void;
  /** How often a device was told that its place is on another log. */
  resets(): number;
  /** Pushes that came so far. */
  pushes(): number;
  /** Frames under way. */
  flying(): number;
  damages(): number;
}

export interface Logged {
  id: string;
  kidHint: string;
  at: number;
  slot: string;
  gen: string;
  seq: number;
}

type Snapped = (Change & { type: "snap" })["row"] & { gen: string };
const isTrimmed = ({ trim }: Snapped) => trim === "pending" || trim === "done";

interface Wire {
  conn: number;
  device: object;
  open: boolean;
  down(frame: Uint8Array): void;
  break(): void;
}

export function createRelayHost(o: {
  world: World;
  sha256(bytes: Uint8Array): Uint8Array;
  verify(o: { publicKey: Uint8Array; data: Uint8Array; signature: Uint8Array }): boolean;
}): RelayHost {
  const { world } = o;
  let key: Uint8Array = new Uint8Array(32).fill(7);
  const limits = {
    frameBytesMax: 1 << 21,
    entryBytesMax: 1 << 20,
    entriesPerPushMax: 16,
    ephBytesMax: 4096,
    blobBytesMax: 1 << 20,
    channelBytesMax: 1 << 30,
  };
  let store = createMemoryStore();
  let history: Command[] = [];
  let core: RelayCore;
  let life = 0;
  let conns = 0;
  let calm = false;
  let resets = 0;
  let flying = 0;
  let damages = 0;
  const wires = new Map<number, Wire>();
  const pushes = new Map<string, string[]>();
  const acknowledged = new Set<string>();
  const received: Uint8Array[] = [];
  let logged = new Map<string, Logged>();
  let snaps = new Map<string, Snapped>();
  /** A log has another name after each trim that was undone. */
  const logOfLife = new Map<string, string>();
  let heard: (device: object, request: Request) => void = () => {};

  async function start(): Promise<void> {
    life++;
    const loaded = await store.load();
    core = createRelayCore({
      relayKey: key,
      loaded,
      limits,
      pass: new Uint8Array(),
      sha256: o.sha256,
      verify: o.verify,
    });
  }
  function breakAll(): void {
    for (const wire of [...wires.values()]) wire.break();
  }

  function handle(event: Parameters<RelayCore["handle"]>[0]): void {
    const mine = life;
    for (const effect of core.handle(event)) {
      if (effect.type === "send") {
        watch(effect.to, effect.frame);
        for (const conn of effect.to) wires.get(conn)?.down(effect.frame);
      } else if (effect.type === "soon") handle({ type: "soon" });
      else if (effect.type === "close") wires.get(effect.conn)?.break();
      else if (effect.type === "wake") {
        world.after(Math.min(effect.inMs, 86_400_000), () => {
          if (mine === life) handle({ type: "tick", now: world.now() });
        });
      } else {
        const { job, command } = effect;
        // A crash before this moment is a crash before the sync: nothing of it was written.
        world.after(world.chance.below(20), () => {
          if (mine !== life) return;
          const answer = store.performNow(command);
          if (command.type === "write") keep(command);
          handle({ type: "done", job, answer });
        });
      }
    }
  }
  function keep(command: Command & { type: "write" }): void {
    history.push(command);
    for (const change of command.changes) {
      log(change);
    }
  }

  function log(change: Change): void {
    if (change.type === "channel") logOfLife.set(hexOf(change.row.life), hexOf(change.row.gen));
    if (change.type === "snap") snaps.set(hexOf(change.row.id), { ...change.row, gen: hexOf(change.gen) });
    if (change.type === "gone") {
      const gone = hexOf(change.gen);
      for (const [id, one] of logged) if (one.gen === gone) logged.delete(id);
    }
    if (change.type !== "entries") return;
    const gen = hexOf(change.gen);
    for (const { bytes, seq } of change.rows) {
      const { id, kidHint } = peekEntry(bytes)!;
      logged.set(id, { id, kidHint, at: world.now(), slot: hexOf(bytes.subarray(18, 26)), gen, seq });
    }
  }

  function connect(
    process: { alive: boolean },
    device: { reachable: boolean; connectedAt: number },
    on: { opened(): void; frame(bytes: Uint8Array): void; closed(): void },
  ) {
    const conn = ++conns;
    let last = { up: 0, down: 0 };
    const wire: Wire = {
      conn,
      device,
      open: false,
      down: (frame) =>
        carry("down", () => {
          if (process.alive) on.frame(frame);
        }),
      break() {
        if (!wires.delete(conn)) return;
        wire.open = false;
        handle({ type: "disconnected", conn });
        world.after(world.chance.below(50), () => process.alive && on.closed());
      },
    };
    wires.set(conn, wire);
    world.after(5 + world.chance.below(100), () => {
      if (!wires.has(conn)) return;
      if (!device.reachable || !process.alive) return wire.break();
      wire.open = true;
      device.connectedAt = world.now();
      handle({ type: "connected", conn, nonce: o.sha256(new Uint8Array([conn >> 8, conn & 255, life & 255])) });
      on.opened();
    });

    /** In order, except where the network misbehaves. */
    function carry(way: "up" | "down", deliver: () => void): void {
      const once = (at: number) => {
        flying++;
        world.after(at - world.now(), () => {
          flying--;
          if (wires.has(conn) && wire.open) deliver();
        });
      };
      const at = Math.max(last[way], world.now() + 2 + world.chance.around(20));
      if (!calm && world.chance.often(0.02)) {
        world.count("frame reordered");
        once(world.now() + 2 + world.chance.around(400));
        return;
      }
      last = { ...last, [way]: at };
      once(at);
      if (!calm && world.chance.often(0.02)) {
        world.count("frame doubled");
        once(at + world.chance.below(200));
      }
      if (!calm && world.chance.often(0.01)) {
        world.count("frames delayed");
        last = { ...last, [way]: at + world.chance.around(5_000) };
      }
    }

    return {
      send(frame: Uint8Array) {
        if (!process.alive) return;
        const copy = frame.slice();
        carry("up", () => {
          received.push(copy);
          note(conn, device, copy);
          handle({ type: "frame", conn, bytes: copy, now: world.now() });
        });
      },
      close: () => wire.break(),
    };
  }
  /** What the relay promises, and how often it says that somebody's place is on another log. */
  function watch(to: readonly number[], frame: Uint8Array): void {
    const read = decodeReply(frame);
    if (!read.ok) throw new Error("The relay's own frame cannot be read");
    if (read.value.type === "batch" && read.value.reset) resets++;
    if (read.value.type !== "ack") return;
    for (const id of pushes.get(`${to[0]}/${read.value.ref}`) ?? []) acknowledged.add(id);
  }
  /** Remembers what an ACK will be about. */
  function note(conn: number, device: object, frame: Uint8Array): void {
    const read = decodeRequest(frame);
    if (read.ok) heard(device, read.value);
    if (!read.ok || read.value.type !== "push") return;
    pushes.set(
      `${conn}/${read.value.ref}`,
      read.value.entries.map(({ bytes }) => idOf(bytes)),
    );
  }

  void start();
  return {
    listen(listener) {
      heard = listener;
    },
    get key() {
      return key;
    },
    acknowledged,
    received,
    open: (process, device) => ({
      connect: (_, on) => connect(process, device, on),
    }),
    dropOne() {
      if (wires.size > 0) world.chance.pick([...wires.values()]).break();
    },
    cutOff(device) {
      for (const wire of [...wires.values()]) if (wire.device === device) wire.break();
    },
    async restart() {
      store.crash();
      breakAll();
      await start();
    },
    async wipe() {
      damages++;
      store = createMemoryStore();
      history = [];
      logged = new Map();
      snaps = new Map();
      if (world.chance.often(0.5)) {
        world.count("relay renamed");
        key = o.sha256(key);
      }
      breakAll();
      await start();
    },
    async rollBack() {
      damages++;
      history = history.slice(0, world.chance.below(history.length + 1));
      store = createMemoryStore();
      logged = new Map();
      snaps = new Map();
      for (const command of history) {
        store.performNow(command);
        for (const change of (command as Command & { type: "write" }).changes) {
          log(change);
        }
      }
      breakAll();
      await start();
    },
    entries() {
      const all = new Map<string, Uint8Array>();
      for (const command of history) {
        for (const change of (command as Command & { type: "write" }).changes) {
          if (change.type === "entries") for (const { bytes } of change.rows) all.set(idOf(bytes), bytes);
        }
      }
      return all;
    },
    logged: () => logged.values(),
    logNamed: (life) => logOfLife.get(life) ?? life,
    isHidden({ id, gen, slot, seq }) {
      const trimmed = [...snaps.values()].filter(
        (one) => one.gen === gen && hexOf(one.slot) === slot && isTrimmed(one),
      );
      return trimmed.some((one) => seq <= one.upTo || (snaps.has(id) && seq < one.seq));
    },
    heal() {
      calm = true;
    },
    resets: () => resets,
    pushes: () => pushes.size,
    flying: () => flying,
    damages: () => damages,
  };
}

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const idOf = (bytes: Uint8Array) => Buffer.from(readEntryId(bytes)!).toString("hex");
