// *Ask the group*: the sentence, the rule, until when; about a text as it is now, or a plain question.

import { type AnswerKind, answerKinds, type Proposal, parseDay } from "@fogata/domain";
import { useNavigate } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { decidingWords } from "../../text/en-deciding.ts";
import { questionWords } from "../../text/en-question.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { DayField, SelectField, WordsField } from "../../ui/fields.tsx";
import { focusFirstWrong } from "../../ui/form.ts";
import type { Agreed, Place, ToAsk } from "../../workspace/questions.types.ts";
import { dayOf } from "../../workspace/today.ts";
import { useGroup } from "../group/context.tsx";
import { decidedIn, ReplacesField } from "./Replaces.tsx";

const words = decidingWords.ask;
type RuleKind = Proposal["rule"]["kind"];
type Wrong = keyof typeof words.fault;
const dayMs = 24 * 60 * 60 * 1000;

export interface Asking {
  about: ToAsk["about"];
  circle: string | null;
  sentence: string;
  /** How the same was asked before. */
  again?: Pick<Proposal, "rule" | "words">;
  /** The day that stands on top of the text, if one does. */
  reviewOn?: string | null | undefined;
}

export function AskDialog(props: { asking: Asking | null; onClose: () => void }) {
  return (
    <Dialog open={props.asking !== null} title={words.title} onClose={props.onClose}>
      <AskForm asking={props.asking!} />
    </Dialog>
  );
}

