// What deciding has to say to this person on Home: questions that wait for their say, and those that can be closed.
import { createEffect, createMemo, createSignal, For, Show } from "solid-js";
import { decidingWords as words } from "../../text/en-deciding.ts";
import { Button } from "../../ui/Button.tsx";
import { State } from "../../ui/States.tsx";
import type { AgreementRow } from "../../workspace/types.ts";
import { useGroup } from "../group/context.tsx";
import type { HomePart } from "../kinds.ts";
import { AskDialog, type Asking } from "./AskDialog.tsx";
import { myself, openAbout, waitsForMe } from "./states.tsx";

export function QuestionsHome(props: HomePart) {
  const group = useGroup();
  const shown = createMemo(() =>
    group.questions
      .all()
      .filter((view) => waitsForMe(group, view) || (view.state.kind === "can-close" && myself(group, view)?.counted)),
  );
  const due = createMemo(() => {
    const dated = new Set(
      group.questions
        .all()
        .flatMap(({ doc, asked: { about, reviewOn } }) =>
          reviewOn === null ? [] : [about.kind === "amendment" ? about.of : doc],
        ),
    );
    // Where it is being talked about already, that stands above.
    return group.agreements().filter(({ id }) => {
      if (!dated.has(id)) return false;
      return group.madeFrom.comesTo(id).state.kind === "review-due" && openAbout(group, id).length === 0;
    });
  });
  createEffect(() => {
    if (group.questions.ready() || group.questions.fault()) props.onSome(shown().length + due().length > 0);
  });
  return (
    <>
      <For each={due()}>{(row) => <Due row={row} />}</For>
      <For each={shown()}>
        {(view) => {
          const closes = () => view.state.kind === "can-close";
          return (
            <section class="section waits" aria-label={view.asked.sentence}>
              <State icon={closes() ? "check" : "chat-circle-dots"} is="asked">
                {closes() ? words.home.closes : words.home.waits}
              </State>
              <h2 dir="auto">{view.asked.sentence}</h2>
              <Show when={view.date.kind === "until" && view.date}>
                {(date) => (
                  <p class="faint">
                    {words.ask.rules[view.asked.rule.kind]} · {words.question.until.toLowerCase()}{" "}
                    {words.question.day(date().at)}
                  </p>
                )}
              </Show>
              <div class="actions">
                <a class="btn btn-main" href={`/g/${group.id}/questions/${view.proposal}`}>
                  {closes() ? words.home.close : words.home.read}
                </a>
              </div>
            </section>
          );
        }}
      </For>
    </>
  );
}

/** H2 Its day has come: the group keeps it, changes it or lets it go. */
function Due(props: { row: AgreementRow }) {
  const group = useGroup();
  const [asking, setAsking] = createSignal<Asking | null>(null);
  const ask = (kind: "keep" | "let-go", sentence: string) =>
    setAsking({ about: { kind, document: props.row.id }, circle: null, sentence });
  return (
    <section class="section waits" aria-label={props.row.title}>
      <State icon="clock" is="look">
        {words.home.review}
      </State>
      <h2 dir="auto">{props.row.title}</h2>
      <div class="actions">
        <a class="btn btn-main" href={`/g/${group.id}/agreements/${props.row.id}`}>
          {words.home.look}
        </a>
        <Show when={group.writes(props.row.id)}>
          <Button onPress={() => ask("keep", words.about.keepSentence(props.row.title))}>{words.about.keep}</Button>
          <a class="btn" href={`/g/${group.id}/agreements/${props.row.id}`}>
            {words.about.change}
          </a>
          <Button kind="quiet" onPress={() => ask("let-go", words.about.letGoSentence(props.row.title))}>
            {words.about.letGo}
          </Button>
        </Show>
      </div>
      <AskDialog asking={asking()} onClose={() => setAsking(null)} />
    </section>
  );
}
