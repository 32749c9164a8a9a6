// Every agreement of the group by what it comes to; a new one, or one brought in from a file.
import { useNavigate } from "@solidjs/router";
import { createMemo, createSignal, For, Show } from "solid-js";
import { registerWords as words } from "../../text/en-register.ts";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { createClock } from "../../ui/clock.ts";
import { Field } from "../../ui/Field.tsx";
import { createGradual } from "../../ui/gradual.ts";
import { PageHead } from "../../ui/Page.tsx";
import { createQuiet } from "../../ui/quiet.ts";
import { EmptyState, ThatIsAll } from "../../ui/States.tsx";
import { useGroup } from "../group/context.tsx";
import { AgreementItem } from "./AgreementRowItem.tsx";
import { ImportButton } from "./ImportButton.tsx";
import { NewAgreement } from "./NewAgreement.tsx";

/** From here on a list is long: it can be searched, and rows off the screen are not laid out. */
const longFrom = 20;
const order = ["review-due", "being-decided", "in-force", "draft", "taken-in", "replaced", "let-go"] as const;

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
  const viewOf = group.madeFrom.comesTo;
  /** What waits for somebody first, what is over last; in each, what is kept in view heads the others. */
  const sections = createMemo(() =>
    order.flatMap((state) => {
      const here = rows().filter((row) => viewOf(row.id).state.kind === state);
      if (here.length === 0) return [];
      return [{ state, rows: [...here.filter((row) => row.pinned), ...here.filter((row) => !row.pinned)] }];
    }),
  );
  // After a pause, because a screen reader says it.
  const outcome = createQuiet(() => (wanted().trim() === "" ? "" : text.agreements.found(found().length)));
  const long = () => group.agreements().length >= longFrom;
  const open = (id: string) => navigate(`/g/${group.id}/agreements/${id}`);
  /** Closed first: nothing behind an open dialog can take the focus, and the new page's title should. */
  function openNew(id: string) {
    setAsking(false);
    open(id);
  }

  return (
    <>
      <PageHead title={text.nav.agreements} group={group.name()} soft={words.lead}>
        <Show when={group.writes()}>
          <div class="row">
            <Button kind="main" icon="plus" onPress={() => setAsking(true)}>
              {text.agreements.new}
            </Button>
            <ImportButton onOpen={open} onFault={setFault} />
          </div>
        </Show>
        <p class="no-print">
          <a href={`/g/${group.id}/questions`}>{words.decided}</a>
        </p>
        <div aria-live="polite">
          <Show when={fault()}>
            <Banner icon="info" kind="look">
              <p>{fault()}</p>
            </Banner>
          </Show>
        </div>
      </PageHead>
      <Show when={long()}>
        <Field type="search" label={words.find} hint={words.findHint} value={wanted()} onInput={setWanted} />
        <p class="soft" aria-live="polite">
          {outcome()}
        </p>
      </Show>
      <Show when={group.agreements().length > 0} fallback={<EmptyState what={words.empty} more={words.emptyWhat} />}>
        <Show when={found().length > 0}>
          <For each={sections()}>
            {(section) => (
              <section class="section" aria-label={words.states[section.state]}>
                <Show when={sections().length > 1}>
                  <h2>{words.states[section.state]}</h2>
                </Show>
                <ul class="list" classList={{ long: long() }}>
                  <For each={section.rows}>
                    {(row) => (
                      <AgreementItem
                        row={row}
                        view={viewOf(row.id)}
                        now={now()}
                        level={sections().length > 1 ? 3 : 2}
                      />
                    )}
                  </For>
                </ul>
              </section>
            )}
          </For>
          <ThatIsAll />
        </Show>
      </Show>
      <NewAgreement open={asking()} onClose={() => setAsking(false)} onOpen={openNew} />
    </>
  );
}

/** So that "reunion" finds "Réunion". */
function plain(words: string): string {
  return words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
