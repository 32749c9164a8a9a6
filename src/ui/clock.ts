// The time of day for words like "yesterday", read again every minute while a page shows it.
import { type Accessor, createSignal, onCleanup } from "solid-js";

const minuteMs = 60_000;

export function createClock(): Accessor<number> {
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), minuteMs);
  onCleanup(() => clearInterval(timer));
  return now;
}
