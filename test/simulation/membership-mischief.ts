// What hostile people try, as often as they can: the moves of the attack generators, sealed and sent by a device of their
// own making; and what somebody does who is out and kept the keys.
import { attacks, type Person } from "@fogata/keys/testing";
import type { Device } from "./device.ts";
import type { Story } from "./membership.ts";
import { createHostile, type Hostile } from "./membership-hostile.ts";
import type { Someone } from "./membership-people.ts";

const moves = Object.entries(attacks);

export function createMischief(story: Story) {
  const { world, relay, p, people } = story;
  const { chance } = world;
  const hands = new Map<Device, Hostile>();
  const puppets: Person[] = [];

  function handOf(device: Device): Hostile {
    const hand = hands.get(device) ?? createHostile({ world, relay, p, device });
    hands.set(device, hand);
    return hand;
  }

  function move(by: Someone, name: string, attack: (typeof moves)[number][1]): void {
    const device = by.devices[0];
    if (device)
      story.begin(
        play(
          device,
          name,
          attack,
          [by],
          people.filter((one) => one !== by && !one.hostile),
        ),
      );
  }
  /** One move of the league: now or over some past, by any of them. */
  function scheme(): void {
    const league = people.filter(({ hostile }) => hostile);
    const honest = people.filter(({ hostile }) => !hostile);
    const by = league.length > 0 ? chance.pick(league) : null;
    const device = by?.devices[0];
    if (!by || !device) return;
    const [name, attack] = chance.pick(moves);
    story.begin(play(device, name, attack, [by, ...league.filter((one) => one !== by)], honest));
  }
  async function play(
    device: Device,
    name: string,
    attack: (typeof moves)[number][1],
    league: Someone[],
    honest: Someone[],
  ) {
    const hand = handOf(device);
    const log = await hand.log();
    if (!log.ops.has(log.circle)) return;
    const before = log.ops.size;
    const pick = (below: number) => chance.below(Math.max(1, below));
    await attack({ log, league, puppets, victim: chance.pick(honest), pick });
    if (log.ops.size === before) return;
    world.count(`attack: ${name}`);
    await hand.publish(log);
  }

  /** Devices that are out, as anybody still here knows, and those of the league. */
  function vandalise(): void {
    const witness = story
      .able()
      .find(({ who }) => !who.hostile)
      ?.client.membership();
    const out = people.flatMap(({ devices }) => devices).filter(({ start }) => witness?.lost.has(start.device.id));
    if (out.length === 0) return;
    const device = chance.pick(out);
    const hand = handOf(device);
    const how = chance.pick(["scribble", "scribble", "replay", "operations", "freeze", "trim", "delete"] as const);
    world.count(`vandal: ${how}`);
    if (how === "scribble") story.begin(hand.scribble(chance.pick(story.docs)));
    else if (how === "replay") story.begin(hand.replay());
    else if (how === "operations") {
      const who = people.find(({ devices }) => devices.includes(device))!;
      const [name, attack] = chance.pick(moves);
      story.begin(
        play(
          device,
          name,
          attack,
          [{ ...who, device: device.start.device }],
          people.filter((one) => one !== who && !one.hostile),
        ),
      );
    } else story.begin(hand.vandalise(how));
  }

  return { scheme, vandalise, handOf, move };
}
