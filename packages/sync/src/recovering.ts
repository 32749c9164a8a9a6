// From the words of a recovery sheet back into a group: finds the parcel, comes in as the sheet's device for a moment,
// lets a fresh device in by it, and leaves it again. What is kept on this device is the fresh one alone.
import {
  type CircleId,
  type DeviceKeys,
  type Op,
  type OpId,
  openLockbox,
  openParcel,
  type Primitives,
  placeChannel,
  type RecoveryParcel,
  type RelayAddress,
  type RestKey,
  readOp,
  recoveryDevice,
  recoveryPlace,
  resolve,
  signConsent,
} from "@fogata/keys";
import type { CircleStart, Client, ClientDeps } from "./client.types.ts";
import type { GroupRecord } from "./group-record.ts";
import { type Note, readNote } from "./ledger.ts";
import type { Bytes, Clock, Documents, Result, Storage, Transport } from "./ports.ts";
import { packPlain } from "./record.ts";
import { openRendezvous, type Reached } from "./rendezvous.ts";
import { scratchStorage } from "./scratch-storage.ts";

export type RecoverFault =
  /** This device is in that group already. */
  | "ours"
  /** No parcel lies at this relay for these words. */
  | "nothing-there"
  | "relay-unreachable"
  /** The sheet's device was dropped from the group. */
  | "dropped"
  | "device-full";

export interface RecoveringDeps {
  p: Primitives;
  restKey: RestKey;
  transport: Transport;
  clock: Clock;
  createClient(deps: ClientDeps, start: CircleStart): Client;
}
/** A slow line, and a log of years. */
export const reachMsMax = 30_000;
export const settleMsMax = 5 * 60_000;

export async function recover(
  deps: RecoveringDeps,
  o: { words: Bytes; relay: RelayAddress; command: string; here(circle: CircleId): boolean },
): Promise<Result<GroupRecord, RecoverFault>> {
  const { p, clock } = deps;
  const parcel = await findParcel(deps, o);
  if (!parcel.ok) return parcel;
  const { circle } = parcel.value;
  if (o.here(circle)) return { ok: false, reason: "ours" };
  const paper = await recoveryDevice(p, { words: o.words, circle });
  const start = await startOf(p, parcel.value, paper);
  if (start === null) return { ok: false, reason: "nothing-there" };

  const scratch = scratchStorage();
  let client = await comeIn(deps, scratch, start);
  try {
    if (!(await settled(client, clock))) return { ok: false, reason: "relay-unreachable" };
    const me = client.membership().devices.get(paper.id);
    if (!me) return { ok: false, reason: "dropped" };
    // Stopped first: as it stops, it writes down the number it would go on with.
    await client.stop();
    await takeUpNumbers(scratch, circle, paper);
    client = await comeIn(deps, scratch, start);
    if (!(await settled(client, clock))) return { ok: false, reason: "relay-unreachable" };
    const { wrapped, keys: device } = await p.newDeviceKeys(deps.restKey);
    const consent = await signConsent(p, { circle, member: me.member, device });
    const card = { sign: device.sign.publicKey, receive: device.receive.publicKey };
    const body = { kind: "device+", member: me.member, device: card, consent, at: clock.now() } as const;
    if (!(await client.write(body)).ok) return { ok: false, reason: "device-full" };
    if (!(await settled(client, clock))) return { ok: false, reason: "relay-unreachable" };
    const { ops, epochs } = client.forNewcomer();
    const { command } = o;
    const record = { circle, member: me.member, wrapped, ops, epochs, relayWanted: null, command, since: clock.now() };
    return { ok: true, value: record };
  } finally {
    await client.stop();
  }
}

