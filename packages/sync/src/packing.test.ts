// S30, S35: what is packed comes back to the letter, and what is hostile costs no more than it weighs.
import * as A from "@automerge/automerge/slim";
import { webPrimitives } from "@fogata/keys";
import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeChanges, readPayloads, whoseOf } from "./changes.ts";
import { leb128, readLeb128 } from "./leb128.ts";
import { packChanges, unpackChanges } from "./packing.ts";

type Text = { text: string };
const p = webPrimitives({ crypto: globalThis.crypto as Crypto });
const id = "d".repeat(32);
const numRuns = Number(process.env.FOGATA_RUNS ?? 200);

/** Three people write and meet as the plan says. */
function written(plan: readonly { who: number; meet: number; word: string }[]): A.Doc<Text> {
  const start = A.from<Text>({ text: "" }, "00".repeat(16));
  const people = [0, 1, 2].map((n) => A.clone(start, { actor: `0${n}`.repeat(16) }));
  for (const { who, meet, word } of plan) {
    people[who] = A.change(people[who]!, (draft) => A.splice(draft, ["text"], draft.text.length, 0, word));
    if (meet !== who) people[meet] = A.merge(people[meet]!, A.clone(people[who]!));
  }
  return people.reduce((all, one) => A.merge(all, A.clone(one)));
}

