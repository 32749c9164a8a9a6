// One agreement: its title, its words to read at once, then the editor over the same place.

import { useParams } from "@solidjs/router";
import { createMemo, createSignal, ErrorBoundary, onMount, Show, Suspense } from "solid-js";
import { agreementPage } from "../../text/en-agreement-page.ts";
import { agreementWords } from "../../text/en-agreements.ts";
import { registerWords } from "../../text/en-register.ts";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Check } from "../../ui/Choice.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { Opening } from "../../ui/States.tsx";
import { useWorkspace } from "../../workspace/context.tsx";
import type { OpenAgreement, OpenFault } from "../../workspace/types.ts";
import { AboutDeciding } from "../deciding/AboutDeciding.tsx";
import { useGroup } from "../group/context.tsx";
import { optionalPart, PartMissing, part } from "../part.ts";
import { StateOf, sinceWhen } from "./AgreementRowItem.tsx";
import { ChangePage } from "./changing/ChangePage.tsx";
import { ChangesTo } from "./changing/ChangesTo.tsx";
import { InForce } from "./changing/InForce.tsx";
import { Propose } from "./changing/Propose.tsx";
import type { About } from "./comments/CommentDialog.tsx";
import type { MountedEditor } from "./editor/view.ts";
import { Languages } from "./languages/Languages.tsx";
import { TranslationPage } from "./languages/TranslationPage.tsx";
import { ReadText } from "./ReadText.tsx";
import { saveFile } from "./save-file.ts";
import { TitleForm } from "./TitleForm.tsx";
import { Top } from "./top/Top.tsx";

const AgreementEditor = part(() =>
  import("./editor/AgreementEditor.tsx").then((m) => ({ default: m.AgreementEditor })),
);

/** Late: whoever only reads or writes needs nothing of it. */
const HistoryPart = optionalPart(() => import("./history/History.tsx").then((m) => ({ default: m.History })));

const CommentsPart = optionalPart(() => import("./comments/Comments.tsx").then((m) => ({ default: m.Comments })));

export default function AgreementPage() {
  const params = useParams<{ id: string }>();
  return (
    <Show when={params.id} keyed>
      {(id) => <OneAgreement id={id} />}
    </Show>
  );
}

const settledStates: ReadonlySet<string> = new Set(["in-force", "review-due", "taken-in", "replaced"]);

function OneAgreement(props: { id: string }) {
  const group = useGroup();
  const agreement = group.openAgreement(props.id);
  // The words kept for reading are a moment behind; the editor knows at once whether there are any.
  const [shownEmpty, setShownEmpty] = createSignal<boolean | null>(null);
  const empty = () => shownEmpty() ?? isEmpty(agreement);
  const [proposing, setProposing] = createSignal(false);
  const made = () => group.madeFrom.row(props.id);
  const force = createMemo(() => group.madeFrom.comesTo(props.id).force, null, {
    equals: (a, b) => a?.text === b?.text && a?.doc === b?.doc,
  });
  // While the document loads, so that both are there at the same moment.
  onMount(() => void AgreementEditor.preload().catch(() => {}));
  /** Its words were decided on, here or in the agreement that has taken them in: they are changed by proposing a change. */
  const decided = () => settledStates.has(group.madeFrom.comesTo(props.id).state.kind);
  const editable = () => agreement.live() !== null && !agreement.newer() && !decided() && group.writes(agreement.id);
  const [editor, setEditor] = createSignal<MountedEditor | null>(null);
  const [commenting, setCommenting] = createSignal<About | null>(null);
  const sayAbout = () => setCommenting(editor()?.chosen() ?? { words: "" });
  const writing = () => (
    <Writing
      agreement={agreement}
      empty={empty()}
      locked={decided()}
      onEmpty={setShownEmpty}
      onMounted={setEditor}
      onComment={sayAbout}
    />
  );
  const comments = () => (
    <Show when={agreement.live()}>
      {(live) => (
        <CommentsPart
          agreement={agreement}
          handle={live().handle}
          shown={force()}
          about={commenting()}
          editable={!agreement.newer() && group.writes(agreement.id)}
          onComment={sayAbout}
          onDone={() => setCommenting(null)}
          onShow={force() ? null : (words) => editor()?.choose(words) ?? false}
        />
      )}
    </Show>
  );
  return (
    <article class="stack looser">
      <Show
        when={made()}
        fallback={
          <>
            <Head
              agreement={agreement}
              empty={empty()}
              inForce={force() !== null}
              onPropose={() => setProposing(true)}
            />
            <Notes agreement={agreement} />
            <Show when={agreement.fault() !== "missing"}>
              <Top agreement={agreement} editable={force() === null && editable()} />
              <Show when={force()} keyed fallback={writing()}>
                {(text) => <InForce force={text} />}
              </Show>
              {comments()}
              <AboutDeciding
                document={agreement.id}
                as="draft"
                title={agreement.title()}
                reviewOn={agreement.facts()?.reviewOn}
                onChange={() => setProposing(true)}
              />
              <Propose agreement={agreement.id} open={proposing()} onClose={() => setProposing(false)} />
              <ChangesTo agreement={agreement.id} />
              <Languages agreement={agreement.id} language={agreement.facts()?.language ?? null} />
              <Show when={agreement.live()}>
                <HistoryPart agreement={agreement} editable={!agreement.newer() && group.writes(agreement.id)} />
              </Show>
            </Show>
          </>
        }
      >
        {(row) => (
          <>
            <Show
              when={row().as === "translation"}
              fallback={<ChangePage row={row()} agreement={agreement} locked={decided()} editor={writing()} />}
            >
              <TranslationPage
                row={row()}
                agreement={agreement}
                top={<Top agreement={agreement} editable={editable()} />}
                editor={writing()}
              />
            </Show>
            <Notes agreement={agreement} />
            {comments()}
          </>
        )}
      </Show>
    </article>
  );
}

