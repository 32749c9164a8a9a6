// Which day it is where this device is, and when that changes.
import type { Day } from "@fogata/domain";
import type { Clock, Off } from "@fogata/sync";

export function dayOf(at: number): Day {
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}` as Day;
}
export function today(clock: Clock): Day {
  return dayOf(clock.now());
}

/** Calls at every midnight. A device that slept through it wakes up and calls then. */
export function untilTomorrow(clock: Clock, changed: () => void): Off {
  let off = wait();
  function wait(): Off {
    return clock.after(new Date(clock.now()).setHours(24, 0, 0, 0) - clock.now(), () => {
      off = wait();
      changed();
    });
  }
  return () => off();
}
