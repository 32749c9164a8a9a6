// Asks where a link goes. Nothing but addresses of pages and for letters is taken.
import { createSignal, Show } from "solid-js";
import { editor } from "../../../text/en-editor.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { Field } from "../../../ui/Field.tsx";

export interface LinkDialogProps {
  /** The link as it is now; an empty address for a new one. */
  href: string;
  /** Whether to ask for the words too: nothing is selected, so there are none yet. */
  asksWords: boolean;
  /** False when the address cannot be linked. */
  onSave: (link: { href: string; words: string }) => boolean;
  onRemove: (() => void) | null;
  onClose: () => void;
}

export function LinkDialog(props: LinkDialogProps) {
  const words = editor.linkDialog;
  const [href, setHref] = createSignal(props.href);
  const [shown, setShown] = createSignal("");
  const [wrong, setWrong] = createSignal<string | null>(null);
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    if (props.onSave({ href: href(), words: shown().trim() })) props.onClose();
    else setWrong(words.wrong);
  };
  return (
    <Dialog open title={words.title} onClose={props.onClose}>
      <form onSubmit={save}>
        <Field label={words.address} hint={words.addressHint} wrong={wrong()} value={href()} onInput={setHref} first />
        <Show when={props.asksWords}>
          <Field label={words.words} value={shown()} onInput={setShown} />
        </Show>
        <div class="actions">
          <Button kind="main" submit>
            {words.save}
          </Button>
          <Show when={props.onRemove}>
            {(remove) => (
              <Button
                kind="quiet"
                onPress={() => {
                  remove()();
                  props.onClose();
                }}
              >
                {words.remove}
              </Button>
            )}
          </Show>
        </div>
      </form>
    </Dialog>
  );
}
