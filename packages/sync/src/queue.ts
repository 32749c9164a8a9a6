// One thing at a time: every step of a client runs to its end before the next begins, urgent ones first.

export interface Queue {
  run<T>(task: () => Promise<T>): Promise<T>;
  /** Before everything that waits already. */
  urgent<T>(task: () => Promise<T>): Promise<T>;
  /** For what nobody awaits. A throw in it is a fault of ours and surfaces as one. */
  later(task: () => Promise<unknown>): void;
  waiting(): number;
}

export function createQueue(): Queue {
  const tasks: (() => Promise<void>)[] = [];
  let running = false;

  async function drain() {
    running = true;
    for (let task = tasks.shift(); task; task = tasks.shift()) await task();
    running = false;
  }
  function add<T>(task: () => Promise<T>, first: boolean): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const step = () => task().then(resolve, reject);
      if (first) tasks.unshift(step);
      else tasks.push(step);
      if (!running) void drain();
    });
  }
  return {
    run: (task) => add(task, false),
    urgent: (task) => add(task, true),
    later: (task) => void add(task, false),
    waiting: () => tasks.length,
  };
}
