// One working group: its mandate for everybody; who is in it and what they write together for those who have a place.
import { useParams } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { workingGroupsWords as words } from "../../text/en-working-groups.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { Opening, State, ThatIsAll } from "../../ui/States.tsx";
import { useGroup } from "../group/context.tsx";
import { DescribeDialog } from "./BeginDialog.tsx";
import { Documents } from "./Documents.tsx";
import { Endings } from "./Endings.tsx";
import { HandOnDialog, LeaveDialog } from "./GoingDialogs.tsx";
import { Notices } from "./Notices.tsx";
import { lastDayOf, makePlaces, PlacesProvider, usePlaces, type WorkingGroup } from "./places.tsx";
import { Waiting } from "./Waiting.tsx";

import "./working-groups.css";

export default function WorkingGroupPage() {
  const group = useGroup();
  const params = useParams<{ id: string }>();
  const places = makePlaces(group);
  const view = places.open.view;
  const found = () => [...(view()?.groups ?? []), ...(view()?.away ?? [])].find(({ id }) => id === params.id);
  const isAway = () => view()?.away.some(({ id }) => id === params.id) === true;
  return (
    <PlacesProvider value={places}>
      <Show
        when={found()}
        fallback={
          <>
            <PageHead title={view() ? words.unknown.title : words.title} group={group.name()}>
              <Notices />
            </PageHead>
            <Show
              when={view()}
              fallback={<Show when={!places.open.fault()}>{<Opening lines={6} label={words.opening} />}</Show>}
            >
              <p>{words.unknown.what}</p>
              <p>
                <a href={`/g/${group.id}/working-groups`}>{words.unknown.back}</a>
              </p>
            </Show>
          </>
        }
      >
        {(one) => <One group={one()} away={isAway()} />}
      </Show>
    </PlacesProvider>
  );
}

function One(props: { group: WorkingGroup; away: boolean }) {
  const group = useGroup();
  const places = usePlaces();
  const mine = () => places.mine(props.group);
  const seated = () => mine()?.mine === "seated";
  const writes = () => places.writes() && !places.open.newer();
  const agreement = () => group.agreements().find(({ id }) => id === props.group.agreement);
  return (
    <>
      <PageHead title={props.group.name || words.untitled} group={group.name()}>
        <Notices />
      </PageHead>
      <Waiting group={props.group} />
      <section class="section" aria-labelledby="mandate">
        <p class="hint" id="mandate">
          {words.mandate}
        </p>
        <p class="mandate" dir="auto">
          {props.group.mandate || words.noMandate}
        </p>
        <Show when={agreement()}>
          {(row) => (
            <p>
              <a href={`/g/${group.id}/agreements/${row().id}`} dir="auto">
                {words.agreement(row().title || text.agreements.untitled)}
              </a>
            </p>
          )}
        </Show>
        <Show when={props.away}>
          <State icon="info" sentence={props.group.behind}>
            {props.group.behind ? words.behind : words.away}
          </State>
        </Show>
      </section>
      <Show when={mine() && !seated()}>
        <p class="soft">{words[mine()!.mine as "arriving" | "over" | "left" | "ended"]}</p>
      </Show>
      <Show when={seated()} fallback={<Outside group={props.group} writes={writes()} away={props.away} />}>
        <People group={props.group} />
      </Show>
      {/* Whoever has left keeps what they had, and can read it here. */}
      <Show when={seated() || group.circles.documents(props.group.circle, "agreement").length > 0}>
        <Documents circle={props.group.circle} writes={writes() && seated()} />
      </Show>
      <Show when={writes()}>
        <Changes group={props.group} away={props.away} seated={seated()} />
      </Show>
      <ThatIsAll />
    </>
  );
}

