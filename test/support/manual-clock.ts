// A clock that moves only when told to.
import type { Clock } from "@fogata/sync";

export interface ManualClock extends Clock {
  /** Runs everything due within `ms`, in order of time, and whatever those add. */
  advance(ms: number): void;
  /** How many callbacks wait: none should, once everything has left. */
  waiting(): number;
}

export function manualClock(start = Date.UTC(2026, 5, 9, 19)): ManualClock {
  let now = start;
  let added = 0;
  const due = new Map<number, { at: number; run: () => void }>();
  return {
    now: () => now,
    after(ms, run) {
      const id = added++;
      due.set(id, { at: now + Math.max(0, ms), run });
      return () => void due.delete(id);
    },
    waiting: () => due.size,
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const next = [...due].filter(([, { at }]) => at <= end).sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];
        if (!next) break;
        const [id, { at, run }] = next;
        due.delete(id);
        now = Math.max(now, at);
        run();
      }
      now = end;
    },
  };
}
