// Which keys the next epoch carries forward. Pure, and asked by whoever makes one and by whoever judges it.
import { parentEpochsMax } from "./operation-codec.ts";
import type { Kid } from "./types.ts";

/**
 * All leaves, but as many as fit into one operation. One member can make any number beside each other: the rest stay
 * leaves, and are carried forward by the epochs that come after.
 */
export function leavesToFollow(leaves: readonly Kid[]): Kid[] {
  return leaves.toSorted().slice(0, parentEpochsMax);
}
