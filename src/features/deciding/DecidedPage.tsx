// *What we decided*: each in one plain sentence, in large letters, to be read aloud and printed; and what is asked just now.
import type { DecisionView, ToldDecision } from "@fogata/domain";
import { createMemo, createSignal, For, Show } from "solid-js";
import { decidingWords as words } from "../../text/en-deciding.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { EmptyState, Opening, ThatIsAll } from "../../ui/States.tsx";
import { createSearch, SearchField } from "../../ui/search.tsx";
import { useGroup } from "../group/context.tsx";
import { AskDialog, type Asking } from "./AskDialog.tsx";
import { isOver } from "./again.ts";
import { makeSaying, WhatCame } from "./saying.tsx";
import { makeDecider, StateOfQuestion } from "./states.tsx";
import { ToldLine } from "./ToldLine.tsx";
import "./deciding.css";

export default function DecidedPage() {
  const group = useGroup();
  const [asking, setAsking] = createSignal<Asking | null>(null);
  const latest = (a: DecisionView, b: DecisionView) => b.openedAt - a.openedAt;
  const open = createMemo(() => {
    const all = group.questions.all();
    return all.filter((one) => one.decided === null && !isOver(one, all)).sort(latest);
  });
  const decider = makeDecider(group);
  const saying = makeSaying(group);
  const decided = createMemo(() => {
    const mine = group.questions.all().flatMap(lineOf);
    // Where I have a place I see more than what was told.
    const seen = new Set(mine.map(({ view }) => view.decided!.closing));
    const told = group.questions.told().filter(({ closing }) => !seen.has(closing));
    return [...mine, ...told.map(toldLine)].sort((a, b) => b.since - a.since);
  });
  const search = createSearch<Line>({ all: decided, texts: ({ sentence }) => [sentence], found: words.found });
  return (
    <>
      <PageHead title={words.title} group={group.name()} soft={words.lead}>
        <div class="row no-print">
          <Show when={group.writes()}>
            <Button icon="plus" onPress={() => setAsking({ about: { kind: "question" }, circle: null, sentence: "" })}>
              {words.aQuestion}
            </Button>
          </Show>
          <Show when={decided().length > 0}>
            <Button kind="quiet" icon="printer" onPress={() => window.print()}>
              {words.print}
            </Button>
          </Show>
        </div>
      </PageHead>
      <AskDialog asking={asking()} onClose={() => setAsking(null)} />
      <WhatCame saying={saying} />
      <Show when={group.questions.fault()}>
        <Banner icon="info" kind="look">
          <p>{words.acts.fault["app-incomplete"]}</p>
        </Banner>
      </Show>
      <Show
        when={group.questions.ready() || group.questions.fault()}
        fallback={<Opening lines={6} label={words.opening} />}
      >
        <Show when={open().length > 0}>
          <section class="section" aria-labelledby="being-decided">
            <h2 id="being-decided">{words.asked}</h2>
            <ul class="decisions">
              <For each={open()}>{(view) => <Open view={view} />}</For>
            </ul>
          </section>
        </Show>
        <SearchField search={search} label={words.find} hint={words.findHint} />
        <Show
          when={decided().length > 0}
          fallback={
            <Show when={open().length === 0}>
              <EmptyState what={words.none} more={words.noneWhat} />
            </Show>
          }
        >
          <ul class="decisions">
            <For each={search.rows()}>
              {(line) =>
                line.view ? (
                  <Decided view={line.view} by={words.by(decider(line.view), line.since)} />
                ) : (
                  <ToldLine told={line.told} by={words.by(decider(line.told), line.since)} saying={saying} />
                )
              }
            </For>
          </ul>
        </Show>
        <ThatIsAll />
      </Show>
    </>
  );
}

type Line = { id: string; sentence: string; since: number } & (
  | { view: DecisionView; told?: never }
  | { view?: never; told: ToldDecision }
);
const lineOf = (view: DecisionView) =>
  view.decided ? [{ id: view.proposal, sentence: view.asked.sentence, since: view.decided.since, view }] : [];
// Two who tell it otherwise are two lines.
const toldLine = (told: ToldDecision): Line => ({
  id: `${told.closing} ${told.by[0]} ${told.sentence}`,
  sentence: told.sentence,
  since: told.since,
  told,
});

function Open(props: { view: DecisionView }) {
  const group = useGroup();
  return (
    <li>
      <StateOfQuestion view={props.view} />
      <p class="said-large" dir="auto">
        <a href={`/g/${group.id}/questions/${props.view.proposal}`}>{props.view.asked.sentence}</a>
      </p>
    </li>
  );
}
function Decided(props: { view: DecisionView; by: string }) {
  const group = useGroup();
  return (
    <li>
      <p class="said-large" dir="auto">
        {props.view.asked.sentence}
      </p>
      <Show when={props.view.state.kind === "talking-again"}>
        <StateOfQuestion view={props.view} />
      </Show>
      <p class="faint">{props.by}</p>
      <p class="no-print">
        <a
          class="lone"
          href={`/g/${group.id}/questions/${props.view.proposal}`}
          aria-label={`${words.how.title}: ${props.view.asked.sentence}`}
        >
          {words.how.title}
        </a>
      </p>
    </li>
  );
}
