// Who is in this circle and which keys open it, from the operations and boxes this device has seen. Holds no storage:
// what it learned is returned, to be written by whoever asked.
import {
  type CircleId,
  type DeviceId,
  type DeviceKeys,
  deviceOf,
  type Epoch,
  type EpochKeys,
  epochKeys,
  type Kid,
  type Membership,
  type Op,
  type OpId,
  openEpoch,
  openParents,
  type Primitives,
  readOp,
} from "@fogata/keys";
import { type Learnable, learnableIn } from "./learnable.ts";
import { createLines, type Lines } from "./lines.ts";
import type { Speech } from "./outbox.ts";
import type { Bytes } from "./ports.ts";
import { toHex } from "./record.ts";
import type { Asks } from "./rules.ts";
import { createVoids } from "./voids.ts";

export interface Circle {
  membership(): Membership;
  readonly epochs: ReadonlyMap<Kid, EpochKeys>;
  ops(): Bytes[];
  has(op: OpId): boolean;
  op(id: OpId): Op | null;
  /** Takes operations in any order; those whose past is not here yet wait. Gives the ones that are well-formed. */
  learn(ops: readonly Bytes[]): Promise<{ op: Op | null; reason: string | null }[]>;
  learnKey(key: Bytes): Promise<EpochKeys>;
  /** How many keys are held that no operation seen so far names. */
  unnamedKeys(): number;
  /** Opens every box that can be opened now; gives the keys that are new. */
  openBoxes(): Promise<EpochKeys[]>;
  /** Epochs that have a box for this device which opens to nothing. */
  readonly damaged: ReadonlySet<Kid>;
  /** Where epoch `kid` ought to hold its parent's key, it holds noise: whoever made it did not have that key. */
  isShut(kid: Kid, parent: Kid): boolean;
  /** The signing key of any device there ever was, since what it wrote while it belonged can be verified for good. */
  signingKeyOf(device: DeviceId): Bytes | null;
  /** S80 It belongs no more, or turned out never to have been let in. */
  hasEnded(device: DeviceId): boolean;
  /** Those that belong, and those that have ended. */
  everyDevice(): DeviceId[];
  /** S80 Whether entry `n` of a device counts under this epoch; 0, whether anything of it does. */
  counts(kid: Kid, device: DeviceId, n: number): boolean;
  /** The line under what a device wrote that belongs no more; null while it belongs. */
  readonly lines: Lines;
  /** The fewest of the keys held here through which somebody new comes to all of them. */
  handedOver(): EpochKeys[];
  /** Epochs whose key a device of the circle has no way to learn, and the channel it can read. */
  boxesOwed(): BoxOwed[];
  /** S5 The preferred epoch is open to a device that belongs here no more or is paused, or there is none. */
  rotationOwed(): boolean;
  /** S92 Whether it is known here who belongs, as far as a group around this circle says it: else no key is made. */
  settled(): boolean;
  /** S82 How it stands with this very device. */
  standing(): "here" | "paused" | "left" | "gone";
  /** What it may seal now. */
  speech(): Speech;
}
export interface BoxOwed {
  kid: Kid;
  device: DeviceId;
  to: Bytes;
  /** The epoch under which the box is sent. */
  through: Kid;
}

