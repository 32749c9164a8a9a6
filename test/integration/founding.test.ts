// S100–S104: several people in one room found a group together, over a real relay, and nobody among them is first.
import type { DeviceView, FoundingView, JoiningView } from "@fogata/sync";
import { expect, test } from "vitest";
import { ownRelay } from "../support/own-relay.ts";
import { type Person, person } from "../support/people.ts";
import { open, type, until } from "../support/stories.ts";

const here = ownRelay();

const founding = (view: DeviceView): FoundingView => view.foundings[0]!;
const joining = (view: DeviceView): JoiningView => view.joining[0]!;

async function begin(alice: Person, name = "Night watch"): Promise<string> {
  const begun = await alice.device.beginFounding({ name, myName: "Alice", relay: here.address.url });
  if (!begun.ok) throw new Error(begun.reason);
  return begun.value.id;
}
async function come(alice: Person, who: Person, name: string): Promise<void> {
  const link = founding(alice.device.view()).link!;
  expect(await who.device.readInvitation(link)).toMatchObject({ ok: true, value: { purpose: "founding" } });
  const many = founding(alice.device.view()).people.filter((one) => one.name === name).length;
  const asked = await who.device.askToJoin({ link, name });
  if (!asked.ok) throw new Error(asked.reason);
  await alice.sees((view) => founding(view).people.filter((one) => one.name === name).length > many);
}
const close = (alice: Person) => alice.device.found({ type: "close-list", founding: founding(alice.device.view()).id });
const found = (alice: Person) => {
  const { id, words } = founding(alice.device.view());
  return alice.device.found({ type: "found", founding: id, words: words! });
};
/** Until the list has come that whoever began shows; with the same words. */
async function hasList(alice: Person, who: Person) {
  const words = founding(alice.device.view()).words!.join();
  const view = await who.sees((one) => joining(one).list?.words.join() === words);
  return joining(view).list!;
}
async function sign(alice: Person, who: Person): Promise<void> {
  const { round } = await hasList(alice, who);
  const { id } = joining(who.device.view());
  expect(await who.device.signList(id, round)).toEqual({ ok: true, value: null });
}
const groupOf = async (who: Person) => (await who.sees((view) => view.groups.length === 1)).groups[0]!;

async function room(count: number) {
  const names = ["Alice", "Bob", "Carol", "Dave", "Eve", "Frank", "Grace", "Heidi", "Ivan", "Judy", "Ken", "Liv"];
  const people: Person[] = [];
  for (let i = 0; i < count; i++) people.push(await person({ relay: here.address }));
  return { names: names.slice(0, count), people, alice: people[0]!, others: people.slice(1) };
}

test("S100 I1 three found a group in one room: all are full members at once, and any of them invites, welcomes and asks", async () => {
  const { alice, others, people } = await room(3);
  await begin(alice);
  await come(alice, others[0]!, "Bob");
  await come(alice, others[1]!, "Carol");
  const { id } = founding(alice.device.view());
  const words = ["no", "list", "is", "closed"] as [string, string, string, string];
  expect(await alice.device.found({ type: "found", founding: id, words })).toEqual({ ok: false, reason: "not-signed" });
  expect(await close(alice)).toEqual({ ok: true, value: null });
  for (const who of others) expect((await hasList(alice, who)).names).toEqual(["Alice", "Bob", "Carol"]);
  // Nobody begins before everybody has signed.
  expect(await found(alice)).toEqual({ ok: false, reason: "not-signed" });
  await sign(alice, others[0]!);
  await alice.sees((view) => founding(view).people[1]!.signed);
  expect(await found(alice)).toEqual({ ok: false, reason: "not-signed" });
  await sign(alice, others[1]!);
  await alice.sees((view) => founding(view).complete);
  expect(await found(alice)).toEqual({ ok: true, value: null });
  expect(await found(alice)).toEqual({ ok: true, value: null });

  const groups = await Promise.all(people.map(groupOf));
  expect(new Set(groups.map(({ id }) => id)).size).toBe(1);
  for (const group of groups) {
    expect(group.name).toBe("Night watch");
    expect(group.people.map(({ name, full }) => [name, full])).toEqual([
      ["Alice", true],
      ["Bob", true],
      ["Carol", true],
    ]);
    expect(group.standing).toMatchObject({ full: 3, canRemove: true, removalNeeds: 2 });
    expect(group.relays.map(({ url }) => url)).toEqual([here.address.url]);
  }
  // Carol, who only scanned a code, lets in Dave; and what she writes, Alice reads.
  const [group] = groups;
  const invited = await others[1]!.device.invite(group!.id);
  expect(invited.ok).toBe(true);
  const [hers, alices] = [await open(others[1]!, group!.id), await open(alice, group!.id)];
  type(hers, "from Carol");
  await until(alices, (text) => text.includes("from Carol"));
  // The removal of Alice herself takes two of the others, like anybody's.
  const asked = await others[0]!.device.act(group!.id, {
    type: "ask",
    what: { kind: "removal", member: groups[0]!.me.member, why: "" },
  });
  expect(asked.ok).toBe(true);
});

