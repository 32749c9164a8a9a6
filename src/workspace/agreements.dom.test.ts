// Agreements on the screen: words before Automerge, titles, drafts, files, and nothing left behind.
import * as A from "@automerge/automerge/slim";
import { registerId } from "@fogata/domain";
import { expect, test } from "vitest";
import { alice, bob, deviceDouble, groupOf } from "../../test/support/device-double.ts";
import { append, canal, open, settled, type, usual, world, written } from "../../test/support/world.ts";
import { draftGrainMs, draftsMax } from "./drafts.ts";
import { noteAgeMaxMs, noteQuietMs } from "./notes.ts";
import { lookAgainMs } from "./open-document.ts";
import { caretPaceMs } from "./presence.ts";

test("D3 an agreement begun on Bob's device joins the list beside mine, by title", async () => {
  const mine = await world();
  const bobs = await world({ double: deviceDouble(groupOf(canal, "Canal Side Tenants", bob, alice)) });
  await written(mine.group, "Where we keep the keys");
  await bobs.group.newAgreement("x").then((made) => expect(made.ok).toBe(true));
  await bobs.group.rename(bobs.group.agreements()[0]!.id, "Children at our meetings");
  mine.device.arrive(canal, registerId, bobs.device.saved(canal, registerId));
  expect(mine.group.agreements().map((row) => row.title)).toEqual([
    "Children at our meetings",
    "Where we keep the keys",
  ]);
});

test("the list and the words are there before Automerge is", async () => {
  const first = await world();
  const id = await written(first.group, "Keys", "Two people hold each key.");
  const page = open(first.group, id);
  await settled();
  await first.workspace.flush();
  page.leave();

  // The next start: the same notes, and an engine that does not come.
  const { group } = await world({ double: first.device, engine: () => new Promise(() => {}) });
  expect(group.agreements()).toMatchObject([{ id, title: "Keys" }]);
  const again = open(group, id);
  await settled();
  expect(again.readable()?.blocks[0]?.runs[0]?.text).toBe("Two people hold each key.");
  expect(again.title()).toBe("Keys");
  expect(again.minutes()).toBe(1);
  expect(again.live()).toBeNull();
  again.leave();
});

test("the words kept for reading follow the writing once it is quiet, and at the latest after a while", async () => {
  const { device, clock, group } = await world();
  const id = await written(group, "Keys");
  const page = open(group, id);
  await settled();
  const kept = () => JSON.stringify(device.notes.get(`group/${canal}/agreement/${id}`) ?? null);
  type(page, "Two people");
  clock.advance(noteQuietMs - 1);
  await settled();
  expect(kept()).not.toContain("Two people");
  clock.advance(1);
  await settled();
  expect(kept()).toContain("Two people");
  expect(page.readable()?.blocks[0]?.runs[0]?.text).toBe("Two people");
  // Somebody who never pauses
  for (let spent = 0; spent < noteAgeMaxMs; spent += noteQuietMs / 2) {
    type(page, ".");
    clock.advance(noteQuietMs / 2);
  }
  await settled();
  expect(kept()).toContain("Two people...");
  page.leave();
});

test("hiding the page keeps what was typed a moment ago", async () => {
  const { device, workspace, group } = await world();
  const id = await written(group, "Keys");
  const page = open(group, id);
  await settled();
  type(page, "last words");
  await workspace.flush();
  expect(JSON.stringify(device.notes.get(`group/${canal}/agreement/${id}`))).toContain("last words");
  expect(device.flushes).toBe(1);
  page.leave();
});

test("D5 an agreement written by an older app is brought up to date when it is opened, and a current one is not touched", async () => {
  const { device, group } = await world();
  const id = "ab".repeat(16);
  const old = A.from({ title: "Keys", text: "Two people." }, { actor: id });
  device.arrive(canal, id, A.save(old));
  const page = open(group, id);
  await settled();
  const once = A.load<{ version?: number }>(device.saved(canal, id));
  expect(once.version).toBe(1);
  const again = open(group, id);
  await settled();
  expect(A.getHeads(A.load(device.saved(canal, id)))).toEqual(A.getHeads(once));
  page.leave();
  again.leave();
});

