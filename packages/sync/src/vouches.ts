// S80 "I had accepted what this device wrote up to n before I learned that it belongs no more": a statement, so that all
// who remain hold the same words. It gives no power: whoever vouches could have written them.
import type { DeviceId, Statement } from "@fogata/keys";
import { noDoc } from "./sealer.ts";

export interface Vouch {
  by: DeviceId;
  device: DeviceId;
  n: number;
}
type Said = Pick<Statement, "doc" | "what" | "details" | "text" | "time">;

export function vouchFor(o: { device: DeviceId; n: number; time: number }): Said {
  const { device, n, time } = o;
  return { doc: noDoc, what: "vouch", text: "0".repeat(64), details: { device, n }, time };
}

/** Null for any other statement. */
export function readVouch({ what, details }: Said): Omit<Vouch, "by"> | null {
  const { device, n } = details;
  if (what !== "vouch" || typeof device !== "string" || !/^[0-9a-f]{32}$/.test(device)) return null;
  return Number.isSafeInteger(n) && (n as number) > 0 ? { device: device as DeviceId, n: n as number } : null;
}
