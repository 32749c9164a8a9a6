// A text with its tracked changes: what came is underlined twice, what went is struck through, both say so to a screen
// reader, and what was moved says that in words. Long stretches that stayed the same are folded away, and can be opened.
import { type BlockChange, movesIn, type Piece } from "@fogata/domain";
import { createMemo, createSignal, For, Match, Show, Switch } from "solid-js";
import { agreementWords } from "../../../text/en-agreements.ts";
import { Button } from "../../../ui/Button.tsx";
import { BlockShape, OneRun, Runs } from "../ReadText.tsx";
import "./reading.css";

const words = agreementWords.reading;

export function Marked(props: { changes: readonly BlockChange[] }) {
  const parts = createMemo(() => folded(props.changes));
  const moves = createMemo(() => movesIn(props.changes));
  return (
    <div class="doc read marked">
      <For each={parts()}>
        {(part) => (
          <Show
            when={part.kind === "fold" && part}
            fallback={<OneChange change={part as BlockChange} moved={moves().get(part as BlockChange)} />}
          >
            {(fold) => <Fold changes={fold().changes} />}
          </Show>
        )}
      </For>
    </div>
  );
}

function Fold(props: { changes: readonly BlockChange[] }) {
  const [open, setOpen] = createSignal(false);
  return (
    <Show
      when={open()}
      fallback={
        <div class="fold">
          <Button kind="quiet" onPress={() => setOpen(true)}>
            {words.unchanged(props.changes.length)}
          </Button>
        </div>
      }
    >
      <For each={props.changes}>{(change) => <OneChange change={change} />}</For>
    </Show>
  );
}

function OneChange(props: { change: BlockChange; moved?: "away" | "here" | undefined }) {
  const changed = () => (props.change.kind === "changed" ? props.change : null);
  const whole = () => (props.change.kind === "changed" ? null : props.change);
  /** Of an empty line there is nothing to say aloud, or to mark. */
  const is = (kind: BlockChange["kind"]) =>
    whole()?.kind === kind && whole()!.block.runs.some(({ text }) => text !== "");
  return (
    <Switch>
      <Match when={changed()}>
        {(change) => (
          <BlockShape block={change().to} mark="changed">
            <Show when={change().from.type !== change().to.type}>
              <span class="hide">{words.anotherShape}</span>
            </Show>
            <Pieces pieces={change().pieces} />
          </BlockShape>
        )}
      </Match>
      <Match when={whole()}>
        {(one) => (
          <BlockShape block={one().block} mark={marks[one().kind]}>
            <Switch fallback={<Runs runs={one().block.runs} />}>
              <Match when={props.moved === "here"}>
                <span class="moved">{words.movedHere}</span> <Runs runs={one().block.runs} />
              </Match>
              <Match when={props.moved === "away"}>
                <span class="moved">{words.movedAway}</span>{" "}
                <del>
                  <Runs runs={one().block.runs} />
                </del>
              </Match>
              <Match when={is("inserted")}>
                <Inserted>
                  <Runs runs={one().block.runs} />
                </Inserted>
              </Match>
              <Match when={is("deleted")}>
                <Deleted>
                  <Runs runs={one().block.runs} />
                </Deleted>
              </Match>
            </Switch>
          </BlockShape>
        )}
      </Match>
    </Switch>
  );
}

export function Pieces(props: { pieces: readonly Piece[] }) {
  return (
    <For each={props.pieces}>
      {(piece) => (
        <Switch fallback={<OneRun run={piece.run} />}>
          <Match when={piece.kind === "inserted"}>
            <Inserted>
              <OneRun run={piece.run} />
            </Inserted>
          </Match>
          <Match when={piece.kind === "deleted"}>
            <Deleted>
              <OneRun run={piece.run} />
            </Deleted>
          </Match>
          <Match when={piece.kind === "restyled"}>
            <span class="restyled" title={words.restyled}>
              <span class="hide">{words.restyled}: </span>
              <OneRun run={piece.run} />
              <span class="hide"> {words.endOfRestyled} </span>
            </span>
          </Match>
        </Switch>
      )}
    </For>
  );
}

function Inserted(props: { children: unknown }) {
  return (
    <ins>
      <span class="hide">{words.inserted} </span>
      {props.children as never}
      <span class="hide"> {words.endOfInserted} </span>
    </ins>
  );
}
function Deleted(props: { children: unknown }) {
  return (
    <del>
      <span class="hide">{words.deleted} </span>
      {props.children as never}
      <span class="hide"> {words.endOfDeleted} </span>
    </del>
  );
}

const marks = { same: "stayed", inserted: "changed", deleted: "changed gone" } as const;

/** Around each change one block stays to be read; longer stretches are folded. */
const keepAround = 1;
const foldFrom = 4;
type Folded = BlockChange | { kind: "fold"; changes: BlockChange[] };
function folded(changes: readonly BlockChange[]): Folded[] {
  const out: Folded[] = [];
  for (let at = 0; at < changes.length; ) {
    let end = at;
    while (changes[end]?.kind === "same") end++;
    const first = at === 0 ? 0 : keepAround;
    const last = end === changes.length ? 0 : keepAround;
    if (end - at - first - last >= foldFrom) {
      out.push(...changes.slice(at, at + first), { kind: "fold", changes: changes.slice(at + first, end - last) });
      out.push(...changes.slice(end - last, end));
    } else out.push(...changes.slice(at, end));
    at = end;
    const next = changes[at];
    if (next) {
      out.push(next);
      at++;
    }
  }
  return out;
}
