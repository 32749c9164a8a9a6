// What else a member can do about a question: close it, ask for time, take it to a meeting and back, call it back.
import { type DecisionView, parseDay } from "@fogata/domain";
import { createSignal, For, Show } from "solid-js";
import { decidingWords } from "../../text/en-deciding.ts";
import { Button } from "../../ui/Button.tsx";
import { DayField, WordsField } from "../../ui/fields.tsx";
import { dayOf } from "../../workspace/today.ts";
import { makeNames } from "../belonging/acts.tsx";
import { useGroup } from "../group/context.tsx";
import { AskOfAll } from "./AskedAgain.tsx";
import type { Saying } from "./saying.tsx";
import { isOpen, myself } from "./states.tsx";

const words = decidingWords.acts;

export function OtherActs(props: { view: DecisionView; saying: Saying }) {
  const group = useGroup();
  const names = makeNames(group);
  const { questions } = group;
  const counted = () => myself(group, props.view)?.counted === true;
  /** D26 Whoever belonged when it was asked has a say in when, new joiners too; of later ones it would not be heard. */
  const belonged = () => ["full", "new-joiner"].includes(myself(group, props.view)?.as ?? "");
  const id = () => props.view.proposal;
  const asked = () => props.view.moreTime.some(({ by }) => by === group.me().member);
  const closable = () => props.view.missing.length === 0 && isOpen(props.view);
  const open = () => isOpen(props.view) && props.view.state.kind !== "waiting";
  const callable = () => props.view.decided !== null && props.view.circle !== group.id;
  const [back, setBack] = createSignal<string>(dayOf(Date.now() + group.questions.minimumMs()));
  const [why, setWhy] = createSignal("");
  return (
    <section class="section no-print" aria-labelledby="other-acts" hidden={!open() && !callable()}>
      <h2 id="other-acts">{words.title}</h2>
      <Show when={props.view.moreTime.length > 0}>
        <p class="soft">
          {words.askedForTime(
            names.names(props.view.moreTime.map(({ by }) => by)),
            Math.max(...props.view.moreTime.map(({ until }) => until)),
          )}
        </p>
      </Show>
      <Show when={open()}>
        <Show
          when={closable()}
          fallback={
            <div class="faint">
              <p>{words.fault["not-yet"]}</p>
              <ul>
                <For each={props.view.missing}>{(one) => <li>{words.missing[one]}</li>}</For>
              </ul>
            </div>
          }
        >
          <p>{words.closeWhat}</p>
          <Show when={counted()}>
            <div class="actions">
              <Button
                icon="check"
                busy={props.saying.busy()}
                onPress={() => void props.saying.say(() => questions.close(id()), words.closed)}
              >
                {words.close}
              </Button>
            </div>
          </Show>
        </Show>
        <AskOfAll view={props.view} />
        <Show when={belonged()}>
          <div class="actions">
            <Show when={props.view.date.kind === "until" && !asked()}>
              <Button
                kind="quiet"
                icon="clock"
                busy={props.saying.busy()}
                onPress={() => void props.saying.say(() => questions.askForTime(id()), words.moreTimeDone)}
              >
                {words.moreTime}
              </Button>
            </Show>
            <Show when={props.view.date.kind !== "paused"}>
              <Button
                kind="quiet"
                icon="users-three"
                busy={props.saying.busy()}
                onPress={() => void props.saying.say(() => questions.moveToMeeting(id()), words.toMeetingDone)}
              >
                {words.toMeeting}
              </Button>
            </Show>
          </div>
          <Show when={props.view.date.kind === "paused"}>
            <DayField label={decidingWords.ask.until} value={back()} onInput={setBack} />
            <div class="actions">
              <Button
                busy={props.saying.busy()}
                onPress={() => {
                  if (parseDay(back()) === null) return;
                  const until = new Date(`${back()}T23:59:59`).getTime();
                  void props.saying.say(() => questions.backFromMeeting(id(), until), words.backDone);
                }}
              >
                {words.back}
              </Button>
            </div>
          </Show>
        </Show>
      </Show>
      <Show when={callable()}>
        <WordsField label={words.callBackWhy} rows={3} value={why()} onInput={setWhy} />
        <div class="actions">
          <Button
            busy={props.saying.busy()}
            onPress={() => void props.saying.say(() => questions.callBack(id(), why().trim()), words.calledBack)}
          >
            {words.callBack}
          </Button>
        </div>
      </Show>
    </section>
  );
}
