// On somebody's page: how they come back when every device of theirs is lost and there is no sheet. It begins with
// somebody who knows their face or voice.
import type { MemberId } from "@fogata/sync";
import { createSignal, For, Show } from "solid-js";
import { invitationWords } from "../../text/en-invitations.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { createClock } from "../../ui/clock.ts";
import { useGroup } from "../group/context.tsx";
import { LetIn } from "../people/LetIn.tsx";
import { signaturesNeeded } from "../people/needed.ts";

const words = invitationWords.help;
/** As long as a link can be: the group has to sign, and then three days have to pass. */
const hours = 336;

export function HelpBackIn(props: { member: MemberId; name: string }) {
  const group = useGroup();
  const now = createClock();
  const [helping, setHelping] = createSignal(false);
  const full = () => group.people().some(({ member, full }) => member === group.me().member && full);
  return (
    <section class="section" aria-labelledby="back-in">
      <h2 id="back-in" dir="auto">
        {words.title(props.name)}
      </h2>
      <p dir="auto">{words.what(props.name)}</p>
      <Show when={full()} fallback={<p class="soft">{words.notFull}</p>}>
        <div class="actions">
          <Button onPress={() => setHelping(true)}>{words.open(props.name)}</Button>
        </div>
      </Show>
      <LetIn
        open={helping()}
        title={words.dialog(props.name)}
        options={{ purpose: { kind: "recovery", member: props.member }, hours }}
        intro={
          <ol class="stack">
            <For each={words.steps(signaturesNeeded(group, props.member))}>{(step) => <li>{step}</li>}</For>
          </ol>
        }
        label={words.link(props.name)}
        qr={words.qr}
        until={(at) => words.until(text.words.untilMoment(at, now()))}
        waits={words.waits}
        compare={words.compare}
        done={words.done}
        onClose={() => setHelping(false)}
      />
    </section>
  );
}
