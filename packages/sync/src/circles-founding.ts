// How a circle inside a group begins on this device: founded here, or brought by a letter.
import {
  type CircleId,
  type CircleLetter,
  epochKeys,
  foundCircle,
  newEpoch,
  type Op,
  type OpId,
  type Primitives,
  readOp,
  resolve,
  signOp,
} from "@fogata/keys";
import type { Around } from "./circles-held.ts";
import type { CircleRecord } from "./circles-record.ts";

export async function foundedHere(
  p: Primitives,
  group: Around["group"],
  { name, myName, command }: { name: string; myName: string; command: string },
): Promise<CircleRecord> {
  const { device, member } = group;
  const founder = { member, name: myName };
  const genesis = await foundCircle(p, { name, founder, device, group: group.circle });
  const circle = genesis.id as string as CircleId;
  const m = resolve(new Map<OpId, Op>([[genesis.id, genesis]]), circle)!;
  const { body, keys } = await newEpoch(p, m, new Map());
  const epoch = await signOp(p, { circle, parents: [genesis.id], body, device });
  return {
    circle,
    group: group.circle,
    ops: [genesis.bytes, epoch.bytes],
    epochs: [{ kid: keys.kid, key: keys.key }],
    sent: [],
    wanted: [],
    command,
  };
}

/** What is kept of a circle once this letter has come, upon what was kept `before`; null for what names another. */
export async function broughtBy(
  p: Primitives,
  group: CircleId,
  letter: CircleLetter & { kind: "seat" },
  before: CircleRecord | null,
): Promise<CircleRecord | null> {
  const op = await readOp(p, letter.ops[0]!);
  if (!op.ok || op.value.id !== (letter.circle as string) || op.value.body.kind !== "genesis") return null;
  if (op.value.body.group !== group) return null;
  const epochs = await Promise.all(letter.keys.map((key) => epochKeys(p, key)));
  const kept = before ?? {
    ops: letter.ops,
    epochs: [],
    sent: [],
    wanted: [],
    command: "",
  };
  return {
    ...kept,
    circle: letter.circle,
    group,
    epochs: [...kept.epochs, ...epochs.map(({ kid, key }) => ({ kid, key }))],
  };
}
