// K5 Hostile bytes in, a value out: never a throw, never a hang, never an acceptance. Every decoder that meets bytes
// from outside gets noise, well-formed nonsense, and real bytes with a few of them changed.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressOf, Log, modelPrimitives, person } from "../testing/index.ts";
import { concat, equal } from "./bytes.ts";
import { decodeItem, encodeItem } from "./codec.ts";
import { openEntry, openEph, peekEntry, sealEntry, sealEph } from "./envelope.ts";
import { cardOf } from "./identity.ts";
import { type JoinReply, openReply, openRequest, sealReply, sealRequest } from "./invitation.ts";
import { formatInvitation, parseInvitation } from "./invitation-link.ts";
import { epochKeys } from "./keyring.ts";
import { openLockbox, sealLockbox } from "./lockbox.ts";
import { readOp } from "./operation.ts";
import { webPrimitives } from "./primitives.ts";
import { readStatement, signStatement } from "./statement.ts";
import type { Bytes, Primitives } from "./types.ts";

const seed = Number(process.env.KEYS_SEED ?? 20_261_120);
/** Eleven decoders: more than 100,000 inputs over the quick model, and some over WebCrypto itself. */
const runs = Number(process.env.KEYS_FUZZ_RUNS ?? 9_500);
const runsWeb = Number(process.env.KEYS_FUZZ_RUNS_WEB ?? 300);
const none = "0".repeat(64);

interface Target {
  name: string;
  /** Real bytes, to be bent. */
  real: Bytes[];
  /** True when the decoder took them for real. */
  accepts(bytes: Bytes): Promise<boolean>;
}

async function targets(p: Primitives): Promise<Target[]> {
  const [alice, bob] = [await person(p, "Alice"), await person(p, "Bob")];
  const log = await Log.found(p, alice);
  const { keys } = await log.rotate(alice);
  const invitation = await log.invite(alice);
  await log.admit(alice, invitation, bob);
  const { link, receiveSeed, body } = invitation;
  const request = await sealRequest(p, { link, device: bob.device, name: "Bob" });
  const box = await sealLockbox(p, { kid: keys.kid, key: keys.key, to: addressOf(bob) });
  const ops = [...log.ops.values()].map((op) => op.bytes);
  const admitted: JoinReply = { kind: "admitted", circle: log.circle, ops, boxes: [box] };
  const reply = await sealReply(p, { to: cardOf(bob.device), reply: admitted });
  const doc = "ab".repeat(16);
  const epoch = await epochKeys(p, keys.key);
  const content = { type: "changes", doc, comp: "bundle", payload: p.randomBytes(300) } as const;
  const numbered = { epoch, device: alice.device, n: 7, prev: none, skippedFrom: 5, seen: none };
  const entry = await sealEntry(p, { ...numbered, content });
  const eph = await sealEph(p, { epoch, device: alice.device, doc, payload: p.randomBytes(40) });
  if (!entry.ok || !eph.ok) throw new Error("too large");
  const what = { group: "g", circle: "c", doc: "d", text: "ef".repeat(32), what: "yes", details: { a: 1 } };
  const statement = await signStatement(p, { ...what, member: alice.member, time: 5 }, alice.device);
  const opening = { epochs: new Map([[epoch.kid, epoch]]), signingKeyOf: () => alice.device.sign.publicKey };
  const { wrapped } = await p.newDeviceKeys(await p.newRestKey());
  const rest = await p.newRestKey();
  const texts = new TextDecoder("latin1");

  return [
    { name: "readOp", real: ops, accepts: async (bytes) => (await readOp(p, bytes)).ok },
    {
      name: "openEntry",
      real: [entry.value.bytes],
      accepts: async (bytes) => (await openEntry(p, { bytes, ...opening })).ok,
    },
    { name: "openEph", real: [eph.value], accepts: async (bytes) => (await openEph(p, { bytes, ...opening })).ok },
    {
      name: "peekEntry",
      real: [],
      // It looks at the outside only, so what it says must be what the bytes say.
      accepts: async (bytes) => peekEntry(bytes) !== null && !(bytes[0] === 1 && bytes[1] === 1 && bytes.length >= 110),
    },
    {
      name: "parseInvitation",
      real: [new TextEncoder().encode(formatInvitation(link))],
      accepts: async (bytes) => (await parseInvitation(texts.decode(bytes))).ok,
    },
    {
      name: "openRequest",
      real: [request],
      accepts: async (bytes) => (await openRequest(p, { bytes, receiveSeed, invite: body })).ok,
    },
    {
      name: "openReply",
      real: [reply],
      accepts: async (bytes) => (await openReply(p, { bytes, device: bob.device, link })).ok,
    },
    {
      name: "openLockbox",
      real: [box],
      accepts: async (bytes) => typeof (await openLockbox(p, bytes, bob.device)) === "object" && !isForOthers(bytes),
    },
    {
      name: "readStatement",
      real: [statement],
      accepts: async (bytes) => (await readStatement(p, bytes, () => alice.device.sign.publicKey)).ok,
    },
    {
      name: "unwrapDeviceKeys",
      real: [wrapped],
      accepts: async (bytes) => (await p.unwrapDeviceKeys(rest, bytes)) !== null,
    },
    {
      name: "decodeItem",
      real: [],
      // What it takes has one form: encoding it again must give the same bytes.
      accepts: async (bytes) => {
        const item = decodeItem(bytes);
        return item !== null && !equal(encodeItem(item), bytes);
      },
    },
  ];

  /** openLockbox answers null for "not mine", which is no acceptance. */
  function isForOthers(bytes: Bytes): boolean {
    return !equal(bytes.slice(17, 25), addressOf(bob).slice(0, 8));
  }
}

