import { mkdtemp, readdir, stat } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { startRelay } from "@fogata/relay";
import { fogata } from "./people/fogata.ts";

let ahead = 0;
const now = () => Date.now() + ahead;
const length = Number(process.env.LEN ?? 10000);
const data = await mkdtemp("/tmp/fogata/snapshots/disk-");
const sizes = async () => {
  let n = 0;
  for (const f of await readdir(data)) {
    const s = (await stat(`${data}/${f}`)).size;
    n += s;
    console.log("   ", f, s);
  }
  console.log("per keystroke", n / length);
};
let relay = await startRelay({ port: 45871, host: "127.0.0.1", data, now, limits: { framesPerSecond: 0 } });
const { alice, newcomer } = await fogata.meet(relay.port);
const text = await alice.open("long", true);
for (let at = 0; at < length; at += 10) {
  text.type("abcdefghi ");
  await alice.flush();
}
const witness = await newcomer();
await witness.holds(["long"], length);
for (let m = 0; m < 14; m++) {
  for (const w of [alice, witness]) w.passes?.(91_000);
  await pause(400);
}
await witness.close();
await alice.close();
await relay.close();
ahead += 8 * 864e5;
relay = await startRelay({ port: 45871, host: "127.0.0.1", data, now });
await pause(3000);
await sizes();
const inspector = await import("node:inspector");
const session = new inspector.Session(); session.connect();
session.post("Profiler.enable"); session.post("Profiler.setSamplingInterval", { interval: 100 });
for (let i = 0; i < 30; i++) {
  if (i === 5) session.post("Profiler.start");
  const began = performance.now();
  const cpu = process.cpuUsage();
  const device = await newcomer();
  await device.holds(["long"], length);
  const used = process.cpuUsage(cpu);
  console.log("arrive", performance.now() - began, "cpu ms", (used.user + used.system) / 1000);
  await device.close();
}
session.post("Profiler.stop", async (_e: unknown, r: any) => { (await import("node:fs")).writeFileSync("/tmp/fogata/snapshots/prof.json", JSON.stringify(r.profile)); process.exit(0); });
await pause(2000);
