// From starting the process to the first connection taken: with nothing stored, and with 10,000 channels.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alternate, type Row } from "../measure.ts";
import type { Contestant } from "./contestants.ts";
import { startServer } from "./server-process.ts";
import { openSocket } from "./socket.ts";
import { ask, enter, newChannel, newEntry } from "./speak-fogata.ts";

const channelsStored = Number(process.env.FOGATA_BENCH_CHANNELS ?? 10_000);
const within = 100;

export async function coldStart(all: Contestant[]): Promise<Row[]> {
  const target = (_: string, median: (name: string) => number) => ({
    text: `≤ bare ws + ${within} ms`,
    reached: median("Fogata") <= median("bare ws") + within,
  });
  const ms = { ms: { what: "cold start, nothing stored", unit: "ms" } };
  const empty = await alternate({
    group: "cold start",
    contestants: all,
    values: ms,
    run: (one) => start(one),
    target,
  });

  const chosen = all.filter(({ name }) => name === "bare ws" || name === "Fogata");
  const ours = chosen.find(({ name }) => name === "Fogata");
  const data = await mkdtemp(join(tmpdir(), "fogata-bench-channels-"));
  try {
    if (ours) await fill(ours, data);
    const full = { ms: { what: `cold start, ${channelsStored} channels stored`, unit: "ms" } };
    const run = (one: Contestant) => start(one, one === ours ? data : undefined);
    return [...empty, ...(await alternate({ group: "cold start", contestants: chosen, values: full, run, target }))];
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

async function start(contestant: Contestant, data?: string): Promise<Record<string, number>> {
  const server = await startServer({ ...contestant, ...(data ? { data } : {}) });
  const ms = server.startedInMs;
  await (data ? server.stop() : server.remove());
  return { ms };
}

async function fill(contestant: Contestant, data: string): Promise<void> {
  const server = await startServer({ ...contestant, data });
  const perSocket = 100;
  for (let at = 0; at < channelsStored; at += perSocket) {
    const socket = await openSocket(server.url);
    for (let i = 0; i < perSocket && at + i < channelsStored; i++) {
      const channel = newChannel();
      await enter(socket, channel, i);
      const bytes = newEntry();
      await ask(socket, {
        type: "push",
        ref: 9,
        channel: i,
        entries: [{ id: bytes.subarray(2, 18), bytes }],
      });
    }
    socket.close();
  }
  await server.stop();
}
