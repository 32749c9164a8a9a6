// H2 What is in force is looked at again: on its day above the text, on any other below it. Whether to keep it, change it
// or let it go is asked of the group; its day can be put into a calendar.
import type { Day } from "@fogata/domain";
import { createSignal, Show } from "solid-js";
import { decidingWords } from "../../text/en-deciding.ts";
import { Button } from "../../ui/Button.tsx";
import { State } from "../../ui/States.tsx";
import { saveFile } from "../agreement/save-file.ts";
import { useGroup } from "../group/context.tsx";
import { AgreedNumbers } from "./AgreedNumbers.tsx";
import { AskDialog, type Asking } from "./AskDialog.tsx";
import { calendarOf } from "./calendar.ts";
import { KeptConcerns } from "./KeptConcerns.tsx";

const words = decidingWords.about;

/** `onChange`: begins a change to it. */
export function AtReview(props: { document: string; title: string; onChange: () => void }) {
  const group = useGroup();
  const [asking, setAsking] = createSignal<Asking | null>(null);
  const view = () => group.madeFrom.comesTo(props.document);
  const due = () => {
    const { state } = view();
    return state.kind === "review-due" ? state.reviewOn : null;
  };
  const ahead = () => {
    const { state } = view();
    return state.kind === "in-force" ? state.reviewOn : null;
  };
  const askable = () => view().open.length === 0 && group.writes(props.document);
  function saveDay(day: Day) {
    const { event, fileName } = decidingWords.calendar;
    saveFile({ fileName, text: calendarOf([day], { event, now: Date.now() }), type: "text/calendar" });
  }
  const ask = (kind: "keep" | "let-go", sentence: string) =>
    setAsking({ about: { kind, document: props.document }, circle: null, sentence });
  return (
    <section
      class="section narrow"
      classList={{ waits: due() !== null && askable(), "no-print": due() === null }}
      aria-labelledby="at-review"
    >
      <Show when={due()}>
        <State icon="clock" is="look">
          {words.reviewDue}
        </State>
      </Show>
      <h2 id="at-review">{words.title}</h2>
      <AgreedNumbers agreement={props.document} />
      <Show when={due()} fallback={<p class="soft no-print">{words.anyDay}</p>}>
        {(day) => (
          <>
            <p>{words.reviewDueWhat(day())}</p>
            <KeptConcerns agreement={props.document} level={3} />
          </>
        )}
      </Show>
      <div class="row no-print">
        <Show when={askable()}>
          <Button onPress={() => ask("keep", words.keepSentence(props.title))}>{words.keep}</Button>
          <Button onPress={() => props.onChange()}>{words.change}</Button>
          <Button onPress={() => ask("let-go", words.letGoSentence(props.title))}>{words.letGo}</Button>
        </Show>
        <Show when={ahead()}>
          {(day) => (
            <Button kind="quiet" icon="download-simple" describedBy="calendar-what" onPress={() => saveDay(day())}>
              {decidingWords.calendar.save}
            </Button>
          )}
        </Show>
      </div>
      <Show when={ahead()}>
        <p class="hint no-print" id="calendar-what">
          {decidingWords.calendar.what}
        </p>
      </Show>
      <AskDialog asking={asking()} onClose={() => setAsking(null)} />
    </section>
  );
}
