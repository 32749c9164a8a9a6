// What stands on top of an agreement: the sentence it comes down to, who decides it, when it is looked at again. Anybody
// who may write in it changes them in place.
import type { AgreementFacts, Decider } from "@fogata/domain";
import { createSignal, For, Show } from "solid-js";
import { agreementWords } from "../../../text/en-agreements.ts";
import { Banner } from "../../../ui/Banner.tsx";
import { Button } from "../../../ui/Button.tsx";
import type { OpenAgreement } from "../../../workspace/types.ts";
import { useGroup } from "../../group/context.tsx";
import type { WorkingGroupOf } from "../whose.ts";
import { TopForm } from "./TopForm.tsx";

const words = agreementWords.top;

export function Top(props: {
  agreement: OpenAgreement;
  /** What stands there: of one in force, as it was decided. */
  facts: AgreementFacts | null;
  /** Whose papers it is among; null for the whole group's. */
  of: WorkingGroupOf | null;
  editable: boolean;
}) {
  const group = useGroup();
  const [changing, setChanging] = createSignal(false);
  let place!: HTMLElement;
  const facts = () => props.facts;
  /** Of one in force nothing is said before it is found. */
  const decides = (): Decider | null =>
    facts()?.decides ?? (group.madeFrom.comesTo(props.agreement.id).force ? null : { kind: "everyone" });
  /** Once it is in force, by what was decided; until then, as somebody wrote it down. */
  const reviewOn = () => {
    const { state } = group.madeFrom.comesTo(props.agreement.id);
    return state.kind === "in-force" || state.kind === "review-due" ? state.reviewOn : facts()?.reviewOn;
  };
  /** The button goes with the press; what is written first takes the focus. */
  function begin() {
    setChanging(true);
    place.querySelector("textarea")?.focus();
  }
  function done() {
    setChanging(false);
    place.querySelector<HTMLElement>(".change-top button")?.focus();
  }
  return (
    <section ref={place} aria-label={words.heading} class="stack">
      <Show
        when={changing() && props.editable && facts()}
        fallback={
          <>
            <Show when={facts()?.summary}>
              {(summary) => (
                <p class="lead" dir="auto">
                  {summary()}
                </p>
              )}
            </Show>
            <OtherSummaries facts={facts()} change={props.agreement.change} editable={props.editable} />
            <dl class="facts narrow">
              <div>
                <dt>{words.decides}</dt>
                <dd dir="auto">
                  <Show when={decides()} fallback={"\u00a0"}>
                    {(who) => <WhoDecides decides={who()} of={props.of} />}
                  </Show>
                </dd>
              </div>
              <Show when={reviewOn()}>
                {(day) => (
                  <div>
                    <dt>{words.review}</dt>
                    <dd>{words.onDay(day())}</dd>
                  </div>
                )}
              </Show>
              <Show when={facts()?.language}>
                {(tag) => (
                  <div>
                    <dt>{words.language}</dt>
                    <dd>{words.languageName(tag())}</dd>
                  </div>
                )}
              </Show>
            </dl>
            <Show when={props.editable}>
              <p class="change-top no-print">
                <Button kind="quiet" icon="pencil-simple-line" onPress={begin}>
                  {words.change}
                </Button>
              </p>
            </Show>
          </>
        }
      >
        {(now) => <TopForm facts={now()} change={props.agreement.change} onDone={done} />}
      </Show>
    </section>
  );
}

/** Two people wrote one at the same time: both are shown, and anybody says which stands. */
function OtherSummaries(props: { facts: AgreementFacts | null; change: OpenAgreement["change"]; editable: boolean }) {
  const take = (summary: string) => props.change("summarise", { summary });
  return (
    <For each={props.facts?.otherSummaries ?? []}>
      {(other) => (
        <Banner icon="info" kind="look">
          <p dir="auto">{words.otherSummary(other)}</p>
          <Show when={props.editable}>
            <div class="actions no-print">
              <Button onPress={() => take(other)}>{words.takeOther}</Button>
              <Button kind="quiet" onPress={() => take(props.facts!.summary)}>
                {words.keepThis}
              </Button>
            </div>
          </Show>
        </Banner>
      )}
    </For>
  );
}

/** A working group's own papers are decided there, unless they say otherwise. */
function WhoDecides(props: { decides: Decider; of: WorkingGroupOf | null }) {
  const ofGroup = () => {
    if (props.decides.kind === "working-group") return props.decides.group;
    return props.decides.kind === "everyone" && props.of ? props.of.id : null;
  };
  return (
    <Show when={ofGroup()} fallback={props.decides.kind === "law" ? words.byLaw(props.decides.why) : words.everyone}>
      {(id) => <WorkingGroupName id={id()} />}
    </Show>
  );
}

function WorkingGroupName(props: { id: string }) {
  const group = useGroup();
  const { view } = group.openDocument("working-groups");
  const found = () => [...(view()?.groups ?? []), ...(view()?.away ?? [])].find(({ id }) => id === props.id);
  return (
    <Show when={found()} fallback={words.someWorkingGroup}>
      {(one) => <a href={`/g/${group.id}/working-groups/${one().id}`}>{one().name}</a>}
    </Show>
  );
}
