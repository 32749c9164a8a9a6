// One agreement in the list: its name, what it comes to, and whether it is kept in view.
import type { AgreementView } from "@fogata/domain";
import { For, Show } from "solid-js";
import { registerWords as words } from "../../text/en-register.ts";
import { text } from "../../text/index.ts";
import type { IconName } from "../../ui/icons/names.ts";
import { State } from "../../ui/States.tsx";
import type { FoundText } from "../../workspace/search/search.ts";
import type { Piece } from "../../workspace/search/words.ts";
import type { AgreementRow } from "../../workspace/types.ts";
import { useGroup } from "../group/context.tsx";
import { DocumentItem } from "./DocumentItem.tsx";

type StateName = AgreementView["state"]["kind"];
const icons: Record<StateName, IconName> = {
  "review-due": "clock",
  "being-decided": "chat-circle-dots",
  "in-force": "check-circle",
  draft: "pencil-simple-line",
  "let-go": "info",
  replaced: "arrows-clockwise",
  "taken-in": "arrows-clockwise",
};

export function AgreementItem(props: {
  row: AgreementRow;
  view: AgreementView;
  now: number;
  level: 2 | 3;
  /** What was looked for, where it stands. */
  found?: FoundText | undefined;
}) {
  const group = useGroup();
  const proposed = () => group.madeFrom.of(props.row.id, "amendment").length;
  return (
    <DocumentItem
      id={props.row.id}
      level={props.level}
      title={
        <Show when={props.found} fallback={props.row.title || text.agreements.untitled}>
          {(found) => <Marked pieces={found().titled} />}
        </Show>
      }
    >
      <Sentence found={props.found} />
      {/* Below a heading that says it for all, it would only be said again. */}
      <Show when={props.level === 2}>
        <StateOf view={props.view} />
      </Show>
      <p class="faint">
        {[
          ...(props.row.pinned ? [words.inView] : []),
          ...saying(props.view, props.row, props.now, (id) => titleOf(group.agreements(), id)),
          ...(props.view.marked.length > 0 ? [words.again] : []),
          ...(proposed() > 0 ? [words.changes(proposed())] : []),
        ].join(" · ")}
      </p>
    </DocumentItem>
  );
}

/** One that is no agreement of the whole group's: what it is, and where the words stand. */
export function FoundItem(props: { found: FoundText; what: string; level: 2 | 3 }) {
  return (
    <DocumentItem id={props.found.id} level={props.level} title={<Marked pieces={props.found.titled} />}>
      <Sentence found={props.found} />
      <p class="faint">{props.what}</p>
    </DocumentItem>
  );
}
function Sentence(props: { found: FoundText | undefined }) {
  return (
    <Show when={props.found?.sentence()}>
      {(pieces) => (
        <p class="as-found" dir="auto">
          <Marked pieces={pieces()} />
        </p>
      )}
    </Show>
  );
}
function Marked(props: { pieces: readonly Piece[] }) {
  return <For each={props.pieces}>{(piece) => (piece.marked ? <mark>{piece.text}</mark> : piece.text)}</For>;
}

/** What it comes to, in a word and a shape; and since when, if that is said nowhere beside it. */
export function StateOf(props: { view: AgreementView; since?: boolean }) {
  const said = () => {
    const { state } = props.view;
    return props.since && state.kind === "in-force" ? words.since(state.since) : words.states[state.kind];
  };
  return (
    <State icon={icons[props.view.state.kind]} {...markOf(props.view.state.kind)}>
      {said()}
    </State>
  );
}

function markOf(kind: StateName): { is?: "yes" | "asked" | "look" } {
  if (kind === "in-force") return { is: "yes" };
  if (kind === "being-decided") return { is: "asked" };
  return kind === "review-due" ? { is: "look" } : {};
}

function saying({ state }: AgreementView, row: AgreementRow, now: number, title: (id: string) => string): string[] {
  switch (state.kind) {
    case "in-force":
      return [words.since(state.since), ...(state.reviewOn === null ? [] : [words.reviewOn(state.reviewOn)])];
    case "review-due":
      return [words.since(state.since), words.reviewDue(state.reviewOn)];
    case "let-go":
      return [words.letGo(state.at)];
    case "replaced":
      return [words.replacedBy(title(state.by))];
    default:
      return [text.agreements.begun(text.words.onDay(row.at, now))];
  }
}
function titleOf(rows: readonly AgreementRow[], id: string): string {
  return rows.find((row) => row.id === id)?.title || text.agreements.untitled;
}