/** What stands in the way of reading or writing it. */
function Notes(props: { agreement: OpenAgreement }) {
  return (
    <>
      <Show when={props.agreement.fault()}>{(fault) => <Fault fault={fault()} />}</Show>
      <Show when={props.agreement.newer()}>
        <Banner icon="info" kind="look" title={agreementPage.newer.title}>
          <p>{agreementPage.newer.what}</p>
        </Banner>
      </Show>
    </>
  );
}

/** Its words to read at once, then the editor over the same place. */
function Writing(props: {
  agreement: OpenAgreement;
  empty: boolean;
  locked: boolean;
  onEmpty: (empty: boolean) => void;
  onMounted: (editor: MountedEditor) => void;
  onComment: () => void;
}) {
  const group = useGroup();
  const workspace = useWorkspace();
  const writes = () => !props.locked && group.writes(props.agreement.id);
  return (
    <Show when={props.agreement.live()} keyed fallback={<Words agreement={props.agreement} />}>
      {(live) => (
        <>
          <div class="writing-place">
            <Show when={props.empty && writes()}>
              <p class="start-here doc" aria-hidden="true">
                {agreementPage.startHere}
              </p>
            </Show>
            <ErrorBoundary fallback={(error) => <WithoutEditor agreement={props.agreement} error={error} />}>
              <Suspense fallback={<Words agreement={props.agreement} />}>
                <AgreementEditor
                  handle={live.handle}
                  path={live.path}
                  label={agreementPage.text}
                  presence={live.presence}
                  editable={!props.agreement.newer() && writes()}
                  onEmpty={props.onEmpty}
                  onMounted={props.onMounted}
                  onComment={props.onComment}
                />
              </Suspense>
            </ErrorBoundary>
          </div>
          <Show when={writes()}>
            <Check
              label={agreementPage.showMyName}
              hint={agreementPage.showMyNameHint}
              checked={workspace.choices().showMyName}
              onChange={(showMyName) => workspace.choose({ showMyName })}
            />
          </Show>
        </>
      )}
    </Show>
  );
}

