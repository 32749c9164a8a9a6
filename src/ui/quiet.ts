// What follows typing, once there is a pause: so that nothing speaks or jumps at every letter.
import { type Accessor, createEffect, createSignal, onCleanup } from "solid-js";

export const pauseMs = 600;

export function createQuiet<T>(now: Accessor<T>): Accessor<T> {
  const [settled, setSettled] = createSignal(now());
  createEffect(() => {
    const value = now();
    const timer = setTimeout(() => setSettled(() => value), pauseMs);
    onCleanup(() => clearTimeout(timer));
  });
  return settled;
}
