// Which sentence a no or a concern is about: of a change only what changes is asked about, of a draft all of it.
import { type Answer, type Block, type DecisionView, difference, plainText } from "@fogata/domain";
import { createMemo, Show } from "solid-js";
import { decidingWords } from "../../text/en-deciding.ts";
import { text as words } from "../../text/index.ts";
import { SelectField } from "../../ui/fields.tsx";
import { useGroup } from "../group/context.tsx";

export type Pin = Answer["pin"];

/** Of more nobody finds theirs in a list. */
const sentencesMax = 400;

export function PinField(props: { view: DecisionView; text: string; pin: Pin; onChoose: (pin: Pin) => void }) {
  const { madeFrom } = useGroup();
  const { about } = props.view.asked;
  const here = madeFrom.textAt({ document: props.view.doc, hash: props.text });
  const base = props.view.wordings.at(-1)?.base ?? (about.kind === "amendment" ? about.base : null);
  const force = about.kind === "amendment" ? madeFrom.comesTo(about.of).force : null;
  const before =
    about.kind === "amendment" && base !== null
      ? madeFrom.textAt({ document: force?.text === base ? force.doc : about.of, hash: base })
      : null;
  const sentences = createMemo(() => {
    const blocks = here.found()?.written.blocks ?? [];
    const asked = before?.found() ? changed(before.found()!.written.blocks, blocks) : new Set(blocks.keys());
    return [...asked]
      .flatMap((block) => sentencesOf(plainText([blocks[block]!])).map((said) => ({ words: said, block })))
      .slice(0, sentencesMax);
  });
  const keyOf = (pin: NonNullable<Pin>) => `${pin.block} ${pin.words}`;
  return (
    <Show when={sentences().length > 1}>
      <SelectField
        label={decidingWords.mine.pin}
        value={props.pin ? keyOf(props.pin) : ""}
        options={[
          { value: "", name: decidingWords.mine.pinNone },
          ...sentences().map((one) => ({ value: keyOf(one), name: one.words })),
        ]}
        onChoose={(value) => props.onChoose(sentences().find((one) => keyOf(one) === value) ?? null)}
      />
    </Show>
  );
}

/** The places of blocks that are not as they were. */
function changed(before: readonly Block[], after: readonly Block[]): Set<number> {
  const places = new Set<number>();
  let at = 0;
  for (const change of difference(before, after)) {
    if (change.kind === "deleted") continue;
    if (change.kind !== "same") places.add(at);
    at++;
  }
  return places;
}
const segmenter = new Intl.Segmenter(words.language, { granularity: "sentence" });
function sentencesOf(line: string): string[] {
  return [...segmenter.segment(line)].map(({ segment }) => segment.trim()).filter((one) => one !== "");
}
