// Recovery as the pages see it: making a sheet, coming back with one, and when a person was last asked about it.
import type { Clock, Device } from "@fogata/sync";
import { createContext, useContext } from "solid-js";

export interface Recovery {
  makeSheet: Device["makeSheet"];
  /** `relay`: an address as it stands on the sheet. */
  recover: Device["recover"];
  /** Kept on this device alone. Null before anything was. */
  note(group: string): Promise<SheetNote | null>;
  keepNote(group: string, note: SheetNote): Promise<void>;
  now: Clock["now"];
  /** Where this page came from: what a new sheet names as the place to go. */
  place: string;
}
export interface SheetNote {
  madeAt: number | null;
  askedAt: number | null;
  /** When this device first looked, where nobody has said since when they belong: of a founder. */
  firstAt?: number;
}

export const RecoveryContext = createContext<Recovery | null>(null);
export const useRecovery = () => useContext(RecoveryContext);

/** After the first week, and then once a month at most, until there is a sheet. */
export const firstAskMs = 7 * 24 * 60 * 60 * 1000;
export const againAskMs = 30 * 24 * 60 * 60 * 1000;

export function mayAsk(o: { since: number; note: SheetNote | null; now: number }): boolean {
  if (o.note?.madeAt || o.now - o.since < firstAskMs) return false;
  return !o.note?.askedAt || o.now - o.note.askedAt >= againAskMs;
}

export function createRecovery(o: { device: Promise<Device>; clock: Pick<Clock, "now">; place: string }): Recovery {
  const name = (group: string) => `sheet/${group}`;
  return {
    makeSheet: async (group) => (await o.device).makeSheet(group),
    recover: async (how) => (await o.device).recover(how),
    async note(group) {
      const bytes = await (await o.device).note(name(group));
      return bytes && readNote(bytes);
    },
    async keepNote(group, note) {
      await (await o.device).setNote(name(group), new TextEncoder().encode(JSON.stringify(note)));
    },
    now: () => o.clock.now(),
    place: o.place,
  };
}

function readNote(bytes: Uint8Array): SheetNote | null {
  try {
    const { madeAt, askedAt, firstAt } = JSON.parse(new TextDecoder().decode(bytes)) as Partial<SheetNote>;
    return { madeAt: madeAt ?? null, askedAt: askedAt ?? null, ...(firstAt ? { firstAt } : {}) };
  } catch {
    return null;
  }
}
