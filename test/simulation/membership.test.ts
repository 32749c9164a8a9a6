// Groups in which people come, go, lose devices and are away for months, and some are hostile.
import { expect, test } from "vitest";
import { happenings, runGroups } from "./membership-seeds.ts";
import { realSeedsFrom, seedsFor, table, tell } from "./seeds.ts";

/**
 * Numbers used again by somebody who is gone, a key that opens for nobody, one made by somebody paused; a name that a lost
 * phone gave its person beside its end.
 */
const toldOf = process.env.FOGATA_SEED || process.env.FOGATA_KEYS_GROUPS ? [] : [14, 55, 5030];
/** `keys`: who belongs, and what keys, channels and documents do about it. */
const looks = [
  { asked: "keys", seeds: [...seedsFor(8, { env: "FOGATA_KEYS_GROUPS" }), ...toldOf] },
  { asked: "belonging", seeds: seedsFor(0, { env: "FOGATA_GROUPS" }) },
] as const;
/** With FOGATA_SEED, one of both. */
const wanted = process.env.FOGATA_ASKED ?? (process.env.FOGATA_SEED ? "keys" : null);

for (const { asked, seeds } of looks) {
  if (seeds.length === 0 || (wanted !== null && wanted !== asked)) continue;
  const mine = seeds.filter((seed) => seed < realSeedsFrom);
  test.skipIf(mine.length === 0)(
    `K29–K41 S12 S13 S80–S84 whatever they try, nobody takes a group over, and all who remain read the same (${asked})`,
    async () => {
      const { runs, failed, counts } = await runGroups(mine, asked);
      console.log(`${runs} groups\n${table(counts)}`);
      expect(tell(failed, { file: "test/simulation/membership.test.ts", asked })).toBe("");
      if (runs >= 40) for (const what of happenings) expect(counts.get(what) ?? 0, what).toBeGreaterThan(0);
    },
  );
}
