// A field for words in which people are named: behind "@" it offers who there is, by keyboard, finger and screen reader.
import { type Mention, mentionsIn, nameBegun } from "@fogata/domain";
import { createMemo, createSignal, createUniqueId, For, Show } from "solid-js";
import { commentWords as words } from "../../../text/en-comments.ts";
import { Announcer } from "../../../ui/Announcer.tsx";
import { Labelled } from "../../../ui/Labelled.tsx";

export interface Called {
  member: string;
  name: string;
}
export interface Named {
  words: string;
  mentions: Mention[];
}

const offeredMax = 6;

export function NamesField(props: {
  label: string;
  wrong?: string;
  people: readonly Called[];
  onInput: (said: Named) => void;
}) {
  const listId = createUniqueId();
  let field!: HTMLTextAreaElement;
  const [begun, setBegun] = createSignal<ReturnType<typeof nameBegun>>(null);
  const [at, setAt] = createSignal(0);
  let chosen: Called[] = [];
  const offered = createMemo(() => {
    const wanted = begun();
    if (wanted === null) return [];
    const start = plain(wanted.begun);
    return props.people.filter(({ name }) => plain(name).startsWith(start)).slice(0, offeredMax);
  });
  // Once a whole name stands there and more is written behind it, there is nothing left to offer.
  const open = () => offered().length > 0;
  const named = (begun: string) => props.people.some(({ name }) => plain(begun).startsWith(plain(name)));
  const told = () => {
    const wanted = begun();
    return wanted === null || (!open() && named(wanted.begun)) ? "" : words.namesFound(open());
  };

  function look() {
    const { selectionStart, selectionEnd, value } = field;
    setBegun(selectionStart === selectionEnd ? nameBegun(value, selectionStart) : null);
    setAt((n) => Math.min(n, Math.max(0, offered().length - 1)));
  }
  function tell() {
    props.onInput({ words: field.value, mentions: mentionsIn(field.value, props.people, chosen) });
  }
  function take(one: Called) {
    const wanted = begun();
    if (wanted === null) return;
    field.setRangeText(`@${one.name} `, wanted.at, field.selectionEnd, "end");
    chosen = [...chosen, one];
    setBegun(null);
    tell();
    field.focus();
  }
  function onKeyDown(event: KeyboardEvent) {
    if (!open()) return;
    const count = offered().length;
    if (event.key === "ArrowDown") setAt((at() + 1) % count);
    else if (event.key === "ArrowUp") setAt((at() - 1 + count) % count);
    else if (event.key === "Enter" || event.key === "Tab") take(offered()[at()]!);
    else if (event.key === "Escape") setBegun(null);
    else return;
    // Escape closes what is offered, and not the dialog it stands in.
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <Labelled label={props.label} hint={words.nameHint} wrong={props.wrong}>
      {(id, described) => (
        <div class="names-field">
          <textarea
            ref={field}
            class="input"
            id={id}
            rows={4}
            dir="auto"
            aria-invalid={props.wrong ? "true" : undefined}
            aria-describedby={described()}
            aria-autocomplete="list"
            aria-controls={open() ? listId : undefined}
            aria-activedescendant={open() ? `${listId}-${at()}` : undefined}
            onInput={() => {
              look();
              tell();
            }}
            onClick={look}
            onKeyUp={(event) => event.key.startsWith("Arrow") && !open() && look()}
            onKeyDown={onKeyDown}
            onBlur={() => setBegun(null)}
          />
          <Show when={open()}>
            <div class="names" role="listbox" id={listId} aria-label={words.names}>
              <For each={offered()}>
                {(one, n) => (
                  <button
                    type="button"
                    role="option"
                    id={`${listId}-${n()}`}
                    aria-selected={at() === n()}
                    tabindex={-1}
                    dir="auto"
                    // A press must not take the caret out of the field.
                    onMouseDown={(event) => event.preventDefault()}
                    onClick={() => take(one)}
                  >
                    {one.name}
                  </button>
                )}
              </For>
            </div>
          </Show>
          <Announcer words={told} />
        </div>
      )}
    </Labelled>
  );
}

/** So that "@zoe" finds "Zoë". */
function plain(name: string): string {
  return name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
