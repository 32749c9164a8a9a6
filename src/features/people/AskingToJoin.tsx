// Those who opened one of my invitations, each with four words to compare. Yes lets in; no shares nothing.
import type { AskerView } from "@fogata/sync";
import { createSignal, createUniqueId, For, Show } from "solid-js";
import { text } from "../../text/index.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { FourWords } from "../../ui/FourWords.tsx";
import { useGroup } from "../group/context.tsx";

export function AskingToJoin() {
  const group = useGroup();
  const [said, setSaid] = createSignal<string | null>(null);
  let answer!: HTMLParagraphElement;

  /** The buttons go with the asker, so the focus moves to what came of it. */
  function tell(words: string) {
    setSaid(words);
    answer.focus();
  }

  return (
    <div class="asking stack">
      <p ref={answer} class="soft" tabindex="-1" hidden={said() === null}>
        {said()}
      </p>
      <Show when={group.asking().length > 0}>
        <section class="section waits" aria-labelledby="asking">
          <h2 id="asking">{text.people.asking}</h2>
          <Show when={group.asking().some((asker) => asker.contested)}>
            <Banner within icon="warning-circle" kind="look" title={text.people.contestedTitle}>
              <p>{text.people.contested}</p>
            </Banner>
          </Show>
          <For each={group.asking()}>{(asker) => <Asker asker={asker} onAnswered={tell} />}</For>
        </section>
      </Show>
    </div>
  );
}

function Asker(props: { asker: AskerView; onAnswered: (words: string) => void }) {
  const group = useGroup();
  const [busy, setBusy] = createSignal(false);
  const nameId = createUniqueId();
  // The asker leaves the list while the answer is on its way back.
  const { id, name } = props.asker;

  async function yes() {
    setBusy(true);
    const letIn = await group.admit(id);
    setBusy(false);
    props.onAnswered(letIn.ok ? text.people.admitted(name) : text.people.admitFault[letIn.reason]);
  }
  async function no() {
    setBusy(true);
    const refused = await group.refuse(id);
    setBusy(false);
    props.onAnswered(refused.ok ? text.people.refusedOne(name) : text.people.admitFault[refused.reason]);
  }

  return (
    <div class="stack">
      <div class="person">
        <Avatar name={name} id={id} />
        <div>
          <h3 class="person-name" id={nameId}>
            <bdi>{name}</bdi>
          </h3>
          <p class="soft">{text.people.withInvitation}</p>
        </div>
      </div>
      <p>{text.people.askerWhat(name)}</p>
      <FourWords small words={props.asker.words} label={text.people.askerWords(name)} />
      <div class="actions fill">
        <Button kind="main" busy={busy()} describedBy={nameId} onPress={yes}>
          {text.people.yes}
        </Button>
        <Button busy={busy()} describedBy={nameId} onPress={no}>
          {text.people.no}
        </Button>
      </div>
    </div>
  );
}
