// Which documents of a circle this device holds anything of, as its storage says: entries, what waits to be sent, and what
// was typed and not yet looked at.
import { readNote } from "./ledger.ts";
import { readOutbox } from "./outbox.ts";
import type { Storage } from "./ports.ts";
import { noDoc } from "./sealer.ts";

export async function documentsIn(storage: Storage, circle: string): Promise<string[]> {
  const values = async (what: string) => (await storage.list(`circle/${circle}/${what}/`)).map(({ value }) => value);
  const entries = (await values("note")).map((value) => readNote(value)?.doc);
  const waiting = (await values("outbox")).map((value) => readOutbox(value)?.doc);
  const touched = (await storage.keys(`touched/${circle}/`)).map((key) => key.split("/")[2]);
  const docs = new Set([...entries, ...waiting, ...touched]);
  return [...docs].filter((doc): doc is string => !!doc && doc !== noDoc).sort();
}
