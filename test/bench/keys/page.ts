// The rotation in a page: what the browser's bench calls there.
import { webPrimitives } from "@fogata/keys";
import { bareBoxes, type Group, largeGroup, rotate, takeIn } from "./rotation.ts";

const p = webPrimitives({ crypto: globalThis.crypto });
let group: Group;

async function ms(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

export const bench = {
  async prepare(o: { members: number; devices: number }) {
    group = await largeGroup(p, o);
  },
  bare: () => ms(() => bareBoxes(group.cards)),
  async ours() {
    let rotated: Awaited<ReturnType<typeof rotate>>;
    const made = await ms(async () => {
      rotated = await rotate(p, group);
    });
    return { made, taken: await ms(() => takeIn(p, group, rotated)) };
  },
};
export type Bench = typeof bench;
Object.assign(globalThis, { bench });
