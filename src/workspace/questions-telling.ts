// B6 What a working group decides is told in the group: by whoever closed it, at once; or by any device with a place there
// that sees after a while that nobody has. Only of working groups that the group knows: who else reads something together
// is nobody's business.
import { type DecisionView, type Facts, isTold, type ToldDecision, tell } from "@fogata/domain";
import type { GroupId } from "@fogata/sync";
import type { WorkspaceDeps } from "./deps.ts";
import { workingGroupsOf } from "./reading.ts";

/** So long whoever closed it has for telling it before others do. */
export const tellAfterMs = 10 * 60 * 1000;

export interface TellingDeps {
  deps: WorkspaceDeps;
  group: GroupId;
  /** This very device. */
  me: string;
  views: readonly DecisionView[];
  told: readonly ToldDecision[];
  facts: ReadonlyMap<string, Pick<Facts, "statements">>;
}

/** When there will be something to tell if nobody has told it by then; null: never. */
export async function tellOf({ deps, group, me, views, told, facts }: TellingDeps): Promise<number | null> {
  const untold = views.filter((one) => one.circle !== group && one.decided && !isTold(one, told));
  if (untold.length === 0) return null;
  const places = await workingGroupsOf({ deps, engine: await deps.engine(), group });
  const known = new Set([...places.values()].map(({ circle }) => circle as string));
  const now = deps.clock.now();
  let next: number | null = null;
  for (const view of untold) {
    const words = known.has(view.circle) ? tell(view) : null;
    if (words === null) continue;
    const { closing, since } = view.decided!;
    const isMine = facts.get(view.circle)?.statements.some(({ hash, device }) => hash === closing && device === me);
    const from = isMine ? since : since + tellAfterMs;
    if (now < from) next = Math.min(next ?? from, from);
    // What this device cannot say now, full or without a part in the group, it tries when something is new.
    else await (await deps.device).say(group, { ...words, time: now });
  }
  return next;
}
