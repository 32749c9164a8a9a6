// An agreement in another language: the original beside the words to write, and what changed in it since they were written.
import { changedBlocks, difference, type MadeFrom } from "@fogata/domain";
import { type JSX, Show } from "solid-js";
import { agreementWords } from "../../../text/en-agreements.ts";
import { text } from "../../../text/index.ts";
import { Banner } from "../../../ui/Banner.tsx";
import { Button } from "../../../ui/Button.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { PageHead } from "../../../ui/Page.tsx";
import type { MadeFromRow } from "../../../workspace/made-from.types.ts";
import type { OpenAgreement } from "../../../workspace/types.ts";
import { useGroup } from "../../group/context.tsx";
import { OnThisPage } from "../OnThisPage.tsx";
import { ReadText } from "../ReadText.tsx";
import type { Comparable } from "../reading/Comparison.tsx";
import { Marked } from "../reading/Marked.tsx";
import { createPointNow, sameText } from "./current.ts";
import "../reading/reading.css";

const words = agreementWords.languages;

export function TranslationPage(props: {
  row: MadeFromRow;
  agreement: OpenAgreement;
  top: JSX.Element;
  editor: JSX.Element;
}) {
  const group = useGroup();
  const of = () => group.agreements().find(({ id }) => id === props.row.agreement)?.title || text.agreements.untitled;
  const from = () => props.agreement.facts()?.from ?? null;
  return (
    <>
      <PageHead
        title={props.agreement.title() || props.row.title}
        group={group.name()}
        before={
          <a class="crumb no-print" href={`/g/${group.id}/agreements/${props.row.agreement}`}>
            <Icon name="caret-left" flips /> <bdi>{of()}</bdi>
          </a>
        }
        soft={words.translation(props.row.title, of())}
      />
      <Show when={props.agreement.live()}>
        <OnThisPage />
      </Show>
      {props.top}
      <div class="two-languages">
        <section aria-label={words.theOriginal}>
          <h2>{words.theOriginal}</h2>
          <Show when={from()} keyed>
            {(made) => <Original from={made} agreement={props.agreement} />}
          </Show>
        </section>
        <section aria-label={props.row.title}>
          <h2>{props.row.title}</h2>
          {props.editor}
        </section>
      </div>
    </>
  );
}

function Original(props: { from: MadeFrom; agreement: OpenAgreement }) {
  const group = useGroup();
  const { base } = props.from;
  const was = group.madeFrom.textAt({ document: base.document, heads: [...base.heads] });
  const point = createPointNow(group, () => props.from.agreement);
  return (
    <Show when={point()} keyed>
      {(at) => {
        const now = group.madeFrom.textAt(at);
        const behind = (): Comparable | null => {
          const [a, b] = [was.found(), now.found()];
          return a && b && !sameText(a.written, b.written) ? a.written : null;
        };
        const upToDate = () => {
          const { found } = now;
          const heads = [...found()!.heads];
          props.agreement.change("sayMadeFrom", { ...props.from, base: { document: at.document as never, heads } });
        };
        return (
          <Show when={now.found()} fallback={<p class="soft">{agreementWords.changes.baseMissing}</p>}>
            {(is) => (
              <Show when={behind()} fallback={<ReadText blocks={is().written.blocks} />}>
                {(old) => {
                  const changes = () => difference(old().blocks, is().written.blocks);
                  return (
                    <div class="comparison stack">
                      <Banner icon="clock" kind="look">
                        <p>{words.behindWhat}</p>
                        <Show when={props.agreement.live() && group.writes(props.agreement.id)}>
                          <div class="actions no-print">
                            <Button onPress={upToDate}>{words.upToDate}</Button>
                          </div>
                        </Show>
                      </Banner>
                      <Show when={changedBlocks(changes()) > 0} fallback={<ReadText blocks={is().written.blocks} />}>
                        <Marked changes={changes()} />
                      </Show>
                    </div>
                  );
                }}
              </Show>
            )}
          </Show>
        );
      }}
    </Show>
  );
}
