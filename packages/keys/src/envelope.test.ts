import { describe, expect, test } from "vitest";
import { modelPrimitives, type Person, person } from "../testing/index.ts";
import { concat, hex, utf8 } from "./bytes.ts";
import { encodeItem } from "./codec.ts";
import {
  entryBytesMax,
  ephBytesMax,
  openEntry,
  openEph,
  outerBytes,
  peekEntry,
  sealEntry,
  sealEph,
  tagBytes,
} from "./envelope.ts";
import { payloadBytesMax } from "./envelope-inner.ts";
import { epochKeys } from "./keyring.ts";
import { paddedLength } from "./padding.ts";
import { webPrimitives } from "./primitives.ts";
import type { Bytes, DeviceId, EntryContent, EpochKeys, Primitives } from "./types.ts";

const web = webPrimitives({ crypto: globalThis.crypto });
const model = modelPrimitives({ seed: 2 });
const none = "0".repeat(32);
const doc = "ab".repeat(16);

const content = (payload: Bytes, more: Partial<EntryContent> = {}): EntryContent => ({
  type: "changes",
  doc,
  comp: "bundle",
  payload,
  ...more,
});
async function world(p: Primitives) {
  const [alice, bob] = [await person(p, "Alice"), await person(p, "Bob")];
  const epoch = await epochKeys(p, p.randomBytes(32));
  const known = new Map<DeviceId, Bytes>([alice, bob].map((who) => [who.device.id, who.device.sign.publicKey]));
  const open = (bytes: Bytes, epochs: EpochKeys[] = [epoch]) =>
    openEntry(p, {
      bytes,
      epochs: new Map(epochs.map((e) => [e.kid, e])),
      signingKeyOf: (device) => known.get(device) ?? null,
    });
  const seal = (o: { payload?: Bytes; by?: Person; n?: number; skippedFrom?: number; content?: EntryContent }) =>
    sealEntry(p, {
      epoch,
      device: (o.by ?? alice).device,
      n: o.n ?? 1,
      prev: none,
      skippedFrom: o.skippedFrom ?? o.n ?? 1,
      seen: none,
      content: o.content ?? content(o.payload ?? utf8("hello")),
    });
  const sealed = async (o: Parameters<typeof seal>[0]) => {
    const result = await seal(o);
    if (!result.ok) throw new Error(result.reason);
    return result.value;
  };
  return { p, alice, bob, epoch, known, open, seal, sealed };
}

