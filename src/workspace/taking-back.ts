// Taking back, in one go, what I have said in comments: in every text of the group and of my working groups, and with it
// whom I asked for there. It is written as taking back one by one is. Comes with the engine.
import { type Act, ageOf, askNoMore, commentsOf, documentIdFrom, kinds, type Reply } from "@fogata/domain";
import type { DocumentHandle, GroupView, Result } from "@fogata/sync";
import type { ExitDeps } from "./exits.ts";
import { today } from "./today.ts";
import type { TakeBackFault } from "./types.ts";

const { withdrawWords } = kinds.agreement.changes;

export async function takeBackWords(o: ExitDeps): Promise<Result<"done" | "nothing", TakeBackFault>> {
  const { id, view, register, inside } = o;
  if (view().here.kind !== "here") return { ok: false, reason: "not-here" };
  const device = await o.deps.device;
  const circles = view().circles;
  const writable = new Set([id, ...circles.filter(({ mine }) => mine === "seated").map((circle) => circle.id)]);
  const lists = [
    { circle: id, list: register },
    ...circles.map((one) => ({ circle: one.id, list: inside.of(one.id) })),
  ];
  const opened = await Promise.all(lists.map(({ list }) => list.open()));
  if (opened.includes("app-incomplete")) return { ok: false, reason: "app-incomplete" };
  let done = false;
  let stays = opened.some((one) => one !== "open");
  for (const { circle, list } of lists) {
    const gone: Reply[] = [];
    // Comments stand beside agreements only, and beside what was made from them.
    for (const row of list.documents().filter(({ kind }) => kind === "agreement")) {
      const where = row.circle ?? circle;
      const found = await device.openDocument(where, row.id);
      const doc = found.ok ? found.value.doc() : null;
      const said = found.ok ? saidByMe(doc, view()) : [];
      const mine = said.filter(({ by }) => by.proven);
      const changeable = writable.has(where) && ageOf(kinds.agreement, doc) !== "newer";
      if (!found.ok || mine.length < said.length || (mine.length > 0 && !changeable)) stays = true;
      if (!found.ok || !changeable) continue;
      for (const one of mine) edit(found.value, (draft) => withdrawWords(draft, { id: one.id }, newAct(o)));
      gone.push(...mine);
    }
    done ||= gone.length > 0;
    const asking = gone.filter(({ mentions }) => mentions.length > 0);
    if (asking.length > 0)
      list.writeBeside((_, draft) => {
        for (const one of asking) askNoMore(draft, { words: one.id }, newAct(o));
      });
  }
  // Whoever goes on to leave has said it before.
  if (done) await device.flush();
  if (stays) return { ok: false, reason: "some-stays" };
  return { ok: true, value: done ? "done" : "nothing" };
}

/** Unproven where it was said on a device that is no longer in the group: from here it cannot be taken back. */
function saidByMe(doc: unknown, { people, me }: GroupView): Reply[] {
  const members = new Map(people.flatMap((one) => one.devices.map(({ id }) => [id, one.member] as const)));
  const comments = commentsOf(doc, (device) => members.get(device) ?? null);
  return comments
    .flatMap((one): Reply[] => [one, ...one.replies])
    .filter(({ by, words }) => by.member === me.member && words !== null);
}

function edit(handle: DocumentHandle, write: (draft: object) => void): void {
  handle.change(write as (draft: never) => void);
}

function newAct({ deps: { clock, randomBytes }, view }: ExitDeps): Act {
  return { id: documentIdFrom(randomBytes(16)), by: view().me.member, at: clock.now(), today: today(clock) };
}
