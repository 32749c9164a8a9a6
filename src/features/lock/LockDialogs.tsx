// What is asked when a lock is set, changed or removed. What was typed lives in the dialog alone and goes with it.
import { type Accessor, createSignal, type JSX, Show } from "solid-js";
import { lockWords as words } from "../../text/en-lock.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { focusFirstWrong } from "../../ui/form.ts";
import type { DeviceLock } from "./app-lock.ts";
import { ManagersName, PassphraseField } from "./PassphraseField.tsx";

type Fault = keyof typeof words.fault;
interface Asked {
  lock: DeviceLock;
  onDone(): void;
}
type Opened = Asked & { open: boolean; onClose(): void };

export function NewLock(props: Opened) {
  return (
    <Dialog open={props.open} title={words.newTitle} onClose={props.onClose}>
      <New {...props} />
    </Dialog>
  );
}
export function ChangeLock(props: Opened) {
  return (
    <Dialog open={props.open} title={words.changeTitle} onClose={props.onClose}>
      <Change {...props} />
    </Dialog>
  );
}
export function RemoveLock(props: Opened) {
  return (
    <Dialog open={props.open} title={words.removeTitle} onClose={props.onClose}>
      <Remove {...props} />
    </Dialog>
  );
}

function New(props: Asked) {
  const [passphrase, setPassphrase] = createSignal("");
  const [again, setAgain] = createSignal("");
  const [suggested, setSuggested] = createSignal<string | null>(null);
  async function suggest() {
    const suggestion = await props.lock.suggest();
    setSuggested(suggestion);
    setPassphrase(suggestion);
  }
  return (
    <Form
      button={words.doLock}
      onDone={props.onDone}
      check={() => (passphrase() === again() ? null : "differ")}
      act={() => props.lock.turnOn(passphrase())}
    >
      {(fault) => (
        <>
          <p class="soft">{words.nobodyCan}</p>
          <PassphraseField
            first
            is="new"
            label={words.passphrase}
            hint={words.newHint}
            wrong={about(fault, "too-short", "too-long")}
            value={passphrase()}
            onInput={setPassphrase}
          />
          <div aria-live="polite">
            <Show when={suggested()}>
              <p>
                <b translate="no">{suggested()}</b>
              </p>
              <p class="hint">{words.suggested}</p>
            </Show>
          </div>
          <Button kind="quiet" onPress={() => void suggest()}>
            {words.suggest}
          </Button>
          <PassphraseField
            is="new"
            label={words.again}
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
      button={words.changeDo}
      onDone={props.onDone}
      check={() => (to() === again() ? null : "differ")}
      act={() => props.lock.change({ from: from(), to: to() })}
    >
      {(fault) => (
        <>
          <PassphraseField
            first
            is="present"
            label={words.present}
            wrong={about(fault, "wrong", "wait")}
            value={from()}
            onInput={setFrom}
          />
          <PassphraseField
            is="new"
            label={words.next}
            hint={words.newHint}
            wrong={about(fault, "too-short", "too-long")}
            value={to()}
            onInput={setTo}
          />
          <PassphraseField
            is="new"
            label={words.again}
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
    <Form button={words.removeDo} onDone={props.onDone} check={() => null} act={() => props.lock.turnOff(passphrase())}>
      {(fault) => (
        <>
          <p>{words.removeWhat}</p>
          <PassphraseField
            first
            is="present"
            label={words.present}
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
  return reason !== null && these.includes(reason) ? words.fault[reason] : null;
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
    return reason !== null && !inFields.includes(reason) ? words.fault[reason] : null;
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
          {busy() ? words.working : props.button}
        </Button>
      </div>
    </form>
  );
}
