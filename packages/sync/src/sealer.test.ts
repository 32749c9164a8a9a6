// S4, S7: what is sealed is numbered once, stored before it is sent, and says what was seen only when it is new.
import { foundCircle, newMemberId, openEntry, type Primitives } from "@fogata/keys";
import { modelPrimitives } from "@fogata/keys/testing";
import { expect, test } from "vitest";
import { manualClock } from "../../../test/support/manual-clock.ts";
import { noDocuments } from "../../../test/support/no-documents.ts";
import { memoryStorage } from "../testing/index.ts";
import { openParts } from "./parts.ts";
import type { Documents } from "./ports.ts";
import { rules } from "./rules.ts";
import { createWriting } from "./writing.ts";

const nothing: Documents = {
  ...noDocuments,
  encode: async () => ({ comp: "packed", payload: new Uint8Array() }),
};

async function world() {
  const p: Primitives = modelPrimitives({ seed: 5 });
  const { keys: device } = await p.newDeviceKeys(await p.newRestKey());
  const founder = { member: newMemberId(p), name: "Alice" };
  const genesis = await foundCircle(p, { name: "Night watch", founder, device });
  const disk = memoryStorage();
  const start = { circle: genesis.id as never, device, ops: [genesis.bytes], epochs: [] };
  const open = async () => {
    const transport = { connect: () => ({ send() {}, close() {} }) };
    const deps = { p, storage: disk, documents: nothing, transport, clock: manualClock() };
    const parts = await openParts(deps, start, rules, () => {});
    const writing = createWriting(
      { p, storage: disk, clock: manualClock(), circle: start.circle, device },
      parts,
      async () => {},
    );
    return { ...parts, writing };
  };
  return { p, device, disk, open };
}
const say = { text: "0".repeat(64), what: "yes", details: {}, doc: "0".repeat(32), time: 1 };

async function sealed(w: Awaited<ReturnType<typeof world>>, parts: Awaited<ReturnType<typeof w.open>>) {
  const result = await parts.sealer.seal();
  if (!result.ok) throw new Error(result.reason);
  return Promise.all(
    result.value.map(async ({ id, kid }) => {
      const bytes = await w.disk.get(parts.shelf.entryKey(kid, id));
      expect(parts.sealer.justStored(id)).toEqual(bytes);
      const signingKeyOf = () => w.device.sign.publicKey;
      const opened = await openEntry(w.p, { bytes: bytes!, epochs: parts.circle.epochs, signingKeyOf });
      if (!opened.ok) throw new Error(opened.reason);
      return opened.value;
    }),
  );
}

test("S7 S4 what Alice says is on the disk, numbered one after the other, before anything can be sent", async () => {
  const w = await world();
  const parts = await w.open();
  await parts.writing.epoch();
  await parts.writing.statement(say);
  expect(parts.sealer.owed()).toBeGreaterThan(1);
  const entries = await sealed(w, parts);
  expect(entries.map(({ type }) => type)).toEqual(["control", "statement"]);
  expect(entries.map(({ n }) => n)).toEqual([1, 2]);
  expect(entries[1]!.prev).toBe(entries[0]!.hash.slice(0, 32));
  expect(parts.sealer.owed()).toBe(0);
  expect(await sealed(w, parts)).toEqual([]);
});

test("S4 after a stop that was not tidy the next entry lies past the lease and names what it skipped", async () => {
  const w = await world();
  const before = await w.open();
  await before.writing.epoch();
  await before.writing.statement(say);
  const last = (await sealed(w, before)).at(-1)!;
  const after = await w.open();
  await after.writing.statement({ ...say, what: "no" });
  const [entry] = await sealed(w, after);
  expect(entry!.n).toBeGreaterThan(last.n + 1);
  expect(entry).toMatchObject({ skippedFrom: last.n + 1, prev: last.hash.slice(0, 32) });
});

test("what was seen of others is said with the first entry, and again only when there is more", async () => {
  const w = await world();
  const parts = await w.open();
  await parts.writing.epoch();
  await parts.writing.statement(say);
  const none = "0".repeat(32);
  const [first, second] = await sealed(w, parts);
  expect(first!.seen).not.toBe(none);
  expect(second!.seen).toBe(none);
  const note = parts.ledger.ofEpoch(first!.kid)[0]!;
  parts.ledger.put({ ...note, id: "b0b".padEnd(32, "0"), device: "b0b", n: 1 });
  await parts.writing.statement({ ...say, what: "no" });
  const [third] = await sealed(w, parts);
  expect([none, first!.seen]).not.toContain(third!.seen);
});
