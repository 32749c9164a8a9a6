// After asking: four words to compare, and what has become of the request. Opens the group by itself once let in.
import type { JoiningView } from "@fogata/sync";
import { useNavigate, useParams } from "@solidjs/router";
import { createEffect, Show } from "solid-js";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { FourWords } from "../../ui/FourWords.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { PlainPage } from "../../ui/PlainPage.tsx";
import { Opening, State } from "../../ui/States.tsx";
import { useWorkspace } from "../../workspace/context.tsx";
import { joiningState } from "./state.ts";

export default function AskedPage() {
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const params = useParams<{ id: string }>();
  const joining = () => workspace.joining().find((one) => one.id === params.id) ?? null;

  createEffect(() => {
    const group = joining()?.group;
    if (group && workspace.groups().some((row) => row.id === group)) navigate(`/g/${group}`, { replace: true });
  });
  async function forget() {
    await workspace.forgetJoining(params.id);
    navigate("/");
  }

  return (
    <PlainPage home="/">
      <Show
        when={joining()}
        fallback={
          <Show when={workspace.ready()} fallback={<Opening />}>
            <PageHead title={text.join.gone} soft={text.join.goneWhat} />
          </Show>
        }
      >
        {(one) => (
          <Show when={joiningState(one().state).ended} fallback={<Compare joining={one()} />}>
            <PageHead title={joiningState(one().state).title} lead={joiningState(one().state).what ?? undefined} />
            <div class="actions">
              <Button onPress={forget}>{text.join.forget}</Button>
            </div>
          </Show>
        )}
      </Show>
    </PlainPage>
  );
}

function Compare(props: { joining: JoiningView }) {
  const state = () => joiningState(props.joining.state);
  return (
    <>
      <PageHead title={text.join.wordsTitle} lead={text.join.words} />
      <section class="section waits" aria-label={text.join.wordsLabel}>
        <FourWords words={props.joining.words} label={text.join.wordsLabel} />
        <div aria-live="polite">
          <State sentence icon={state().icon}>
            {state().title}
          </State>
        </div>
        <details class="fold">
          <summary>{text.join.differentTitle}</summary>
          <p>{text.join.different}</p>
        </details>
      </section>
    </>
  );
}
