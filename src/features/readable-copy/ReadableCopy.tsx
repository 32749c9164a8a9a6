// Takes a readable copy of the group: what is in it said first, then made step by step, with a way to stop.
import type { CopyWords } from "@fogata/domain";
import { createSignal, onCleanup, Show } from "solid-js";
import { copyWords as words } from "../../text/en-copy.ts";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { dayOf } from "../../workspace/today.ts";
import { useGroup } from "../group/context.tsx";
import { kindPages } from "../kinds.ts";
import { type CopyProgress, fileNameOf, makeCopy } from "./copy.ts";

/** As long as this the page may be busy before it answers again. */
const sliceMs = 12;

export default function ReadableCopy() {
  const group = useGroup();
  const [making, setMaking] = createSignal<CopyProgress | null>(null);
  const [said, setSaid] = createSignal<string | null>(null);
  const [fault, setFault] = createSignal(false);
  let run = 0;
  // Left in the middle, it ends.
  onCleanup(() => run++);

  async function take() {
    const mine = ++run;
    const stopped = () => mine !== run;
    setMaking({ at: 0, of: 0 });
    setSaid(null);
    setFault(false);
    try {
      const now = Date.now();
      const [{ startZip }, ...of] = await Promise.all([
        import("../../zip.ts"),
        ...kindPages.map(async ({ kind, copyWords }) => [kind, await copyWords()] as const),
      ]);
      const around = { agreement: null, ...Object.fromEntries(of) } as CopyWords;
      const copy = await makeCopy({
        of: {
          group: group.name(),
          language: text.language,
          direction: text.direction,
          kinds: new Map([
            ["agreement", text.nav.agreements],
            ...kindPages.map(({ kind, name }) => [kind, name] as const),
          ]),
          words: words.words(now),
        },
        steps: group.readAll(around),
        zip: startZip(new Date(now)),
        stopped,
        pause: slices(),
        onProgress: (progress) => {
          if (!stopped()) setMaking(progress);
        },
      });
      if (copy === null) return;
      const name = words.file(fileNameOf(group.name()), dayOf(now));
      hand(copy, name);
      setSaid(words.ready(name));
    } catch (error) {
      reportError(error);
      if (!stopped()) setFault(true);
    }
    if (!stopped()) setMaking(null);
  }
  function stop() {
    run++;
    setMaking(null);
    setSaid(words.stopped);
  }

  return (
    <section class="section" aria-labelledby="copy">
      <h2 id="copy">{words.take}</h2>
      <p>{words.lead}</p>
      <p>{words.not}</p>
      <p class="soft">
        {words.without} {words.open}
      </p>
      <div class="actions">
        <Button icon="file-arrow-down" busy={making() !== null} onPress={() => void take()}>
          {words.take}
        </Button>
        <Show when={making()}>
          <Button kind="quiet" onPress={stop}>
            {words.stop}
          </Button>
        </Show>
      </div>
      <Show when={making()}>
        {(progress) => (
          <p class="soft">
            <Progress of={progress()} /> {words.making(progress().at, progress().of)}
          </p>
        )}
      </Show>
      <div aria-live="polite">
        <Show when={said()}>{(sentence) => <p>{sentence()}</p>}</Show>
        <Show when={fault()}>
          <Banner icon="info" kind="look">
            <p>{words.fault}</p>
          </Banner>
        </Show>
      </div>
    </section>
  );
}

/** Without a number until it is known how many there are. */
function Progress(props: { of: CopyProgress }) {
  return (
    <Show when={props.of.of > 0} fallback={<progress aria-label={words.take} />}>
      <progress aria-label={words.take} max={props.of.of} value={props.of.at} />
    </Show>
  );
}

/** Pauses only when a slice is used up: a thousand turns of the browser's clock would take longer than the work. */
function slices(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < sliceMs) return;
    await new Promise<void>((next) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        channel.port1.close();
        next();
      };
      channel.port2.postMessage(null);
    });
    since = performance.now();
  };
}

function hand(copy: Blob, name: string): void {
  const url = URL.createObjectURL(copy);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
