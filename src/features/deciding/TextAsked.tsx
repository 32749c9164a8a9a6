// The very text that is asked about: a draft to read, a change as a difference, or what is in force. If it was written in
// since, everybody can be asked about it as it is now.
import type { DecisionView } from "@fogata/domain";
import { Match, Show, Switch } from "solid-js";
import { decidingWords } from "../../text/en-deciding.ts";
import { Button } from "../../ui/Button.tsx";
import { ReadText } from "../agreement/ReadText.tsx";
import { Comparison } from "../agreement/reading/Comparison.tsx";
import { useGroup } from "../group/context.tsx";
import { TakesPlaceOf } from "./Replaces.tsx";
import { type Saying, WhatCame } from "./saying.tsx";
import { isOpen } from "./states.tsx";

const words = decidingWords.question;

export function TextAsked(props: { view: DecisionView; saying: Saying }) {
  const about = () => props.view.asked.about;
  /** What was a draft when it was asked about is one no more once it is decided. */
  const linked = () =>
    about().kind === "draft" && props.view.decided ? "keep" : (about().kind as keyof typeof words.about);
  const text = () => props.view.wordings.at(-1)?.text ?? props.view.decided?.text ?? "";
  return (
    <Show when={about().kind !== "question" && text() !== ""}>
      <section class="section" aria-labelledby="text-asked">
        <h2 id="text-asked" tabindex="-1" ref={(element) => props.saying.heads("text", element)}>
          {about().kind === "amendment" ? words.changes : words.text}
        </h2>
        <TakesPlaceOf view={props.view} />
        <Show when={about().kind === "keep"}>
          <p>{words.asksToKeep}</p>
        </Show>
        <Show when={about().kind === "let-go"}>
          <p>{words.asksToLetGo}</p>
        </Show>
        <Show when={`${text()} ${props.view.wordings.at(-1)?.base ?? ""}`} keyed>
          {(_) => <Text view={props.view} text={text()} />}
        </Show>
        <p>
          <a class="lone no-print" href={`/g/${useGroup().id}/agreements/${props.view.doc}`}>
            {words.about[linked()]}
          </a>
        </p>
        <Show when={isOpen(props.view) && (about().kind === "draft" || about().kind === "amendment")}>
          <Changed view={props.view} text={text()} saying={props.saying} />
        </Show>
      </section>
    </Show>
  );
}

function Text(props: { view: DecisionView; text: string }) {
  const { madeFrom } = useGroup();
  const { about } = props.view.asked;
  const here = madeFrom.textAt({ document: props.view.doc, hash: props.text });
  const force = about.kind === "amendment" ? madeFrom.comesTo(about.of).force : null;
  const base = props.view.wordings.at(-1)?.base ?? (about.kind === "amendment" ? about.base : null);
  // What it started from may be the agreement itself, or the change whose words the agreement has.
  const before =
    about.kind === "amendment" && base !== null
      ? madeFrom.textAt({ document: force?.text === base ? force.doc : about.of, hash: base })
      : null;
  return (
    <Show when={here.found()} fallback={<p class="soft">{here.fault() ? words.textMissing : "\u00a0"}</p>}>
      {(found) => (
        <Switch
          fallback={
            <div class="sheet">
              <ReadText blocks={found().written.blocks} />
            </div>
          }
        >
          <Match when={before?.found()}>
            {(start) => <Comparison base={start().written} text={found().written} />}
          </Match>
        </Switch>
      )}
    </Show>
  );
}

/** Somebody went on writing: nobody has answered that, and it is said. */
function Changed(props: { view: DecisionView; text: string; saying: Saying }) {
  const group = useGroup();
  const now = group.questions.wordedNow(props.view.doc);
  return (
    <>
      <WhatCame saying={props.saying} at="text" />
      <Show when={now() !== null && now() !== props.text && group.writes(props.view.doc)}>
        <p>{words.changedSince}</p>
        <div class="actions no-print">
          <Button
            busy={props.saying.busy()}
            onPress={() =>
              void props.saying.say(() => group.questions.reword(props.view.proposal), words.reworded, "text")
            }
          >
            {words.reword}
          </Button>
        </div>
      </Show>
    </>
  );
}
