// My answer, or one given for somebody who told me theirs: over the very text that is on the page.
import { type AnswerKind, type AnswerView, answerKinds, type DecisionView, type Hash } from "@fogata/domain";
import { createEffect, createSignal, createUniqueId, For, on, Show } from "solid-js";
import { decidingWords } from "../../text/en-deciding.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Check } from "../../ui/Choice.tsx";
import { SelectField, WordsField } from "../../ui/fields.tsx";
import { focusFirstWrong } from "../../ui/form.ts";
import { Icon } from "../../ui/Icon.tsx";
import { makeNames } from "../belonging/acts.tsx";
import { useGroup } from "../group/context.tsx";
import { NumbersAsked } from "./NumbersAsked.tsx";
import { type Pin, PinField } from "./PinField.tsx";
import { type Saying, WhatCame } from "./saying.tsx";
import { answerIcons, myself } from "./states.tsx";

const words = decidingWords.mine;
const needsReason = (kind: AnswerKind | null) => kind === "no" || kind === "concern";

export function MyAnswer(props: {
  view: DecisionView;
  text: Hash;
  saying: Saying;
  waits: boolean;
  /** What is written as a reason and not sent yet; nothing of it once it is. */
  onUnsent: (words: string) => void;
}) {
  const group = useGroup();
  const mine = () => myself(group, props.view);
  const standing = () => mine()?.answer ?? null;
  const [open, setOpen] = createSignal(false);
  let heading!: HTMLHeadingElement;
  // What was kept is older than the wording that is asked about now.
  createEffect(
    on(
      () => standing()?.standing,
      (now) => now !== "stands" && props.saying.passed("answer"),
    ),
  );
  const answers = () => props.view.wordings.length === 1 && (standing()?.standing !== "stands" || open());
  /** A no without its words is said anew with some: the form below asks for them. */
  const sayable = () => !(standing()?.takenBack && needsReason(standing()!.kind));
  function again() {
    const before = standing()!;
    const { kind, reason, pin, kept } = before;
    const answer = { kind, reason, pin, kept, given: null, confirms: before.given ? before.statement : null };
    void props.saying.say(
      () => group.questions.answer(props.view.proposal, { ...answer, text: props.text }),
      words.done,
      "answer",
    );
  }
  return (
    <section class="section no-print" classList={{ waits: props.waits }} aria-labelledby="my-say">
      <h2
        id="my-say"
        tabindex="-1"
        ref={(element) => {
          heading = element;
          props.saying.heads("answer", element);
        }}
      >
        {words.title}
      </h2>
      <WhatCame saying={props.saying} at="answer" />
      <Show when={standing()?.standing === "earlier-wording"}>
        <Banner icon="clock-counter-clockwise" kind="look" title={words.earlier} within>
          <p>{words.earlierWhat(standing()!.kind)}</p>
          <Show when={sayable()}>
            <div class="actions">
              <Button icon="check" busy={props.saying.busy()} onPress={again}>
                {words.still}
              </Button>
            </div>
          </Show>
        </Banner>
      </Show>
      <Show when={standing()?.standing === "unconfirmed"}>
        <Banner icon="info" kind="look" title={words.given(makeNames(group).name(standing()!.by))} within>
          <p>{decidingWords.who.says(makeNames(group).name(group.me().member), standing()!.kind, true)}</p>
          <Show when={sayable()}>
            <div class="actions">
              <Button icon="check" busy={props.saying.busy()} onPress={again}>
                {words.confirm}
              </Button>
            </div>
          </Show>
        </Banner>
      </Show>
      <Show when={mine()?.as === "new-joiner"}>
        <p class="hint">{words.joiner}</p>
      </Show>
      <Show when={mine() === null || mine()?.as === "came-later"}>
        <p class="hint">{words.came}</p>
      </Show>
      <Show
        when={answers()}
        fallback={
          <>
            <Show when={standing()}>
              {(answer) => (
                <p class="soft">
                  {decidingWords.who.says(makeNames(group).name(group.me().member), answer().kind, true)}. {words.until}
                </p>
              )}
            </Show>
            <Show when={props.view.wordings.length === 1}>
              <div class="actions">
                <Button
                  onPress={() => {
                    setOpen(true);
                    heading.focus();
                  }}
                >
                  {words.change}
                </Button>
              </div>
            </Show>
          </>
        }
      >
        <Form
          view={props.view}
          text={props.text}
          saying={props.saying}
          before={open() ? standing() : null}
          onTyped={props.onUnsent}
          onSent={() => {
            props.onUnsent("");
            setOpen(false);
          }}
        />
      </Show>
    </section>
  );
}

