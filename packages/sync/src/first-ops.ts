// A group's first hours in its log: the founding, its first key, and where everybody meets, if that is known already.
import {
  type CircleId,
  type DeviceKeys,
  type Kid,
  newEpoch,
  type Op,
  type OpBody,
  type OpId,
  type Primitives,
  type RelayAddress,
  resolve,
  signOp,
} from "@fogata/keys";
import type { Bytes } from "./ports.ts";

export interface FirstOps {
  circle: CircleId;
  ops: Bytes[];
  epochs: { kid: Kid; key: Bytes }[];
}

export async function firstOps(
  p: Primitives,
  o: { genesis: Op; device: DeviceKeys; relay: RelayAddress | null },
): Promise<FirstOps> {
  const { genesis, device } = o;
  const circle = genesis.id as unknown as CircleId;
  const m = resolve(new Map<OpId, Op>([[genesis.id, genesis]]), circle)!;
  const first = await newEpoch(p, m, new Map());
  const ops = [genesis];
  const write = async (body: OpBody) => {
    ops.push(await signOp(p, { circle, parents: [ops.at(-1)!.id], body, device }));
  };
  await write(first.body);
  if (o.relay) await write({ kind: "relays", relays: [o.relay] });
  return { circle, ops: ops.map(({ bytes }) => bytes), epochs: [{ kid: first.keys.kid, key: first.keys.key }] };
}
