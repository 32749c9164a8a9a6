// The register of keys: who looks after what, offered and taken, until when, and who is next.
import { createSignal, For, Show } from "solid-js";
import { keysWords as words } from "../../text/en-keys.ts";
import { Button } from "../../ui/Button.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { EmptyState, Opening, ThatIsAll } from "../../ui/States.tsx";
import { createSearch, SearchField } from "../../ui/search.tsx";
import { DocumentNotices } from "../DocumentNotices.tsx";
import { useGroup } from "../group/context.tsx";
import { OfferDialog } from "./OfferDialog.tsx";
import { type Asked, KeysProvider, makeKeys, type Thing } from "./register.tsx";
import { ThingDialog } from "./ThingDialog.tsx";
import { AwayRow, ThingRow } from "./ThingRow.tsx";

import "./keys.css";

export { KeysHome } from "./KeysHome.tsx";

export default function KeysPage() {
  const group = useGroup();
  const [asked, setAsked] = createSignal<Asked | null>(null);
  const keys = makeKeys(group, setAsked);
  const view = keys.open.view;
  // One solid button a screen: an answer comes before writing.
  const asksMe = () => view()?.things.some((thing) => thing.offers.some((offer) => offer.to === keys.me())) === true;
  return (
    <KeysProvider value={keys}>
      <PageHead title={words.title} group={group.name()} soft={words.lead}>
        <Show when={view() && keys.writes()}>
          <div class="row">
            <Button {...(asksMe() ? {} : { kind: "main" })} icon="plus" onPress={() => setAsked({ what: "add" })}>
              {words.add}
            </Button>
          </div>
        </Show>
        <DocumentNotices
          said={keys.said}
          refused={keys.refused()}
          newer={keys.open.newer()}
          fault={keys.open.fault()}
          words={words}
        />
      </PageHead>
      <Show
        when={view()}
        fallback={
          <Show when={!keys.open.fault()}>
            <Opening lines={6} label={words.opening} />
          </Show>
        }
      >
        {(shown) => <Things things={shown().things} away={shown().away} />}
      </Show>
      <ThingDialog asked={asked()} onClose={() => setAsked(null)} />
      <OfferDialog asked={asked()} onClose={() => setAsked(null)} />
    </KeysProvider>
  );
}

function Things(props: { things: readonly Thing[]; away: readonly Thing[] }) {
  const group = useGroup();
  const nameOf = (member: string) => group.people().find((person) => person.member === member)?.name ?? "";
  const search = createSearch({
    all: () => props.things,
    texts: ({ what, holders }) => [what, ...holders.map((turn) => nameOf(turn.to))],
    found: words.found,
  });
  return (
    <>
      <SearchField search={search} label={words.find} hint={words.findHint} />
      <Show when={props.things.length > 0} fallback={<EmptyState what={words.empty} more={words.emptyWhat} />}>
        <Show when={search.found().length > 0}>
          <ul class="list keys" classList={{ long: search.long() }}>
            <For each={search.rows()}>{(thing) => <ThingRow thing={thing} />}</For>
          </ul>
          <ThatIsAll />
        </Show>
      </Show>
      <Show when={props.away.length > 0}>
        <details class="fold">
          <summary>{words.away}</summary>
          <ul class="list">
            <For each={props.away}>{(thing) => <AwayRow thing={thing} />}</For>
          </ul>
        </details>
      </Show>
    </>
  );
}
