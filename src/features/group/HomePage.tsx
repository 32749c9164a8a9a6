// What waits for my answer, and what I was writing. No counts, nothing overdue, and an end.
import type { AskerView } from "@fogata/sync";
import { type Component, createSignal, ErrorBoundary, For, Show, Suspense } from "solid-js";
import { Dynamic } from "solid-js/web";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { createClock } from "../../ui/clock.ts";
import { PageHead } from "../../ui/Page.tsx";
import { EmptyState, State, ThatIsAll } from "../../ui/States.tsx";
import type { DraftRow } from "../../workspace/types.ts";
import { type HomePart as HomePartProps, kindPages } from "../kinds.ts";
import { PartMissing, part } from "../part.ts";
import { SheetAsk } from "../recovery/SheetAsk.tsx";
import { useGroup } from "./context.tsx";

const belonging = {
  path: "people",
  home: part(() => import("../../inner.ts").then((pages) => ({ default: pages.BelongingHome }))),
};

const deciding = {
  path: "questions",
  home: part(() => import("../../inner.ts").then((pages) => ({ default: pages.QuestionsHome }))),
};

const asked = {
  path: "asked-for",
  home: part(() => import("../../inner.ts").then((pages) => ({ default: pages.AskedForHome }))),
};

/** All of them stand on People: an evening's thirty newcomers must not bury what else waits. */
const asksMax = 3;

export default function HomePage() {
  const group = useGroup();
  const [said, setSaid] = createSignal<Readonly<Record<string, boolean>>>({});
  const parts = [belonging, deciding, asked, ...kindPages.flatMap(({ path, home }) => (home ? [{ path, home }] : []))];
  // Not before every kind has been asked: what comes a moment later must not follow upon "nothing".
  const nothing = () =>
    group.asking().length === 0 && group.drafts().length === 0 && parts.every(({ path }) => said()[path] === false);
  const alone = () => group.people().length < 2 && group.asking().length === 0 && group.writes();
  return (
    <>
      <PageHead title={text.nav.home} group={group.name()} {...(group.writes() ? { soft: text.home.lead } : {})} />
      <For each={group.asking().slice(0, asksMax)}>{(asker) => <Asks asker={asker} />}</For>
      <Show when={group.asking().length > asksMax}>
        <a class="way" href={`/g/${group.id}/people`}>
          {text.home.asksMore(group.asking().length - asksMax)}
        </a>
      </Show>
      <For each={parts}>
        {({ path, home }) => {
          const tell = (some: boolean) => setSaid((before) => ({ ...before, [path]: some }));
          return <HomePart of={home} onSome={tell} />;
        }}
      </For>
      <Show when={group.writes()}>
        <SheetAsk />
      </Show>
      <Show when={group.drafts().length > 0}>
        <section class="section" aria-labelledby="drafts">
          <h2 id="drafts" tabindex="-1">
            {text.home.drafts}
          </h2>
          <ul class="list">
            <For each={group.drafts()}>{(draft) => <Draft draft={draft} />}</For>
          </ul>
        </section>
      </Show>
      <Show
        when={alone()}
        fallback={
          <Show when={nothing() && group.writes()}>
            <EmptyState what={text.home.nothing} more={text.home.nothingWhat} />
          </Show>
        }
      >
        <EmptyState what={text.home.alone} more={text.home.aloneWhat}>
          <div class="actions">
            <a class="btn" href={`/g/${group.id}/people`}>
              {text.home.invite}
            </a>
            <a class="btn" href={`/g/${group.id}/agreements`}>
              {text.home.write}
            </a>
          </div>
        </EmptyState>
      </Show>
      <ThatIsAll />
    </>
  );
}

/** What one kind has to say. If its part of the app cannot be loaded just now, Home stands without it. */
function HomePart(props: { of: Component<HomePartProps>; onSome: (some: boolean) => void }) {
  const without = (error: unknown) => {
    if (!(error instanceof PartMissing)) throw error;
    props.onSome(false);
    return null;
  };
  return (
    <ErrorBoundary fallback={without}>
      <Suspense>
        <Dynamic component={props.of} onSome={props.onSome} />
      </Suspense>
    </ErrorBoundary>
  );
}

function Asks(props: { asker: AskerView }) {
  const group = useGroup();
  const title = () => {
    const { purpose, name } = props.asker;
    if (purpose.kind === "device") return text.home.asksDevice;
    return purpose.kind === "recovery" ? text.home.asksBack(name) : text.home.asks(name);
  };
  return (
    <section class="section waits" aria-label={title()}>
      <State icon="chat-circle-dots" is="asked">
        {text.home.waits}
      </State>
      <h2 dir="auto">{title()}</h2>
      <p>{text.home.asksWhat}</p>
      <div class="actions">
        <a class="btn btn-main" href={`/g/${group.id}/people`}>
          {text.home.look}
        </a>
      </div>
    </section>
  );
}

function Draft(props: { draft: DraftRow }) {
  const group = useGroup();
  const now = createClock();
  const title = () => props.draft.title || text.agreements.untitled;
  // The button goes with the row, so the focus moves to what is left.
  function putAway() {
    group.forgetDraft(props.draft.id);
    (document.getElementById("drafts") ?? document.querySelector<HTMLElement>("main h1"))?.focus();
  }
  return (
    <li class="item">
      <h3 class="item-title">
        <a href={`/g/${group.id}/agreements/${props.draft.id}`} dir="auto">
          {title()}
        </a>
      </h3>
      <p class="soft">{text.home.wroteIn(text.words.onDay(props.draft.at, now()))}</p>
      <span class="item-end above">
        <Button name={`${text.home.putAway}${text.home.putAwayThis(title())}`} kind="quiet" onPress={putAway}>
          {text.home.putAway}
        </Button>
      </span>
    </li>
  );
}
