// One question: what would change, what is asked, my answer, who has said what, and, once decided, how.

import type { DecisionView } from "@fogata/domain";
import { useParams } from "@solidjs/router";
import { createComputed, createEffect, createMemo, createSignal, on, Show } from "solid-js";
import { decidingWords } from "../../text/en-deciding.ts";
import { questionWords } from "../../text/en-question.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { Opening, ThatIsAll } from "../../ui/States.tsx";
import { makeNames } from "../belonging/acts.tsx";
import { useGroup } from "../group/context.tsx";
import { AgreedRule } from "./AgreedRule.tsx";
import { AskedAgain } from "./AskedAgain.tsx";
import { How } from "./How.tsx";
import { MyAnswer } from "./MyAnswer.tsx";
import { NotAsked } from "./NotAsked.tsx";
import { tellNews } from "./news.ts";
import { OtherActs } from "./OtherActs.tsx";
import { makeSaying, WhatCame } from "./saying.tsx";
import { isOpen, makeDecider, StateOfQuestion, waitsForMe } from "./states.tsx";
import { TextAsked } from "./TextAsked.tsx";
import { WhoSaidWhat } from "./WhoSaidWhat.tsx";
import "./deciding.css";

const words = decidingWords.question;

export default function QuestionPage() {
  const params = useParams<{ id: string }>();
  return (
    <Show when={params.id} keyed>
      {(id) => <OneQuestion id={id} />}
    </Show>
  );
}

function OneQuestion(props: { id: string }) {
  const group = useGroup();
  // By its hash: a picture made anew is the same question.
  const view = createMemo(() => group.questions.all().find(({ proposal }) => proposal === props.id) ?? null);
  return (
    <Show when={view()} fallback={<NotHere />}>
      {(found) => <Question view={found()} />}
    </Show>
  );
}

function NotHere() {
  const group = useGroup();
  return (
    <>
      <PageHead title={decidingWords.title} group={group.name()} before={<Back />} />
      <Show when={group.questions.ready()} fallback={<Opening lines={6} label={decidingWords.opening} />}>
        <Banner icon="info" kind="look" title={decidingWords.unknown.title}>
          <p>{decidingWords.unknown.what}</p>
        </Banner>
      </Show>
    </>
  );
}
function Back() {
  return (
    <a class="crumb no-print" href={`/g/${useGroup().id}/questions`}>
      <Icon name="caret-left" flips /> {decidingWords.title}
    </a>
  );
}

function Question(props: { view: DecisionView }) {
  const group = useGroup();
  const saying = makeSaying(group);
  const names = makeNames(group);
  const now = () => props.view.wordings.at(-1)?.text ?? "";
  const state = () => props.view.state;
  tellNews(() => props.view, {
    me: group.me().member,
    name: (person) => names.name(person),
    mine: () => saying.acting() !== null && saying.acting() !== "answer",
    onTold: () => saying.passed("top"),
  });
  const answers = () => isOpen(props.view) && state().kind !== "waiting" && group.writes();
  const [unsent, setUnsent] = createSignal("");
  let page!: HTMLElement;
  keepPlace(
    () => page,
    () => props.view,
  );
  return (
    <article class="stack looser" ref={page}>
      <PageHead title={props.view.asked.sentence} group={group.name()} before={<Back />}>
        <StateOfQuestion view={props.view} />
        <p class="soft">{words.askedBy(names.name(props.view.by), props.view.openedAt)}</p>
      </PageHead>
      <WhatCame saying={saying} />
      <Show when={state().kind === "talking"}>
        <Banner icon="chat-circle-dots" kind="look">
          <p>{decidingWords.talking}</p>
        </Banner>
      </Show>
      <Show when={state().kind === "waiting"}>
        <p class="soft">{decidingWords.waiting}</p>
      </Show>
      <Again view={props.view} />
      <AskedAgain view={props.view} />
      <NotAsked view={props.view} saying={saying} />
      <Show when={props.view.wordings.length > 1}>
        <Banner icon="info" kind="look">
          <p>{words.twoWordings}</p>
        </Banner>
      </Show>
      <TextAsked view={props.view} saying={saying} />
      <Asked view={props.view} />
      <Show when={answers()} fallback={<Unsent words={unsent().trim()} />}>
        <MyAnswer
          view={props.view}
          text={now()}
          saying={saying}
          waits={waitsForMe(group, props.view)}
          onUnsent={setUnsent}
        />
      </Show>
      <WhoSaidWhat view={props.view} saying={saying} />
      <Show when={group.writes()}>
        <OtherActs view={props.view} saying={saying} />
      </Show>
      <Show when={props.view.decided}>
        <How view={props.view} />
      </Show>
      <ThatIsAll />
    </article>
  );
}

