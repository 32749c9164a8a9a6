// Groups in which people come, go, lose devices and are away for months, and some are hostile.
import { expect, test } from "vitest";
import { happenings, runGroups } from "./membership-seeds.ts";
import { realSeedsFrom, seedsFor, table, tell } from "./seeds.ts";

/** `FOGATA_ASKED=keys` looks at keys, channels and documents too. */
const asked = process.env.FOGATA_ASKED === "keys" ? "keys" : "belonging";
const mine = seedsFor(8, { env: "FOGATA_GROUPS" }).filter((seed) => seed < realSeedsFrom);

test.skipIf(mine.length === 0)(
  "K29–K41 whatever they try, nobody takes a group over, and nobody in it does not exist",
  async () => {
    const { runs, failed, counts } = await runGroups(mine, asked);
    console.log(`${runs} groups\n${table(counts)}`);
    expect(tell(failed, "test/simulation/membership.test.ts")).toBe("");
    if (runs >= 40) for (const what of happenings) expect(counts.get(what) ?? 0, what).toBeGreaterThan(0);
  },
);
