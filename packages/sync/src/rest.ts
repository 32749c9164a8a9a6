// How this device's storage is opened: the key it rests under, the format it is in, and what is wrong if it cannot be
// read. Makes the key on a fresh device only: where sealed things lie without their key, they are left as they are.
import type { Primitives, RestKey } from "@fogata/keys";
import type { Bytes, Cabinet, RawStorage, Result } from "./ports.ts";
import { packRecord, readRecord } from "./record.ts";
import { type SealedStorage, sealStorage } from "./sealed-storage.ts";

export type RestFault = "storage-corrupt" | "storage-newer" | "no-crypto" | "storage-blocked";

interface Format {
  version: number;
  /** So that a guessed name cannot be looked up among the keys. */
  salt: Bytes;
}
const formatKey = "device/format";
const formatVersion = 1;
const saltBytes = 16;

export async function openRest(
  p: Primitives,
  { storage, cabinet }: { storage: RawStorage; cabinet: Cabinet },
  onCorrupt: () => void,
): Promise<Result<{ sealed: SealedStorage; restKey: RestKey; salt: Bytes }, RestFault>> {
  const restKey = await findRestKey(p, storage, cabinet);
  if (!restKey.ok) return restKey;
  const sealed = sealStorage({ p, restKey: restKey.value, storage, onCorrupt });
  let format = readRecord<Format>(await sealed.get(formatKey));
  if (sealed.corrupt()) return { ok: false, reason: "storage-corrupt" };
  if (format === null) {
    // Only where nothing is: another tab may be a moment ahead, and both must go by the same.
    const first = sealStorage({ p, restKey: restKey.value, storage: storage.guarded(formatKey, null) });
    const value = packRecord({ version: formatVersion, salt: p.randomBytes(saltBytes) });
    await first.write([{ key: formatKey, value }], "strict");
    format = readRecord<Format>(await sealed.get(formatKey));
  }
  if (format === null) return { ok: false, reason: "storage-blocked" };
  if (format.version > formatVersion) return { ok: false, reason: "storage-newer" };
  return { ok: true, value: { sealed, restKey: restKey.value, salt: format.salt } };
}

async function findRestKey(p: Primitives, storage: RawStorage, cabinet: Cabinet): Promise<Result<RestKey, RestFault>> {
  const there = (await cabinet.get("rest")) as RestKey | undefined;
  if (there !== undefined) return { ok: true, value: there };
  if ((await storage.keys("")).length > 0) return { ok: false, reason: "storage-corrupt" };
  let made: RestKey;
  try {
    made = await p.newRestKey();
  } catch {
    return { ok: false, reason: "no-crypto" };
  }
  const kept = await cabinet.keep("rest", made);
  return kept === null ? { ok: false, reason: "storage-blocked" } : { ok: true, value: kept };
}