describe.each([
  ["WebCrypto", web],
  ["the model", model],
])("an entry, with %s", (_name, p) => {
  test("Bob reads what Alice sealed, and knows it is hers", async () => {
    const { alice, sealed, open, epoch } = await world(p);
    const { id, bytes, hash } = await sealed({ payload: utf8("we meet on Tuesday"), n: 70, skippedFrom: 64 });
    expect(await open(bytes)).toEqual({
      ok: true,
      value: {
        ...content(utf8("we meet on Tuesday")),
        id,
        hash,
        kid: epoch.kid,
        device: alice.device.id,
        n: 70,
        prev: none,
        skippedFrom: 64,
        seen: none,
      },
    });
    expect(hex(bytes.subarray(2, 18))).toBe(id);
    expect(peekEntry(bytes)).toEqual({ id, kidHint: epoch.kid.slice(0, 8) });
  });

  test("it opens under its own epoch, also when another's kid begins alike", async () => {
    const { sealed, open, epoch } = await world(p);
    const { bytes } = await sealed({});
    const alike = await epochKeys(p, p.randomBytes(32));
    const twin = { ...alike, kid: (epoch.kid.slice(0, 8) + alike.kid.slice(8)) as EpochKeys["kid"] };
    expect(await open(bytes, [twin, epoch])).toMatchObject({ ok: true, value: { kid: epoch.kid } });
    expect(await open(bytes, [twin])).toEqual({ ok: false, reason: "tampered" });
  });

  test("it points at what came before and was seen by the first half of each hash", async () => {
    const { epoch, alice, open } = await world(p);
    const [prev, seen] = [hex(p.randomBytes(32)), hex(p.randomBytes(32))];
    const place = { n: 2, prev, skippedFrom: 2, seen };
    const entry = await sealEntry(p, { epoch, device: alice.device, ...place, content: content(utf8("x")) });
    if (!entry.ok) throw new Error(entry.reason);
    expect(await open(entry.value.bytes)).toMatchObject({
      ok: true,
      value: { prev: prev.slice(0, 32), seen: seen.slice(0, 32) },
    });
  });

  test("K6 changing any byte of it is noticed", async () => {
    const { sealed, open } = await world(p);
    const { bytes } = await sealed({ payload: utf8("we meet on Tuesday") });
    for (let i = 0; i < bytes.length; i++) {
      const bent = bytes.slice();
      bent[i]! ^= 1 << (i % 8);
      expect((await open(bent)).ok, `byte ${i}`).toBe(false);
    }
    for (let length = 0; length < bytes.length; length += 7)
      expect((await open(bytes.subarray(0, length))).ok, `cut at ${length}`).toBe(false);
    expect((await open(concat(bytes, new Uint8Array(1)))).ok).toBe(false);
  });

  test("K6 an entry of one channel does not open in another, even under the same key", async () => {
    const { sealed, open, epoch } = await world(p);
    const { bytes } = await sealed({});
    const moved = { ...epoch, channel: { ...epoch.channel, id: p.randomBytes(32) } };
    expect(await open(bytes, [moved])).toEqual({ ok: false, reason: "tampered" });
  });

  test("K7 Eve, who holds the key but does not belong, is known as a stranger", async () => {
    const { sealed, open } = await world(p);
    const eve = await person(p, "Eve");
    expect(await open((await sealed({ by: eve })).bytes)).toEqual({ ok: false, reason: "unknown-device" });
  });

  test("K7 Bob cannot put words in Alice's mouth", async () => {
    const { sealed, open, alice, bob } = await world(p);
    const forger = { ...bob, device: { ...bob.device, id: alice.device.id } };
    expect(await open((await sealed({ by: forger })).bytes)).toEqual({ ok: false, reason: "bad-signature" });
  });

  test("K7 without the epoch's key there is nothing to see", async () => {
    const { sealed, open } = await world(p);
    const { bytes } = await sealed({});
    expect(await open(bytes, [await epochKeys(p, p.randomBytes(32))])).toEqual({ ok: false, reason: "unknown-key" });
  });

  test("K9 an envelope of a newer Fogata is newer, not broken", async () => {
    const { sealed, open } = await world(p);
    const { bytes } = await sealed({});
    for (const at of [0, 1]) {
      const newer = bytes.slice();
      newer[at]! += 1;
      expect(await open(newer)).toEqual({ ok: false, reason: "newer-version" });
      expect(peekEntry(newer)).toBeNull();
    }
  });

  test("an eph says who and where, and is no entry", async () => {
    const { alice, epoch, known, open } = await world(p);
    const epochs = new Map([[epoch.kid, epoch]]);
    const signingKeyOf = (device: DeviceId) => known.get(device) ?? null;
    const sealed = await sealEph(p, { epoch, device: alice.device, doc, payload: utf8("caret at 7") });
    if (!sealed.ok) throw new Error(sealed.reason);
    const opened = await openEph(p, { bytes: sealed.value, epochs, signingKeyOf });
    expect(opened).toEqual({ ok: true, value: { device: alice.device.id, doc, payload: utf8("caret at 7") } });
    expect(await open(sealed.value)).toEqual({ ok: false, reason: "malformed" });
    const { bytes } = await (await world(p)).sealed({});
    expect((await openEph(p, { bytes, epochs, signingKeyOf })).ok).toBe(false);
  });
});

