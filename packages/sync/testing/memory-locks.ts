// Web Locks in memory, as far as leadership uses them: exclusive locks, queue, abort, steal.
// Tabs of one device in a test share one.
import type { Locks } from "../src/leader.ts";

interface Waiting {
  grant(): void;
}
export function memoryLocks(): Locks {
  const held = new Map<string, { stolen(): void }>();
  const queues = new Map<string, Waiting[]>();

  function next(name: string): void {
    if (!held.has(name)) queues.get(name)?.shift()?.grant();
  }
  function hold<T>(name: string, work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const me = { stolen: () => reject(new DOMException("stolen", "AbortError")) };
      held.set(name, me);
      const release = () => {
        if (held.get(name) !== me) return;
        held.delete(name);
        next(name);
      };
      work().then(
        (value) => {
          resolve(value);
          release();
        },
        (error) => {
          reject(error);
          release();
        },
      );
    });
  }
  return {
    request: (name, { signal, steal }, work) =>
      new Promise((resolve, reject) => {
        const grant = () => hold(name, work).then(resolve, reject);
        if (steal) {
          held.get(name)?.stolen();
          held.delete(name);
          return void grant();
        }
        const waiting = { grant };
        const queue = queues.get(name) ?? [];
        queues.set(name, queue);
        queue.push(waiting);
        signal?.addEventListener("abort", () => {
          const at = queue.indexOf(waiting);
          if (at < 0) return;
          queue.splice(at, 1);
          reject(new DOMException("given up", "AbortError"));
        });
        next(name);
      }),
  };
}
