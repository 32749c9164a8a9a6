// What the relay acknowledged is on the disk: shown by killing it, by watching its system calls, by filling its disk.
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newChannel, newEntry, TestDevice } from "../support/relay-device.ts";
import { type RelayProcess, spawnRelay } from "../support/relay-process.ts";

const kills = Number(process.env.FOGATA_KILLS ?? 50);
const seed = Number(process.env.FOGATA_SEED ?? Date.now() % 2 ** 31);
let folder: string;
let relay: RelayProcess | null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fogata-kill-"));
  relay = null;
});
afterEach(async () => {
  await relay?.stop("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

/** Small and seeded (mulberry32), so that a failing run can be replayed. */
function chance(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test(`R4 kill -9 while pushing, ${kills} times: every acknowledged entry is there, in its place, on an unbroken chain`, async () => {
  console.log(`relay-kill: FOGATA_SEED=${seed}`);
  const random = chance(seed);
  const channels = [newChannel(), newChannel(), newChannel()];
  const acknowledged = channels.map(() => new Map<number, Buffer>());
  let acks = 0;
  for (let kill = 0; kill < kills; kill++) {
    relay = await spawnRelay({ env: { FOGATA_DATA: folder } });
    const device = await TestDevice.connect(relay.port);
    for (const [i, channel] of channels.entries()) {
      await device.open(channel, "read");
      await device.open(channel, "write");
      const kept = await device.readAll(channel);
      for (const [seq, bytes] of acknowledged[i]!) {
        const there = kept[seq - 1];
        if (!there || Buffer.compare(there.bytes, bytes) !== 0)
          throw new Error(`seed ${seed}, kill ${kill}: entry ${seq} of channel ${i} was acknowledged and is lost`);
      }
    }
    // Three writers at once, until a random number of answers has come; then, in the middle of everything, the end.
    const killAfter = 1 + Math.floor(random() * 40);
    let answered = 0;
    let over = false;
    const dead = new Promise<void>((done) => {
      const write = async (i: number): Promise<void> => {
        while (!over) {
          const entries = Array.from({ length: 1 + Math.floor(random() * 5) }, () =>
            newEntry(Buffer.alloc(Math.floor(random() * 3000), kill)),
          );
          const { seqs } = await device.push(channels[i]!, entries);
          for (const [at, seq] of seqs.entries()) acknowledged[i]!.set(seq, Buffer.from(entries[at]!.bytes));
          acks += 1;
          answered += 1;
          if (answered === killAfter) relay!.child.kill("SIGKILL");
        }
      };
      const writers = channels.flatMap((_, i) => [write(i), write(i), write(i)]);
      void device.untilClosed().then(async () => {
        over = true;
        await Promise.allSettled(writers);
        done();
      });
    });
    await dead;
    await relay.stop("SIGKILL");
  }
  expect(acks).toBeGreaterThanOrEqual(kills);
}, 300_000);

const strace = spawnSync("strace", ["-V"]).status === 0;
test.skipIf(!strace)(
  "R4 the disk has synced before the acknowledgement is written to the socket (strace)",
  async () => {
    const trace = join(folder, "trace");
    const data = join(folder, "data");
    const calls = "trace=fdatasync,fsync,write,writev,sendto,sendmsg";
    // -D: the relay itself is our child, and strace looks on from the side.
    const before = ["strace", "-D", "-f", "-ttt", "-y", "-xx", "-s", "64", "-e", calls, "-o", trace];
    relay = await spawnRelay({ env: { FOGATA_DATA: data }, before });
    const device = await TestDevice.connect(relay.port);
    const channel = newChannel();
    await device.open(channel, "write");
    for (let i = 0; i < 20; i++) await device.push(channel, [newEntry(`entry ${i}`)]);
    device.close();
    await relay.stop("SIGTERM");
    await expect.poll(() => readFile(trace, "latin1"), { timeout: 20_000 }).toMatch(/\+\+\+ exited with 0 \+\+\+\n$/);

    // -xx writes names in hexadecimal too: this is ".log", LevelDB's own. An ACK is a binary message whose frame
    // begins with an array of three and the tag 10.
    const isLogWrite = (line: string) => /\bwrite\(\d+<[^>]*\\x2e\\x6c\\x6f\\x67>/.test(line);
    const isSynced = (line: string) => /\bf(data)?sync\b.*= 0$/.test(line);
    const isAck = (line: string) => /\b(write|writev|sendto|sendmsg)\(.*"\\x82\\x[0-9a-f]{2}\\x83\\x0a/.test(line);
    let stage: "nothing" | "written" | "synced" = "nothing";
    let acks = 0;
    for (const line of (await readFile(trace, "latin1")).split("\n")) {
      if (isLogWrite(line)) stage = "written";
      else if (isSynced(line) && stage === "written") stage = "synced";
      else if (isAck(line)) {
        acks += 1;
        expect(stage, `before this acknowledgement: ${line}`).toBe("synced");
        stage = "nothing";
      }
    }
    expect(acks).toBe(20);
  },
  120_000,
);

test("R14 a disk that takes no more: «disk-full» is said, and what was acknowledged before is whole", async () => {
  // A limit on how large a file may grow stands in for the end of the disk: LevelDB's log runs into it.
  const limited = ["sh", "-c", 'trap "" XFSZ; ulimit -f 600; exec "$@"', "sh"];
  relay = await spawnRelay({ env: { FOGATA_DATA: folder }, before: limited });
  const device = await TestDevice.connect(relay.port);
  const channel = newChannel();
  await device.open(channel, "write");
  const kept: Buffer[] = [];
  let refusal = "";
  for (let i = 0; i < 400 && refusal === ""; i++) {
    const entry = newEntry(Buffer.alloc(20_000, i));
    await device.push(channel, [entry]).then(
      () => kept.push(Buffer.from(entry.bytes)),
      (error: Error) => {
        refusal = error.message;
      },
    );
  }
  expect(refusal).toContain("disk-full");
  expect(kept.length).toBeGreaterThan(5);
  device.close();
  await relay.stop("SIGKILL");
  relay = await spawnRelay({ env: { FOGATA_DATA: folder } });
  const again = await TestDevice.connect(relay.port);
  await again.open(channel, "read");
  await again.open(channel, "write");
  const there = (await again.readAll(channel)).map(({ bytes }) => Buffer.from(bytes));
  expect(there.slice(0, kept.length)).toEqual(kept);
  await again.push(channel, [newEntry("room again")]);
}, 120_000);
