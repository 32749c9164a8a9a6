// The lock of this device as the pages see it: whether there is one, when it closes, and what a person can do with it.
// Null in the context where a page stands without a device (and in tests of pages that have nothing to do with it).
import type { AppLock, LockChoices, LockTabs } from "@fogata/sync/first";
import { type Accessor, createContext, createSignal, useContext } from "solid-js";
import { setNamesNothing } from "../../ui/window-title.ts";

export interface DeviceLock {
  set: Accessor<boolean>;
  choices: Accessor<LockChoices>;
  choose(change: Partial<LockChoices>): void;
  /** Blank at once, in every tab; the keys follow. */
  lockNow(): void;
  turnOn: AppLock["turnOn"];
  change: AppLock["change"];
  turnOff: AppLock["turnOff"];
  waitsUntil: AppLock["waitsUntil"];
  /** Four words that nobody made up. */
  suggest(): Promise<string>;
  /** Databases that stay locked beside the one in use. */
  aside: readonly string[];
  goBack(name: string): Promise<boolean>;
  erase(name: string): Promise<boolean>;
}

export const LockContext = createContext<DeviceLock | null>(null);
export const useLock = () => useContext(LockContext);

export function createDeviceLock(o: {
  lock: AppLock;
  tabs: LockTabs;
  place: Pick<DeviceLock, "aside" | "goBack" | "erase">;
  /** The key this page has open: the same before and after a lock is set. */
  opened(): void;
  suggest(): Promise<string>;
}): DeviceLock {
  const { lock, tabs } = o;
  const [set, setSet] = createSignal(tabs.isSet());
  const [choices, setChoices] = createSignal(tabs.choices());
  setNamesNothing(set());
  tabs.subscribe(() => {
    setSet(tabs.isSet());
    setNamesNothing(tabs.isSet());
    setChoices(tabs.choices());
  });
  return {
    set,
    choices,
    choose: (change) => void tabs.choose(change),
    lockNow: tabs.lockNow,
    async turnOn(passphrase) {
      const done = await lock.turnOn(passphrase);
      if (done.ok) o.opened();
      return done;
    },
    change: lock.change,
    async turnOff(passphrase) {
      const done = await lock.turnOff(passphrase);
      if (done.ok) tabs.removed();
      return done;
    },
    waitsUntil: lock.waitsUntil,
    suggest: o.suggest,
    ...o.place,
  };
}
