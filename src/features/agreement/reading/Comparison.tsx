// Two texts to be read beside each other, in the way that suits the reader: marked, as it would be, or side by side.
import {
  type Block,
  type BlockChange,
  changedBlocks,
  difference,
  lineDifference,
  movesIn,
  type WrittenAgreement,
} from "@fogata/domain";
import { createMemo, createSignal, For, Match, Show, Switch } from "solid-js";
import { agreementWords } from "../../../text/en-agreements.ts";
import { Choice } from "../../../ui/Choice.tsx";
import { BlockShape, ReadText, Runs } from "../ReadText.tsx";
import { Marked, Pieces } from "./Marked.tsx";
import "./reading.css";

const words = agreementWords.reading;
export type Way = keyof typeof words.ways;
export type Comparable = Pick<WrittenAgreement, "title" | "blocks" | "facts">;

/** `way`: it is chosen elsewhere on the page, among more. `begin`: what can be done while nothing is different. */
export function Comparison(props: { base: Comparable; text: Comparable; way?: Way; begin?: string | null }) {
  const [chosen, setWay] = createSignal<Way>("marked");
  const way = () => props.way ?? chosen();
  const changes = createMemo(() => difference(props.base.blocks, props.text.blocks));
  return (
    <div class="stack comparison">
      <Show when={props.way === undefined}>
        <Choice plain label={words.way} options={words.ways} value={way()} onChoose={setWay} />
      </Show>
      <TopChanges base={props.base} text={props.text} />
      <Show
        when={changedBlocks(changes()) > 0}
        fallback={
          <p class="soft">
            {sameTop(props.base, props.text)
              ? [words.nothing, props.begin].filter(Boolean).join(" ")
              : words.nothingInText}
          </p>
        }
      >
        <Switch>
          <Match when={way() === "marked"}>
            <div class="sheet">
              <Marked changes={changes()} />
            </div>
            <p class="mark-key">
              <span>
                <ins>{words.keyInserted}</ins>
              </span>
              <span>
                <del>{words.keyDeleted}</del>
              </span>
              <span>{words.keyBar}</span>
            </p>
          </Match>
          <Match when={way() === "clean"}>
            <div class="sheet">
              <ReadText blocks={props.text.blocks} />
            </div>
          </Match>
          <Match when={way() === "compare"}>
            <SideBySide changes={changes()} />
          </Match>
        </Switch>
      </Show>
    </div>
  );
}

/** What changed above the text: its title, its sentence, who decides it. */
function TopChanges(props: { base: Comparable; text: Comparable }) {
  const rows = () =>
    (["title", "summary", "decides", "language"] as const)
      .map((part) => ({ part, from: line(props.base, part), to: line(props.text, part) }))
      .filter(({ from, to }) => from !== to);
  return (
    <Show when={rows().length > 0}>
      <dl class="top-changes">
        <For each={rows()}>
          {({ part, from, to }) => (
            <div>
              <dt>{words.top[part]}</dt>
              <dd dir="auto">
                <Pieces pieces={lineDifference(from, to)} />
              </dd>
            </div>
          )}
        </For>
      </dl>
    </Show>
  );
}
function line({ title, facts }: Comparable, part: keyof typeof words.top): string {
  if (part === "title") return title;
  if (part === "summary") return facts.summary;
  if (part === "language") return facts.language === null ? "" : agreementWords.top.languageName(facts.language);
  const { decides } = facts;
  if (decides.kind === "law") return agreementWords.top.byLaw(decides.why);
  return decides.kind === "everyone" ? agreementWords.top.everyone : agreementWords.top.workingGroup;
}
function sameTop(base: Comparable, text: Comparable): boolean {
  return (["title", "summary", "decides", "language"] as const).every((part) => line(base, part) === line(text, part));
}

/** Row by row, so that what belongs together stands together; on a phone each pair below one another. */
function SideBySide(props: { changes: readonly BlockChange[] }) {
  const pair = (change: BlockChange): [Block | null, Block | null] => {
    if (change.kind === "changed") return [change.from, change.to];
    return [change.kind === "inserted" ? null : change.block, change.kind === "deleted" ? null : change.block];
  };
  const moves = createMemo(() => movesIn(props.changes));
  /** Why one side is bare. */
  const bare = (change: BlockChange, side: number) => {
    if (moves().has(change)) return side === 0 ? words.movedFromElsewhere : words.movedElsewhere;
    return side === 0 ? words.notYet : words.takenOut;
  };
  return (
    <table class="side-by-side" aria-label={words.ways.compare}>
      <thead>
        <tr>
          <th scope="col">{words.now}</th>
          <th scope="col">{words.proposed}</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.changes}>
          {(change) => (
            <tr classList={{ changed: change.kind !== "same" }}>
              <For each={pair(change)}>
                {(block, side) => (
                  <td data-side={side() === 0 ? words.now : words.proposed}>
                    <Show when={block} fallback={<p class="faint">{bare(change, side())}</p>}>
                      {(some) => (
                        <div class="doc read">
                          <BlockShape block={some()}>
                            <Show when={change.kind === "changed" && change} fallback={<Runs runs={some().runs} />}>
                              {(one) => (
                                <Pieces
                                  pieces={one().pieces.filter(
                                    ({ kind }) => kind !== (side() === 0 ? "inserted" : "deleted"),
                                  )}
                                />
                              )}
                            </Show>
                          </BlockShape>
                        </div>
                      )}
                    </Show>
                  </td>
                )}
              </For>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}
