// What stays locked beside the device in use, for whoever began afresh: the way back to it, and the way to erase it.
import { createSignal, For, Show } from "solid-js";
import { lockWords as words } from "../../text/en-lock.ts";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { useLock } from "./app-lock.ts";

export function Aside() {
  const lock = useLock();
  const [erased, setErased] = createSignal<readonly string[]>([]);
  const [asking, setAsking] = createSignal<string | null>(null);
  const [fault, setFault] = createSignal(false);
  const aside = () => (lock?.aside ?? []).filter((name) => !erased().includes(name));

  async function goBack(name: string) {
    if (await lock?.goBack(name)) location.assign("/");
  }
  async function erase() {
    const name = asking();
    if (name === null || !lock) return;
    const gone = await lock.erase(name);
    setFault(!gone);
    if (!gone) return;
    setErased([...erased(), name]);
    setAsking(null);
  }
  return (
    <>
      <For each={aside()}>
        {(name) => (
          <Banner icon="lock-simple" kind="plain" title={words.aside}>
            <p>{words.asideWhat}</p>
            <div class="actions">
              <Button onPress={() => void goBack(name)}>{words.goBack}</Button>
              <Button kind="quiet" onPress={() => setAsking(name)}>
                {words.erase}
              </Button>
            </div>
          </Banner>
        )}
      </For>
      <Dialog open={asking() !== null} title={words.eraseTitle} onClose={() => setAsking(null)}>
        <p>{words.eraseWhat}</p>
        <div aria-live="polite">
          <Show when={fault()}>
            <p>{words.eraseFault}</p>
          </Show>
        </div>
        <div class="actions fill">
          <Button onPress={() => setAsking(null)}>{text.leaveIt}</Button>
          <Button kind="main" onPress={() => void erase()}>
            {words.eraseDo}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
