import * as A from "@automerge/automerge/slim";
import { webPrimitives } from "@fogata/keys";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { type MemoryStorage, memoryStorage } from "../testing/index.ts";
import { readPayloads } from "./changes.ts";
import { type DeviceDocuments, lazyDocuments } from "./documents.ts";
import type { DocRef, PayloadEncoding } from "./ports.ts";
import { toHex } from "./record.ts";
import { openDocuments } from "./repo.ts";
import { sealStorage } from "./sealed-storage.ts";

type Text = { text: string };
type Handle = {
  doc(): A.Doc<Text>;
  change(edit: (draft: Text) => void): void;
  on(event: "change", heard: (e: { patches: unknown[] }) => void): void;
};

const p = webPrimitives({ crypto });
const ref: DocRef = { circle: "c".repeat(64), doc: "d".repeat(32) };
const blank = A.save(A.from<Text>({ text: "" }, ref.doc));
const restKey = await p.newRestKey();
const opened: DeviceDocuments[] = [];
let devices = 0;

const deviceIds = new Map<string, string>();

async function openTab(disk: MemoryStorage, device: string) {
  if (!deviceIds.has(device)) deviceIds.set(device, toHex(p.randomBytes(16)));
  const storage = sealStorage({ p, restKey, storage: disk, writesOn: true });
  const documents = await openDocuments({ p, storage, channelName: device, deviceIn: () => deviceIds.get(device)! });
  opened.push(documents);
  return { documents, storage };
}
async function startDevice() {
  const disk = memoryStorage();
  const device = `device-${devices++}`;
  return { disk, device, ...(await openTab(disk, device)) };
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((documents) => documents.close()));
});

async function create(documents: DeviceDocuments): Promise<Handle> {
  const made = await documents.create(ref, blank);
  if (!made.ok) throw new Error(made.reason);
  return made.value as unknown as Handle;
}
async function open(documents: DeviceDocuments): Promise<Handle> {
  const found = await documents.open(ref);
  if (!found.ok) throw new Error(found.reason);
  return found.value as unknown as Handle;
}
const type = (handle: Handle, word: string) =>
  handle.change((draft) => A.splice(draft as A.Doc<Text>, ["text"], draft.text.length, 0, word));
/** Waits for the condition to come true on any event of the handle, never for a length of time. */
const until = (handle: Handle, condition: () => boolean) =>
  new Promise<void>((done) => {
    const look = () => condition() && done();
    handle.on("change", look);
    look();
  });
const hashes = async (documents: DeviceDocuments, known: ReadonlySet<string> = new Set()) =>
  (await documents.unknown(ref, known)).map(({ hash }) => hash);

test("S30 what Alice types is found once, in order, and never read again once it is known", async () => {
  const { documents } = await startDevice();
  const handle = await create(documents);
  const known = new Set(await hashes(documents));
  expect(known.size).toBe(1);
  for (const word of ["we ", "meet ", "at six"]) type(handle, word);
  const all = A.getAllChanges(handle.doc()).map((change) => A.decodeChange(change).hash);
  expect((await documents.unknown(ref, known)).map(({ hash }) => hash)).toEqual(all.slice(1));
  // Not taken along yet: found again.
  expect((await documents.unknown(ref, known)).map(({ hash }) => hash)).toEqual(all.slice(1));
  for (const hash of all) known.add(hash);
  expect(await documents.unknown(ref, known)).toEqual([]);
  type(handle, "!");
  expect((await documents.unknown(ref, known)).length).toBe(1);
  // Somebody who knows less is told more, however far the last one had come.
  expect((await documents.unknown(ref, new Set(all.slice(0, 2)))).length).toBe(3);
  expect((await documents.unknown(ref, new Set())).length).toBe(5);
});

test("S30 one change travels as it is but for its head, fifty as small as a bundle, and both arrive", async () => {
  const alice = await startDevice();
  const handle = await create(alice.documents);
  const start = await hashes(alice.documents);
  const one = await alice.documents.encode(ref, start);
  const raw = A.getAllChanges(handle.doc())[0]!;
  expect(one).toMatchObject({ comp: "packed" });
  expect(one.payload.length).toBeLessThan(raw.length);
  for (let i = 0; i < 50; i++) type(handle, "a");
  const fifty = await alice.documents.encode(ref, (await hashes(alice.documents)).slice(1));
  expect(fifty.comp).toBe("packed");
  expect(fifty.payload.length).toBeLessThan(270);

  const bob = await startDevice();
  const applied = await bob.documents.apply(ref, [one, fifty]);
  expect(applied).toMatchObject({ ok: true, missing: [] });
  expect((await open(bob.documents)).doc().text).toBe("a".repeat(50));
  expect(A.getHeads((await open(bob.documents)).doc())).toEqual(A.getHeads(handle.doc()));
});

