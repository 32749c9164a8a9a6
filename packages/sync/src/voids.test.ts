// S80 Whoever was let in by somebody who was just being removed is known to everybody alike, in whatever order it came.
import { type Op, type OpId, resolve } from "@fogata/keys";
import { Log, modelPrimitives, person } from "@fogata/keys/testing";
import { expect, test } from "vitest";
import { rules } from "./rules.ts";
import { createVoids } from "./voids.ts";

const p = modelPrimitives({ seed: 22 });

test("S80 a device that Mallory added while he was being removed is known also where its admission came before what it follows", async () => {
  const [alice, bob, mallory, phone] = await Promise.all(
    ["Alice", "Bob", "Mallory", "Mallory's phone"].map((name) => person(p, name)),
  );
  const log = await Log.foundTogether(p, [alice!, bob!, mallory!]);
  const elsewhere = log.fork();
  const earlier = await elsewhere.write(mallory!, { kind: "name", name: "Mal" });
  await elsewhere.device(mallory!, phone!);
  await log.remove(mallory!, [alice!, bob!]);
  const here = new Map<OpId, Op>([...elsewhere.ops, ...log.ops]);
  here.delete(earlier.id);
  const voids = createVoids(log.circle, here, rules.asks.resolve);
  // What waits for its past is no part of the log yet.
  expect([...voids(log.now).devices.keys()]).toEqual([]);
  here.set(earlier.id, earlier);
  expect([...voids(resolve(here, log.circle)!).devices.keys()]).toEqual([phone!.device.id]);
});
