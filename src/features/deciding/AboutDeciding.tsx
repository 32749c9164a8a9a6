// On an agreement's own page: what it comes to, what is asked about it, and how to ask the group; at its review, whether to
// keep it, change it or let it go.
import type { AgreementView, Day, DecisionView } from "@fogata/domain";
import { createSignal, For, Show } from "solid-js";
import { decidingWords } from "../../text/en-deciding.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { saveFile } from "../agreement/save-file.ts";
import { useGroup } from "../group/context.tsx";
import { AgreedNumbers } from "./AgreedNumbers.tsx";
import { AskDialog, type Asking } from "./AskDialog.tsx";
import { calendarOf } from "./calendar.ts";
import { StateOfQuestion } from "./states.tsx";
import "./deciding.css";

const words = decidingWords.about;

/** `onChange`: begins a change to it; absent for a change itself. */
export function AboutDeciding(props: {
  document: string;
  as: "draft" | "amendment";
  title: string;
  /** On top of the text as it is written now. */
  reviewOn?: string | null | undefined;
  onChange?: () => void;
}) {
  const group = useGroup();
  const [asking, setAsking] = createSignal<Asking | null>(null);
  const view = () => group.madeFrom.comesTo(props.document);
  const known = (hashes: readonly string[]): DecisionView[] =>
    group.questions.all().filter(({ proposal }) => hashes.includes(proposal));
  const open = () => known(view().open).filter(({ doc }) => props.as === "draft" || doc === props.document);
  const inForce = () => view().force !== null;
  const reviewOn = () => {
    const { state } = view();
    return state.kind === "in-force" ? state.reviewOn : null;
  };
  function saveDay(day: Day) {
    const { event, fileName } = decidingWords.calendar;
    saveFile({ fileName, text: calendarOf([day], { event, now: Date.now() }), type: "text/calendar" });
  }
  const ask = (kind: "draft" | "amendment" | "keep" | "let-go", sentence: string) =>
    setAsking({ about: { kind, document: props.document }, circle: null, sentence, reviewOn: props.reviewOn });
  const askable = () =>
    group.writes(props.document) &&
    open().length === 0 &&
    (props.as === "amendment" ? view().state.kind === "draft" : !inForce());
  return (
    <section class="section narrow" aria-labelledby="deciding-about">
      <h2 id="deciding-about">{words.title}</h2>
      <Facts view={view()} />
      <Show when={props.as === "draft" && inForce()}>
        <AgreedNumbers agreement={props.document} />
      </Show>
      <Show when={view().overtaken.length > 0 && props.as === "amendment"}>
        <Banner icon="info" kind="look">
          <p>{words.overtaken}</p>
        </Banner>
      </Show>
      <Show when={view().state.kind === "review-due"}>
        <Banner icon="clock" kind="look" title={words.reviewDue} within>
          <p>{words.reviewDueWhat((view().state as { reviewOn: string }).reviewOn)}</p>
        </Banner>
      </Show>
      <Show when={open().length > 0}>
        <ul class="decisions">
          <For each={open()}>
            {(one) => (
              <li>
                <StateOfQuestion view={one} />
                <p>
                  <a href={`/g/${group.id}/questions/${one.proposal}`} dir="auto">
                    {one.asked.sentence}
                  </a>
                </p>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={known(view().history).at(-1)}>
        {(last) => (
          <p class="no-print">
            <a href={`/g/${group.id}/questions/${last().proposal}`}>{decidingWords.how.title}</a>
          </p>
        )}
      </Show>
      <div class="actions no-print">
        <Show when={askable()}>
          <Button
            icon="chat-circle-dots"
            onPress={() => ask(props.as, props.as === "draft" ? words.draftSentence(props.title) : "")}
          >
            {decidingWords.ask.title}
          </Button>
        </Show>
        <Show when={inForce() && open().length === 0 && group.writes(props.document) && props.as === "draft"}>
          <Button onPress={() => ask("keep", words.keepSentence(props.title))}>{words.keep}</Button>
          <Show when={props.onChange}>{(change) => <Button onPress={() => change()()}>{words.change}</Button>}</Show>
          <Button kind="quiet" onPress={() => ask("let-go", words.letGoSentence(props.title))}>
            {words.letGo}
          </Button>
        </Show>
      </div>
      <Show when={reviewOn()}>
        {(day) => (
          <>
            <p class="hint no-print">{decidingWords.calendar.what}</p>
            <div class="actions no-print">
              <Button kind="quiet" icon="download-simple" onPress={() => saveDay(day())}>
                {decidingWords.calendar.save}
              </Button>
            </div>
          </>
        )}
      </Show>
      <AskDialog asking={asking()} onClose={() => setAsking(null)} />
    </section>
  );
}

function Facts(props: { view: AgreementView }) {
  const lines = () => {
    const { state } = props.view;
    switch (state.kind) {
      case "in-force":
        return [words.inForce(state.since), ...(state.reviewOn ? [words.reviewOn(state.reviewOn)] : [])];
      case "review-due":
        return [words.inForce(state.since)];
      case "let-go":
        return [words.letGoAt(state.at)];
      case "replaced":
        return [words.replaced];
      case "taken-in":
        return [words.takenIn(state.at)];
      default:
        return [];
    }
  };
  return (
    <>
      <For each={lines()}>{(line) => <p>{line}</p>}</For>
      <For each={props.view.marked}>{(why) => <p class="soft">{decidingWords.again[why]}</p>}</For>
    </>
  );
}
