// The picture as it was when this device was last open: something to show before the engine is loaded.
import type { Primitives, RestKey } from "@fogata/keys";
import type { DeviceView } from "./device.types.ts";
import type { Cabinet, RawStorage, Result } from "./ports.ts";
import { readRecord } from "./record.ts";
import { findRest } from "./rest.ts";
import { sealStorage } from "./sealed-storage.ts";
import type { OpenFault } from "./storage.ts";

export const viewKey = "device/view";

/** What was on the screen when it was last looked at; null where there is none that this version can show. */
export async function readLastView(o: {
  p: Primitives;
  database: Result<{ storage: RawStorage; cabinet: Cabinet }, OpenFault>;
  /** What opened this device's lock; without it, a locked device shows nothing. */
  restKey?: RestKey;
}): Promise<DeviceView | null> {
  if (!o.database.ok) return null;
  const { storage } = o.database.value;
  const found = o.restKey ? null : await findRest(o.p, o.database.value);
  const restKey = o.restKey ?? (found?.ok && found.value.kind === "open" ? found.value.key : null);
  const view = restKey && readRecord<DeviceView>(await sealStorage({ p: o.p, restKey, storage }).get(viewKey));
  return view && isOfThisVersion(view) ? view : null;
}

/** A picture painted by an earlier version lacks what its pages did not show: nothing is better than half of it. */
function isOfThisVersion({ groups }: DeviceView): boolean {
  return groups.every(
    ({ standing, here, circles, people }) => standing && here && circles && people.every(({ devices }) => devices),
  );
}
