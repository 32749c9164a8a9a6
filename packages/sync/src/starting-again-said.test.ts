// S74 S75: what is said about a group started again, by whom it is believed of, and what comes of words that are none.
import type { DeviceId, DeviceKeys, MemberId, Membership } from "@fogata/keys";
import { modelPrimitives, person } from "@fogata/keys/testing";
import { expect, test } from "vitest";
import type { GroupRecord } from "./group-record.ts";
import type { Said } from "./said.ts";
import { createAlong } from "./starting-again-along.ts";
import { beforeOf, peopleBefore } from "./starting-again-before.ts";

const p = modelPrimitives({ seed: 51 });
const circle = "c".repeat(64);
const [alice, bob, old] = ["a", "b", "0"].map((digit) => digit.repeat(32) as MemberId) as [
  MemberId,
  MemberId,
  MemberId,
];
const [hers, his] = ["1", "2"].map((digit) => digit.repeat(32) as DeviceId) as [DeviceId, DeviceId];
let hashes = 0;
const said = (what: string, member: MemberId, device: DeviceId, details: Record<string, unknown>): Said => ({
  statement: { what, member, details, time: ++hashes, text: "", doc: "", group: circle, circle } as never,
  device,
  hash: `${hashes}`,
});
const m = {
  circle,
  members: new Map([alice, bob].map((id) => [id, { id, name: id[0], devices: [id === alice ? hers : his] }])),
  gone: new Map(),
  lost: new Map(),
  devices: new Map([
    [hers, { id: hers, member: alice, by: circle }],
    [his, { id: his, member: bob, by: "d".repeat(64) }],
  ]),
} as unknown as Membership;
const record = { circle, member: alice } as unknown as GroupRecord;

test("S74 who founded says what the group was before; nobody else is believed, and no name of somebody here is changed", () => {
  const lies = said("started-again", bob, his, { name: "Ours", [`of:${old}`]: "Mallory\n" });
  expect(beforeOf(m, [lies], record)).toBeNull();
  expect(peopleBefore(m, [lies])).toEqual([]);
  const words = said("started-again", alice, hers, {
    name: "Night watch",
    [`of:${old}`]: "Ana\n12345678",
    [`of:${bob}`]: "Not Bob\n",
    "of:nobody": "Nobody\n",
    [`of:${"e".repeat(32)}`]: 7,
    else: "words",
  });
  expect(beforeOf(m, [lies, words], record)).toEqual({
    name: "Night watch",
    at: words.statement.time,
    by: alice,
    group: null,
    left: 0,
  });
  expect(peopleBefore(m, [lies, words])).toEqual([{ member: old, name: "Ana", how: "before" }]);
});

function heard(by: MemberId, device: DeviceKeys, all: Said[]) {
  const client = { membership: () => m, state: async () => ({ ok: true, value: { hash: "" } }) as const };
  return createAlong({
    p,
    clock: { now: () => 0, after: () => () => {} },
    client,
    member: by,
    device,
    all: () => all,
    changed() {},
  });
}

test("S75 words that are no call, or no answer, are nothing, however they are made", async () => {
  const { device } = await person(p, "Bob");
  const all = [
    said("come-along", alice, hers, { link: 7, to: bob }),
    said("come-along", alice, hers, { link: "https://fogata.example/#join/x", to: null }),
    said("come-along", alice, hers, { link: "https://fogata.example/#join/x", to: alice }),
    said("come-along", old, hers, { link: "https://fogata.example/#join/x", to: bob }),
    said("come-along-sealed", alice, hers, { "box:0": "zz", "box:1": "00ff", "box:2": 3, box: "00" }),
    said("came-along", alice, hers, { "box:0": "" }),
  ];
  const along = heard(bob, device, all);
  await along.look();
  expect(along.views()).toEqual([]);
  expect(along.came()).toEqual([]);
  all.push(said("come-along", alice, hers, { link: "https://fogata.example/#join/y", to: `${alice} ${bob}` }));
  expect(along.views()).toMatchObject([{ by: alice, link: "https://fogata.example/#join/y" }]);
});
