// Whether somebody who asks to be let into a group that was started again is who they were in the old one. Pure.
import type { Membership } from "@fogata/keys";
import type { AskerRecord, Carried } from "./group-record.ts";
import { shownName } from "./names.ts";
import type { Came } from "./starting-again-along.ts";

/**
 * S77 Called with this very invitation, by the name they have there, and with a word of a device of theirs there, signed and
 * sealed, that names the device which asks here. Anything else is for four words.
 */
export function knownTo({ carried, old, came }: { carried: Carried; old: Membership; came: readonly Came[] }) {
  return (asker: Pick<AskerRecord, "key" | "deviceId" | "name" | "consent">): boolean => {
    const called = new Set((carried.called ?? []).filter(({ key }) => key === asker.key).flatMap((one) => one.members));
    const said = came.filter(({ invitation, device }) => invitation === asker.key && device === asker.deviceId);
    // Two who claim one device are for a person to look at.
    const [only] = new Set(said.map(({ member }) => member)).size === 1 ? said : [];
    const theirs = only && called.has(only.member) ? old.members.get(only.member) : undefined;
    return theirs !== undefined && shownName(theirs.name) === shownName(asker.name);
  };
}
