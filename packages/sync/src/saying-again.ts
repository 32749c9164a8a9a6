// S39 An epoch can come to count no more: whoever made it was removed by people who did not know of it yet. What this
// device had said under it meanwhile nobody else would ever read, so it says that again, once, under a key that counts.
import type { Applier } from "./applier.ts";
import type { Ledger, Note } from "./ledger.ts";
import type { Parts } from "./parts.ts";
import type { Storage } from "./ports.ts";

export interface SayingAgain {
  owed(): boolean;
  /** Into the outbox. False when the device is full. */
  say(): Promise<boolean>;
}

export function createSayingAgain(
  { storage, device }: { storage: Storage; device: string },
  o: Pick<Parts, "circle" | "shelf" | "drafts"> & {
    ledger: Pick<Ledger, "ofEpoch">;
    applier: Pick<Applier, "contentOf">;
  },
): SayingAgain {
  /** Looked at since the start; what was said again in an earlier life is found on the disk. */
  const done = new Set<string>();
  const keyOf = ({ id }: Note) => `${o.shelf.under}again/${id}`;
  const isOurs = (note: Note) =>
    note.device === device && note.state === "applied" && (note.type === "changes" || note.type === "statement");

  function owed(): Note[] {
    const { epochs } = o.circle.membership();
    // Nothing was ever sealed here under a key that no operation had named yet.
    const ended = [...o.circle.epochs.keys()].filter((kid) => !epochs.has(kid));
    return ended.flatMap((kid) => o.ledger.ofEpoch(kid)).filter((note) => isOurs(note) && !done.has(note.id));
  }

  return {
    owed: () => owed().length > 0,
    async say() {
      for (const note of owed()) {
        const content = (await storage.get(keyOf(note))) ? null : await o.applier.contentOf(note);
        if (content) {
          const { type, doc, carries } = note;
          const { comp, payload } = content;
          const record = { type: type as "changes" | "statement", doc, comp, payload, names: carries };
          const { key, value, keep } = o.drafts.put(record);
          const mark = { key: keyOf(note), value: new Uint8Array(1) };
          if (!(await storage.write([{ key, value }, mark], "strict")).ok) return false;
          keep();
        }
        done.add(note.id);
      }
      return true;
    },
  };
}
