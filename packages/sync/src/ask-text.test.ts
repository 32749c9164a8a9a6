// S70: what an ask says comes back as it was written, and nothing else is signed in its place.
import { modelPrimitives } from "@fogata/keys/testing";
import { expect, test } from "vitest";
import { type Asked, readAsked, textOf, writeAsked } from "./ask-text.ts";

const p = modelPrimitives({ seed: 70 });
const id = (digit: string, bytes = 16) => digit.repeat(2 * bytes);
const card = { sign: p.randomBytes(32), receive: p.randomBytes(32) };
const policy = id("c", 32);
const all = [
  { kind: "remove", says: { target: id("e"), why: p.randomBytes(32), policy, cut: [{ device: id("d"), n: 3 }] } },
  { kind: "pause", says: { target: { kind: "member", member: id("e") }, at: 5, until: 9 } },
  { kind: "pause", says: { target: { kind: "device", device: id("d") }, at: 5, until: 9 } },
  { kind: "policy", says: { removal: 3, welcomes: null, after: policy } },
  { kind: "welcome+", says: { member: id("e"), policy } },
  {
    kind: "recover",
    says: { member: id("e"), device: card, consent: p.randomBytes(64), lost: [id("1"), id("2")], at: 5 },
  },
] as unknown as Asked[];

test("S70 every kind of ask gives back the very bytes to sign", () => {
  for (const asked of all) {
    const read = readAsked(asked.kind, writeAsked(asked));
    expect(read).toEqual(asked);
    expect(textOf(policy as never, read!)).toEqual(textOf(policy as never, asked));
  }
});

test("S70 K5 hostile details are no ask, and never throw", () => {
  for (const asked of all) {
    const whole = JSON.parse(writeAsked(asked)) as Record<string, unknown>;
    for (const key of Object.keys(whole))
      for (const wrong of [undefined, -1, 1.5, "x", "", [], {}, [[]], [null], { kind: "member" }, id("g")]) {
        const says = JSON.stringify({ ...whole, [key]: wrong });
        const read = readAsked(asked.kind, says);
        // What is taken at all is taken as it stands.
        if (read !== null) expect(JSON.parse(writeAsked(read))).toEqual(JSON.parse(says));
      }
  }
  const [removal, pause] = [JSON.parse(writeAsked(all[0]!)), JSON.parse(writeAsked(all[1]!))];
  const falling = [
    { device: id("d"), n: 1 },
    { device: id("a"), n: 1 },
  ];
  expect(readAsked("remove", JSON.stringify({ ...removal, cut: falling }))).toBe(null);
  expect(readAsked("pause", JSON.stringify({ ...pause, until: 5 + 8 * 24 * 60 * 60 * 1000 }))).toBe(null);
  expect(readAsked("pause", JSON.stringify({ ...pause, until: 5 }))).toBe(null);
  for (const [removal, welcomes] of [
    [1, null],
    [513, null],
    [null, 0],
    [null, 513],
  ])
    expect(readAsked("policy", JSON.stringify({ removal, welcomes, after: policy }))).toBe(null);
  for (const says of [null, 3, "", "[]", "null", "{", "\\u0000"]) expect(readAsked("remove", says)).toBe(null);
  expect(readAsked("leave", writeAsked(all[0]!))).toBe(null);
});
