// The moment of locking: the screen is blank before anything else is done, then what was typed is kept sealed, then
// the page begins anew, since nothing forgets a key as thoroughly as a page that is gone.
import type { LockTabs } from "@fogata/sync/first";
import { text } from "../../text/index.ts";

/** The words have long been kept beside the database by then; this is for what only the database takes. */
export const keepMsMax = 1_000;
const escapesToLock = 3;
const escapesWithinMs = 1_500;
const touches = ["pointerdown", "keydown", "wheel", "touchstart"] as const;

/** At once: no style, dialog or picture of the page survives it, nor its title in the list of windows. */
export function blank(root: HTMLElement = document.documentElement): void {
  root.dataset.blank = "";
  document.title = text.name;
}

export function makeClosing(o: {
  /** Keeps, without waiting, what is being typed. */
  leaving(): void;
  flush(): Promise<void>;
  after(ms: number, run: () => void): void;
  /** The same address again, without anything of this page. */
  begin(): void;
}): () => void {
  let begun = false;
  return () => {
    blank();
    o.leaving();
    const once = () => {
      if (begun) return;
      begun = true;
      o.begin();
    };
    void o
      .flush()
      .catch(() => {})
      .then(once);
    o.after(keepMsMax, once);
  };
}

/** What a person does keeps it open; three Escapes close it, from anywhere, with any keyboard. */
export function listenForLock(target: EventTarget, tabs: LockTabs): void {
  let escapes: number[] = [];
  for (const type of touches) target.addEventListener(type, () => tabs.active(), { capture: true, passive: true });
  target.addEventListener(
    "keydown",
    (event) => {
      const { key, timeStamp, repeat } = event as KeyboardEvent;
      if (repeat) return;
      escapes = key === "Escape" ? [...escapes, timeStamp].filter((at) => timeStamp - at < escapesWithinMs) : [];
      if (escapes.length < escapesToLock) return;
      escapes = [];
      tabs.lockNow();
    },
    { capture: true },
  );
}