function AskForm(props: { asking: Asking }) {
  const group = useGroup();
  const navigate = useNavigate();
  const [wrong, setWrong] = createSignal<Wrong | null>(null);
  // What the group has agreed fills in what nobody has chosen yet.
  const [agreed, setAgreed] = createSignal<Agreed | null>(null);
  const [place, setPlace] = createSignal<Place | null>(null);
  void group.questions.agreed().then((now) => now.ok && setAgreed(now.value));
  const asksMine = props.asking.circle === null && props.asking.about.kind !== "question";
  if (asksMine)
    void group.questions
      .placeOf(props.asking.about)
      .then((now) => (now.ok ? setPlace(now.value) : setWrong(now.reason)));
  const soonest = () => Date.now() + (agreed()?.minimumMs ?? group.questions.minimumMs());
  // The whole of that day counts, by the calendar of whoever asks.
  const firstDay = () => dayOf(soonest() + dayMs);
  const [sentence, setSentence] = createSignal(props.asking.sentence);
  const before = props.asking.again;
  const [chosenRule, setRule] = createSignal<RuleKind | null>(before?.rule.kind ?? null);
  const rule = () => chosenRule() ?? agreed()?.rule?.kind ?? "all-agree";
  const [chosenNumber, setNumber] = createSignal<string | null>(before ? numberOf(before.rule) : null);
  const number = () => chosenNumber() ?? String((rule() === "few" ? agreed()?.few : null) ?? 2);
  const [chosenDay, setUntil] = createSignal<string | null>(null);
  const until = () => chosenDay() ?? firstDay();
  // A day that is over would ask at once.
  const onTop = props.asking.reviewOn ?? "";
  const [chosenReview, setReview] = createSignal<string | null>(onTop > dayOf(Date.now()) ? onTop : null);
  const review = () => chosenReview() ?? (before ? "" : reviewAgreed(props.asking.about, agreed()));
  const draft = props.asking.about.kind === "draft" ? props.asking.about : null;
  const [replaces, setReplaces] = createSignal(draft?.replaces ?? "");
  const circleAsked = () => props.asking.circle ?? place()?.circle ?? group.id;
  /** What was chosen may have been let go since. */
  const aboutNow = (): ToAsk["about"] =>
    draft && decidedIn(group, replaces()) === circleAsked() ? { ...draft, replaces: replaces() } : aboutAlone();
  const aboutAlone = () => (draft ? { kind: draft.kind, document: draft.document } : props.asking.about);
  const [own, setOwn] = createSignal<Partial<Record<AnswerKind, string>>>(before?.words ?? {});
  const [busy, setBusy] = createSignal(false);
  const counts = () => rule() === "majority" || rule() === "few";
  const at = (...faults: Wrong[]) => (wrong() !== null && faults.includes(wrong()!) ? words.fault[wrong()!] : null);
  const elsewhere = () =>
    at("no-sentence", "too-soon", "no-number") === null && wrong() !== null ? words.fault[wrong()!] : null;
  const hasText = () =>
    props.asking.about.kind === "draft" ||
    props.asking.about.kind === "amendment" ||
    props.asking.about.kind === "keep";

  /** What was wrong with a field is not said of what is written there now. */
  const mended = (fault: Wrong, set: (value: string) => void) => (value: string) => {
    set(value);
    if (wrong() === fault) setWrong(null);
  };
  function ruleNow(): Proposal["rule"] {
    const kind = rule();
    if (kind === "majority") return { kind, least: Number(number()) };
    return kind === "few" ? { kind, number: Number(number()) } : { kind };
  }
  /** Who is asked in a working group is known to it alone. */
  const counted = () =>
    props.asking.circle === null && place() === null ? group.standing().full : Number.POSITIVE_INFINITY;
  function faultNow(): Wrong | null {
    if (sentence().trim() === "") return "no-sentence";
    if (counts() && !(Number.isInteger(Number(number())) && Number(number()) >= 1 && Number(number()) <= counted()))
      return "no-number";
    return parseDay(until()) === null || until() < firstDay() ? "too-soon" : null;
  }
  async function send(event: SubmitEvent) {
    event.preventDefault();
    if (busy()) return;
    const form = event.currentTarget as HTMLFormElement;
    setWrong(faultNow());
    if (wrong() !== null) return queueMicrotask(() => focusFirstWrong(form));
    setBusy(true);
    const { circle } = props.asking;
    const wordsOf = Object.fromEntries(Object.entries(own()).filter(([, word]) => word.trim() !== ""));
    const asked = await group.questions.ask({
      ...{ about: aboutNow(), circle, rule: ruleNow(), sentence: sentence().trim(), words: wordsOf },
      until: new Date(`${until()}T23:59:59`).getTime(),
      reviewOn: parseDay(review()),
    });
    setBusy(false);
    if (asked.ok) return navigate(`/g/${group.id}/questions/${asked.value}`);
    setWrong(asked.reason);
  }

  return (
    <form onSubmit={send} noValidate>
      <Show when={before}>
        <p>{questionWords.again.same}</p>
      </Show>
      <Show when={props.asking.about.kind !== "question"}>
        <p>{words.exact}</p>
      </Show>
      <Show when={place()}>{(one) => <p>{words.placed(one().name)}</p>}</Show>
      <WordsField
        label={words.sentence}
        hint={words.sentenceHint}
        wrong={at("no-sentence")}
        rows={2}
        value={sentence()}
        onInput={mended("no-sentence", setSentence)}
      />
      <SelectField
        label={words.rule}
        hint={words.ruleHints[rule()]}
        value={rule()}
        options={Object.entries(words.rules).map(([value, name]) => ({ value, name }))}
        onChoose={(value) => setRule(value as RuleKind)}
      />
      <Show when={rule() === "all-agree" && counted() < 2}>
        <Banner icon="info" kind="look">
          <p>{words.tooFew}</p>
        </Banner>
      </Show>
      <Show when={counts()}>
        <Field label={words.number} wrong={at("no-number")} value={number()} onInput={mended("no-number", setNumber)} />
      </Show>
      <DayField
        label={words.until}
        hint={words.untilHint(soonest())}
        wrong={at("too-soon")}
        value={until()}
        onInput={mended("too-soon", setUntil)}
      />
      <Show when={draft}>
        {(one) => (
          <ReplacesField document={one().document} circle={circleAsked()} value={replaces()} onChoose={setReplaces} />
        )}
      </Show>
      <Show when={hasText()}>
        <DayField label={words.review} hint={words.reviewHint} value={review()} onInput={setReview} />
      </Show>
      <details class="fold" open={Object.keys(before?.words ?? {}).length > 0}>
        <summary>{words.own}</summary>
        <p class="hint">{words.ownHint}</p>
        <For each={answerKinds}>
          {(kind) => (
            <Field
              label={decidingWords.mine.kinds[kind]}
              value={own()[kind] ?? ""}
              onInput={(word) => setOwn((before) => ({ ...before, [kind]: word }))}
            />
          )}
        </For>
      </details>
      <div aria-live="polite">
        <Show when={elsewhere()}>{(why) => <p class="wrong">{why()}</p>}</Show>
      </div>
      <div class="actions fill">
        <Button kind="main" submit busy={busy()}>
          {place() ? words.sendPlaced : words.send}
        </Button>
      </div>
    </form>
  );
}

/** H2 What comes into force is looked at again after the days that the group has agreed, if nobody says another. */
function reviewAgreed({ kind }: ToAsk["about"], agreed: Agreed | null): string {
  const days = kind === "draft" || kind === "amendment" ? (agreed?.reviewDays ?? null) : null;
  const today = new Date();
  return days === null ? "" : dayOf(today.setDate(today.getDate() + days));
}

function numberOf(rule: Proposal["rule"]): string | null {
  if (rule.kind === "majority") return String(rule.least);
  return rule.kind === "few" ? String(rule.number) : null;
}
