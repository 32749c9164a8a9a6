// What lies in the circles inside a group: taken along in a copy, and left alone where a newer app has written it.
import * as A from "@automerge/automerge/slim";
import { type CopyWords, list, registerId, registerStart } from "@fogata/domain";
import { createRoot } from "solid-js";
import { beforeAll, expect, test } from "vitest";
import { canal, settled, usual, world } from "../../test/support/world.ts";
import { keysWords } from "../text/en-keys.ts";
import type { CopyStep, GroupWorkspace } from "./types.ts";

// Loaded once, so that what follows waits for nothing but promises.
beforeAll(() => usual());

const words = {
  agreement: null,
  "keys-register": keysWords.copy,
  "working-groups": { title: "", away: "" },
} as CopyWords;
async function copied(group: GroupWorkspace): Promise<CopyStep[]> {
  const steps: CopyStep[] = [];
  for await (const step of group.readAll(words)) steps.push(step);
  return steps;
}

/** A working group of mine, named in the group, with one agreement in it. */
async function kitchen() {
  const mine = await world();
  const opened = await mine.group.circles.open("Kitchen");
  if (!opened.ok) throw new Error(opened.reason);
  const circle = opened.value;
  await settled();
  const begun = await mine.group.circles.begin(circle, "agreement", "Soup");
  if (!begun.ok) throw new Error(begun.reason);
  await settled();
  return { ...mine, circle, soup: begun.value };
}

test("G7 what is written in a working group of mine is in my copy, under the name the group knows it by", async () => {
  const { group, circle, soup } = await kitchen();
  const places = createRoot((leave) => ({ ...group.openDocument("working-groups"), leave }));
  await settled();
  places.change("add", { circle, name: "Night kitchen", mandate: "We cook.", agreement: null });
  places.leave();
  const steps = await copied(group);
  expect(steps.find(({ id }) => id === soup)).toMatchObject({
    title: "Soup",
    within: { circle, name: "Night kitchen" },
    text: { title: "Soup" },
  });
  expect(steps.filter(({ within }) => within !== null)).toHaveLength(1);
});

test("a text from a file is brought into the working group it is meant for, and stands in no other list", async () => {
  const { group, circle } = await kitchen();
  const made = await group.importMarkdown({ text: "# Bread\n\nRye.\n", title: null, circle });
  await settled();
  expect(group.circles.documents(circle, "agreement").map(({ id, title }) => [id, title])).toContainEqual([
    made.ok && made.value,
    "Bread",
  ]);
  expect(group.agreements()).toEqual([]);
});

test("a text of a newer app is not renamed, in the group or in a working group", async () => {
  const { group, device, circle, soup } = await kitchen();
  const opened = await device.openDocument(circle, soup);
  if (!opened.ok) throw new Error(opened.reason);
  opened.value.change(((draft: { version: number }) => {
    draft.version = 99;
  }) as (draft: never) => void);
  const before = A.getHeads(A.load(device.saved(circle, soup)));
  expect(await group.rename(soup, "Bread")).toEqual({ ok: false, reason: "newer" });
  expect(A.getHeads(A.load(device.saved(circle, soup)))).toEqual(before);
  expect(group.circles.documents(circle, "agreement").map(({ title }) => title)).toEqual(["Soup"]);
});

test("a document of a kind that only a newer app knows is listed nowhere, renamed by nobody, in no copy, and stays", async () => {
  const { group, device } = await world();
  const id = "ee".repeat(16);
  await settled();
  const register = await device.openDocument(canal, registerId, registerStart());
  if (!register.ok) throw new Error(register.reason);
  register.value.change(((draft: never) =>
    list(draft, { id, kind: "mural", title: "Wall", at: 1, circle: null } as never)) as (draft: never) => void);
  const mural = A.from({ version: 1, title: "Wall", paint: ["red"] }, { actor: id });
  device.arrive(canal, id, A.save(mural));
  const listed = A.getHeads(A.load(device.saved(canal, registerId)));
  expect(group.agreements()).toEqual([]);
  expect(await group.rename(id, "Mine now")).toEqual({ ok: false, reason: "missing" });
  expect((await copied(group)).some((step) => step.id === id)).toBe(false);
  expect(A.getHeads(A.load(device.saved(canal, id)))).toEqual(A.getHeads(mural));
  expect(A.getHeads(A.load(device.saved(canal, registerId)))).toEqual(listed);
});
