// Joining: an invitation arrives by link or is pasted, says what it means, shows the agreements if they came with it, and
// asks one thing. Of the group itself nothing else is known before somebody lets the newcomer in.
import type { InvitationFault, InvitationOffer, Purpose } from "@fogata/sync";
import { useNavigate } from "@solidjs/router";
import { createEffect, createSignal, For, Match, onCleanup, Show, Switch } from "solid-js";
import { foundingWords } from "../../text/en-founding.ts";
import { invitationWords } from "../../text/en-invitations.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { focusFirstWrong } from "../../ui/form.ts";
import { PageHead } from "../../ui/Page.tsx";
import { PlainPage } from "../../ui/PlainPage.tsx";
import { Opening } from "../../ui/States.tsx";
import { useWorkspace } from "../../workspace/context.tsx";
import { AgreementsFirst } from "./AgreementsFirst.tsx";
import { AskForm } from "./AskForm.tsx";
import { WhatItMeans } from "./WhatItMeans.tsx";
import "./join.css";

const words = invitationWords.join;

type Reading =
  | { kind: "none" }
  | { kind: "reading" }
  | { kind: "good"; link: string; offer: InvitationOffer }
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
      setReading(read.ok ? { kind: "good", link: wanted, offer: read.value } : { kind: "bad", reason: read.reason });
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
            <PageHead title={words.pasteTitle} />
            <PasteForm fault={bad()} onLink={setLink} />
            <LostEverything />
          </>
        }
      >
        <Match when={reading().kind === "reading" && workspace.invitation() !== null}>
          <PageHead title={words.pasteTitle} />
          <Opening lines={3} />
        </Match>
        <Match when={bad() === "ours"}>
          <PageHead title={words.pasteTitle} />
          <Banner icon="info">
            <p>{words.fault.ours}</p>
            <div class="actions">
              <Button
                onPress={() => {
                  another();
                  navigate("/");
                }}
              >
                {words.openOurs}
              </Button>
            </div>
          </Banner>
        </Match>
        <Match when={good()} keyed>
          {(invitation) => (
            <>
              <Head purpose={invitation.offer.purpose} />
              <Show when={invitation.offer.agreements}>
                <AgreementsFirst link={invitation.link} />
              </Show>
              <WhatItMeans purpose={invitation.offer.purpose} />
              <AskForm
                link={invitation.link}
                purpose={invitation.offer.purpose}
                expiresAt={invitation.offer.expiresAt}
                onAsked={(id) => {
                  workspace.dropInvitation();
                  navigate(`/join/${id}`, { replace: true });
                }}
                onFault={(reason) => setReading({ kind: "bad", reason })}
              />
              <div class="actions">
                <Button kind="quiet" onPress={another}>
                  {words.another}
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
    if (tried() && value().trim() === "") return words.missing;
    return props.fault === null ? null : words.fault[props.fault];
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
      <Field label={words.paste} hint={words.pasteHint} wrong={wrong()} value={value()} onInput={setValue} />
      <div class="actions fill">
        <Button kind="main" submit>
          {words.read}
        </Button>
      </div>
    </form>
  );
}

function Head(props: { purpose: Purpose }) {
  return (
    <Switch fallback={<PageHead title={words.invitedTitle} lead={words.invitedLead} />}>
      <Match when={props.purpose === "device"}>
        <PageHead title={words.deviceTitle} lead={words.deviceLead} />
      </Match>
      <Match when={props.purpose === "founding"}>
        <PageHead title={foundingWords.join.title} lead={foundingWords.join.lead} />
      </Match>
      <Match when={props.purpose === "recovery"}>
        <PageHead title={words.recoveryTitle} lead={words.recoveryLead} />
      </Match>
    </Switch>
  );
}

/** For whoever comes without a link, since every device that had the group is gone. */
function LostEverything() {
  return (
    <details class="fold">
      <summary>{words.lostTitle}</summary>
      <div class="stack">
        <For each={words.lost}>{(sentence) => <p>{sentence}</p>}</For>
        <p>
          <a class="way" href="/recover">
            {words.lostSheet}
          </a>
        </p>
      </div>
    </details>
  );
}
