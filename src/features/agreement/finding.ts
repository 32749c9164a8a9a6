// What the list of agreements is searched by: titles from the first letter, and all that the texts say as soon as the part
// that reads them is here. It is not fetched before somebody looks for something.
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import type { FoundText, TextSearch } from "../../workspace/search/search.ts";
import { folded, holdsAll, marked, wantedIn } from "../../workspace/search/words.ts";
import { useGroup } from "../group/context.tsx";

export interface Finding {
  wanted: Accessor<string>;
  want(typed: string): void;
  /** Null while nothing is looked for. */
  found: Accessor<readonly FoundText[] | null>;
  /** Texts read so far; null once all of them are. */
  reading: Accessor<{ done: number; of: number } | null>;
  /** The part that reads them could not be loaded. */
  titlesOnly: Accessor<boolean>;
}

export function createFinding(): Finding {
  const group = useGroup();
  const [wanted, want] = createSignal("");
  const [search, setSearch] = createSignal<TextSearch | null>(null);
  const [titlesOnly, setTitlesOnly] = createSignal(false);
  let asked: Promise<void> | null = null;
  let left = false;
  onCleanup(() => {
    left = true;
    search()?.close();
  });

  async function fetchSearch(): Promise<void> {
    try {
      const made = await group.search();
      if (left) made.close();
      else setSearch(made);
      setTitlesOnly(false);
    } catch {
      asked = null; // asked for again with the next words
      setTitlesOnly(true);
    }
  }
  const looking = createMemo(() => wantedIn(wanted()).length > 0);
  createEffect(
    on(looking, (is) => {
      if (!is) return;
      asked ??= fetchSearch();
      // What others have written since is read too.
      void asked.then(() => search()?.refresh());
    }),
  );

  const byTitle = (): readonly FoundText[] =>
    group
      .agreements()
      .filter(({ title }) => holdsAll([folded(title)], wantedIn(wanted())))
      .map(({ id, title }) => ({
        ...{ id, title, as: "agreement" as const, agreement: id, circle: null },
        titled: marked(title, wantedIn(wanted())),
        sentence: () => null,
      }));
  return {
    wanted,
    want: (typed) => void want(typed),
    found: createMemo(() => (looking() ? (search()?.find(wanted()) ?? byTitle()) : null)),
    reading: () => {
      const now = search()?.read();
      return now && now.done < now.of ? now : null;
    },
    titlesOnly,
  };
}
