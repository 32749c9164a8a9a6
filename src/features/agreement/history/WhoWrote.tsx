// The text as it is now, each stretch of it under the name of whoever wrote it: told in words, never by a colour.
import { placesOfWords, type Stretch, whoWrote } from "@fogata/domain";
import type { DocumentHandle } from "@fogata/sync";
import { For, Show } from "solid-js";
import { agreementWords } from "../../../text/en-agreements.ts";
import { createGradual } from "../../../ui/gradual.ts";
import { useGroup } from "../../group/context.tsx";

const words = agreementWords.history;
/** Each word is looked up in Automerge, a few hundred of them a step. */
const blocksPerStep = 6;

export function WhoWrote(props: { handle: DocumentHandle }) {
  const group = useGroup();
  const doc = props.handle.doc();
  const members = new Map(group.people().flatMap((one) => one.devices.map(({ id }) => [id as string, one.member])));
  const nameOf = (device: string | null) => {
    const member = device === null ? undefined : members.get(device);
    return device === null ? words.atFirst : ((member && group.nameOf(member)) ?? words.somebody);
  };
  const places = placesOfWords(doc);
  const blocks = createGradual(() => places, blocksPerStep);
  let before: string | null = null;
  /** A person with two devices is one. */
  const told = (stretches: readonly Stretch[]) =>
    stretches.map(({ device, words: its }) => {
      const name = nameOf(device);
      const isAnother = name !== before;
      before = name;
      return { name: isAnother ? name : null, words: its };
    });
  return (
    <section class="stack" aria-label={words.who}>
      <p class="soft">{words.whoWhat}</p>
      <div class="sheet doc read">
        {/* Made one after the other, from the first: a name stands only where it is another than before. */}
        <For each={blocks()}>
          {(place) => (
            <p dir="auto">
              <For each={told(whoWrote(doc, place))}>
                {(one) => (
                  <>
                    <Show when={one.name}>
                      <b>
                        <bdi>{one.name}</bdi>:{" "}
                      </b>
                    </Show>
                    {one.words}
                  </>
                )}
              </For>
            </p>
          )}
        </For>
      </div>
    </section>
  );
}
