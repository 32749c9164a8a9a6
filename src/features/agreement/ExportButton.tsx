// Takes an agreement out as a file: the kinds in plain words, and printing among them. What goes out is made here, on the
// device, when it is asked for.
import type { AgreementView, Decider, Readable } from "@fogata/domain";
import { createSignal, For } from "solid-js";
import type { OnTop } from "../../office/index.ts";
import { agreementPage } from "../../text/en-agreement-page.ts";
import { agreementWords } from "../../text/en-agreements.ts";
import { filesWords as words } from "../../text/en-files.ts";
import { registerWords } from "../../text/en-register.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import type { GroupWorkspace } from "../../workspace/types.ts";
import { useGroup } from "../group/context.tsx";
import { saveFile } from "./save-file.ts";

/** Late: few texts leave as these. */
const office = () => import("../../office/index.ts");
const kinds = ["docx", "odt", "md"] as const;
type FileKind = (typeof kinds)[number];

export function ExportButton(props: { agreement: string; onSaid: (words: string | null) => void }) {
  const [asking, setAsking] = createSignal(false);
  function done(said: string | null) {
    setAsking(false);
    props.onSaid(said);
  }
  return (
    <>
      <Button icon="download-simple" onPress={() => setAsking(true)}>
        {agreementPage.export}
      </Button>
      <Dialog open={asking()} title={agreementPage.export} onClose={() => setAsking(false)}>
        <Kinds agreement={props.agreement} onDone={done} />
      </Dialog>
    </>
  );
}

function Kinds(props: { agreement: string; onDone: (said: string | null) => void }) {
  const group = useGroup();
  const working = group.openDocument("working-groups");
  const [busy, setBusy] = createSignal<FileKind | null>(null);
  const nameOf = (id: string) =>
    [...(working.view()?.groups ?? []), ...(working.view()?.away ?? [])].find((one) => one.id === id)?.name ?? null;

  async function takeOut(kind: FileKind) {
    setBusy(kind);
    const name = await file(group, props.agreement, kind, nameOf).catch(() => null);
    setBusy(null);
    props.onDone(name === null ? words.fault : words.saved(name));
  }
  /** Nothing of the dialog is to be on the paper. */
  function print() {
    props.onDone(null);
    window.print();
  }
  return (
    <>
      <p class="soft">{words.lead}</p>
      <ul class="stack">
        <For each={kinds}>
          {(kind) => (
            <Kind {...words.kinds[kind]} id={`as-${kind}`} busy={busy() === kind} onPress={() => void takeOut(kind)} />
          )}
        </For>
        <Kind {...words.print} id="as-print" onPress={print} />
      </ul>
    </>
  );
}

function Kind(props: { id: string; name: string; what: string; busy?: boolean; onPress: () => void }) {
  return (
    <li>
      <Button
        wide
        icon={props.id === "as-print" ? "printer" : "download-simple"}
        busy={props.busy === true}
        describedBy={props.id}
        onPress={() => props.onPress()}
      >
        {props.name}
      </Button>
      <p class="hint" id={props.id}>
        {props.what}
      </p>
    </li>
  );
}

/** The name under which it was handed over; null if it could not be made. */
async function file(
  group: GroupWorkspace,
  agreement: string,
  kind: FileKind,
  nameOf: (workingGroup: string) => string | null,
): Promise<string | null> {
  if (kind === "md") {
    const made = await group.exportMarkdown(agreement);
    if (made.ok) saveFile(made.value);
    return made.ok ? made.value.fileName : null;
  }
  const [{ officeFile }, made] = await Promise.all([office(), group.takeOut(agreement)]);
  if (!made.ok) return null;
  const fileName = `${made.value.fileName}.${kind}`;
  const top = onTop(made.value.words, group.madeFrom.comesTo(agreement), nameOf);
  const { bytes, type } = officeFile(kind, made.value.words, top);
  saveFile({ fileName, text: bytes, type });
  return fileName;
}

/** What a reader elsewhere has to know: whether this was agreed, who decides it, when it is looked at again. */
function onTop({ facts }: Readable, { state }: AgreementView, nameOf: (id: string) => string | null): OnTop {
  const known = state.kind === "in-force" || state.kind === "review-due" ? state : null;
  const review = (known ?? facts)?.reviewOn ?? null;
  const { top } = agreementWords;
  return {
    lines: [
      known ? registerWords.since(known.since) : registerWords.states[state.kind],
      words.line(top.decides, whoDecides(facts?.decides ?? { kind: "everyone" }, nameOf)),
      ...(review === null ? [] : [words.line(top.review, top.onDay(review))]),
    ],
    why: words.why,
  };
}
function whoDecides(decides: Decider, nameOf: (id: string) => string | null): string {
  const { top } = agreementWords;
  if (decides.kind === "law") return top.byLaw(decides.why);
  return decides.kind === "everyone" ? top.everyone : (nameOf(decides.group) ?? top.someWorkingGroup);
}