test("S100 twelve found a group; somebody who scans the code afterwards is told that it is done", async () => {
  const { alice, others, people, names } = await room(12);
  await begin(alice);
  await Promise.all(others.map((who, i) => come(alice, who, names[i + 1]!)));
  await alice.sees((view) => founding(view).people.length === 12);
  const { link } = founding(alice.device.view());
  await close(alice);
  await Promise.all(others.map((who) => sign(alice, who)));
  await alice.sees((view) => founding(view).complete);
  expect(await found(alice)).toEqual({ ok: true, value: null });
  const groups = await Promise.all(people.map(groupOf));
  for (const group of groups) expect(group.people.filter(({ full }) => full)).toHaveLength(12);
  const late = await person({ relay: here.address });
  await late.device.askToJoin({ link: link!, name: "Late" });
  await late.sees((view) => joining(view).state === "used");
});

test("S101 whoever comes when the list is closed is on the next one, and everybody signs again", async () => {
  const { alice, others } = await room(3);
  const [bob, carol] = others as [Person, Person];
  await begin(alice);
  await come(alice, bob, "Bob");
  await close(alice);
  await sign(alice, bob);
  await alice.sees((view) => founding(view).complete);
  const first = founding(alice.device.view()).words!;
  await come(alice, carol, "Carol");
  const seen = await alice.sees((view) => founding(view).people.length === 3);
  expect(founding(seen).people.map(({ listed, signed }) => [listed, signed])).toEqual([
    [true, false],
    [true, true],
    [false, false],
  ]);
  await close(alice);
  const second = founding(alice.device.view()).words!;
  expect(second).not.toEqual(first);
  // The words of before found nothing, and what Bob signed before counts no more.
  const { id } = founding(alice.device.view());
  expect(await alice.device.found({ type: "found", founding: id, words: first })).toEqual({
    ok: false,
    reason: "not-signed",
  });
  const list = await hasList(alice, bob);
  expect(list).toMatchObject({ names: ["Alice", "Bob", "Carol"], me: 1, signed: false });
  expect(await bob.device.signList(joining(bob.device.view()).id, list.round - 1)).toEqual({
    ok: false,
    reason: "changed",
  });
  await sign(alice, bob);
  await sign(alice, carol);
  await alice.sees((view) => founding(view).complete);
  expect(await found(alice)).toEqual({ ok: true, value: null });
  expect((await groupOf(carol)).people).toHaveLength(3);
});

