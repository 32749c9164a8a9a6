// Who belonged at some heads, as the app asks for it at every look.
import { webPrimitives } from "@fogata/keys";
import { Log, person } from "@fogata/keys/testing";
import { expect, test } from "vitest";
import type { Client } from "./client.types.ts";
import { evidenceOf, rollsAt, speak } from "./spoken.ts";

const p = webPrimitives({ crypto: globalThis.crypto as Crypto });

test("S131 whoever names many heads has a device resolve them once, not at every look, and what waits is asked again", async () => {
  const people = await Promise.all(["Alice", "Bob", "Eve"].map((name) => person(p, name)));
  const log = await Log.foundTogether(p, people);
  for (let i = 0; i < 5; i++) await log.write(people[2]!, { kind: "name", name: `Eve ${i}` });
  const heads = log.now.heads;
  let asked = 0;
  let known = [...log.ops.keys()].filter((id) => !heads.includes(id));
  const client = {
    membership: () => log.now,
    op(id: string) {
      asked++;
      return (known as string[]).includes(id) ? log.ops.get(id as never)! : null;
    },
  } as unknown as Pick<Client, "membership" | "op">;
  expect(rollsAt(client, [heads])).toEqual([null]);
  known = [...log.ops.keys()];
  const [roll] = rollsAt(client, [heads]);
  expect(roll?.members.map(({ person }) => person).sort()).toEqual(people.map(({ member }) => member).sort());
  const before = asked;
  for (let look = 0; look < 100; look++) expect(rollsAt(client, [[...heads].reverse()])).toEqual([roll]);
  expect(asked).toBe(before);
});

test("S131 of the lists that are asked about it is told which lies in whose past, and of what is not here in nobody's", async () => {
  const people = await Promise.all(["Alice", "Bob", "Eve"].map((name) => person(p, name)));
  const log = await Log.foundTogether(p, people);
  const lists: string[][] = [[...log.now.heads]];
  for (let i = 0; i < 40; i++) {
    await log.write(people[2]!, { kind: "name", name: `Eve ${i}` });
    lists.push([...log.now.heads]);
  }
  const client = { membership: () => log.now, op: (id: string) => log.ops.get(id as never) ?? null } as never;
  const nowhere = ["f".repeat(64)];
  // The later is asked first, so that the earlier's past is known by fewer places.
  expect(rollsAt(client, [lists[40]!, lists[0]!, nowhere]).map((roll) => roll?.covers)).toEqual([
    [0, 1],
    [1],
    undefined,
  ]);
  const all = rollsAt(client, lists).map((roll) => roll!.covers.length);
  expect(all).toEqual(lists.map((_, i) => i + 1));
});

test("S130 what cannot be signed as it is has an answer, and nobody is asked to sign it", async () => {
  const signed: unknown[] = [];
  const client = {
    async state(what: unknown) {
      signed.push(what);
      return { ok: true, value: { hash: "h" } };
    },
  } as unknown as Client;
  const said = {
    doc: "d",
    text: "0".repeat(64),
    what: "yes",
    details: { a: "b", n: 1, yes: true, none: null },
    time: 7,
  };
  const say = (more: object) => speak(client, { type: "say", what: { ...said, ...more } as never });
  const inside = [{ list: [1] }, { inner: { a: 1 } }, { none: undefined }, { big: 1n }, { far: Infinity }];
  for (const details of [...inside, { half: "\ud800" }, null, 7, undefined])
    expect(await say({ details })).toEqual({ ok: false, reason: "malformed" });
  for (const more of [{ time: 0.5 }, { text: "short" }, { what: undefined }, { one: "field more" }])
    expect(await say(more)).toEqual({ ok: false, reason: "malformed" });
  expect(await say({})).toEqual({ ok: true, value: { hash: "h" } });
  expect(signed).toEqual([said]);
});

test("S132 whichever order operations came in, those behind a decision are handed out in one", async () => {
  const ops = [[1, 2], [1], [0, 9, 9], [1, 2, 0]].map((bytes) => Uint8Array.from(bytes));
  const asCame = (list: Uint8Array[]) => ({
    statementBytes: async () => [],
    forNewcomer: () => ({ ops: list, epochs: [] }),
  });
  const one = await evidenceOf(asCame(ops) as never, []);
  expect(one.operations.map((bytes) => [...bytes])).toEqual([[0, 9, 9], [1], [1, 2], [1, 2, 0]]);
  expect(await evidenceOf(asCame([...ops].reverse()) as never, [])).toEqual(one);
  // What the log holds is left as it is.
  expect([...ops[0]!]).toEqual([1, 2]);
});
