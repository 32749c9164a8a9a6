// The lock on the page of this device: setting it, when it closes by itself, changing and removing it.
import { createSignal, Show } from "solid-js";
import { lockWords as words } from "../../text/en-lock.ts";
import { Button } from "../../ui/Button.tsx";
import { Check, Choice } from "../../ui/Choice.tsx";
import { State } from "../../ui/States.tsx";
import { type DeviceLock, useLock } from "./app-lock.ts";
import { ChangeLock, NewLock, RemoveLock } from "./LockDialogs.tsx";

type Asking = "new" | "change" | "remove" | null;

export function LockSection() {
  const lock = useLock();
  return <Show when={lock}>{(there) => <Lock lock={there()} />}</Show>;
}

function Lock(props: { lock: DeviceLock }) {
  const [asking, setAsking] = createSignal<Asking>(null);
  let heading!: HTMLHeadingElement;
  // The button that was pressed may be gone with what it did.
  const done = () => {
    setAsking(null);
    heading.focus();
  };
  return (
    <section class="section" aria-labelledby="lock">
      <h2 id="lock" ref={heading} tabindex="-1">
        {words.title}
      </h2>
      <Show
        when={props.lock.set()}
        fallback={
          <>
            <p>{words.none}</p>
            <p class="soft">{words.can}</p>
            <div class="actions">
              <Button icon="lock-simple" onPress={() => setAsking("new")}>
                {words.turnOn}
              </Button>
            </div>
          </>
        }
      >
        <State icon="lock-simple" is="yes" sentence>
          {words.done}
        </State>
        <p class="soft">{words.doneWhat}</p>
        <Choice
          label={words.quiet}
          options={words.quietTimes}
          value={timeOf(props.lock.choices().quietMs)}
          onChoose={(time) => props.lock.choose({ quietMs: time === "never" ? null : Number(time) })}
        />
        <Check
          label={words.whenHidden}
          hint={words.whenHiddenHint}
          checked={props.lock.choices().whenHidden}
          onChange={(whenHidden) => props.lock.choose({ whenHidden })}
        />
        <p>{words.nowHow}</p>
        <p class="soft">{words.nothingGoesOut}</p>
        <p class="soft">{words.files}</p>
        <div class="actions">
          <Button onPress={() => setAsking("change")}>{words.change}</Button>
          <Button kind="quiet" onPress={() => setAsking("remove")}>
            {words.remove}
          </Button>
        </div>
      </Show>
      <NewLock open={asking() === "new"} lock={props.lock} onDone={done} onClose={() => setAsking(null)} />
      <ChangeLock open={asking() === "change"} lock={props.lock} onDone={done} onClose={() => setAsking(null)} />
      <RemoveLock open={asking() === "remove"} lock={props.lock} onDone={done} onClose={() => setAsking(null)} />
    </section>
  );
}

type Time = keyof typeof words.quietTimes;

/** The nearest that is offered, for a time that another version offered. */
function timeOf(quietMs: number | null): Time {
  if (quietMs === null) return "never";
  const offered = Object.keys(words.quietTimes).filter((time): time is Exclude<Time, "never"> => time !== "never");
  return offered.find((time) => Number(time) >= quietMs) ?? offered.at(-1)!;
}
