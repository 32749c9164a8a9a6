// The service worker: keeps the app at hand without a connection, and says when a newer one waits. The newer one is
// used when the person says so, or by itself the next time every window of Fogata has been closed.
import { type Accessor, createContext, createSignal, onCleanup, useContext } from "solid-js";

export interface Update {
  /** A newer version is installed and waits. */
  waiting: Accessor<boolean>;
  /** …and the person has not laid the notice aside. */
  noticed: Accessor<boolean>;
  /** The app opens without a connection. */
  offlineReady: Accessor<boolean>;
  use(): void;
  later(): void;
}

export interface UpdateOptions {
  /** What must be safe before the page is opened again. */
  beforeReload: () => Promise<void>;
  /** Keeping the app fetches all of it: not before this, when it would stand in the way of what is needed now. */
  after?: Promise<unknown>;
  /** Null where there is none: an old browser, an address without https, the dev server. */
  worker?: ServiceWorkerContainer | null;
  reload?: () => void;
}

const checkEveryMs = 60 * 60 * 1000;

export function createUpdate(o: UpdateOptions): Update {
  const container = o.worker === undefined ? ownWorker() : o.worker;
  const reload = o.reload ?? (() => location.reload());
  const [waiting, setWaiting] = createSignal<ServiceWorker | null>(null);
  const [aside, setAside] = createSignal(false);
  const [offlineReady, setOfflineReady] = createSignal(container?.controller != null);
  let asked = false;
  let timer: ReturnType<typeof setInterval> | undefined;

  function watch(registration: ServiceWorkerRegistration) {
    // With no controller the waiting worker is the first one: that is no update.
    const look = () => {
      if (registration.waiting && container?.controller) setWaiting(() => registration.waiting);
      if (registration.active) setOfflineReady(true);
    };
    look();
    registration.addEventListener("updatefound", () => {
      registration.installing?.addEventListener("statechange", look);
    });
    timer = setInterval(() => void registration.update().catch(() => {}), checkEveryMs);
  }

  if (container) {
    // Refused (a private window, a full disk): the app works all the same, only not without a connection.
    const keepApp = () => void container.register("/sw.js").then(watch, () => {});
    if (o.after) void o.after.then(keepApp);
    else keepApp();
    const changed = () => {
      setOfflineReady(true);
      // Another window may have chosen the new version; this one keeps its page until it is asked.
      if (asked) reload();
    };
    container.addEventListener("controllerchange", changed);
    onCleanup(() => {
      container.removeEventListener("controllerchange", changed);
      clearInterval(timer);
    });
  }

  return {
    waiting: () => waiting() !== null,
    noticed: () => waiting() !== null && !aside(),
    offlineReady,
    use() {
      const worker = waiting();
      if (!worker || asked) return;
      asked = true;
      void o.beforeReload().finally(() => worker.postMessage({ type: "SKIP_WAITING" }));
    },
    later: () => setAside(true),
  };
}

/** Only the built app has a worker. */
function ownWorker(): ServiceWorkerContainer | null {
  return import.meta.env.PROD && "serviceWorker" in navigator ? navigator.serviceWorker : null;
}

const none: Update = {
  waiting: () => false,
  noticed: () => false,
  offlineReady: () => false,
  use() {},
  later() {},
};
export const UpdateContext = createContext<Update>(none);
export const useUpdate = (): Update => useContext(UpdateContext);
