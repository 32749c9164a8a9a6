// One line for a passphrase, which can be shown while it is typed. Password managers may fill it and keep it.
import { createSignal, createUniqueId, onMount, Show } from "solid-js";
import { lockWords as words } from "../../text/en-lock.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";

export interface PassphraseFieldProps {
  label: string;
  hint?: string;
  wrong?: string | null;
  value: string;
  /** Whether it is known already or made up now: password managers ask. */
  is: "present" | "new";
  first?: boolean;
  onInput(value: string): void;
}

export function PassphraseField(props: PassphraseFieldProps) {
  const id = createUniqueId();
  const [shown, setShown] = createSignal(false);
  let input!: HTMLInputElement;
  onMount(() => {
    if (props.first) input.focus();
  });
  const described = () =>
    [props.wrong ? `${id}-wrong` : "", props.hint ? `${id}-hint` : ""].filter(Boolean).join(" ") || undefined;
  return (
    <div class="field" data-state={props.wrong ? "wrong" : undefined}>
      <label for={id}>{props.label}</label>
      <Show when={props.hint}>
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      </Show>
      <div aria-live="polite">
        <Show when={props.wrong}>
          <p class="wrong" id={`${id}-wrong`}>
            <Icon name="warning-circle" /> {props.wrong}
          </p>
        </Show>
      </div>
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
    </div>
  );
}

/** Password managers keep a passphrase under a name; this one is nobody's, and the same on every device. */
export function ManagersName() {
  return <input hidden type="text" autocomplete="username" value={words.managersName} readOnly />;
}
