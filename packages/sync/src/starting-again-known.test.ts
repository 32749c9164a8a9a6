// S77: who is let into a group started again without four words, and who is not.
import type { MemberId, Membership } from "@fogata/keys";
import { expect, test } from "vitest";
import type { Carried } from "./group-record.ts";
import { knownTo } from "./starting-again-known.ts";

const [bob, eve] = ["b".repeat(32) as MemberId, "e".repeat(32) as MemberId];
const key = "a".repeat(64);
const device = "1".repeat(32);
const old = {
  members: new Map([
    [bob, { id: bob, name: "Bob" }],
    [eve, { id: eve, name: "Eve" }],
  ]),
} as unknown as Membership;
const carried: Carried = {
  from: "c".repeat(64) as Carried["from"],
  name: "Night watch",
  people: [],
  said: true,
  called: [{ key, members: [bob, eve] }],
};
const asker = { key, deviceId: device, name: "Bob", consent: null };
const word = { member: bob, invitation: key, device };

test("S77 called by me, his device there names the one that asks here, by the name he has: that is Bob", () => {
  expect(knownTo({ carried, old, came: [word] })(asker)).toBe(true);
  // Said twice it is one word.
  expect(knownTo({ carried, old, came: [word, word] })(asker)).toBe(true);
});

test.each([
  ["nobody has said so", [], {}, {}],
  ["it names another device", [{ ...word, device: "2".repeat(32) }], {}, {}],
  ["it names another invitation", [{ ...word, invitation: "f".repeat(64) }], {}, {}],
  ["he asks by another of my invitations", [word], { key: "f".repeat(64) }, {}],
  ["he goes by somebody else's name", [word], { name: "Carol" }, {}],
  ["Eve says that Bob's device is hers", [{ ...word, member: eve }], {}, {}],
  ["two claim one device", [word, { ...word, member: eve }], {}, {}],
  ["he was not called", [word], {}, { called: [{ key, members: [eve] }] }],
  ["nobody was called", [word], {}, { called: [] }],
  ["he belongs there no more", [{ ...word, member: "9".repeat(32) as MemberId }], {}, {}],
] as const)("S77 four words it is, where %s", (_, came, asks, calls) => {
  const known = knownTo({ carried: { ...carried, ...calls } as Carried, old, came });
  expect(known({ ...asker, ...asks })).toBe(false);
});
