import * as A from "@automerge/automerge/slim";
import { webPrimitives } from "@fogata/keys";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { memoryStorage } from "../testing/index.ts";
import type { DeviceDocuments } from "./documents.ts";
import type { Bytes, DocRef } from "./ports.ts";
import { toHex } from "./record.ts";
import { openDocuments } from "./repo.ts";
import { sealStorage } from "./sealed-storage.ts";
import { readSnapshotHead } from "./snapshot-head.ts";

type Text = { text: string };
const p = webPrimitives({ crypto });
const ref: DocRef = { circle: "c".repeat(64), doc: "d".repeat(32) };
const blank = () => A.load<Text>(A.save(A.from<Text>({ text: "" }, ref.doc)), { actor: actorOf(alice) });
const [alice, bob, eve] = ["a1", "b0", "ee"].map((two) => two.repeat(16)) as [string, string, string];
const actorOf = (device: string, tab = "01".repeat(8)) => device + tab;
const restKey = await p.newRestKey();
const opened: DeviceDocuments[] = [];

async function startDevice(): Promise<DeviceDocuments> {
  const storage = sealStorage({ p, restKey, storage: memoryStorage(), writesOn: true });
  const channelName = `snapshots-${toHex(p.randomBytes(8))}`;
  const documents = await openDocuments({ p, storage, channelName, deviceIn: () => bob });
  opened.push(documents);
  return documents;
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((documents) => documents.close()));
});

const type = (doc: A.Doc<Text>, words: string) =>
  A.change(doc, (draft) => A.splice(draft, ["text"], draft.text.length, 0, words));
const saved = (doc: A.Doc<Text>, devices = [alice, bob]) =>
  ({ comp: "saved", payload: A.save(doc) as Bytes, devices }) as const;
const raw = (doc: A.Doc<Text>) =>
  ({ comp: "changes", payload: new Uint8Array(Buffer.concat(A.getAllChanges(doc))), by: alice }) as const;
async function textOf(documents: DeviceDocuments): Promise<string | null> {
  const found = await documents.open(ref);
  return found.ok ? (found.value as unknown as { doc(): Text }).doc().text : null;
}

test("S98 somebody new has the whole text from one snapshot, can write on it, and counts as theirs only what they write", async () => {
  const documents = await startDevice();
  const whole = type(type(blank(), "We meet "), "at six.");
  expect(await documents.apply(ref, [saved(whole)])).toMatchObject({
    ok: true,
    hashes: A.getHeads(whole),
    missing: [],
  });
  expect(await textOf(documents)).toBe("We meet at six.");
  const known = { has: () => false, upTo: [A.getHeads(whole)] };
  expect(await documents.unknown(ref, known)).toEqual([]);
  expect(await documents.save(ref, known)).toMatchObject({ heads: A.getHeads(whole) });
});

test("S95 a document with a change that no entry carries is not said to be whole", async () => {
  const documents = await startDevice();
  const whole = type(blank(), "We meet.");
  await documents.apply(ref, [raw(whole)]);
  const [first] = A.getAllChanges(whole).map((change) => A.decodeChange(change).hash);
  expect(await documents.save(ref, new Set([first!]))).toBeNull();
  const all = new Set(A.getAllChanges(whole).map((change) => A.decodeChange(change).hash));
  expect((await documents.save(ref, all))?.heads).toEqual(A.getHeads(whole));
});

test("S96 a snapshot is looked at without being merged: what it holds beyond ours, and what we hold beyond it, is told", async () => {
  const documents = await startDevice();
  const [short, long] = [type(blank(), "We meet"), type(type(blank(), "We meet"), " at six.")];
  await documents.apply(ref, [raw(short)]);
  expect(await documents.compare(ref, saved(long).payload)).toEqual({ heads: A.getHeads(long), holds: false });
  expect(await textOf(documents)).toBe("We meet");
  expect(await documents.beyond(ref, A.getHeads(long))).toBeNull();
  await documents.apply(ref, [raw(long)]);
  expect(await documents.compare(ref, saved(short).payload)).toEqual({ heads: A.getHeads(short), holds: true });
  expect(await documents.beyond(ref, A.getHeads(short))).toEqual(A.getHeads(long));
});

test("S98 what a stranger wrote in a snapshot is not taken, nor anything else of it", async () => {
  const documents = await startDevice();
  const mixed = type(A.clone(type(blank(), "We meet."), { actor: actorOf(eve) }), " Not.");
  expect(await documents.apply(ref, [saved(mixed)])).toEqual({ ok: false, reason: "bad" });
  expect(await textOf(documents)).toBeNull();
});

test("S98 a snapshot that says something else under a number that is taken changes nothing", async () => {
  const documents = await startDevice();
  await documents.apply(ref, [raw(type(blank(), "We agree."))]);
  await documents.saved(ref);
  const other = saved(type(blank(), "We do not agree."));
  expect(await documents.apply(ref, [other])).toEqual({ ok: false, reason: "bad" });
  expect(await textOf(documents)).toBe("We agree.");
  // Nor while it is open.
  expect(await documents.apply(ref, [other])).toEqual({ ok: false, reason: "bad" });
  expect(await textOf(documents)).toBe("We agree.");
});

test("S35 of bent snapshots nothing throws and nothing is merged that does not say what it is", async () => {
  const documents = await startDevice();
  const sound = saved(type(blank(), "We meet at six. ".repeat(40))).payload;
  const runs = Number(process.env.FOGATA_BENT ?? 300);
  await fc.assert(
    fc.asyncProperty(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const bent = sound.slice();
      bent[at] = bent[at]! ^ by;
      expect(await documents.compare(ref, bent)).toBeNull();
      const head = await readSnapshotHead(p, bent);
      expect(head === null || Array.isArray(head.heads)).toBe(true);
    }),
    { numRuns: runs },
  );
});

test("S35 what would unfold to millions of operations is refused by its first bytes", async () => {
  const doc = A.from<Text>({ text: "" }, actorOf(alice));
  const long = A.change(doc, (draft) => A.splice(draft, ["text"], 0, 0, "x".repeat(1_000)));
  const bytes = A.save(long) as Bytes;
  expect(await readSnapshotHead(p, bytes)).toMatchObject({ actors: [actorOf(alice)], heads: A.getHeads(long) });
  expect(await readSnapshotHead(p, bytes, 1_001)).not.toBeNull();
  expect(await readSnapshotHead(p, bytes, 1_000)).toBeNull();
  // Behind it something else, which loading would read as well.
  expect(await readSnapshotHead(p, new Uint8Array([...bytes, ...bytes]))).toBeNull();
});
