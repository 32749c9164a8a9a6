// A device that has nothing yet comes to a server that was just started: until it holds every text. One document of
// 10,000 keystrokes; a thousand small ones, which the others keep in memory and ours in its storage until one is opened.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../../e2e/support/relay.ts";
import { alternate, type Row, underWay, within } from "../measure.ts";
import { type Side, sides, type Text, type Writer } from "../people/writers.ts";
import { startServer } from "./server-process.ts";

const long = Number(process.env.FOGATA_BENCH_LONG ?? 10_000);
const many = Number(process.env.FOGATA_BENCH_MANY ?? 1000);
const keystrokesPerFlush = 10;
const small = 20;
/** Those who store a while after the last write have done so when their disk has not changed for this long. */
const storedMs = 3000;
const writingMsMax = 120_000;
const atOnce = 50;
/** Longer than a device waits between two looks at its snapshots (packages/sync, snapshots.ts). */
const lookMs = 91_000;
const minutesTogether = 12;
const settleMs = 700;
/** The process believes that eight days have passed: more than a relay waits before it erases. */
const aWeekLater = {
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent("const now = Date.now; Date.now = () => now() + 8 * 864e5;")}`,
};

interface Library {
  side: Side;
  names: string[];
  length: number;
  port: number;
  data: string;
  newcomer: Awaited<ReturnType<Side["meet"]>>["newcomer"];
}

export const catchUpLong = async (): Promise<Row[]> =>
  measured(await sides(), {
    what: `one document of ${long} keystrokes`,
    names: ["long"],
    length: long,
    target: (median) => ({
      text: "≤ 1/3 of automerge-repo's",
      reached: median("Fogata") <= median("automerge-repo") / 3,
    }),
  });

export const catchUpMany = async (): Promise<Row[]> =>
  measured(await sides(), {
    what: `${many} documents of ${small} keystrokes`,
    names: Array.from({ length: many }, (_, i) => `small-${i}`),
    length: small,
    target: (median) => {
      const below = median("Fogata") <= median("Hocuspocus");
      // It may not have brought a thousand documents to its server in the time there is.
      if (Number.isNaN(median("automerge-repo")))
        return { text: "below Hocuspocus (and ≤ 1/5 of automerge-repo's, had it been measured)", reached: below };
      return {
        text: "≤ 1/5 of automerge-repo's, below Hocuspocus",
        reached: below && median("Fogata") <= median("automerge-repo") / 5,
      };
    },
  });

async function measured(
  all: readonly Side[],
  o: {
    what: string;
    names: string[];
    length: number;
    target: (median: (name: string) => number) => NonNullable<Row["target"]>;
  },
): Promise<Row[]> {
  const filled = new Map<Side, Library | Error>();
  try {
    for (const side of all) {
      process.stderr.write(`  catch-up · ${o.what} · ${side.name} · writing\n`);
      filled.set(side, await within(writingMsMax, fill(side, o.names, o.length)).catch((error: Error) => error));
    }
    const rows = await alternate({
      group: "catch-up of a fresh device, cold server",
      contestants: all,
      values: { ms: { what: o.what, unit: "ms" } },
      async run(side) {
        const library = filled.get(side);
        if (library instanceof Error || !library) throw library ?? new Error("nothing was written");
        return { ms: await arrive(library) };
      },
      target: (_, median) => o.target(median),
    });
    if (o.names.length === 1) rows.push(...(await kept(all, filled, o.length)));
    return rows;
  } finally {
    for (const library of filled.values()) {
      if (!(library instanceof Error)) await rm(library.data, { recursive: true, force: true });
    }
  }
}

/** What lies on the server's disk a week later, when what was cut away is erased; nobody has written since. */
async function kept(all: readonly Side[], filled: ReadonlyMap<Side, Library | Error>, length: number): Promise<Row[]> {
  return alternate({
    group: "what a server keeps of one long document",
    contestants: all,
    values: { disk: { what: "its disk a week later, per keystroke", unit: "B" } },
    async run(side) {
      const library = filled.get(side);
      if (library instanceof Error || !library) throw library ?? new Error("nothing was written");
      const server = await startServer({
        ...side.server,
        port: library.port,
        data: library.data,
        env: { ...side.server.env, ...aWeekLater },
      });
      try {
        return { disk: (await atRest(server)) / length };
      } finally {
        await server.stop();
      }
    },
    target: (_, median) => ({ text: "≤ 2", reached: median("Fogata") <= 2 }),
  });
}

/** Bytes of its store once they change no more. */
async function atRest(server: { diskBytes(): Promise<number> }): Promise<number> {
  for (let before = -1; ; await pause(storedMs)) {
    const now = await server.diskBytes();
    if (now === before) return now;
    before = now;
  }
}

async function fill(side: Side, names: string[], length: number): Promise<Library> {
  const [port, data] = [await freePort(), await mkdtemp(join(tmpdir(), "fogata-bench-library-"))];
  const server = await startServer({ ...side.server, port, data });
  const { alice, newcomer } = await side.meet(port);
  const texts: Text[] = [];
  for (const name of names) {
    const text = await alice.open(name, true);
    for (let at = 0; at < length; at += keystrokesPerFlush) {
      text.type("abcdefghi ".slice(0, keystrokesPerFlush));
      // A thousand documents are flushed by the clock, as they would be.
      if (names.length === 1) await alice.flush();
    }
    texts.push(text);
    if (texts.length % atOnce === 0) await pause(0);
  }
  await alice.flush();
  // Somebody has seen it all: so the server has it, and what `holds` says can be relied on.
  const witness = await newcomer();
  await witness.holds(names, length);
  for (let at = 0; at < names.length; at += atOnce) {
    await Promise.all(names.slice(at, at + atOnce).map(async (name) => (await witness.open(name)).until(length)));
  }
  await together([alice, witness]);
  await atRest(server);
  await witness.close();
  await alice.close();
  await server.stop();
  return { side, names, length, port, data, newcomer };
}

/** A few minutes in which both stay online: one makes the document whole, the other checks it, one has the log cut. */
async function together(writers: readonly Writer[]): Promise<void> {
  if (writers.every(({ passes }) => passes === undefined)) return;
  for (let minute = 0; minute < minutesTogether; minute++) {
    for (const writer of writers) writer.passes?.(lookMs);
    await pause(settleMs);
  }
}

async function arrive({ side, names, length, port, data, newcomer }: Library): Promise<number> {
  const server = await startServer({ ...side.server, port, data });
  const began = performance.now();
  let device: Writer | undefined;
  // One that is too late goes on for as long as it is let, in the way of whoever comes next.
  const end = () => void device?.close().catch(() => undefined);
  underWay.add(end);
  try {
    device = await newcomer();
    await device.holds(names, length);
    const ms = performance.now() - began;
    await device.readBack?.(names, length);
    return ms;
  } finally {
    underWay.delete(end);
    await device?.close().catch(() => undefined);
    await server.stop();
  }
}
