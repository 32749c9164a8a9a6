// Another agreement may take the place of one in force: chosen when the group is asked, and said on the question's page.
import type { DecisionView } from "@fogata/domain";
import { createMemo, Show } from "solid-js";
import { decidingWords } from "../../text/en-deciding.ts";
import { text } from "../../text/index.ts";
import { SelectField } from "../../ui/fields.tsx";
import type { GroupWorkspace } from "../../workspace/types.ts";
import { useGroup } from "../group/context.tsx";

const words = decidingWords;

/** D30 Only those who decided an agreement put another in its place. Null: nothing of it is in force. */
export function decidedIn(group: GroupWorkspace, agreement: string): string | null {
  const { force } = group.madeFrom.comesTo(agreement);
  return group.questions.all().find(({ proposal }) => proposal === force?.proposal)?.circle ?? null;
}
type Listed = { id: string; title: string };
function agreementsOf(group: GroupWorkspace, circle: string): readonly Listed[] {
  const own = circle === group.id ? [] : group.circles.documents(circle, "agreement");
  return [...group.agreements(), ...own];
}

/** `circle`: where it is asked. Not shown where there is nothing in force to choose. */
export function ReplacesField(props: {
  document: string;
  circle: string;
  value: string;
  onChoose: (agreement: string) => void;
}) {
  const group = useGroup();
  const isTheirs = ({ id }: Listed) => id !== props.document && decidedIn(group, id) === props.circle;
  const optionOf = ({ id, title }: Listed) => ({ value: id, name: title || text.agreements.untitled });
  const inForce = createMemo(
    () => agreementsOf(group, props.circle).filter(isTheirs).map(optionOf),
    [],
    // What others say meanwhile makes no new list: it would show another choice than what was chosen.
    { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  return (
    <Show when={inForce().length > 0 && inForce()} keyed>
      {(agreements) => (
        <SelectField
          label={words.ask.replaces}
          hint={words.ask.replacesHint}
          value={props.value}
          options={[{ value: "", name: words.ask.replacesNone }, ...agreements]}
          onChoose={props.onChoose}
        />
      )}
    </Show>
  );
}

/** In one line; nothing where it would do nothing, whatever was signed. */
export function TakesPlaceOf(props: { view: DecisionView }) {
  const group = useGroup();
  const replaces = () => {
    const { about } = props.view.asked;
    return about.kind === "draft" ? about.replaces : null;
  };
  const did = () => {
    const { state } = group.madeFrom.comesTo(replaces()!);
    return state.kind === "replaced" && state.proposal === props.view.proposal;
  };
  const would = () => props.view.decided === null && decidedIn(group, replaces()!) === props.view.circle;
  const title = () =>
    agreementsOf(group, props.view.circle).find(({ id }) => id === replaces())?.title || text.agreements.untitled;
  return (
    <Show when={replaces() !== null && (did() || would())}>
      <p>
        {did() ? words.question.replaced : words.question.replaces}{" "}
        <a href={`/g/${group.id}/agreements/${replaces()}`} dir="auto">
          {title()}
        </a>
        .
      </p>
    </Show>
  );
}
