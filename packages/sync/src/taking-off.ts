// Taking a group off this device: its keys, entries, documents, invitations and what the app noted of it are deleted here,
// with those of every circle inside it. Nobody is told, and nothing of it is left to be opened.
import { documentsIn } from "./documents-in.ts";
import type { EngineDeps } from "./engine.ts";
import { readRecords } from "./group-record.ts";
import type { Storage } from "./ports.ts";
import { packPlain, readRecord } from "./record.ts";

type Deps = Pick<EngineDeps, "storage" | "documents">;
/** `docs`: by circle, what the app knows of besides. `notes`: where the storage keeps what the app noted. */
export interface TakenOff {
  group: string;
  docs: readonly { circle: string; doc: string }[];
  notes: readonly string[];
}
/** S76 Stands from before the first deletion until after the last, so that a power cut leaves nothing half there. */
const markPrefix = "taking-off/";
/** Deletions in one transaction. */
const eachMax = 1_000;

/** Marks it: from here on the group is not opened again. False when it could not be written. */
export async function markTakenOff({ storage }: Deps, what: TakenOff): Promise<boolean> {
  return (await storage.write([{ key: markPrefix + what.group, value: packPlain(what) }], "strict")).ok;
}

/** What was marked and not finished is finished. */
export async function finishTakingOff(deps: Deps): Promise<void> {
  for (const { key, value } of await deps.storage.list(markPrefix)) {
    const what = readRecord<TakenOff>(value);
    if (what) await erase(deps, what);
    await deps.storage.write([{ key, value: null }], "strict");
  }
}

async function erase({ storage, documents }: Deps, { group, docs, notes }: TakenOff): Promise<void> {
  const inside = (await storage.keys(`seat/${group}/`)).map((key) => key.split("/")[2]!);
  // What opens things goes first.
  await clear(storage, [`group/${group}`]);
  await clear(storage, await recordsOf(storage, group));
  for (const circle of [group, ...inside]) {
    const listed = docs.filter((one) => one.circle === circle).map(({ doc }) => doc);
    const held = new Set([...(await documentsIn(storage, circle)), ...listed]);
    await clearUnder(storage, `circle/${circle}/epoch/`);
    await documents.erase(circle, [...held]);
    for (const where of ["circle", "touched", "heard"]) await clearUnder(storage, `${where}/${circle}/`);
  }
  await clearUnder(storage, `seat/${group}/`);
  for (const under of notes) if (under.startsWith("note/")) await clearUnder(storage, under);
}

/** Invitations made and used, who asked, the founding in one room, and recovery sheets. */
async function recordsOf(storage: Storage, group: string): Promise<string[]> {
  const { invitations, joinings, foundings } = await readRecords(storage);
  const keys = invitations.filter(({ circle }) => circle === group).map(({ key }) => key);
  const asked = await Promise.all(keys.map((key) => storage.keys(`asker/${key}/`)));
  const joined = joinings.filter((one) => one.group === group).map(({ id }) => `joining/${id}`);
  const founded = foundings.filter((one) => one.group === group).map(({ id }) => `founding/${id}`);
  const sheets = (await storage.list("sheet/")).filter(
    ({ value }) => readRecord<{ circle: string }>(value)?.circle === group,
  );
  const made = keys.map((key) => `invitation/${key}`);
  return [...made, ...asked.flat(), ...joined, ...founded, ...sheets.map(({ key }) => key)];
}

async function clearUnder(storage: Storage, prefix: string): Promise<void> {
  await clear(storage, await storage.keys(prefix));
}
async function clear(storage: Storage, keys: readonly string[]): Promise<void> {
  for (let i = 0; i < keys.length; i += eachMax) {
    await storage.write(
      keys.slice(i, i + eachMax).map((key) => ({ key, value: null })),
      "strict",
    );
  }
}
