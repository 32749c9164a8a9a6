// The simulator of circles proves itself: each of these tempting wrong rules, alone, is noticed. Every day from the story
// that noticed it first (a change elsewhere may make it another one: the nine after it are asked too); with
// FOGATA_PLANTED_CIRCLES, from the first story on, within so many.
import { type CircleRules, circleRules, type Rules } from "@fogata/sync/testing";
import { expect, test } from "vitest";
import { runCircles } from "./circles.ts";

const firstSeed = 3_000_001;
const stories = process.env.FOGATA_PLANTED_CIRCLES;
const stepsOfACircle = 80;

const planted: {
  name: string;
  noticedBy: number;
  again?: true;
  wrong?: Partial<CircleRules>;
  asks?: Partial<Rules["asks"]>;
}[] = [
  {
    name: "S92 one writes on before what the group says has been read",
    noticedBy: 8,
    wrong: { mayWrite: () => true },
  },
  {
    name: "S92 a pause in the group is no affair of its circles",
    noticedBy: 4,
    wrong: {
      saidLess: (both) => circleRules.saidLess(both).filter(({ kind }) => kind !== "paused"),
      mayWrite: (o) => o.groupIsRead && o.group.devices.has(o.me.device),
    },
  },
  {
    name: "S92 a device that was lost in the group keeps its place in the circle",
    noticedBy: 17,
    wrong: {
      saidLess: (both) => circleRules.saidLess(both).filter((one) => !("device" in one && one.device !== null)),
    },
  },
  {
    name: "S92 who has gone from the group keeps their place in the circle",
    noticedBy: 1,
    wrong: {
      saidLess: (both) => circleRules.saidLess(both).filter((one) => !("device" in one && one.device === null)),
    },
  },
  {
    name: "S91 a letter is for whoever gave the place to send, and for nobody else",
    noticedBy: 14,
    wrong: {
      owedIn: (o) => {
        const { wanted, letters } = circleRules.owedIn(o);
        return { wanted, letters: letters.filter((device) => o.letInBy(device) === o.me.device) };
      },
    },
  },
  {
    name: "S83 whoever is given a place while paused is sent its keys at once",
    noticedBy: 96,
    again: true,
    wrong: {
      owedIn: (o) => {
        const unpaused = { m: { ...o.m, pauses: [] }, group: { ...o.group, pauses: [] } };
        return circleRules.owedIn({ ...o, ...unpaused, wasGiven: () => true, groupIsRead: true });
      },
    },
  },
  {
    name: "S91 a letter may overtake the place that it is for, and what the group says",
    noticedBy: 384,
    wrong: { owedIn: (o) => circleRules.owedIn({ ...o, wasGiven: () => true, groupIsRead: true }) },
  },
  {
    name: "S93 nobody is asked to join who was not there when the place was given",
    noticedBy: 11,
    wrong: { owedIn: (o) => ({ ...circleRules.owedIn(o), wanted: [] }) },
  },
  {
    name: "S81 nobody makes a new key for those who went",
    noticedBy: 1,
    asks: { rotationOwed: () => false },
  },
];

for (const { name, noticedBy, again = false, ...wrong } of planted) {
  const [first, last] = stories === undefined ? [noticedBy, noticedBy + 9] : [1, Number(stories)];
  test.skipIf(process.env.FOGATA_SEED !== undefined)(`noticed: ${name}`, async () => {
    for (let story = first; story <= last; story++) {
      const o = { seed: firstSeed + story - 1, steps: stepsOfACircle, again, whole: true };
      const result = await runCircles({ ...o, ...wrong });
      if (result.broken.length === 0) continue;
      // The wrong rule and nothing else: the same story with the true rules ends well.
      if ((await runCircles(o)).broken.length > 0) continue;
      console.log(`${name}: noticed by story ${story}: ${result.broken[0]}`);
      return;
    }
    expect.fail(`not noticed by the stories ${first} to ${last}`);
  });
}
