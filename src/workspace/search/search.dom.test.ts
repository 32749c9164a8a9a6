// Words looked for in all that a device may read: in texts that were never opened, in what arrives later, in what is in force.
import { type AgreementView, registerId } from "@fogata/domain";
import { createRoot } from "solid-js";
import { expect, test } from "vitest";
import { bob, deviceDouble, groupOf } from "../../../test/support/device-double.ts";
import { canal, open, settled, type, usual, world, written } from "../../../test/support/world.ts";
import type { GroupWorkspace } from "../types.ts";

/** As a page does: opened, read to the end, and left. */
async function found(group: GroupWorkspace, typed: string) {
  const search = await group.search();
  await search.refresh();
  const all = createRoot((leave) => {
    const rows = (search.find(typed) ?? []).map(({ title, as, sentence }) => ({
      ...{ title, as },
      said: sentence()
        ?.map(({ text, marked }) => (marked ? `[${text}]` : text))
        .join(""),
    }));
    leave();
    return rows;
  });
  search.close();
  return all;
}

/** Bob's device, on which texts are written; and Alice's, which has what it says and has opened none of it. */
async function two(o: Parameters<typeof world>[0] = {}) {
  const theirs = await world({ double: deviceDouble(groupOf(canal, "Canal", bob)) });
  const mine = await world(o);
  const bring = (...ids: string[]) => {
    for (const id of [...ids, registerId]) mine.device.arrive(canal, id, theirs.device.saved(canal, id));
  };
  return { theirs, mine, bring };
}
const kept = (doc: string) => `group/${canal}/agreement/${doc}`;

test("what stands in a text is found though nobody has opened it here; no document is opened for it, and the text is kept", async () => {
  const { theirs, mine, bring } = await two();
  const id = await written(theirs.group, "Keys", "Two people hold each key. They meet at the Café.");
  bring(id);
  const opened: string[] = [];
  const { openDocument } = mine.device;
  mine.device.openDocument = (circle, doc, start) => {
    opened.push(doc);
    return openDocument(circle, doc, start);
  };
  expect(await found(mine.group, "cafe")).toEqual([
    { title: "Keys", as: "agreement", said: "They meet at the [Café]." },
  ]);
  expect(opened).not.toContain(id);
  expect(mine.device.notes.get(kept(id))).toMatchObject({ title: "Keys" });
});

test("what has not changed is not read again; what has is found by what it says now", async () => {
  const { theirs, mine, bring } = await two();
  const [keys, noise] = [
    await written(theirs.group, "Keys", "Two."),
    await written(theirs.group, "Noise", "No drums."),
  ];
  bring(keys, noise);
  await found(mine.group, "two");
  await mine.workspace.flush();
  mine.clock.advance(2_000);
  await settled();
  const seen: string[] = [];
  const { glance } = mine.device;
  mine.device.glance = async (circle, doc, o) => {
    const at = await glance(circle, doc, o);
    if (at.kind === "seen") seen.push(doc);
    return at;
  };
  const page = open(theirs.group, keys);
  await settled();
  type(page, " Three bicycles.");
  page.leave();
  bring(keys);
  expect(await found(mine.group, "bicycle")).toEqual([{ title: "Keys", as: "agreement", said: "Three [bicycle]s." }]);
  expect(seen).toEqual([keys]);
});

test("of an agreement in force what is found is what is in force, and what was taken in stands there alone", async () => {
  const engine = await usual();
  let force: { doc: string; text: string } | null = null;
  const comesTo = (id: string) =>
    ({
      state: { kind: force?.doc === id ? "taken-in" : "draft" },
      force: force?.doc === id ? null : force,
    }) as AgreementView;
  const createSearch: typeof engine.createSearch = (o) => engine.createSearch({ ...o, comesTo });
  const { group } = await world({ engine: async () => ({ ...engine, createSearch }) });
  const keys = await written(group, "Keys", "Two hold each key.");
  const o = { agreement: keys, as: "amendment", name: "Three keys", readers: { kind: "everyone" } } as const;
  const change = await group.madeFrom.begin(o);
  if (!change.ok) throw new Error(change.reason);
  await settled();
  const page = open(group, change.value);
  await settled();
  type(page, " A third is with Gwen.");
  page.leave();
  expect(await found(group, "gwen")).toEqual([
    { title: "Three keys", as: "amendment", said: "A third is with [Gwen]." },
  ]);
  force = { doc: change.value, text: "" };
  expect(await found(group, "gwen")).toEqual([{ title: "Keys", as: "agreement", said: "A third is with [Gwen]." }]);
});

test("a note that is no text, and a text that is not here, hold nothing else up", async () => {
  const { theirs, mine, bring } = await two();
  const [keys, noise] = [
    await written(theirs.group, "Keys", "Two."),
    await written(theirs.group, "Noise", "No drums."),
  ];
  bring(keys);
  await mine.device.setNote(kept(keys), new TextEncoder().encode('{"title":7}'));
  await mine.device.setNote(kept(noise), new Uint8Array([1, 2, 3]));
  expect(await found(mine.group, "two")).toHaveLength(1);
  expect(await found(mine.group, "drums")).toEqual([]);
  expect(await found(mine.group, "noise")).toEqual([{ title: "Noise", as: "agreement", said: undefined }]);
});
