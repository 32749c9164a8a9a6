// One change to an agreement: what it would change, the text to write it in, who can read it, and how it is brought up to
// date when the agreement moved on.
import { useNavigate } from "@solidjs/router";
import { createMemo, createSignal, type JSX, Show } from "solid-js";
import { agreementWords } from "../../../text/en-agreements.ts";
import { text } from "../../../text/index.ts";
import { Banner } from "../../../ui/Banner.tsx";
import { Button } from "../../../ui/Button.tsx";
import { Choice } from "../../../ui/Choice.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { PageHead } from "../../../ui/Page.tsx";
import { State } from "../../../ui/States.tsx";
import type { MadeFromRow, MakingFault } from "../../../workspace/made-from.types.ts";
import type { OpenAgreement } from "../../../workspace/types.ts";
import { AskAbout } from "../../deciding/AskAbout.tsx";
import { KeptConcerns } from "../../deciding/KeptConcerns.tsx";
import { useGroup } from "../../group/context.tsx";
import { createPointNow, sameText } from "../languages/current.ts";
import { OnThisPage } from "../OnThisPage.tsx";
import { type Comparable, Comparison, type Way } from "../reading/Comparison.tsx";
import { Behind } from "./UpToDate.tsx";

const words = agreementWords.changes;

export function ChangePage(props: {
  row: MadeFromRow;
  agreement: OpenAgreement;
  /** The group has decided on these very words. */
  locked: boolean;
  editor: JSX.Element;
}) {
  const group = useGroup();
  const [view, setView] = createSignal<Way | "write">("marked");
  const way = () => {
    const now = view();
    return now === "write" ? null : now;
  };
  const editable = () =>
    !props.locked && props.agreement.live() !== null && !props.agreement.newer() && group.writes(props.agreement.id);
  const mine = (): Comparable | null => comparable(props.agreement.readable());
  const from = () => props.agreement.facts()?.from ?? null;
  return (
    <>
      <Head row={props.row} agreement={props.agreement} />
      <Show when={props.agreement.live()}>
        <OnThisPage />
      </Show>
      <Show when={!props.locked}>
        <KeptConcerns agreement={props.row.agreement} level={2} />
      </Show>
      <Choice
        plain
        label={words.view}
        options={{ ...agreementWords.reading.ways, marked: words.read, write: words.write }}
        value={view()}
        onChoose={setView}
      />
      <Show when={from()} keyed>
        {(made) => {
          const base = group.madeFrom.textAt({ ...made.base });
          return (
            <>
              <Show when={base.found()} keyed>
                {(found) => (
                  <Show when={mine()}>
                    {(text) => (
                      <MovedOn
                        agreement={made.agreement}
                        base={found.written}
                        mine={text()}
                        change={props.agreement.change}
                        editable={editable()}
                      />
                    )}
                  </Show>
                )}
              </Show>
              <Show when={way()}>
                {(way) => (
                  <Show
                    when={base.found()}
                    fallback={<p class="soft">{base.fault() ? words.baseMissing : "\u00a0"}</p>}
                  >
                    {(found) => (
                      <Show when={mine()}>
                        {(text) => (
                          <Comparison
                            base={found().written}
                            text={text()}
                            way={way()}
                            begin={editable() ? words.toWrite : null}
                          />
                        )}
                      </Show>
                    )}
                  </Show>
                )}
              </Show>
            </>
          );
        }}
      </Show>
      <Show when={view() === "write"}>{props.editor}</Show>
    </>
  );
}

function Head(props: { row: MadeFromRow; agreement: OpenAgreement }) {
  const group = useGroup();
  const navigate = useNavigate();
  const [said, setSaid] = createSignal<MakingFault | "published" | null>(null);
  const name = () => props.agreement.facts()?.name || props.row.title || text.agreements.untitled;
  const changed = () => {
    const row = group.agreements().find(({ id }) => id === props.row.agreement);
    return row?.title || text.agreements.untitled;
  };
  const icon = () => (props.row.readers.kind === "me" ? "lock-simple" : "users-three");
  async function publish() {
    const done = await group.madeFrom.publish(props.row.id);
    if (done.ok) navigate(`/g/${group.id}/agreements/${done.value}`);
    setSaid(done.ok ? "published" : done.reason);
  }
  const shown = () => (
    <Show when={props.row.readers.kind !== "everyone" && group.writes()}>
      <Button kind="main" icon="users-three" onPress={publish}>
        {words.publish}
      </Button>
    </Show>
  );
  return (
    <PageHead
      title={name()}
      group={group.name()}
      before={
        <a class="crumb no-print" href={`/g/${group.id}/agreements/${props.row.agreement}`}>
          <Icon name="caret-left" flips /> <bdi>{changed()}</bdi>
        </a>
      }
      soft={words.of(changed())}
    >
      <State icon={icon()} sentence>
        {words.reads[props.row.readers.kind]}
      </State>
      <Show when={props.row.readers.kind !== "me"} fallback={<div class="row no-print">{shown()}</div>}>
        <AskAbout
          document={props.row.id}
          as="amendment"
          title={props.agreement.title()}
          reviewOn={props.agreement.facts()?.reviewOn}
          ready={props.row.readers.kind === "everyone"}
        >
          {shown()}
        </AskAbout>
      </Show>
      <div aria-live="polite">
        <Show when={said()}>
          {(what) => (
            <Banner icon="info" kind="look">
              <p>{what() === "published" ? words.published : words.fault[what() as MakingFault]}</p>
            </Banner>
          )}
        </Show>
      </div>
    </PageHead>
  );
}

/** Says so when the agreement is not any more what this began from. */
function MovedOn(props: {
  agreement: string;
  base: Comparable;
  mine: Comparable;
  change: OpenAgreement["change"];
  editable: boolean;
}) {
  const group = useGroup();
  const point = createPointNow(group, () => props.agreement);
  return (
    <Show when={point()} keyed>
      {(now) => {
        const current = group.madeFrom.textAt(now);
        const differs = createMemo(() => {
          const found = current.found();
          return found && !sameText(found.written, props.base) ? found : null;
        });
        return (
          <Show when={differs()}>
            {(found) => (
              <Behind
                three={{
                  base: props.base,
                  theirs: found().written,
                  mine: props.mine,
                  point: { document: now.document as never, heads: [...found().heads] },
                }}
                change={props.change}
                editable={props.editable}
              />
            )}
          </Show>
        );
      }}
    </Show>
  );
}

function comparable(readable: ReturnType<OpenAgreement["readable"]>): Comparable | null {
  return readable?.facts ? { title: readable.title, blocks: readable.blocks, facts: readable.facts } : null;
}
