// On Home, in one plain line each: where somebody asks for me by name, until I have answered there or have seen it.
import { createEffect, For, Show } from "solid-js";
import { commentWords } from "../../../text/en-comments.ts";
import { Button } from "../../../ui/Button.tsx";
import type { AskedForRow } from "../../../workspace/types.ts";
import { useGroup } from "../../group/context.tsx";
import type { HomePart } from "../../kinds.ts";
import { DocumentItem } from "../DocumentItem.tsx";

const words = commentWords.askedFor;

export function AskedForHome(props: HomePart) {
  const group = useGroup();
  const rows = () => group.askedFor() ?? [];
  createEffect(() => {
    if (group.askedFor() !== null) props.onSome(rows().length > 0);
  });
  // The button goes with the row, so the focus moves to what is left.
  function saw(row: AskedForRow) {
    group.sawAskedFor(row.id);
    (document.getElementById("asked-for") ?? document.querySelector<HTMLElement>("main h1"))?.focus();
  }
  return (
    <Show when={rows().length > 0}>
      <section class="section" aria-labelledby="asked-for">
        <h2 id="asked-for" tabindex="-1">
          {words.title}
        </h2>
        <ul class="list">
          <For each={rows()}>
            {(row) => (
              <DocumentItem
                id={row.id}
                title={row.title}
                end={
                  <Button kind="quiet" name={words.seenThis(row.title)} onPress={() => saw(row)}>
                    {words.seen}
                  </Button>
                }
              >
                <p class="soft">{askedBy(row.by)}</p>
              </DocumentItem>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}

function askedBy(by: readonly string[]): string {
  const names = by.map((name) => name || commentWords.somebody);
  const last = names.at(-1)!;
  if (names.length === 1) return words.by(last);
  return words.bySeveral(words.and(names.slice(0, -1).join(", "), last));
}