test("S31 changes that come before what they build on wait, are reported, and count once it is there", async () => {
  const alice = await startDevice();
  const handle = await create(alice.documents);
  type(handle, "one ");
  for (let i = 0; i < 20; i++) type(handle, "x");
  const all = await hashes(alice.documents);
  const by = deviceIds.get(alice.device)!;
  const encode = async (from: number, to: number) => ({
    ...(await alice.documents.encode(ref, all.slice(from, to))),
    by,
  });
  const bob = await startDevice();
  expect(await bob.documents.apply(ref, [await encode(12, 22)])).toEqual({
    ok: true,
    hashes: all.slice(12, 22),
    each: [all.slice(12, 22)],
    missing: [all[11]],
  });
  expect(await bob.documents.open(ref)).toEqual({ ok: false, reason: "missing" });
  expect(await bob.documents.apply(ref, [await encode(0, 2)])).toMatchObject({ missing: [all[11]] });
  expect((await open(bob.documents)).doc().text).toBe("one ");
  expect(await bob.documents.apply(ref, [await encode(2, 12)])).toMatchObject({ ok: true, missing: [] });
  expect((await open(bob.documents)).doc().text).toBe(`one ${"x".repeat(20)}`);
});

test("S32 after saved(), a power cut loses nothing; the document is sealed at rest", async () => {
  const { disk, device, documents } = await startDevice();
  const handle = await create(documents);
  type(handle, "the fire at the corner");
  await documents.saved(ref);
  const { documents: again } = await openTab(disk.crash(disk.atRisk()), device);
  expect((await open(again)).doc().text).toBe("the fire at the corner");
  const rest = [...disk.raw().values()].map((value) => new TextDecoder("latin1").decode(value)).join();
  expect(rest).not.toContain("corner");
});

test("S33 two tabs of one device hold one document", async () => {
  const { disk, device, documents } = await startDevice();
  const here = await create(documents);
  const { documents: other } = await openTab(disk.again(), device);
  const there = await open(other);
  type(here, "left ");
  await until(there, () => there.doc().text === "left ");
  type(there, "right");
  await until(here, () => here.doc().text === "left right");
});

test("S33 a change typed in a tab while none led is told to the next leader without loading Automerge", async () => {
  const { disk, device, documents } = await startDevice();
  const handle = await create(documents);
  type(handle, "nobody led");
  await documents.saved(ref);
  let loads = 0;
  const sealed = sealStorage({ p, restKey, storage: disk.again() });
  const lazy = lazyDocuments({
    storage: sealed,
    load: async () => {
      loads++;
      return (await openTab(disk.again(), device)).documents;
    },
  });
  expect(await new Promise((done) => lazy.onChange(done))).toEqual(ref);
  expect(loads).toBe(0);
  const found = await lazy.unknown(ref, new Set());
  expect(found.length).toBe(2);
  expect(loads).toBe(1);
  expect(await lazy.unknown(ref, new Set(found.map(({ hash }) => hash)))).toEqual([]);
  expect(await sealed.keys("touched/")).toEqual([]);
});

test("S34 a circle's entry cannot touch another circle's document of the same id", async () => {
  const { documents } = await startDevice();
  const handle = await create(documents);
  type(handle, "ours");
  const payload = await documents.encode(ref, await hashes(documents));
  await documents.apply({ ...ref, circle: "e".repeat(64) }, [payload]);
  const other = await documents.open({ ...ref, circle: "e".repeat(64) });
  if (!other.ok) throw new Error(other.reason);
  (other.value as unknown as Handle).change((draft) => {
    draft.text = "theirs";
  });
  expect(handle.doc().text).toBe("ours");
});

