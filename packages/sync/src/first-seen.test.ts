// S72: how long somebody has waited who lost everything, by this device's own clock.
import { claimStateAt, recoveryWaitMs } from "@fogata/keys";
import { Log, modelPrimitives, person } from "@fogata/keys/testing";
import { expect, test } from "vitest";
import { manualClock } from "../../../test/support/manual-clock.ts";
import { memoryStorage } from "../testing/index.ts";
import { answerTo } from "./acts.ts";
import { openFirstSeen } from "./first-seen.ts";

test("S72 the 72 hours of a claim are counted from when this device first saw it, whatever date it bears", async () => {
  const p = modelPrimitives({ seed: 72 });
  const people = await Promise.all(["Alice", "Bob", "Carol", "Carol's new phone"].map((name) => person(p, name)));
  const [alice, bob, carol, phone] = people as [
    (typeof people)[0],
    (typeof people)[0],
    (typeof people)[0],
    (typeof people)[0],
  ];
  const log = await Log.foundTogether(p, [alice, bob, carol]);
  const claim = await log.recover(carol, phone, [alice, bob], 1);
  const m = log.now;
  const [clock, storage] = [manualClock(), memoryStorage()];
  const open = () => openFirstSeen({ storage, clock, under: "circle/" });
  expect(claimStateAt(m.claims.get(claim.id)!, clock.now())).toBe("ripe");

  let seen = await open();
  await seen.look(m);
  const complete = () => {
    const bobs = { member: bob.member, device: bob.device.id, accepted: new Map(), seenAt: seen.at };
    return answerTo({ m, now: clock.now(), ...bobs }, { type: "complete", claim: claim.id });
  };
  expect(complete()).toEqual({ fault: "too-soon" });
  clock.advance(recoveryWaitMs - 1);
  expect(complete()).toEqual({ fault: "too-soon" });
  seen = await open();
  await seen.look(m);
  clock.advance(1);
  expect(complete()).toMatchObject({ write: { kind: "recovered", claim: claim.id } });
});

test("S72 S81 seen while the clock was a year ahead: it ages from the day that the clock was set right", async () => {
  const dayMs = 24 * 60 * 60 * 1000;
  const [clock, storage] = [manualClock(), memoryStorage()];
  let setBy = 365 * dayMs;
  const turned = { ...clock, now: () => clock.now() + setBy };
  const seen = await openFirstSeen({ storage, clock: turned, under: "circle/" });
  const m = { leaves: ["key"], claims: new Map() } as unknown as Parameters<typeof seen.look>[0];
  await seen.look(m);
  setBy = 0;
  await seen.look(m);
  clock.advance(dayMs);
  await seen.look(m);
  expect(seen.age("key")).toBe(dayMs);
  expect((await openFirstSeen({ storage, clock: turned, under: "circle/" })).age("key")).toBe(dayMs);
});
