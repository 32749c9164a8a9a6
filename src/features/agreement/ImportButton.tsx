// Brings in a text from a file. What cannot be read is said; the file itself is never changed or sent.
import { createSignal } from "solid-js";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { useGroup } from "../group/context.tsx";

/** Far more than an agreement can hold; beyond it the file is not even read. */
const fileBytesMax = 4 * 1024 * 1024;

export function ImportButton(props: {
  /** The working group it is for; without one it is the group's. */
  circle?: string;
  onOpen: (id: string) => void;
  onFault: (words: string | null) => void;
}) {
  const group = useGroup();
  const [busy, setBusy] = createSignal(false);
  let input!: HTMLInputElement;

  async function bringIn(file: File) {
    props.onFault(null);
    if (file.size > fileBytesMax) return props.onFault(text.agreements.fault["too-long"]);
    setBusy(true);
    const words = await wordsOf(file);
    const brought = words === null ? null : await importWords(words, file.name);
    setBusy(false);
    if (brought === null) props.onFault(text.agreements.fault.unreadable);
    else if (brought.ok) props.onOpen(brought.value);
    else props.onFault(text.agreements.fault[brought.reason]);
  }
  async function importWords(words: string, fileName: string) {
    const where = props.circle === undefined ? {} : { circle: props.circle };
    const byHeading = await group.importMarkdown({ text: words, title: null, ...where });
    if (byHeading.ok || byHeading.reason !== "bad-title") return byHeading;
    // No heading in it: the file's own name says what it is about.
    return group.importMarkdown({ text: words, title: fileName.replace(/\.[^.]+$/, ""), ...where });
  }

  return (
    <>
      <Button icon="file-arrow-down" busy={busy()} onPress={() => input.click()}>
        {text.agreements.import}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".md,.markdown,.txt,text/markdown,text/plain"
        onChange={() => {
          const file = input.files?.[0];
          input.value = "";
          if (file) void bringIn(file);
        }}
      />
    </>
  );
}

/** Null for bytes that are no text. */
async function wordsOf(file: File): Promise<string | null> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return null;
  }
}
