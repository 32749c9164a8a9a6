// This device: how it looks to me, what it keeps, which version runs. Told to nobody.

import { createSignal, onMount, Show, Suspense } from "solid-js";
import { version } from "../../../package.json";
import { agreementPage } from "../../text/en-agreement-page.ts";
import { devicePage } from "../../text/en-device-page.ts";
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
      <PageHead title={text.nav.device} group={group.name()} soft={devicePage.lead} />
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
      <h2 id="looks">{devicePage.looks}</h2>
      <Choice
        label={devicePage.theme}
        options={devicePage.themes}
        value={workspace.choices().theme}
        onChoose={(theme) => workspace.choose({ theme })}
      />
      <Choice
        label={devicePage.text}
        options={devicePage.sizes}
        value={workspace.choices().text}
        onChoose={(size) => workspace.choose({ text: size })}
      />
      <Check
        label={devicePage.plain}
        hint={devicePage.plainHint}
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
      <h2 id="writing">{devicePage.writing}</h2>
      <Check
        label={agreementPage.showMyName}
        hint={agreementPage.showMyNameHint}
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
      <h2 id="kept">{devicePage.kept}</h2>
      <p dir="auto">{devicePage.myName(group.me().name, group.name())}</p>
      <p>{devicePage.keptWhat}</p>
      <div ref={answer} class="stack" tabindex="-1">
        <Show when={persisted() === "yes"}>
          <State icon="check-circle" is="yes">
            {devicePage.persisted}
          </State>
        </Show>
        <Show when={persisted() === "unknown"}>
          <p class="soft">{devicePage.unknownPersisted}</p>
        </Show>
        <Show when={persisted() === "no" || persisted() === "asked-no"}>
          <p>{devicePage.notPersisted}</p>
          <Show when={persisted() === "no"} fallback={<p class="soft">{devicePage.persistNo}</p>}>
            <div class="actions">
              <Button onPress={ask}>{devicePage.persist}</Button>
            </div>
          </Show>
        </Show>
      </div>
      <Show when={bytes()}>
        {(used) => (
          <dl class="facts narrow">
            <div>
              <dt>{devicePage.room}</dt>
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
      <h2 id="version">{devicePage.version}</h2>
      <p>{devicePage.versionIs(version)}</p>
      <Show when={update.offlineReady()}>
        <p class="soft">{devicePage.offlineReady}</p>
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
      <p class="faint">{devicePage.source}</p>
      <p>
        <a class="btn btn-quiet" href="/licences.txt" rel="external">
          {devicePage.others}
        </a>
      </p>
    </section>
  );
}
