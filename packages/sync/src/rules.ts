// The rules that keep what was written from being lost, each as one small function. The app runs on these; the simulator
// replaces them one at a time by tempting wrong ones and must notice every one.
import { mayWrite, resolve, rotationOwed, withheldAt } from "@fogata/keys";
import type { Channel } from "./channel.ts";
import type { Circle } from "./circle.ts";
import { type Counter, resumeCounter } from "./counter.ts";
import type { Ledger, Note } from "./ledger.ts";
import type { ApplyResult, ChangeRef, Write } from "./ports.ts";
import { caughtUp, type SessionRules } from "./session.ts";
import { type Move, toMove } from "./snapshot-moving.ts";
import { type Asked, isVouched, lacks, type Measures, measures, type Say, standsFor, toSay } from "./snapshots.ts";

/** What a circle asks of its control log. */
export interface Asks {
  /** Who belongs, from the operations that are here. */
  resolve(...asked: Parameters<typeof resolve>): ReturnType<typeof resolve>;
  /** S80 Whether anything of a device counts under an epoch. */
  mayWrite(...asked: Parameters<typeof mayWrite>): boolean;
  /** S5 Whether a new key is owed before anything else is said. */
  rotationOwed(...asked: Parameters<typeof rotationOwed>): boolean;
  /** S83 Who is sent no key for the time being. */
  withheldAt(...asked: Parameters<typeof withheldAt>): ReturnType<typeof withheldAt>;
}

export interface Rules extends SessionRules {
  asks: Asks;
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
  /** S95 How far a snapshot may say that it reaches: as far as the log was read without a gap. */
  reach(channel: Channel): number;
  /** S96 What a document's snapshot lacks of these entries, of those it is to stand for. */
  lacks(asked: Asked): readonly Note[];
  /** S96 Whether an entry that is not in a log is in a snapshot that is; `beyond`: what the snapshot has not. */
  standsFor(note: Note, beyond: ReadonlySet<string>): boolean;
  /** S97 Whether a snapshot was checked well enough to be trimmed by. */
  isVouched(r: { circle: Pick<Circle, "membership">; ledger: Ledger }, snapshot: Note): boolean;
  /** S98 What is said to a relay about one of its snapshots. */
  toSay(asked: Parameters<typeof toSay>[0]): Say;
  /** S121 What is done about a channel that was followed by another. */
  toMove(asked: Parameters<typeof toMove>[0]): Move;
  /** When a snapshot is worth making. */
  measures: Measures;
}

export const rules: Rules = {
  asks: { resolve, mayWrite, rotationOwed, withheldAt },
  maySeal: caughtUp,
  movesCursor: (frame) => frame !== "live",
  accepting: (entries, cursor) => [[...entries, ...cursor]],
  forgetsLog: (reset) => reset,
  resume: resumeCounter,
  toUpload: (unknown) => unknown,
  sealing: (entries, outbox) => [[...entries, ...outbox]],
  sealingDurability: "strict",
  counts: (applied) => applied.missing.length === 0,
  reach: (channel) => channel.place.seq,
  lacks,
  standsFor,
  isVouched,
  toSay,
  toMove,
  measures,
};
