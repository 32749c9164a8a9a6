// On the leading tab: starting again from this device's copies, calling others along and letting them in, and taking a
// group off. What each comes to is in the files beside it; here they meet the groups there are.
import { type MemberId, parseInvitation } from "@fogata/keys";
import type { CallFault, StartAgainFault } from "./belonging.types.ts";
import type { EngineDeps } from "./engine.ts";
import type { Foundings } from "./founding.ts";
import type { Group } from "./group.ts";
import { type GroupRecord, groupWrite } from "./group-record.ts";
import type { Joinings } from "./joining.ts";
import { cleanName } from "./names.ts";
import type { Result } from "./ports.ts";
import { toHex } from "./record.ts";
import type { Sheets } from "./recovery-sheets.ts";
import { startAgain } from "./starting-again.ts";
import { knownTo } from "./starting-again-known.ts";
import { finishTakingOff, markTakenOff, type TakenOff } from "./taking-off.ts";

export type ExitCommand =
  | { type: "startAgain"; group: string; name: string; myName: string; relay: string }
  | { type: "callAlong"; group: string; into: string; to: readonly string[] | null }
  | ({ type: "takeOff" } & TakenOff);

/** An invitation that goes with a call is good for this long. */
const calledHours = 14 * 24;

export interface Exits {
  perform(command: ExitCommand, id: string): Promise<unknown>;
  /** Something changed: whoever was called and is known is let in. */
  look(): Promise<void>;
  /** Documents copied so far into a group that is being started again. */
  copying(): { done: number; of: number } | undefined;
}

export function createExits(o: {
  deps: EngineDeps;
  groups: Map<string, Group>;
  joinings: Pick<Joinings, "views" | "forget">;
  sheets: Pick<Sheets, "forget">;
  foundings: Pick<Foundings, "forget">;
  open(record: GroupRecord): Promise<void>;
  changed(): void;
  /** Paints now: nobody may see a group any more that is being taken off. */
  show(): void;
}): Exits {
  const { deps, groups } = o;
  let copying: { done: number; of: number } | undefined;

  async function again(
    wish: { group: string; name: string; myName: string; relay: string },
    command: string,
  ): Promise<Result<string, StartAgainFault>> {
    const [name, myName] = [cleanName(wish.name), cleanName(wish.myName)];
    const old = groups.get(wish.group);
    if (name === null || myName === null) return { ok: false, reason: "bad-name" };
    for (const { record } of groups.values()) if (record.command === command) return { ok: true, value: record.circle };
    if (!old) return { ok: false, reason: "gone" };
    const onStep = (done: number, of: number) => {
      copying = { done, of };
      o.changed();
    };
    const begun = await startAgain(deps, old, { name, myName, relay: wish.relay, command, onStep });
    copying = undefined;
    if (begun.ok) await o.open(begun.value);
    o.changed();
    return begun.ok ? { ok: true, value: begun.value.circle } : begun;
  }

  async function call(
    wish: { group: string; into: string; to: readonly string[] | null },
    command: string,
  ): Promise<Result<null, CallFault>> {
    const [old, into] = [groups.get(wish.group), groups.get(wish.into)];
    if (!old || !into || old.view().here.kind !== "here") return { ok: false, reason: "gone" };
    let links = 0;
    return old.along.call(wish.to, async (to) => {
      const made = await into.invite({ uses: to.length, hours: calledHours }, `${command}/${links++}`);
      if (!made.ok) {
        const { reason } = made;
        return { ok: false, reason: reason === "no-relay" || reason === "device-full" ? reason : "gone" };
      }
      const link = into.view().invitations.find(({ id }) => id === made.value.id)?.link;
      return link && (await remember(into, link, to)) ? { ok: true, value: link } : { ok: false, reason: "gone" };
    });
  }
  /** Who was called with which invitation. */
  async function remember(into: Group, link: string, members: readonly MemberId[]): Promise<boolean> {
    const read = await parseInvitation(link);
    const { carried } = into.record;
    if (!read.ok || !carried) return false;
    const called = [...(carried.called ?? []), { key: toHex(read.value.key), members: [...members] }];
    into.record.carried = { ...carried, called };
    return (await deps.storage.write([groupWrite(into.record)], "strict")).ok;
  }

  /** S76 */
  async function takeOff(what: TakenOff): Promise<Result<null, "device-full">> {
    if (!(await markTakenOff(deps, what))) return { ok: false, reason: "device-full" };
    const group = groups.get(what.group);
    groups.delete(what.group);
    for (const { id, group: of } of o.joinings.views()) if (of === what.group) await o.joinings.forget(id);
    o.sheets.forget(what.group);
    await o.foundings.forget(what.group);
    o.show();
    await group?.stop();
    await finishTakingOff(deps);
    return { ok: true, value: null };
  }

  return {
    async perform(command, id) {
      if (command.type === "startAgain") return again(command, id);
      return command.type === "callAlong" ? call(command, id) : takeOff(command);
    },
    copying: () => copying,
    async look() {
      // S77 Called along by me, their device in the old group says which one asks here: there is nobody in between.
      for (const { record, admitting } of groups.values()) {
        const old = record.carried && groups.get(record.carried.from);
        if (!old?.isRead() || !record.carried?.called) continue;
        const knows = knownTo({ carried: record.carried, old: old.client.membership(), came: old.along.came() });
        for (const asker of admitting.waiting()) if (knows(asker)) await admitting.admit(asker.id);
      }
    },
  };
}
