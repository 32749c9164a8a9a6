// The lock of one device, at rest: turning it on and off, opening it, and the wait that grows with wrong tries. Each
// change is one write of one record, so after a power cut the device opens as before or as after, never not at all.
// Nothing is ever erased here, however often somebody is wrong.
import type { Primitives, RestKey } from "@fogata/keys";
import {
  bareOfGuarded,
  bareOfLocked,
  guardKey,
  isCheap,
  type LockedKey,
  lockKey,
  type PassphraseCost,
  passphraseFault,
} from "@fogata/keys/lock";
import type { Bytes, Cabinet, Clock, Result } from "./ports.ts";
import { type KeptRest, restName } from "./rest.ts";

export type LockFault = "wrong" | "wait" | "no-lock";
export type NewLockFault =
  | "too-short"
  | "too-long"
  /** There is a lock already, set in another tab. */
  | "locked"
  /** Set up before there were locks: its key cannot be wrapped any more. */
  | "old-device"
  | "device-full";

export interface AppLock {
  isSet(): Promise<boolean>;
  unlock(passphrase: string): Promise<Result<RestKey, LockFault>>;
  turnOn(passphrase: string): Promise<Result<null, NewLockFault>>;
  change(o: { from: string; to: string }): Promise<Result<null, LockFault | NewLockFault>>;
  turnOff(passphrase: string): Promise<Result<null, LockFault | "device-full">>;
  /** Until when nothing is tried, ms since 1970; null when a try counts now. */
  waitsUntil(): Promise<number | null>;
}
interface Tries {
  count: number;
  at: number;
}

/** Five slips of the finger cost nothing. */
export const freeTries = 5;
export const firstWaitMs = 30_000;
/** So that nobody is kept from their own words for a day by a child with a phone. */
export const waitMsMax = 15 * 60_000;
const triesName = "lock/tries";

export function openLock(o: {
  p: Primitives;
  cabinet: Cabinet;
  clock: Pick<Clock, "now">;
  cost?: PassphraseCost;
}): AppLock {
  const { p, cabinet, clock, cost } = o;
  const kept = async () => (await cabinet.get(restName)) as KeptRest | undefined;

  /** Counted before it is tried: a page that is closed in the middle has tried all the same. */
  async function tryWith(passphrase: string): Promise<Result<{ bytes: Bytes; locked: LockedKey }, LockFault>> {
    const there = await kept();
    if (!isLocked(there)) return { ok: false, reason: "no-lock" };
    let waits = false;
    await cabinet.swap(triesName, (before) => {
      const tries = triesOf(before, clock.now());
      waits = waitOf(tries) > clock.now();
      return waits ? tries : { count: tries.count + 1, at: clock.now() };
    });
    if (waits) return { ok: false, reason: "wait" };
    const bytes = await bareOfLocked(p, there, passphrase);
    if (bytes === null) return { ok: false, reason: "wrong" };
    await cabinet.swap(triesName, () => ({ count: 0, at: clock.now() }) satisfies Tries);
    return { ok: true, value: { bytes, locked: there } };
  }

  /** Only if it is still what was read: another tab may have changed it meanwhile. */
  async function replace(before: KeptRest, after: KeptRest): Promise<"written" | "left" | "failed"> {
    return cabinet.swap(restName, (there) => (sameKept(there as KeptRest | undefined, before) ? after : undefined));
  }

  /** Tried before it replaces anything: what would not open again must never be all there is. */
  async function lockedBy(bytes: Bytes, passphrase: string): Promise<LockedKey> {
    const locked = await lockKey(p, { bytes, passphrase, ...(cost && { cost }) });
    const again = await bareOfLocked(p, locked, passphrase);
    if (again === null) throw new Error("this platform does not open what it locked");
    again.fill(0);
    return locked;
  }

  return {
    isSet: async () => isLocked(await kept()),

    async unlock(passphrase) {
      const tried = await tryWith(passphrase);
      if (!tried.ok) return tried;
      const { bytes, locked } = tried.value;
      const key = await p.restKeyFrom(bytes);
      // A full disk leaves it as it was; the next time it is tried again.
      if (cost === undefined && isCheap(locked)) await replace(locked, await lockedBy(bytes, passphrase));
      bytes.fill(0);
      return { ok: true, value: key };
    },

    async turnOn(passphrase) {
      const fault = passphraseFault(passphrase);
      if (fault !== null) return { ok: false, reason: fault };
      const there = await kept();
      if (isLocked(there)) return { ok: false, reason: "locked" };
      if (there === undefined || !("kind" in there)) return { ok: false, reason: "old-device" };
      const bytes = await bareOfGuarded(p, there);
      if (bytes === null) return { ok: false, reason: "old-device" };
      const locked = await lockedBy(bytes, passphrase);
      bytes.fill(0);
      await cabinet.swap(triesName, () => ({ count: 0, at: clock.now() }) satisfies Tries);
      const done = await replace(there, locked);
      if (done === "written") return { ok: true, value: null };
      return { ok: false, reason: done === "left" ? "locked" : "device-full" };
    },

    async change({ from, to }) {
      const fault = passphraseFault(to);
      if (fault !== null) return { ok: false, reason: fault };
      const tried = await tryWith(from);
      if (!tried.ok) return tried;
      const { bytes, locked } = tried.value;
      const next = await lockedBy(bytes, to);
      bytes.fill(0);
      const done = await replace(locked, next);
      if (done === "written") return { ok: true, value: null };
      return { ok: false, reason: done === "left" ? "locked" : "device-full" };
    },

    async turnOff(passphrase) {
      const tried = await tryWith(passphrase);
      if (!tried.ok) return tried;
      const { bytes, locked } = tried.value;
      const guarded = await guardKey(p, bytes);
      bytes.fill(0);
      const done = await replace(locked, guarded);
      if (done === "written") return { ok: true, value: null };
      return { ok: false, reason: done === "left" ? "wrong" : "device-full" };
    },

    async waitsUntil() {
      let until = 0;
      await cabinet.swap(triesName, (before) => {
        const tries = triesOf(before, clock.now());
        until = waitOf(tries);
        // Written back only where the clock was turned: then the wait begins again, and ends.
        return tries.at === (before as Tries | undefined)?.at ? undefined : tries;
      });
      return until > clock.now() ? until : null;
    },
  };
}

/** A clock that was turned back must neither end the wait nor make it endless. */
function triesOf(there: unknown, now: number): Tries {
  const { count, at } = { count: 0, at: now, ...(there as Tries | undefined) };
  return { count, at: Math.min(at, now) };
}

function waitOf({ count, at }: Tries): number {
  return count < freeTries ? 0 : at + Math.min(waitMsMax, firstWaitMs * 2 ** (count - freeTries));
}

function isLocked(there: KeptRest | undefined): there is LockedKey {
  return there !== undefined && "kind" in there && there.kind === "locked";
}

function sameKept(a: KeptRest | undefined, b: KeptRest): boolean {
  if (a === undefined || !("kind" in a) || !("kind" in b) || a.kind !== b.kind) return false;
  return a.wrapped.length === b.wrapped.length && a.wrapped.every((byte, i) => byte === b.wrapped[i]);
}
