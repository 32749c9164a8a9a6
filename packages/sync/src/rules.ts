// The rules that keep what was written from being lost, each as one small function. The app runs on these; the simulator
// replaces them one at a time by tempting wrong ones and must notice every one.
import { type Counter, resumeCounter } from "./counter.ts";
import type { ApplyResult, ChangeRef, Write } from "./ports.ts";
import { caughtUp, type SessionRules } from "./session.ts";

export interface Rules extends SessionRules {
  /** S1 Which frames of the relay move the cursor. LIVE does not: the relay may still lose what it showed. */
  movesCursor(frame: "batch" | "commit" | "live"): boolean;
  /** S2 Transactions, in order: entries are stored before, or together with, the cursor that passes them. */
  accepting(entries: Write[], cursor: Write[]): Write[][];
  /** S3 Whether entries seen in the log before must be looked for again, after the relay said the log is another. */
  forgetsLog(reset: boolean): boolean;
  /** S4 Which number comes next, given what the last run left on the disk. */
  resume(kept: Counter): Counter;
  /** S6 What of a document goes out: every change nobody has sent, by whatever actor: other tabs write too. */
  toUpload(unknown: readonly ChangeRef[]): readonly ChangeRef[];
  /** S7 Transactions, in order: an entry is stored before, or together with, the end of its outbox record. */
  sealing(entries: Write[], outbox: Write[]): Write[][];
  /** S7 Sealed entries are on the disk before they are sent. */
  sealingDurability: "strict" | "relaxed";
  /** S8 Whether an entry counts as applied, and so is not replayed at the next start. */
  counts(applied: ApplyResult & { ok: true }): boolean;
}

export const rules: Rules = {
  maySeal: caughtUp,
  movesCursor: (frame) => frame !== "live",
  accepting: (entries, cursor) => [[...entries, ...cursor]],
  forgetsLog: (reset) => reset,
  resume: resumeCounter,
  toUpload: (unknown) => unknown,
  sealing: (entries, outbox) => [[...entries, ...outbox]],
  sealingDurability: "strict",
  counts: (applied) => applied.missing.length === 0,
};