/** `before`: the answer that is being changed; it begins with that. */
function Form(props: {
  view: DecisionView;
  text: Hash;
  saying: Saying;
  before: AnswerView | null;
  onTyped: (words: string) => void;
  onSent: () => void;
}) {
  const group = useGroup();
  const { called } = makeNames(group);
  const radios = createUniqueId();
  const { before } = props;
  const [kind, setKind] = createSignal<AnswerKind | null>(before?.kind ?? null);
  const [typed, setTyped] = createSignal<string | null>(null);
  /** The old reason stays with the old answer; another answer has what is written for it. */
  const reason = () => typed() ?? (before !== null && kind() === before.kind ? before.reason : "");
  /** What goes with each answer, as it was or as it is chosen: another answer is about nothing yet. */
  const [chosenWith, setWith] = createSignal<Partial<Record<AnswerKind, { pin: Pin; kept: boolean }>>>(
    before === null ? {} : { [before.kind]: { pin: before.pin, kept: before.kept } },
  );
  const goesWith = () => chosenWith()[kind() ?? "agree"] ?? { pin: null, kept: true };
  const choose = (what: Partial<{ pin: Pin; kept: boolean }>) =>
    setWith((all) => ({ ...all, [kind() ?? "agree"]: { ...goesWith(), ...what } }));
  const [forOther, setForOther] = createSignal(false);
  const [whom, setWhom] = createSignal("");
  const [how, setHow] = createSignal<"phone" | "scribe">("scribe");
  const [wrong, setWrong] = createSignal<"choose" | "noReason" | "noWhom" | null>(null);
  const others = () => props.view.people.filter(({ person, gone }) => person !== group.me().member && !gone);
  const mended = () => wrong() === "noWhom" && setWrong(null);
  const own = (answer: AnswerKind) => props.view.asked.words[answer] ?? words.kinds[answer];

  function faultOf(answer: AnswerKind) {
    if (needsReason(answer) && reason().trim() === "") return "noReason";
    // Mine is not what they said, and would count at once.
    return forOther() && whom() === "" ? "noWhom" : null;
  }
  async function send(event: SubmitEvent) {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const chosen = kind();
    setWrong(chosen === null ? "choose" : faultOf(chosen));
    if (chosen === null) return form.querySelector<HTMLElement>("input[type=radio]")?.focus();
    if (wrong() !== null) return queueMicrotask(() => focusFirstWrong(form));
    const given = forOther() ? { to: whom(), how: how() } : null;
    const answer = {
      kind: chosen,
      reason: reason().trim(),
      pin: needsReason(chosen) ? goesWith().pin : null,
      given,
      confirms: null,
      kept: goesWith().kept,
    };
    const sent = await props.saying.say(
      () => group.questions.answer(props.view.proposal, { ...answer, text: props.text }),
      words.done,
      "answer",
    );
    if (sent) props.onSent();
  }

  return (
    <form class="stack" onSubmit={send} noValidate>
      <NumbersAsked view={props.view} />
      <div
        role="radiogroup"
        aria-labelledby={`${radios}-legend`}
        aria-describedby={wrong() === "choose" ? `${radios}-wrong` : undefined}
      >
        <p class="legend" id={`${radios}-legend`}>
          {words.legend}
        </p>
        <div aria-live="polite">
          <Show when={wrong() === "choose"}>
            <p class="wrong" id={`${radios}-wrong`}>
              <Icon name="warning-circle" /> {words.choose}
            </p>
          </Show>
        </div>
        <div class="answers">
          <For each={answerKinds}>
            {(answer) => (
              <label class="answer">
                <Icon name={answerIcons[answer]} flips={answer === "concern" || answer === "stand-aside"} />
                <b dir="auto">
                  {own(answer)}
                  {/* What is signed is the answer, whatever whoever asks has called it. */}
                  <Show when={own(answer) !== words.kinds[answer]}>
                    {" "}
                    <small>({words.kinds[answer]})</small>
                  </Show>
                </b>
                <input
                  type="radio"
                  name={radios}
                  checked={kind() === answer}
                  onChange={() => {
                    setKind(answer);
                    setWrong(null);
                  }}
                />
              </label>
            )}
          </For>
        </div>
      </div>
      <WordsField
        label={words.reason}
        hint={needsReason(kind()) ? words.reasonNeeded : words.reasonHint}
        wrong={wrong() === "noReason" ? words.noReason : null}
        rows={3}
        value={reason()}
        onInput={(said) => {
          setTyped(said);
          props.onTyped(said);
          setWrong(null);
        }}
      />
      <Show when={kind() === "concern" || kind() === "no"}>
        <Show when={props.view.asked.about.kind !== "question" && props.text} keyed>
          {(text) => (
            <PinField view={props.view} text={text} pin={goesWith().pin} onChoose={(pin) => choose({ pin })} />
          )}
        </Show>
        <Check label={words.keep} checked={goesWith().kept} onChange={(kept) => choose({ kept })} />
      </Show>
      <Show when={others().length > 0}>
        <Check
          label={words.forOther}
          hint={words.forHint}
          checked={forOther()}
          onChange={(on) => {
            setForOther(on);
            mended();
          }}
        />
        <Show when={forOther()}>
          <SelectField
            label={words.whom}
            value={whom()}
            options={[
              { value: "", name: words.myself },
              ...others().map(({ person }) => ({ value: person, name: called(person) })),
            ]}
            wrong={wrong() === "noWhom" ? words.noWhom : null}
            onChoose={(person) => {
              setWhom(person);
              mended();
            }}
          />
          <SelectField
            label={words.how}
            value={how()}
            options={Object.entries(words.hows).map(([value, name]) => ({ value, name }))}
            onChoose={(value) => setHow(value as "phone" | "scribe")}
          />
        </Show>
      </Show>
      <div class="actions fill">
        <Button kind="main" submit busy={props.saying.busy()}>
          {words.send}
        </Button>
      </div>
    </form>
  );
}
