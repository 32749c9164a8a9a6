import { expect, test } from "vitest";
import vectors from "../vectors/recovery-1.json" with { type: "json" };
import { hex, unhex } from "./bytes.ts";
import { webPrimitives } from "./primitives.ts";
import { openParcel, placeChannel, recoveryDevice, recoveryPlace, sealParcel } from "./recovery.ts";
import { readRecoveryWords, recoveryWords, suggestedPassphrase } from "./recovery-words.ts";
import type { CircleId } from "./types.ts";
import { allWords } from "./words.ts";

const p = webPrimitives({ crypto });
const circle = (n: number) => n.toString(16).padStart(64, "0") as CircleId;
const read = async (text: string) => {
  const done = await readRecoveryWords(p, text);
  return done.ok ? hex(done.value) : done;
};

test("K64 what 24 words give is the same tomorrow: words, place and device by committed vectors", async () => {
  expect(vectors.length).toBeGreaterThanOrEqual(8);
  for (const vector of vectors) {
    const secret = unhex(vector.secret, 32)!;
    expect((await recoveryWords(p, secret)).join(" ")).toBe(vector.words);
    expect(await read(vector.words)).toBe(vector.secret);
    const place = await recoveryPlace(p, secret);
    expect(hex(place.place)).toBe(vector.place);
    expect(hex((await placeChannel(p, place.place)).id)).toBe(vector.channel);
    expect(hex(place.to)).toBe(vector.to);
    expect((await recoveryDevice(p, { words: secret, circle: vector.circle as CircleId })).id).toBe(vector.device);
  }
});

test("K64 BIP 39's own vectors: the same words mean the same bytes there", async () => {
  expect((await recoveryWords(p, new Uint8Array(32))).join(" ")).toBe(`${"abandon ".repeat(23)}art`);
  expect((await recoveryWords(p, new Uint8Array(32).fill(255))).join(" ")).toBe(`${"zoo ".repeat(23)}vote`);
});

test("K65 case, blanks, numbers, cut words and a narrow column do no harm", async () => {
  const words = await recoveryWords(p, p.randomBytes(32));
  const right = await read(words.join(" "));
  const cut = words.map((word) => (word.length > 4 ? word.slice(0, 4) : word));
  for (const text of [
    words.join("\n").toUpperCase(),
    `  ${words.map((word, i) => `${i + 1}. ${word}`).join("   ")}\t`,
    words.map((word, i) => `${String(i + 1).padStart(2, "0")})${word},`).join(""),
    cut.join(" — "),
  ])
    expect(await read(text)).toBe(right);
});

test("K65 a slip is named by its place, with what it may have been", async () => {
  const words = "abandon ".repeat(23).split(" ").filter(Boolean).concat("art");
  const slip = [...words];
  slip[4] = "abandn";
  slip[9] = "rivre";
  expect(await read(slip.join(" "))).toMatchObject({
    reason: "unknown",
    words: [
      { place: 5, word: "abandn", perhaps: expect.arrayContaining(["abandon"]) },
      { place: 10, word: "rivre", perhaps: expect.arrayContaining(["river"]) },
    ],
  });
  expect(await read(words.slice(1).join(" "))).toMatchObject({ reason: "count", found: 23 });
  expect(await read("")).toMatchObject({ reason: "count", found: 0 });
  expect(await read("x".repeat(1_000_000))).toMatchObject({ ok: false });
});

test("K65 one other word, or two words changed about, is noticed but for one time in 256", async () => {
  const words = await recoveryWords(
    p,
    new Uint8Array(32).map((_, i) => 7 * i),
  );
  let passed = 0;
  for (let n = 0; n < 512; n++) {
    const other = [...words];
    other[n % 23] = allWords[(allWords.indexOf(other[n % 23]!) + 1 + 3 * n) % 2048]!;
    if (typeof (await read(other.join(" "))) === "string") passed++;
  }
  expect(passed).toBeLessThan(12);
});

test("K66 two groups of one sheet share no key; two sheets share no place", async () => {
  const [one, two] = [p.randomBytes(32), p.randomBytes(32)];
  const [a, b] = [
    await recoveryDevice(p, { words: one, circle: circle(1) }),
    await recoveryDevice(p, { words: one, circle: circle(2) }),
  ];
  expect(hex(a.sign.publicKey)).not.toBe(hex(b.sign.publicKey));
  expect(hex(a.receive.publicKey)).not.toBe(hex(b.receive.publicKey));
  expect(hex((await recoveryPlace(p, one)).place)).not.toBe(hex((await recoveryPlace(p, two)).place));
  expect(String(a)).toBe("<secret>");
});

test("K67 a parcel opens with the words alone, not with the place that a device keeps; damage is null, never thrown", async () => {
  const [words, others] = [p.randomBytes(32), p.randomBytes(32)];
  const { place, to } = await recoveryPlace(p, words);
  const parcel = { circle: circle(3), ops: [p.randomBytes(300), p.randomBytes(40)], boxes: [p.randomBytes(89)] };
  const bytes = await sealParcel(p, { to, parcel });
  expect(await openParcel(p, { words, bytes })).toEqual(parcel);
  expect(await openParcel(p, { words: others, bytes })).toBeNull();
  expect(await openParcel(p, { words: place, bytes })).toBeNull();
  for (let at = 0; at < bytes.length; at += 7) {
    const bent = bytes.slice();
    bent[at]! ^= 1;
    // The letter's own name and hint are checked too: there is no byte that does not count.
    expect(await openParcel(p, { words, bytes: bent }), `byte ${at}`).toBeNull();
  }
  expect(await openParcel(p, { words, bytes: bytes.subarray(0, 60) })).toBeNull();
});

test("K62 a suggested passphrase is four words of the list, another each time", () => {
  const suggested = Array.from({ length: 20 }, () => suggestedPassphrase(p));
  expect(new Set(suggested).size).toBe(20);
  for (const one of suggested) {
    expect(one.split(" ").length).toBe(4);
    expect(one.split(" ").every((word) => allWords.includes(word))).toBe(true);
  }
});