function Head(props: { agreement: OpenAgreement; empty: boolean; inForce: boolean; onPropose: () => void }) {
  const group = useGroup();
  const [renaming, setRenaming] = createSignal(false);
  const [fault, setFault] = createSignal<string | null>(null);
  const title = () => props.agreement.title() || text.agreements.untitled;
  // Its line is there from the beginning: the text must not move under somebody who begins to write.
  const length = () => {
    const minutes = props.agreement.minutes();
    if (props.empty) return agreementPage.nothingYet;
    return minutes === null ? "\u00a0" : agreementPage.minutes(minutes);
  };
  const open = () => props.agreement.fault() === null && !props.agreement.newer();
  const nameable = () => open() && !props.inForce && group.writes(props.agreement.id);
  /** In the group's own list: what is in a working group's is not everybody's to keep in view. */
  const row = () => group.agreements().find(({ id }) => id === props.agreement.id);
  async function saveAsTemplate() {
    const saved = await group.madeFrom.begin({
      agreement: props.agreement.id,
      as: "template",
      name: title(),
      readers: { kind: "everyone" },
    });
    setFault(saved.ok ? registerWords.template.saved : registerWords.template.fault);
  }
  const view = () => group.madeFrom.comesTo(props.agreement.id);
  let renameButton: HTMLSpanElement | undefined;

  async function takeOut() {
    const made = await group.exportMarkdown(props.agreement.id);
    if (made.ok) saveFile(made.value);
    setFault(made.ok ? null : agreementPage.exportFault);
  }
  function closeTitle() {
    setRenaming(false);
    renameButton?.querySelector("button")?.focus();
  }

  return (
    <PageHead
      title={title()}
      group={group.name()}
      before={
        <a class="crumb no-print" href={`/g/${group.id}/agreements`}>
          <Icon name="caret-left" flips /> {agreementPage.back}
        </a>
      }
    >
      <StateOf view={view()} />
      <p class="faint">{[length(), sinceWhen(view())].filter((one) => one !== null).join(" · ")}</p>
      <Show
        when={renaming() && nameable()}
        fallback={
          <div class="row no-print" hidden={props.agreement.fault() === "missing"}>
            <Show when={open() && group.writes()}>
              <Button
                {...(props.inForce ? { kind: "main" as const } : {})}
                icon="pencil-simple-line"
                onPress={() => props.onPropose()}
              >
                {agreementWords.changes.propose}
              </Button>
            </Show>
            <Button icon="download-simple" onPress={takeOut}>
              {agreementPage.export}
            </Button>
            <Show when={row() && group.writes()}>
              <Button
                kind="quiet"
                onPress={async () => {
                  const done = await group.pin(props.agreement.id, !row()!.pinned);
                  setFault(done.ok ? null : registerWords.pinFault);
                }}
              >
                {row()!.pinned ? registerWords.unpin : registerWords.pin}
              </Button>
              <Button kind="quiet" onPress={saveAsTemplate}>
                {registerWords.template.save}
              </Button>
            </Show>
            {/* What a newer app has written is left as it is, its name too; so is what I can only read. */}
            <Show when={nameable()}>
              <span ref={renameButton}>
                <Button kind="quiet" icon="pencil-simple-line" onPress={() => setRenaming(true)}>
                  {agreementPage.rename}
                </Button>
              </span>
            </Show>
          </div>
        }
      >
        <TitleForm id={props.agreement.id} title={props.agreement.title()} onDone={closeTitle} />
      </Show>
      <div aria-live="polite">
        <Show when={fault()}>
          <Banner icon="info" kind="look">
            <p>{fault()}</p>
          </Banner>
        </Show>
      </div>
    </PageHead>
  );
}

function isEmpty(agreement: OpenAgreement): boolean {
  return agreement.readable()?.blocks.every((block) => block.runs.length === 0) === true;
}

/** What there is to read until the document can be written in. */
function Words(props: { agreement: OpenAgreement }) {
  return (
    <Show
      when={props.agreement.readable()}
      fallback={
        <Show when={!props.agreement.fault()}>
          <Opening lines={6} label={agreementPage.opening} />
        </Show>
      }
    >
      {(readable) => (
        <>
          <ReadText blocks={readable().blocks} />
          <Show when={!props.agreement.fault()}>
            <p class="faint">{agreementPage.readOnly}</p>
          </Show>
        </>
      )}
    </Show>
  );
}

/** The editor did not load: the words can still be read. Anything else is the whole page's to say. */
function WithoutEditor(props: { agreement: OpenAgreement; error: unknown }) {
  if (!(props.error instanceof PartMissing)) throw props.error;
  return (
    <>
      <Fault fault="app-incomplete" />
      <Show when={props.agreement.readable()}>{(readable) => <ReadText blocks={readable().blocks} />}</Show>
    </>
  );
}

function Fault(props: { fault: OpenFault }) {
  return (
    <Banner
      icon="info"
      kind={props.fault === "corrupt" ? "grave" : "plain"}
      title={agreementPage.fault[props.fault].title}
    >
      <p>{agreementPage.fault[props.fault].what}</p>
      <Show when={props.fault === "app-incomplete"}>
        <div class="actions">
          <Button onPress={() => location.reload()}>{text.tryAgain}</Button>
        </div>
      </Show>
    </Banner>
  );
}
