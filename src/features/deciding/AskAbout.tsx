// At the top of an agreement's page: what is asked about it just now, what was decided, or the way to ask the group.
import type { AgreementView, DecisionView } from "@fogata/domain";
import { createSignal, For, type JSX, Show } from "solid-js";
import { decidingWords } from "../../text/en-deciding.ts";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { useGroup } from "../group/context.tsx";
import { AskDialog, type Asking } from "./AskDialog.tsx";
import { openAbout, StateOfQuestion, waitsForMe } from "./states.tsx";
import "./deciding.css";

const words = decidingWords.about;

export function AskAbout(props: {
  document: string;
  as: "draft" | "amendment";
  title: string;
  /** On top of the text as it is written now. */
  reviewOn?: string | null | undefined;
  /** There is something to ask about, so that asking is what comes next. */
  ready: boolean;
  /** What else can be done, beside it. */
  children?: JSX.Element;
}) {
  const group = useGroup();
  const [asking, setAsking] = createSignal<Asking | null>(null);
  const view = () => group.madeFrom.comesTo(props.document);
  const known = (hashes: readonly string[]): DecisionView[] =>
    group.questions.all().filter(({ proposal }) => hashes.includes(proposal));
  const open = () =>
    openAbout(group, props.document).filter(({ doc }) => props.as === "draft" || doc === props.document);
  const askable = () =>
    group.writes(props.document) &&
    open().length === 0 &&
    (props.as === "amendment" ? view().state.kind === "draft" : view().force === null);
  const replacedBy = () => {
    const { state } = view();
    return state.kind === "replaced" ? state.by : null;
  };
  const titleOf = (id: string) => group.agreements().find((row) => row.id === id)?.title || text.agreements.untitled;
  function ask() {
    const { as: kind, document, title, reviewOn } = props;
    const sentence = kind === "draft" ? words.draftSentence(title) : "";
    setAsking({ about: { kind, document }, circle: null, sentence, reviewOn });
  }
  return (
    <>
      <Show when={replacedBy()}>
        {(by) => (
          <p class="soft">
            {words.replaced}{" "}
            <a href={`/g/${group.id}/agreements/${by()}`} dir="auto">
              {titleOf(by())}
            </a>
          </p>
        )}
      </Show>
      <For each={cameTo(view())}>{(line) => <p class="soft">{line}</p>}</For>
      <Show when={view().overtaken.length > 0 && props.as === "amendment"}>
        <Banner icon="info" kind="look">
          <p>{words.overtaken}</p>
        </Banner>
      </Show>
      <Show when={known(view().history).at(-1)}>
        {(last) => (
          <p class="no-print">
            <a class="lone" href={`/g/${group.id}/questions/${last().proposal}`}>
              {decidingWords.how.title}
            </a>
          </p>
        )}
      </Show>
      <For each={open()}>{(one) => <Open view={one} said={view().state.kind === "being-decided"} />}</For>
      <div class="row no-print">
        <Show when={askable()}>
          <Button {...(props.ready ? { kind: "main" as const } : {})} icon="chat-circle-dots" onPress={ask}>
            {decidingWords.ask.title}
          </Button>
        </Show>
        {props.children}
      </div>
      <AskDialog asking={asking()} onClose={() => setAsking(null)} />
    </>
  );
}

/** `said`: the page says already that it is being decided. */
function Open(props: { view: DecisionView; said: boolean }) {
  const group = useGroup();
  const at = () => `/g/${group.id}/questions/${props.view.proposal}`;
  const waits = () => waitsForMe(group, props.view);
  return (
    <div class="asked-about" classList={{ waits: waits() }}>
      <Show when={!props.said || props.view.state.kind !== "open"}>
        <StateOfQuestion view={props.view} />
      </Show>
      <p>
        <a href={at()} dir="auto">
          {props.view.asked.sentence}
        </a>
      </p>
      <Show when={waits()}>
        <p class="no-print">
          <a class="btn btn-main" href={at()}>
            {words.answer}
          </a>
        </p>
      </Show>
    </div>
  );
}

/** Besides what its state says already. */
function cameTo({ state, marked }: AgreementView): string[] {
  const lines = marked.map((why) => decidingWords.again[why]);
  if (state.kind === "let-go") return [words.letGoAt(state.at), ...lines];
  return state.kind === "taken-in" ? [words.takenIn(state.at), ...lines] : lines;
}