describe("what an entry costs and hides", () => {
  test("K10 its length falls on the steps only", async () => {
    const { sealed } = await world(model);
    for (let length = 0; length < 3000; length += 13) {
      const { bytes } = await sealed({ payload: new Uint8Array(length) });
      const inside = bytes.length - outerBytes - tagBytes;
      expect(inside).toBe(paddedLength(inside));
    }
    expect([0, 1, 32, 33, 256, 257, 511, 512, 513, 1024, 1025, 1152, 1153, 2048, 2049].map(paddedLength)).toEqual([
      0, 32, 32, 64, 256, 288, 512, 512, 576, 1024, 1152, 1152, 1280, 2048, 2304,
    ]);
  });

  test("a long payload is deflated when that helps, and comes back whole", async () => {
    const { sealed, open } = await world(web);
    const words = utf8("the cooperative met on Tuesday and agreed. ".repeat(200));
    const noise = web.randomBytes(8000);
    const [short, long] = [await sealed({ payload: words }), await sealed({ payload: noise })];
    expect(short.bytes.length).toBeLessThan(1000);
    expect(long.bytes.length).toBeGreaterThan(8000);
    for (const [{ bytes }, payload] of [
      [short, words],
      [long, noise],
    ] as const)
      expect(await open(bytes)).toMatchObject({ ok: true, value: { comp: "bundle", payload } });
  });

  test("one document has one slot within an epoch, and another in the next", async () => {
    const { sealed, alice } = await world(model);
    const slot = ({ bytes }: { bytes: Bytes }) => hex(bytes.subarray(18, 26));
    const again = await sealed({ payload: utf8("more") });
    expect(slot(await sealed({}))).toBe(slot(again));
    expect(slot(await sealed({ content: content(utf8(""), { doc: "cd".repeat(16) }) }))).not.toBe(slot(again));
    const elsewhere = await world(model);
    expect(slot(await elsewhere.sealed({ by: alice }))).not.toBe(slot(again));
  });

  test("two entries of the same text share nothing but version and slot", async () => {
    const { sealed } = await world(web);
    const [a, b] = [await sealed({}), await sealed({})];
    expect(a.id).not.toBe(b.id);
    expect(hex(a.bytes.subarray(outerBytes))).not.toBe(hex(b.bytes.subarray(outerBytes)));
  });
});

describe("K8 limits, at n and n + 1", () => {
  /** The largest payload whose envelope still fits; found by halving. */
  async function largest(fits: (length: number) => Promise<boolean>, low: number, high: number) {
    let [yes, no] = [low, high];
    while (no - yes > 1) {
      const middle = (yes + no) >> 1;
      if (await fits(middle)) yes = middle;
      else no = middle;
    }
    return yes;
  }

  test("an entry holds at most 1 MiB once sealed", async () => {
    const { seal, open } = await world(model);
    const fits = async (length: number) => (await seal({ payload: new Uint8Array(length) })).ok;
    const most = await largest(fits, 500_000, entryBytesMax);
    const sealed = await seal({ payload: new Uint8Array(most) });
    if (!sealed.ok) throw new Error(sealed.reason);
    expect(sealed.value.bytes.length).toBeLessThanOrEqual(entryBytesMax);
    expect((await open(sealed.value.bytes)).ok).toBe(true);
    expect(await seal({ payload: new Uint8Array(most + 1) })).toEqual({ ok: false, reason: "too-large" });
    expect(await open(new Uint8Array(entryBytesMax + 1))).toEqual({ ok: false, reason: "too-large" });
    expect(await open(new Uint8Array(entryBytesMax))).toEqual({ ok: false, reason: "malformed" });
  });

  test("an eph holds at most 4 kB once sealed", async () => {
    const { epoch, alice } = await world(model);
    const seal = (length: number) =>
      sealEph(model, { epoch, device: alice.device, doc, payload: new Uint8Array(length) });
    const most = await largest(async (length) => (await seal(length)).ok, 1000, ephBytesMax);
    const sealed = await seal(most);
    expect(sealed.ok && sealed.value.length <= ephBytesMax).toBe(true);
    expect(await seal(most + 1)).toEqual({ ok: false, reason: "too-large" });
  });

  test("a payload is at most 16 MiB, whatever it deflates to", async () => {
    const { seal, open } = await world(web);
    const sealed = await seal({ payload: new Uint8Array(payloadBytesMax) });
    if (!sealed.ok) throw new Error(sealed.reason);
    const opened = await open(sealed.value.bytes);
    expect(opened.ok && opened.value.payload.length).toBe(payloadBytesMax);
    expect(await seal({ payload: new Uint8Array(payloadBytesMax + 1) })).toEqual({ ok: false, reason: "too-large" });
  });
});

