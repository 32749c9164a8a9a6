// One agreement: what it comes to, what stands on top, its words, and below them what is said and done about it. A change
// to one, and one in another language, have pages of their own around the same editor.
import { useParams } from "@solidjs/router";
import { createMemo, createSignal, type JSX, onMount, Show } from "solid-js";
import type { MadeFromRow } from "../../workspace/made-from.types.ts";
import type { OpenAgreement } from "../../workspace/types.ts";
import { AtReview, reviewOf } from "../deciding/AtReview.tsx";
import { useGroup } from "../group/context.tsx";
import { optionalPart } from "../part.ts";
import { ChangePage } from "./changing/ChangePage.tsx";
import { ChangesTo } from "./changing/ChangesTo.tsx";
import { EditsBegun } from "./changing/EditsBegun.tsx";
import { InForce } from "./changing/InForce.tsx";
import { Propose } from "./changing/Propose.tsx";
import type { About } from "./comments/CommentDialog.tsx";
import { chosenIn } from "./comments/read-text.ts";
import type { MountedEditor } from "./editor/view.ts";
import { Faults } from "./Faults.tsx";
import { Head } from "./Head.tsx";
import { Languages } from "./languages/Languages.tsx";
import { TranslationPage } from "./languages/TranslationPage.tsx";
import { OnThisPage } from "./OnThisPage.tsx";
import { decidedOnTop, writtenOnTop } from "./on-top.ts";
import { Top } from "./top/Top.tsx";
import { WithText } from "./WithText.tsx";
import { fetchEditor, Writing } from "./Writing.tsx";
import { createWhose } from "./whose.ts";

/** Late: whoever only reads or writes needs nothing of it. */
const HistoryPart = optionalPart(() => import("./history/History.tsx").then((m) => ({ default: m.History })));

const CommentsPart = optionalPart(() => import("./comments/Comments.tsx").then((m) => ({ default: m.Comments })));

const SuggestionsPart = optionalPart(() =>
  import("./suggestions/Suggestions.tsx").then((m) => ({ default: m.Suggestions })),
);

export default function AgreementPage() {
  const params = useParams<{ id: string }>();
  return (
    <Show when={params.id} keyed>
      {(id) => <OneAgreement id={id} />}
    </Show>
  );
}

const settledStates: ReadonlySet<string> = new Set(["in-force", "review-due", "taken-in", "replaced"]);

function OneAgreement(props: { id: string }) {
  const group = useGroup();
  const agreement = group.openAgreement(props.id);
  // The words kept for reading are a moment behind; the editor knows at once whether there are any.
  const [shownEmpty, setShownEmpty] = createSignal<boolean | null>(null);
  const empty = () => shownEmpty() ?? isEmpty(agreement);
  const made = () => group.madeFrom.row(props.id);
  onMount(fetchEditor);
  /** Its words were decided on, here or in the agreement that has taken them in: they are changed by proposing a change. */
  const decided = () => settledStates.has(group.madeFrom.comesTo(props.id).state.kind);
  const writes = () => !agreement.newer() && group.writes(agreement.id);
  const editable = () => agreement.live() !== null && !decided() && writes();
  const [editor, setEditor] = createSignal<MountedEditor | null>(null);
  const [commenting, setCommenting] = createSignal<About | null>(null);
  const [suggesting, setSuggesting] = createSignal(false);
  const [read, setRead] = createSignal<HTMLElement | null>(null);
  const sayAbout = () => {
    const text = read();
    setCommenting((text ? chosenIn(text) : editor()?.chosen()) ?? { words: "" });
  };
  const writing = () => (
    <Writing
      agreement={agreement}
      empty={empty()}
      locked={decided()}
      onEmpty={setShownEmpty}
      onMounted={setEditor}
      onComment={sayAbout}
      onSuggest={() => setSuggesting(true)}
    />
  );
  const comments = () => {
    const force = () => group.madeFrom.comesTo(props.id).force;
    return (
      <Show when={agreement.live()}>
        {(live) => (
          <>
            <Show when={!force()}>
              <SuggestionsPart
                agreement={agreement}
                handle={live().handle}
                editor={editor()}
                editable={editable()}
                suggesting={suggesting()}
                onSuggest={() => setSuggesting(true)}
                onDone={() => setSuggesting(false)}
              />
            </Show>
            <CommentsPart
              agreement={agreement}
              handle={live().handle}
              shown={force()}
              about={commenting()}
              editable={writes()}
              onComment={sayAbout}
              onDone={() => setCommenting(null)}
              editor={force() ? null : editor()}
              read={force() ? read() : null}
            />
          </>
        )}
      </Show>
    );
  };
  return (
    <article class="stack looser">
      <Show
        when={made()}
        fallback={
          <ByItself
            agreement={agreement}
            empty={empty()}
            editable={editable()}
            writes={writes()}
            writing={writing()}
            comments={comments()}
            onRead={setRead}
          />
        }
      >
        {(row) => (
          <MadeFromOne row={row()} agreement={agreement} editable={editable()} locked={decided()} editor={writing()}>
            {comments()}
            <Show when={agreement.live()}>
              <HistoryPart agreement={agreement} editable={writes()} />
            </Show>
          </MadeFromOne>
        )}
      </Show>
    </article>
  );
}

