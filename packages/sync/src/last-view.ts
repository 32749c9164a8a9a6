// The picture as it was when this device was last open: something to show before the engine is loaded.
import type { Primitives, RestKey } from "@fogata/keys";
import type { DeviceView } from "./device.types.ts";
import type { Cabinet, RawStorage, Result } from "./ports.ts";
import { readRecord } from "./record.ts";
import { sealStorage } from "./sealed-storage.ts";
import type { OpenFault } from "./storage.ts";

export const viewKey = "device/view";

export async function readLastView(o: {
  p: Primitives;
  database: Result<{ storage: RawStorage; cabinet: Cabinet }, OpenFault>;
}): Promise<DeviceView | null> {
  if (!o.database.ok) return null;
  const { storage, cabinet } = o.database.value;
  const restKey = (await cabinet.get("rest")) as RestKey | undefined;
  if (restKey === undefined) return null;
  return readRecord<DeviceView>(await sealStorage({ p: o.p, restKey, storage }).get(viewKey));
}
