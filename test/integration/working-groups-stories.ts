// What stories about working groups begin with: three people and a relay, one of them with a working group.
import { type EpochKeys, epochKeys, type RelayAddress } from "@fogata/keys";
import type { Act, CircleView, GroupView } from "@fogata/sync";
import { sealStorage } from "@fogata/sync";
import { findRest } from "@fogata/sync/first";
import { type Person, p, person } from "../support/people.ts";
import { blank, doc, type Handle, join, startGroup } from "../support/stories.ts";

export const day = 24 * 60 * 60 * 1000;
export const of = (who: Person): GroupView => who.device.view().groups[0]!;
export const me = (who: Person) => of(who).me.member;
export const circleOf = (who: Person, circle: string): CircleView | null =>
  of(who).circles.find(({ id }) => id === circle) ?? null;
export const sees = (who: Person, condition: (group: GroupView) => boolean) =>
  who.sees(({ groups }) => groups[0] !== undefined && condition(groups[0]));
export const seesSeated = (who: Person, circle: string, ...names: Person[]) =>
  sees(who, ({ circles }) => {
    const seen = circles.find(({ id }) => id === circle);
    const people = seen?.people.map(({ member }) => member).sort();
    return seen?.mine === "seated" && JSON.stringify(people) === JSON.stringify(names.map(me).sort());
  });
export async function words(who: Person, circle: string): Promise<Handle> {
  const found = await who.device.openDocument(circle, doc, blank);
  if (!found.ok) throw new Error(found.reason);
  return found.value as unknown as Handle;
}
export async function act(who: Person, group: string, what: Act): Promise<string> {
  const done = await who.device.act(group, what);
  if (!done.ok) throw new Error(`${what.type}: ${done.reason}`);
  return done.value.id ?? "";
}

/** Alice, Bob and Eve are a group; Alice has a working group in it. */
export async function kitchen(relay: RelayAddress) {
  const [alice, bob, eve] = [await person({ relay }), await person({ relay }), await person({ relay })];
  const group = await startGroup(alice, relay);
  await join(alice, group, bob, "Bob");
  await join(alice, group, eve, "Eve");
  for (const who of [alice, bob, eve]) await sees(who, ({ people }) => people.length === 3);
  const opened = await alice.device.openCircle(group, { name: "Kitchen" });
  if (!opened.ok) throw new Error(opened.reason);
  return { alice, bob, eve, group, circle: opened.value };
}

/** The same, all three of them full members with a place. */
export async function fullKitchen(relay: RelayAddress) {
  const all = await kitchen(relay);
  const { alice, bob, eve, group, circle } = all;
  for (const [i, who] of [bob, eve].entries()) {
    const welcomed = [alice, bob].slice(0, i + 1);
    for (const by of welcomed) await act(by, group, { type: "welcome", members: [me(who)] });
    for (const one of [alice, bob, eve]) await sees(one, ({ standing }) => standing.full === i + 2);
    await alice.device.seat(group, circle, { member: me(who), until: null });
  }
  for (const who of [alice, bob, eve]) await seesSeated(who, circle, alice, bob, eve);
  return all;
}

/** Every epoch key that lies on a device's disk, by circle. */
export async function keysOf(who: Person): Promise<Map<string, EpochKeys[]>> {
  const rest = await findRest(p, { storage: who.disk, cabinet: who.disk.cabinet });
  if (!rest.ok || rest.value.kind !== "open") throw new Error("nobody here has a lock");
  const storage = sealStorage({ p, restKey: rest.value.key, storage: who.disk, writesOn: true });
  const found = new Map<string, EpochKeys[]>();
  for (const { key, value } of await storage.list("circle/")) {
    const [, circle, what] = key.split("/") as [string, string, string];
    if (what === "epoch") found.set(circle, [...(found.get(circle) ?? []), await epochKeys(p, value)]);
  }
  return found;
}
