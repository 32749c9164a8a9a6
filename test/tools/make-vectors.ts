// Writes packages/keys/vectors/*.json: `npx tsx test/tools/make-vectors.ts`. Run it for a new format version only, and
// keep the old file beside the new one: vectors are a promise that yesterday's bytes still open.
import { writeFile } from "node:fs/promises";
import {
  admitBody,
  cardOf,
  type DeviceKeys,
  deviceIdOf,
  type EntryContent,
  epochKeys,
  foundCircle,
  type MemberId,
  newEpoch,
  newInvitation,
  type Op,
  type OpBody,
  type OpId,
  openRequest,
  type Primitives,
  resolve,
  sealEntry,
  sealEph,
  sealRequest,
  signConsent,
  signOp,
  webPrimitives,
} from "@fogata/keys";
import { modelPrimitives } from "@fogata/keys/testing";

const p: Primitives = webPrimitives({
  crypto: globalThis.crypto,
  randomBytes: modelPrimitives({ seed: 1 }).randomBytes,
});
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const fill = (byte: number, length = 32) => new Uint8Array(length).fill(byte);
const member = (byte: number) => hex(fill(byte, 16)) as MemberId;

async function device(byte: number): Promise<DeviceKeys> {
  const [sign, receive] = [await p.signingKeyFromSeed(fill(byte)), await p.receivingKeyFromSeed(fill(byte + 100))];
  return { id: await deviceIdOf(p, { sign: sign.publicKey, receive: receive.publicKey }), sign, receive };
}
const [alice, bob, eve, phone] = [await device(1), await device(2), await device(3), await device(4)];

async function envelopes() {
  const epoch = await epochKeys(p, fill(9));
  const hash = (byte: number) => hex(fill(byte));
  const text = (words: string) => new TextEncoder().encode(words);
  const base = { type: "changes", doc: hex(fill(7, 16)), comp: "change", payload: text("hello") } as const;
  const first = { by: alice, n: 1, skippedFrom: 1, prev: hash(0), seen: hash(0) };
  const good: [string, EntryContent, Partial<typeof first>?][] = [
    ["the first entry of a device", base],
    ["an empty payload", { ...base, payload: new Uint8Array(0) }],
    ["one that follows another and has seen others", base, { n: 2, skippedFrom: 2, prev: hash(5), seen: hash(6) }],
    ["one after a skipped range", base, { n: 65, skippedFrom: 3, prev: hash(5), seen: hash(6) }],
    ["a very large number", base, { n: Number.MAX_SAFE_INTEGER, skippedFrom: Number.MAX_SAFE_INTEGER, prev: hash(5) }],
    ["by another device", base, { by: bob }],
    ["a deflated payload", { ...base, comp: "bundle", payload: text("we meet on Tuesday. ".repeat(80)) }],
    [
      "an encoding by its usual name, deflated",
      { ...base, comp: "packed", payload: text("and then we eat. ".repeat(80)) },
    ],
    ["a payload that does not deflate", { ...base, payload: p.randomBytes(700) }],
    ["a control operation, of no document", { ...base, type: "control", doc: "0".repeat(32), comp: "" }],
    ["a statement", { ...base, type: "statement", comp: "json" }],
    ["a lockbox", { ...base, type: "lockbox", comp: "" }],
    ["a snapshot", { ...base, type: "snapshot", comp: "save" }],
  ];
  const vectors: { name: string; bytes: string; result: unknown }[] = [];
  for (const [name, content, more] of good) {
    const { by, ...place } = { ...first, ...more };
    const sealed = await sealEntry(p, { epoch, device: by, ...place, content });
    if (!sealed.ok) throw new Error(sealed.reason);
    const { id, bytes, hash } = sealed.value;
    const halves = { prev: place.prev.slice(0, 32), seen: place.seen.slice(0, 32) };
    const who = { id, hash, kid: epoch.kid, device: by.id };
    const result = { ...who, ...place, ...halves, ...content, payload: hex(content.payload) };
    vectors.push({ name, bytes: hex(bytes), result });
  }
  const whole = Buffer.from(vectors[0]!.bytes, "hex");
  const bent = (at: number, by = 1) => hex(whole.map((byte, i) => (i === at ? byte ^ by : byte)));
  const stranger = await sealEntry(p, {
    epoch,
    device: eve,
    n: 1,
    prev: hash(0),
    skippedFrom: 1,
    seen: hash(0),
    content: base,
  });
  const forged = await sealEntry(p, {
    ...{ epoch, n: 1, prev: hash(0), skippedFrom: 1, seen: hash(0), content: base },
    device: { ...eve, id: alice.id },
  });
  const eph = await sealEph(p, { epoch, device: alice, doc: base.doc, payload: base.payload });
  if (!stranger.ok || !forged.ok || !eph.ok) throw new Error("too large");
  const bad: [string, string, string][] = [
    ["a newer version", bent(0, 3), "newer-version"],
    ["a newer suite", bent(1, 3), "newer-version"],
    ["version zero", bent(0, 1), "malformed"],
    ["another entry id", bent(2), "tampered"],
    ["another slot", bent(18), "tampered"],
    ["another kid", bent(26), "unknown-key"],
    ["another byte inside", bent(30), "tampered"],
    ["another tag", bent(whole.length - 1), "tampered"],
    ["cut short", hex(whole.subarray(0, 100)), "malformed"],
    ["longer", `${hex(whole)}00`, "tampered"],
    ["nothing", "", "malformed"],
    ["by a stranger who holds the key", hex(stranger.value.bytes), "unknown-device"],
    ["by a stranger in Alice's name", hex(forged.value.bytes), "bad-signature"],
    ["an eph", hex(eph.value), "malformed"],
  ];
  for (const [name, bytes, fault] of bad) vectors.push({ name, bytes, result: { fault } });
  const devices = Object.fromEntries([alice, bob].map((known) => [known.id, hex(known.sign.publicKey)]));
  return { format: "fogata envelope 1", epochKey: hex(epoch.key), channel: hex(epoch.channel.id), devices, vectors };
}

