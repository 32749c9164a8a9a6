// What people do in nearly every story: start a group, invite, ask, let in, write.
import * as A from "@automerge/automerge/slim";
import type { RelayAddress } from "@fogata/keys";
import { expect } from "vitest";
import type { Person } from "./people.ts";

export type Text = { text: string };
export type Handle = {
  doc(): A.Doc<Text>;
  change(edit: (draft: Text) => void): void;
  on(event: "change", heard: () => void): void;
  off(event: "change", heard: () => void): void;
};

export const doc = "d0".repeat(16);
export const blank = A.save(A.from<Text>({ text: "" }, doc));

export async function startGroup(alice: Person, address: RelayAddress): Promise<string> {
  const started = await alice.device.startGroup({ name: "Night watch", myName: "Alice", relay: address.url });
  if (!started.ok) throw new Error(started.reason);
  await alice.sees((view) => view.groups[0]?.relays.length === 1);
  return started.value;
}
export async function invite(alice: Person, group: string): Promise<string> {
  const made = await alice.device.invite(group);
  if (!made.ok) throw new Error(made.reason);
  const view = await alice.sees((v) => v.groups[0]!.invitations.some(({ id }) => id === made.value.id));
  return view.groups[0]!.invitations.find(({ id }) => id === made.value.id)!.link!;
}
export async function join(alice: Person, group: string, bob: Person, name = "Bob"): Promise<void> {
  const asked = await bob.device.askToJoin({ link: await invite(alice, group), name });
  if (!asked.ok) throw new Error(asked.reason);
  const view = await alice.sees((v) => v.groups[0]!.asking.length === 1);
  expect(await alice.device.admit(group, view.groups[0]!.asking[0]!.id)).toEqual({ ok: true, value: null });
  await bob.sees((v) => v.groups.length === 1);
}
export async function open(who: Person, group: string): Promise<Handle> {
  const found = await who.device.openDocument(group, doc, blank);
  if (!found.ok) throw new Error(found.reason);
  return found.value as unknown as Handle;
}
export const type = (handle: Handle, word: string) =>
  handle.change((draft) => A.splice(draft as A.Doc<Text>, ["text"], 0, 0, word));
export const until = (handle: Handle, condition: (text: string) => boolean) =>
  new Promise<void>((done) => {
    const look = () => {
      if (!condition(handle.doc().text)) return;
      handle.off("change", look);
      done();
    };
    handle.on("change", look);
    look();
  });
export const heads = (handle: Handle) => A.getHeads(handle.doc());
