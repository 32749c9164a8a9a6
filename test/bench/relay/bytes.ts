// Bytes on the wire and on the server's disk for each keystroke of somebody typing, one reader listening.
import { alternate, type Row } from "../measure.ts";
import type { Contestant, Member } from "./contestants.ts";
import { startServer } from "./server-process.ts";

const keystrokes = Number(process.env.FOGATA_BENCH_KEYSTROKES ?? 2000);
/** What one flush holds when somebody types steadily; only our own side gathers keystrokes, so only it divides. */
const keystrokesPerFlush = 10;

export function bytesPerKeystroke(all: Contestant[]): Promise<Row[]> {
  const peers = all.filter(({ name }) => name !== "bare ws + synced log");
  return alternate({
    group: "bytes per keystroke",
    contestants: peers,
    values: {
      up: { what: `from the writer, bursts of ${keystrokesPerFlush}`, unit: "B" },
      down: { what: "to one reader", unit: "B" },
      back: { what: "back to the writer", unit: "B" },
      disk: { what: "on the server's disk, uncompacted", unit: "B" },
    },
    run: once,
    target: (value, median) =>
      value === "up"
        ? { text: "≤ 1/4 of automerge-repo's", reached: median("Fogata") <= median("automerge-repo") / 4 }
        : undefined,
  });
}

async function once(contestant: Contestant): Promise<Record<string, number>> {
  const perWrite = contestant.name === "Fogata" ? keystrokesPerFlush : 1;
  const server = await startServer(contestant);
  try {
    const room = `room-${Math.random().toString(36).slice(2)}`;
    const writer = await contestant.join(server, room);
    const reader = await contestant.join(server, room);
    const before = [writer.bytesOut(), reader.bytesIn(), writer.bytesIn(), await server.diskBytes()] as const;
    for (let i = 0; i < keystrokes / perWrite; i++) await writeOnce(writer, reader);
    const wire = [writer.bytesOut(), reader.bytesIn(), writer.bytesIn()].map(
      (now, i) => (now - before[i]!) / keystrokes,
    );
    await server.stop();
    const disk = ((await server.diskBytes()) - before[3]) / keystrokes;
    return { up: wire[0]!, down: wire[1]!, back: wire[2]!, disk };
  } finally {
    await server.remove();
  }
}

function writeOnce(writer: Member, reader: Member): Promise<void> {
  return new Promise((done) => {
    reader.heard = () => {
      writer.settle();
      reader.settle();
      done();
    };
    writer.write();
  });
}