/** It was closed while somebody wrote their reason: their words are not gone with the form. */
function Unsent(props: { words: string }) {
  return (
    <Show when={props.words !== ""}>
      <Banner icon="info" kind="look" title={questionWords.unsent.title}>
        <p>{questionWords.unsent.what}</p>
        <blockquote dir="auto">{props.words}</blockquote>
      </Banner>
    </Show>
  );
}

/** Where somebody was goes when another closes it: then they are at the question itself, not before the whole page. */
function keepPlace(page: () => HTMLElement, view: () => DecisionView): void {
  let was: Element | null = null;
  createComputed(on(view, () => (was = page()?.contains(document.activeElement) ? document.activeElement : null)));
  createEffect(
    on(view, () => {
      if (was?.isConnected === false && document.activeElement === document.body)
        page().querySelector("h1")?.focus({ preventScroll: true });
    }),
  );
}

function Again(props: { view: DecisionView }) {
  const why = () => (props.view.state.kind === "talking-again" ? props.view.state.why : []);
  return (
    <Show when={why().length > 0}>
      <Banner icon="clock-counter-clockwise" kind="look">
        {why().map((one) => (
          <p>{decidingWords.again[one]}</p>
        ))}
        {props.view.callBacks.map(({ reason }) => (
          <Show when={reason} fallback={<p class="faint">{decidingWords.who.takenBack}</p>}>
            <blockquote dir="auto">{reason}</blockquote>
          </Show>
        ))}
      </Banner>
    </Show>
  );
}

/** By which rule, until when, and who is counted. */
function Asked(props: { view: DecisionView }) {
  const decider = makeDecider(useGroup());
  const rule = () => {
    const { rule } = props.view.asked;
    const name = decidingWords.ask.rules[rule.kind];
    if (rule.kind === "majority") return `${name}, ${words.least(rule.least)}`;
    return rule.kind === "few" ? `${name}: ${words.few(rule.number)}` : name;
  };
  const until = () => {
    const { date } = props.view;
    if (date.kind === "paused") return words.paused;
    return date.kind === "past" ? words.past(date.at) : words.day(date.at);
  };
  const counted = () => props.view.people.filter((one) => one.counted).length;
  return (
    <section class="section" aria-labelledby="asked">
      <h2 id="asked">{words.said}</h2>
      <dl class="facts">
        <div>
          <dt>{words.rule}</dt>
          <dd>
            {rule()}
            <AgreedRule view={props.view} />
          </dd>
        </div>
        <div>
          <dt>{words.until}</dt>
          <dd>{until()}</dd>
        </div>
        <div>
          <dt>{words.counted}</dt>
          <dd>
            {words.countedWho(counted())}
            {/* Where the whole group decides, that is everybody: nothing to add. */}
            <Show when={decider(props.view) !== decidingWords.everyone}>, {decider(props.view)}</Show>
          </dd>
        </div>
      </dl>
      <Show when={isOpen(props.view)}>
        <p class="soft">
          {decidingWords.ask.ruleHints[props.view.asked.rule.kind]} {words.how}
        </p>
      </Show>
    </section>
  );
}
