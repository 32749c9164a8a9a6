// Reads a Chromium trace: what the main thread did from each keystroke to the frame that shows it. Processor time: how long
// it was kept from its work by others on the machine is none of the app's.

export const traceCategories = ["devtools.timeline", "disabled-by-default-devtools.timeline"];

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
  /** Of it, what the thread itself worked. */
  tdur?: number;
  args?: { data?: { type?: string } };
}

/** For each key pressed: milliseconds of the tasks from the one that took the key to the one that handed its frame over. */
export function keystrokeCosts(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const keys = traceEvents.filter(({ name, args }) => name === "EventDispatch" && args?.data?.type === "keydown");
  const [first] = keys;
  if (!first) return [];
  const here = traceEvents
    .filter(({ pid, tid, ph, dur }) => pid === first.pid && tid === first.tid && ph === "X" && dur !== undefined)
    .sort((a, b) => a.ts - b.ts);
  const tasks = here.filter(({ name }) => name === "RunTask");
  const frames = here.filter(({ name }) => name === "Commit");
  const costs: number[] = [];
  for (const [i, key] of keys.entries()) {
    const nextAt = keys[i + 1]?.ts ?? Number.POSITIVE_INFINITY;
    // The letter is put in when the key's own task is over, or in it; its frame comes after both.
    const input = here.find(
      ({ name, ts, args }) => name === "EventDispatch" && args?.data?.type === "input" && ts > key.ts && ts < nextAt,
    );
    const frame = input && frames.find(({ ts }) => ts > input.ts);
    if (!frame || frame.ts > nextAt) continue;
    const between = tasks.filter(({ ts, dur }) => ts + dur! > key.ts && ts <= frame.ts);
    costs.push(between.reduce((sum, { dur, tdur }) => sum + (tdur ?? dur!), 0) / 1000);
  }
  return costs;
}

/** For each frame handed over: milliseconds of the main thread's tasks since the one before. */
export function frameCosts(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const commits = traceEvents.filter(({ name, ph }) => name === "Commit" && ph === "X").sort((a, b) => a.ts - b.ts);
  const [first] = commits;
  if (!first) return [];
  const tasks = traceEvents.filter(
    ({ name, pid, tid, ph, dur }) => name === "RunTask" && pid === first.pid && tid === first.tid && ph === "X" && dur,
  );
  const here = commits.filter(({ pid, tid }) => pid === first.pid && tid === first.tid);
  return here.slice(1).map((frame, n) => {
    const since = here[n]!.ts;
    const between = tasks.filter(({ ts }) => ts > since && ts <= frame.ts);
    return between.reduce((sum, { dur, tdur }) => sum + (tdur ?? dur!), 0) / 1000;
  });
}
