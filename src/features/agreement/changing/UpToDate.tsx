// The agreement moved on while a change to it was being written: both are brought together here, and where both changed
// the same sentence somebody chooses. Until then nothing is written, and nothing is dropped.
import {
  type Block,
  bringUpToDate,
  type Choice,
  type Decider,
  plainText,
  type Run,
  type TextPoint,
  type ValueBroughtUp,
  valueUpToDate,
  withChoices,
} from "@fogata/domain";
import { createMemo, createSignal, For, Show } from "solid-js";
import { agreementWords } from "../../../text/en-agreements.ts";
import { Banner } from "../../../ui/Banner.tsx";
import { Button } from "../../../ui/Button.tsx";
import { Choice as Segments } from "../../../ui/Choice.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import type { OpenAgreement } from "../../../workspace/types.ts";
import type { Comparable } from "../reading/Comparison.tsx";

const words = agreementWords.changes.behind;

export interface Three {
  base: Comparable;
  theirs: Comparable;
  mine: Comparable;
  /** Where the newer text stands. */
  point: TextPoint;
}

export function Behind(props: { three: Three; change: OpenAgreement["change"]; editable: boolean }) {
  const [bringing, setBringing] = createSignal(false);
  return (
    <Banner icon="info" kind="look" title={words.title}>
      <p>{words.what}</p>
      <Show when={props.editable}>
        <div class="actions no-print">
          <Button onPress={() => setBringing(true)}>{words.begin}</Button>
        </div>
      </Show>
      <Dialog open={bringing()} title={words.begin} onClose={() => setBringing(false)}>
        <BringTogether three={props.three} change={props.change} onDone={() => setBringing(false)} />
      </Dialog>
    </Banner>
  );
}

interface Place {
  id: string;
  base: string;
  theirs: string;
  mine: string;
}

function BringTogether(props: { three: Three; change: OpenAgreement["change"]; onDone: () => void }) {
  // As they were when this was opened: a choice is about the words it was made for.
  const { base, theirs, mine, point } = props.three;
  const text = bringUpToDate(base.blocks, theirs.blocks, mine.blocks);
  const top = {
    title: valueUpToDate({ base: base.title, theirs: theirs.title, mine: mine.title }),
    summary: valueUpToDate({ base: base.facts.summary, theirs: theirs.facts.summary, mine: mine.facts.summary }),
    decides: valueUpToDate({ base: base.facts.decides, theirs: theirs.facts.decides, mine: mine.facts.decides }),
  };
  const [choices, setChoices] = createSignal<ReadonlyMap<string, Choice>>(new Map());
  const places: Place[] = [
    ...topPlaces(top),
    ...text.parts.flatMap((part): Place[] => {
      if (part.kind === "settled") return [];
      const say = (block: Block | null) => (block === null ? "" : plainText([block]));
      if (part.kind === "block")
        return [{ id: `${part.overlap}`, base: say(part.base), theirs: say(part.theirs), mine: say(part.mine) }];
      return part.pieces.flatMap((piece) =>
        piece.kind === "settled"
          ? []
          : [{ id: `${piece.overlap}`, base: line(piece.base), theirs: line(piece.theirs), mine: line(piece.mine) }],
      );
    }),
  ];
  const choice = (id: string) => choices().get(id) ?? (id.startsWith("top") ? "mine" : "both");
  const blocks = createMemo(() =>
    withChoices(text, new Map([...choices()].map(([id, chosen]) => [Number(id), chosen] as const))),
  );
  function keep() {
    const one = <T,>(part: keyof typeof top, value: ValueBroughtUp<T>): T =>
      value.kind === "settled" ? value.value : choice(`top ${part}`) === "theirs" ? value.theirs : value.mine;
    const done = props.change("bringUp", {
      title: one("title", top.title),
      summary: one("summary", top.summary),
      decides: one<Decider>("decides", top.decides),
      blocks: blocks(),
      base: point,
    });
    if (done.ok) props.onDone();
  }
  return (
    <div class="stack">
      <p>{places.length === 0 ? words.settled : words.overlaps(places.length)}</p>
      <For each={places}>
        {(place) => (
          <section class="overlap">
            <p class="faint" dir="auto">
              {words.base} {place.base || words.nothing}
            </p>
            <p class="hint">{words.theirs}</p>
            <blockquote dir="auto">{place.theirs || <em>{words.nothing}</em>}</blockquote>
            <p class="hint">{words.mine}</p>
            <blockquote dir="auto">{place.mine || <em>{words.nothing}</em>}</blockquote>
            <Segments
              label={words.choose}
              options={optionsOf(place)}
              value={choice(place.id)}
              onChoose={(chosen) => setChoices((now) => new Map(now).set(place.id, chosen))}
            />
          </section>
        )}
      </For>
      <div class="actions fill">
        <Button kind="main" onPress={keep}>
          {words.keep}
        </Button>
      </div>
    </div>
  );
}

/** Of two titles only one can stand; of two sentences both can. */
function optionsOf({ id }: Place): Record<Choice, string> {
  const one = { theirs: words.theirs, mine: words.mine };
  return id.startsWith("top") ? (one as Record<Choice, string>) : { both: words.both, ...one };
}

function topPlaces(top: Record<string, ValueBroughtUp<unknown>>): Place[] {
  return Object.entries(top).flatMap(([part, value]) => {
    if (value.kind === "settled") return [];
    const say = (one: unknown) => (typeof one === "string" ? one : JSON.stringify(one));
    return [{ id: `top ${part}`, base: say(value.base), theirs: say(value.theirs), mine: say(value.mine) }];
  });
}
function line(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join("");
}
