// A long list that can be searched: a field, what it found said after a pause, and rows that come as they are needed.
import { type Accessor, createMemo, createSignal, Show } from "solid-js";
import { Field } from "./Field.tsx";
import { createGradual } from "./gradual.ts";
import { createQuiet } from "./quiet.ts";

/** From here on a list is long: it can be searched, and rows off the screen are not laid out. */
export const longFrom = 20;

export interface Search<T> {
  found: Accessor<readonly T[]>;
  rows: Accessor<readonly T[]>;
  long: Accessor<boolean>;
  wanted: Accessor<string>;
  want(words: string): void;
  told: Accessor<string>;
}

/** `texts`: what of a row is looked in; `found`: how it is said that there are so many. */
export function createSearch<T extends { id: string }>(o: {
  all(): readonly T[];
  texts(one: T): readonly string[];
  found(count: number): string;
}): Search<T> {
  const [wanted, want] = createSignal("");
  const found = createMemo(() => {
    const word = plain(wanted().trim());
    return word === "" ? o.all() : o.all().filter((one) => o.texts(one).some((text) => plain(text).includes(word)));
  });
  return {
    found,
    rows: createGradual(found),
    long: () => o.all().length >= longFrom,
    wanted,
    want: (words) => void want(words),
    // After a pause, because a screen reader says it.
    told: createQuiet(() => (wanted().trim() === "" ? "" : o.found(found().length))),
  };
}

export function SearchField<T>(props: { search: Search<T>; label: string; hint: string }) {
  return (
    <Show when={props.search.long()}>
      <Field
        type="search"
        label={props.label}
        hint={props.hint}
        value={props.search.wanted()}
        onInput={(words) => props.search.want(words)}
      />
      <p class="soft" aria-live="polite">
        {props.search.told()}
      </p>
    </Show>
  );
}

/** So that "reunion" finds "Réunion". */
function plain(said: string): string {
  return said.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
