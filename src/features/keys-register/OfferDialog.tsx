// Offers a thing to somebody, or takes it on. Every turn has an end; an offer is theirs to take or not.
import { addDays, type Day, daysBetween } from "@fogata/domain";
import { createSignal, Show } from "solid-js";
import { keysWords as words } from "../../text/en-keys.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice } from "../../ui/Choice.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { DayField, SelectField } from "../../ui/fields.tsx";
import { focusFirstWrong } from "../../ui/form.ts";
import { Icon } from "../../ui/Icon.tsx";
import { type Asked, focusThing, type Thing, useKeys } from "./register.tsx";

/** What the dialog begins with; a good half year, and anybody can choose another day. */
const usualDays = 182;

export function OfferDialog(props: { asked: Asked | null; onClose: () => void }) {
  const asked = () => (props.asked?.what === "offer" || props.asked?.what === "take-on" ? props.asked : null);
  const title = () => {
    const now = asked();
    if (!now) return "";
    return now.what === "offer" ? words.handOn.offerTitle(now.thing.what) : words.handOn.takeTitle(now.thing.what);
  };
  return (
    <Dialog open={asked() !== null} title={title()} onClose={props.onClose}>
      <Show when={asked()}>
        {(now) => <OfferForm thing={now().thing} toMyself={now().what === "take-on"} onDone={props.onClose} />}
      </Show>
    </Dialog>
  );
}

function OfferForm(props: { thing: Thing; toMyself: boolean; onDone: () => void }) {
  const keys = useKeys();
  const mine = () => props.thing.holders.find((turn) => turn.to === keys.me());
  const [to, setTo] = createSignal(keys.others()[0]?.member ?? "");
  // What somebody else has is offered for afterwards; what is mine, or nobody's, from today.
  const begin = mine() ? keys.today() : props.thing.holders.reduce((last, turn) => later(last, turn.end), keys.today());
  const [from, setFrom] = createSignal<string>(begin);
  const [until, setUntil] = createSignal<string>(addDays(begin, usualDays));
  const [how, setHow] = createSignal<"instead" | "beside">("instead");
  const [fault, setFault] = createSignal<keyof typeof words.refused | null>(null);
  const aboutFrom = () => fault() === "ends-before";
  const aboutUntil = () => ["no-end", "is-over", "too-far"].includes(fault() ?? "");

  function send(event: SubmitEvent) {
    event.preventDefault();
    const [thing, turn] = [props.thing.id, mine()];
    const made = keys.open.change("offer", {
      thing,
      to: props.toMyself ? keys.me() : to(),
      from: from() as Day,
      until: until(),
      instead: turn && how() === "instead" ? turn.id : null,
    });
    if (!made.ok) {
      setFault(made.reason);
      return focusFirstWrong(event.currentTarget as HTMLFormElement);
    }
    const said = props.toMyself ? words.done.taken(props.thing.what) : words.done.offered(keys.called(to()));
    keys.tell(made, said);
    props.onDone();
    focusThing(thing);
  }

  return (
    <Show when={props.toMyself || keys.others().length > 0} fallback={<p>{words.handOn.alone}</p>}>
      <form onSubmit={send} noValidate>
        <Show when={!props.toMyself}>
          <SelectField
            label={words.handOn.to}
            value={to()}
            options={keys.others().map(({ member, name }) => ({ value: member, name }))}
            onChoose={setTo}
          />
        </Show>
        <DayField
          label={words.handOn.from}
          value={from()}
          wrong={aboutFrom() ? words.refused["ends-before"] : null}
          onInput={setFrom}
        />
        <DayField
          label={words.handOn.until}
          hint={words.handOn.untilHint}
          value={until()}
          wrong={aboutUntil() ? words.refused[fault()!] : null}
          onInput={setUntil}
        />
        <Show when={mine() && !props.toMyself}>
          <Choice label={words.handOn.insteadOf} options={words.handOn.instead} value={how()} onChoose={setHow} />
        </Show>
        <div aria-live="polite">
          <Show when={fault() !== null && !aboutFrom() && !aboutUntil()}>
            <p class="wrong">
              <Icon name="warning-circle" /> {words.refused[fault()!]}
            </p>
          </Show>
        </div>
        <div class="actions fill">
          <Button kind="main" submit>
            {props.toMyself ? words.handOn.takeOn : words.handOn.send}
          </Button>
          <Button kind="quiet" onPress={props.onDone}>
            {text.leaveIt}
          </Button>
        </div>
      </form>
    </Show>
  );
}

function later(a: Day, b: Day): Day {
  return daysBetween(a, b) > 0 ? b : a;
}
