// Says of some words that the app goes by them, and as what.
import { parseValueLabel, type ValueLabel, valueLabels } from "@fogata/domain";
import { createSignal, Show } from "solid-js";
import { editor } from "../../../text/en-editor.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { SelectField } from "../../../ui/fields.tsx";

export interface ValueDialogProps {
  /** What the words under the caret are already. */
  label: string | null;
  /** False while no words are chosen. */
  chosen: boolean;
  onSave: (label: ValueLabel) => boolean;
  onRemove: (() => void) | null;
  onClose: () => void;
}

export function ValueDialog(props: ValueDialogProps) {
  const words = editor.valueDialog;
  const [label, setLabel] = createSignal<ValueLabel>(parseValueLabel(props.label) ?? "minimum-days");
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    if (props.onSave(label())) props.onClose();
  };
  return (
    <Dialog open title={words.title} onClose={props.onClose}>
      <form onSubmit={save}>
        <p>{props.chosen ? words.what : words.choose}</p>
        <Show when={props.chosen}>
          <SelectField
            label={words.label}
            value={label()}
            options={valueLabels.map((value) => ({ value, name: words.labels[value] }))}
            onChoose={(value) => setLabel(parseValueLabel(value)!)}
          />
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
        </Show>
      </form>
    </Dialog>
  );
}