test("D5 an agreement written by a newer app is left as it is and says so, also when that happens while it is open", async () => {
  const { device, group } = await world();
  const id = "ab".repeat(16);
  const newer = A.from({ title: "Keys", text: "Two people.", version: 99 }, { actor: id });
  device.arrive(canal, id, A.save(newer));
  const page = open(group, id);
  await settled();
  expect(page.newer()).toBe(true);
  expect(A.getHeads(A.load(device.saved(canal, id)))).toEqual(A.getHeads(newer));
  page.leave();
  const other = "cd".repeat(16);
  device.arrive(canal, other, A.save(A.from({ title: "Doors", text: "Open.", version: 1 }, { actor: other })));
  const doors = open(group, other);
  await settled();
  expect(doors.newer()).toBe(false);
  doors.live()!.handle.change(((draft: { version: number }) => {
    draft.version = 2;
  }) as (draft: never) => void);
  expect(doors.newer()).toBe(true);
  doors.leave();
});

test("D4 renaming shows at once, in the agreement and in the list; blanks are refused", async () => {
  const { group } = await world();
  const id = await written(group, "Keys");
  const page = open(group, id);
  await settled();
  expect(await group.rename(id, " Where we keep\nthe keys ")).toEqual({ ok: true, value: null });
  expect(page.title()).toBe("Where we keep the keys");
  expect(group.agreements()[0]?.title).toBe("Where we keep the keys");
  expect(await group.rename(id, " \n ")).toEqual({ ok: false, reason: "bad-title" });
  expect(await group.rename("ff".repeat(16), "x")).toEqual({ ok: false, reason: "missing" });
  page.leave();
});

test("D4 a list that kept an old title is put right by whoever has the agreement open", async () => {
  const { device, clock, group } = await world();
  const id = await written(group, "Keys");
  const before = device.saved(canal, registerId);
  await group.rename(id, "Where we keep the keys");
  const bobs = await world({ double: deviceDouble(groupOf(canal, "Canal", bob)) });
  // Bob has the new agreement, but only the old list.
  bobs.device.arrive(canal, registerId, before);
  bobs.device.arrive(canal, id, device.saved(canal, id));
  expect(bobs.group.agreements()[0]?.title).toBe("Keys");
  const page = open(bobs.group, id);
  await settled();
  bobs.clock.advance(noteQuietMs);
  expect(bobs.group.agreements()[0]?.title).toBe("Where we keep the keys");
  page.leave();
  clock.advance(noteQuietMs);
});

test("an agreement nobody has sent yet is missing, and opens when it comes", async () => {
  const theirs = await world({ double: deviceDouble(groupOf(canal, "Canal", bob)) });
  const id = await written(theirs.group, "Keys", "Two people.");
  const { device, clock, group } = await world();
  const page = open(group, id);
  await settled();
  expect(page.fault()).toBe("missing");
  device.arrive(canal, id, theirs.device.saved(canal, id));
  clock.advance(lookAgainMs);
  await settled();
  expect(page.fault()).toBeNull();
  expect(page.title()).toBe("Keys");
  page.leave();
  const garbled = open(group, "../keys");
  expect(garbled.fault()).toBe("missing");
  garbled.leave();
});

test("a part of the app that cannot be loaded is told, and tried again at the next asking", async () => {
  let offline = true;
  const { group } = await world({ engine: () => (offline ? Promise.reject(new Error("offline")) : usual()) });
  expect(await group.newAgreement("Keys")).toEqual({ ok: false, reason: "app-incomplete" });
  const page = open(group, "ab".repeat(16));
  await settled();
  expect(page.fault()).toBe("app-incomplete");
  page.leave();
  offline = false;
  expect(await group.newAgreement("Keys")).toMatchObject({ ok: true });

  const never = await world({ device: Promise.reject(new Error("offline")), lastView: null });
  expect(never.workspace.fault()).toBe("app-incomplete");
});

