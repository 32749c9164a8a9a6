// What follows for those who remain when somebody has gone or a pause is over: a word for what they had accepted, and a
// new key. Any device can do it; they take turns by their ids, so that mostly one does.
import { type Membership, withheldAt } from "@fogata/keys";
import { createAlarm } from "./drafts.ts";
import { afterLong } from "./long-wait.ts";
import type { Parts } from "./parts.ts";
import type { Clock, Off } from "./ports.ts";
import { createUnread } from "./unread.ts";
import { vouchFor } from "./vouches.ts";
import type { Writing } from "./writing.ts";

export interface Aftermath {
  /** Looks what is to be done, and when next. Cheap: called at every step. */
  look(): void;
  stop(): void;
}

/** Between one device's turn and the next one's. */
export const turnMs = 1_000;
const turnsMax = 30;

/** How long this device leaves it to others. */
export function turnOf(m: Membership, device: string): number {
  return Math.min(turnsMax, [...m.devices.keys()].sort().indexOf(device as never)) * turnMs;
}

/** When a pause begins or ends next: then it has to be looked at again who may read. */
export function nextPauseAt({ pauses }: Membership, now: number): number | null {
  const times = pauses.flatMap(({ at, until }) => [at, until]).filter((time) => time > now);
  return times.length > 0 ? Math.min(...times) : null;
}

export function createAftermath(
  o: {
    clock: Clock;
    device: string;
    /** Queues a step; none runs once the client has stopped. */
    later(step: () => Promise<unknown>): void;
    /** Everything the relay had has been read. */
    isCaughtUp(): boolean;
    /** Something was written. */
    wrote(): Promise<void>;
    changed(): void;
  },
  { circle, ledger, inbox, writing }: Pick<Parts, "circle" | "ledger" | "inbox"> & { writing: Writing },
): Aftermath {
  const { clock } = o;
  const turn = createAlarm((ms, run) => clock.after(ms, run));
  let pauseOff: Off = () => {};
  let turnIsSet = false;
  let pauseAt: number | null = null;

  const vouches = () => circle.lines.owed(ledger);
  /** The preferred key was kept from somebody who may have it again. */
  function isSomebodyBack(): boolean {
    const m = circle.membership();
    const epoch = m.preferred === null ? undefined : m.epochs.get(m.preferred);
    const withheld = withheldAt(m, clock.now());
    return epoch?.without.some((id) => m.devices.has(id) && !withheld.has(id)) === true;
  }
  const unread = createUnread({ circle, ledger });
  const isOwed = () =>
    circle.standing() === "here" && (vouches().length > 0 || unread().length > 0 || isSomebodyBack());

  async function act(): Promise<void> {
    turnIsSet = false;
    if (!isOwed() || !o.isCaughtUp()) return;
    let wrote = false;
    for (const op of unread()) wrote = (await writing.again(op)) || wrote;
    if (isSomebodyBack() && (await writing.epoch()).ok) wrote = true;
    for (const vouch of vouches()) {
      const said = await writing.statement(vouchFor({ ...vouch, time: clock.now() }));
      wrote ||= said.ok;
      // What was kept unread here counts by one's own word as by anybody's.
      if (said.ok) await inbox.rejudge([]);
    }
    // What cannot be said yet (a key has not come) is tried when something is new, not again at once.
    if (wrote) await o.wrote();
  }

  function look(): void {
    const m = circle.membership();
    const next = nextPauseAt(m, clock.now());
    if (next !== pauseAt) {
      pauseOff();
      pauseAt = next;
      if (next !== null) pauseOff = afterLong(clock, next - clock.now(), () => o.later(async () => passed()));
    }
    if (turnIsSet || !o.isCaughtUp() || !isOwed()) return;
    turnIsSet = true;
    turn.set(turnMs + turnOf(m, o.device), () => o.later(act));
  }

  function passed(): void {
    pauseAt = null;
    o.changed();
    look();
  }

  return {
    look,
    stop() {
      turn.off();
      pauseOff();
    },
  };
}