async function findParcel(
  deps: RecoveringDeps,
  o: { words: Bytes; relay: RelayAddress },
): Promise<Result<RecoveryParcel, RecoverFault>> {
  const { p, clock } = deps;
  const { place } = await recoveryPlace(p, o.words);
  const channel = await placeChannel(p, place);
  const letters: Bytes[] = [];
  const reached = await new Promise<Reached>((resolve) => {
    const done = (how: Reached) => {
      cancel();
      rendezvous.leave();
      resolve(how);
    };
    const cancel = clock.after(reachMsMax, () => done("unreachable"));
    const rendezvous = openRendezvous(deps, {
      relay: o.relay,
      channel,
      until: clock.now() + reachMsMax,
      letters: [],
      onLetter: (letter) => void letters.push(letter),
      onPosted: () => {},
      onReached(how) {
        if (how === "open" || how === "stranger" || how === "gone") done(how);
      },
    });
  });
  if (reached !== "open") return { ok: false, reason: "relay-unreachable" };
  let best: RecoveryParcel | null = null;
  for (const bytes of letters) {
    const parcel = await openParcel(p, { words: o.words, bytes });
    // The longest log is the latest: whoever kept it up to date only ever added to it.
    if (parcel && parcel.ops.length >= (best?.ops.length ?? 0)) best = parcel;
  }
  return best ? { ok: true, value: best } : { ok: false, reason: "nothing-there" };
}

/** Null for a parcel that does not prove itself: its log must hold this very device, and a key must open. */
async function startOf(p: Primitives, parcel: RecoveryParcel, paper: DeviceKeys): Promise<CircleStart | null> {
  const ops = new Map<OpId, Op>();
  for (const bytes of parcel.ops) {
    const op = await readOp(p, bytes);
    if (op.ok) ops.set(op.value.id, op.value);
  }
  const known = resolve(ops, parcel.circle)?.devices.has(paper.id);
  const boxes = await Promise.all(parcel.boxes.map((box) => openLockbox(p, box, paper)));
  const epochs = boxes.filter((box) => box !== null && box !== "damaged");
  return known && epochs.length > 0 ? { circle: parcel.circle, device: paper, ops: parcel.ops, epochs } : null;
}

async function comeIn(deps: RecoveringDeps, storage: Storage, start: CircleStart): Promise<Client> {
  const client = deps.createClient({ ...deps, storage, documents: noDocuments }, start);
  await client.start();
  return client;
}

/** All that the relay has was read, and all that was written is there. */
function settled(client: Client, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const done = (well: boolean) => {
      cancel();
      off();
      resolve(well);
    };
    const shared = () => client.status().kind === "shared";
    // What has come is opened after it was stored: only what is still so once the client's queue is empty counts.
    const look = () => {
      if (shared()) void client.flush().then(() => shared() && done(true));
    };
    const cancel = clock.after(settleMsMax, () => done(false));
    const off = client.subscribe(look);
    look();
  });
}

/**
 * A sheet may be used twice, or by somebody whose phone died in the middle: its device has written before, and a number
 * used again would be taken for a copied key.
 */
async function takeUpNumbers(storage: Storage, circle: CircleId, paper: DeviceKeys): Promise<void> {
  const notes = (await storage.list(`circle/${circle}/note/`)).map(({ value }) => readNote(value));
  const mine = notes.filter((note): note is Note => note?.device === paper.id);
  const last = mine.reduce<Note | null>((best, note) => (note.n > (best?.n ?? 0) ? note : best), null);
  if (last === null) return;
  const next = last.n + 1;
  const counter = { next, leasedTo: next, skippedFrom: next, prev: last.hash, tidy: true };
  await storage.write([{ key: `circle/${circle}/counter`, value: packPlain(counter) }], "strict");
}

/** It only passes through: what people wrote is read by the device that stays. */
const noDocuments: Documents = {
  unknown: async () => [],
  encode: async () => ({ comp: "changes", payload: new Uint8Array() }),
  apply: async (_doc, payloads) => ({ ok: true, hashes: [], each: payloads.map(() => []), missing: [] }),
  save: async () => null,
  compare: async () => null,
  beyond: async () => null,
  mend: async () => {},
  saved: async () => undefined,
  onChange: () => () => {},
};
