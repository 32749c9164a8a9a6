// S12, S80: what lies only under a key that counts no more.
import { type EpochKeys, openEpoch, resolve } from "@fogata/keys";
import { Log, modelPrimitives, person } from "@fogata/keys/testing";
import { expect, test } from "vitest";
import { createUnread } from "./unread.ts";
import { createVoids } from "./voids.ts";

const p = modelPrimitives({ seed: 12 });

const heldOf = ({ keys }: Log) => new Map([...keys.keys()].map((kid) => [kid, {} as EpochKeys]));

/** Dora makes a key, and Carol says something under it; meanwhile Alice and Bob, who do not know of it, remove Dora. */
async function beside() {
  const people = await Promise.all(["Alice", "Bob", "Carol", "Dora"].map((name) => person(p, name)));
  const [alice, bob, carol, dora] = people as [
    (typeof people)[0],
    (typeof people)[0],
    (typeof people)[0],
    (typeof people)[0],
  ];
  const log = await Log.foundTogether(p, people);
  const first = await log.rotate(alice);
  const hers = log.fork();
  const second = await hers.rotate(dora);
  const said = await hers.write(carol, { kind: "name", name: "Caroline" });
  const removal = await log.remove(dora, [alice, bob]);
  log.merge(hers);
  return { log, alice, first, second, said, removal };
}

test("S12 what Carol said only under a key that counts no more is said again, and once", async () => {
  const { log, first, second, said, removal } = await beside();
  const under = new Map<string, Set<string>>([
    [first.op.id, new Set([first.keys.kid])],
    [second.op.id, new Set([first.keys.kid, second.keys.kid])],
    [said.id, new Set([second.keys.kid])],
    [removal.id, new Set([first.keys.kid])],
  ]);
  const m = log.now;
  expect(m.leaves).toEqual([first.keys.kid]);
  const unread = createUnread({
    circle: { membership: () => m, op: (id) => log.ops.get(id) ?? null, epochs: heldOf(log), isShut: () => false },
    ledger: { saidUnder: (op) => under.get(op) ?? new Set() },
  });
  expect(unread().map(({ id }) => id)).toEqual([said.id]);
  under.get(said.id)!.add(first.keys.kid);
  expect(unread()).toEqual([]);
});

test("S12 what was said under an earlier key is read by whoever has the later one", async () => {
  const { log, alice, first } = await beside();
  const third = await log.rotate(alice);
  const m = log.now;
  expect(m.leaves).toEqual([third.keys.kid]);
  const unread = createUnread({
    circle: { membership: () => m, op: (id) => log.ops.get(id) ?? null, epochs: heldOf(log), isShut: () => false },
    ledger: { saidUnder: () => new Set([first.keys.kid]) },
  });
  expect(unread()).toEqual([]);
});

test("S12 what lies before a key that opened for nobody is said again: whoever has only later ones does not come to it", async () => {
  const { log, alice, first } = await beside();
  const shut = await log.rotate(alice);
  const third = await log.rotate(alice);
  const m = log.now;
  const unread = createUnread({
    circle: {
      membership: () => m,
      op: (id) => log.ops.get(id) ?? null,
      epochs: heldOf(log),
      isShut: (_, kid) => kid === shut.keys.kid,
    },
    ledger: { saidUnder: (op) => new Set(op === third.op.id ? [third.keys.kid] : [first.keys.kid]) },
  });
  expect(m.leaves).toEqual([third.keys.kid]);
  expect(unread().map(({ id }) => id)).toContain(first.op.id);
  expect(unread().map(({ id }) => id)).not.toContain(third.op.id);
});

test("S80 a key that came to count no more still opens for all who had a box, to read what others had read there", async () => {
  const { log, alice, second } = await beside();
  const m = log.now;
  expect(m.epochs.has(second.keys.kid)).toBe(false);
  const [one, ...more] = createVoids(log.circle, log.ops, resolve)(m).epochs;
  expect(more).toEqual([]);
  expect(one?.kid).toBe(second.keys.kid);
  expect(await openEpoch(p, { op: one!.op, m: one!.then, device: alice.device })).toEqual(second.keys.key);
});
