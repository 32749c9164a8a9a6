// Ours as the app uses it: a device with real keys, a group it was let into, and the whole path to the relay. Only the
// disk is memory, as it is for the others.
import "../../tools/wasm-node.ts";
import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import * as A from "@automerge/automerge/slim";
import type { RelayAddress } from "@fogata/keys";
import { sealStorage } from "@fogata/sync";
import { openDocuments } from "@fogata/sync/documents";
import { findRest } from "@fogata/sync/first";
import { type MemoryStorage, memoryStorage } from "@fogata/sync/testing";
import { type Person, p, person } from "../../support/people.ts";
import * as relay from "../relay/speak-fogata.ts";
import { type Side, type Text, untilTrue, type Writer } from "./writers.ts";

type Body = { text: string };
export type Handle = {
  doc(): A.Doc<Body>;
  change(edit: (draft: Body) => void): void;
  on(event: "change", heard: () => void): void;
  off(event: "change", heard: () => void): void;
};

/** What everybody begins a document from: the document is its first bytes' actor. */
export const blankOf = (doc: string) => A.save(A.from<Body>({ text: "" }, doc));

export const fogata: Side = {
  name: "Fogata",
  server: relay.fogata,
  async meet(port) {
    const address = await addressOf(port);
    const alice = await person({ relay: address });
    const group = await found(alice, address);
    const bob = await person({ relay: address });
    await letIn(alice, group, bob);
    await bob.sees(shared);
    await bob.close();
    return {
      alice: writer(alice, group),
      async newcomer() {
        return writer(await person({ relay: address, disk: await copyOf(bob.disk) }), group);
      },
    };
  },
};

export async function addressOf(port: number): Promise<RelayAddress> {
  const told = (await (await fetch(`http://localhost:${port}/relay.json`)).json()) as { key: string };
  return { url: `ws://localhost:${port}/relay`, key: new Uint8Array(Buffer.from(told.key, "base64url")) };
}

async function found(alice: Person, address: RelayAddress): Promise<string> {
  const started = await alice.device.startGroup({ name: "Night watch", myName: "Alice", relay: address.url });
  if (!started.ok) throw new Error(started.reason);
  await alice.sees((view) => view.groups[0]?.relays.length === 1);
  return started.value;
}

async function letIn(alice: Person, group: string, bob: Person): Promise<void> {
  const made = await alice.device.invite(group);
  if (!made.ok) throw new Error(made.reason);
  const invited = await alice.sees((view) => view.groups[0]!.invitations.length > 0);
  const asked = await bob.device.askToJoin({ link: invited.groups[0]!.invitations[0]!.link!, name: "Bob" });
  if (!asked.ok) throw new Error(asked.reason);
  const view = await alice.sees((v) => v.groups[0]!.asking.length === 1);
  const admitted = await alice.device.admit(group, view.groups[0]!.asking[0]!.id);
  if (!admitted.ok) throw new Error(admitted.reason);
  await bob.sees((v) => v.groups.length === 1);
}

/** A device as it was, with its keys, so that it can come for the first time again and again. */
export async function copyOf(disk: MemoryStorage): Promise<MemoryStorage> {
  const copy = memoryStorage();
  for (const [key, value] of disk.raw()) copy.raw().set(key, value.slice());
  await copy.cabinet.keep("rest", await disk.cabinet.get("rest"));
  return copy;
}

const shared: Parameters<Person["sees"]>[0] = (view) => view.groups[0]?.status.kind === "shared";

const docOf = (name: string) => createHash("md5").update(name).digest("hex");
const lookMs = 5;
/** All of a thousand would take longer than the run may. */
const readBackOneIn = 10;

/** How many documents lie on this disk as documents: what merely arrived lies there as entries. */
function documentsOn(disk: MemoryStorage): number {
  const there = new Set<string>();
  for (const key of disk.raw().keys())
    if (/^repo\/.*\/(snapshot|incremental)\//.test(key)) there.add(key.split("/")[1]!);
  return there.size;
}

function writer(who: Person, group: string): Writer {
  const self: Writer = {
    async holds(names, length) {
      await who.sees(shared);
      while (names.length > 1 && documentsOn(who.disk) < names.length) await pause(lookMs);
      await (await self.open(names.at(-1)!)).until(length);
    },
    async readBack(names, length) {
      const disk = await copyOf(who.disk);
      const rest = await findRest(p, { storage: disk, cabinet: disk.cabinet });
      if (!rest.ok || rest.value.kind !== "open") throw new Error("the disk does not open");
      const storage = sealStorage({ p, restKey: rest.value.key, storage: disk, writesOn: true });
      const documents = await openDocuments({
        p,
        storage,
        channelName: `alone-${names.length}`,
        deviceIn: () => "be".repeat(16),
      });
      for (const name of names.filter((_, i) => i % readBackOneIn === 0)) {
        const opened = await documents.open({ circle: group, doc: docOf(name) });
        const text = opened.ok ? (opened.value as unknown as Handle).doc().text : "";
        if (text.length < length) throw new Error(`${name} was not whole: ${text.length} letters`);
      }
      await documents.close();
    },
    async open(name, begin = false) {
      const doc = docOf(name);
      if (!begin) await who.sees(shared);
      const opened = begin
        ? await who.device.createDocument(group, doc, blankOf(doc))
        : await who.device.openDocument(group, doc);
      if (!opened.ok) throw new Error(`${name}: ${opened.reason}`);
      return textOf(opened.value as unknown as Handle);
    },
    async flush() {
      await who.device.flush();
      await who.sees(shared);
    },
    passes: (ms) => who.clock.ahead(ms),
    close: () => who.device.close(),
  };
  return self;
}

function textOf(handle: Handle): Text {
  const length = () => handle.doc().text.length;
  const listen = (look: () => void) => {
    handle.on("change", look);
    return () => handle.off("change", look);
  };
  return {
    type(letters) {
      for (const letter of letters) handle.change((draft) => A.splice(draft, ["text"], draft.text.length, 0, letter));
    },
    length,
    until: (wanted) => untilTrue(() => length() >= wanted, listen),
  };
}