test("S102 a reload in the middle loses nothing, wherever it comes, and the relay may be away meanwhile", async () => {
  const { alice, others } = await room(3);
  const [bob, carol] = others as [Person, Person];
  const again = async (who: Person) => {
    await who.close();
    await who.open();
  };
  await begin(alice);
  await again(alice);
  await come(alice, bob, "Bob");
  await again(bob);
  await again(alice);
  expect(founding(alice.device.view()).people.map(({ name }) => name)).toEqual(["Alice", "Bob"]);
  await come(alice, carol, "Carol");
  await close(alice);
  await again(alice);
  await hasList(alice, bob);
  await again(bob);
  expect(joining(bob.device.view()).list).toMatchObject({ names: ["Alice", "Bob", "Carol"], signed: false });
  // Bob signs where no relay can be reached, and closes the app.
  bob.offline();
  await sign(alice, bob);
  await again(bob);
  expect(joining(bob.device.view()).list).toMatchObject({ signed: true });
  await sign(alice, carol);
  await alice.sees((view) => founding(view).people[2]!.signed);
  expect(founding(alice.device.view()).complete).toBe(false);
  bob.online();
  await alice.sees((view) => founding(view).complete);
  // Alice founds it with nobody else there, and goes; the others find it when they come.
  await carol.close();
  await bob.close();
  expect(await found(alice)).toEqual({ ok: true, value: null });
  await alice.sees((view) => view.groups[0]?.status.kind === "shared");
  await alice.close();
  await bob.open();
  await carol.open();
  const [bobs, carols] = [await groupOf(bob), await groupOf(carol)];
  expect(bobs.id).toBe(carols.id);
  expect(carols.people.map(({ full }) => full)).toEqual([true, true, true]);
});

test("S103 whoever goes away, or is taken off, is on no list; and who is told nothing may leave it", async () => {
  const { alice, others } = await room(4);
  const [bob, carol, eve] = others as [Person, Person, Person];
  const id = await begin(alice);
  await come(alice, bob, "Bob");
  await come(alice, carol, "Carol");
  await come(alice, eve, "Bob");
  await close(alice);
  await sign(alice, carol);
  await alice.sees((view) => founding(view).people.some(({ signed }) => signed));
  // A second Bob whom nobody in the room is: off, and the list with it.
  const stranger = founding(alice.device.view()).people[3]!;
  expect(await alice.device.found({ type: "take-off", founding: id, person: stranger.id })).toEqual({
    ok: true,
    value: null,
  });
  const seen = await alice.sees((view) => founding(view).state === "gathering");
  expect(founding(seen)).toMatchObject({ words: null, complete: false });
  await eve.sees((view) => joining(view).state === "refused");
  await close(alice);
  await sign(alice, bob);
  await hasList(alice, carol);
  // Carol has to go home, and says so by taking it off her device.
  await carol.device.forgetJoining(joining(carol.device.view()).id);
  await alice.sees((view) => founding(view).state === "gathering" && founding(view).people.length === 2);
  await close(alice);
  await sign(alice, bob);
  await alice.sees((view) => founding(view).complete);
  expect(await found(alice)).toEqual({ ok: true, value: null });
  // Two are not three: nobody can be removed yet, and that is said from the first moment.
  expect((await groupOf(bob)).standing).toMatchObject({ full: 2, canRemove: false });
  expect(eve.device.view().groups).toEqual([]);
});

test("S103 laid aside, or a day later, it comes to nothing, and the others are told", async () => {
  const { alice, others } = await room(3);
  const [bob, carol] = others as [Person, Person];
  const id = await begin(alice);
  await come(alice, bob, "Bob");
  await close(alice);
  await hasList(alice, bob);
  expect(await alice.device.found({ type: "lay-aside", founding: id })).toEqual({ ok: true, value: null });
  await bob.sees((view) => joining(view).state === "withdrawn");
  expect(alice.device.view().foundings).toEqual([]);
  await alice.sees((view) => view.foundings.length === 0);

  await begin(alice, "Once more");
  await come(alice, carol, "Carol");
  alice.clock.ahead(25 * 60 * 60 * 1000);
  await alice.sees((view) => founding(view).state === "ended");
  expect(await close(alice)).toEqual({ ok: false, reason: "gone" });
});

test("S104 alone, with no relay to be reached, or with no name nothing is begun", async () => {
  const { alice } = await room(1);
  const wish = { name: "Night watch", myName: "Alice", relay: here.address.url };
  expect(await alice.device.beginFounding({ ...wish, name: " " })).toEqual({ ok: false, reason: "bad-name" });
  expect(await alice.device.beginFounding({ ...wish, relay: "ws://127.0.0.1:1/relay" })).toEqual({
    ok: false,
    reason: "relay-unreachable",
  });
  await begin(alice);
  expect(await close(alice)).toEqual({ ok: false, reason: "alone" });
  expect(await alice.device.readInvitation(founding(alice.device.view()).link!)).toEqual({ ok: false, reason: "ours" });
});
