// Where there is room, comments stand in the margin beside the words they are about, one below the other where they would
// cover each other. They stay where they are in the page's order; only their place on the screen is set here.
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";

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
  /** The words it is about, as they stood then. */
  quote: string;
}
/** A text that they can stand beside: one that is written in, or one that is only read. */
export interface BesideText {
  element: HTMLElement;
  /** How far into the text its words begin; null if they are not there. */
  placeOf(one: Anchored): number | null;
  /** Where on the screen the line there begins, in pixels from its upper edge; null while the text is not on the page. */
  topAt(place: number): number | null;
  /** Brings its words into view; false if they are not there. */
  show(one: Anchored): boolean;
}
interface Place {
  id: string;
  /** How far into the text. */
  at: number;
}

/** Those that stand in the margin, in the order of the text. `elementOf`: as it is on the page now. */
export function createMargin(o: {
  all: Accessor<readonly Anchored[]>;
  text: Accessor<BesideText | null>;
  /** Moves on when the text has, and is quiet. */
  version: Accessor<number>;
  page: Accessor<HTMLElement | null>;
  elementOf(id: string): HTMLElement | undefined;
  /** Those on the page. */
  rows: Accessor<readonly Anchored[]>;
}): Accessor<readonly string[]> {
  const wide = createWide();
  const places = createPlaces({ ...o, text: () => (wide() ? o.text() : null) });
  const beside = createMemo(() => places().map(({ id }) => id), [], { equals: (a, b) => a.join() === b.join() });

  let placed: HTMLElement[] = [];
  function lay(): void {
    const [page, text] = [o.page(), o.text()];
    if (page === null) return;
    // All is read before anything is written: each writing between would lay the page out anew.
    const from = page.getBoundingClientRect().top;
    const items = places().flatMap(({ id, at }) => {
      const element = o.elementOf(id);
      const top = text?.topAt(at) ?? null;
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
    page.style.setProperty("--beside-end", `${end}px`);
  }

  createEffect(
    on([places, o.rows, o.page], ([all, , page]) => {
      const text = o.text();
      if (page === null) return;
      // First the margin, which makes the text narrower, and then where its words are.
      page.classList.toggle("with-margin", all.length > 0);
      lay();
      if (all.length === 0 || text === null) return;
      // The text is set anew in another width, and a comment grows with each reply.
      const sizes = new ResizeObserver(lay);
      for (const element of [text.element, ...placed]) sizes.observe(element);
      onCleanup(() => sizes.disconnect());
    }),
  );
  onCleanup(() => {
    const page = o.page();
    page?.classList.remove("with-margin");
    page?.style.removeProperty("--beside-end");
  });
  return beside;
}

/** Where the words of each lie, in the order of the text; none while there is no margin, or too many for it. */
function createPlaces(o: {
  all: Accessor<readonly Anchored[]>;
  text: Accessor<BesideText | null>;
  version: Accessor<number>;
}): Accessor<readonly Place[]> {
  const [places, setPlaces] = createSignal<readonly Place[]>([]);
  createEffect(
    on([o.all, o.text, o.version], ([all, text]) => {
      const anchored = all.filter(({ anchor, quote }) => anchor !== null || quote !== "");
      if (text === null || anchored.length === 0 || anchored.length > besideMax) return void setPlaces([]);
      const found: Place[] = [];
      let next: ReturnType<typeof setTimeout> | undefined;
      const step = (from: number) => {
        for (const one of anchored.slice(from, from + perStep)) {
          const at = text.placeOf(one);
          if (at !== null) found.push({ id: one.id, at });
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
