import { describe, expect, test } from "vitest";
import { modelPrimitives, person } from "../testing/index.ts";
import { concat, hex, utf8 } from "./bytes.ts";
import { webPrimitives } from "./primitives.ts";
import { canonical, readStatement, signStatement, statementBytesMax, withoutWords } from "./statement.ts";
import type { Statement } from "./types.ts";

const web = webPrimitives({ crypto: globalThis.crypto });

describe.each([
  ["WebCrypto", web],
  ["the model", modelPrimitives({ seed: 8 })],
])("K25 a statement, with %s", (_name, p) => {
  async function story() {
    const [alice, bob] = [await person(p, "Alice"), await person(p, "Bob")];
    const statement: Statement = {
      group: "ab".repeat(32),
      circle: "ab".repeat(32),
      doc: "cd".repeat(16),
      text: "ef".repeat(32),
      what: "consent",
      details: { round: 2, because: "it is fair", für: null, yes: true },
      member: alice.member,
      time: 1_800_000_000_000,
    };
    const bytes = await signStatement(p, statement, alice.device);
    const read = (given: Uint8Array) =>
      readStatement(p, given, (device) =>
        device === alice.device.id
          ? alice.device.sign.publicKey
          : device === bob.device.id
            ? bob.device.sign.publicKey
            : null,
      );
    return { alice, bob, statement, bytes, read };
  }

  test("is Alice's, word for word", async () => {
    const { alice, statement, bytes, read } = await story();
    const hash = hex(await p.sha256(bytes));
    expect(await read(bytes)).toEqual({ ok: true, value: { statement, device: alice.device.id, hash } });
  });

  test("changed by a single bit, or claimed for Alice by Bob, it is nobody's", async () => {
    const { alice, bob, statement, bytes, read } = await story();
    for (let i = 0; i < bytes.length; i++) {
      const bent = bytes.slice();
      bent[i]! ^= 1;
      expect((await read(bent)).ok, `byte ${i}`).toBe(false);
    }
    const forged = await signStatement(p, statement, { ...bob.device, id: alice.device.id });
    expect(await read(forged)).toEqual({ ok: false, reason: "bad-signature" });
    const stranger = await person(p, "Eve");
    const theirs = await signStatement(p, statement, stranger.device);
    expect(await read(theirs)).toEqual({ ok: false, reason: "unknown-device" });
  });

  test("has one form: other orders, spaces and escapes are refused", async () => {
    const { bytes, read } = await story();
    const text = new TextDecoder().decode(bytes);
    const value = JSON.parse(text) as Record<string, unknown>;
    const others = [
      JSON.stringify(Object.fromEntries(Object.entries(value).reverse())),
      text.replace(":", ": "),
      `${text}\n`,
      text.replace("consent", "\\u0063onsent"),
      text.replace('"round":2', '"round":2.0'),
      JSON.stringify({ ...value, more: 1 }),
      canonical({ ...(value as Record<string, string>), more: 1 }),
      JSON.stringify([value]),
      "null",
      "[".repeat(16_000),
    ];
    for (const other of others) expect((await read(utf8(other))).ok, other.slice(0, 60)).toBe(false);
    expect(await read(concat(new Uint8Array([0xef, 0xbb, 0xbf]), bytes))).toEqual({ ok: false, reason: "malformed" });
  });

  test("K9 of a newer Fogata is newer", async () => {
    const { bytes, read } = await story();
    const text = new TextDecoder().decode(bytes).replace('"version":1', '"version":3');
    expect(await read(utf8(text))).toEqual({ ok: false, reason: "newer-version" });
  });

  test("K8 holds n bytes and not n + 1", async () => {
    const { alice, statement, read, bytes } = await story();
    const room = statementBytesMax - bytes.length;
    const of = (length: number) =>
      signStatement(p, { ...statement, what: `consent${"x".repeat(length)}` }, alice.device);
    expect((await read(await of(room))).ok).toBe(true);
    await expect(of(room + 1)).rejects.toThrow(TypeError);
  });

  test("what JSON cannot hold exactly is not signed", async () => {
    const { alice, statement } = await story();
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, "\ud800"])
      await expect(signStatement(p, { ...statement, details: { bad } }, alice.device)).rejects.toThrow(TypeError);
  });
});

