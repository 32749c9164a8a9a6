// Which relay passes our parcels on, whether it can be reached, and what it can see: true for this group now.

import type { RelayView } from "@fogata/sync";
import { For, Show } from "solid-js";
import { relayPage } from "../../text/en-relay-page.ts";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { createClock } from "../../ui/clock.ts";
import { Icon } from "../../ui/Icon.tsx";
import type { IconName } from "../../ui/icons/names.ts";
import { PageHead } from "../../ui/Page.tsx";
import { State } from "../../ui/States.tsx";
import { useGroup } from "../group/context.tsx";

export default function RelayPage() {
  const group = useGroup();
  return (
    <>
      <PageHead title={text.nav.relay} group={group.name()} lead={relayPage.lead} />
      <For each={group.relays()} fallback={<p>{relayPage.none}</p>}>
        {(relay) => <OneRelay relay={relay} />}
      </For>
      <WhatItSees />
      <IfItWentAway />
      <SetAside />
    </>
  );
}

const shapes = { yes: "check-circle", no: "cloud-slash", trying: "arrows-clockwise" } as const satisfies Record<
  RelayView["reachable"],
  IconName
>;

function OneRelay(props: { relay: RelayView }) {
  const group = useGroup();
  const now = createClock();
  const heard = () =>
    props.relay.lastHeardAt === null
      ? relayPage.neverHeard
      : relayPage.heard(text.words.ago(props.relay.lastHeardAt, now()));
  return (
    <section class="panel narrow" aria-label={hostOf(props.relay.url)}>
      <div class="section-head">
        <h2 translate="no">{hostOf(props.relay.url)}</h2>
        <div aria-live="polite">
          <State icon={shapes[props.relay.reachable]} is={props.relay.reachable === "yes" ? "yes" : undefined}>
            {relayPage.reachable[props.relay.reachable]}
          </State>
        </div>
      </div>
      <p>{relayPage.says[props.relay.reachable]}</p>
      <p class="faint">{heard()}</p>
      <Show when={props.relay.reachable !== "yes"}>
        <div class="actions">
          <Button icon="arrows-clockwise" onPress={() => group.reconnect()}>
            {text.tryAgain}
          </Button>
        </div>
      </Show>
    </section>
  );
}

function WhatItSees() {
  const group = useGroup();
  const bundles = () => group.relays().reduce((most, relay) => Math.max(most, relay.channels), 0);
  const readers = () => group.relays().find((relay) => relay.stat !== null)?.stat?.readers ?? null;
  return (
    <section class="section" aria-labelledby="sees">
      <h2 id="sees">{relayPage.seesTitle}</h2>
      <p class="soft">{relayPage.seesLead}</p>
      <div class="can">
        <Facts title={relayPage.canSee} icon="eye" facts={relayPage.can(bundles(), readers())} />
        <Facts title={relayPage.cannotSee} icon="eye-slash" facts={relayPage.cannot} />
      </div>
      <details class="fold">
        <summary>{relayPage.moreTitle}</summary>
        <p>{relayPage.more}</p>
      </details>
    </section>
  );
}

function Facts(props: { title: string; icon: "eye" | "eye-slash"; facts: readonly string[] }) {
  return (
    <div class="panel">
      <h3 class="row">
        <Icon name={props.icon} /> {props.title}
      </h3>
      <ul class="ticks">
        <For each={props.facts}>
          {(fact) => (
            <li>
              <Icon name={props.icon} />
              <p>{fact}</p>
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}

/** Honest about copies: with nobody else, or with words not sent yet, this device is the only place. */
function IfItWentAway() {
  const group = useGroup();
  const stat = () => group.relays().find((relay) => relay.stat !== null)?.stat ?? null;
  const alone = () => group.people().reduce((sum, person) => sum + person.devices.length, 0) < 2;
  return (
    <section class="section" aria-labelledby="gone">
      <h2 id="gone">{relayPage.goneTitle}</h2>
      <Show
        when={alone()}
        fallback={
          <Show
            when={group.status().kind === "shared"}
            fallback={
              <Banner within icon="info" kind="plain" title={relayPage.goneUnshared}>
                <p>{relayPage.goneUnsharedWhat}</p>
              </Banner>
            }
          >
            <Banner within icon="check-circle" kind="settled" title={relayPage.goneSafe}>
              <p>{relayPage.goneSafeWhat}</p>
            </Banner>
          </Show>
        }
      >
        <Banner within icon="info" kind="plain" title={relayPage.goneAlone}>
          <p>{relayPage.goneAloneWhat}</p>
        </Banner>
      </Show>
      <Show when={stat()}>
        {(held) => (
          <dl class="facts narrow">
            <div>
              <dt>{relayPage.kept}</dt>
              <dd>{relayPage.keptOf(text.words.size(held().bytes), text.words.size(held().bytesMax))}</dd>
            </div>
            <div>
              <dt>{relayPage.parcels}</dt>
              <dd>{held().entries.toLocaleString(text.language)}</dd>
            </div>
          </dl>
        )}
      </Show>
    </section>
  );
}

function SetAside() {
  const group = useGroup();
  const reasons = () => Object.entries(group.refused()).filter(([, n]) => n > 0);
  const sum = () => reasons().reduce((total, [, n]) => total + n, 0);
  return (
    <Show when={sum() > 0}>
      <section class="section" aria-labelledby="aside">
        <h2 id="aside">{relayPage.refusedTitle}</h2>
        <p>{relayPage.refused(sum())}</p>
        <details class="fold">
          <summary>{text.broken.details}</summary>
          <ul>
            <For each={reasons()}>{([reason, n]) => <li>{relayPage.refusedWhy(reason, n)}</li>}</For>
          </ul>
        </details>
      </section>
    </Show>
  );
}

/** The name people know it by; the whole address where it has none. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
