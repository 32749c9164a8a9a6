// Puts the app together from the real world: clock, chance, sockets, database, locks. Shows last time's view at once
// and opens the device behind it; Automerge comes when a document is first needed.
import "./arrived.ts"; // first, before any other code runs

import { webPrimitives } from "@fogata/keys/primitives";
import type { Clock, Device, DeviceDeps } from "@fogata/sync";
import { openIdbStorage, readLastView } from "@fogata/sync/first";
import { render } from "solid-js/web";
import { App } from "./App.tsx";
import { relayAt, takeInvitation } from "./arrival.ts";
import { arrivedWith } from "./arrived.ts";
import { applyChoices } from "./ui/appearance.ts";
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
const database = await openIdbStorage("fogata");

const lastView = await readLastView({ p, database }).catch(() => null);

const device = startDevice();

const workspace = createWorkspace({
  device,
  lastView,
  clock,
  randomBytes: (length) => p.randomBytes(length),
  relay: location.origin,
  engine: () => withWasm(() => import("./workspace/engine.ts")),
  atOnce,
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

const place = document.getElementById("app")!;
place.replaceChildren();
render(
  () => (
    <WorkspaceProvider workspace={workspace}>
      <App />
    </WorkspaceProvider>
  ),
  place,
);

/** After the first screen has been drawn. A page that is not shown draws nothing, so it does not wait for that. */
function drawn(): Promise<void> {
  if (document.visibilityState !== "visible") return Promise.resolve();
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}

/** The engine comes after the first screen: what is on it needs none of it. */
async function startDevice(): Promise<Device> {
  await drawn();
  const { openDevice, webSocketTransport } = await import("@fogata/sync");
  return openDevice({
    p,
    database,
    documents: async () => await withWasm(() => import("@fogata/sync/documents")),
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

/** Both at once: the WebAssembly streams while the code that stands on it arrives. */
async function withWasm<T>(part: () => Promise<T>): Promise<T> {
  const [module] = await Promise.all([part(), import("./workspace/wasm.ts").then(({ wasmReady }) => wasmReady())]);
  return module;
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
