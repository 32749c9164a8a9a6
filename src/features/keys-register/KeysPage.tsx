// The register of keys: who looks after what, offered and taken, until when, and who is next.
import { createMemo, createSignal, For, Show } from "solid-js";
import { keysWords as words } from "../../text/en-keys.ts";
import { text } from "../../text/index.ts";
import { Announcer } from "../../ui/Announcer.tsx";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { createGradual } from "../../ui/gradual.ts";
import { PageHead } from "../../ui/Page.tsx";
import { createQuiet } from "../../ui/quiet.ts";
import { EmptyState, Opening, ThatIsAll } from "../../ui/States.tsx";
import { useGroup } from "../group/context.tsx";
import { OfferDialog } from "./OfferDialog.tsx";
import { type Asked, KeysProvider, makeKeys, type Thing } from "./register.tsx";
import { ThingDialog } from "./ThingDialog.tsx";
import { AwayRow, ThingRow } from "./ThingRow.tsx";

import "./keys.css";

export { KeysHome } from "./KeysHome.tsx";

/** From here on the list is long: it can be searched, and rows off the screen are not laid out. */
const longFrom = 20;

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
        <Announcer words={keys.said} />
        <Show when={keys.refused()}>
          {(why) => (
            <Banner icon="info" kind="look">
              <p>{why()}</p>
            </Banner>
          )}
        </Show>
      </PageHead>
      <Show when={keys.open.newer()}>
        <Banner icon="info" kind="look" title={words.newer.title}>
          <p>{words.newer.what}</p>
        </Banner>
      </Show>
      <Show when={keys.open.fault()}>
        {(fault) => (
          <Banner icon="info" kind={fault() === "corrupt" ? "grave" : "plain"} title={words.fault[fault()].title}>
            <p>{words.fault[fault()].what}</p>
            <Show when={fault() === "app-incomplete"}>
              <div class="actions">
                <Button onPress={() => location.reload()}>{text.tryAgain}</Button>
              </div>
            </Show>
          </Banner>
        )}
      </Show>
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
  const [wanted, setWanted] = createSignal("");
  const nameOf = (member: string) => group.people().find((person) => person.member === member)?.name ?? "";
  const found = createMemo(() => {
    const word = plain(wanted().trim());
    if (word === "") return props.things;
    return props.things.filter((thing) =>
      [thing.what, ...thing.holders.map((turn) => nameOf(turn.to))].some((name) => plain(name).includes(word)),
    );
  });
  const rows = createGradual(found);
  const outcome = createQuiet(() => (wanted().trim() === "" ? "" : words.found(found().length)));
  const long = () => props.things.length >= longFrom;
  return (
    <>
      <Show when={long()}>
        <Field type="search" label={words.find} hint={words.findHint} value={wanted()} onInput={setWanted} />
        <p class="soft" aria-live="polite">
          {outcome()}
        </p>
      </Show>
      <Show when={props.things.length > 0} fallback={<EmptyState what={words.empty} more={words.emptyWhat} />}>
        <Show when={found().length > 0}>
          <ul class="list keys" classList={{ long: long() }}>
            <For each={rows()}>{(thing) => <ThingRow thing={thing} />}</For>
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

/** So that "reunion" finds "Réunion". */
function plain(said: string): string {
  return said.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
