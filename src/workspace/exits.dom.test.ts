// What the app adds when a group is started again or taken off: working groups come to an end in the copy, and nothing the
// app itself kept of a group stays behind.
import { kinds } from "@fogata/domain";
import { createRoot } from "solid-js";
import { expect, test } from "vitest";
import { alice, deviceDouble, groupOf } from "../../test/support/device-double.ts";
import { canal, open, settled, type, world, written } from "../../test/support/world.ts";
import type { AtOnce } from "./last-words.ts";

function store(): AtOnce & { all: Map<string, string> } {
  const all = new Map<string, string>();
  return {
    all,
    getItem: (key) => all.get(key) ?? null,
    setItem: (key, value) => void all.set(key, value),
    removeItem: (key) => void all.delete(key),
    key: (at) => [...all.keys()][at] ?? null,
    get length() {
      return all.size;
    },
  };
}

test("S76 what the app knows of a group goes along with it: every document, every note, the last words, in every tab", async () => {
  const atOnce = store();
  const other = "0e".repeat(32);
  const double = deviceDouble(groupOf(canal, "Canal", alice), groupOf(other, "Other", alice));
  const noted: string[] = [];
  const { setNote } = double;
  double.setNote = (name, value) => {
    noted.push(name);
    return setNote(name, value);
  };
  const { device, clock, workspace, group } = await world({ double, atOnce });
  const id = await written(group, "Rent", "Words");
  const circle = await group.circles.open("Kitchen");
  if (!circle.ok) throw new Error(circle.reason);
  const page = open(group, id);
  await settled();
  type(page, " more");
  group.putOffAsk("a1");
  for (const [at, where] of [canal, circle.value, other].entries())
    atOnce.setItem(`fogata/last-words/page${at}@${where}/${id}`, "x");
  expect(await group.takeOff()).toEqual({ ok: true, value: null });
  page.leave();
  await settled();
  const [taken] = device.takenOff;
  const single = kinds["keys-register"].single.id as string;
  for (const doc of [id, single]) expect(taken!.docs).toContainEqual({ circle: canal, doc });
  expect(taken!.docs).toContainEqual({ circle: circle.value, doc: single });
  expect(taken!.notes).toContain(`group/${canal}/agreement/${id}`);
  expect(workspace.group(canal)).toBeNull();
  // What waited to be noted is not noted any more, however long one waits; nor said when the page goes.
  const before = noted.length;
  clock.advance(60_000);
  await workspace.flush();
  await settled();
  expect(noted.slice(before).filter((name) => name.includes(canal))).toEqual([]);
  expect([...atOnce.all.keys()]).toEqual([`fogata/last-words/page2@${other}/${id}`]);
});

test("S76 taken off in another tab, nothing of it is written here any more, and the other group goes on", async () => {
  const other = "0e".repeat(32);
  const double = deviceDouble(groupOf(canal, "Canal", alice), groupOf(other, "Other", alice));
  const { device, clock, workspace, group } = await world({ double });
  await written(group, "Rent", "Words");
  clock.advance(60_000);
  await settled();
  const noted = () => [...device.notes.keys()].filter((name) => name.includes(canal)).length;
  const before = noted();
  await written(group, "Keys", "Words");
  group.putOffAsk("a1");
  device.show((view) => {
    view.groups = view.groups.filter(({ id }) => id !== canal);
  });
  clock.advance(60_000);
  await settled();
  expect(noted()).toBe(before);
  workspace.group(other)!.putOffAsk("a2");
  clock.advance(60_000);
  await settled();
  expect([...device.notes.keys()]).toContain(`group/${other}/put-off`);
});

test("working groups come along by name and mandate, as done with their work", async () => {
  const { device, group, workspace } = await world();
  const fresh = `${1}`.padStart(64, "0");
  const { opened, leave } = createRoot((leave) => ({ opened: group.openDocument("working-groups"), leave }));
  await settled();
  const circle = "ce".repeat(32);
  expect(opened.change("add", { circle, name: "Kitchen", mandate: "Cooks on Fridays.", agreement: null }).ok).toBe(
    true,
  );
  leave();
  // The double copies nothing: what the device would have carried over is put there.
  const single = kinds["working-groups"].single.id;
  device.arrive(fresh, single, device.saved(canal, single));
  const begun = await group.startAgain({ name: "Second", myName: "Alice" });
  expect(begun).toEqual({ ok: true, value: fresh });
  const seen = createRoot((dispose) => ({
    there: workspace.group(fresh)!.openDocument("working-groups"),
    here: group.openDocument("working-groups"),
    dispose,
  }));
  await settled();
  expect(seen.there.view()).toMatchObject({
    groups: [],
    away: [{ name: "Kitchen", mandate: "Cooks on Fridays.", behind: true }],
  });
  // Nor does it go on by a press: nobody here could open it.
  expect(seen.there.change("reopen", { group: seen.there.view()!.away[0]!.id })).toEqual({
    ok: false,
    reason: "left-behind",
  });
  expect(seen.here.view()!.groups).toHaveLength(1);
  seen.dispose();
});
