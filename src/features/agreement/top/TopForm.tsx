// Changes what stands on top of an agreement, each part by itself: what was not touched is not written.
import type { AgreementFacts, Decider, DocumentId } from "@fogata/domain";
import { createSignal, Show } from "solid-js";
import { agreementWords } from "../../../text/en-agreements.ts";
import { text } from "../../../text/index.ts";
import { Button } from "../../../ui/Button.tsx";
import { Field } from "../../../ui/Field.tsx";
import { DayField, SelectField, WordsField } from "../../../ui/fields.tsx";
import { focusFirstWrong } from "../../../ui/form.ts";
import type { OpenAgreement } from "../../../workspace/types.ts";
import { useGroup } from "../../group/context.tsx";

const words = agreementWords.top;
type Part = "summary" | "decides" | "review" | "language";
type Fault = keyof typeof words.fault;

export function TopForm(props: { facts: AgreementFacts; change: OpenAgreement["change"]; onDone: () => void }) {
  // As it was when this was opened: others may change it meanwhile, and what I write stays mine.
  const before = props.facts;
  const [summary, setSummary] = createSignal(before.summary);
  const [decides, setDecides] = createSignal<Decider>(before.decides);
  const [review, setReview] = createSignal(before.reviewOn ?? "");
  const [language, setLanguage] = createSignal(before.language ?? "");
  const [wrong, setWrong] = createSignal<Partial<Record<Part, Fault>>>({});
  const says = (part: Part) => {
    const fault = wrong()[part];
    return fault === undefined ? null : words.fault[fault];
  };

  function keep(event: SubmitEvent) {
    event.preventDefault();
    const { change } = props;
    const day = review() === "" ? null : review();
    const tag = language().trim() === "" ? null : language().trim();
    const changed = {
      summary: summary().trim() === before.summary ? null : change("summarise", { summary: summary() }),
      decides: same(decides(), before.decides) ? null : change("sayWhoDecides", decides()),
      review: day === before.reviewOn ? null : change("reviewBy", { on: day }),
      language: tag === before.language ? null : change("sayLanguage", { language: tag }),
    };
    const faults = Object.entries(changed).flatMap(([part, done]) =>
      done === null || done.ok ? [] : [[part, done.reason] as const],
    );
    setWrong(Object.fromEntries(faults));
    if (faults.length === 0) props.onDone();
    else focusFirstWrong(event.currentTarget as HTMLFormElement);
  }

  return (
    <form
      class="stack narrow"
      onSubmit={keep}
      noValidate
      onKeyDown={(event) => {
        if (event.key === "Escape") props.onDone();
      }}
    >
      <WordsField
        label={words.summary}
        hint={words.summaryHint}
        rows={2}
        wrong={says("summary")}
        value={summary()}
        onInput={setSummary}
      />
      <DeciderFields decides={decides()} wrong={says("decides")} onChoose={setDecides} />
      <DayField
        label={words.review}
        hint={words.reviewHint}
        wrong={says("review")}
        value={review()}
        onInput={setReview}
      />
      <Field
        label={words.language}
        hint={words.languageHint}
        wrong={says("language")}
        value={language()}
        onInput={setLanguage}
      />
      <div class="actions">
        <Button kind="main" submit>
          {words.keep}
        </Button>
        <Button kind="quiet" onPress={props.onDone}>
          {text.leaveIt}
        </Button>
      </div>
    </form>
  );
}

function DeciderFields(props: { decides: Decider; wrong: string | null; onChoose: (decides: Decider) => void }) {
  const { view } = useGroup().openDocument("working-groups");
  const groups = () => view()?.groups ?? [];
  const law = () => (props.decides.kind === "law" ? props.decides : null);
  const some = () => (props.decides.kind === "working-group" ? props.decides : null);
  function choose(kind: string) {
    if (kind === "law") props.onChoose({ kind: "law", why: "" });
    else if (kind === "everyone") props.onChoose({ kind: "everyone" });
    else if (groups()[0]) props.onChoose({ kind: "working-group", group: groups()[0]!.id as DocumentId });
  }
  return (
    <>
      <SelectField
        label={words.decides}
        hint={groups().length === 0 ? words.noWorkingGroups : undefined}
        value={props.decides.kind}
        options={[
          { value: "everyone", name: words.everyone },
          ...(groups().length > 0 || some() ? [{ value: "working-group", name: words.workingGroup }] : []),
          { value: "law", name: words.law },
        ]}
        onChoose={choose}
      />
      <Show when={some()}>
        {(one) => (
          <SelectField
            label={words.which}
            value={one().group}
            options={groups().map(({ id, name }) => ({ value: id, name }))}
            onChoose={(id) => props.onChoose({ kind: "working-group", group: id as DocumentId })}
          />
        )}
      </Show>
      <Show when={law()}>
        {(one) => (
          <WordsField
            label={words.why}
            hint={words.whyHint}
            rows={2}
            wrong={props.wrong}
            value={one().why}
            onInput={(why) => props.onChoose({ kind: "law", why })}
          />
        )}
      </Show>
    </>
  );
}

function same(a: Decider, b: Decider): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
