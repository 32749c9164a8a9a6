// A new key for a group of 200 with three devices each: made, boxed for every one of them, signed; and taken in by one of
// them. The floor is what the platform alone takes to agree on, derive and seal as many boxes. Runs in Node and in a page.
import {
  type CircleId,
  type Membership,
  newEpoch,
  openEpoch,
  type Primitives,
  readOp,
  resolve,
  signOp,
} from "@fogata/keys";
import { Log, type Person, person } from "@fogata/keys/testing";

export interface Group {
  log: Log;
  alice: Person;
  bob: Person;
  /** Everybody's receiving keys. */
  cards: Uint8Array[];
}

/** Alice brings everybody in; then each adds two more devices. Nobody looks at the whole while it grows. */
export async function largeGroup(p: Primitives, o: { members: number; devices: number }): Promise<Group> {
  const alice = await person(p, "Alice");
  const log = await Log.found(p, alice);
  await log.rotate(alice);
  const invitation = await log.invite(alice, o.members - 1);
  const last = () => [[...log.ops.keys()].at(-1)!];
  const people = [alice];
  for (let i = 1; i < o.members; i++) {
    const newcomer = await person(p, `Member ${i}`);
    await log.admit(alice, invitation, newcomer, last());
    people.push(newcomer);
  }
  for (const who of people)
    for (let i = 1; i < o.devices; i++) {
      const further = { ...(await person(p, who.name)), member: who.member };
      await log.device(who, further, last());
    }
  const cards = [...log.now.devices.values()].map(({ card }) => card.receive);
  if (cards.length !== o.members * o.devices) throw new Error(`${cards.length} devices belong`);
  return { log, alice, bob: people[1]!, cards };
}

export interface Rotated {
  bytes: Uint8Array;
  before: Membership;
}
export async function rotate(p: Primitives, { log, alice }: Group): Promise<Rotated> {
  const before = log.now;
  const { body } = await newEpoch(p, before, log.keys);
  const op = await signOp(p, { circle: log.circle, parents: before.heads, body, device: alice.device });
  return { bytes: op.bytes, before };
}

/** As another device hears of it: read, resolved, opened. */
export async function takeIn(p: Primitives, { log, bob }: Group, { bytes }: Rotated): Promise<void> {
  const op = await readOp(p, bytes);
  if (!op.ok) throw new Error(op.reason);
  const m = resolve(new Map(log.ops).set(op.value.id, op.value), log.circle as CircleId)!;
  const key = await openEpoch(p, { op: op.value, m, device: bob.device });
  if (key === null || key === "damaged") throw new Error("no box for Bob");
}

/** The same boxes by the platform alone: agree, derive, seal, for each device. */
export async function bareBoxes(cards: readonly Uint8Array[]): Promise<void> {
  const { subtle } = globalThis.crypto;
  const pair = (await subtle.generateKey("X25519", false, ["deriveBits"])) as CryptoKeyPair;
  const plain = new Uint8Array(32);
  const hkdf = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(12), info: new Uint8Array(112) };
  await Promise.all(
    cards.map(async (card) => {
      const theirs = await subtle.importKey("raw", card as Uint8Array<ArrayBuffer>, "X25519", false, []);
      const shared = await subtle.deriveBits({ name: "X25519", public: theirs }, pair.privateKey, 256);
      const base = await subtle.importKey("raw", shared, "HKDF", false, ["deriveBits"]);
      const key = await subtle.importKey("raw", await subtle.deriveBits(hkdf, base, 256), "AES-GCM", false, [
        "encrypt",
      ]);
      await subtle.encrypt({ name: "AES-GCM", iv: new Uint8Array(12), tagLength: 128 }, key, plain);
    }),
  );
}
