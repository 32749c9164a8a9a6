// What deciding has to say to this person on Home: questions that wait for their say, and those that can be closed.
import { createEffect, createMemo, For, Show } from "solid-js";
import { decidingWords as words } from "../../text/en-deciding.ts";
import { State } from "../../ui/States.tsx";
import { useGroup } from "../group/context.tsx";
import type { HomePart } from "../kinds.ts";
import { myself, waitsForMe } from "./states.tsx";

export function QuestionsHome(props: HomePart) {
  const group = useGroup();
  const shown = createMemo(() =>
    group.questions
      .all()
      .filter((view) => waitsForMe(group, view) || (view.state.kind === "can-close" && myself(group, view)?.counted)),
  );
  createEffect(() => {
    if (group.questions.ready() || group.questions.fault()) props.onSome(shown().length > 0);
  });
  return (
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
  );
}