describe("a hostile member, who holds every key and signs", () => {
  /** Seals an inner of the hostile member's own making, exactly as an honest one would be. */
  async function forge(inner: (device: Bytes) => Bytes, slotDoc = doc, pad = (n: number) => paddedLength(n), last = 0) {
    const w = await world(model);
    const { p, epoch, alice } = w;
    const id = p.randomBytes(16);
    const slot = (await p.hmacSha256(epoch.slotKey, bytesOf(slotDoc))).slice(0, 8);
    const outer = concat(new Uint8Array([1, 1]), id, slot, bytesOf(epoch.kid).subarray(0, 4));
    const body = inner(bytesOf(alice.device.id));
    const signature = await p.sign(alice.device.sign, concat(utf8("fogata entry 1"), epoch.channel.id, outer, body));
    const plain = new Uint8Array(pad(body.length + 64));
    plain.set(concat(body, signature));
    if (last !== 0) plain[plain.length - 1] = last;
    const info = concat(epoch.channel.id, id);
    const key = await p.hkdfSha256({ key: epoch.key, salt: utf8("fogata entry key 1"), info, length: 32 });
    const nonce = new Uint8Array(12);
    const sealed = await p.aeadSeal({ key, nonce, aad: concat(outer, epoch.channel.id), plain });
    const opened = await w.open(concat(outer, sealed));
    return opened.ok ? "opened" : opened.reason;
  }
  const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, "hex"));
  const zero = new Uint8Array(0);
  const docBytes = bytesOf(doc);
  const fields = (device: Bytes) => [device, 5, zero, zero, docBytes, 0, "bundle", utf8("x")];

  test("the forger itself is right: an honest inner opens", async () => {
    expect(await forge((device) => encodeItem(fields(device)))).toBe("opened");
  });
  test("K6 another document's slot is refused", async () => {
    expect(await forge((device) => encodeItem(fields(device)), "cd".repeat(16))).toBe("tampered");
  });
  test("K9 a type we do not know is newer", async () => {
    expect(await forge((device) => encodeItem(fields(device).with(5, 6)))).toBe("newer-version");
  });
  test("K9 an encoding without a name here is newer", async () => {
    expect(await forge((device) => encodeItem(fields(device).with(6, 100)))).toBe("newer-version");
  });
  test("K5 every other form of the same thing is refused", async () => {
    const odd: [string, (device: Bytes) => Bytes][] = [
      ["n of zero", (d) => encodeItem(fields(d).with(1, 0))],
      ["no hash written out as zeros", (d) => encodeItem(fields(d).with(2, new Uint8Array(16)))],
      ["a short hash", (d) => encodeItem(fields(d).with(2, new Uint8Array(15).fill(1)))],
      ["a whole hash", (d) => encodeItem(fields(d).with(2, new Uint8Array(32).fill(1)))],
      ["a usual encoding spelt out", (d) => encodeItem(fields(d).with(6, "packed"))],
      ["a usual encoding spelt out, deflated", (d) => encodeItem(fields(d).with(6, "packed+deflate"))],
      ["a long name of an encoding", (d) => encodeItem(fields(d).with(6, "x".repeat(33)))],
      ["an encoding that is no name", (d) => encodeItem(fields(d).with(6, zero))],
      ["skippedFrom equal to n", (d) => encodeItem([...fields(d), 5])],
      ["skippedFrom of zero", (d) => encodeItem([...fields(d), 0])],
      ["a tenth field", (d) => encodeItem([...fields(d), 3, 3])],
      ["a missing field", (d) => encodeItem(fields(d).slice(0, 7))],
      ["an eph in an entry's clothes", (d) => encodeItem(fields(d).with(5, 5))],
      ["n as nine bytes", (d) => replaceByte(encodeItem(fields(d)), 18, [0x1b, 0, 0, 0, 0, 0, 0, 0, 5])],
      ["not deflated, though it says so", (d) => encodeItem(fields(d).with(6, "bundle+deflate"))],
      ["a map", () => new Uint8Array([0xa0])],
    ];
    for (const [what, inner] of odd) expect(await forge(inner), what).toBe("malformed");
  });
  test("K5 padding that carries something is refused", async () => {
    expect(await forge((d) => encodeItem(fields(d)), doc, paddedLength, 1)).toBe("malformed");
  });
  test("K10 padding that is not of the step is refused", async () => {
    expect(
      await forge(
        (d) => encodeItem(fields(d)),
        doc,
        (n) => paddedLength(n) + 32,
      ),
    ).toBe("malformed");
  });
  function replaceByte(bytes: Bytes, at: number, by: number[]): Bytes {
    return concat(bytes.subarray(0, at), new Uint8Array(by), bytes.subarray(at + 1));
  }
});
