// On Home of the old group: who has started again and asks me to come along. It goes with the invitation, or when I put
// it away.
import type { AlongView } from "@fogata/sync";
import { useNavigate } from "@solidjs/router";
import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from "solid-js";
import { againWords as words } from "../../text/en-again.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { State } from "../../ui/States.tsx";
import { useWorkspace } from "../../workspace/context.tsx";
import { useGroup } from "../group/context.tsx";

const putOffId = (one: AlongView) => `along-${one.id}`;

/** Those that were not put away, and whose invitation is still good for me: whoever is in already is asked no more. */
export function createAlong(): Accessor<readonly AlongView[]> {
  const group = useGroup();
  const workspace = useWorkspace();
  const [good, setGood] = createSignal<ReadonlySet<string>>(new Set());
  const all = createMemo(() => group.along().filter((one) => !group.putOff().has(putOffId(one))));
  createEffect(() => {
    const asked = all();
    // Let in meanwhile, the same invitation says that it was used.
    workspace.groups();
    let current = true;
    onCleanup(() => {
      current = false;
    });
    const reading = asked.map(async ({ id, link }) => ((await workspace.readInvitation(link)).ok ? [id] : []));
    void Promise.all(reading).then((ids) => current && setGood(new Set(ids.flat())));
  });
  return createMemo(() => all().filter(({ id }) => good().has(id)));
}

export function Along(props: { along: AlongView; onPutAway: (id: string) => void }) {
  const group = useGroup();
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const name = () => group.nameOf(props.along.by) ?? words.somebody;
  function come() {
    workspace.takeUp(props.along.link, group.me().name);
    navigate("/join");
  }
  return (
    <section class="section waits" aria-label={words.called.title(name())}>
      <State icon="chat-circle-dots" is="asked">
        {text.home.waits}
      </State>
      <h2 dir="auto">{words.called.title(name())}</h2>
      <p dir="auto">{words.called.what(name())}</p>
      <div class="actions">
        <Button onPress={come}>{words.called.come}</Button>
        <Button kind="quiet" onPress={() => props.onPutAway(putOffId(props.along))}>
          {words.called.later}
        </Button>
      </div>
    </section>
  );
}
