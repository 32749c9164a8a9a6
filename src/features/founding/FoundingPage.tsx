// On the device that began: the code to scan, who is here, the list that everybody signs, and the group.
import type { FoundingAct, FoundingView } from "@fogata/sync";
import { useNavigate, useParams } from "@solidjs/router";
import { createEffect, createSignal, Match, on, Show, Switch } from "solid-js";
import { foundingWords } from "../../text/en-founding.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { FourWords } from "../../ui/FourWords.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { PlainPage } from "../../ui/PlainPage.tsx";
import { Opening, State } from "../../ui/States.tsx";
import { useWorkspace } from "../../workspace/context.tsx";
import { LinkToShare } from "../people/LinkToShare.tsx";
import { WhoIsHere } from "./WhoIsHere.tsx";

const words = foundingWords.room;

export default function FoundingPage() {
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const params = useParams<{ id: string }>();
  const [busy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal<string | null>(null);
  const [said, setSaid] = createSignal("");
  const founding = () => workspace.foundings().find((one) => one.id === params.id) ?? null;

  createEffect(() => {
    const group = founding()?.group;
    if (group && workspace.groups().some((row) => row.id === group)) navigate(`/g/${group}`, { replace: true });
  });
  async function act(what: FoundingAct, saying = "") {
    if (busy()) return;
    setBusy(true);
    const done = await workspace.found(what);
    setBusy(false);
    setFault(done.ok ? null : words.fault[done.reason]);
    setSaid(done.ok ? saying : "");
    if (done.ok && what.type === "lay-aside") navigate("/");
  }

  return (
    <PlainPage home="/">
      <Show
        when={founding()}
        fallback={
          <Show when={workspace.ready()} fallback={<Opening />}>
            <PageHead title={words.gone} soft={words.goneWhat} />
          </Show>
        }
      >
        {(one) => (
          <>
            <PageHead
              title={one().state === "ended" ? words.ended : words.title(one().name)}
              {...(one().state === "ended" ? { lead: words.endedWhat } : {})}
            />
            <div aria-live="polite">
              <Show when={fault()}>
                <Banner icon="info" kind="look">
                  <p>{fault()}</p>
                </Banner>
              </Show>
              <Show when={said()}>
                <State sentence icon="check-circle">
                  {said()}
                </State>
              </Show>
              <Show when={one().reachable === "no" && one().state !== "ended"}>
                <State sentence icon="cloud-slash" is="look">
                  {words.unreachable}
                </State>
              </Show>
            </div>
            <Switch>
              <Match when={one().state === "gathering"}>
                <Gathering founding={one()} busy={busy()} onAct={act} />
              </Match>
              <Match when={one().state === "signing"}>
                <Signing founding={one()} busy={busy()} onAct={act} />
              </Match>
              <Match when={one().state === "founded"}>
                <Opening lines={3} />
              </Match>
            </Switch>
            <Show when={one().state !== "founded"}>
              <LayAside
                ended={one().state === "ended"}
                busy={busy()}
                onDo={() => act({ type: "lay-aside", founding: one().id })}
              />
            </Show>
          </>
        )}
      </Show>
    </PlainPage>
  );
}

interface Part {
  founding: FoundingView;
  busy: boolean;
  onAct: (act: FoundingAct, saying?: string) => void;
}

function Gathering(props: Part) {
  const alone = () => props.founding.people.length < 2;
  return (
    <>
      <section class="section stack" aria-label={words.qr}>
        <p>{words.gather}</p>
        <Code founding={props.founding} />
      </section>
      <WhoIsHere {...props} />
      <Show when={!alone()} fallback={<p class="soft">{words.nobodyYet}</p>}>
        <div class="actions fill">
          <Button
            kind="main"
            busy={props.busy}
            onPress={() => props.onAct({ type: "close-list", founding: props.founding.id })}
          >
            {words.everybody}
          </Button>
        </div>
      </Show>
    </>
  );
}

function Signing(props: Part) {
  const late = () => props.founding.people.filter(({ listed }) => !listed).map(({ name }) => name);
  const waited = () =>
    props.founding.people.filter(({ me, listed, signed }) => !me && listed && !signed).map(({ name }) => name);
  let heading!: HTMLHeadingElement;
  // The button that closed the list went with it.
  createEffect(
    on(
      () => props.founding.words?.join(),
      () => heading.focus(),
    ),
  );
  return (
    <>
      <section class="section waits" aria-labelledby="aloud">
        <h2 id="aloud" tabindex="-1" ref={heading}>
          {words.wordsTitle}
        </h2>
        <Show when={props.founding.words}>{(four) => <FourWords words={four()} label={words.wordsLabel} />}</Show>
        <p>{words.words}</p>
      </section>
      <WhoIsHere {...props} />
      <Show when={late().length > 0}>
        <Banner icon="info" kind="look">
          <p>{words.came(late())}</p>
          <div class="actions">
            <Button busy={props.busy} onPress={() => props.onAct({ type: "close-list", founding: props.founding.id })}>
              {words.again}
            </Button>
          </div>
        </Banner>
      </Show>
      <div aria-live="polite">
        <p>{props.founding.complete ? words.complete : words.waitsFor(waited())}</p>
      </div>
      <Show when={props.founding.complete ? props.founding.words : null}>
        {(four) => (
          <div class="actions fill">
            <Button
              kind="main"
              busy={props.busy}
              onPress={() => props.onAct({ type: "found", founding: props.founding.id, words: four() })}
            >
              {words.start}
            </Button>
          </div>
        )}
      </Show>
      <details class="fold">
        <summary>{words.codeAgain}</summary>
        <div class="stack">
          <Code founding={props.founding} />
        </div>
      </details>
    </>
  );
}

function Code(props: { founding: FoundingView }) {
  return (
    <Show when={props.founding.link} fallback={<Opening lines={2} />}>
      {(link) => <LinkToShare beside link={link()} label={words.link} qr={words.qr} hint={words.hint} />}
    </Show>
  );
}

function LayAside(props: { ended: boolean; busy: boolean; onDo: () => void }) {
  return (
    <Show
      when={!props.ended}
      fallback={
        <div class="actions">
          <Button busy={props.busy} onPress={props.onDo}>
            {words.layAside}
          </Button>
        </div>
      }
    >
      <details class="fold">
        <summary>{words.layAside}</summary>
        <p>{words.layAsideWhat}</p>
        <div class="actions">
          <Button busy={props.busy} onPress={props.onDo}>
            {words.layAsideDo}
          </Button>
        </div>
      </details>
    </Show>
  );
}
