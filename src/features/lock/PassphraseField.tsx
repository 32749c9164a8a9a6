// One line for a passphrase, which can be shown while it is typed. Password managers may fill it and keep it.
import { createSignal, onMount } from "solid-js";
import { lockWords as words } from "../../text/en-lock.ts";
import { Button } from "../../ui/Button.tsx";
import { Labelled, type Labelling } from "../../ui/Labelled.tsx";

export interface PassphraseFieldProps extends Labelling {
  value: string;
  /** Whether it is known already or made up now: password managers ask. */
  is: "present" | "new";
  first?: boolean;
  onInput(value: string): void;
}

export function PassphraseField(props: PassphraseFieldProps) {
  const [shown, setShown] = createSignal(false);
  let input!: HTMLInputElement;
  onMount(() => {
    if (props.first) input.focus();
  });
  return (
    <Labelled label={props.label} hint={props.hint} wrong={props.wrong}>
      {(id, described) => (
        <div class="row passphrase">
          <input
            ref={input}
            class="input"
            id={id}
            type={shown() ? "text" : "password"}
            autocomplete={props.is === "new" ? "new-password" : "current-password"}
            autocapitalize="off"
            spellcheck={false}
            value={props.value}
            aria-invalid={props.wrong ? "true" : undefined}
            aria-describedby={described()}
            onInput={(event) => props.onInput(event.currentTarget.value)}
          />
          <Button icon={shown() ? "eye-slash" : "eye"} onPress={() => setShown(!shown())}>
            {shown() ? words.hide : words.show}
          </Button>
        </div>
      )}
    </Labelled>
  );
}

/** Password managers keep a passphrase under a name; this one is nobody's, and the same on every device. */
export function ManagersName() {
  return <input hidden type="text" autocomplete="username" value={words.managersName} readOnly />;
}
