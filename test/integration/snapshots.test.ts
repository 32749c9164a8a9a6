// S95–S99 with real documents at a real relay: logs that have grown long are said whole, checked by somebody else, cut,
// and somebody new has everything from what is left.
import type { RelayAddress } from "@fogata/keys";
import { decodeRequest, type Request } from "@fogata/protocol";
import { createMemoryStore, type RunningRelay, startRelay } from "@fogata/relay";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { everybodyLeaves, type Person, person } from "../support/people.ts";
import { type Handle, heads, join, open, startGroup, type, until } from "../support/stories.ts";

let relay: RunningRelay;
let address: RelayAddress;
let aheadMs = 0;
beforeEach(async () => {
  aheadMs = 0;
  const now = () => Date.now() + aheadMs;
  relay = await startRelay({ port: 0, host: "127.0.0.1", data: createMemoryStore(), now });
  address = { url: `ws://127.0.0.1:${relay.port}/relay`, key: relay.key };
});
afterEach(async () => {
  await everybodyLeaves();
  await relay.close();
});

const minutes = 60_000;
const days = 24 * 60 * minutes;
/** So long that each device has looked at its snapshots. */
const lookMs = 1.6 * minutes;
/** On a machine with much else to do. */
const storyMs = 360_000;
const waiting = { timeout: 110_000, interval: 100 };

/** Everything these people asked of a relay. */
function requests(...people: Person[]): Request[] {
  const frames = people.flatMap((one) => one.connections().flat());
  return frames.map(decodeRequest).flatMap((read) => (read.ok ? [read.value] : []));
}
const said = (sort: Request["type"], ...people: Person[]) => requests(...people).filter((one) => one.type === sort);

/** They are online together until it has happened; time goes on whenever nothing is said. */
async function together(
  people: readonly Person[],
  happened: () => boolean,
  goOn = () => people.forEach((one) => void one.clock.ahead(lookMs)),
): Promise<void> {
  let frames = 0;
  let still = 0;
  await vi.waitFor(() => {
    const before = frames;
    frames = people.flatMap((one) => one.connections().flat()).length;
    // Not while something is on its way, nor before a line that was lost is there again: whoever waits for an answer
    // would hang up, each time anew.
    still = frames === before ? still + 1 : 0;
    const shared = people.every((one) => one.device.view().groups[0]?.status.kind === "shared");
    if (still >= (shared ? 2 : 10)) {
      still = 0;
      goOn();
    }
    expect(happened()).toBe(true);
  }, waiting);
}

/** Words that no compressor makes shorter. */
function noise(seed: number, length: number): string {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 0x4e00 + ((state >>> 12) % 0x5000);
  };
  return String.fromCharCode(...Array.from({ length }, next));
}
function typeMuch(handle: Handle, times: number): void {
  for (let seed = 1; seed <= times; seed++) type(handle, noise(seed, 40_000));
}

test(
  "S95 S99 P19 a document too long for one entry goes in parts, the log is cut by it, and somebody new has all of it from them",
  async () => {
    const [alice, bob, carol] = [
      await person({ relay: address }),
      await person({ relay: address }),
      await person({ relay: address }),
    ];
    const group = await startGroup(alice, address);
    await join(alice, group, bob);
    const hers = await open(alice, group);
    typeMuch(hers, 15);
    const his = await open(bob, group);
    await until(his, (text) => text.length === 600_000);
    await together([alice, bob], () => said("trim", alice, bob).length > 0);
    expect(said("part", alice, bob).length).toBeGreaterThan(2);
    const [snap] = said("snap", alice, bob) as Extract<Request, { type: "snap" }>[];
    expect(snap!.parts.length).toBeGreaterThan(1);

    // What was cut away is erased a week later.
    aheadMs += 8 * days;
    for (const one of [alice, bob]) one.clock.ahead(8 * days);
    type(his, "Keep it going. ");
    await until(hers, (text) => text.startsWith("Keep"));
    await join(alice, group, carol, "Carol");
    const theirs = await open(carol, group);
    await until(theirs, (text) => text.length > 600_000);
    expect(heads(theirs)).toEqual(heads(hers));
    expect(said("blobGet", carol).length).toBe(snap!.parts.length);
  },
  storyMs,
);

/** Each at their own device, and the relay. */
function timePasses(ms: number, ...people: Person[]): void {
  aheadMs += ms;
  for (const one of people) one.clock.ahead(ms);
}
const everybodyShares = async (...people: Person[]) => {
  for (const one of people) await one.sees((v) => v.groups[0]?.status.kind === "shared");
};

test(
  "S120–S123 a key is followed by another, half a year later somebody comes back and has everything; then the old channel goes, and somebody new has everything too",
  async () => {
    const [alice, bob, dora, carol] = [
      await person({ relay: address }),
      await person({ relay: address }),
      await person({ relay: address }),
      await person({ relay: address }),
    ];
    const group = await startGroup(alice, address);
    await join(alice, group, bob);
    await join(alice, group, dora, "Dora");
    const [hers, his] = [await open(alice, group), await open(bob, group)];
    type(hers, "In spring we sow. ");
    await until(await open(dora, group), (text) => text.includes("spring"));
    await everybodyShares(alice, bob, dora);
    await dora.close();

    // A key serves for ninety days; then comes the next.
    timePasses(91 * days, alice, bob);
    type(hers, "In summer we water. ");
    await until(his, (text) => text.includes("summer"));
    await together([alice, bob], () => said("freeze", alice, bob).length > 0);
    // Dora may have to find the way: whoever is there sees to it that the old channel stays.
    const left = said("freeze", alice, bob).length;
    timePasses(40 * days, alice, bob);
    await together([alice, bob], () => said("freeze", alice, bob).length > left);
    timePasses(52 * days, alice, bob);
    await everybodyShares(alice, bob);
    expect(said("delete", alice, bob)).toEqual([]);

    dora.clock.ahead(183 * days);
    await dora.open();
    const theirs = await open(dora, group);
    await until(theirs, (text) => text.includes("summer"));
    type(theirs, "In autumn we harvest. ");
    await until(hers, (text) => text.includes("autumn"));
    await everybodyShares(alice, bob, dora);

    const all = [alice, bob, dora];
    const deleted = () => said("delete", ...all).length > 0;
    await together(all, deleted, () => timePasses(8 * days, ...all));
    await join(alice, group, carol, "Carol");
    const news = await open(carol, group);
    await until(news, (text) => ["spring", "summer", "autumn"].every((word) => text.includes(word)));
    await everybodyShares(alice, bob, dora, carol);
    expect(heads(news)).toEqual(heads(hers));
  },
  storyMs,
);
