// A text exactly as it stood, for as long as a page shows it: looked for again whenever more of its document arrives.
import { createSignal } from "solid-js";
import type { Found } from "./exact-point.ts";
import type { ExactPoint, TextAt } from "./made-from.types.ts";
import { type Opened, type OpeningDeps, opening } from "./open-document.ts";

export function createTextAt(o: OpeningDeps, point: ExactPoint): TextAt {
  const [found, setFound] = createSignal<Found | null>(null);
  const [absent, setAbsent] = createSignal(false);
  async function look({ engine, handle }: Opened): Promise<void> {
    if (found() !== null) return;
    const text = await engine.findText(handle.doc(), point);
    setAbsent(text === null);
    if (text !== null) setFound(text);
  }
  const { fault } = opening({
    ...o,
    kind: "agreement",
    text: point.document,
    begin: () => () => {},
    changed: (opened) => void look(opened).catch(() => {}),
  });
  return { found, fault: () => fault() ?? (absent() ? "no-text" : null) };
}
