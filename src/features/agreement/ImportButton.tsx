// Asks for a file and brings its text in. Where something had to stay behind, that is said before the draft is opened.
import { createSignal, For, Show } from "solid-js";
import { filesWords as words } from "../../text/en-files.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { useGroup } from "../group/context.tsx";
import { type BroughtIn, bringIn } from "./bring-in.ts";

const kinds = ".md,.markdown,.txt,.docx,.odt,text/markdown,text/plain";
const office = [
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.oasis.opendocument.text",
];

export function ImportButton(props: {
  /** The working group it is for; without one it is the group's. */
  circle?: string;
  onOpen: (id: string) => void;
  onFault: (words: string | null) => void;
}) {
  const group = useGroup();
  const [busy, setBusy] = createSignal(false);
  const [brought, setBrought] = createSignal<(BroughtIn & { ok: true }) | null>(null);
  let input!: HTMLInputElement;

  async function take(file: File) {
    props.onFault(null);
    setBusy(true);
    const done = await bringIn(file, group, props.circle).catch(() => null);
    setBusy(false);
    if (done === null) props.onFault(words.refused.unreadable);
    else if (!done.ok) props.onFault(done.why);
    else if (done.left.length === 0) props.onOpen(done.id);
    else setBrought(done);
  }
  function open(id: string) {
    setBrought(null);
    props.onOpen(id);
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
        accept={[kinds, ...office].join(",")}
        onChange={() => {
          const file = input.files?.[0];
          input.value = "";
          if (file) void take(file);
        }}
      />
      <Show when={brought()}>
        {(one) => (
          <Dialog open title={words.brought} onClose={() => setBrought(null)}>
            <p>{words.broughtWhat(one().title)}</p>
            <ul class="stack">
              <For each={one().left}>{(left) => <li>{words.left[left]}</li>}</For>
            </ul>
            <div class="actions fill">
              <Button kind="main" onPress={() => open(one().id)}>
                {words.open}
              </Button>
            </div>
          </Dialog>
        )}
      </Show>
    </>
  );
}