test("S30 any changes in any order of writers are packed and come back byte for byte", async () => {
  const step = fc.record({ who: fc.nat(2), meet: fc.nat(2), word: fc.string({ maxLength: 400 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (plan) => {
      const doc = written(plan);
      const changes = A.getAllChanges(doc);
      const back = await unpackChanges(p.sha256, await packChanges(p.sha256, changes));
      expect(Buffer.compare(Buffer.concat(back!.map(({ bytes }) => bytes)), Buffer.concat(changes))).toBe(0);
      const hashes = changes.map((change) => A.decodeChange(change).hash);
      const read = await readPayloads(p, [await encodeChanges(p.sha256, doc, hashes)], id);
      expect(read?.hashes).toEqual(hashes);
    }),
    { numRuns },
  );
});

test("S30 fifty keystrokes travel in a twentieth of what their changes weigh, undeflated", async () => {
  let doc = A.from<Text>({ text: "" }, "ab".repeat(24));
  const before = A.getHeads(doc);
  for (let i = 0; i < 50; i++) doc = A.change(doc, (draft) => A.splice(draft, ["text"], i, 0, "the fire "[i % 9]!));
  const changes = A.getChangesSince(doc, before);
  const packed = await packChanges(p.sha256, changes);
  expect(packed.length * 20).toBeLessThan(Buffer.concat(changes).length);
});

test("S30 a letter put behind one of one's own, in any text, is known for what it is; all else travels as a body", async () => {
  const actor = "ab".repeat(24);
  const start = A.from<Text & { more: string }>({ text: "one", more: "x".repeat(20_000) }, id);
  let doc = A.change(A.clone(start, { actor }), (draft) => A.splice(draft, ["text"], 0, 0, "mine"));
  doc = A.change(doc, (draft) => A.splice(draft, ["more"], 0, 0, "mine"));
  const sizes: number[] = [];
  for (const word of ["x", "y", "z", "ab", "é", "", "w"]) {
    const before = A.getHeads(doc);
    const at = word === "y" ? ["more"] : ["text"];
    doc = A.change(doc, (draft) => A.splice(draft, at, 1, word === "" ? 1 : 0, word));
    const changes = A.getChangesSince(doc, before);
    const packed = await packChanges(p.sha256, changes);
    sizes.push(packed.length);
    const back = await unpackChanges(p.sha256, packed);
    expect(Buffer.compare(Buffer.concat(back!.map(({ bytes }) => bytes)), Buffer.concat(changes))).toBe(0);
  }
  expect(sizes.filter((size) => size < 95)).toHaveLength(4);
});

test("S30 a keystroke by the entry's own device, in the entry's document, names neither; nobody else can unpack it as it was", async () => {
  const device = "ab".repeat(16);
  const whose = whoseOf(device, id)!;
  const start = A.from<Text>({ text: "one" }, id);
  let doc = A.change(A.clone(start, { actor: `${device}${"cd".repeat(8)}` }), (draft) =>
    A.splice(draft, ["text"], 0, 0, "mine"),
  );
  const before = A.getHeads(doc);
  doc = A.change(doc, (draft) => A.splice(draft, ["text"], 1, 0, "x"));
  const changes = A.getChangesSince(doc, before);
  const [own, any] = [await packChanges(p.sha256, changes, whose), await packChanges(p.sha256, changes)];
  expect(own.length).toBe(any.length - 32);
  expect((await unpackChanges(p.sha256, own, whose))![0]!.bytes).toEqual(changes[0]);
  expect((await unpackChanges(p.sha256, any, whose))![0]!.bytes).toEqual(changes[0]);
  expect(await unpackChanges(p.sha256, own)).toBeNull();
  // Under another signature it is another change, and that device's own.
  const hers = await readPayloads(p, [{ comp: "packed", payload: own, by: "ee".repeat(16) }], id);
  expect(hers?.hashes).not.toEqual(A.getHeads(doc));
  expect(A.decodeChange(hers!.bytes).actor).toBe(`${"ee".repeat(16)}${"cd".repeat(8)}`);
  const mine = await readPayloads(p, [{ comp: "packed", payload: own, by: device }], id);
  expect(mine?.hashes).toEqual(A.getHeads(doc));
  // Of a change that is not this device's, or not of this document, nothing is left out.
  for (const other of [whoseOf("ee".repeat(16), id), whoseOf(device, "ee".repeat(16))])
    expect(await packChanges(p.sha256, changes, other)).toEqual(any);
  for (const odd of [whoseOf("ab", id), whoseOf(device, "d".repeat(64))])
    expect(await unpackChanges(p.sha256, own, odd)).toBeNull();
});

test("S35 damaged packings are refused or give changes that fit nowhere; they never throw and never run on", async () => {
  const doc = written(Array.from({ length: 12 }, (_, n) => ({ who: n % 3, meet: (n + 1) % 3, word: `word ${n} ` })));
  const changes = A.getAllChanges(doc);
  const packed = await packChanges(p.sha256, changes);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }), async (flips) => {
      const damaged = packed.slice();
      for (const [at, byte] of flips) damaged[at % damaged.length] = byte;
      const read = await readPayloads(p, [{ comp: "packed", payload: damaged }], id);
      if (read === null) return;
      // What passes is a writer's own invention: new changes that wait for what never comes, or clash and are refused.
      try {
        const after = A.loadIncremental(A.clone(doc), read.bytes);
        expect(A.getHeads(doc).every((head) => A.hasHeads(after, [head]))).toBe(true);
        expect(after.text).toEqual(expect.any(String));
      } catch (refused) {
        // Automerge itself panics on some changes that are sound by their checksum, which any member can compute.
        expect(String(refused)).toMatch(/duplicate seq|RangeError|PanicError/);
      }
    }),
    { numRuns: numRuns * 5 },
  );
});

test("S35 a change that would inflate past all bounds is refused before it is read", async () => {
  const zeros = await p.deflate(new Uint8Array(20 * 1024 * 1024));
  const chunk = Buffer.concat([
    Buffer.from([0x85, 0x6f, 0x4a, 0x83, 0, 0, 0, 0, 2]),
    Buffer.from(leb128(zeros.length)),
    zeros,
  ]);
  expect(await readPayloads(p, [{ comp: "change", payload: chunk }], id)).toBeNull();
});

test("numbers are written one way only", () => {
  for (const n of [0, 1, 127, 128, 300, 2 ** 31, 2 ** 34]) {
    const bytes = Uint8Array.from(leb128(n));
    expect(readLeb128(bytes, 0)).toEqual({ value: n, end: bytes.length });
  }
  expect(readLeb128(Uint8Array.from([0x80, 0]), 0)).toBeNull();
  expect(readLeb128(Uint8Array.from([0x80]), 0)).toBeNull();
  expect(readLeb128(Uint8Array.from([255, 255, 255, 255, 255, 1]), 0)).toBeNull();
});
