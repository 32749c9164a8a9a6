// How this device's storage is opened: the key it rests under, the format it is in, and what is wrong if it cannot be
// read. Makes the key on a fresh device only: where sealed things lie without their key, they are left as they are.
import type { Primitives, RestKey } from "@fogata/keys";
import { bareOfGuarded, type GuardedKey, type LockedKey, newGuardedKey } from "@fogata/keys/lock";
import type { Bytes, Cabinet, RawStorage, Result } from "./ports.ts";
import { packRecord, readRecord } from "./record.ts";
import { type SealedStorage, sealStorage } from "./sealed-storage.ts";

export type RestFault = "storage-corrupt" | "storage-newer" | "no-crypto" | "storage-blocked";
/** What the cabinet holds of the key: guarded, locked, or bare, as the first devices kept it. */
export type KeptRest = GuardedKey | LockedKey | RestKey;
/** The key, where nothing more is needed to open it; or what a passphrase has to open first. */
export type FoundRest = { kind: "open"; key: RestKey } | { kind: "locked"; locked: LockedKey };

interface Format {
  version: number;
  /** So that a guessed name cannot be looked up among the keys. */
  salt: Bytes;
}
/** Where the cabinet keeps it. */
export const restName = "rest";
const formatKey = "device/format";
const formatVersion = 1;
const saltBytes = 16;

export async function openRest(
  p: Primitives,
  { storage, cabinet }: { storage: RawStorage; cabinet: Cabinet },
  onCorrupt: () => void,
  /** What the lock gave, where there is one. */
  unlocked?: RestKey,
): Promise<Result<{ sealed: SealedStorage; restKey: RestKey; salt: Bytes }, RestFault>> {
  const found = unlocked ? open(unlocked) : await findRest(p, { storage, cabinet });
  if (!found.ok) return found;
  // Locked by another tab since this one looked: the page that is opened next asks for the passphrase.
  if (found.value.kind === "locked") return { ok: false, reason: "storage-blocked" };
  const restKey = found.value.key;
  const sealed = sealStorage({ p, restKey, storage, onCorrupt });
  let format = readRecord<Format>(await sealed.get(formatKey));
  if (sealed.corrupt()) return { ok: false, reason: "storage-corrupt" };
  if (format === null) {
    // Only where nothing is: another tab may be a moment ahead, and both must go by the same.
    const first = sealStorage({ p, restKey, storage: storage.guarded(formatKey, null) });
    const value = packRecord({ version: formatVersion, salt: p.randomBytes(saltBytes) });
    await first.write([{ key: formatKey, value }], "strict");
    format = readRecord<Format>(await sealed.get(formatKey));
  }
  if (format === null) return { ok: false, reason: "storage-blocked" };
  if (format.version > formatVersion) return { ok: false, reason: "storage-newer" };
  return { ok: true, value: { sealed, restKey, salt: format.salt } };
}

/** Makes a key, guarded, where there is nothing at all yet. */
export async function findRest(
  p: Primitives,
  { storage, cabinet }: { storage: RawStorage; cabinet: Cabinet },
): Promise<Result<FoundRest, RestFault>> {
  const there = (await cabinet.get(restName)) as KeptRest | null | undefined;
  if (there) return openKept(p, there);
  if ((await storage.keys("")).length > 0) return { ok: false, reason: "storage-corrupt" };
  try {
    const { guarded, key } = await newGuardedKey(p);
    const kept = await cabinet.keep<KeptRest>(restName, guarded);
    if (kept === null) return { ok: false, reason: "storage-blocked" };
    return kept === guarded ? open(key) : openKept(p, kept);
  } catch {
    return { ok: false, reason: "no-crypto" };
  }
}

async function openKept(p: Primitives, kept: KeptRest): Promise<Result<FoundRest, RestFault>> {
  if (!("kind" in kept)) return open(kept);
  if (kept.kind === "locked") {
    return kept.version > 1
      ? { ok: false, reason: "storage-newer" }
      : { ok: true, value: { kind: "locked", locked: kept } };
  }
  const bytes = await bareOfGuarded(p, kept);
  if (bytes === null) return { ok: false, reason: "storage-corrupt" };
  const key = await p.restKeyFrom(bytes);
  bytes.fill(0);
  return open(key);
}

function open(key: RestKey): { ok: true; value: FoundRest } {
  return { ok: true, value: { kind: "open", key } };
}
