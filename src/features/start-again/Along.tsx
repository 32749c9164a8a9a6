// On Home of the old group: who has started again and asks me to come along. It goes with the invitation, or when I put
// it away.
import type { AlongView } from "@fogata/sync";
import { useNavigate } from "@solidjs/router";
import { createResource, Show } from "solid-js";
import { againWords as words } from "../../text/en-again.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { State } from "../../ui/States.tsx";
import { useWorkspace } from "../../workspace/context.tsx";
import type { GroupWorkspace } from "../../workspace/types.ts";
import { useGroup } from "../group/context.tsx";

const putOffId = (one: AlongView) => `along-${one.id}`;

/** Not put away, as far as is known before the invitations were read. */
export function alongFor(group: GroupWorkspace): AlongView[] {
  return group.along().filter((one) => !group.putOff().has(putOffId(one)));
}

export function Along(props: { along: AlongView; onPutAway: (id: string) => void }) {
  const group = useGroup();
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const name = () => group.nameOf(props.along.by) ?? words.somebody;
  // Whoever is in already, or comes too late, is asked no more.
  const [offer] = createResource(
    () => props.along.link,
    async (link) => (await workspace.readInvitation(link)).ok,
  );
  function come() {
    workspace.takeUp(props.along.link, group.me().name);
    navigate("/join");
  }
  return (
    <Show when={offer.latest === true}>
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
    </Show>
  );
}