describe("K46 words that a statement keeps apart", () => {
  const p = modelPrimitives({ seed: 46 });
  async function story() {
    const alice = await person(p, "Alice");
    const statement: Statement = {
      ...{ group: "ab".repeat(32), circle: "ab".repeat(32), doc: "", text: "ef".repeat(32), what: "answer" },
      ...{ details: { answer: "no", reason: "It is too far." }, apart: ["reason"] },
      ...{ member: alice.member, time: 1_800_000_000_000 },
    };
    const bytes = await signStatement(p, statement, alice.device);
    const read = (given: Uint8Array) => readStatement(p, given, () => alice.device.sign.publicKey);
    return { alice, statement, bytes, read };
  }
  const changed = (bytes: Uint8Array, make: (value: Record<string, never>) => object) =>
    utf8(canonical(make(JSON.parse(new TextDecoder().decode(bytes))) as never));

  test("are read as its own, and its hash is that of the copy without them, in which they are nowhere", async () => {
    const { alice, statement, bytes, read } = await story();
    const without = (await withoutWords(p, bytes))!;
    expect(new TextDecoder().decode(without)).not.toContain("far");
    const hash = hex(await p.sha256(without));
    expect(await read(bytes)).toEqual({ ok: true, value: { statement, device: alice.device.id, hash } });
  });

  test("are never missing in a group: a copy without them, which anybody could make, is no statement there", async () => {
    const { bytes, read } = await story();
    expect(await read((await withoutWords(p, bytes))!)).toEqual({ ok: false, reason: "malformed" });
  });

  test("with any letter of them changed, more of them, or none, they are not Alice's", async () => {
    const { bytes, read } = await story();
    for (let i = 0; i < bytes.length; i++) {
      const bent = bytes.slice();
      bent[i]! ^= 1;
      expect((await read(bent)).ok, `byte ${i}`).toBe(false);
    }
    const salt = "0".repeat(32);
    for (const words of [
      null,
      {},
      { salt, said: {} },
      { salt, said: { reason: "Nearer." } },
      { salt: "", said: { a: 1 } },
    ])
      expect((await read(changed(bytes, (value) => ({ ...value, words })))).ok, JSON.stringify(words)).toBe(false);
    for (const version of [0, 1, "2"])
      expect((await read(changed(bytes, (value) => ({ ...value, version })))).ok, `${version}`).toBe(false);
    // The same word twice, once inside and once apart.
    const twice = changed(bytes, (value) => ({ ...value, details: { answer: "no", reason: "Nearer." } }));
    expect(await read(twice)).toEqual({ ok: false, reason: "malformed" });
  });

  test("are not to be guessed from what is left: two who say the same have signed another hash", async () => {
    const { alice, statement } = await story();
    const of = async () => {
      const without = (await withoutWords(p, await signStatement(p, statement, alice.device)))!;
      return (JSON.parse(new TextDecoder().decode(without)) as { words: string }).words;
    };
    expect(await of()).toMatch(/^[0-9a-f]{64}$/);
    expect(await of()).not.toBe(await of());
  });

  test("where there are none it is the statement it always was", async () => {
    const { alice, statement, read } = await story();
    const plain = { ...statement, details: { answer: "agree" } };
    const bytes = await signStatement(p, plain, alice.device);
    expect(new TextDecoder().decode(bytes)).toContain('"version":1');
    expect(await withoutWords(p, bytes)).toBeNull();
    const { apart: _, ...rest } = plain;
    expect(await read(bytes)).toMatchObject({ ok: true, value: { statement: rest } });
  });
});

test("K25 canonical form is RFC 8785's: its own example of sorting, numbers and escapes", () => {
  const value = JSON.parse(
    '{"\\u20ac":"Euro Sign","\\r":"Carriage Return","1":"One","\\u0080":"Control\\u007f","\\ud83d\\ude02":"Smiley","\\u00f6":"o","</script>":"x","n":{"b":1e30,"a":4.50,"c":2e-3,"d":1e-27,"e":-0}}',
  );
  expect(canonical(value)).toBe(
    '{"\\r":"Carriage Return","1":"One","</script>":"x","n":{"a":4.5,"b":1e+30,"c":0.002,"d":1e-27,"e":0},"\u0080":"Control\u007f","ö":"o","€":"Euro Sign","😂":"Smiley"}',
  );
});
