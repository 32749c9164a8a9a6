// Starting again from this device's copies: a new group with keys, log and channel of its own, into which every document of
// the old group's own circle goes with all its history. The old group is left as it is, and hears nothing of it.
import type { Membership } from "@fogata/keys";
import { beginGroup } from "./beginning.ts";
import type { StartAgainFault } from "./belonging.types.ts";
import type { Client } from "./client.types.ts";
import { documentsIn } from "./documents-in.ts";
import type { EngineDeps } from "./engine.ts";
import { type Carried, type GroupRecord, groupWrite } from "./group-record.ts";
import { shownName } from "./names.ts";
import type { Result } from "./ports.ts";
import { packPlain } from "./record.ts";
import { originHex } from "./starting-again-history.ts";

/** Written before the first document is, and gone with the group's own record: what stands here after a crash is erased. */
const begunPrefix = "beginning/";

export interface Old {
  client: Pick<Client, "membership" | "flush" | "bringUp">;
  record: GroupRecord;
}

/** S73 S74 Nothing of it can be seen before all of it is there. */
export async function startAgain(
  deps: Pick<EngineDeps, "p" | "restKey" | "clock" | "storage" | "documents">,
  { client, record: old }: Old,
  o: { name: string; myName: string; relay: string; command: string; onStep(done: number, of: number): void },
): Promise<Result<GroupRecord, StartAgainFault>> {
  const { storage, documents } = deps;
  const { record, device } = await beginGroup(deps, o);
  // What was typed until now comes along too.
  await client.flush();
  const docs = await documentsIn(storage, old.circle);
  const begun = { key: begunPrefix + record.circle, value: packPlain({ docs }) };
  if (!(await storage.write([begun], "strict")).ok) return { ok: false, reason: "device-full" };
  let left = 0;
  for (const [done, doc] of docs.entries()) {
    o.onStep(done, docs.length);
    const from = { circle: old.circle, doc };
    await client.bringUp(from);
    const copied = await documents.copy(from, { circle: record.circle, doc }, device);
    // One that cannot be read whole must not keep all the others back; how many there were is said.
    if (copied === "unreadable") left++;
    if (copied === "full") {
      await eraseBegun(deps, record.circle, docs);
      return { ok: false, reason: "device-full" };
    }
  }
  record.carried = { ...carriedFrom(client.membership(), old.circle), left };
  const written = await storage.write([groupWrite(record), { ...begun, value: null }], "strict");
  if (written.ok) return { ok: true, value: record };
  await eraseBegun(deps, record.circle, docs);
  return { ok: false, reason: "device-full" };
}

/** What a crash left of one that was never there. */
export async function eraseUnbegun(deps: Pick<EngineDeps, "storage" | "documents">): Promise<void> {
  for (const key of await deps.storage.keys(begunPrefix)) {
    const circle = key.slice(begunPrefix.length);
    await eraseBegun(deps, circle, await documentsIn(deps.storage, circle));
  }
}
async function eraseBegun(
  { storage, documents }: Pick<EngineDeps, "storage" | "documents">,
  circle: string,
  docs: readonly string[],
): Promise<void> {
  await documents.erase(circle, docs);
  const marks = await storage.keys(`touched/${circle}/`);
  await storage.write(
    [...marks, begunPrefix + circle].map((key) => ({ key, value: null })),
    "strict",
  );
}

/** Everybody's name, of those who went too, and by what a copied change tells whose words they were. */
function carriedFrom(m: Membership, from: GroupRecord["circle"]): Carried {
  const devices = [...m.devices.values(), ...m.lost.values()];
  const named = [...m.members.values(), ...m.gone.values()];
  const people = named.map(({ id, name }) => ({
    member: id,
    name: shownName(name),
    origins: devices.filter((one) => one.member === id).map((one) => one.id.slice(0, originHex)),
  }));
  return { from, name: shownName(m.name), people, said: false };
}
