// The words that comments are about, as they stand now. Looking them up takes Automerge a moment for each, so they are
// looked up a few at a time once the writing pauses: with five hundred comments a pause was long enough to be felt.
import { type Comment, wordsNow } from "@fogata/domain";
import { type Accessor, createEffect, on, onCleanup } from "solid-js";
import { createStore } from "solid-js/store";

/** They take a few milliseconds together. */
const perStep = 20;

/** Tells the words of one; null if they are gone, or if it is about no words. */
export function createStanding(o: {
  doc(): unknown;
  all: Accessor<readonly Comment[]>;
  /** Moves on when the text has, and is quiet. */
  version: Accessor<number>;
}): (comment: Comment) => string | null {
  const [held, setHeld] = createStore<Record<string, string | null>>({});
  const look = ({ anchor }: Comment) => anchor && wordsNow(o.doc(), anchor);
  createEffect(
    on(
      [o.version, () => o.all().length],
      () => {
        let next: ReturnType<typeof setTimeout>;
        const step = (from: number) => {
          const some = o.all().slice(from, from + perStep);
          setHeld(Object.fromEntries(some.map((one) => [one.id, look(one)])));
          if (some.length === perStep) next = setTimeout(() => step(from + perStep));
        };
        next = setTimeout(() => step(0));
        onCleanup(() => clearTimeout(next));
      },
      { defer: true },
    ),
  );
  // Before its turn has come, one is looked up when it is shown first.
  return (comment) => (comment.id in held ? (held[comment.id] ?? null) : look(comment));
}
