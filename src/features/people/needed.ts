// How many full members have to sign about somebody: one more may be asked where that person is not yet one of them.
import type { MemberId } from "@fogata/sync";
import type { GroupWorkspace } from "../../workspace/types.ts";

export function signaturesNeeded(group: GroupWorkspace, member: MemberId): number {
  const { removalNeeds, removalNeedsOfJoiner } = group.standing();
  const isFull = group.people().find((one) => one.member === member)?.full !== false;
  return isFull ? removalNeeds : removalNeedsOfJoiner;
}
