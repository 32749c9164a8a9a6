// The device's picture of itself as a Solid store: a new picture re-runs only what reads the parts that differ.
import type { Device, DeviceView, Off } from "@fogata/sync";
import { createStore, reconcile, type Store } from "solid-js/store";

export interface ViewStore {
  view: Store<DeviceView>;
  follow(device: Device): Off;
}

/** `fresh`: there is nothing on this device, which needs no engine to be said. */
export function createViewStore(lastView: DeviceView | null, fresh = false): ViewStore {
  // The picture of last time is shown as it was, but it is not the device's word yet.
  const [view, setView] = createStore<DeviceView>({ ...nothing, ...copy(lastView), ready: fresh });
  function show(next: DeviceView): void {
    // Until the device has read its storage, its picture is empty: last time's says more.
    if (!next.ready) setView("fault", next.fault);
    // Copied first: the store would otherwise write into the device's own objects, and they into it.
    else setView(reconcile(copy(next), { key: "id" }));
  }
  return {
    view,
    follow(device) {
      show(device.view());
      return device.subscribe(show);
    },
  };
}

const nothing: DeviceView = { ready: false, fault: null, groups: [], joining: [], foundings: [] };

function copy<T>(value: T): T {
  return structuredClone(value);
}
