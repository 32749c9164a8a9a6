// Every agreement of the group by title; a new one, or one brought in from a file.
import { useNavigate } from "@solidjs/router";
import { createMemo, createSignal, For, Show } from "solid-js";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { createClock } from "../../ui/clock.ts";
import { Field } from "../../ui/Field.tsx";
import { createGradual } from "../../ui/gradual.ts";
import { Icon } from "../../ui/Icon.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { createQuiet } from "../../ui/quiet.ts";
import { EmptyState, ThatIsAll } from "../../ui/States.tsx";
import type { AgreementRow } from "../../workspace/types.ts";
import { useGroup } from "../group/context.tsx";
import { ImportButton } from "./ImportButton.tsx";
import { NewAgreement } from "./NewAgreement.tsx";

/** From here on a list is long: it can be searched, and rows off the screen are not laid out. */
const longFrom = 20;

export default function AgreementsPage() {
  const group = useGroup();
  const navigate = useNavigate();
  const now = createClock();
  const [asking, setAsking] = createSignal(false);
  const [fault, setFault] = createSignal<string | null>(null);
  const [wanted, setWanted] = createSignal("");
  const found = createMemo(() => {
    const word = plain(wanted().trim());
    return word === "" ? group.agreements() : group.agreements().filter((row) => plain(row.title).includes(word));
  });
  const rows = createGradual(found);
  // After a pause, because a screen reader says it.
  const outcome = createQuiet(() => (wanted().trim() === "" ? "" : text.agreements.found(found().length)));
  const long = () => group.agreements().length >= longFrom;
  const open = (id: string) => navigate(`/g/${group.id}/agreements/${id}`);

  return (
    <>
      <PageHead title={text.nav.agreements} group={group.name()} soft={text.agreements.lead}>
        <Show when={group.writes()}>
          <div class="row">
            <Button kind="main" icon="plus" onPress={() => setAsking(true)}>
              {text.agreements.new}
            </Button>
            <ImportButton onOpen={open} onFault={setFault} />
          </div>
        </Show>
        <div aria-live="polite">
          <Show when={fault()}>
            <Banner icon="info" kind="look">
              <p>{fault()}</p>
            </Banner>
          </Show>
        </div>
      </PageHead>
      <Show when={long()}>
        <Field
          type="search"
          label={text.agreements.find}
          hint={text.agreements.findHint}
          value={wanted()}
          onInput={setWanted}
        />
        <p class="soft" aria-live="polite">
          {outcome()}
        </p>
      </Show>
      <Show
        when={group.agreements().length > 0}
        fallback={<EmptyState what={text.agreements.empty} more={text.agreements.emptyWhat} />}
      >
        <Show when={found().length > 0}>
          <ul class="list" classList={{ long: long() }}>
            <For each={rows()}>{(row) => <Row row={row} now={now()} />}</For>
          </ul>
          <ThatIsAll />
        </Show>
      </Show>
      <NewAgreement open={asking()} onClose={() => setAsking(false)} onOpen={open} />
    </>
  );
}

function Row(props: { row: AgreementRow; now: number }) {
  const group = useGroup();
  return (
    <li class="item">
      <h2 class="item-title">
        <a href={`/g/${group.id}/agreements/${props.row.id}`} dir="auto">
          {props.row.title || text.agreements.untitled}
        </a>
      </h2>
      <p class="faint">{text.agreements.begun(text.words.onDay(props.row.at, props.now))}</p>
      <span class="item-end">
        <Icon name="caret-right" flips />
      </span>
    </li>
  );
}

/** So that "reunion" finds "Réunion". */
function plain(words: string): string {
  return words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
