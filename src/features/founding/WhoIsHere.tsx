// The list as it grows: who is here, who has signed, and what is worth saying about so many and such names.
import type { FounderView, FoundingAct, FoundingView } from "@fogata/sync";
import { createMemo, For, Show } from "solid-js";
import { foundingWords } from "../../text/en-founding.ts";
import { Button } from "../../ui/Button.tsx";
import { State } from "../../ui/States.tsx";

const words = foundingWords.room;

export function WhoIsHere(props: {
  founding: FoundingView;
  busy: boolean;
  onAct: (act: FoundingAct, saying?: string) => void;
}) {
  const people = () => props.founding.people;
  const same = createMemo(() => namedAlike(people().map(({ name }) => name)));
  return (
    <section class="section stack" aria-labelledby="here">
      <h2 id="here">{words.whoTitle}</h2>
      <p class="soft" aria-live="polite">
        {words.who(people().length)}
      </p>
      <ul class="list" aria-labelledby="here">
        <For each={people()}>
          {(one) => (
            <li class="item">
              <p>
                <bdi>{one.name}</bdi> <Show when={one.me}>({words.you})</Show>
              </p>
              <Show when={props.founding.state === "signing"}>
                <Signature of={one} />
              </Show>
              <Show when={!one.me}>
                <div class="actions">
                  <Button
                    name={`${words.takeOff}${words.of(one.name)}`}
                    kind="quiet"
                    busy={props.busy}
                    onPress={() =>
                      props.onAct(
                        { type: "take-off", founding: props.founding.id, person: one.id },
                        words.takenOff(one.name),
                      )
                    }
                  >
                    {words.takeOff}
                  </Button>
                </div>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={same().length > 0}>
        <p dir="auto">{words.sameName(same())}</p>
      </Show>
      <Show when={people().length < 3}>
        <p class="soft">{words.few}</p>
      </Show>
    </section>
  );
}

function Signature(props: { of: FounderView }) {
  const said = () => {
    if (props.of.me) return words.yours;
    if (!props.of.listed) return words.after;
    return props.of.signed ? words.signed : words.notYet;
  };
  return (
    <State icon={props.of.signed ? "check-circle" : "clock"} {...(props.of.signed ? { is: "yes" as const } : {})}>
      {said()}
    </State>
  );
}

/** Each name that more than one bears, once. */
export function namedAlike(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  for (const name of names) seen.set(plain(name), (seen.get(plain(name)) ?? 0) + 1);
  const alike = names.filter((name) => seen.get(plain(name))! > 1);
  return alike.filter((name, i) => alike.findIndex((other) => plain(other) === plain(name)) === i);
}
const plain = (name: string) => name.normalize("NFKC").toLocaleLowerCase();
