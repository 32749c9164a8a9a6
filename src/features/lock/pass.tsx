// The way into the app on this device: straight through where there is no lock, else past the question. Until it is
// answered nothing of the app is made: no workspace, no picture, no engine.
import type { Primitives, RestKey } from "@fogata/keys";
import type { Channel, Clock } from "@fogata/sync";
import { type AppLock, awaitKey, findRest, openLock, type Place } from "@fogata/sync/first";
import { render } from "solid-js/web";
import { FaultPage } from "../fault/FaultPage.tsx";

export interface Passed {
  /** Absent where this device cannot be opened; why is said by whoever tries. */
  key: RestKey | null;
  /** A lock is set, and was opened. */
  locked: boolean;
  lock: AppLock | null;
}

/** Another tab that is open answers within this, and then nothing is asked. */
export const otherTabMs = 150;

export async function passLock(o: {
  p: Primitives;
  place: Place;
  clock: Clock;
  channel: Channel | null;
  at: HTMLElement;
  reload(): void;
}): Promise<Passed> {
  const { p, place, clock } = o;
  if (!place.database.ok) return { key: null, locked: false, lock: null };
  const lock = openLock({ p, cabinet: place.database.value.cabinet, clock });
  const found = await findRest(p, place.database.value);
  if (!found.ok) return { key: null, locked: false, lock };
  if (found.value.kind === "open") return { key: found.value.key, locked: false, lock };
  return { key: await ask(o, lock), locked: true, lock };
}

function ask({ place, clock, channel, at, reload }: Parameters<typeof passLock>[0], lock: AppLock): Promise<RestKey> {
  return new Promise((resolve) => {
    let open = false;
    let putAway = () => {};
    const waiting = awaitKey(channel, done);
    function done(key: RestKey): void {
      if (open) return;
      open = true;
      waiting.close();
      putAway();
      resolve(key);
    }
    clock.after(otherTabMs, async () => {
      // Only a locked device needs it.
      const part = await import("./LockPage.tsx").catch(() => null);
      if (open) return;
      at.replaceChildren();
      if (part === null) {
        putAway = render(() => <FaultPage fault="app-incomplete" />, at);
        return;
      }
      const { LockPage } = part;
      putAway = render(
        () => (
          <LockPage
            lock={lock}
            onOpen={(key) => {
              waiting.tell(key);
              done(key);
            }}
            onAfresh={async () => {
              const begun = await place.beginAfresh();
              if (begun) reload();
              return begun;
            }}
          />
        ),
        at,
      );
    });
  });
}