/** For those who have no place: how to ask for one. */
function Outside(props: { group: WorkingGroup; writes: boolean; away: boolean }) {
  const places = usePlaces();
  const asked = () => props.group.requests.find(({ by }) => by === places.me());
  const taken = () => props.group.taken.find(({ to }) => to === places.me());
  const arriving = () => places.mine(props.group)?.mine === "arriving";
  return (
    <section class="section" aria-label={words.ask}>
      <p class="soft">{words.outside}</p>
      <Show when={taken()}>{(offer) => <p>{words.youTook(places.name(offer().by))}</p>}</Show>
      <Show when={asked()}>
        {(request) => (
          <>
            <p>{words.asked}</p>
            <Show when={props.writes}>
              <div class="actions">
                <Button
                  onPress={() => {
                    const about = { group: props.group.id, request: request().id };
                    places.tell(places.open.change("takeBack", about), words.done.takenBack);
                  }}
                >
                  {words.takeBack}
                </Button>
              </div>
            </Show>
          </>
        )}
      </Show>
      <Show when={props.writes && !asked() && !taken() && !arriving() && !props.away}>
        <div class="actions">
          <Button
            kind="main"
            onPress={() => places.tell(places.open.change("ask", { group: props.group.id }), words.done.asked)}
          >
            {words.ask}
          </Button>
        </div>
        <p class="faint">{words.askSeen}</p>
      </Show>
    </section>
  );
}

function People(props: { group: WorkingGroup }) {
  const places = usePlaces();
  const seats = () => places.mine(props.group)?.people ?? [];
  const mine = () => seats().find(({ member }) => member === places.me());
  return (
    <section class="section" aria-labelledby="who">
      <h2 id="who">{words.who}</h2>
      <ul class="names">
        <For each={seats()}>
          {(seat) => (
            <li>
              <bdi>{seat.member === places.me() ? words.you : places.name(seat.member)}</bdi>
              <Show when={seat.until}>{(until) => <span class="soft"> {words.until(lastDayOf(until()))}</span>}</Show>
            </li>
          )}
        </For>
      </ul>
      <Endings group={props.group} writes={places.writes() && !places.open.newer()} />
      <Show when={mine()?.until}>
        {(until) => (
          <State icon="clock" sentence>
            {words.youUntil(lastDayOf(until()))}
          </State>
        )}
      </Show>
    </section>
  );
}

function Changes(props: { group: WorkingGroup; away: boolean; seated: boolean }) {
  const places = usePlaces();
  const [asked, setAsked] = createSignal<"words" | "hand-on" | "leave" | null>(null);
  const offered = () => props.group.offers.find(({ by }) => by === places.me());
  const close = () => setAsked(null);
  return (
    <section class="section" aria-label={words.more}>
      <Show when={props.seated && offered()}>
        {(offer) => (
          <>
            <p>{words.offered(places.name(offer().to))}</p>
            <div class="actions">
              <Button
                onPress={() => {
                  const about = { group: props.group.id, offer: offer().id };
                  places.tell(places.open.change("withdraw", about), words.done.withdrawn);
                }}
              >
                {words.withdraw}
              </Button>
            </div>
          </>
        )}
      </Show>
      <div class="actions">
        <Show when={props.seated}>
          <Show when={!offered()}>
            <Button onPress={() => setAsked("hand-on")}>{words.handOn}</Button>
          </Show>
          <Button onPress={() => setAsked("leave")}>{words.leave}</Button>
        </Show>
        <Button kind="quiet" onPress={() => setAsked("words")}>
          {words.beginning.change}
        </Button>
        <Show when={!props.group.behind}>
          <Button
            kind="quiet"
            onPress={() => void places.open.change(props.away ? "reopen" : "close", { group: props.group.id })}
          >
            {props.away ? words.reopen : words.close[props.seated ? "ours" : "theirs"]}
          </Button>
        </Show>
      </div>
      <DescribeDialog open={asked() === "words"} group={props.group} onClose={close} />
      <HandOnDialog open={asked() === "hand-on"} group={props.group} onClose={close} />
      <LeaveDialog open={asked() === "leave"} group={props.group} onClose={close} />
    </section>
  );
}
