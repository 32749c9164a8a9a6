// A newer version waits until the person says so, and what they were writing is safe before the page opens again.
import { createRoot } from "solid-js";
import { expect, test } from "vitest";
import { createUpdate, type Update } from "./update.ts";

class Worker extends EventTarget {
  heard: unknown[] = [];
  postMessage(message: unknown) {
    this.heard.push(message);
  }
}
class Registration extends EventTarget {
  waiting: Worker | null = null;
  installing: Worker | null = null;
  active: Worker | null = null;
  async update() {}
}
class Container extends EventTarget {
  controller: Worker | null = null;
  registration = new Registration();
  async register() {
    return this.registration;
  }
}

function open(container: Container, flushed: Promise<void> = Promise.resolve()) {
  const seen = { reloads: 0 };
  const { update, close } = createRoot((close) => ({
    update: createUpdate({
      beforeReload: () => flushed,
      worker: container as unknown as ServiceWorkerContainer,
      reload: () => seen.reloads++,
    }),
    close,
  }));
  return { update, seen, close };
}
const registered = () => Promise.resolve().then(() => {});

/** What the browser does when it has fetched another version. */
function install(container: Container): Worker {
  const next = new Worker();
  container.registration.installing = next;
  container.registration.dispatchEvent(new Event("updatefound"));
  container.registration.installing = null;
  container.registration.waiting = next;
  next.dispatchEvent(new Event("statechange"));
  return next;
}
function controlled(): Container {
  const container = new Container();
  container.controller = new Worker();
  container.registration.active = container.controller;
  return container;
}

test("the first installation is no update, but makes the app open offline", async () => {
  const container = new Container();
  const { update, close } = open(container);
  await registered();
  const first = install(container);
  expect(update.noticed()).toBe(false);
  container.registration.waiting = null;
  container.registration.active = first;
  first.dispatchEvent(new Event("statechange"));
  expect(update.offlineReady()).toBe(true);
  close();
});

test("a newer version is noticed, and Later lays only the notice aside", async () => {
  const container = controlled();
  const { update, close } = open(container);
  await registered();
  install(container);
  expect([update.waiting(), update.noticed()]).toEqual([true, true]);
  update.later();
  expect([update.waiting(), update.noticed()]).toEqual([true, false]);
  close();
});

test("Use it saves first, then asks the new version to take over, then opens the page again, once", async () => {
  const container = controlled();
  let saved!: () => void;
  const { update, seen, close } = open(container, new Promise((resolve) => (saved = resolve)));
  await registered();
  const next = install(container);
  update.use();
  update.use();
  await registered();
  expect(next.heard).toEqual([]);
  saved();
  await registered();
  await registered();
  expect(next.heard).toEqual([{ type: "SKIP_WAITING" }]);
  expect(seen.reloads).toBe(0);
  container.dispatchEvent(new Event("controllerchange"));
  expect(seen.reloads).toBe(1);
  close();
});

test("another window's choice never opens this page again under somebody's hands", async () => {
  const container = controlled();
  const { seen, close } = open(container);
  await registered();
  container.dispatchEvent(new Event("controllerchange"));
  expect(seen.reloads).toBe(0);
  close();
});

test("a browser that refuses the worker still runs the app", async () => {
  const container = new Container();
  container.register = () => Promise.reject(new Error("no"));
  const { update, close } = open(container);
  await registered();
  expect([update.waiting(), update.offlineReady()]).toEqual([false, false]);
  close();
});

test("where there is no worker there is nothing to notice", () => {
  const none: Update = createRoot(() => createUpdate({ beforeReload: async () => {}, worker: null }));
  expect([none.waiting(), none.noticed(), none.offlineReady()]).toEqual([false, false, false]);
});
