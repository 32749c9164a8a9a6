// In the old group: asking others to come along to the new one, all of them or some. Nobody is told of itself.
import type { CallFault, MemberId } from "@fogata/sync";
import { createMemo, createSignal, createUniqueId, For, Match, Show, Switch } from "solid-js";
import { againWords as words } from "../../text/en-again.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Check } from "../../ui/Choice.tsx";
import { Field } from "../../ui/Field.tsx";
import { createGradual } from "../../ui/gradual.ts";
import type { GroupWorkspace } from "../../workspace/types.ts";
import { useGroup } from "../group/context.tsx";

/** From here on the list is long: it can be searched. */
const longFrom = 20;

export function CallAlong(props: { into: readonly GroupWorkspace[] }) {
  const group = useGroup();
  const others = createMemo(() => group.people().filter(({ member }) => member !== group.me().member));
  return (
    <section class="section" aria-labelledby="call">
      <h2 id="call">{words.call.title}</h2>
      <Switch fallback={<CallForm into={props.into} />}>
        <Match when={group.here().kind !== "here"}>
          <p>{words.call.notHere}</p>
        </Match>
        <Match when={others().length === 0}>
          <p>{words.call.alone}</p>
        </Match>
      </Switch>
    </section>
  );
}

function CallForm(props: { into: readonly GroupWorkspace[] }) {
  const group = useGroup();
  const name = createUniqueId();
  const others = createMemo(() => group.people().filter(({ member }) => member !== group.me().member));
  const [all, setAll] = createSignal(true);
  const [chosen, setChosen] = createSignal<ReadonlySet<MemberId>>(new Set());
  const [wanted, setWanted] = createSignal("");
  const [busy, setBusy] = createSignal(false);
  const [said, setSaid] = createSignal("");
  const [fault, setFault] = createSignal<CallFault | "app-incomplete" | "nobody-chosen" | null>(null);
  const found = createMemo(() => {
    const word = plain(wanted().trim());
    return word === "" ? others() : others().filter((one) => plain(one.name).includes(word));
  });
  const rows = createGradual(found);
  const called = () => {
    const there = new Set(group.called());
    return others().every(({ member }) => there.has(member));
  };
  function choose(member: MemberId, yes: boolean) {
    const next = new Set(chosen());
    if (yes) next.add(member);
    else next.delete(member);
    setChosen(next);
  }
  async function call(event: SubmitEvent) {
    event.preventDefault();
    setSaid("");
    if (busy()) return;
    const to = all() ? null : [...chosen()];
    if (to?.length === 0) return void setFault("nobody-chosen");
    setFault(null);
    setBusy(true);
    const done = await group
      .callAlong({ into: props.into[0]!.id, to })
      .catch(() => ({ ok: false, reason: "app-incomplete" }) as const);
    setBusy(false);
    if (!done.ok) return void setFault(done.reason);
    const names = to && others().flatMap((one) => (to.includes(one.member) ? [one.name] : []));
    const asked = words.call.asked(names);
    setSaid(group.status().kind === "offline" ? `${asked} ${words.call.later}` : asked);
    setChosen(new Set<MemberId>());
  }
  const option = (value: boolean, label: string, hint?: string) => (
    <label class="check">
      <input
        type="radio"
        name={name}
        checked={all() === value}
        aria-describedby={hint ? `${name}-hint` : undefined}
        onChange={() => setAll(value)}
      />
      <span>
        <span>{label}</span>
        <Show when={hint}>
          <span class="hint" id={`${name}-hint`}>
            {hint}
          </span>
        </Show>
      </span>
    </label>
  );
  return (
    <form class="stack looser" onSubmit={(event) => void call(event)} noValidate>
      <p>{words.call.what}</p>
      <fieldset>
        <legend class="legend">{words.call.whom}</legend>
        {option(true, words.call.all)}
        {option(false, words.call.some, words.call.someHint)}
      </fieldset>
      <Show when={!all()}>
        <fieldset>
          <legend class="legend">{words.call.people}</legend>
          <Show when={others().length >= longFrom}>
            <Field type="search" label={words.call.find} value={wanted()} onInput={setWanted} />
          </Show>
          <For each={rows()}>
            {(one) => (
              <Check label={one.name} checked={chosen().has(one.member)} onChange={(yes) => choose(one.member, yes)} />
            )}
          </For>
        </fieldset>
      </Show>
      <div aria-live="polite">
        <Show when={said() || (all() && called())}>
          <Banner icon="check-circle" kind="plain">
            <p dir="auto">{said() || words.call.called}</p>
          </Banner>
        </Show>
        <Show when={fault()}>
          {(reason) => (
            <Banner icon="info" kind="look">
              <p>{saying(reason())}</p>
            </Banner>
          )}
        </Show>
      </div>
      <div class="actions fill">
        <Button submit busy={busy()}>
          {words.call.button}
        </Button>
      </div>
    </form>
  );
}

function saying(reason: CallFault | "app-incomplete" | "nobody-chosen"): string {
  return reason === "nobody-chosen" ? words.call.nobodyChosen : words.call.fault[reason];
}
/** So that "reunion" finds "Réunion". */
function plain(said: string): string {
  return said.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