test("S35 hostile payloads are bad, never thrown, and change nothing", async () => {
  const { documents } = await startDevice();
  const handle = await create(documents);
  for (let i = 0; i < 20; i++) type(handle, "honest ");
  const good = await documents.encode(ref, await hashes(documents));
  const change = A.getAllChanges(handle.doc())[3]!;
  const heads = A.getHeads(handle.doc());
  const bad = async (comp: PayloadEncoding, payload: Uint8Array) => {
    expect(await documents.apply(ref, [good, { comp, payload }])).toEqual({ ok: false, reason: "bad" });
  };
  await bad("change", new Uint8Array());
  await bad("change", A.save(handle.doc()));
  await bad("change", good.payload);
  await bad("packed", change);
  await bad("packed", new Uint8Array([1, 1, 0]));
  await bad("packed", new Uint8Array([0, 255, 255, 255, 255, 255]));
  await bad("changes", change.subarray(0, change.length - 1));
  const mutate = (payload: Uint8Array, at: number, flip: number) => {
    const mutated = payload.slice();
    mutated[at % mutated.length]! ^= flip;
    return mutated;
  };
  const anyFlip = [fc.nat(), fc.integer({ min: 1, max: 255 })] as const;
  const numRuns = Number(process.env.FOGATA_FUZZ ?? 300);
  await fc.assert(
    fc.asyncProperty(...anyFlip, (at, flip) => bad("change", mutate(change, at, flip))),
    { numRuns },
  );
  expect(A.getHeads(handle.doc())).toEqual(heads);
  expect(A.getHeads(A.view(handle.doc(), heads))).toEqual(heads);
  type(handle, "still here");
  expect(handle.doc().text).toContain("still here");
});

test("S35 a second change under a used number of its author is bad and harms nothing", async () => {
  const alice = await startDevice();
  const handle = await create(alice.documents);
  const base = A.load<Text>(A.save(handle.doc()), { actor: "ab".repeat(16) });
  const fork = A.clone(base, "ab".repeat(16));
  const first = A.getLastLocalChange(A.change(base, (d) => Object.assign(d, { text: "one" })))!;
  const second = A.getLastLocalChange(A.change(fork, (d) => Object.assign(d, { text: "two" })))!;
  expect(await alice.documents.apply(ref, [{ comp: "change", payload: first }])).toMatchObject({ ok: true });
  expect(await alice.documents.apply(ref, [{ comp: "change", payload: second }])).toEqual({ ok: false, reason: "bad" });
  expect(handle.doc().text).toBe("one");
  type(handle, "!");
  expect(handle.doc().text).toBe("one!");
});

/** Sound by its checksum, and nothing that Automerge can read: it stops there, without a word. */
async function unreadable(doc: A.Doc<Text>): Promise<Uint8Array> {
  const base = A.load<Text>(A.save(doc), { actor: "ee".repeat(24) });
  const change = A.getLastLocalChange(A.change(base, (d) => A.splice(d, ["text"], 0, 0, "x")))!;
  const before = A.getHeads(base);
  for (let at = change.length - 1; at > 60; at--) {
    const bent = change.slice();
    bent[at]! ^= 0x55;
    bent.set((await p.sha256(bent.slice(8))).subarray(0, 4), 4);
    try {
      const after = A.loadIncremental(A.clone(base), bent);
      const silent = A.getHeads(after).join() === before.join() && A.getMissingDeps(after, []).length === 0;
      if (silent && (await readPayloads(p, [{ comp: "change", payload: bent }], ref.doc))) return bent;
    } catch {}
  }
  throw new Error("every bent change was noticed");
}

for (const how of ["open", "closed"] as const) {
  test(`S8 a change that nobody can read does not count, nor hides the words behind it (${how} document)`, async () => {
    const [alice, bob] = [await startDevice(), await startDevice()];
    const hers = await create(alice.documents);
    const start = await alice.documents.encode(ref, await hashes(alice.documents));
    expect(await bob.documents.apply(ref, [start])).toMatchObject({ ok: true });
    if (how === "open") await open(bob.documents);
    const before = new Set(await hashes(alice.documents));
    type(hers, "the fire at the corner");
    const words = await alice.documents.encode(ref, await hashes(alice.documents, before));
    const eves = { comp: "change", payload: await unreadable(hers.doc()) } as const;
    expect(await bob.documents.apply(ref, [eves, words])).toEqual({ ok: false, reason: "bad" });
    expect(await bob.documents.apply(ref, [eves])).toEqual({ ok: false, reason: "bad" });
    expect(await bob.documents.apply(ref, [words])).toMatchObject({ ok: true, missing: [] });
    expect((await open(bob.documents)).doc().text).toBe("the fire at the corner");
  });
}

test("S32 what was brought into a closed document is stored as the library stores it, and survives a power cut", async () => {
  const [alice, bob] = [await startDevice(), await startDevice()];
  const hers = await create(alice.documents);
  let known = new Set<string>();
  for (const word of ["the ", "fire ", "at ", "the ", "corner"]) {
    type(hers, word);
    const payload = await alice.documents.encode(ref, await hashes(alice.documents, known));
    known = new Set(await hashes(alice.documents));
    expect(await bob.documents.apply(ref, [payload])).toMatchObject({ ok: true, missing: [] });
    expect(await bob.documents.saved(ref)).toBeUndefined();
  }
  // Nothing of it was written here, so nothing waits to be sent.
  expect([...bob.disk.raw().keys()].filter((key) => key.startsWith("touched/"))).toEqual([]);
  expect(await bob.documents.unknown(ref, known)).toEqual([]);
  const { documents: again } = await openTab(bob.disk.crash(bob.disk.atRisk()), bob.device);
  expect((await open(again)).doc().text).toBe("the fire at the corner");
});