/** An agreement that stands by itself, in the order in which it is read. */
function ByItself(props: {
  agreement: OpenAgreement;
  empty: boolean;
  editable: boolean;
  writes: boolean;
  writing: JSX.Element;
  comments: JSX.Element;
  onRead: (text: HTMLElement | null) => void;
}) {
  const group = useGroup();
  const id = props.agreement.id;
  const whose = createWhose(group, id);
  const [proposing, setProposing] = createSignal(false);
  const force = createMemo(() => group.madeFrom.comesTo(id).force, null, {
    equals: (a, b) => a?.text === b?.text && a?.doc === b?.doc,
  });
  const inForce = createMemo(() => {
    const text = force();
    return text && { text, at: group.madeFrom.textAt({ document: text.doc, hash: text.text }) };
  });
  const top = () => {
    const decided = inForce();
    return decided ? decidedOnTop(props.agreement, decided.at) : writtenOnTop(props.agreement);
  };
  const when = createMemo(() => reviewOf(group, group.madeFrom.comesTo(id).state));
  const Review = (here: { on: ReturnType<typeof when> }) => (
    <Show when={when() === here.on && (force() !== null || here.on === "due")}>
      <AtReview document={id} title={top().title} when={here.on} onChange={() => setProposing(true)} />
    </Show>
  );
  return (
    <>
      <Head
        agreement={props.agreement}
        top={top()}
        of={whose()}
        empty={props.empty}
        onPropose={() => setProposing(true)}
      />
      <Show when={props.agreement.live()}>
        <OnThisPage />
      </Show>
      <Faults agreement={props.agreement} />
      <Show when={props.agreement.fault() !== "missing"}>
        <Review on="due" />
        <Top
          agreement={props.agreement}
          facts={top().facts}
          of={whose()}
          editable={force() === null && props.editable}
        />
        <Show when={inForce()} keyed fallback={props.writing}>
          {({ text, at }) => (
            <>
              <EditsBegun agreement={id} force={text} />
              <InForce at={at} onRead={props.onRead} />
            </>
          )}
        </Show>
        {props.comments}
        <Review on="near" />
        <Propose
          agreement={id}
          open={proposing()}
          from={force() === null ? "draft" : "force"}
          onClose={() => setProposing(false)}
        />
        <ChangesTo agreement={id} />
        <Languages agreement={id} language={top().facts?.language ?? null} />
        <Show when={props.agreement.live()}>
          <HistoryPart agreement={props.agreement} force={force()} editable={props.writes} />
        </Show>
        <Review on="far" />
        <WithText
          agreement={props.agreement}
          title={top().title}
          nameable={force() === null && props.writes && props.agreement.fault() === null}
        />
      </Show>
    </>
  );
}

function MadeFromOne(props: {
  row: MadeFromRow;
  agreement: OpenAgreement;
  editable: boolean;
  locked: boolean;
  editor: JSX.Element;
  children: JSX.Element;
}) {
  return (
    <>
      <Show
        when={props.row.as === "translation"}
        fallback={
          <ChangePage row={props.row} agreement={props.agreement} locked={props.locked} editor={props.editor} />
        }
      >
        <TranslationPage
          row={props.row}
          agreement={props.agreement}
          top={<Top agreement={props.agreement} facts={props.agreement.facts()} of={null} editable={props.editable} />}
          editor={props.editor}
        />
      </Show>
      <Faults agreement={props.agreement} />
      {props.children}
      <WithText agreement={props.agreement} title={props.agreement.title()} nameable={false} />
    </>
  );
}

function isEmpty(agreement: OpenAgreement): boolean {
  return agreement.readable()?.blocks.every((block) => block.runs.length === 0) === true;
}
