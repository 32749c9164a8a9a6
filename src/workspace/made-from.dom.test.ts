// Changes to an agreement: each is a document of its own, read by those it is for, and begins with nothing of the past.
import * as A from "@automerge/automerge/slim";
import { type DocumentId, registerId } from "@fogata/domain";
import { createRoot } from "solid-js";
import { expect, test } from "vitest";
import { bob, deviceDouble, groupOf } from "../../test/support/device-double.ts";
import { canal, open, settled, type, world, written } from "../../test/support/world.ts";
import { findText, hashOfWritten } from "./exact-point.ts";
import type { ExactPoint } from "./made-from.types.ts";
import type { GroupWorkspace } from "./types.ts";

const everyone = { kind: "everyone" } as const;
async function begun(group: GroupWorkspace, agreement: string, name = "Half an hour"): Promise<DocumentId> {
  const made = await group.madeFrom.begin({ agreement, as: "amendment", name, readers: everyone });
  if (!made.ok) throw new Error(made.reason);
  await settled();
  return made.value;
}
const textAt = (group: GroupWorkspace, point: ExactPoint) =>
  createRoot((leave) => ({ ...group.madeFrom.textAt(point), leave }));
const words = (page: ReturnType<typeof open>) => page.readable()?.blocks[0]?.runs[0]?.text;

test("D36 a change begins with the agreement's own words, is called by its own name, and stands in no list by itself", async () => {
  const { device, group } = await world();
  const id = await written(group, "Children", "A parent stays in the building.");
  const change = await begun(group, id);
  expect(group.agreements().map(({ title }) => title)).toEqual(["Children"]);
  expect(
    group
      .documents("agreement")()
      .map(({ title }) => title),
  ).toEqual(["Children"]);
  expect(group.madeFrom.of(id, "amendment")).toMatchObject([
    { id: change, title: "Half an hour", agreement: id, readers: everyone },
  ]);
  expect(group.madeFrom.row(change)?.agreement).toBe(id);
  const page = open(group, change);
  await settled();
  expect(page.title()).toBe("Children");
  expect(words(page)).toBe("A parent stays in the building.");
  const heads = A.getHeads(A.load(device.saved(canal, id)));
  expect(page.facts()).toMatchObject({
    name: "Half an hour",
    from: { as: "amendment", agreement: id, base: { document: id, heads } },
  });
  expect(A.getAllChanges(A.load(device.saved(canal, change)))).toHaveLength(1);
  page.leave();
});

test("H4 another language is listed by its name, also once somebody has written in it", async () => {
  const { clock, group } = await world();
  const id = await written(group, "Children", "A parent stays.");
  const o = { agreement: id, as: "translation", name: "Spanish", language: "es", readers: everyone } as const;
  const made = await group.madeFrom.begin(o);
  if (!made.ok) throw new Error(made.reason);
  const page = open(group, made.value);
  await settled();
  type(page, " Se queda.");
  clock.advance(10_000);
  await settled();
  page.leave();
  await settled();
  expect(page.title()).toBe("Children");
  expect(group.madeFrom.of(id, "translation")).toMatchObject([{ title: "Spanish" }]);
});

test("D33 the text a change began from can be read whatever was written in the agreement since", async () => {
  const { group } = await world();
  const id = await written(group, "Children", "A parent stays.");
  const change = await begun(group, id);
  const [agreement, page] = [open(group, id), open(group, change)];
  await settled();
  type(agreement, " Written since.");
  const base = page.facts()!.from!.base;
  const text = textAt(group, base);
  await settled();
  expect(text.found()?.written.blocks[0]?.runs[0]?.text).toBe("A parent stays.");
  const never = textAt(group, { document: id, heads: ["ab".repeat(32)] });
  await settled();
  expect(never.fault()).toBe("no-text");
  for (const one of [text, never, agreement, page]) one.leave();
});

test("a change that waits for its base finds it when it comes", async () => {
  const theirs = await world({ double: deviceDouble(groupOf(canal, "Canal", bob)) });
  const id = await written(theirs.group, "Children", "A parent stays.");
  const heads = A.getHeads(A.load(theirs.device.saved(canal, id)));
  const mine = await world();
  const text = textAt(mine.group, { document: id, heads });
  await settled();
  expect(text.fault()).toBe("missing");
  mine.device.arrive(canal, id, theirs.device.saved(canal, id));
  mine.clock.advance(2_000);
  await settled();
  expect(text.found()?.written.title).toBe("Children");
  text.leave();
});

