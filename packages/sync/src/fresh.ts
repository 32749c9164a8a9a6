// Whether anything was ever kept on this device: one where nothing was can be shown as it is before the engine is loaded.
import type { RawStorage, Result } from "./ports.ts";
import type { OpenFault } from "./storage.ts";

/** Every device that was ever open keeps something under this. */
const always = "device/";

export async function isFresh(database: Result<{ storage: RawStorage }, OpenFault>): Promise<boolean> {
  return database.ok && (await database.value.storage.keys(always)).length === 0;
}
