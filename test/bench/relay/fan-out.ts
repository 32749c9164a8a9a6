// How long until everybody else has it, and what it costs the server: one writer, N readers, one write at a time.
import { setTimeout as pause } from "node:timers/promises";
import { alternate, quantile, type Row } from "../measure.ts";
import type { Contestant, Member } from "./contestants.ts";
import { startServer } from "./server-process.ts";

/** At least so many, and as many more as fit the time: of a hundred that take ten milliseconds together, a tail says nothing. */
const writes = Number(process.env.FOGATA_BENCH_WRITES ?? 100);
const writesMax = 20 * writes;
const writesMs = 1_000;
/**
 * A server has been up for longer than its first minute: what it has heard ten thousand times it has also compiled. Node
 * goes on compiling our relay (`--trace-opt`) until some eight thousand. The slowest do as many as fit the time.
 */
const warmUp = 10_000;
const warmUpMsMax = 5_000;
/** Where the sockets are most of the work: what a few readers cost is told, and judged by nobody. */
const cpuJudgedFrom = 200;
/** Where each write has to wait out what the peer gathers: twice this many, else a run would take a minute. */
const writesWaited = 20;

export async function fanOut(all: Contestant[], readers: number): Promise<Row[]> {
  return alternate({
    group: `fan-out to ${readers} readers`,
    contestants: all,
    values: {
      p50: { what: `delivery to ${readers}, p50`, unit: "ms" },
      p99: { what: `delivery to ${readers}, p99`, unit: "ms" },
      cpu: { what: `server CPU per write to ${readers}`, unit: "ms" },
    },
    run: (contestant) => once(contestant, readers),
    target: (value, median) =>
      value === "cpu"
        ? readers < cpuJudgedFrom
          ? undefined
          : { text: "≤ 1.2 × bare ws", reached: median("Fogata") <= 1.2 * median("bare ws") }
        : {
            text: "≤ 1.3 × bare ws, below every peer",
            reached:
              median("Fogata") <= 1.3 * median("bare ws") &&
              ["y-websocket", "Hocuspocus", "automerge-repo"].every((peer) => !(median("Fogata") > median(peer))),
          },
  });
}

async function once(contestant: Contestant, readers: number): Promise<Record<string, number>> {
  const server = await startServer(contestant);
  try {
    const room = `room-${Math.random().toString(36).slice(2)}`;
    const writer = await contestant.join(server, room);
    const others: Member[] = [];
    for (let i = 0; i < readers; i++) others.push(await contestant.join(server, room));
    const delays: number[] = [];
    const { gathersMs = 0 } = contestant;
    const write = async () => {
      if (gathersMs > 0) await pause(gathersMs);
      return writeOnce(writer, others);
    };
    const atMost = (times: number) => (gathersMs > 0 ? Math.min(times, writesWaited) : times);
    const warmBy = performance.now() + warmUpMsMax;
    for (let i = 0; i < atMost(warmUp) && performance.now() < warmBy; i++) await write();
    const before = await server.cpu();
    const until = performance.now() + writesMs;
    let done = 0;
    for (; done < atMost(writes) || (done < atMost(writesMax) && performance.now() < until); done++)
      delays.push(...(await write()));
    const cpu = ((await server.cpu()) - before) / done;
    for (const member of [writer, ...others]) member.close();
    delays.sort((a, b) => a - b);
    return { p50: quantile(delays, 0.5), p99: quantile(delays, 0.99), cpu };
  } finally {
    await server.remove();
  }
}

const deliveryMsMax = 10_000;

/** The delay of each reader; answers that a protocol owes are given afterwards, outside the measured time. */
async function writeOnce(writer: Member, readers: Member[]): Promise<number[]> {
  const delays: number[] = [];
  let began = 0;
  await new Promise<void>((all, failed) => {
    const late = setTimeout(() => failed(new Error(`only ${delays.length} of ${readers.length} heard`)), deliveryMsMax);
    for (const reader of readers) {
      reader.heard = () => {
        reader.heard = () => undefined;
        delays.push(performance.now() - began);
        if (delays.length < readers.length) return;
        clearTimeout(late);
        all();
      };
    }
    began = performance.now();
    writer.write();
  });
  for (const member of [writer, ...readers]) member.settle();
  return delays;
}