test("A6 what is published of a private change is one fresh change: nothing of how it was written, and no second circle", async () => {
  const { device, group } = await world();
  const id = await written(group, "Children", "A parent stays.");
  const mine = await group.madeFrom.begin({ agreement: id, as: "amendment", name: "Mine", readers: { kind: "me" } });
  if (!mine.ok) throw new Error(mine.reason);
  await settled();
  expect(group.madeFrom.row(mine.value)?.readers).toEqual({ kind: "me" });
  expect(JSON.stringify(A.load(device.saved(canal, registerId)))).not.toContain("Mine");
  const page = open(group, mine.value);
  await settled();
  for (const letters of [" I was ", "ashamed", " of asking."]) type(page, letters);
  page.live()!.handle.change(((draft: { text: string }) => {
    const at = draft.text.indexOf("ashamed");
    A.splice(draft, ["text"], at, "ashamed".length, "glad");
  }) as (draft: never) => void);
  page.leave();
  const other = await group.madeFrom.begin({ agreement: id, as: "amendment", name: "Two", readers: { kind: "me" } });
  expect(device.view().groups[0]?.circles).toHaveLength(1);
  expect(other.ok).toBe(true);

  const published = await group.madeFrom.publish(mine.value);
  if (!published.ok) throw new Error(published.reason);
  await settled();
  const doc = A.load<{ text: string }>(device.saved(canal, published.value));
  expect(doc.text).toContain("A parent stays. I was glad of asking.");
  expect(A.getAllChanges(doc)).toHaveLength(1);
  expect(JSON.stringify(A.getAllChanges(doc).map((change) => A.decodeChange(change)))).not.toContain("shame");
  expect(group.madeFrom.row(published.value)).toMatchObject({ title: "Mine", readers: everyone });
});

test("D33 a text is found by its hash, also when somebody has written over it since, and never another one", async () => {
  const { device, group } = await world();
  const id = await written(group, "Children", "A parent stays.");
  const page = open(group, id);
  await settled();
  const decided = await hashOfWritten((await findText(page.live()!.handle.doc(), await headsNow(device, id)))!.written);
  type(page, " Eve was here.");
  type(page, " Again.");
  const found = await findText(page.live()!.handle.doc(), { document: id, hash: decided });
  expect(found?.written.blocks[0]?.runs[0]?.text).toBe("A parent stays.");
  expect(await findText(page.live()!.handle.doc(), { document: id, hash: "00".repeat(32) })).toBeNull();
  page.leave();
});
test("D33 whoever wrote apart finds the text the others had meanwhile, which their own device was never at", async () => {
  const { device, group } = await world();
  const id = await written(group, "Children", "A parent stays.");
  const before = A.load<{ text: string }>(device.saved(canal, id));
  const write = (doc: typeof before, by: string, words: string) =>
    A.change(A.clone(doc, { actor: `${by.repeat(16)}01020304` }), (draft) =>
      A.splice(draft as never, ["text"], draft.text.length, 0, words),
    );
  const theirs = write(before, "a1", " Or a neighbour.");
  const decided = await hashOfWritten((await findText(theirs, { document: id, heads: A.getHeads(theirs) }))!.written);
  const mine = A.merge(write(write(before, "b0", " I wait"), "b0", " in the yard."), theirs);
  const found = await findText(mine, { document: id, hash: decided });
  expect(found?.written.blocks[0]?.runs[0]?.text).toBe("A parent stays. Or a neighbour.");
  expect(found?.heads).toEqual(A.getHeads(theirs));
});

async function headsNow(device: { saved(group: string, doc: string): Uint8Array }, id: string) {
  return { document: id, heads: A.getHeads(A.load(device.saved(canal, id))) };
}

test("an agreement that is not here cannot be changed, and nothing is begun", async () => {
  const { group } = await world();
  const o = { as: "amendment", name: "x", readers: everyone } as const;
  expect(await group.madeFrom.begin({ ...o, agreement: "ff".repeat(16) })).toEqual({ ok: false, reason: "missing" });
  const id = await written(group, "Children");
  expect(await group.madeFrom.begin({ ...o, agreement: id, name: " " })).toEqual({ ok: false, reason: "bad-title" });
  expect(group.madeFrom.of(id, "amendment")).toEqual([]);
});

test("D38 the past of an agreement is told as sittings; what changed since this device last looked is known at the next look", async () => {
  const { clock, workspace, group } = await world();
  const id = await written(group, "Children", "A parent stays.");
  const first = open(group, id);
  await settled();
  expect(first.lookedAt(), "never until now").toEqual([]);
  type(first, " One.");
  expect(first.change("nameVersion", { name: "Before two", heads: [] }).ok).toBe(true);
  first.leave();
  await workspace.flush();
  const again = open(group, id);
  await settled();
  // My own last words are no news.
  expect(again.lookedAt()).toBeNull();
  again.leave();
  await workspace.flush();
  await group.rename(id, "Children, always");
  const third = open(group, id);
  await settled();
  const heads = third.lookedAt()!;
  const text = textAt(group, { document: id, heads });
  await settled();
  expect(text.found()?.written.title).toBe("Children");
  text.leave();
  third.leave();
  clock.advance(10_000);
  const elsewhere = open(group, id, `of another/${id}`);
  await settled();
  expect(elsewhere.lookedAt(), "never as that").toEqual([]);
  elsewhere.leave();
  const past = await group.madeFrom.history(id);
  if (!past.ok) throw new Error(past.reason);
  expect(past.value.edits.length).toBeGreaterThan(2);
  expect(past.value.sittings[0]?.before).toBeNull();
  expect((await group.madeFrom.history("ff".repeat(16))).ok).toBe(false);
});
