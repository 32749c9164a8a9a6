// Puts the app together from the real world: clock, chance, sockets, database, locks. Shows last time's view at once
// and opens the device behind it; Automerge comes when a document is first needed.
import "./arrived.ts"; // first, before any other code runs

import { webPrimitives } from "@fogata/keys/primitives";
import type { Clock, Device, DeviceDeps } from "@fogata/sync";
import { isFresh, openIdbStorage, readLastView } from "@fogata/sync/first";
import { render } from "solid-js/web";
import { App } from "./App.tsx";
import { relayAt, takeInvitation } from "./arrival.ts";
import { arrivedWith } from "./arrived.ts";
import { askForWriting, drawn, isForWriting, loadDocuments, loadInner } from "./parts.ts";
import { applyChoices, showLetters } from "./ui/appearance.ts";
import { readChoices } from "./workspace/choices.ts";
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
const atOnce = storeAtOnce();
// Before anything is waited for: a page in the dark must not open white.
applyChoices(readChoices(atOnce));
const forWriting = isForWriting(location.pathname) ? askForWriting() : null;
const database = await openIdbStorage("fogata");

const fresh = await isFresh(database);
const lastView = fresh ? null : await readLastView({ p, database }).catch(() => null);

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
  workspace.leaving();
  void workspace.flush();
});
listen(window, "beforeunload", () => void workspace.flush());
listen(window, "pagehide", () => workspace.leaving());

// The network is back: no need to wait for the next turn of the back-off.
listen(window, "online", async () => (await device).reconnect());

// What the person came for is here: now the line is free for the letters, and for keeping the app.
const settled = Promise.allSettled([device, forWriting]);
void (forWriting ? settled : drawn()).then(showLetters);

const place = document.getElementById("app")!;
place.replaceChildren();
render(
  () => (
    <WorkspaceProvider workspace={workspace}>
      <App settled={settled} />
    </WorkspaceProvider>
  ),
  place,
);

/** The engine comes after the first screen: what is on it needs none of it. */
async function startDevice(): Promise<Device> {
  if (!forWriting) await drawn();
  const { openDevice, webSocketTransport } = await loadInner();
  return openDevice({
    p,
    database,
    documents: loadDocuments,
    transport: webSocketTransport(undefined, (gone) => listen(window, "offline", gone)),
    clock,
    // Leading needs both: the lock to know who leads, the channel to reach it.
    ...tabsOfThisBrowser(),
    name: "fogata",
    visibility: {
      visible: () => document.visibilityState === "visible",
      onShown: (shown) => listen(document, "visibilitychange", () => document.visibilityState === "visible" && shown()),
    },
    relayAddress: (place) => relayAt(place, fetch.bind(window)),
    appAddress: `${location.origin}/`,
  });
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