const item = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.nat(),
    fc.string({ maxLength: 12 }),
    fc.uint8Array({ maxLength: 80 }),
    fc.constant(null),
    fc.array(tie("any"), { maxLength: 8 }),
  ),
})).any as fc.Arbitrary<Parameters<typeof encodeItem>[0]>;

function hostile(real: readonly Bytes[]): fc.Arbitrary<Bytes> {
  const noise = fc.uint8Array({ maxLength: 400 });
  const nonsense = item.map(encodeItem);
  if (real.length === 0) return fc.oneof(noise, nonsense);
  const bent = fc
    .tuple(
      fc.constantFrom(...real),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 4 }),
      fc.oneof(fc.constant(null), fc.nat()),
      fc.uint8Array({ maxLength: 8 }),
    )
    .map(([bytes, changes, cut, tail]) => {
      const changed = bytes.slice();
      for (const [at, by] of changes) changed[at % changed.length]! ^= by;
      return concat(cut === null ? changed : changed.subarray(0, cut % changed.length), tail);
    })
    .filter((bytes) => !real.some((original) => equal(original, bytes)));
  return fc.oneof({ weight: 1, arbitrary: noise }, { weight: 1, arbitrary: nonsense }, { weight: 4, arbitrary: bent });
}

describe.each([
  { name: "the model", p: modelPrimitives({ seed }), runs },
  { name: "WebCrypto", p: webPrimitives({ crypto: globalThis.crypto }), runs: runsWeb },
])(`K5 hostile bytes, over $name ($runs inputs each, seed ${seed})`, async ({ p, runs: numRuns }) => {
  const all = await targets(p);
  test.each(all.filter((target) => target.real.length > 0 && target.name !== "unwrapDeviceKeys"))(
    "$name takes the real bytes (or the rest would prove nothing)",
    async ({ real, accepts }) => {
      for (const bytes of real) expect(await accepts(bytes)).toBe(true);
    },
  );
  test.each(all)(
    "$name refuses, and never throws",
    async ({ real, accepts }) => {
      const property = fc.asyncProperty(hostile(real), async (bytes) => !(await accepts(bytes)));
      await fc.assert(property, { numRuns, seed });
    },
    60_000,
  );
});
