// A document's past as people remember it: who sat down to it and when, one sitting after the other.
import type { Step } from "../prose.ts";

export interface Sitting {
  /** Whose device; null for the beginning, which is the same from every device. */
  device: string | null;
  /** ms since 1970, by the clocks of those who wrote. */
  from: number;
  to: number;
  edits: number;
  /** Where the document stood before it, and after. */
  before: readonly string[] | null;
  heads: readonly string[];
}

/** Whoever has not written for so long has got up meanwhile. */
export const sittingGapMs = 30 * 60 * 1000;

/** `gapMs` below zero: each edit by itself. */
export function sittingsOf(steps: readonly Step[], gapMs: number = sittingGapMs): Sitting[] {
  const sittings: Sitting[] = [];
  let before: readonly string[] | null = null;
  for (const { actor, at, heads } of steps) {
    const device = actor.length > deviceLetters ? actor.slice(0, deviceLetters) : null;
    const last = sittings.at(-1);
    if (last && last.device === device && at - last.to <= gapMs) {
      last.to = Math.max(last.to, at);
      last.edits++;
      last.heads = heads;
    } else sittings.push({ device, from: at, to: at, edits: 1, before, heads });
    before = heads;
  }
  return sittings;
}
/** An actor is its device's id and something behind it; the beginning's is the document's id and nothing more. */
const deviceLetters = 32;
