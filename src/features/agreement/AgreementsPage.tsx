// Every agreement of the group by what it comes to, or those that say what is looked for; a new one, or one brought in
// from a file.
import "./found.css";
import { useNavigate } from "@solidjs/router";
import { createMemo, createSignal, For, Show } from "solid-js";
import { registerWords as words } from "../../text/en-register.ts";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { createClock } from "../../ui/clock.ts";
import { Field } from "../../ui/Field.tsx";
import { createGradual } from "../../ui/gradual.ts";
import { PageHead } from "../../ui/Page.tsx";
import { createQuiet } from "../../ui/quiet.ts";
import { EmptyState, ThatIsAll } from "../../ui/States.tsx";
import type { FoundText } from "../../workspace/search/search.ts";
import { useGroup } from "../group/context.tsx";
import { AgreementItem, FoundItem } from "./AgreementRowItem.tsx";
import { createFinding } from "./finding.ts";
import { ImportButton } from "./ImportButton.tsx";
import { NewAgreement } from "./NewAgreement.tsx";

/** From here on a list is long: rows off the screen are not laid out. */
const longFrom = 20;
const order = ["review-due", "being-decided", "in-force", "draft", "taken-in", "replaced", "let-go"] as const;

export default function AgreementsPage() {
  const group = useGroup();
  const navigate = useNavigate();
  const now = createClock();
  const [asking, setAsking] = createSignal(false);
  const [fault, setFault] = createSignal<string | null>(null);
  const finding = createFinding();
  const foundById = createMemo(() => new Map((finding.found() ?? []).map((one) => [one.id, one])));
  const own = createMemo(() => {
    const all = group.agreements();
    return finding.found() === null ? all : all.filter(({ id }) => foundById().has(id));
  });
  const rows = createGradual(own);
  /** What is found in no agreement of the whole group's. */
  const others = createMemo(() => {
    const listed = new Set(own().map(({ id }) => id));
    return (finding.found() ?? []).filter(({ id }) => !listed.has(id));
  });
  const otherRows = createGradual(others);
  const viewOf = group.madeFrom.comesTo;
  /** What waits for somebody first, what is over last; in each, what is kept in view heads the others. */
  const sections = createMemo(() =>
    order.flatMap((state) => {
      const here = rows().filter((row) => viewOf(row.id).state.kind === state);
      if (here.length === 0) return [];
      return [{ state, rows: [...here.filter((row) => row.pinned), ...here.filter((row) => !row.pinned)] }];
    }),
  );
  const long = () => group.agreements().length >= longFrom;
  /** What there is to go to, in a list too long to be looked over. */
  const places = createMemo(() => {
    if (!long() || finding.found() !== null) return [];
    const there = new Set(own().map(({ id }) => viewOf(id).state.kind));
    return there.size > 1 ? order.filter((state) => there.has(state)) : [];
  });
  // After a pause, because a screen reader says it; and once all is read, because more may come.
  const told = createQuiet(() => {
    const found = finding.found();
    return found === null || finding.reading() ? "" : words.found(found.length);
  });
  const level = () => (sections().length > 1 || others().length > 0 ? 3 : 2);
  const titleOf = (id: string) => group.agreements().find((row) => row.id === id)?.title || text.agreements.untitled;
  const whatIs = (one: FoundText) =>
    one.as === "agreement" ? words.ofWorkingGroup : words.madeFrom[one.as](titleOf(one.agreement));
  let searched!: HTMLElement;
  /** From the field to what is found, and through it. */
  function goThrough(event: KeyboardEvent) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || finding.found() === null) return;
    const stops = [...searched.querySelectorAll<HTMLElement>("input[type=search], .item-title a")];
    const next = stops[stops.indexOf(event.target as HTMLElement) + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  }
  const open = (id: string) => navigate(`/g/${group.id}/agreements/${id}`);
  /** Closed first: nothing behind an open dialog can take the focus, and the new page's title should. */
  function openNew(id: string) {
    setAsking(false);
    open(id);
  }

  return (
    <>
      <PageHead title={text.nav.agreements} group={group.name()} soft={words.lead}>
        <Show when={group.writes()}>
          <div class="row">
            <Button kind="main" icon="plus" onPress={() => setAsking(true)}>
              {text.agreements.new}
            </Button>
            <ImportButton onOpen={open} onFault={setFault} />
          </div>
        </Show>
        <p class="no-print">
          <a class="to-decided" href={`/g/${group.id}/questions`}>
            {words.decided}
          </a>
        </p>
        <div aria-live="polite">
          <Show when={fault()}>
            <Banner icon="info" kind="look">
              <p>{fault()}</p>
            </Banner>
          </Show>
        </div>
      </PageHead>
      <Show when={group.agreements().length > 0} fallback={<EmptyState what={words.empty} more={words.emptyWhat} />}>
        <search ref={searched} class="stack" onKeyDown={goThrough}>
          <div class="narrow no-print">
            <Field
              type="search"
              label={words.find}
              hint={words.findHint}
              value={finding.wanted()}
              onInput={finding.want}
            />
            <p class="soft" aria-live="polite">
              {told()}
            </p>
            <Show when={finding.found() && finding.reading()}>
              {(now) => <p class="faint">{words.reading(now().done, now().of)}</p>}
            </Show>
            <Show when={finding.found() && finding.titlesOnly()}>
              <p class="soft">{words.notRead}</p>
            </Show>
            <Show when={places().length > 0}>
              <nav class="row" aria-label={words.goTo}>
                <For each={places()}>
                  {(state) => (
                    <Button kind="quiet" onPress={() => document.getElementById(state)?.focus()}>
                      {words.states[state]}
                    </Button>
                  )}
                </For>
              </nav>
            </Show>
          </div>
          <For each={sections()}>
            {(section) => (
              <section class="section" aria-label={words.states[section.state]}>
                <Show when={level() === 3}>
                  <h2 id={section.state} tabindex="-1">
                    {words.states[section.state]}
                  </h2>
                </Show>
                <ul class="list" classList={{ long: long() }}>
                  <For each={section.rows}>
                    {(row) => (
                      <AgreementItem
                        row={row}
                        view={viewOf(row.id)}
                        now={now()}
                        level={level()}
                        found={foundById().get(row.id)}
                      />
                    )}
                  </For>
                </ul>
              </section>
            )}
          </For>
          <Show when={others().length > 0}>
            <section class="section" aria-label={words.others}>
              <h2>{words.others}</h2>
              <ul class="list">
                <For each={otherRows()}>{(one) => <FoundItem found={one} what={whatIs(one)} level={3} />}</For>
              </ul>
            </section>
          </Show>
          <Show when={finding.found()?.length === 0 && !finding.reading()} fallback={<ThatIsAll />}>
            <EmptyState what={words.nothingFound(finding.wanted().trim())} more={words.nothingFoundWhat} />
          </Show>
        </search>
      </Show>
      <NewAgreement open={asking()} onClose={() => setAsking(false)} onOpen={openNew} />
    </>
  );
}
