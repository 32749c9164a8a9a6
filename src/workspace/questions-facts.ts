// What the rules of deciding have to know of each circle, asked of the device: what was said, who belonged when, and what
// each device published.
import type { Facts, Roll } from "@fogata/domain";
import type { Device, GroupId, SpokenHere } from "@fogata/sync";

/** Everything about questions begins with one of these words. */
const whats = ["proposal", "decision"];
const saidAround = ["decision called back", "proposal words taken back"];

export async function readFacts(
  device: Pick<Device, "spoken" | "rolls">,
  o: { group: GroupId; circles: readonly string[]; now: number },
): Promise<Map<string, Facts>> {
  const read = await Promise.all(o.circles.map((circle) => device.spoken(circle, whats)));
  const group = read[o.circles.indexOf(o.group)] ?? null;
  const all = new Map<string, Facts>();
  for (const [i, circle] of o.circles.entries()) {
    const here = read[i];
    if (!here) continue;
    // What a working group decided is called back in the group around it, and the reason for that taken back there.
    const around = circle === o.group ? [] : (group?.statements.filter(({ what }) => saidAround.includes(what)) ?? []);
    const statements = [...here.statements, ...around];
    all.set(circle, {
      ...{ statements, published: here.published, heads: here.heads, now: o.now },
      rolls: await rollsOf(device, circle, here),
      // D42 Worked out with the rules of deciding, from what was said.
      minimums: new Map(),
    });
  }
  return all;
}

async function rollsOf(device: Pick<Device, "rolls">, circle: string, here: SpokenHere): Promise<Map<string, Roll>> {
  const lists = new Map([[keyOf(here.heads), here.heads]]);
  for (const { details } of here.statements)
    if (typeof details.heads === "string") lists.set(keyOf(details.heads.split(" ")), details.heads.split(" "));
  const rolls = await device.rolls(circle, [...lists.values()]);
  const keys = [...lists.keys()];
  return new Map(
    rolls.flatMap((roll, i) => {
      const covers = new Set(roll?.covers.map((place) => keys[place]!));
      return roll ? [[keys[i]!, { ...roll, covers }] as const] : [];
    }),
  );
}

/** As `rollKey` of the domain has it: not from there, so that a group that asks nothing loads nothing. */
function keyOf(heads: readonly string[]): string {
  return [...new Set(heads)].sort().join(" ");
}