test("leaving an agreement leaves nothing: no listener, no timer, no caret", async () => {
  const { device, clock, workspace, group } = await world();
  const id = await written(group, "Keys");
  await workspace.flush();
  const [listeners, timers] = [device.listeners(), clock.waiting()];
  const page = open(group, id);
  await settled();
  device.hear(canal, id, { member: bob.member, device: "d2".repeat(16) }, ["2@b", "2@b"]);
  page.live()!.presence.publish({ anchor: "1@a", head: "1@a" });
  clock.advance(caretPaceMs);
  expect(device.listeners()).toBeGreaterThan(listeners);
  page.leave();
  await workspace.flush();
  expect(device.listeners()).toBe(listeners);
  expect(clock.waiting()).toBe(timers);
  expect(device.whispered.at(-1)?.message).toBeNull();

  const early = open(group, id);
  early.leave(); // before it is loaded
  await settled();
  expect(device.listeners()).toBe(listeners);
  await workspace.close();
  expect(device.listeners()).toBe(0);
  expect(clock.waiting()).toBe(0);
});

test("the last agreements I wrote in are drafts I left; reading or Bob's writing makes none", async () => {
  const { device, clock, workspace, group } = await world();
  const ids: string[] = [];
  for (const title of ["One", "Two", "Three", "Four"]) ids.push(await written(group, title));
  for (const id of ids) {
    const page = open(group, id);
    await settled();
    type(page, "a");
    clock.advance(draftGrainMs);
    type(page, "b");
    page.leave();
  }
  expect(group.drafts().map((draft) => draft.title)).toEqual(["Four", "Three", "Two"]);
  expect(group.drafts()).toHaveLength(draftsMax);
  expect(group.drafts()[0]?.at).toBe(clock.now());

  const page = open(group, ids[0]!);
  await settled();
  const bobs = deviceDouble(groupOf(canal, "Canal", bob));
  bobs.arrive(canal, ids[0]!, device.saved(canal, ids[0]!));
  const theirs = await bobs.openDocument(canal, ids[0]!);
  if (theirs.ok) append(theirs.value, "Bob");
  device.arrive(canal, ids[0]!, bobs.saved(canal, ids[0]!));
  expect(group.drafts().map((draft) => draft.title)).toEqual(["Four", "Three", "Two"]);
  page.leave();

  group.forgetDraft(ids[3]!);
  await workspace.flush();
  const next = await world({ double: device });
  expect(next.group.drafts().map((draft) => draft.title)).toEqual(["Three", "Two"]);
});

test("D7 an agreement goes out as Markdown and comes back the same; without a title its first heading is one", async () => {
  const { group } = await world();
  const text = "# Keys: who/when?\n\nTwo people **hold** each key.\n\n1. Ask\n   - twice\n";
  const made = await group.importMarkdown({ text, title: null });
  expect(made).toMatchObject({ ok: true });
  expect(group.agreements()[0]?.title).toBe("Keys: who/when?");
  expect(await group.exportMarkdown(group.agreements()[0]!.id)).toEqual({
    ok: true,
    value: { fileName: "Keys who when.md", text },
  });
  expect(await group.importMarkdown({ text: "no heading", title: null })).toEqual({ ok: false, reason: "bad-title" });
  expect(await group.importMarkdown({ text: "x".repeat(400_001), title: "x" })).toEqual({
    ok: false,
    reason: "too-long",
  });
  expect(await group.exportMarkdown("ff".repeat(16))).toEqual({ ok: false, reason: "missing" });
});

test("a full device says so and lists nothing", async () => {
  const { device, group } = await world();
  device.full = true;
  expect(await group.newAgreement("Keys")).toEqual({ ok: false, reason: "device-full" });
  expect(group.agreements()).toEqual([]);
});
