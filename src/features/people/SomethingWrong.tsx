// What several people can do together when something is wrong, folded away: a pause in danger, and parting with somebody.
import type { PersonView } from "@fogata/sync";
import { createSignal, Match, Show, Switch } from "solid-js";
import { peopleWords as words } from "../../text/en-people.ts";
import { Button } from "../../ui/Button.tsx";
import { makeNames } from "../belonging/acts.tsx";
import { useGroup } from "../group/context.tsx";
import { FrozenWay } from "../start-again/Ways.tsx";
import { PauseDialog } from "./PauseDialog.tsx";
import { RemovalDialog } from "./RemovalDialog.tsx";

export function SomethingWrong(props: { person: PersonView }) {
  const group = useGroup();
  const { full } = makeNames(group);
  // Asking the same twice would divide the signatures.
  const asked = (kind: "pause" | "removal") =>
    group
      .asks()
      .some(
        ({ open, what }) =>
          open &&
          what.kind === kind &&
          what.member === props.person.member &&
          (what.kind !== "pause" || what.device === null),
      );
  const [open, setOpen] = createSignal<"pause" | "removal" | null>(null);
  return (
    <details class="fold">
      <summary>{words.person.wrong}</summary>
      <div class="stack">
        <p class="soft">{words.person.wrongWhat}</p>
        <Show when={full()} fallback={<p>{words.person.notFull}</p>}>
          <Show when={asked("pause") || asked("removal")}>
            <p>{words.person.askedAlready}</p>
          </Show>
          <Show when={props.person.pausedUntil === null && !asked("pause")}>
            <div class="last-way">
              <p class="soft">{words.person.pauseFor}</p>
              <Button onPress={() => setOpen("pause")}>{words.person.pause}</Button>
            </div>
          </Show>
          <Switch
            fallback={
              <div class="last-way">
                <p class="soft">{words.person.removeFor}</p>
                <Button onPress={() => setOpen("removal")}>{words.person.remove(props.person.name)}</Button>
              </div>
            }
          >
            <Match when={asked("removal")}>{null}</Match>
            <Match when={group.standing().frozen}>
              <p>{words.person.frozen}</p>
              <FrozenWay />
            </Match>
            <Match when={!group.standing().canRemove}>
              <p>{words.person.tooFew}</p>
            </Match>
          </Switch>
        </Show>
      </div>
      <PauseDialog person={props.person} device={null} open={open() === "pause"} onClose={() => setOpen(null)} />
      <RemovalDialog person={props.person} open={open() === "removal"} onClose={() => setOpen(null)} />
    </details>
  );
}
