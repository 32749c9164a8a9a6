// Other words suggested for a text: drawn in it as tracked changes, and listed below it, where each can be taken or left.
// It listens for suggestions alone: a keystroke costs it nothing but a timer, however many there are.
import "./suggestions.css";
import { commentPassages, inOneClause, suggestionsOf, wordsNow } from "@fogata/domain";
import type { DocumentHandle } from "@fogata/sync";
import { createEffect, createSignal, For, on, Show } from "solid-js";
import { unwrap } from "solid-js/store";
import { suggestionWords as words } from "../../../text/en-suggestions.ts";
import { Announcer } from "../../../ui/Announcer.tsx";
import { Button } from "../../../ui/Button.tsx";
import { createClock } from "../../../ui/clock.ts";
import { createGradual } from "../../../ui/gradual.ts";
import type { OpenAgreement } from "../../../workspace/types.ts";
import type { MountedEditor } from "../editor/view.ts";
import { createSaidBeside } from "../said.ts";
import { OneSuggestion } from "./OneSuggestion.tsx";
import { type Chosen, SuggestDialog, type SuggestFault } from "./SuggestDialog.tsx";

export interface SuggestionsProps {
  agreement: OpenAgreement;
  handle: DocumentHandle;
  /** The text one writes in; null where it is only read. */
  editor: MountedEditor | null;
  editable: boolean;
  /** Somebody is about to suggest something. */
  suggesting: boolean;
  onSuggest: () => void;
  onDone: () => void;
}

export function Suggestions(props: SuggestionsProps) {
  const [withRecord, setWithRecord] = createSignal(false);
  /** Something was done to these here: they stay where they are, so that it can be undone. */
  const [kept, setKept] = createSignal<ReadonlySet<string>>(new Set());
  const [said, setSaid] = createSignal("");
  const now = createClock();
  const { handle } = props;

  const { held, version } = createSaidBeside(handle, "suggestions", suggestionsOf);

  const open = () => held.all.filter((one) => one.state === "open" || kept().has(one.id));
  const done = () => held.all.filter((one) => one.state !== "open" && !kept().has(one.id));
  const rows = createGradual(() => (withRecord() ? [...open(), ...done()] : open()));
  createEffect(
    on([() => props.editor, () => held.all.map(({ id, state }) => `${id} ${state}`).join(), version], ([editor]) =>
      editor?.showSuggested(unwrap(held.all).filter(({ state }) => state === "open")),
    ),
  );
  // Two took it apart, and what they put there has met.
  createEffect(() => {
    const twice = props.editable ? held.all.filter((one) => one.twice).map(({ id }) => id) : [];
    for (const suggestion of twice) queueMicrotask(() => void props.agreement.change("keepOnce", { suggestion }));
  });

  const chosen = (): Chosen | null => {
    const one = props.editor?.chosen() ?? null;
    if (one === null || !inOneClause(handle.doc(), one)) return null;
    return { ...one, words: wordsNow(handle.doc(), one) ?? one.words };
  };
  const suggest = (what: Parameters<Parameters<typeof SuggestDialog>[0]["onSuggest"]>[0]): SuggestFault | null => {
    const result = props.agreement.change("suggest", what);
    return result.ok ? null : result.reason in words.fault ? (result.reason as SuggestFault) : "other";
  };
  return (
    <section class="section narrow no-print" aria-labelledby="suggested-for-it">
      <h2 id="suggested-for-it">{words.title}</h2>
      <Show when={props.editable}>
        <div class="actions">
          <Button icon="pencil-simple-line" onPress={() => props.onSuggest()}>
            {words.suggest}
          </Button>
        </div>
      </Show>
      <Announcer words={said} />
      <Show when={held.all.length > 0} fallback={<p class="faint">{words.none}</p>}>
        <ul class="list comments">
          <For each={rows()}>
            {(one) => (
              <OneSuggestion
                one={one}
                handle={handle}
                version={version()}
                now={now()}
                editable={props.editable}
                onShow={props.editor && ((words) => props.editor?.choose(words) ?? false)}
                onKeep={() => setKept((all) => new Set([...all, one.id]))}
                onUndoneBy={(undo) => props.editor?.undoneBy(undo)}
                onDone={setSaid}
                change={props.agreement.change}
              />
            )}
          </For>
        </ul>
      </Show>
      <Show when={done().length > 0}>
        <div class="actions">
          <Button kind="quiet" onPress={() => setWithRecord(!withRecord())}>
            {withRecord() ? words.hideRecord : words.showRecord}
          </Button>
        </div>
      </Show>
      <Show when={props.editable && props.suggesting}>
        <SuggestDialog
          chosen={chosen()}
          clause={props.editor?.clause() ?? null}
          clauses={() => commentPassages(handle.doc())}
          onSuggest={suggest}
          onClose={() => props.onDone()}
        />
      </Show>
    </section>
  );
}
