// On Home, once: that I am a full member now, by whose word, and what it means. Whoever founded the group always was one.
import { Show } from "solid-js";
import { peopleWords } from "../../text/en-people.ts";
import { Button } from "../../ui/Button.tsx";
import type { GroupWorkspace } from "../../workspace/types.ts";
import { makeNames } from "../belonging/acts.tsx";
import { useGroup } from "../group/context.tsx";

const words = peopleWords.nowFull;
export const nowFullId = "now-full";

/** Until it was read. */
export function isNewlyFull(group: GroupWorkspace): boolean {
  const { myself, full } = makeNames(group);
  return full() && (myself()?.welcomedBy ?? null) !== null && !group.putOff().has(nowFullId);
}

export function NowFull(props: { onRead: (id: string) => void }) {
  const group = useGroup();
  const { myself, names } = makeNames(group);
  return (
    <Show when={isNewlyFull(group)}>
      <section class="section" aria-labelledby="now-full">
        <h2 id="now-full">{words.title}</h2>
        <p dir="auto">{words.what(names(myself()?.welcomedBy ?? []))}</p>
        <p>{words.can}</p>
        <div class="actions">
          <a class="btn" href={`/g/${group.id}/people/numbers`}>
            {words.look}
          </a>
          <Button kind="quiet" onPress={() => props.onRead(nowFullId)}>
            {words.read}
          </Button>
        </div>
      </section>
    </Show>
  );
}
