// The relay's table. The peers and the floor run beside it, each in a process of its own, in the same run.
import type { Row } from "../measure.ts";
import { bytesPerKeystroke } from "./bytes.ts";
import { catchUp } from "./catch-up.ts";
import { coldStart } from "./cold-start.ts";
import { contestants } from "./contestants.ts";
import { fanOut } from "./fan-out.ts";
import { idle } from "./idle.ts";
import { throughput } from "./throughput.ts";

const crowds = (process.env.FOGATA_BENCH_CROWDS ?? "2,10,50,200").split(",").map(Number);

export async function measure(): Promise<Row[]> {
  const all = await contestants();
  const rows: Row[] = [];
  for (const readers of crowds) rows.push(...(await fanOut(all, readers)));
  rows.push(...(await throughput(all)));
  rows.push(...(await idle(all)));
  rows.push(...(await bytesPerKeystroke()));
  rows.push(...(await catchUp()));
  rows.push(...(await coldStart(all)));
  return rows;
}
