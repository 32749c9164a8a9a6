// When a lock closes, and how all tabs of a device close and open with it. An unlocked tab hands its key to one that
// was just opened; nothing of that touches the disk. Quiet is measured by what a person does, in whichever tab.
import type { RestKey } from "@fogata/keys";
import type { Cabinet, Clock, Off } from "./ports.ts";
import type { Channel } from "./tabs.ts";

/** When it closes by itself. Kept on this device, beside the lock. */
export interface LockChoices {
  /** After so long without a touch; null for never. */
  quietMs: number | null;
  /** As soon as nobody looks at any of its pages. */
  whenHidden: boolean;
}
export interface LockTabs {
  /** Somebody did something here. */
  active(): void;
  /** This page is hidden now, or shown. */
  seen(shown: boolean): void;
  /** Closes every tab, this one at once. */
  lockNow(): void;
  /** This tab was unlocked, or has just been given a lock. */
  opened(key: RestKey): void;
  /** There is no lock any more, here and in the other tabs. */
  removed(): void;
  choices(): LockChoices;
  choose(change: Partial<LockChoices>): Promise<boolean>;
  /** Whether a lock is there to be closed. */
  isSet(): boolean;
  subscribe(changed: () => void): Off;
  close(): void;
}

type Said =
  | { type: "who" }
  | { type: "key"; key: RestKey }
  | { type: "set"; set: boolean }
  | { type: "choices"; choices: LockChoices }
  | { type: "active" }
  | { type: "shown" }
  | { type: "hidden" }
  | { type: "lock" };

export const usualQuietMs = 5 * 60_000;
/** Others are told at most this often that somebody is here. */
export const activeGrainMs = 2_000;
/** Going from one tab to another hides the first before it shows the second. */
export const hiddenGraceMs = 500;
const choicesName = "lock/choices";

export function joinLockTabs(o: {
  channel: Channel | null;
  cabinet: Cabinet;
  clock: Clock;
  /** A lock is set, and this tab has opened it. */
  set: boolean;
  key: RestKey;
  shown: boolean;
  /** Blank at once, then let go of everything. */
  onLock(): void;
}): LockTabs {
  const { channel, clock, cabinet } = o;
  const listeners = new Set<() => void>();
  let { set, key, shown } = o;
  let choices = choicesOf(undefined);
  let last = clock.now();
  let told = 0;
  let closed = false;
  let cancelQuiet: Off = () => {};
  let cancelHidden: Off = () => {};

  const say = (said: Said) => {
    if (!closed) channel?.postMessage(said);
  };
  const changed = () => {
    for (const listener of [...listeners]) listener();
  };
  const overdue = () => set && choices.quietMs !== null && clock.now() - last >= choices.quietMs;

  function shut(): void {
    if (closed || !set) return;
    closed = true;
    cancelQuiet();
    cancelHidden();
    o.onLock();
  }
  function lockNow(): void {
    if (closed || !set) return;
    // First told, then done: what this tab does next may end it.
    say({ type: "lock" });
    shut();
  }
  function watch(): void {
    cancelQuiet();
    if (!set || choices.quietMs === null || closed) return;
    // Each touch begins the wait anew: when it is over nobody has touched anything, whatever the clock has been set to.
    const left = last + choices.quietMs - clock.now();
    cancelQuiet = clock.after(Math.min(choices.quietMs, Math.max(0, left)), lockNow);
  }
  function touched(): void {
    last = clock.now();
    watch();
  }

  channel?.addEventListener("message", ({ data }) => {
    if (closed) return;
    const said = data as Said;
    switch (said.type) {
      case "who":
        if (set) say({ type: "key", key });
        break;
      case "set":
        set = said.set;
        touched();
        changed();
        break;
      case "choices":
        choices = said.choices;
        watch();
        changed();
        break;
      case "active":
        touched();
        break;
      case "shown":
        cancelHidden();
        break;
      case "hidden":
        if (shown) say({ type: "shown" });
        break;
      case "lock":
        shut();
        break;
    }
  });
  if (shown) say({ type: "shown" });
  watch();
  // The page does not wait for them: until they are known, the usual ones hold.
  void cabinet.get(choicesName).then((kept) => {
    choices = choicesOf(kept);
    watch();
    changed();
  });

  return {
    active() {
      if (closed || !set) return;
      // A lid that was closed over the wait: the first touch after it must not open what ought to be shut.
      if (overdue()) return lockNow();
      touched();
      if (Math.abs(clock.now() - told) < activeGrainMs) return;
      told = clock.now();
      say({ type: "active" });
    },
    seen(now) {
      shown = now;
      cancelHidden();
      if (closed || !set) return;
      if (overdue()) return lockNow();
      if (shown) say({ type: "shown" });
      else if (choices.whenHidden) {
        cancelHidden = clock.after(hiddenGraceMs, lockNow);
        say({ type: "hidden" });
      }
    },
    lockNow,
    opened(next) {
      key = next;
      set = true;
      say({ type: "set", set: true });
      touched();
      changed();
    },
    removed() {
      set = false;
      say({ type: "set", set: false });
      watch();
      changed();
    },
    choices: () => choices,
    async choose(change) {
      choices = { ...choices, ...change };
      say({ type: "choices", choices });
      watch();
      changed();
      return (await cabinet.swap(choicesName, () => choices)) === "written";
    },
    isSet: () => set,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      closed = true;
      cancelQuiet();
      cancelHidden();
      listeners.clear();
      channel?.close();
    },
  };
}

/** A locked tab waits: another may be open, or be opened before this one. */
export function awaitKey(
  channel: Channel | null,
  given: (key: RestKey) => void,
): { tell(key: RestKey): void; close(): void } {
  let open = true;
  channel?.addEventListener("message", ({ data }) => {
    const said = data as Said;
    if (open && said.type === "key") given(said.key);
  });
  channel?.postMessage({ type: "who" } satisfies Said);
  return {
    /** Opened here: whoever else waits is let in too. */
    tell: (key) => channel?.postMessage({ type: "key", key } satisfies Said),
    close() {
      open = false;
    },
  };
}

function choicesOf(kept: unknown): LockChoices {
  const { quietMs, whenHidden } = { ...(kept as Partial<LockChoices> | undefined) };
  const known = quietMs === null || (typeof quietMs === "number" && quietMs > 0);
  return { quietMs: known ? quietMs : usualQuietMs, whenHidden: whenHidden === true };
}
