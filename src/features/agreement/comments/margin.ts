// Where there is room, comments stand in the margin beside the words they are about, one below the other where they would
// cover each other. They stay where they are in the page's order; only their place on the screen is set here.
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import type { MountedEditor } from "../editor/view.ts";

/** From here on a page has room for a margin beside its text. */
const wideFrom = "(min-width: 1100px)";
/** So many would stand far from their words, one below the other: then they are a list. */
export const besideMax = 100;
/** Looking up where words are takes a moment for each: so many at a time. */
const perStep = 20;
const gapPx = 12;

export interface Anchored {
  id: string;
  anchor: { from: string; to: string } | null;
}
interface Place {
  id: string;
  /** How far into the text. */
  at: number;
}

/** Those that stand in the margin, in the order of the text. `elementOf`: as it is on the page now. */
export function createMargin(o: {
  all: Accessor<readonly Anchored[]>;
  editor: Accessor<MountedEditor | null>;
  /** Moves on when the text has, and is quiet. */
  version: Accessor<number>;
  page: Accessor<HTMLElement | null>;
  elementOf(id: string): HTMLElement | undefined;
  /** Those on the page. */
  rows: Accessor<readonly Anchored[]>;
}): Accessor<readonly string[]> {
  const wide = createWide();
  const places = createPlaces({ ...o, editor: () => (wide() ? o.editor() : null) });
  const beside = createMemo(() => places().map(({ id }) => id), [], { equals: (a, b) => a.join() === b.join() });

  let placed: HTMLElement[] = [];
  function lay(): void {
    const [page, editor] = [o.page(), o.editor()];
    if (page === null) return;
    // All is read before anything is written: each writing between would lay the page out anew.
    const from = page.getBoundingClientRect().top;
    const items = places().flatMap(({ id, at }) => {
      const element = o.elementOf(id);
      const top = editor?.topAt(at) ?? null;
      return element && top !== null ? [{ element, top: top - from, height: element.offsetHeight }] : [];
    });
    for (const element of placed) element.style.removeProperty("inset-block-start");
    placed = items.map(({ element }) => element);
    let end = 0;
    for (const { element, top, height } of items) {
      const at = Math.max(top, end);
      element.style.insetBlockStart = `${at}px`;
      end = at + height + gapPx;
    }
    page.style.minBlockSize = items.length > 0 ? `${end}px` : "";
  }

  createEffect(
    on([places, o.rows, o.page], ([all, , page]) => {
      const editor = o.editor();
      if (page === null) return;
      // First the margin, which makes the text narrower, and then where its words are.
      page.classList.toggle("with-margin", all.length > 0);
      lay();
      if (all.length === 0 || editor === null) return;
      // The text is set anew in another width, and a comment grows with each reply.
      const sizes = new ResizeObserver(lay);
      for (const element of [editor.view.dom, ...placed]) sizes.observe(element);
      onCleanup(() => sizes.disconnect());
    }),
  );
  onCleanup(() => {
    const page = o.page();
    page?.classList.remove("with-margin");
    page?.style.removeProperty("min-block-size");
  });
  return beside;
}

/** Where the words of each lie, in the order of the text; none while there is no margin, or too many for it. */
function createPlaces(o: {
  all: Accessor<readonly Anchored[]>;
  editor: Accessor<MountedEditor | null>;
  version: Accessor<number>;
}): Accessor<readonly Place[]> {
  const [places, setPlaces] = createSignal<readonly Place[]>([]);
  createEffect(
    on([o.all, o.editor, o.version], ([all, editor]) => {
      const anchored = all.filter(({ anchor }) => anchor !== null);
      if (editor === null || anchored.length === 0 || anchored.length > besideMax) return void setPlaces([]);
      const found: Place[] = [];
      let next: ReturnType<typeof setTimeout> | undefined;
      const step = (from: number) => {
        for (const { id, anchor } of anchored.slice(from, from + perStep)) {
          const at = editor.placeOf(anchor!);
          if (at !== null) found.push({ id, at });
        }
        if (from + perStep < anchored.length) next = setTimeout(() => step(from + perStep));
        else setPlaces(found.sort((a, b) => a.at - b.at));
      };
      step(0);
      onCleanup(() => clearTimeout(next));
    }),
  );
  return places;
}

function createWide(): Accessor<boolean> {
  const query = window.matchMedia?.(wideFrom);
  const [wide, setWide] = createSignal(query?.matches ?? false);
  const look = () => setWide(query.matches);
  query?.addEventListener("change", look);
  onCleanup(() => query?.removeEventListener("change", look));
  return wide;
}
