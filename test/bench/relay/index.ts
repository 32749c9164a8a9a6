// The relay's tables. The peers and the floor run beside it, each in a process of its own, in the same run.
import type { Parts } from "../measure.ts";
import { bytesPerKeystroke } from "./bytes.ts";
import { catchUpLong, catchUpMany } from "./catch-up.ts";
import { coldStart } from "./cold-start.ts";
import { contestants } from "./contestants.ts";
import { fanOut } from "./fan-out.ts";
import { idle } from "./idle.ts";
import { throughput } from "./throughput.ts";

const crowds = (process.env.FOGATA_BENCH_CROWDS ?? "2,10,50,200").split(",").map(Number);
const fanOuts = crowds.map((readers) => [`fan-out-${readers}`, async () => fanOut(await contestants(), readers)]);

export const parts: Parts = {
  ...(Object.fromEntries(fanOuts) as Parts),
  throughput: async () => throughput(await contestants()),
  idle: async () => idle(await contestants()),
  bytes: bytesPerKeystroke,
  "catch-up-long": catchUpLong,
  "catch-up-many": catchUpMany,
  "cold-start": async () => coldStart(await contestants()),
};
