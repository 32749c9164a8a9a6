// On the device of somebody who came: waiting for the list, then the list with its four words, and one's own signature.
import type { JoiningView, ListView } from "@fogata/sync";
import { createEffect, createSignal, For, on, Show } from "solid-js";
import { foundingWords } from "../../text/en-founding.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { FourWords } from "../../ui/FourWords.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { State } from "../../ui/States.tsx";
import { useWorkspace } from "../../workspace/context.tsx";
import { hasEnded, iconOf } from "../join/state.ts";

const words = foundingWords.list;

export function OnTheList(props: { joining: JoiningView; onForget: () => void }) {
  const state = () => {
    const { state } = props.joining;
    return hasEnded(state) ? null : state;
  };
  const ended = () => {
    const { state } = props.joining;
    return hasEnded(state) ? words.ended[state] : null;
  };
  return (
    <Show
      when={!ended()}
      fallback={
        <>
          <PageHead title={ended()!.title} lead={ended()!.what} />
          <div class="actions">
            <Button onPress={props.onForget}>{words.forget}</Button>
          </div>
        </>
      }
    >
      <Show when={props.joining.list} fallback={<PageHead title={words.waitTitle} lead={words.waitLead} />}>
        {(list) => <TheList id={props.joining.id} list={list()} />}
      </Show>
      <div aria-live="polite">
        <Show when={state() && (!props.joining.list || state() === "relay-unreachable")}>
          <State sentence icon={iconOf(props.joining.state)}>
            {words.state[state()!]}
          </State>
        </Show>
      </div>
      <details class="fold">
        <summary>{words.differTitle}</summary>
        <p>{words.differ}</p>
        <div class="actions">
          <Button onPress={props.onForget}>{words.leave}</Button>
        </div>
      </details>
    </Show>
  );
}

function TheList(props: { id: string; list: ListView }) {
  const workspace = useWorkspace();
  const [busy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal<string | null>(null);
  let place!: HTMLElement;
  let came!: HTMLDivElement;
  // What was waited for has come: it is read first, whatever had the focus.
  createEffect(
    on(
      () => props.list.round,
      () => place.focus(),
    ),
  );
  // The button goes with the press.
  createEffect(
    on(
      () => props.list.signed,
      (signed) => signed && came.focus(),
      { defer: true },
    ),
  );

  async function sign() {
    if (busy()) return;
    setBusy(true);
    const done = await workspace.signList(props.id, props.list.round);
    setBusy(false);
    setFault(done.ok ? null : words.fault[done.reason]);
  }
  return (
    <>
      <PageHead title={words.title(props.list.group)} lead={words.lead} />
      <section class="section waits" aria-label={words.wordsLabel} tabindex="-1" ref={place}>
        <FourWords words={props.list.words} label={words.wordsLabel} />
      </section>
      <section class="section stack" aria-labelledby="founders">
        <h2 id="founders">{words.namesTitle}</h2>
        <ol class="list" aria-labelledby="founders">
          <For each={props.list.names}>
            {(name, i) => (
              <li class="item">
                <p>
                  <bdi>{name}</bdi> <Show when={i() === props.list.me}>({words.you})</Show>
                </p>
              </li>
            )}
          </For>
        </ol>
        <Show when={props.list.names.length < 3}>
          <p class="soft">{words.few}</p>
        </Show>
      </section>
      <div aria-live="polite" tabindex="-1" ref={came}>
        <Show when={fault()}>
          <Banner icon="info" kind="look">
            <p>{fault()}</p>
          </Banner>
        </Show>
        <Show when={props.list.signed}>
          <State sentence icon="check-circle" is="yes">
            {words.signed}
          </State>
        </Show>
      </div>
      <Show when={!props.list.signed}>
        <div class="actions fill">
          <Button kind="main" busy={busy()} onPress={sign}>
            {words.sign}
          </Button>
        </div>
      </Show>
    </>
  );
}
