// Saying something: about words that were chosen, about a clause, about all of it, or as a reply.
import { type Accessor, createSignal, Show } from "solid-js";
import { commentWords as words } from "../../../text/en-comments.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { SelectField } from "../../../ui/fields.tsx";
import { type Called, type Named, NamesField } from "./NamesField.tsx";

/** Without letters to hold on to, the words alone say what it is about; without words it is about all of it. */
export interface About {
  words: string;
  from?: string;
  to?: string;
}
export type SayFault = keyof typeof words.fault;

export function CommentDialog(props: {
  title: string;
  /** Null for a reply. */
  about: About | null;
  clauses: Accessor<readonly About[]>;
  /** Who can be named. */
  people: readonly Called[];
  /** Null once it is said. */
  onSay: (said: Named, about: About) => SayFault | null;
  onClose: () => void;
}) {
  const chosen = props.about?.words ? props.about : null;
  const [about, setAbout] = createSignal(chosen ? "chosen" : "whole");
  const [said, setSaid] = createSignal<Named>({ words: "", mentions: [] });
  const [fault, setFault] = createSignal<SayFault | null>(null);
  const isAbout = (): About => {
    if (about() === "chosen" && chosen) return chosen;
    return props.clauses()[Number(about())] ?? { words: "" };
  };
  const options = () => [
    ...(chosen ? [{ value: "chosen", name: words.chosen(short(chosen.words)) }] : []),
    { value: "whole", name: words.whole },
    ...props.clauses().map((one, n) => ({ value: String(n), name: short(one.words) })),
  ];
  const say = (event: SubmitEvent) => {
    event.preventDefault();
    const refused = props.onSay(said(), isAbout());
    setFault(refused);
    if (refused === null) props.onClose();
  };
  return (
    <Dialog open title={props.title} onClose={props.onClose}>
      <form onSubmit={say}>
        <Show when={props.about}>
          <SelectField label={words.about} value={about()} options={options()} onChoose={setAbout} />
        </Show>
        <NamesField
          label={words.words}
          people={props.people}
          onInput={setSaid}
          {...(fault() ? { wrong: words.fault[fault()!] } : {})}
        />
        <div class="actions">
          <Button kind="main" submit>
            {words.say}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const shortMax = 70;
function short(text: string): string {
  const letters = [...text];
  return letters.length > shortMax ? `${letters.slice(0, shortMax).join("")}…` : text;
}
