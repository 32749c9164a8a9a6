// Everybody who has a say, in order: what they say, why, what they said before; silence shown as silence.
import type { AnswerView, DecisionView, PersonView } from "@fogata/domain";
import { createMemo, createSignal, For, Show } from "solid-js";
import { decidingWords } from "../../text/en-deciding.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Choice } from "../../ui/Choice.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { State } from "../../ui/States.tsx";
import { makeNames } from "../belonging/acts.tsx";
import { useGroup } from "../group/context.tsx";
import type { Saying } from "./saying.tsx";
import { answerIcons } from "./states.tsx";
import { TakeBackReason } from "./TakeBackReason.tsx";

const words = decidingWords.who;
/** From here on rows off the screen are not laid out, and reasons can be read by themselves. */
const longFrom = 40;

export function WhoSaidWhat(props: { view: DecisionView; saying: Saying }) {
  const [which, setWhich] = createSignal<keyof typeof words.shown>("everybody");
  const long = () => props.view.people.length >= longFrom;
  const people = createMemo(() =>
    which() === "everybody" || !long() ? props.view.people : props.view.people.filter(({ answer }) => answer?.reason),
  );
  return (
    <section class="section" aria-labelledby="who-said">
      <h2 id="who-said">{words.title}</h2>
      <p class="soft">{words.sum(countsOf(props.view))}</p>
      <Show when={long()}>
        <Choice label={words.show} plain options={words.shown} value={which()} onChoose={setWhich} />
      </Show>
      <Show when={people().length === 0}>
        <p class="soft">{words.noReasons}</p>
      </Show>
      <ul class="said" classList={{ long: long() }}>
        <For each={people()}>{(one) => <Person view={props.view} one={one} saying={props.saying} />}</For>
      </ul>
      <p class="faint">{words.silence}</p>
    </section>
  );
}

/** Of those who are counted; what stands for each. */
function countsOf({ people }: DecisionView): Parameters<typeof words.sum>[0] {
  const counts: Record<string, number> = {};
  for (const { counted, answer } of people) {
    if (!counted) continue;
    const stood = answer === null ? "silent" : stoodOf(answer);
    counts[stood] = (counts[stood] ?? 0) + 1;
  }
  return counts;
}

function stoodOf({ kind, standing }: AnswerView) {
  if (standing === "unconfirmed") return "unconfirmed";
  if (standing === "late-kept") return "late";
  // A no stands whatever becomes of the text.
  return standing === "earlier-wording" && kind !== "no" ? "earlier" : kind;
}

function Person(props: { view: DecisionView; one: PersonView; saying: Saying }) {
  const names = makeNames(useGroup());
  const name = () => names.name(props.one.person);
  const you = () => names.isYou(props.one.person);
  const before = () => props.one.trail.filter(({ statement }) => statement !== props.one.answer?.statement);
  return (
    <li>
      <Avatar name={names.called(props.one.person)} id={props.one.person} />
      <div>
        <Show
          when={props.one.answer}
          fallback={
            <p class="what soft">
              <Icon name="circle-dashed" /> <span dir="auto">{words.silent(name(), you())}</span>
            </p>
          }
        >
          {(answer) => <Said view={props.view} answer={answer()} name={name()} you={you()} />}
        </Show>
        <Show when={props.one.gone}>
          <State icon="info">{words.gone}</State>
        </Show>
        <Show when={props.one.as !== "full" && words[props.one.as as "new-joiner" | "came-later"]}>
          {(what) => <p class="faint">{what()}</p>}
        </Show>
        <Show when={before().length > 0}>
          <details class="fold">
            <summary aria-label={`${words.before}: ${name()}`}>{words.before}</summary>
            <For each={before()}>
              {(answer) => <Said view={props.view} answer={answer} name={name()} you={you()} />}
            </For>
          </details>
        </Show>
        <Show when={you()}>
          <TakeBackReason view={props.view} saying={props.saying} />
        </Show>
      </div>
    </li>
  );
}

export function Said(props: { view: DecisionView; answer: AnswerView; name: string; you: boolean }) {
  const names = makeNames(useGroup());
  const standing = () => {
    switch (props.answer.standing) {
      case "earlier-wording":
        return words["earlier-wording"];
      case "unconfirmed":
        return words.unconfirmed;
      case "late-counts":
        return words.late;
      case "late-kept":
        return words.kept;
      default:
        return null;
    }
  };
  return (
    <>
      <p class="what">
        <Icon name={answerIcons[props.answer.kind]} />{" "}
        <span dir="auto">
          {words.says(props.name, props.answer.kind, props.you, props.view.asked.words[props.answer.kind])}
        </span>
      </p>
      <Show when={standing()}>
        {(what) => (
          <State icon="clock-counter-clockwise" is="look">
            {what()}
          </State>
        )}
      </Show>
      <Show when={props.answer.pin}>{(pin) => <p class="faint">{words.pinned(pin().words)}</p>}</Show>
      <Show when={props.answer.reason}>
        <blockquote dir="auto">{props.answer.reason}</blockquote>
      </Show>
      <Show when={props.answer.takenBack}>
        <p class="faint">{words.takenBack}</p>
      </Show>
      <Show when={props.answer.given}>
        {(given) => <p class="faint">{words.given[given().how](names.name(props.answer.by))}</p>}
      </Show>
    </>
  );
}
