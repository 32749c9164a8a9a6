// S35, S38: what our reader takes, Automerge reads in the same way; what it might read in another is refused.
import * as A from "@automerge/automerge/slim";
import { webPrimitives } from "@fogata/keys";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readHead } from "./change-head.ts";
import { operationsMax, readPayloads } from "./changes.ts";
import { join, leb128, readLeb128 } from "./leb128.ts";
import { magic, plainType, typeAt } from "./packing.ts";

const p = webPrimitives({ crypto: globalThis.crypto as Crypto });
const id = "d".repeat(32);
const alice = "a1".repeat(16);
const numRuns = Number(process.env.FOGATA_RUNS ?? 4000);

type Draft = { text: string; map: Record<string, unknown>; list: unknown[] };

/** Changes of every kind an editor makes, and a few that none does. */
function written(): Uint8Array[] {
  let doc = A.from<Draft>({ text: "", map: {}, list: [] }, id);
  doc = A.clone(doc, alice + "07".repeat(8));
  const edit = (change: (draft: Draft) => void, message?: string) => {
    doc = A.change(doc, message === undefined ? {} : { message, time: 1_700_000_000 }, change);
  };
  edit((d) => A.splice(d, ["text"], 0, 0, "The fire at the corner."));
  edit((d) => A.splice(d, ["text"], 4, 5, "guard"), "with a message, and a time");
  edit((d) => A.mark(d, ["text"], { start: 0, end: 5, expand: "both" }, "strong", true));
  edit((d) => Object.assign(d.map, { a: 1, b: "two", c: null, d: 3.5, e: new Uint8Array([1, 2]), f: new Date(0) }));
  edit((d) => d.list.push(1, { deep: ["er"] }, "x"));
  edit((d) => {
    delete d.map.a;
    d.list.splice(0, 2);
  });
  const other = A.change(A.clone(doc, "b2".repeat(24)), (d) => A.splice(d, ["text"], 0, 0, "Bob: "));
  edit((d) => A.splice(d, ["text"], 0, 0, "Alice: "));
  doc = A.merge(doc, other);
  edit((d) => A.splice(d, ["text"], 0, 9, ""));
  return A.getAllChanges(doc);
}
const bodyOf = (change: Uint8Array) => change.slice(readLeb128(change, typeAt + 1)!.end);

/** A chunk whose checksum is as it should be, whatever the body. */
async function chunkOf(body: Uint8Array, deflated = false): Promise<Uint8Array> {
  const plain = join([new Uint8Array([plainType, ...leb128(body.length)]), body]);
  const checksum = (await p.sha256(plain)).subarray(0, 4);
  if (!deflated) return join([magic, checksum, plain]);
  const small = await p.deflate(body);
  return join([magic, checksum, new Uint8Array([2, ...leb128(small.length)]), small]);
}
function asAutomergeReadsIt(chunk: Uint8Array) {
  try {
    return A.decodeChange(chunk);
  } catch {
    return null;
  }
}
const read = (payload: Uint8Array, by?: string) =>
  readPayloads(p, [{ comp: "changes", payload, ...(by ? { by } : {}) }], id);

test("S38 whatever is done to a change, its writer, number and past are read as Automerge reads them", async () => {
  const bodies = written().map((change) => (change[typeAt] === plainType ? bodyOf(change) : null));
  const sound = bodies.filter((body) => body !== null);
  expect(sound.length).toBeGreaterThan(5);
  let both = 0;
  let refusedByAutomerge = 0;
  const byte = fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0x81, 0xff, 24, 48), fc.nat(255));
  /** Mostly at the beginning, where the head is. */
  const place = fc.oneof(fc.nat(90), fc.nat(400));
  const bend = fc.record({ at: place, how: fc.constantFrom("put", "add", "take"), byte });
  await fc.assert(
    fc.asyncProperty(
      fc.nat(sound.length - 1),
      fc.array(bend, { maxLength: 3 }),
      fc.boolean(),
      async (which, bends, deflated) => {
        const bytes = [...sound[which]!];
        for (const { at, how, byte } of bends)
          bytes.splice(at % bytes.length, how === "add" ? 0 : 1, ...(how === "take" ? [] : [byte]));
        const body = Uint8Array.from(bytes);
        const chunk = await chunkOf(body, deflated);
        const ours = await read(chunk);
        if (!ours) return;
        const theirs = asAutomergeReadsIt(chunk);
        if (!theirs) {
          refusedByAutomerge++;
          return;
        }
        both++;
        const head = readHead(body)!;
        expect(ours.hashes).toEqual([theirs.hash]);
        expect(head.actor).toBe(theirs.actor);
        expect(head.seq).toBe(theirs.seq);
        expect([...head.deps].sort()).toEqual([...theirs.deps].sort());
        expect(head.operations).toBeGreaterThanOrEqual(theirs.ops.length);
      },
    ),
    { numRuns },
  );
  // It would prove nothing if hardly any got as far as being compared.
  expect(both).toBeGreaterThan(numRuns / 10);
  expect(refusedByAutomerge).toBeGreaterThan(0);
}, 120_000);

