// How much a server delivers for one second of its processor: ten rooms of one writer and ten readers, all at once.
import { alternate, type Row } from "../measure.ts";
import type { Contestant } from "./contestants.ts";
import { type ServerProcess, startServer } from "./server-process.ts";

const rooms = 10;
const readers = 10;
const runMs = Number(process.env.FOGATA_BENCH_RUN_MS ?? 2000);

export function throughput(all: Contestant[]): Promise<Row[]> {
  return alternate({
    group: "throughput, 10 rooms × 10 readers",
    contestants: all,
    values: {
      perCpu: { what: "deliveries per second of server CPU", unit: "1/s" },
      perSecond: { what: "deliveries per second, client and server sharing the machine", unit: "1/s" },
    },
    run: once,
    target: (value, median) =>
      value === "perCpu"
        ? { text: "≥ 0.9 × bare ws, stored and acknowledged", reached: median("Fogata") >= 0.9 * median("bare ws") }
        : undefined,
  });
}

async function once(contestant: Contestant): Promise<Record<string, number>> {
  const server = await startServer(contestant);
  try {
    const all = await Promise.all(Array.from({ length: rooms }, () => openRoom(contestant, server)));
    const cpuBefore = await server.cpu();
    const began = performance.now();
    const delivered = await Promise.all(all.map((room) => room.run(began + runMs)));
    const seconds = (performance.now() - began) / 1000;
    const cpuSeconds = ((await server.cpu()) - cpuBefore) / 1000;
    const sum = delivered.reduce((a, b) => a + b, 0);
    return { perCpu: sum / cpuSeconds, perSecond: sum / seconds };
  } finally {
    await server.remove();
  }
}

async function openRoom(contestant: Contestant, server: ServerProcess) {
  const room = `room-${Math.random().toString(36).slice(2)}`;
  const writer = await contestant.join(server, room);
  const others = await Promise.all(Array.from({ length: readers }, () => contestant.join(server, room)));
  return {
    /** Keeps `window` writes in flight until the time is over, then waits for the last to arrive. */
    run: (untilMs: number) =>
      new Promise<number>((done, failed) => {
        const late = setTimeout(
          () => failed(new Error(`stuck at ${heard} heard`)),
          untilMs - performance.now() + 10_000,
        );
        let sent = 0;
        let heard = 0;
        const more = () => {
          while (performance.now() < untilMs && sent - heard / readers < contestant.window) {
            sent++;
            writer.write();
          }
        };
        for (const reader of others) {
          reader.heard = (writes) => {
            heard += writes;
            reader.settle();
            if (performance.now() < untilMs) return more();
            if (heard < sent * readers) return;
            clearTimeout(late);
            done(heard);
          };
        }
        more();
      }),
  };
}
