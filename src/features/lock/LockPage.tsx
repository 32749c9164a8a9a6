// All that a locked device shows: one question, and what to do when the answer is forgotten. It holds no key, no name
// and no picture of what lies behind it.

import type { RestKey } from "@fogata/keys";
import type { AppLock } from "@fogata/sync/first";
import { createSignal, onMount, Show } from "solid-js";
import { lockWords as words } from "../../text/en-lock.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { PlainPage } from "../../ui/PlainPage.tsx";
import { ManagersName, PassphraseField } from "./PassphraseField.tsx";
import { createWait } from "./wait.ts";

export interface LockPageProps {
  lock: Pick<AppLock, "unlock" | "waitsUntil">;
  /** It is open, and gave this. */
  onOpen(key: RestKey): void;
  /** Begins another device in this browser; what is locked stays. False if it could not be written. */
  onAfresh(): Promise<boolean>;
}

export function LockPage(props: LockPageProps) {
  const [passphrase, setPassphrase] = createSignal("");
  const [wrong, setWrong] = createSignal<string | null>(null);
  const [busy, setBusy] = createSignal(false);
  const [forgotten, setForgotten] = createSignal(false);
  const wait = createWait(props.lock.waitsUntil);
  let form!: HTMLFormElement;
  // It stands at an address of the app, so that Back and Forward lead nowhere they should not.
  const focus = () => form.querySelector<HTMLInputElement>("input[aria-describedby], .passphrase input")?.focus();
  onMount(focus);

  async function open(event: SubmitEvent) {
    event.preventDefault();
    if (busy()) return;
    setWrong(null);
    if (passphrase() === "") {
      setWrong(words.missing);
      return focus();
    }
    setBusy(true);
    // The button says that it works before the device is busy for a second with nothing else.
    await painted();
    const opened = await props.lock.unlock(passphrase());
    setBusy(false);
    if (opened.ok) return props.onOpen(opened.value);
    // Removed in another tab: the page that comes next needs none.
    if (opened.reason === "no-lock") return location.reload();
    await wait.look();
    setWrong(opened.reason === "wrong" && wait.seconds() === null ? words.wrong : words.wrongWait);
    focus();
  }

  return (
    <PlainPage stopped>
      <Show when={!forgotten()} fallback={<Forgotten onBack={() => setForgotten(false)} onAfresh={props.onAfresh} />}>
        <PageHead title={words.locked} lead={words.lockedLead} />
        <form ref={form} class="sheet stack loose" onSubmit={open} noValidate>
          <ManagersName />
          <PassphraseField
            label={words.passphrase}
            wrong={wrong()}
            value={passphrase()}
            is="present"
            onInput={setPassphrase}
          />
          <Show when={wait.seconds()}>{(left) => <p role="timer">{words.wait(left())}</p>}</Show>
          <div class="actions fill">
            <Button kind="main" icon="lock-simple" submit busy={busy()}>
              {busy() ? words.opening : words.open}
            </Button>
            <Button kind="quiet" onPress={() => setForgotten(true)}>
              {words.forgotten}
            </Button>
          </div>
        </form>
        <p class="faint">{words.nothingGoesOut}</p>
      </Show>
    </PlainPage>
  );
}

function Forgotten(props: { onBack(): void; onAfresh(): Promise<boolean> }) {
  const [fault, setFault] = createSignal(false);
  return (
    <>
      <PageHead title={words.forgottenTitle} lead={words.forgottenLead} />
      <section class="section" aria-labelledby="back-in">
        <h2 id="back-in">{words.waysTitle}</h2>
        <ul class="stack">
          {words.ways.map((way) => (
            <li>{way}</li>
          ))}
        </ul>
      </section>
      <section class="section" aria-labelledby="afresh">
        <h2 id="afresh">{words.afreshTitle}</h2>
        <p>{words.afreshWhat}</p>
        <div aria-live="polite">
          <Show when={fault()}>
            <Banner icon="info" kind="look">
              <p>{words.afreshFault}</p>
            </Banner>
          </Show>
        </div>
        <div class="actions fill">
          <Button kind="main" onPress={props.onBack}>
            {words.tryAgain}
          </Button>
          <Button onPress={async () => setFault(!(await props.onAfresh()))}>{words.afresh}</Button>
        </div>
      </section>
    </>
  );
}

function painted(): Promise<void> {
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}
