// What the group has agreed, before one asks: a sealed copy under the link, read on this device alone and kept nowhere.
import type { Block } from "@fogata/domain";
import type { AgreementCopy } from "@fogata/sync";
import { createResource, For, Match, Show, Switch } from "solid-js";
import { invitationWords } from "../../text/en-invitations.ts";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { ReadAloud } from "../../ui/ReadAloud.tsx";
import { Opening } from "../../ui/States.tsx";
import { useWorkspace } from "../../workspace/context.tsx";
import { ReadText } from "../agreement/ReadText.tsx";

const words = invitationWords.join.agreements;

export function AgreementsFirst(props: { link: string }) {
  const workspace = useWorkspace();
  const [read, { refetch }] = createResource(
    () => props.link,
    (link) => workspace.readAgreements(link),
  );
  const found = () => (read.state === "ready" || read.state === "refreshing" ? read.latest : undefined);
  const copies = () => {
    const now = found();
    return now?.ok ? now.value : null;
  };
  const missing = () => {
    const now = found();
    return now && !now.ok ? now.reason : null;
  };
  return (
    <section class="section" aria-labelledby="agreed">
      <h2 id="agreed">{words.title}</h2>
      <Switch fallback={<Opening lines={3} label={words.opening} />}>
        <Match when={copies()}>
          {(all) => (
            <>
              <p class="soft">{all().length === 0 ? words.none : words.lead}</p>
              <For each={all()}>{(copy) => <Agreement copy={copy} open={all().length === 1} />}</For>
            </>
          )}
        </Match>
        <Match when={missing() === "relay-unreachable"}>
          <Banner within icon="cloud-slash" kind="look">
            <p>{words.unreachable}</p>
            <div class="actions">
              <Button busy={read.state === "refreshing"} onPress={() => void refetch()}>
                {text.tryAgain}
              </Button>
            </div>
          </Banner>
        </Match>
        <Match when={missing()}>
          {(reason) => <p class="soft">{reason() === "garbled" ? words.garbled : words.gone}</p>}
        </Match>
      </Switch>
    </section>
  );
}

function Agreement(props: { copy: AgreementCopy; open: boolean }) {
  // What reads Markdown comes when it is needed; until then, and should it not come, the words stand as they were sent.
  const [blocks] = createResource<readonly Block[] | null, string>(
    () => props.copy.text,
    (sent) =>
      import("./as-blocks.ts").then(
        ({ asBlocks }) => asBlocks(sent),
        () => null,
      ),
  );
  const shown = () => (blocks.state === "ready" ? blocks.latest : null);
  const title = () => props.copy.title.trim() || words.untitled;
  const passages = () => [
    title(),
    ...(shown()?.map((block) => block.runs.map((run) => run.text).join("")) ?? props.copy.text.split("\n")),
  ];
  return (
    <details class="fold" open={props.open}>
      <summary>
        <bdi>{title()}</bdi>
      </summary>
      <ReadAloud passages={passages} of={title()} />
      <Show when={shown()} fallback={<p class="as-sent">{props.copy.text}</p>}>
        {(all) => <ReadText blocks={all()} />}
      </Show>
    </details>
  );
}
