// S80: how far the words of somebody who has gone count, the same for all who remain.
import type { DeviceId, LostDevice, Membership } from "@fogata/keys";
import { expect, test } from "vitest";
import { createLines } from "./lines.ts";
import { readVouch, vouchFor } from "./vouches.ts";

const [alice, bob, eve, evesPhone] = ["a", "b", "e", "f"].map((one) => one.repeat(32)) as DeviceId[] as [
  DeviceId,
  DeviceId,
  DeviceId,
  DeviceId,
];
function after(o: Pick<LostDevice, "how" | "cut">): () => Membership {
  const belongs = [alice, bob].map((id) => [id, { id, member: id }] as const);
  const lost = [eve, evesPhone].map((id) => [id, { id, member: "eve", end: "0".repeat(64), ...o }] as const);
  return () => ({ devices: new Map(belongs), lost: new Map(lost) }) as unknown as Membership;
}

test("S80 what lies beyond the line counts once somebody who remains vouches, and Eve's own phone does not", () => {
  const lines = createLines(after({ how: "removed", cut: 7 }));
  expect(lines.of(eve)).toBe(7);
  lines.vouch({ by: evesPhone, device: eve, n: 100 });
  lines.vouch({ by: eve, device: eve, n: 100 });
  expect(lines.of(eve)).toBe(7);
  lines.vouch({ by: alice, device: eve, n: 9 });
  lines.vouch({ by: bob, device: eve, n: 8 });
  expect(lines.of(eve)).toBe(9);
});

test("S80 where nobody drew a line it is her own farewell, or nothing", () => {
  const lines = createLines(after({ how: "left", cut: null }));
  expect(lines.of(eve)).toBe(0);
  lines.farewell(eve, 12);
  expect([lines.of(eve), lines.of(evesPhone)]).toEqual([12, 0]);
  lines.farewell(eve, 1_000);
  expect(lines.of(eve)).toBe(12);
});

test("S80 who had accepted more vouches for it, until somebody has; then all hold the same", () => {
  const accepted = new Map([
    [eve, 9],
    [alice, 50],
  ]);
  const lines = createLines(after({ how: "removed", cut: 7 }));
  expect(lines.owed(accepted)).toEqual([{ device: eve, n: 9 }]);
  lines.vouch({ by: bob, device: eve, n: 8 });
  expect(lines.owed(accepted)).toEqual([{ device: eve, n: 9 }]);
  lines.vouch({ by: bob, device: eve, n: 9 });
  expect(lines.owed(accepted)).toEqual([]);
});

test("S80 in whatever order vouches and farewells arrive, the line is the same", () => {
  const words = [
    (lines: ReturnType<typeof createLines>) => lines.vouch({ by: alice, device: eve, n: 9 }),
    (lines: ReturnType<typeof createLines>) => lines.vouch({ by: bob, device: eve, n: 3 }),
    (lines: ReturnType<typeof createLines>) => lines.vouch({ by: alice, device: eve, n: 2 }),
    (lines: ReturnType<typeof createLines>) => lines.farewell(eve, 5),
  ];
  for (const order of [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [1, 3, 0, 2],
    [2, 0, 3, 1],
  ]) {
    const lines = createLines(after({ how: "left", cut: null }));
    for (const i of order) words[i]!(lines);
    expect(lines.of(eve)).toBe(9);
  }
});

test("S80 a vouch is read as it was said, and nothing else is taken for one", () => {
  expect(readVouch(vouchFor({ device: eve, n: 3, time: 1 }))).toEqual({ device: eve, n: 3 });
  for (const details of [{}, { device: eve }, { device: "x", n: 1 }, { device: eve, n: 0 }, { device: eve, n: 1.5 }])
    expect(readVouch({ ...vouchFor({ device: eve, n: 3, time: 1 }), details: details as never })).toBe(null);
  expect(readVouch({ ...vouchFor({ device: eve, n: 3, time: 1 }), what: "yes" })).toBe(null);
});