test("S38 a number in more bytes than it needs is refused, wherever it stands", async () => {
  const [, change] = written();
  const body = bodyOf(change!);
  expect(await read(await chunkOf(body))).not.toBeNull();
  const head = readHead(body)!;
  const actorAt = 1 + 32 * head.deps.length;
  for (const at of [0, actorAt, actorAt + 1 + head.actor.length / 2]) {
    const longer = Uint8Array.from([...body.slice(0, at), body[at]! | 0x80, 0, ...body.slice(at + 1)]);
    expect(await read(await chunkOf(longer)), `at ${at}`).toBeNull();
  }
});

test("S38 an actor that is longer or shorter than a device and its tab is nobody's", async () => {
  for (const actor of [
    alice,
    `${alice}${"07".repeat(7)}`,
    `${alice}${"07".repeat(9)}`,
    `${"b2".repeat(16)}${"07".repeat(8)}`,
  ]) {
    const doc = A.change(A.init<{ a: number }>(actor), (d) => Object.assign(d, { a: 1 }));
    expect(await read(A.getLastLocalChange(doc)!, alice), actor).toBeNull();
  }
  const hers = A.change(A.init<{ a: number }>(alice + "07".repeat(8)), (d) => Object.assign(d, { a: 1 }));
  expect(await read(A.getLastLocalChange(hers)!, alice)).not.toBeNull();
});

test("S35 whole documents, bundles and what trails behind are no changes, among changes or alone", async () => {
  const changes = written();
  const doc = A.loadIncremental(A.init<Draft>(), join(changes));
  const whole = A.save(doc);
  const bundle = A.saveBundle(
    doc,
    A.getChangesMetaSince(doc, []).map(({ hash }) => hash),
  );
  expect(await read(join(changes))).not.toBeNull();
  for (const hidden of [whole, bundle, new Uint8Array([0]), magic]) {
    expect(await read(hidden)).toBeNull();
    expect(await read(join([changes[0]!, hidden, changes[1]!]))).toBeNull();
    expect(await read(join([...changes, hidden]))).toBeNull();
  }
  expect(await readPayloads(p, [{ comp: "change", payload: join(changes.slice(0, 2)) }], id)).toBeNull();
  expect(await readPayloads(p, [{ comp: "changes", payload: new Uint8Array() }], id)).toBeNull();
});

/** A change of a hundred bytes that says: so many times, nothing. */
function bomb(operations: number): Uint8Array {
  const run = [...signed(operations), 1];
  const columns = [1, 0x42, run.length];
  return Uint8Array.from([0, 24, ...Buffer.from(alice + "07".repeat(8), "hex"), 1, 1, 0, 0, 0, ...columns, ...run]);
}
function signed(value: number): number[] {
  const bytes = leb128(value);
  if (bytes.at(-1)! < 64) return bytes;
  return [...bytes.slice(0, -1), bytes.at(-1)! | 128, 0];
}

test("S35 a few bytes that stand for more operations than anybody makes at once are refused unread", async () => {
  expect(readHead(bomb(1_000_000))?.operations).toBe(1_000_000);
  expect(await read(await chunkOf(bomb(operationsMax)))).not.toBeNull();
  expect(await read(await chunkOf(bomb(operationsMax + 1)))).toBeNull();
  expect(await read(await chunkOf(bomb(operationsMax + 1), true))).toBeNull();
  // Nor in halves.
  const half = await chunkOf(bomb(operationsMax / 2 + 1));
  expect(await read(join([half, half]))).toBeNull();
});

test("S35 taking away all of a long text at once is honest", async () => {
  let doc = A.from<{ text: string }>({ text: "" }, alice + "07".repeat(8));
  doc = A.change(doc, (d) => A.splice(d, ["text"], 0, 0, "the corner ".repeat(9000)));
  doc = A.change(doc, (d) => A.splice(d, ["text"], 0, 99_000, ""));
  const last = A.getLastLocalChange(doc)!;
  expect(last.length).toBeLessThan(1000);
  expect(await read(last, alice)).not.toBeNull();
  const body = last[typeAt] === plainType ? bodyOf(last) : (await p.inflate(bodyOf(last), 1_000_000))!;
  expect(readHead(body)!.operations).toBe(99_000);
});
