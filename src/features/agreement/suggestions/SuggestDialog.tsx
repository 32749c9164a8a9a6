// Suggesting other words: for those that were chosen, or for a clause; what it would say, how much it matters, and why.
import type { Weight } from "@fogata/domain";
import { type Accessor, createSignal, Show } from "solid-js";
import { suggestionWords as words } from "../../../text/en-suggestions.ts";
import { Button } from "../../../ui/Button.tsx";
import { Choice } from "../../../ui/Choice.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { SelectField, WordsField } from "../../../ui/fields.tsx";

/** Words of the text, by their first and last letter. */
export interface Chosen {
  words: string;
  from: string;
  to: string;
}
export type SuggestFault = keyof typeof words.fault;

export function SuggestDialog(props: {
  /** Null: no words were chosen, so it is about a clause. */
  chosen: Chosen | null;
  /** The first letter of the clause to begin with. */
  clause: string | null;
  clauses: Accessor<readonly Chosen[]>;
  /** Null once it is suggested. */
  onSuggest: (what: {
    anchor: { from: string; to: string };
    words: string;
    weight: Weight;
    why: string;
  }) => SuggestFault | null;
  onClose: () => void;
}) {
  // As it was when it opened: the text goes on being written in behind it.
  const { chosen } = props;
  const clauses = props.clauses();
  const here = Math.max(
    0,
    clauses.findIndex(({ from }) => from === props.clause),
  );
  const [about, setAbout] = createSignal(chosen ? "chosen" : String(here));
  const which = () => (about() === "chosen" ? chosen : (clauses[Number(about())] ?? null));
  const [instead, setInstead] = createSignal(which()?.words.trim() ?? "");
  const [weight, setWeight] = createSignal<Weight>("should");
  const [why, setWhy] = createSignal("");
  const [fault, setFault] = createSignal<SuggestFault | null>(null);
  const options = () => [
    ...(chosen ? [{ value: "chosen", name: words.chosen(short(chosen.words)) }] : []),
    ...clauses.map((one, n) => ({ value: String(n), name: short(one.words) })),
  ];
  const choose = (value: string) => {
    setAbout(value);
    setInstead(which()?.words.trim() ?? "");
    setFault(null);
  };
  const suggest = (event: SubmitEvent) => {
    event.preventDefault();
    const one = which();
    if (one === null) return setFault("gone");
    const { from, to } = one;
    const refused = props.onSuggest({
      anchor: { from, to },
      words: spacedAs(one.words, instead()),
      weight: weight(),
      why: why(),
    });
    setFault(refused);
    if (refused === null) props.onClose();
  };
  return (
    <Dialog open title={words.suggest} onClose={props.onClose}>
      <form onSubmit={suggest}>
        <SelectField label={words.about} value={about()} options={options()} onChoose={choose} />
        <WordsField
          label={words.instead}
          hint={words.insteadHint}
          value={instead()}
          rows={4}
          onInput={setInstead}
          {...(fault() ? { wrong: words.fault[fault()!] } : {})}
        />
        <Choice label={words.weight} options={words.weights} value={weight()} onChoose={setWeight} />
        <WordsField label={words.why} value={why()} rows={2} onInput={setWhy} />
        <div class="actions">
          <Button kind="main" submit>
            {words.say}
          </Button>
        </div>
      </form>
      <Show when={clauses.length === 0}>
        <p class="faint">{words.fault.gone}</p>
      </Show>
    </Dialog>
  );
}

/** The spaces around the words stay as they are, unless all is to go. */
function spacedAs(before: string, after: string): string {
  const words = after.trim();
  if (words === "") return "";
  return (/^\s*/.exec(before)?.[0] ?? "") + words + (/\s*$/.exec(before)?.[0] ?? "");
}

const shortMax = 70;
function short(text: string): string {
  const letters = [...text];
  return letters.length > shortMax ? `${letters.slice(0, shortMax).join("")}…` : text;
}
