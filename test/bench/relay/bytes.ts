// Bytes on the wire and on the server's disk for each keystroke, one person typing and one looking on: keystroke by
// keystroke, and in bursts. Each side's own library decides what it gathers; the wire is counted outside of it.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openLine } from "../line.ts";
import { alternate, type Row } from "../measure.ts";
import { type Side, sides } from "../people/writers.ts";
import { startServer } from "./server-process.ts";

const bursts = Number(process.env.FOGATA_BENCH_BURSTS ?? 10);
/** What follows a delivery (acknowledgements, storing) is over by then. */
const settledMs = 500;

export async function bytesPerKeystroke(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const keystrokes of [1, 10, 50]) {
    rows.push(
      ...(await alternate({
        group: `bytes per keystroke, ${keystrokes === 1 ? "one at a time" : `in bursts of ${keystrokes}`}`,
        contestants: await sides(),
        values: {
          wire: { what: "on the wire, all of it", unit: "B" },
          up: { what: "of it to the server", unit: "B" },
          down: { what: "of it from the server", unit: "B" },
          disk: { what: "server's disk, as it is", unit: "B" },
        },
        run: (side) => once(side, keystrokes),
        target: (value, median) =>
          value === "wire" && keystrokes >= 10
            ? { text: "≤ 1/4 of automerge-repo's", reached: median("Fogata") <= median("automerge-repo") / 4 }
            : undefined,
      })),
    );
  }
  return rows;
}

async function once(side: Side, keystrokes: number): Promise<Record<string, number>> {
  const data = await mkdtemp(join(tmpdir(), "fogata-bench-bytes-"));
  const server = await startServer({ ...side.server, data });
  const line = await openLine(server.port);
  try {
    const { alice, newcomer } = await side.meet(line.port);
    const written = await alice.open("minutes", true);
    written.type("We meet on Tuesdays. ".repeat(10));
    await alice.flush();
    const reader = await newcomer();
    const read = await reader.open("minutes");
    await read.until(written.length());
    await pause(settledMs);

    const [up, down, disk] = [line.up(), line.down(), await server.diskBytes()];
    for (let i = 0; i < bursts; i++) {
      written.type("abcdefghi ".repeat(5).slice(0, keystrokes));
      await alice.flush();
      await read.until(written.length());
      await pause(keystrokes === 1 ? 0 : settledMs / 10);
    }
    await pause(settledMs);
    const counted = [line.up() - up, line.down() - down] as const;
    await Promise.all([alice.close(), reader.close()]);
    await server.stop();
    const all = keystrokes * bursts;
    const grown = (await server.diskBytes()) - disk;
    return { wire: (counted[0] + counted[1]) / all, up: counted[0] / all, down: counted[1] / all, disk: grown / all };
  } finally {
    await line.close();
    await server.remove();
  }
}
