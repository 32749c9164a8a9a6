// H2 What is in force is looked at again: on its day above the text, in the weeks before below it, and until then at the foot
// of the page. Whether to keep it, change it or let it go is asked of the group; its day can be put into a calendar.
import type { AgreementState, Day } from "@fogata/domain";
import { createSignal, Show } from "solid-js";
import { decidingWords } from "../../text/en-deciding.ts";
import { registerWords } from "../../text/en-register.ts";
import { Button } from "../../ui/Button.tsx";
import { State } from "../../ui/States.tsx";
import { dayOf } from "../../workspace/today.ts";
import type { GroupWorkspace } from "../../workspace/types.ts";
import { saveFile } from "../agreement/save-file.ts";
import { useGroup } from "../group/context.tsx";
import { AgreedNumbers } from "./AgreedNumbers.tsx";
import { AskDialog, type Asking } from "./AskDialog.tsx";
import { calendarOf } from "./calendar.ts";
import { KeptConcerns } from "./KeptConcerns.tsx";
import { openAbout } from "./states.tsx";

const words = decidingWords.about;
export type Review = "due" | "near" | "far";

/** `near`: within the time for which the group would be asked. */
export function reviewOf(group: GroupWorkspace, state: AgreementState): Review {
  if (state.kind === "review-due") return "due";
  const on = state.kind === "in-force" ? state.reviewOn : null;
  return on !== null && on <= dayOf(Date.now() + group.questions.minimumMs()) ? "near" : "far";
}

/** `onChange`: begins a change to it. */
export function AtReview(props: { document: string; title: string; when: Review; onChange: () => void }) {
  const group = useGroup();
  const [asking, setAsking] = createSignal<Asking | null>(null);
  const state = () => group.madeFrom.comesTo(props.document).state;
  const day = (kind: "in-force" | "review-due") => {
    const now = state();
    return now.kind === kind && "reviewOn" in now ? now.reviewOn : null;
  };
  const due = () => day("review-due");
  const ahead = () => day("in-force");
  const askable = () => openAbout(group, props.document).length === 0 && group.writes(props.document);
  function saveDay(day: Day) {
    const { event, fileName } = decidingWords.calendar;
    saveFile({ fileName, text: calendarOf([day], { event, now: Date.now() }), type: "text/calendar" });
  }
  const ask = (kind: "keep" | "let-go", sentence: string) =>
    setAsking({ about: { kind, document: props.document }, circle: null, sentence });
  /** Far from its day it is possible, and nothing on the page asks for it. */
  const quiet = () => (props.when === "far" ? { kind: "quiet" as const } : {});
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
      <h2 id="at-review" tabindex="-1">
        {words.title}
      </h2>
      <AgreedNumbers agreement={props.document} />
      <Show
        when={due()}
        fallback={
          <p class="soft no-print">
            <Show when={ahead()}>{(day) => <>{registerWords.reviewOn(day())}. </>}</Show>
            {words.anyDay}
          </p>
        }
      >
        {(day) => (
          <>
            <p>{words.reviewDueWhat(day())}</p>
            <KeptConcerns agreement={props.document} level={3} />
          </>
        )}
      </Show>
      <div class="row no-print">
        <Show when={askable()}>
          <Button {...quiet()} onPress={() => ask("keep", words.keepSentence(props.title))}>
            {words.keep}
          </Button>
          <Button {...quiet()} onPress={() => props.onChange()}>
            {words.change}
          </Button>
          <Button {...quiet()} onPress={() => ask("let-go", words.letGoSentence(props.title))}>
            {words.letGo}
          </Button>
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