test("S32 opening a document while words are brought into it loses none of them", async () => {
  const [alice, bob] = [await startDevice(), await startDevice()];
  const hers = await create(alice.documents);
  const payloads = [await alice.documents.encode(ref, await hashes(alice.documents))];
  let known = new Set(await hashes(alice.documents));
  for (let i = 0; i < 12; i++) {
    type(hers, `${i} `);
    payloads.push(await alice.documents.encode(ref, await hashes(alice.documents, known)));
    known = new Set(await hashes(alice.documents));
  }
  const seed = Date.now() % 1_000_000;
  await bob.documents.apply(ref, [payloads[0]!]);
  const opening: Promise<unknown>[] = [];
  for (const [i, payload] of payloads.slice(1).entries()) {
    if ((seed + i) % 5 === 0) opening.push(bob.documents.open(ref));
    const applied = bob.documents.apply(ref, [payload]);
    if ((seed + i) % 3 === 0) opening.push(bob.documents.saved(ref));
    expect(await applied, `seed ${seed}`).toMatchObject({ ok: true });
  }
  await Promise.all(opening);
  expect((await open(bob.documents)).doc().text, `seed ${seed}`).toBe(hers.doc().text);
  await bob.documents.saved(ref);
  const { documents: again } = await openTab(bob.disk.crash(bob.disk.atRisk()), bob.device);
  expect((await open(again)).doc().text, `seed ${seed}`).toBe(hers.doc().text);
});

test("S38 Eve cannot write in Alice's name: her forgery is refused, and Alice's own next words are not", async () => {
  const [alice, bob] = [await startDevice(), await startDevice()];
  const aliceId = deviceIds.get(alice.device)!;
  const eveId = "ee".repeat(16);
  const hers = await create(alice.documents);
  type(hers, "fire ");
  const start = await alice.documents.encode(ref, await hashes(alice.documents));
  expect(await bob.documents.apply(ref, [{ ...start, by: aliceId }])).toMatchObject({ ok: true });

  const actor = A.getActorId(hers.doc());
  expect(actor.startsWith(aliceId)).toBe(true);
  const forged = A.change(A.load<Text>(A.save(hers.doc()), { actor }), (d) => A.splice(d, ["text"], 0, 0, "no "));
  const payload = A.getLastLocalChange(forged)!;
  const sent = { comp: "change", payload, by: eveId } as const;
  expect(await bob.documents.apply(ref, [sent])).toEqual({ ok: false, reason: "bad" });

  const before = new Set(await hashes(alice.documents));
  type(hers, "at the corner");
  const next = await alice.documents.encode(ref, await hashes(alice.documents, before));
  expect(await bob.documents.apply(ref, [{ ...next, by: aliceId }])).toMatchObject({ ok: true, missing: [] });
  expect((await open(bob.documents)).doc().text).toBe("fire at the corner");
});

test("S38 what others wrote is theirs to send; what any tab of this device wrote is ours", async () => {
  const [alice, bob] = [await startDevice(), await startDevice()];
  type(await create(alice.documents), "hers ");
  const all = await alice.documents.encode(ref, await hashes(alice.documents));
  await bob.documents.apply(ref, [{ ...all, by: deviceIds.get(alice.device)! }]);
  const tab = await openTab(bob.disk, bob.device);
  const [his, second] = [await open(bob.documents), await open(tab.documents)];
  type(his, "first tab ");
  type(second, "second tab ");
  await until(his, () => his.doc().text.includes("second tab"));
  expect(A.getActorId(his.doc())).not.toBe(A.getActorId(second.doc()));
  const unknown = await bob.documents.unknown(ref, new Set());
  expect(unknown.map(({ ours }) => ours)).toEqual([true, false, true, true]);
});

