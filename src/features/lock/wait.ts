// How long until the next try counts, in whole seconds, counted down while a page shows it.
import { type Accessor, createSignal, onCleanup } from "solid-js";

const secondMs = 1_000;

export function createWait(until: () => Promise<number | null>): {
  seconds: Accessor<number | null>;
  look(): Promise<void>;
} {
  const [seconds, setSeconds] = createSignal<number | null>(null);
  let end: number | null = null;
  const tick = () => setSeconds(end === null || end <= Date.now() ? null : Math.ceil((end - Date.now()) / secondMs));
  const look = async () => {
    end = await until();
    tick();
  };
  const timer = setInterval(tick, secondMs);
  onCleanup(() => clearInterval(timer));
  void look();
  return { seconds, look };
}
