// What the window is called. Browsers write titles into their history, which no lock of ours reaches: so where there is
// a lock, the title names neither group nor page.
import { createEffect, createSignal } from "solid-js";
import { text } from "../text/index.ts";

const [namesNothing, setNamesNothing] = createSignal(false);

export { setNamesNothing };

/** Inside a component; follows what `title` reads. */
export function useWindowTitle(title: () => string): void {
  createEffect(() => {
    document.title = namesNothing() ? text.name : title();
  });
}