async function controlLogs() {
  const vectors: { name: string; circle: string; ops: string[]; result: unknown }[] = [];

  /** A log that grows by what the story says; `branch` starts a second copy. */
  class Story {
    readonly ops: Map<OpId, Op>;
    readonly keys: Map<string, Uint8Array>;
    constructor(ops: Map<OpId, Op>, keys: Map<string, Uint8Array>) {
      this.ops = ops;
      this.keys = keys;
    }
    get circle() {
      return [...this.ops.keys()][0]!;
    }
    get now() {
      return resolve(this.ops, this.circle)!;
    }
    branch() {
      return new Story(new Map(this.ops), new Map(this.keys));
    }
    with(...others: Story[]) {
      const all = this.branch();
      for (const other of others) for (const [id, op] of other.ops) all.ops.set(id, op);
      return all;
    }
    async write(body: OpBody, by = alice) {
      const op = await signOp(p, { circle: this.circle, parents: this.now.heads, body, device: by });
      this.ops.set(op.id, op);
      return op;
    }
    async invite(by = alice, uses = 1) {
      const made = await newInvitation(p, {
        relay: { url: "ws://relay.example", key: fill(8) },
        expiresAt: 1_800_000_000_000,
      });
      const body = { ...made.body, uses };
      return { ...made, body, op: await this.write(body, by) };
    }
    async admit(invitation: Awaited<ReturnType<Story["invite"]>>, newcomer: DeviceKeys, as: MemberId, by = alice) {
      const { link, receiveSeed, body, op } = invitation;
      const bytes = await sealRequest(p, { link, device: newcomer, name: `Newcomer ${as.slice(0, 2)}` });
      const request = await openRequest(p, { bytes, receiveSeed, invite: body });
      if (!request.ok) throw new Error(request.reason);
      const invite = { ...body, id: op.id, by: alice.id, admits: [], held: [] };
      return this.write(admitBody({ invite, request: request.value, member: as, at: 1_790_000_000_000 }), by);
    }
    async epoch(by = alice) {
      const made = await newEpoch(p, this.now, this.keys as never);
      this.keys.set(made.keys.kid, made.keys.key);
      return this.write(made.body, by);
    }
    async further(by = alice) {
      const consent = await signConsent(p, { circle: this.circle, member: member(1), device: phone });
      return this.write({ kind: "device+", member: member(1), device: cardOf(phone), consent, at: 1 }, by);
    }
    keep(name: string) {
      vectors.push({
        name,
        circle: this.circle,
        ops: [...this.ops.values()].map((op) => hex(op.bytes)),
        result: plain(this.now),
      });
      return this;
    }
  }
  const founder = { member: member(1), name: "Alice" };
  const genesis = await foundCircle(p, { name: "Night Watch", founder, device: alice });
  const founded = new Story(new Map([[genesis.id, genesis]]), new Map()).keep("founded");
  const keyed = founded.branch();
  await keyed.epoch();
  keyed.keep("with its first epoch");
  const two = keyed.branch();
  await two.admit(await two.invite(), bob, member(2));
  two.keep("Bob, admitted");
  const rotated = two.branch();
  await rotated.epoch(bob);
  rotated.keep("Bob starts an epoch for both");
  const strange = two.branch();
  await strange.write({ kind: "relays", relays: [{ url: "ws://eve.example", key: fill(6) }] }, eve);
  strange.keep("Eve, a stranger, changes nothing");
  const further = two.branch();
  await further.further();
  further.keep("a further device of Alice");
  const wrong = two.branch();
  await wrong.further(bob);
  wrong.keep("Bob cannot add a device to Alice");
  const others = two.branch();
  await others.admit(await others.invite(), eve, member(3), bob);
  others.keep("Bob cannot admit for Alice");
  const twice = two.branch();
  const once = await twice.invite();
  await twice.admit(once, eve, member(3));
  await twice.admit(once, phone, member(4));
  twice.keep("an invitation used twice, one after the other");
  const racing = further.branch();
  const raced = await racing.invite();
  const [here, there] = [racing.branch(), racing.branch()];
  await here.admit(raced, eve, member(3));
  await there.admit(raced, await device(5), member(5), phone);
  here.with(there).keep("an invitation used twice at once: both held");
  const guest = here.branch();
  await guest.admit(await guest.invite(eve), await device(6), member(6), eve);
  guest.with(there).keep("a held newcomer brings in nobody");
  const [left, right] = [two.branch(), two.branch()];
  await left.epoch(alice);
  await right.epoch(bob);
  left.with(right).keep("two epochs at once");
  const [a, b] = [two.branch(), two.branch()];
  await a.write({ kind: "relays", relays: [{ url: "ws://a", key: fill(6) }] });
  await b.write({ kind: "relays", relays: [{ url: "ws://b", key: fill(6) }] }, bob);
  a.with(b).keep("two lists of relays at once");
  const gap = two.branch();
  const unseen = await gap.invite();
  await gap.admit(unseen, eve, member(3));
  gap.ops.delete(unseen.op.id);
  gap.keep("an operation that waits for its parent");
  return { format: "fogata control log 1", vectors };
}

/** Maps as lists of pairs, bytes as hex: what the test makes of the resolver's answer as well. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, part) =>
      part instanceof Map ? [...part] : part instanceof Uint8Array ? hex(part) : part,
    ),
  );
}

const folder = new URL("../../packages/keys/vectors/", import.meta.url);
for (const [file, content] of [
  ["envelopes-1.json", await envelopes()],
  ["control-logs-1.json", await controlLogs()],
] as const) {
  await writeFile(new URL(file, folder), `${JSON.stringify(content, null, 1)}\n`);
  console.log(`${file}: ${content.vectors.length} vectors`);
}
