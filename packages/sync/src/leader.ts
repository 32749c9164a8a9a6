// One tab of a device leads: it alone seals, sends and counts. Leadership follows the eye, because a hidden tab's
// timers are throttled: a shown tab asks, the leader finishes its step and lets go, and after a second it is taken.
// Whoever leads holds a number; what the last leader still tries to write under a lower one is refused.
import type { Bytes, Clock, Off, RawStorage, Storage } from "./ports.ts";

/** As much of the browser's LockManager as is used. */
export interface Locks {
  request<T>(name: string, o: { signal?: AbortSignal; steal?: boolean }, work: () => Promise<T>): Promise<T>;
}
/** What a leader does, until it stops. */
export interface Reign {
  /** Finishes the step under way; afterwards nothing runs. */
  stop(): Promise<void>;
}
export interface Leadership {
  /** This tab is shown now: it should lead. */
  wanted(): void;
  /** Another tab asks: lets go and queues again behind it. */
  yield(): void;
  close(): Promise<void>;
}

export const stealAfterMs = 1_000;
const fenceKey = "device/fence";

export function seekLeadership(o: {
  /** Null where the browser has none: then there is one tab, and it leads. */
  locks: Locks | null;
  name: string;
  clock: Clock;
  storage: RawStorage;
  /** Says to the leading tab, if there is one, that this tab would lead. */
  ask(): void;
  /** Begins to lead; every write goes through `storage`, which refuses once another leads. */
  lead(storage: Storage): Promise<Reign>;
}): Leadership {
  let state: "waiting" | "leading" | "closed" = "waiting";
  let queued: AbortController | null = null;
  let letGo: () => void = () => {};
  let cancelSteal: Off = () => {};
  let done: Promise<void> = Promise.resolve();

  function seek(steal: boolean): void {
    if (state === "closed") return;
    if (o.locks === null) {
      done = reign();
      return;
    }
    const controller = new AbortController();
    queued = steal ? null : controller;
    // A lock cannot be both stolen and given up, so a steal carries no signal.
    let granted: Promise<void> | null = null;
    const request = o.locks.request(o.name, steal ? { steal } : { signal: controller.signal }, () => {
      cancelSteal();
      queued = null;
      granted = reign();
      return granted;
    });
    done = request.catch(() => {
      // Given up, to steal instead; or stolen from us: the lock is another's by now, but what runs here must end too.
      if (granted === null) return;
      letGo();
      return granted;
    });
  }

  /** Until let go. Queues again afterwards, so that some tab leads as long as one is open. */
  async function reign(): Promise<void> {
    if (state === "closed") return;
    state = "leading";
    const over = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const fenced = await takeFence(o.storage);
    const reigning = fenced && (await o.lead(fenced));
    if (reigning) {
      await over;
      await reigning.stop();
    }
    if (state !== "leading") return;
    state = "waiting";
    if (reigning) queueMicrotask(() => seek(false));
  }

  seek(false);
  return {
    wanted() {
      if (state !== "waiting" || o.locks === null) return;
      o.ask();
      cancelSteal();
      cancelSteal = o.clock.after(stealAfterMs, () => {
        if (state !== "waiting") return;
        queued?.abort();
        seek(true);
      });
    },
    yield() {
      if (state === "leading" && o.locks !== null) letGo();
    },
    async close() {
      const led = state === "leading";
      state = "closed";
      cancelSteal();
      queued?.abort();
      letGo();
      if (led || queued) await done;
    },
  };
}

/** Raises the number by one and gives the storage that writes only while it stands; null if it cannot be written. */
async function takeFence(storage: RawStorage): Promise<Storage | null> {
  for (;;) {
    const before = await storage.get(fenceKey);
    const mine = new Uint8Array(8);
    new DataView(mine.buffer).setBigUint64(0, (before === null ? 0n : read(before)) + 1n);
    const taken = await storage.guarded(fenceKey, before).write([{ key: fenceKey, value: mine }], "strict");
    if (taken.ok) return storage.guarded(fenceKey, mine);
    // A full disk must still be led, so that people see what they have and can make room.
    if (taken.reason === "full") return storage.guarded(fenceKey, before);
    // Somebody else raised it in between: theirs is older than our lock, so try again above it.
    const now = await storage.get(fenceKey);
    if (same(before, now)) return null;
  }
}

const read = (bytes: Bytes) => (bytes.length === 8 ? new DataView(bytes.slice().buffer).getBigUint64(0) : 0n);
const same = (a: Bytes | null, b: Bytes | null) => (a === null || b === null ? a === b : read(a) === read(b));
