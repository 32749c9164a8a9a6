// This device: how it looks to me, what it keeps, which version runs. Told to nobody.
import { createSignal, onMount, Show, Suspense } from "solid-js";
import { version } from "../../../package.json";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Check, Choice } from "../../ui/Choice.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { State } from "../../ui/States.tsx";
import { useUpdate } from "../../update.ts";
import { useWorkspace } from "../../workspace/context.tsx";
import { LeaveLink } from "../belonging/LeaveLink.tsx";
import { useGroup } from "../group/context.tsx";
import { LockSection } from "../lock/LockSection.tsx";
import { part } from "../part.ts";
import { SheetSection } from "../recovery/SheetSection.tsx";
import { MyDevices } from "./MyDevices.tsx";

const ReadableCopy = part(() => import("../readable-copy/ReadableCopy.tsx"));

export default function DevicePage() {
  const group = useGroup();
  return (
    <>
      <PageHead title={text.nav.device} group={group.name()} soft={text.device.lead} />
      <MyDevices />
      <Looks />
      <Writing />
      <LockSection />
      <Kept />
      <SheetSection />
      <Suspense>
        <ReadableCopy />
      </Suspense>
      <LeaveLink />
      <Version />
    </>
  );
}

function Looks() {
  const workspace = useWorkspace();
  return (
    <section class="section" aria-labelledby="looks">
      <h2 id="looks">{text.device.looks}</h2>
      <Choice
        label={text.device.theme}
        options={text.device.themes}
        value={workspace.choices().theme}
        onChoose={(theme) => workspace.choose({ theme })}
      />
      <Choice
        label={text.device.text}
        options={text.device.sizes}
        value={workspace.choices().text}
        onChoose={(size) => workspace.choose({ text: size })}
      />
      <Check
        label={text.device.plain}
        hint={text.device.plainHint}
        checked={workspace.choices().reading === "plain"}
        onChange={(plain) => workspace.choose({ reading: plain ? "plain" : "usual" })}
      />
    </section>
  );
}

function Writing() {
  const workspace = useWorkspace();
  return (
    <section class="section" aria-labelledby="writing">
      <h2 id="writing">{text.device.writing}</h2>
      <Check
        label={text.agreement.showMyName}
        hint={text.agreement.showMyNameHint}
        checked={workspace.choices().showMyName}
        onChange={(showMyName) => workspace.choose({ showMyName })}
      />
    </section>
  );
}

type Persisted = "yes" | "no" | "asked-no" | "unknown";

function Kept() {
  const group = useGroup();
  const [persisted, setPersisted] = createSignal<Persisted>("unknown");
  const [bytes, setBytes] = createSignal<number | null>(null);
  let answer!: HTMLDivElement;
  onMount(async () => {
    // Some browsers have neither, and a private window may refuse: then the page says that it does not know.
    const storage = navigator.storage as Partial<StorageManager> | undefined;
    try {
      const [kept, estimate] = await Promise.all([storage?.persisted?.(), storage?.estimate?.()]);
      if (kept !== undefined) setPersisted(kept ? "yes" : "no");
      setBytes(estimate?.usage ?? null);
    } catch {
      setPersisted("unknown");
    }
  });
  async function ask() {
    setPersisted((await navigator.storage.persist()) ? "yes" : "asked-no");
    // The button is gone with the question.
    answer.focus();
  }
  return (
    <section class="section" aria-labelledby="kept">
      <h2 id="kept">{text.device.kept}</h2>
      <p dir="auto">{text.device.myName(group.me().name, group.name())}</p>
      <p>{text.device.keptWhat}</p>
      <div ref={answer} class="stack" tabindex="-1">
        <Show when={persisted() === "yes"}>
          <State icon="check-circle" is="yes">
            {text.device.persisted}
          </State>
        </Show>
        <Show when={persisted() === "unknown"}>
          <p class="soft">{text.device.unknownPersisted}</p>
        </Show>
        <Show when={persisted() === "no" || persisted() === "asked-no"}>
          <p>{text.device.notPersisted}</p>
          <Show when={persisted() === "no"} fallback={<p class="soft">{text.device.persistNo}</p>}>
            <div class="actions">
              <Button onPress={ask}>{text.device.persist}</Button>
            </div>
          </Show>
        </Show>
      </div>
      <Show when={bytes()}>
        {(used) => (
          <dl class="facts narrow">
            <div>
              <dt>{text.device.room}</dt>
              <dd>{text.words.size(used())}</dd>
            </div>
          </dl>
        )}
      </Show>
    </section>
  );
}

function Version() {
  const update = useUpdate();
  return (
    <section class="section" aria-labelledby="version">
      <h2 id="version">{text.device.version}</h2>
      <p>{text.device.versionIs(version)}</p>
      <Show when={update.offlineReady()}>
        <p class="soft">{text.device.offlineReady}</p>
      </Show>
      <Show when={update.waiting()}>
        <p>
          <b>{text.update.ready}</b> {text.update.readyWhat}
        </p>
        <div class="actions">
          <Button kind="main" onPress={update.use}>
            {text.update.use}
          </Button>
        </div>
      </Show>
      <p class="faint">{text.device.source}</p>
      <p>
        <a class="btn btn-quiet" href="/licences.txt" rel="external">
          {text.device.others}
        </a>
      </p>
    </section>
  );
}
