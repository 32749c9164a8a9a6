// A long list made in steps: the first rows at once, the others while the page is already answering, so that a thousand
// agreements open as quickly as ten.
import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from "solid-js";

/** `rowsPerStep`: fewer where each takes long to make. */
export function createGradual<T>(all: Accessor<readonly T[]>, rowsPerStep = 60): Accessor<readonly T[]> {
  const [shown, setShown] = createSignal(rowsPerStep);
  createEffect(() => {
    if (shown() >= all().length) return;
    const next = setTimeout(() => setShown((n) => n + rowsPerStep));
    onCleanup(() => clearTimeout(next));
  });
  return createMemo(() => (shown() >= all().length ? all() : all().slice(0, shown())));
}
