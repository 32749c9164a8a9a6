// One thing that several people have to sign: who asks what, why, who has signed, how many more it takes, and my answer.
// The person it is about sees all of it, and cannot sign.
import type { AskView } from "@fogata/sync";
import { createUniqueId, Match, Show, Switch } from "solid-js";
import { peopleWords as words } from "../../text/en-people.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { createClock } from "../../ui/clock.ts";
import type { GroupWorkspace } from "../../workspace/types.ts";
import { useGroup } from "../group/context.tsx";
import { makeNames, useActs } from "./acts.tsx";
import { askTitle } from "./ask-words.ts";

/** It is mine to sign, and I have not left it for another time. */
export function waitsForMe(group: GroupWorkspace, ask: AskView): boolean {
  return ask.open && ask.mine === "may-sign" && group.writes() && !group.putOff().has(ask.id);
}

/** `main`: the one solid button of its page. */
export function AskCard(props: { ask: AskView; main: boolean }) {
  const group = useGroup();
  const who = makeNames(group);
  const now = createClock();
  const title = createUniqueId();
  const waits = () => waitsForMe(group, props.ask);
  return (
    <article class="ask stack" aria-labelledby={title}>
      <h3 class="item-title" id={title} dir="auto">
        {askTitle(props.ask, who, (at) => text.words.untilMoment(at, now()))}
      </h3>
      <AskWhat ask={props.ask} />
      <Show when={waits() && props.ask.needed - props.ask.signed.length === 1}>
        <p>{words.asks.last}</p>
      </Show>
      <p class="soft" dir="auto">
        {words.asks.signed(who.names(props.ask.signed), props.ask.needed - props.ask.signed.length)}
      </p>
      <Show when={props.ask.mine === "about-me"}>
        <p>{words.asks.aboutMe}</p>
      </Show>
      <Show when={props.ask.mine === "not-full"}>
        <p class="hint">{words.asks.notFull}</p>
      </Show>
      <Show when={group.writes()}>
        <Answers ask={props.ask} main={props.main} title={title} waits={waits()} mine={props.ask.by === who.me()} />
      </Show>
    </article>
  );
}

function AskWhat(props: { ask: AskView }) {
  const { me, name } = makeNames(useGroup());
  const is = <Kind extends AskView["what"]["kind"]>(kind: Kind) => {
    const { what } = props.ask;
    return what.kind === kind ? (what as Extract<AskView["what"], { kind: Kind }>) : null;
  };
  return (
    <Switch>
      <Match when={is("removal")}>
        {(asked) => (
          <>
            <blockquote class="why">
              <p class="hint">{words.asks.why}</p>
              <p dir="auto">{asked().why}</p>
            </blockquote>
            <Show when={asked().member !== me()}>
              <p>{words.removal.happens(name(asked().member))}</p>
            </Show>
          </>
        )}
      </Match>
      <Match when={is("pause")}>
        {(asked) => (
          <p>
            {asked().member === me()
              ? words.asks.pauseMe
              : asked().device === null
                ? words.asks.pauseWhat(name(asked().member))
                : words.asks.pauseDeviceWhat(name(asked().member))}
          </p>
        )}
      </Match>
      <Match when={is("numbers")}>
        {(asked) => (
          <ul>
            <li>{words.asks.removalIs(words.numbers.proposed.removal(asked().removal))}</li>
            <li>{words.asks.welcomesIs(words.numbers.proposed.welcomes(asked().welcomes))}</li>
          </ul>
        )}
      </Match>
      <Match when={is("recovery")}>
        {(asked) => (
          <p>{asked().member === me() ? words.asks.recoveryMe : words.asks.recoveryWhat(name(asked().member))}</p>
        )}
      </Match>
    </Switch>
  );
}

function Answers(props: { ask: AskView; main: boolean; title: string; waits: boolean; mine: boolean }) {
  const group = useGroup();
  const acts = useActs();
  const answer = (type: "sign" | "take-back", saying: string) => void acts.act({ type, ask: props.ask.id }, saying);
  function notNow() {
    group.putOffAsk(props.ask.id);
    acts.tell(words.asks.putOff);
  }
  return (
    <div class="actions">
      <Show when={props.ask.mine === "may-sign"}>
        <Button
          {...(props.main ? { kind: "main" as const } : {})}
          busy={acts.busy()}
          describedBy={props.title}
          onPress={() => answer("sign", words.asks.done)}
        >
          {words.asks.sign}
        </Button>
        <Show when={props.waits}>
          <Button describedBy={props.title} onPress={notNow}>
            {words.asks.notNow}
          </Button>
        </Show>
      </Show>
      <Show when={props.mine || props.ask.mine === "signed"}>
        <Button
          kind="quiet"
          busy={acts.busy()}
          describedBy={props.title}
          onPress={() => answer("take-back", words.asks.taken)}
        >
          {props.mine ? words.asks.takeBack : words.asks.takeBackSignature}
        </Button>
      </Show>
    </div>
  );
}
