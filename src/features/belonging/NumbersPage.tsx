// How we count: how many full members a removal takes, and how many a welcome; what follows from our size, what the group
// chose itself, and a way to propose other numbers, which the group signs.
import { createMemo, createSignal, createUniqueId, Show } from "solid-js";
import { peopleWords as words } from "../../text/en-people.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { focusFirstWrong } from "../../ui/form.ts";
import { Icon } from "../../ui/Icon.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { ThatIsAll } from "../../ui/States.tsx";
import { useGroup } from "../group/context.tsx";
import { FrozenWay } from "../start-again/Ways.tsx";
import { AskCard } from "./AskCard.tsx";
import { ActsPlace, makeActs, makeNames, useActs } from "./acts.tsx";

import "./belonging.css";

export default function NumbersPage() {
  const group = useGroup();
  const acts = makeActs(group);
  const { full } = makeNames(group);
  const standing = group.standing;
  const asked = () => group.asks().filter(({ open, what }) => open && what.kind === "numbers");
  return (
    <ActsPlace acts={acts}>
      <PageHead
        title={words.howWeCount}
        group={group.name()}
        soft={words.numbers.lead}
        before={
          <a class="crumb" href={`/g/${group.id}/people`}>
            <Icon name="caret-left" flips /> {words.back}
          </a>
        }
      />
      <Show when={full() && standing().chooseAgain !== null}>
        <Banner icon="users-three" title={words.numbers.again(standing().full)}>
          <p>{words.numbers.againWhat}</p>
        </Banner>
      </Show>
      <section class="section" aria-labelledby="now">
        <h2 id="now">{words.numbers.nowTitle}</h2>
        <p>{words.numbers.now(standing().full)}</p>
        <dl class="numbers">
          <div>
            <dt>{words.numbers.removal}</dt>
            <dd>{standing().full < 3 ? words.tooFew : words.numbers.removalIs(standing().removalNeeds)}</dd>
            <dd class="soft">{chosen(standing().chosen.removal, "removal")}</dd>
          </div>
          <div>
            <dt>{words.numbers.welcomes}</dt>
            <dd>{words.numbers.welcomesIs(standing().welcomeNeeds)}</dd>
            <dd class="soft">{chosen(standing().chosen.welcomes, "welcomes")}</dd>
          </div>
        </dl>
      </section>
      <FrozenWay />
      <Show when={asked()[0]}>{(ask) => <AskCard ask={ask()} main />}</Show>
      <Show when={asked().length === 0}>
        <section class="section" aria-labelledby="change">
          <h2 id="change">{words.numbers.change}</h2>
          <Show
            when={standing().full >= 2 && full()}
            fallback={<p>{standing().full < 2 ? words.numbers.tooFew : words.numbers.notFull}</p>}
          >
            <Propose />
          </Show>
        </section>
      </Show>
      <ThatIsAll />
    </ActsPlace>
  );
}

function chosen(number: number | null, which: "removal" | "welcomes"): string {
  return number === null ? words.numbers.usual[which] : words.numbers.chosenIs;
}

type Limits = [least: number, most: number];

/** What is typed into one question: nothing, so that it follows the size, or a number. */
interface Wanted {
  own: boolean;
  text: string;
}

function Propose() {
  const group = useGroup();
  const acts = useActs();
  const { chosen, full, removalNeeds, welcomeNeeds } = group.standing();
  const [removal, setRemoval] = createSignal<Wanted>(wanted(chosen.removal, removalNeeds));
  const [welcomes, setWelcomes] = createSignal<Wanted>(wanted(chosen.welcomes, welcomeNeeds));
  const [tried, setTried] = createSignal(false);
  const [same, setSame] = createSignal(false);
  // Those a removal is about cannot sign it, so there is one fewer; one voice alone decides nothing.
  const limits: Record<"removal" | "welcomes", Limits> = {
    removal: [2, Math.max(2, full - 1)],
    welcomes: [1, full],
  };
  const wrong = (which: "removal" | "welcomes", now: Wanted) =>
    tried() && numberOf(now, limits[which]) === "wrong" ? words.numbers.wrong(...limits[which]) : null;
  const again = createMemo(() => group.standing().chooseAgain !== null);

  function ask(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    const [r, w] = [numberOf(removal(), limits.removal), numberOf(welcomes(), limits.welcomes)];
    if (r === "wrong" || w === "wrong") return focusFirstWrong(event.currentTarget as HTMLFormElement);
    // Keeping them is an answer only to the question whether they still fit.
    const isSame = r === group.standing().chosen.removal && w === group.standing().chosen.welcomes;
    setSame(isSame && !again());
    if (isSame && !again()) return;
    void acts.act({ type: "ask", what: { kind: "numbers", removal: r, welcomes: w } }, words.numbers.asked);
  }
  return (
    <form class="stack looser" onSubmit={ask} noValidate>
      <p>{words.numbers.changeWhat}</p>
      <NumberField
        which="removal"
        label={words.numbers.removal}
        value={removal()}
        wrong={wrong("removal", removal())}
        onChange={setRemoval}
      />
      <NumberField
        which="welcomes"
        label={words.numbers.welcomes}
        value={welcomes()}
        wrong={wrong("welcomes", welcomes())}
        onChange={setWelcomes}
      />
      <p aria-live="polite" class="soft">
        {same() ? words.numbers.same : ""}
      </p>
      <div class="actions fill">
        <Button kind="main" submit busy={acts.busy()}>
          {words.numbers.ask}
        </Button>
      </div>
    </form>
  );
}

function wanted(chosen: number | null, needs: number): Wanted {
  return { own: chosen !== null, text: String(chosen ?? needs) };
}
function numberOf({ own, text: typed }: Wanted, [least, most]: Limits): number | null | "wrong" {
  if (!own) return null;
  const number = /^\s*\d{1,3}\s*$/.test(typed) ? Number(typed) : Number.NaN;
  return number >= least && number <= most ? number : "wrong";
}

function NumberField(props: {
  which: "removal" | "welcomes";
  label: string;
  value: Wanted;
  wrong: string | null;
  onChange: (value: Wanted) => void;
}) {
  const id = createUniqueId();
  const option = (own: boolean, label: string) => (
    <label class="check">
      <input
        type="radio"
        name={id}
        checked={props.value.own === own}
        onChange={() => props.onChange({ ...props.value, own })}
      />
      <span>{label}</span>
    </label>
  );
  return (
    <fieldset>
      <legend class="legend">{props.label}</legend>
      <p class="hint">{words.numbers.weigh[props.which]}</p>
      {option(false, words.numbers.usual[props.which])}
      {option(true, words.numbers.own)}
      <Show when={props.value.own}>
        <div class="field" data-state={props.wrong ? "wrong" : undefined}>
          <label for={`${id}-n`}>{words.numbers.number}</label>
          <div aria-live="polite">
            <Show when={props.wrong}>
              <p class="wrong" id={`${id}-wrong`}>
                <Icon name="warning-circle" /> {props.wrong}
              </p>
            </Show>
          </div>
          <input
            class="input short"
            id={`${id}-n`}
            inputmode="numeric"
            autocomplete="off"
            value={props.value.text}
            aria-invalid={props.wrong ? "true" : undefined}
            aria-describedby={props.wrong ? `${id}-wrong` : undefined}
            onInput={(event) => props.onChange({ own: true, text: event.currentTarget.value })}
          />
        </div>
      </Show>
    </fieldset>
  );
}
