// A device knows where its person is asked for without opening a document, and what was only seen stays on it.
import { type Act, askFor, type Day, type DocumentId, registerId, registerStart } from "@fogata/domain";
import { beforeAll, expect, test } from "vitest";
import { alice, bob } from "../../test/support/device-double.ts";
import { canal, open, settled, usual, type World, world, written } from "../../test/support/world.ts";

beforeAll(() => usual());

const comment = "c".repeat(32);
let asks = 0;
/** Bob, on his device, names Alice in this comment. */
async function bobAsks({ device }: World, document: string) {
  const opened = await device.openDocument(canal, registerId, registerStart());
  if (!opened.ok) throw new Error(opened.reason);
  const id = (++asks).toString(16).padStart(32, "0") as DocumentId;
  const act: Act = { id, by: bob.member, at: asks, today: "2026-11-20" as Day };
  const what = { document: document as DocumentId, comment, words: comment, members: [alice.member] };
  opened.value.change(((draft: object) => askFor(draft, what, act)) as (draft: never) => void);
  await settled();
}

test("D45 Bob asks for Alice in a text she has not opened: her list says where, until she answers there", async () => {
  const mine = await world();
  const cups = await written(mine.group, "Cups", "Bring a cup.");
  expect(mine.group.askedFor()).toEqual([]);
  await bobAsks(mine, cups);
  expect(mine.group.askedFor()).toEqual([{ id: cups, title: "Cups", by: ["Bob"] }]);
  const page = open(mine.group, cups);
  await settled();
  expect(page.change("reply", { comment, words: "I do." })).toMatchObject({ ok: true });
  await settled();
  expect(mine.group.askedFor()).toEqual([]);
  page.leave();
});

test("D45 seen is said to nobody and holds for what stands there now; asked again, it says so again", async () => {
  const mine = await world();
  const cups = await written(mine.group, "Cups", "Bring a cup.");
  await bobAsks(mine, cups);
  mine.group.sawAskedFor(cups);
  expect(mine.group.askedFor()).toEqual([]);
  await bobAsks(mine, cups);
  expect(mine.group.askedFor()).toHaveLength(1);
});

test("D45 a text that is in no list of mine, and what I ask myself, is no line of mine; taken back, Bob is asked no more", async () => {
  const mine = await world();
  await bobAsks(mine, "f".repeat(32));
  const cups = await written(mine.group, "Cups", "Bring a cup.");
  const page = open(mine.group, cups);
  await settled();
  const mentions = [alice, bob].map(({ member }, n) => ({ at: n * 5, length: 4, member }));
  const said = page.change("comment", { words: "@Ali @Bob", quote: "", anchor: null, mentions });
  await settled();
  expect(mine.group.askedFor()).toEqual([]);
  const list = await mine.device.openDocument(canal, registerId);
  const asked = () => JSON.stringify(list.ok && (list.value.doc() as { asked: unknown }).asked);
  expect(asked()).toContain(bob.member);
  expect(asked()).not.toContain("withdrawn");
  page.change("withdrawWords", { id: said.ok ? said.value : "" });
  await settled();
  expect(asked()).toContain("withdrawn");
  page.leave();
});
