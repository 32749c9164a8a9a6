// What I went on writing while the group decided came too late to be decided on: it is kept, and can be made a change.
import { createSignal, Show } from "solid-js";
import { agreementWords } from "../../../text/en-agreements.ts";
import { Banner } from "../../../ui/Banner.tsx";
import { Button } from "../../../ui/Button.tsx";
import { useGroup } from "../../group/context.tsx";
import { Propose } from "./Propose.tsx";

const words = agreementWords.changes.begun;

/** `force`: what the agreement's text in force is, and where it stands. Give it anew for another text. */
export function EditsBegun(props: { agreement: string; force: { doc: string; text: string } }) {
  const group = useGroup();
  const [turning, setTurning] = createSignal(false);
  const begun = group.madeFrom.editsBegun({ document: props.force.doc, hash: props.force.text });
  return (
    <Show when={begun() && group.writes(props.agreement)}>
      <Banner icon="pencil-simple-line" kind="look" title={words.title}>
        <p>{words.what}</p>
        <div class="actions no-print">
          <Button onPress={() => setTurning(true)}>{words.turn}</Button>
        </div>
      </Banner>
      <Propose agreement={props.agreement} open={turning()} from="edits" onClose={() => setTurning(false)} />
    </Show>
  );
}