test("S135 words typed while the document is being read once more are not lost when that reading is done", async () => {
  const { documents } = await startDevice();
  const handle = (await create(documents)) as Handle & { update(change: (doc: A.Doc<Text>) => A.Doc<Text>): void };
  const stored = A.save(handle.doc());
  const theirs = A.clone(A.load<Text>(stored));
  const newer = A.change(theirs, (draft) => A.splice(draft, ["text"], 0, 0, "from the other tab "));
  type(handle, "typed meanwhile");
  const writer = A.getActorId(handle.doc());
  // What automerge-repo does at the end of a reading.
  handle.update(() => A.load<Text>(stored));
  expect(handle.doc().text).toBe("typed meanwhile");
  handle.update(() => A.load<Text>(A.save(newer)));
  expect(handle.doc().text).toContain("typed meanwhile");
  expect(handle.doc().text).toContain("from the other tab ");
  expect(A.getActorId(handle.doc())).toBe(writer);
});

test("S24 a damaged document says so, and neither it nor its neighbours are lost", async () => {
  const { disk, device, documents } = await startDevice();
  const handle = await create(documents);
  type(handle, "soon damaged");
  const neighbour = { ...ref, doc: "f".repeat(32) };
  await documents.create(neighbour, blank);
  await documents.close();
  const mine = [...disk.raw().keys()].filter((key) => key.startsWith("repo/"));
  const [damaged] = mine.filter((key) => key.includes("/snapshot/"));
  disk.raw().get(damaged!)![20]! ^= 1;
  const { documents: again } = await openTab(disk.again(), device);
  const results = await Promise.all([again.open(ref), again.open(neighbour)]);
  expect(results.map((result) => (result.ok ? "fine" : result.reason)).sort()).toEqual(["corrupt", "fine"]);
  expect([...disk.raw().keys()]).toEqual(expect.arrayContaining(mine));
});

test("S36 a full disk is said, and what was typed is written once there is room", async () => {
  const { disk, device, documents } = await startDevice();
  const handle = await create(documents);
  disk.fill(true);
  type(handle, "no room");
  expect(await documents.saved(ref)).toBe("full");
  expect(await documents.create({ ...ref, doc: "a".repeat(32) }, blank)).toEqual({ ok: false, reason: "device-full" });
  disk.fill(false);
  await documents.saved(ref);
  const { documents: again } = await openTab(disk.crash(disk.atRisk()), device);
  expect((await open(again)).doc().text).toBe("no room");
});

test("S76 of an erased document nothing is written any more, whatever is asked about it; begun again, it is kept", async () => {
  const { documents, disk } = await startDevice();
  const handle = await create(documents);
  type(handle, "gone");
  const parts = async () => (await disk.keys("")).filter((key) => key.includes("repo/") && key.split("/").length > 3);
  await documents.saved(ref);
  expect((await parts()).length).toBeGreaterThan(0);
  type(handle, " soon");
  await documents.erase(ref.circle, [ref.doc]);
  await documents.saved(ref);
  expect(await documents.unknown(ref, new Set())).toEqual([]);
  await documents.close();
  expect(await parts()).toEqual([]);
  expect(await documents.open(ref)).toEqual({ ok: false, reason: "missing" });
  type(await create(documents), "again");
  await documents.saved(ref);
  expect((await parts()).length).toBeGreaterThan(0);
});

test("S134 a document that another tab speaks of just now is seen whole, whenever that comes (40 times)", async () => {
  const { documents, disk, device } = await startDevice();
  type(await create(documents), "we meet at six");
  await documents.saved(ref);
  for (let round = 0; round < 40; round++) {
    const { documents: again } = await openTab(disk, device);
    const seen = await again.glance(ref, { stamp: null, look: (doc) => (doc as Text).text });
    expect(seen).toMatchObject({ kind: "seen", value: "we meet at six" });
    await again.close();
  }
});

test("S134 a document is looked at where it lies: whole, without being opened, and not read again while it is the same", async () => {
  const { documents, disk, device } = await startDevice();
  type(await create(documents), "we meet at six");
  await documents.saved(ref);
  const { documents: again } = await openTab(disk.crash(disk.atRisk()), device);
  let looks = 0;
  const look = (doc: unknown) => {
    looks++;
    return (doc as Text).text;
  };
  const first = await again.glance(ref, { stamp: null, look });
  expect(first).toMatchObject({ kind: "seen", value: "we meet at six" });
  const { stamp } = first as { stamp: string };
  expect(await again.glance(ref, { stamp, look })).toEqual({ kind: "same" });
  expect(looks).toBe(1);
  type(await open(again), ", not seven");
  await again.saved(ref);
  expect(await again.glance(ref, { stamp, look })).toMatchObject({ kind: "seen", value: "we meet at six, not seven" });
  expect(await again.glance({ ...ref, doc: "e".repeat(32) }, { stamp: null, look })).toEqual({ kind: "missing" });
});
