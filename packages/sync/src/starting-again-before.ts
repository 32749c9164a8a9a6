// What a group that started again says of the one before: its name, and what its people were called there, so that it stays
// readable who is meant. Said once, by whoever began it, and believed of nobody else.
import type { Membership } from "@fogata/keys";
import type { BeforeView, GoneView } from "./belonging.types.ts";
import type { Client } from "./client.types.ts";
import { type Carried, type GroupRecord, groupWrite } from "./group-record.ts";
import { shownName } from "./names.ts";
import type { Bytes, Clock, Storage } from "./ports.ts";
import { toHex } from "./record.ts";
import type { Said } from "./said.ts";
import { noDoc } from "./sealer.ts";

const what = "started-again";
/** People in one statement; and the devices of each that are told, so that it never grows too long. */
const peopleEach = 24;
const originsMax = 16;

/** S74 By a device that was there from the first operation on. */
const byFounder = (m: Membership, { device }: Said) =>
  (m.devices.get(device) ?? m.lost.get(device))?.by === (m.circle as string);
const told = (m: Membership, all: readonly Said[]) =>
  all.filter((one) => one.statement.what === what && byFounder(m, one));

export function beforeOf(m: Membership, all: readonly Said[], record: GroupRecord): BeforeView | null {
  const first = told(m, all)[0]?.statement;
  const group = record.carried?.from ?? null;
  if (!first) return null;
  const name = typeof first.details.name === "string" ? shownName(first.details.name) : "";
  return { name, at: first.time, by: first.member, group, left: record.carried?.left ?? 0 };
}

/** Names under what was written in the group before; of nobody who is, or was, somebody here. */
export function peopleBefore(m: Membership, all: readonly Said[]): GoneView[] {
  const names = told(m, all).flatMap(({ statement }) => Object.entries(statement.details));
  return names.flatMap(([key, value]): GoneView[] => {
    const member = /^of:([0-9a-f]{32})$/.exec(key)?.[1];
    if (!member || typeof value !== "string" || m.members.has(member as never)) return [];
    return [{ member, name: shownName(value.split("\n")[0]!), how: "before" }];
  });
}

export async function sayBefore(
  deps: { p: { sha256(data: Bytes): Promise<Bytes> }; storage: Storage; clock: Clock; client: Pick<Client, "state"> },
  record: GroupRecord,
): Promise<void> {
  const { carried } = record;
  if (!carried || carried.said) return;
  for (const details of statementsOf(carried)) {
    const text = toHex(await deps.p.sha256(new TextEncoder().encode(carried.name)));
    const said = await deps.client.state({ doc: noDoc, text, what, details, time: deps.clock.now() });
    // Said twice after a crash, it says the same.
    if (!said.ok) return;
  }
  record.carried = { ...carried, said: true };
  await deps.storage.write([groupWrite(record)], "relaxed");
}

function statementsOf({ name, people }: Carried): Record<string, string>[] {
  const lines = people.map(({ member, name: theirs, origins }): [string, string] => [
    `of:${member}`,
    `${theirs}\n${origins.slice(0, originsMax).join(" ")}`,
  ]);
  const pieces = Math.max(1, Math.ceil(lines.length / peopleEach));
  return Array.from({ length: pieces }, (_, i) => ({
    name,
    ...Object.fromEntries(lines.slice(i * peopleEach, (i + 1) * peopleEach)),
  }));
}
