// Between one circle's documents and its log: what is typed here goes to the outbox after a rest, what arrived goes into
// the documents in the background, one at a time.
import { createAlarm } from "./drafts.ts";
import type { Parts } from "./parts.ts";
import type { Clock, DocRef, Documents, PayloadEncoding } from "./ports.ts";

/** What is brought in a moment later costs once what two moments cost apart: a long document takes tens of milliseconds
 * for one letter of somebody else's (Automerge 3). So it rests after that, this many times as long as it took. */
export const restTimes = 3;
export const restMsMax = 1000;
/** What takes less than a frame is not felt by whoever types here. */
export const unfeltMs = 16;

export interface Tending {
  /** A document changed, from whatever cause. */
  touched(doc: DocRef): void;
  /** Brings in what has arrived, a little at a time, as other steps leave room. */
  applyInBackground(): void;
  /** What has arrived for this document, now. */
  bringUp(doc: string): Promise<void>;
  /** Puts a damaged document together again from its entries. */
  rebuild(doc: DocRef): Promise<void>;
  /** All that was typed until now is in the outbox. */
  flush(durability: "strict" | "relaxed"): Promise<void>;
  /** What found no room in the outbox or on the disk: it may find some now. */
  flushHeldBack(): void;
  stop(): void;
}

/** What the client does for it. */
export interface Around {
  clock: Clock;
  documents: Documents;
  /** Queues a step; none runs once the client has stopped. */
  later(step: () => Promise<unknown>): void;
  diskIs(full: boolean): Promise<void>;
  /** Whether the device is known to be full. */
  isFull(): boolean;
  outboxIs(count: number): Promise<void>;
  /** Something that is shown may have changed. */
  changed(): void;
}

export function createTending(
  { circle, by }: { circle: string; by: string },
  {
    applier,
    drafts,
    outbox,
    sealer,
    circle: there,
  }: Pick<Parts, "applier" | "drafts" | "outbox" | "sealer" | "circle">,
  o: Around,
): Tending {
  const alarm = createAlarm((ms, run) => o.clock.after(ms, run));
  const rest = createAlarm((ms, run) => o.clock.after(ms, run));
  let applying = false;
  let resting = false;

  function applyInBackground(): void {
    if (applying || resting || applier.owed().length === 0) return;
    applying = true;
    o.later(async () => {
      applying = false;
      const began = o.clock.now();
      const { docs, done } = await applier.bringUpSome();
      const took = o.clock.now() - began;
      for (const doc of docs) await drafts.broughtUp(doc);
      o.changed();
      if (!done) return o.diskIs(true);
      // Whoever has much to catch up with goes on at once.
      if (applier.owed().length === 0 && took >= unfeltMs) restFor(Math.min(restTimes * took, restMsMax));
      applyInBackground();
    });
  }
  function restFor(ms: number): void {
    resting = true;
    rest.set(ms, () => {
      resting = false;
      applyInBackground();
    });
  }

  function isGone(): boolean {
    const standing = there.standing();
    return standing === "left" || standing === "gone";
  }

  function planFlush(): void {
    const ms = drafts.dueInMs(o.clock.now());
    // Who has gone has nothing to send any more, and would find it due again at once.
    if (ms === null || isGone()) return;
    alarm.set(ms, () =>
      o.later(async () => {
        await flushDocs(drafts.due(o.clock.now()), "relaxed");
        planFlush();
      }),
    );
  }

  async function flushDocs(docs: readonly string[], durability: "strict" | "relaxed"): Promise<void> {
    // What somebody writes after they have gone stays in their documents.
    if (isGone()) return;
    const stored = await drafts.flush(docs, durability);
    await o.diskIs(!stored);
    await o.outboxIs(sealer.owed());
    o.changed();
  }

  return {
    applyInBackground,
    touched(ref) {
      if (ref.circle !== circle) return;
      const before = drafts.unsent();
      drafts.touched(ref.doc, o.clock.now());
      if (!before) o.changed();
      planFlush();
    },
    async bringUp(doc) {
      const done = await applier.bringUp(doc);
      await drafts.broughtUp(doc);
      o.changed();
      if (!done) await o.diskIs(true);
    },
    async rebuild(ref) {
      await o.documents.mend(ref);
      // What was written here and waits to be sealed is in no entry yet.
      const waiting = [...outbox.values()].filter(({ type, doc }) => type === "changes" && doc === ref.doc);
      const stored = await applier.again(ref.doc);
      const unsealed = waiting.map(({ comp, payload }) => ({ comp: comp as PayloadEncoding, payload, by }));
      if (unsealed.length > 0) await o.documents.apply(ref, unsealed);
      if (!stored || (await o.documents.saved(ref)) === "full") await o.diskIs(true);
    },
    flush: (durability) => flushDocs(drafts.all(), durability),
    flushHeldBack() {
      const docs = drafts.heldBack();
      if (docs.length > 0 && !o.isFull()) o.later(() => flushDocs(docs, "relaxed"));
    },
    stop() {
      alarm.off();
      rest.off();
    },
  };
}
