// After asking: four words to compare, and what has become of the request. Opens the group by itself once let in.
import type { JoiningView, Progress } from "@fogata/sync";
import { useNavigate, useParams } from "@solidjs/router";
import { createEffect, Match, Show, Switch } from "solid-js";
import { invitationWords } from "../../text/en-invitations.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { createClock } from "../../ui/clock.ts";
import { FourWords } from "../../ui/FourWords.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { PlainPage } from "../../ui/PlainPage.tsx";
import { Opening, State } from "../../ui/States.tsx";
import { useWorkspace } from "../../workspace/context.tsx";
import { OnTheList } from "../founding/OnTheList.tsx";
import { hasEnded, iconOf } from "./state.ts";

const words = invitationWords.join;

export default function AskedPage() {
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const params = useParams<{ id: string }>();
  const joining = () => workspace.joining().find((one) => one.id === params.id) ?? null;
  const ended = () => {
    const state = joining()?.state;
    return state !== undefined && hasEnded(state) ? state : null;
  };

  createEffect(() => {
    const group = joining()?.group;
    if (group && workspace.groups().some((row) => row.id === group)) navigate(`/g/${group}`, { replace: true });
  });
  async function forget() {
    await workspace.forgetJoining(params.id);
    navigate("/");
  }
  const Forget = () => (
    <div class="actions">
      <Button onPress={forget}>{words.forget}</Button>
    </div>
  );

  return (
    <PlainPage home="/">
      <Show
        when={joining()}
        fallback={
          <Show when={workspace.ready()} fallback={<Opening />}>
            <PageHead title={words.gone} soft={words.goneWhat} />
          </Show>
        }
      >
        {(one) => (
          <Switch fallback={<Compare joining={one()} />}>
            <Match when={one().purpose === "founding"}>
              <OnTheList joining={one()} onForget={forget} />
            </Match>
            <Match when={ended()}>
              {(state) => (
                <>
                  <PageHead title={words.ended[state()].title} lead={words.ended[state()].what} />
                  <Forget />
                </>
              )}
            </Match>
            <Match when={one().progress}>
              {(progress) => (
                <>
                  <ComingBack progress={progress()} />
                  <Show when={progress().kind === "said-no" || progress().kind === "closed"}>
                    <Forget />
                  </Show>
                </>
              )}
            </Match>
          </Switch>
        )}
      </Show>
    </PlainPage>
  );
}

function Compare(props: { joining: JoiningView }) {
  const lead = () => {
    if (props.joining.purpose === "device") return words.wordsDevice;
    return props.joining.purpose === "recovery" ? words.wordsRecovery : words.words;
  };
  const said = () => {
    const { state, purpose } = props.joining;
    if (hasEnded(state)) return "";
    return state === "waiting" && purpose === "device" ? words.stateDevice : words.state[state];
  };
  return (
    <>
      <PageHead title={words.wordsTitle} lead={lead()} />
      <section class="section waits" aria-label={words.wordsLabel}>
        <FourWords words={props.joining.words} label={words.wordsLabel} />
        <div aria-live="polite">
          <State sentence icon={iconOf(props.joining.state)}>
            {said()}
          </State>
        </div>
        <details class="fold">
          <summary>{words.differentTitle}</summary>
          <p>{words.different}</p>
        </details>
      </section>
    </>
  );
}

/** The words were compared; now it is with the group, and it takes days. Said as it is, step by step. */
function ComingBack(props: { progress: Progress }) {
  const now = createClock();
  const title = () =>
    ({
      asked: words.progress.askedTitle,
      waiting: words.progress.waitingTitle,
      "said-no": words.progress.saidNoTitle,
      closed: words.progress.closedTitle,
    })[props.progress.kind];
  const said = () => {
    const { progress } = props;
    switch (progress.kind) {
      case "asked":
        return words.progress.asked(progress.signed, progress.needed);
      case "waiting":
        return progress.until > now()
          ? words.progress.waiting(text.words.untilMoment(progress.until, now()))
          : words.progress.over;
      case "said-no":
        return words.progress.saidNo;
      case "closed":
        return words.progress.closed;
    }
  };
  const goesOn = () => props.progress.kind === "asked" || props.progress.kind === "waiting";
  return (
    <>
      <PageHead title={title()} />
      <section class="section" classList={{ waits: goesOn() }} aria-label={title()}>
        <div aria-live="polite">
          <State sentence icon={goesOn() ? "clock" : "prohibit"}>
            {said()}
          </State>
        </div>
        <Show when={goesOn()}>
          <p class="soft">{words.progress.keep}</p>
        </Show>
      </section>
    </>
  );
}
