// Who belonged at some heads, as the app asks for it at every look.
import { webPrimitives } from "@fogata/keys";
import { Log, person } from "@fogata/keys/testing";
import { expect, test } from "vitest";
import type { Client } from "./client.types.ts";
import { rollAt } from "./spoken.ts";

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
  expect(rollAt(client, heads)).toBe(null);
  known = [...log.ops.keys()];
  const roll = rollAt(client, heads);
  expect(roll?.members.map(({ person }) => person).sort()).toEqual(people.map(({ member }) => member).sort());
  const before = asked;
  for (let look = 0; look < 100; look++) expect(rollAt(client, [...heads].reverse())).toEqual(roll);
  expect(asked).toBe(before);
});
