// Takes an agreement out as a file: the kinds in plain words, and printing among them. What goes out is made here, on the
// device, when it is asked for.
import type { Decider, Readable } from "@fogata/domain";
import { createSignal, For } from "solid-js";
import type { OnTop } from "../../office/index.ts";
import { agreementPage } from "../../text/en-agreement-page.ts";
import { agreementWords } from "../../text/en-agreements.ts";
import { filesWords as words } from "../../text/en-files.ts";
import { registerWords } from "../../text/en-register.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import type { GroupWorkspace } from "../../workspace/types.ts";
import { useGroup } from "../group/context.tsx";
import { saveFile } from "./save-file.ts";

/** Late: few texts leave as these. */
const office = () => import("../../office/index.ts");
const kinds = ["docx", "odt", "md"] as const;
/** Of a change: Word documents and OpenDocument texts track it, and Markdown marks it where that is asked for. */
const kindsOfChange = ["docx", "odt", "md", "marked"] as const;
type FileKind = (typeof kindsOfChange)[number];

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
  const isChange = () => group.madeFrom.row(props.agreement)?.as === "amendment";
  const saying = (kind: FileKind) => (isChange() || kind === "marked" ? words.kindsOfChange[kind] : words.kinds[kind]);
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
        <For each={isChange() ? kindsOfChange : kinds}>
          {(kind) => (
            <Kind {...saying(kind)} id={`as-${kind}`} busy={busy() === kind} onPress={() => void takeOut(kind)} />
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
  if (kind === "md" || kind === "marked") {
    const made = await group.exportMarkdown(agreement, { marked: kind === "marked" });
    if (made.ok) saveFile(made.value);
    return made.ok ? made.value.fileName : null;
  }
  const [{ officeFile }, made] = await Promise.all([office(), group.takeOut(agreement)]);
  if (!made.ok) return null;
  const { words, base } = made.value;
  const fileName = `${made.value.fileName}.${kind}`;
  const top = onTop(group, agreement, made.value, nameOf);
  const { bytes, type } = officeFile(kind, words, top, base ?? undefined);
  saveFile({ fileName, text: bytes, type });
  return fileName;
}

/** What a reader elsewhere has to know: whether this was agreed, who decides it, when it is looked at again. */
function onTop(
  group: GroupWorkspace,
  agreement: string,
  { words: { facts }, base }: { words: Readable; base?: Readable | null },
  nameOf: (id: string) => string | null,
): OnTop {
  const { state } = group.madeFrom.comesTo(agreement);
  const known = state.kind === "in-force" || state.kind === "review-due" ? state : null;
  const review = (known ?? facts)?.reviewOn ?? null;
  const { top } = agreementWords;
  const made = madeFrom(group, agreement, facts?.name ?? "");
  const decides = whoDecides(facts?.decides ?? { kind: "everyone" }, nameOf);
  const decided = base ? whoDecides(base.facts?.decides ?? { kind: "everyone" }, nameOf) : decides;
  return {
    lines: [
      ...made.lines,
      known ? registerWords.since(known.since) : registerWords.states[state.kind],
      ...(made.change !== undefined ? [base ? words.marked : words.notMarked] : []),
      words.line(top.decides, decides === decided ? decides : words.insteadOf(decides, decided)),
      ...(review === null ? [] : [words.line(top.review, top.onDay(review))]),
    ],
    why: words.why,
    ...(made.change === undefined ? {} : { change: made.change }),
  };
}
/** What it is a change to, or another language of. */
function madeFrom(group: GroupWorkspace, id: string, named: string): { lines: string[]; change?: string } {
  const row = group.madeFrom.row(id);
  if (row === null || row.as === "template") return { lines: [] };
  const name = named || row.title;
  const of = group.agreements().find((one) => one.id === row.agreement)?.title || text.agreements.untitled;
  if (row.as === "translation") return { lines: [agreementWords.languages.translation(name, of)] };
  return { lines: [words.line(agreementWords.changes.of(of), name)], change: name };
}
function whoDecides(decides: Decider, nameOf: (id: string) => string | null): string {
  const { top } = agreementWords;
  if (decides.kind === "law") return top.byLaw(decides.why);
  return decides.kind === "everyone" ? top.everyone : (nameOf(decides.group) ?? top.someWorkingGroup);
}
