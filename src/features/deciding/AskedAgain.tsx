// A question that so few were counted in that it cannot be decided is asked again in one step; and one that was asked again
// says where it goes on.
import type { DecisionView } from "@fogata/domain";
import { createMemo, createSignal, Show } from "solid-js";
import { decidingWords } from "../../text/en-deciding.ts";
import { questionWords } from "../../text/en-question.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { makeNames } from "../belonging/acts.tsx";
import { useGroup } from "../group/context.tsx";
import { AskDialog, type Asking } from "./AskDialog.tsx";
import { askingAgain, fullSince, goesOn, isOver, isStuck } from "./again.ts";
import { isOpen } from "./states.tsx";

const words = questionWords.again;

/** At the top of its page. */
export function AskedAgain(props: { view: DecisionView }) {
  const group = useGroup();
  const next = createMemo(() => goesOn(props.view, group.questions.all()));
  const over = () => isOver(props.view, group.questions.all());
  // Where somebody was left out, that is said, with its own way to ask again.
  const stuck = () => next() === null && props.view.notAsked.length === 0 && isStuck(props.view);
  return (
    <>
      <Show when={next()}>
        {(one) => (
          <Banner icon="arrows-clockwise" kind="look" title={words.goesOn}>
            <p>
              <a href={`/g/${group.id}/questions/${one().proposal}`} dir="auto">
                {one().asked.sentence}
              </a>{" "}
              <span class="faint">{decidingWords.question.day(one().openedAt)}</span>
            </p>
            <p>{over() ? words.goesOnWhat : words.goesOnBoth}</p>
          </Banner>
        )}
      </Show>
      <Show when={stuck()}>
        <Banner icon="users-three" kind="look" title={words.stuck}>
          <p>{words.stuckWhat}</p>
          <Since view={props.view} none={words.stuckWait} />
        </Banner>
      </Show>
    </>
  );
}

/** Among what else can be done, where it can be decided as it is. */
export function AskOfAll(props: { view: DecisionView }) {
  const group = useGroup();
  const offered = () =>
    isOpen(props.view) &&
    props.view.notAsked.length === 0 &&
    !isStuck(props.view) &&
    goesOn(props.view, group.questions.all()) === null;
  return (
    <Show when={offered()}>
      <Since view={props.view} quiet />
    </Show>
  );
}

/** Who is not counted in it, and the one step. */
function Since(props: { view: DecisionView; none?: string; quiet?: true }) {
  const group = useGroup();
  const names = makeNames(group);
  const [asking, setAsking] = createSignal<Asking | null>(null);
  const since = createMemo(() => fullSince(group, props.view));
  return (
    <Show when={since().length > 0} fallback={<Show when={props.none}>{(none) => <p>{none()}</p>}</Show>}>
      <p classList={{ soft: props.quiet === true }}>
        {words.since(names.names(since().slice(0, namedMost)), since().length)} {words.of}
      </p>
      <Show when={group.writes()}>
        <div class="actions no-print">
          <Button
            {...(props.quiet ? { kind: "quiet" as const } : {})}
            icon="chat-circle-dots"
            onPress={() => setAsking(askingAgain(group, props.view))}
          >
            {words.ask}
          </Button>
        </div>
      </Show>
      <AskDialog asking={asking()} onClose={() => setAsking(null)} />
    </Show>
  );
}
const namedMost = 3;
