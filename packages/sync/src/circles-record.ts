// What a device keeps of each circle inside a group: how it begins, and which letters it has sent about it.
import type { CircleId, Kid } from "@fogata/keys";
import type { Bytes, Storage, Write } from "./ports.ts";
import { packRecord, readRecord } from "./record.ts";

export interface CircleRecord {
  circle: CircleId;
  group: CircleId;
  /** What it was founded with, or its first operation alone: the rest is read in its channels. */
  ops: Bytes[];
  epochs: { kid: Kid; key: Bytes }[];
  /** Places whose keys were sent, and those that devices of one's own were asked to take (`placeOf`). */
  sent: string[];
  wanted: string[];
  /** The command that made it, or the letter by which it came. */
  command: string;
}

export const circleWrite = (record: CircleRecord): Write => ({
  key: `seat/${record.group}/${record.circle}`,
  value: packRecord(record),
});

export async function readCircles(storage: Storage, group: CircleId): Promise<CircleRecord[]> {
  const all = await storage.list(`seat/${group}/`);
  return all.map(({ value }) => readRecord<CircleRecord>(value)).filter((record) => record !== null);
}
