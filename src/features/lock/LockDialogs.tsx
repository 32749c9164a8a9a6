// What is asked when a lock is set, changed or removed. What was typed lives in the dialog alone and goes with it.
import { type Accessor, createSignal, type JSX, Show } from "solid-js";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { focusFirstWrong } from "../../ui/form.ts";
import type { DeviceLock } from "./app-lock.ts";
import { ManagersName, PassphraseField } from "./PassphraseField.tsx";

type Fault = keyof typeof text.lock.fault;
interface Asked {
  lock: DeviceLock;
  onDone(): void;
}
type Opened = Asked & { open: boolean; onClose(): void };

export function NewLock(props: Opened) {
  return (
    <Dialog open={props.open} title={text.lock.newTitle} onClose={props.onClose}>
      <New {...props} />
    </Dialog>
  );
}
export function ChangeLock(props: Opened) {
  return (
    <Dialog open={props.open} title={text.lock.changeTitle} onClose={props.onClose}>
      <Change {...props} />
    </Dialog>
  );
}
export function RemoveLock(props: Opened) {
  return (
    <Dialog open={props.open} title={text.lock.removeTitle} onClose={props.onClose}>
      <Remove {...props} />
    </Dialog>
  );
}

function New(props: Asked) {
  const [passphrase, setPassphrase] = createSignal("");
  const [again, setAgain] = createSignal("");
  const [suggested, setSuggested] = createSignal<string | null>(null);
  async function suggest() {
    const words = await props.lock.suggest();
    setSuggested(words);
    setPassphrase(words);
  }
  return (
    <Form
      button={text.lock.doLock}
      onDone={props.onDone}
      check={() => (passphrase() === again() ? null : "differ")}
      act={() => props.lock.turnOn(passphrase())}
    >
      {(fault) => (
        <>
          <p class="soft">{text.lock.nobodyCan}</p>
          <PassphraseField
            first
            is="new"
            label={text.lock.passphrase}
            hint={text.lock.newHint}
            wrong={about(fault, "too-short", "too-long")}
            value={passphrase()}
            onInput={setPassphrase}
          />
          <div aria-live="polite">
            <Show when={suggested()}>
              <p>
                <b translate="no">{suggested()}</b>
              </p>
              <p class="hint">{text.lock.suggested}</p>
            </Show>
          </div>
          <Button kind="quiet" onPress={() => void suggest()}>
            {text.lock.suggest}
          </Button>
          <PassphraseField
            is="new"
            label={text.lock.again}
            wrong={about(fault, "differ")}
            value={again()}
            onInput={setAgain}
          />
        </>
      )}
    </Form>
  );
}

function Change(props: Asked) {
  const [from, setFrom] = createSignal("");
  const [to, setTo] = createSignal("");
  const [again, setAgain] = createSignal("");
  return (
    <Form
      button={text.lock.changeDo}
      onDone={props.onDone}
      check={() => (to() === again() ? null : "differ")}
      act={() => props.lock.change({ from: from(), to: to() })}
    >
      {(fault) => (
        <>
          <PassphraseField
            first
            is="present"
            label={text.lock.present}
            wrong={about(fault, "wrong", "wait")}
            value={from()}
            onInput={setFrom}
          />
          <PassphraseField
            is="new"
            label={text.lock.next}
            hint={text.lock.newHint}
            wrong={about(fault, "too-short", "too-long")}
            value={to()}
            onInput={setTo}
          />
          <PassphraseField
            is="new"
            label={text.lock.again}
            wrong={about(fault, "differ")}
            value={again()}
            onInput={setAgain}
          />
        </>
      )}
    </Form>
  );
}

function Remove(props: Asked) {
  const [passphrase, setPassphrase] = createSignal("");
  return (
    <Form
      button={text.lock.removeDo}
      onDone={props.onDone}
      check={() => null}
      act={() => props.lock.turnOff(passphrase())}
    >
      {(fault) => (
        <>
          <p>{text.lock.removeWhat}</p>
          <PassphraseField
            first
            is="present"
            label={text.lock.present}
            wrong={about(fault, "wrong", "wait")}
            value={passphrase()}
            onInput={setPassphrase}
          />
        </>
      )}
    </Form>
  );
}

/** What is wrong with one field is said there; what is wrong with none of them, below. */
const inFields: readonly Fault[] = ["too-short", "too-long", "differ", "wrong", "wait"];
const about = (fault: Accessor<Fault | null>, ...these: Fault[]) => {
  const reason = fault();
  return reason !== null && these.includes(reason) ? text.lock.fault[reason] : null;
};

function Form(props: {
  button: string;
  check(): Fault | null;
  act(): Promise<{ ok: true } | { ok: false; reason: Fault }>;
  onDone(): void;
  children: (fault: Accessor<Fault | null>) => JSX.Element;
}) {
  const [fault, setFault] = createSignal<Fault | null>(null);
  const [busy, setBusy] = createSignal(false);
  async function go(event: SubmitEvent) {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    if (busy()) return;
    setFault(props.check());
    if (fault() === null) {
      setBusy(true);
      // Deriving takes a second on a phone, in which the page draws nothing: so this is drawn before.
      await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
      const done = await props.act();
      setBusy(false);
      if (done.ok) return props.onDone();
      setFault(done.reason);
    }
    focusFirstWrong(form);
  }
  const elsewhere = () => {
    const reason = fault();
    return reason !== null && !inFields.includes(reason) ? text.lock.fault[reason] : null;
  };
  return (
    <form class="stack loose" onSubmit={go} noValidate>
      <ManagersName />
      {props.children(fault)}
      <div aria-live="polite">
        <Show when={elsewhere()}>
          <Banner icon="info" kind="look" within>
            <p>{elsewhere()}</p>
          </Banner>
        </Show>
      </div>
      <div class="actions fill">
        <Button kind="main" submit busy={busy()}>
          {busy() ? text.lock.working : props.button}
        </Button>
      </div>
    </form>
  );
}