export async function createCircle(
  p: Primitives,
  device: DeviceKeys,
  kept: {
    circle: CircleId;
    ops: readonly Bytes[];
    keys: readonly Bytes[];
    now(): number;
    asks: Asks;
    /** The letters with keys that were read or written here: "kid/device". */
    sent?(): ReadonlySet<string>;
    settled?(): boolean;
    signingKeyOf?(device: DeviceId): Bytes | null;
  },
): Promise<Circle> {
  const all = new Map<OpId, Op>();
  const epochs = new Map<Kid, EpochKeys>();
  const epochOps: Op[] = [];
  const unwrapped = new Set<Op>();
  const damaged = new Set<Kid>();
  const shut = new Map<Kid, ReadonlySet<Kid>>();
  const voidsIn = createVoids(kept.circle, all, kept.asks.resolve);
  const lines = createLines(here, () => voidsIn(here()).devices);
  const { asks, settled = () => true, sent = () => new Set<string>() } = kept;
  let asked: { m: Membership; held: number; learnable: Learnable } | null = null;
  let membership: Membership | null = null;

  async function learn(ops: readonly Bytes[]) {
    const read: { op: Op | null; reason: string | null }[] = [];
    let grew = false;
    for (const bytes of ops) {
      // An operation is put into every channel somebody may be reading, so it comes more than once: its signatures are
      // checked once.
      const known = all.get(toHex(await p.sha256(bytes)) as OpId);
      const result = known ? { ok: true as const, value: known } : await readOp(p, bytes);
      read.push(result.ok ? { op: result.value, reason: null } : { op: null, reason: result.reason });
      if (!result.ok || known) continue;
      all.set(result.value.id, result.value);
      if (result.value.body.kind === "epoch") epochOps.push(result.value);
      grew = true;
    }
    if (grew) membership = asks.resolve(closedPart(all), kept.circle) ?? membership;
    return read;
  }

  async function learnKey(key: Bytes): Promise<EpochKeys> {
    const keys = await epochKeys(p, key);
    if (!epochs.has(keys.kid)) epochs.set(keys.kid, keys);
    return epochs.get(keys.kid)!;
  }

  async function openBoxes(): Promise<EpochKeys[]> {
    const found: EpochKeys[] = [];
    const add = async (key: Bytes) => {
      const keys = await learnKey(key);
      if (!found.includes(keys)) found.push(keys);
    };
    // Deepest first: one box opens the chain of all the epochs before it.
    const byDepth = [...here().epochs.values()].sort(deepestFirst);
    for (const epoch of byDepth) {
      if (epochs.has(epoch.kid)) continue;
      const key = await openEpoch(p, { op: all.get(epoch.op)!, m: here(), device });
      if (key instanceof Uint8Array) await add(key);
      else if (key === "damaged") damaged.add(epoch.kid);
    }
    for (const { kid, op, then } of voidsIn(here()).epochs) {
      const key = epochs.has(kid) ? null : await openEpoch(p, { op, m: then, device });
      if (key instanceof Uint8Array) await add(key);
    }
    // Also from operations that still wait for their past: it may lie in the very channels these keys open.
    for (let found = true; found; ) {
      found = false;
      for (const op of epochOps) {
        const keys = op.body.kind === "epoch" && !unwrapped.has(op) ? epochs.get(op.body.kid) : undefined;
        if (!keys) continue;
        unwrapped.add(op);
        const parents = await openParents(p, op, keys);
        if (op.body.kind === "epoch")
          shut.set(keys.kid, new Set(op.body.parents.map(({ kid }) => kid).filter((kid) => !parents.has(kid))));
        for (const [kid, key] of parents) {
          if (epochs.has(kid)) continue;
          await add(key);
          found = true;
        }
      }
    }
    return found;
  }

  function here(): Membership {
    if (!membership) throw new Error("A circle without its genesis");
    return membership;
  }

  function boxesOwed(): BoxOwed[] {
    const owed: BoxOwed[] = [];
    const m = here();
    const mine = m.devices.get(device.id);
    const withheld = asks.withheldAt(m, kept.now());
    if (!mine || withheld.has(mine.id) || m.epochs.size === 0 || !settled()) return owed;
    // Asked at every step; the log changes seldom.
    const held = epochs.size;
    if (asked?.m !== m || asked.held !== held)
      asked = { m, held, learnable: learnableIn(m, all, { isHeld: (kid) => epochs.has(kid), isShut }) };
    const { learnable } = asked;
    for (const one of m.devices.values()) {
      // S83 A key that was kept from somebody paused comes once the pause is over, and not by this way before.
      if (one.id === device.id || withheld.has(one.id)) continue;
      const learns = learnable.of(one);
      // Every epoch, not only the last ones: what makes the last ones known may have been said in those before.
      const lacking = [...m.epochs.values()].filter((epoch) => !learns.has(epoch));
      const lackingVoids = voidsIn(m).epochs.filter(({ devices }) => !devices.includes(one.id));
      if (lacking.length + lackingVoids.length === 0) continue;
      const through = [...learns].filter((e) => epochs.has(e.kid)).sort(deepestFirst)[0];
      for (const { kid } of [...lacking, ...lackingVoids]) {
        if (!epochs.has(kid) || sent().has(`${kid}/${one.id}`) || !through) continue;
        owed.push({ kid, device: one.id, to: one.card.receive, through: through.kid });
      }
    }
    return owed;
  }

  const isShut = (kid: Kid, parent: Kid) => shut.get(kid)?.has(parent) ?? false;
  function handedOver(): EpochKeys[] {
    const held = [...here().epochs.values()].filter(({ kid }) => epochs.has(kid));
    const within = new Set(held.flatMap(({ kid, parents }) => parents.filter((parent) => !isShut(kid, parent))));
    return held
      .filter(({ kid }) => !within.has(kid))
      .sort(deepestFirst)
      .map(({ kid }) => epochs.get(kid)!);
  }
  /** An end that a key knew of can come to nothing, so that the key is sent after all, and count again. */
  const isOut = ({ preferred, lost }: Membership) => [...lost.keys()].some((id) => sent().has(`${preferred}/${id}`));
  const owed = () => asks.rotationOwed(here(), kept.now()) || isOut(here());
  function standing(): ReturnType<Circle["standing"]> {
    const m = here();
    if (m.devices.has(device.id)) return asks.withheldAt(m, kept.now()).has(device.id) ? "paused" : "here";
    return m.lost.get(device.id)?.how === "left" ? "left" : "gone";
  }
  /** Nobody can open the preferred epoch but those who belong, and the member who just left. */
  function isOpenToMineAndOthers(): boolean {
    const m = here();
    const withheld = asks.withheldAt(m, kept.now());
    const me = m.lost.get(device.id)?.member;
    const devices = (m.preferred && m.epochs.get(m.preferred)?.devices) ?? [];
    return devices.every((id) => (m.devices.has(id) && !withheld.has(id)) || m.lost.get(id)?.member === me);
  }

  await learn(kept.ops);
  for (const key of kept.keys) await learnKey(key);
  here();

  return {
    membership: here,
    epochs,
    ops: () => [...all.values()].map((op) => op.bytes),
    has: (op) => all.has(op),
    op: (id) => all.get(id) ?? null,
    learn,
    learnKey,
    unnamedKeys() {
      const named = new Set(epochOps.map(({ body }) => (body.kind === "epoch" ? body.kid : null)));
      return [...epochs.keys()].filter((kid) => !named.has(kid)).length;
    },
    openBoxes,
    damaged,
    isShut,
    signingKeyOf: (id) =>
      (deviceOf(here(), id) ?? voidsIn(here()).devices.get(id))?.card.sign ?? kept.signingKeyOf?.(id) ?? null,
    hasEnded: (id) => here().lost.has(id) || voidsIn(here()).devices.has(id),
    everyDevice: () => [...here().devices.keys(), ...here().lost.keys(), ...voidsIn(here()).devices.keys()],
    counts(kid, id, n) {
      const m = here();
      const { epochs: voided, devices } = voidsIn(m);
      // Under a key that came to count no more, too: those who read it before they knew have it in their documents, and a
      // log may have been cut by a snapshot there.
      if (m.devices.has(id)) return asks.mayWrite(m, kid, id) || voided.some((one) => one.kid === kid);
      // Asked of its first entry: whether anything of it counts under this epoch.
      const mayWrite = asks.mayWrite(m, kid, id, 0) || (devices.has(id) && m.epochs.has(kid));
      if (!mayWrite && !voided.some((one) => one.kid === kid)) return false;
      return n <= lines.of(id);
    },
    lines,
    handedOver,
    boxesOwed,
    rotationOwed: owed,
    settled,
    standing,
    speech() {
      const how = standing();
      if (how === "here") return owed() || !settled() ? "operations" : "all";
      return how === "left" && isOpenToMineAndOthers() ? "farewell" : "operations";
    },
  };
}

/** The operations whose whole past is here. */
function closedPart(all: ReadonlyMap<OpId, Op>): Map<OpId, Op> {
  const closed = new Map<OpId, Op>();
  let waiting = [...all.values()];
  for (let grew = true; grew; ) {
    const still: Op[] = [];
    for (const op of waiting) {
      if (op.parents.every((parent) => closed.has(parent))) closed.set(op.id, op);
      else still.push(op);
    }
    grew = still.length < waiting.length;
    waiting = still;
  }
  return closed;
}

const deepestFirst = (a: Epoch, b: Epoch) => b.depth - a.depth || (a.kid < b.kid ? -1 : 1);
