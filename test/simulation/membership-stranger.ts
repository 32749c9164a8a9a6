// What somebody can open who has a device that belongs no more: its disk, its keys, every operation and every entry there
// ever was, and the patience to try each box.
import {
  type DeviceId,
  type EpochKeys,
  epochKeys,
  type Kid,
  type Membership,
  type Op,
  openEntry,
  openEpoch,
  openParents,
  type Primitives,
} from "@fogata/keys";
import type { Device } from "./device.ts";

/** Every epoch's keys such a person has or can derive. */
export async function strangerKeys(o: {
  p: Primitives;
  device: Device;
  ops: readonly Op[];
  /** Keys that were sent to this device by letter: the channel each lies in, and what is in it. */
  letters: readonly { through: Kid; key: Uint8Array }[];
}): Promise<Map<Kid, EpochKeys>> {
  const { p, device, ops, letters } = o;
  const keys = new Map<Kid, EpochKeys>();
  const add = async (key: Uint8Array) => {
    const derived = await epochKeys(p, key);
    if (!keys.has(derived.kid)) keys.set(derived.kid, derived);
  };
  const under = `circle/${device.start.circle}/epoch/`;
  for (const key of device.disk.keys(under)) await add(device.disk.get(key)!);
  for (const op of ops) {
    if (op.body.kind !== "epoch") continue;
    for (let at = 0; at < op.body.boxes.length; at++) {
      const key = await openEpoch(p, { op, m: asIfBoxed(op, device.start.device.id, at), device: device.start.device });
      if (key instanceof Uint8Array) await add(key);
    }
  }
  for (let size = -1; size < keys.size; ) {
    size = keys.size;
    for (const { through, key } of letters) if (keys.has(through)) await add(key);
    for (const op of ops) {
      const under = op.body.kind === "epoch" ? keys.get(op.body.kid) : undefined;
      if (under) for (const key of (await openParents(p, op, under)).values()) await add(key);
    }
  }
  return keys;
}

/** Whether these keys open this entry, whoever wrote it. */
export async function opensFor(p: Primitives, keys: ReadonlyMap<Kid, EpochKeys>, bytes: Uint8Array): Promise<boolean> {
  const opened = await openEntry(p, { bytes, epochs: keys, signingKeyOf: () => new Uint8Array(32) });
  return opened.ok || opened.reason !== "unknown-key";
}

/** A circle that has nothing but this epoch, in which the device's box is this one. */
function asIfBoxed(op: Op, device: DeviceId, at: number): Membership {
  const kid = (op.body as { kid: Kid }).kid;
  const devices = [...Array.from({ length: at }, () => ""), device];
  return { epochs: new Map([[kid, { op: op.id, devices }]]) } as unknown as Membership;
}
