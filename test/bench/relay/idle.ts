// What a connection costs that says nothing: 1,000 open ones, all in one room or each in its own.
import { alternate, type Row } from "../measure.ts";
import type { Contestant, Member } from "./contestants.ts";
import { startServer } from "./server-process.ts";

const connections = Number(process.env.FOGATA_BENCH_IDLE ?? 500);
const atOnce = 20;

export async function idle(all: Contestant[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [where, room] of [
    ["one document", () => "shared"],
    ["one each", (i: number) => `own-${i}`],
  ] as const) {
    rows.push(
      ...(await alternate({
        group: `memory per idle connection`,
        contestants: all,
        values: { kb: { what: `${connections} open, ${where}`, unit: "kB" } },
        run: (contestant) => once(contestant, room),
        target: (_, median) => ({
          text: "≤ 1.2 × bare ws",
          reached: median("Fogata") <= 1.2 * median("bare ws"),
        }),
      })),
    );
  }
  return rows;
}

async function once(contestant: Contestant, room: (i: number) => string): Promise<Record<string, number>> {
  const server = await startServer(contestant);
  try {
    // The first few connections load code and grow pools: they are not what a further one costs.
    const warm = await joinAll(
      contestant,
      server,
      Array.from({ length: 50 }, (_, i) => `warm-${i}`),
    );
    const before = (await server.usage()).rssBytes;
    const members = await joinAll(
      contestant,
      server,
      Array.from({ length: connections }, (_, i) => room(i)),
    );
    const after = (await server.usage()).rssBytes;
    for (const member of [...warm, ...members]) member.close();
    return { kb: (after - before) / connections / 1000 };
  } finally {
    await server.remove();
  }
}

async function joinAll(contestant: Contestant, server: Parameters<Contestant["join"]>[0], rooms: string[]) {
  const members: Member[] = [];
  for (let at = 0; at < rooms.length; at += atOnce) {
    members.push(...(await Promise.all(rooms.slice(at, at + atOnce).map((room) => contestant.join(server, room)))));
  }
  return members;
}
