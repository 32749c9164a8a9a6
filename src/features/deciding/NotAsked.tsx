// D40, D41 A question that went by an older list of who belongs, or left somebody out: said plainly, with what to do about it.
import type { DecisionView } from "@fogata/domain";
import { createSignal, For, Show } from "solid-js";
import { decidingWords } from "../../text/en-deciding.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { makeNames } from "../belonging/acts.tsx";
import { useGroup } from "../group/context.tsx";
import { AskDialog, type Asking } from "./AskDialog.tsx";
import { askingAgain, goesOn, isOver } from "./again.ts";
import type { Saying } from "./saying.tsx";
import { myself } from "./states.tsx";

const words = decidingWords.notAsked;

export function NotAsked(props: { view: DecisionView; saying: Saying }) {
  const group = useGroup();
  const names = makeNames(group);
  const [asking, setAsking] = createSignal<Asking | null>(null);
  const voided = () => (props.view.state.kind === "void" ? props.view.state : null);
  const me = () => group.people().find(({ member }) => member === group.me().member);
  const said = () => props.view.notAsked.some(({ by }) => by === group.me().member);
  const mayComplain = () =>
    group.writes() &&
    props.view.state.kind !== "waiting" &&
    voided() === null &&
    // Whoever came later is asked there.
    !isOver(props.view, group.questions.all()) &&
    props.view.circle === group.id &&
    me()?.full === true &&
    myself(group, props.view)?.as !== "full" &&
    !said();
  return (
    <>
      <Show when={voided() ?? (props.view.notAsked.length > 0 ? { why: "one" as const } : null)}>
        {(found) => (
          <Banner icon="users-three" kind="look" title={words.title[found().why]} within>
            <p>{words.what[found().why]}</p>
            <For each={props.view.notAsked}>{({ by, at }) => <p class="soft">{words.by(names.name(by), at)}</p>}</For>
            <Show when={group.writes() && goesOn(props.view, group.questions.all()) === null}>
              <div class="actions no-print">
                <Button icon="chat-circle-dots" onPress={() => setAsking(askingAgain(group, props.view))}>
                  {words.again}
                </Button>
              </div>
            </Show>
          </Banner>
        )}
      </Show>
      <Show when={mayComplain()}>
        <section class="section no-print" aria-labelledby="not-asked">
          <h2 id="not-asked">{words.mine}</h2>
          <p>{words.mineWhat}</p>
          <div class="actions">
            <Button
              kind="quiet"
              busy={props.saying.busy()}
              onPress={() =>
                void props.saying.say(() => group.questions.sayLeftOut(props.view.proposal), words.mineDone)
              }
            >
              {words.mineSend}
            </Button>
          </div>
        </section>
      </Show>
      <AskDialog asking={asking()} onClose={() => setAsking(null)} />
    </>
  );
}
