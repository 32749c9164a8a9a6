// Taking back, in one go, what I have said beside the group's words: in comments, as the why of suggestions, and as the
// reason of an answer I signed; in the group and in my working groups. It is written as taking back one by one is. Comes with
// the engine.
import {
  type Act,
  ageOf,
  askNoMore,
  commentsOf,
  documentIdFrom,
  kinds,
  type Reply,
  type SaidBy,
  type Suggestion,
  saying,
  suggestionsOf,
} from "@fogata/domain";
import type { DocumentHandle, GroupView, Result } from "@fogata/sync";
import type { ExitDeps } from "./exits.ts";
import { today } from "./today.ts";
import type { TakeBackFault } from "./types.ts";
import { whoseDevices } from "./whose-devices.ts";

const { withdrawWords, withdrawWhy } = kinds.agreement.changes;

/** What came of a part of it: whether something went, and whether something may stay. */
interface Came {
  done: boolean;
  stays: boolean;
}

export async function takeBackWords(o: ExitDeps): Promise<Result<"done" | "nothing", TakeBackFault>> {
  const { id, view } = o;
  if (view().here.kind !== "here") return { ok: false, reason: "not-here" };
  const circles = view().circles;
  const writable = new Set([id, ...circles.filter(({ mine }) => mine === "seated").map((circle) => circle.id)]);
  const beside = await takeBackBeside(o, writable);
  if (beside === "app-incomplete") return { ok: false, reason: beside };
  const reasons = await takeBackReasons(o, writable);
  const done = beside.done || reasons.done;
  // Whoever goes on to leave has said it before.
  if (done) await (await o.deps.device).flush();
  if (beside.stays || reasons.stays) return { ok: false, reason: "some-stays" };
  return { ok: true, value: done ? "done" : "nothing" };
}

/** In documents: comments, and with them whom I asked for there, and why I suggested other words. */
async function takeBackBeside(o: ExitDeps, writable: ReadonlySet<string>): Promise<Came | "app-incomplete"> {
  const { id, view, register, inside } = o;
  const device = await o.deps.device;
  const lists = [
    { circle: id, list: register },
    ...view().circles.map((one) => ({ circle: one.id, list: inside.of(one.id) })),
  ];
  const opened = await Promise.all(lists.map(({ list }) => list.open()));
  if (opened.includes("app-incomplete")) return "app-incomplete";
  const came: Came = { done: false, stays: opened.some((one) => one !== "open") };
  for (const { circle, list } of lists) {
    const gone: Reply[] = [];
    // Both stand beside agreements only, and beside what was made from them.
    for (const row of list.documents().filter(({ kind }) => kind === "agreement")) {
      const where = row.circle ?? circle;
      const found = await device.openDocument(where, row.id);
      const doc = found.ok ? found.value.doc() : null;
      const said = found.ok ? saidByMe(doc, view()) : { comments: [], whys: [] };
      const all = [...said.comments, ...said.whys];
      const changeable = writable.has(where) && ageOf(kinds.agreement, doc) !== "newer";
      if (!found.ok || !all.every(isProven) || (all.some(isProven) && !changeable)) came.stays = true;
      if (!found.ok || !changeable) continue;
      const comments = said.comments.filter(isProven);
      for (const one of comments) edit(found.value, (draft) => withdrawWords(draft, { id: one.id }, newAct(o)));
      for (const one of said.whys.filter(isProven))
        edit(found.value, (draft) => withdrawWhy(draft, { suggestion: one.id }, newAct(o)));
      came.done ||= all.some(isProven);
      gone.push(...comments);
    }
    const asking = gone.filter(({ mentions }) => mentions.length > 0);
    if (asking.length > 0)
      list.writeBeside((_, draft) => {
        for (const one of asking) askNoMore(draft, { words: one.id }, newAct(o));
      });
  }
  return came;
}

/** D48 In what I signed, whichever of my devices it was: the answers themselves stay. */
async function takeBackReasons({ deps, view, id }: ExitDeps, writable: ReadonlySet<string>): Promise<Came> {
  const device = await deps.device;
  const me = view().me.member;
  const came: Came = { done: false, stays: false };
  for (const circle of [id, ...view().circles.map((one) => one.id)]) {
    const { statements = [] } = (await device.spoken(circle, ["proposal", "decision"])) ?? {};
    for (const words of saying.takeBack(statements, { circle, me })) {
      const said = writable.has(circle) && (await device.say(circle, { ...words, time: deps.clock.now() })).ok;
      came[said ? "done" : "stays"] = true;
    }
  }
  return came;
}

/** Unproven where it was said on a device that never was in this group: from here it cannot be taken back. */
function isProven({ by }: { by: SaidBy }): boolean {
  return by.proven;
}
function saidByMe(doc: unknown, { people, gone, me }: GroupView): { comments: Reply[]; whys: Suggestion[] } {
  const members = whoseDevices(people, gone);
  const memberOf = (device: string) => members.get(device) ?? null;
  const comments = commentsOf(doc, memberOf).flatMap((one): Reply[] => [one, ...one.replies]);
  return {
    comments: comments.filter(({ by, words }) => by.member === me.member && words !== null),
    whys: suggestionsOf(doc, memberOf).filter(({ by, why }) => by.member === me.member && why),
  };
}

function edit(handle: DocumentHandle, write: (draft: object) => void): void {
  handle.change(write as (draft: never) => void);
}

function newAct({ deps: { clock, randomBytes }, view }: ExitDeps): Act {
  return { id: documentIdFrom(randomBytes(16)), by: view().me.member, at: clock.now(), today: today(clock) };
}
