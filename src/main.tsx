// Puts the app together from the real world: clock, chance, sockets, database, locks. Shows last time's view at once
// and opens the device behind it; Automerge comes when a document is first needed.
import "./arrived.ts"; // first, before any other code runs

import { webPrimitives } from "@fogata/keys/primitives";
import type { Clock, Device, DeviceDeps } from "@fogata/sync";
import { isFresh, joinLockTabs, openPlace, readLastView } from "@fogata/sync/first";
import { render } from "solid-js/web";
import { App } from "./App.tsx";
import { relayAt, takeInvitation } from "./arrival.ts";
import { arrivedWith } from "./arrived.ts";
import { createDeviceLock, LockContext } from "./features/lock/app-lock.ts";
import { listenForLock, makeClosing } from "./features/lock/closing.ts";
import { passLock } from "./features/lock/pass.tsx";
import { storeOf } from "./features/lock/store-of.ts";
import { createRecovery, RecoveryContext } from "./features/recovery/recovery.ts";
import { askForWriting, drawn, isForWriting, loadDocuments, loadInner } from "./parts.ts";
import { changeLetters, fetchLetters } from "./ui/appearance.ts";
import { WorkspaceProvider } from "./workspace/context.tsx";
import { createWorkspace } from "./workspace/workspace.ts";

const clock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
const p = webPrimitives({ crypto });
const allAtOnce = storeAtOnce();
const forWriting = isForWriting(location.pathname) ? askForWriting() : null;
const page = document.getElementById("app")!;
void begin();

/** A function, not the module itself: what waits inside a module keeps every part that stands on it waiting too. */
async function begin(): Promise<void> {
  const place = await openPlace("fogata");
  const { database, name } = place;
  const atOnce = allAtOnce && storeOf(allAtOnce, name, "fogata");
  const lockChannel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`${name}/lock`);
  const reload = () => location.reload();

  const fresh = await isFresh(database);
  // Nothing of the app is made before this: what is locked stays on the disk.
  const passed = await passLock({ p, place, clock, channel: lockChannel, at: page, reload });
  const restKey = passed.key === null ? {} : { restKey: passed.key };
  const lastView = fresh ? null : await readLastView({ p, database, ...restKey }).catch(() => null);

  const device = startDevice();

  const workspace = createWorkspace({
    device,
    lastView,
    fresh,
    clock,
    randomBytes: (length) => p.randomBytes(length),
    relay: location.origin,
    engine: loadDocuments,
    atOnce,
    onAtOnce: (changed) => listen(window, "storage", changed),
    invitation: arrivedWith,
    onInvitation: (opened) =>
      listen(window, "hashchange", () => {
        const link = takeInvitation(location, history);
        if (link !== null) opened(link);
      }),
    // Without it a browser short of room may throw everything away. It may say no; nothing else depends on it.
    onFirstGroup: () => void navigator.storage?.persist?.().catch(() => {}),
  });

  // A page that is hidden may never be shown again: phones end it without a word. A reload does not wait for the
  // database, however early it is told, so what may be missing there is kept beside it.
  listen(document, "visibilitychange", () => {
    if (document.visibilityState === "visible") return;
    changeLetters();
    workspace.leaving();
    void workspace.flush();
  });
  listen(window, "beforeunload", () => void workspace.flush());
  listen(window, "pagehide", () => workspace.leaving());

  const lock = watchLock();

  // The network is back: no need to wait for the next turn of the back-off.
  listen(window, "online", async () => (await device).reconnect());

  // What the person came for is here: now the line is free for the letters, and for keeping the app.
  const settled = Promise.allSettled([device, forWriting]);
  void (forWriting ? settled : drawn()).then(fetchLetters);

  page.replaceChildren();
  render(
    () => (
      <LockContext.Provider value={lock}>
        <RecoveryContext.Provider value={createRecovery({ device, clock, place: location.origin })}>
          <WorkspaceProvider workspace={workspace}>
            <App settled={settled} />
          </WorkspaceProvider>
        </RecoveryContext.Provider>
      </LockContext.Provider>
    ),
    page,
  );

  /** Closes by itself, by a press or by three Escapes; null where this device could not be opened. */
  function watchLock() {
    const { key, lock } = passed;
    if (key === null || lock === null || !database.ok) return null;
    const shown = () => document.visibilityState === "visible";
    const after = (ms: number, run: () => void) => void clock.after(ms, run);
    const tabs = joinLockTabs({
      channel: lockChannel,
      cabinet: database.value.cabinet,
      clock,
      set: passed.locked,
      key,
      shown: shown(),
      onLock: makeClosing({ leaving: workspace.leaving, flush: workspace.flush, after, begin: reload }),
    });
    listenForLock(window, tabs);
    listen(document, "visibilitychange", () => tabs.seen(shown()));
    // The list of words comes when it is asked for.
    const suggest = async () => (await import("@fogata/keys")).suggestedPassphrase(p);
    return createDeviceLock({ lock, tabs, place, opened: () => tabs.opened(key), suggest });
  }

  /** The engine comes after the first screen: what is on it needs none of it. */
  async function startDevice(): Promise<Device> {
    if (!forWriting) await drawn();
    const { openDevice, webSocketTransport } = await loadInner();
    return openDevice({
      p,
      database,
      ...restKey,
      documents: loadDocuments,
      transport: webSocketTransport(undefined, (gone) => listen(window, "offline", gone)),
      clock,
      // Leading needs both: the lock to know who leads, the channel to reach it.
      ...tabsOfThisBrowser(),
      name,
      visibility: {
        visible: () => document.visibilityState === "visible",
        onShown: (shown) =>
          listen(document, "visibilitychange", () => document.visibilityState === "visible" && shown()),
      },
      relayAddress: (place) => relayAt(place, fetch.bind(window)),
      appAddress: `${location.origin}/`,
    });
  }
}

function tabsOfThisBrowser(): Pick<DeviceDeps, "locks" | "channel"> {
  if (!("locks" in navigator) || typeof BroadcastChannel === "undefined") return { locks: null, channel: null };
  return { locks: navigator.locks as DeviceDeps["locks"], channel: (name) => new BroadcastChannel(name) };
}

function storeAtOnce(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null; // forbidden by the browser's settings
  }
}

function listen(target: EventTarget, type: string, heard: () => void): () => void {
  target.addEventListener(type, heard);
  return () => target.removeEventListener(type, heard);
}
