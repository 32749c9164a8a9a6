// Joining: an invitation arrives by link or is pasted, says what joining means, and asks one thing. Of the group
// itself nothing is known before somebody lets the newcomer in.
import type { InvitationFault } from "@fogata/sync";
import { useNavigate } from "@solidjs/router";
import { createEffect, createSignal, For, Match, onCleanup, Switch } from "solid-js";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { focusFirstWrong } from "../../ui/form.ts";
import { Icon } from "../../ui/Icon.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { PlainPage } from "../../ui/PlainPage.tsx";
import { Opening } from "../../ui/States.tsx";
import { useWorkspace } from "../../workspace/context.tsx";
import { AskForm } from "./AskForm.tsx";

type Reading =
  | { kind: "none" }
  | { kind: "reading" }
  | { kind: "good"; link: string; expiresAt: number }
  | { kind: "bad"; reason: InvitationFault };

export default function JoinPage() {
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const [link, setLink] = createSignal<string | null>(workspace.invitation());
  const [reading, setReading] = createSignal<Reading>({ kind: "none" });
  const good = () => {
    const now = reading();
    return now.kind === "good" ? now : null;
  };
  const bad = () => {
    const now = reading();
    return now.kind === "bad" ? now.reason : null;
  };

  // A second link opened in the same tab replaces the first.
  createEffect(() => {
    const arrived = workspace.invitation();
    if (arrived !== null) setLink(arrived);
  });
  createEffect(() => {
    const wanted = link();
    if (wanted === null) {
      setReading({ kind: "none" });
      return;
    }
    let current = true;
    onCleanup(() => {
      current = false;
    });
    setReading({ kind: "reading" });
    void workspace.readInvitation(wanted).then((read) => {
      if (!current) return;
      setReading(
        read.ok
          ? { kind: "good", link: wanted, expiresAt: read.value.expiresAt }
          : { kind: "bad", reason: read.reason },
      );
    });
  });

  function another() {
    workspace.dropInvitation();
    setLink(null);
  }

  return (
    <PlainPage home="/">
      <Switch
        fallback={
          <>
            <PageHead title={text.join.pasteTitle} />
            <PasteForm fault={bad()} onLink={setLink} />
          </>
        }
      >
        <Match when={reading().kind === "reading" && workspace.invitation() !== null}>
          <PageHead title={text.join.pasteTitle} />
          <Opening lines={3} />
        </Match>
        <Match when={bad() === "ours"}>
          <PageHead title={text.join.pasteTitle} />
          <Banner icon="info">
            <p>{text.join.fault.ours}</p>
            <div class="actions">
              <Button
                onPress={() => {
                  another();
                  navigate("/");
                }}
              >
                {text.join.openOurs}
              </Button>
            </div>
          </Banner>
        </Match>
        <Match when={good()} keyed>
          {(invitation) => (
            <>
              <PageHead title={text.join.invitedTitle} lead={text.join.invitedLead} />
              <WhatJoiningMeans />
              <AskForm
                link={invitation.link}
                expiresAt={invitation.expiresAt}
                onAsked={(id) => {
                  workspace.dropInvitation();
                  navigate(`/join/${id}`, { replace: true });
                }}
                onFault={(reason) => setReading({ kind: "bad", reason })}
              />
              <div class="actions">
                <Button kind="quiet" onPress={another}>
                  {text.join.another}
                </Button>
              </div>
            </>
          )}
        </Match>
      </Switch>
    </PlainPage>
  );
}

function PasteForm(props: { fault: InvitationFault | null; onLink: (link: string) => void }) {
  const [value, setValue] = createSignal("");
  const [tried, setTried] = createSignal(false);
  const wrong = () => {
    if (tried() && value().trim() === "") return text.join.missing;
    return props.fault === null ? null : text.join.fault[props.fault];
  };
  return (
    <form
      class="sheet stack loose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (value().trim() !== "") props.onLink(value().trim());
        else focusFirstWrong(event.currentTarget);
      }}
    >
      <Field label={text.join.paste} hint={text.join.pasteHint} wrong={wrong()} value={value()} onInput={setValue} />
      <div class="actions fill">
        <Button kind="main" submit>
          {text.join.read}
        </Button>
      </div>
    </form>
  );
}

function WhatJoiningMeans() {
  return (
    <section class="section" aria-labelledby="means">
      <h2 id="means">{text.join.meansTitle}</h2>
      <ul class="ticks">
        <For each={text.join.means}>
          {(sentence) => (
            <li>
              <Icon name="check" />
              <p>{sentence}</p>
            </li>
          )}
        </For>
        <li>
          <Icon name="prohibit" />
          <p>{text.join.meansNot}</p>
        </li>
      </ul>
    </section>
  );
}
