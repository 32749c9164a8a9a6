// Starting again from this device's copies, and having done with a group: what the app has to add to what the device does,
// since only the app knows its notes and its lists of documents. Comes with the engine.
import { type KindName, kinds, registerId } from "@fogata/domain";
import type { GroupId, GroupView, Result, StartAgainFault } from "@fogata/sync";
import type { Accessor } from "solid-js";
import type { WorkspaceDeps } from "./deps.ts";
import type { Inside } from "./inside.ts";
import type { LastWords } from "./last-words.ts";
import type { Notes } from "./notes.ts";
import type { Register } from "./register.ts";
import { today } from "./today.ts";

export interface ExitDeps {
  deps: WorkspaceDeps;
  notes: Notes;
  lastWords: LastWords;
  id: string;
  view: Accessor<GroupView>;
  register: Register;
  inside: Inside;
}
type Names = { name: string; myName: string };

export async function startAgain(
  { deps, id }: ExitDeps,
  { name, myName }: Names,
): Promise<Result<GroupId, StartAgainFault>> {
  const device = await deps.device;
  const begun = await device.startAgain(id, { name, myName, relay: deps.relay });
  if (!begun.ok) return begun;
  const me = device.view().groups.find((one) => one.id === begun.value)?.me;
  await leaveBehind(deps, begun.value, me?.member ?? "");
  return begun;
}

/** Where working groups meet does not come along: here only name and mandate can be read. */
async function leaveBehind(deps: WorkspaceDeps, fresh: string, by: string): Promise<void> {
  const kind = kinds["working-groups"];
  const opened = await (await deps.device).openDocument(fresh, kind.single.id);
  if (!opened.ok) return;
  const { clock } = deps;
  const { groups, away } = kind.parse(opened.value.doc(), today(clock));
  opened.value.change(((draft: never) => {
    for (const group of [...groups, ...away]) {
      const act = { id: group.id as never, by, at: clock.now(), today: today(clock) };
      kind.changes.leaveBehind(draft, { group: group.id }, act);
    }
  }) as (draft: never) => void);
}

export async function takeOff(o: ExitDeps): Promise<Result<null, "device-full">> {
  const { id } = o;
  const device = await o.deps.device;
  const all = [id, ...o.view().circles.map((circle) => circle.id)];
  await Promise.all([o.register.open(), o.inside.open()]);
  const singles = (Object.keys(kinds) as KindName[]).flatMap((name) => {
    const kind = kinds[name];
    return "single" in kind ? [kind.single.id] : [];
  });
  const rows = [...o.register.documents(), ...o.inside.documents()];
  const docs = all.flatMap((circle) => [
    ...[registerId, ...singles].map((doc) => ({ circle, doc: doc as string })),
    ...rows.filter((row) => (row.circle ?? id) === circle).map((row) => ({ circle, doc: row.id })),
  ]);
  // Names of notes as they were kept before those of one circle were kept together (2026-11).
  const older = [
    ...["put-off", "drafts"].map((name) => `group/${id}/${name}`),
    ...rows.map((row) => `group/${id}/agreement/${row.id}`),
    ...all.map((circle) => `group/${circle}/register`),
    `sheet/${id}`,
  ];
  o.notes.drop(all);
  o.lastWords.erase(all);
  const done = await device.takeOff(id, { docs, notes: older });
  // What a page wrote there while it was being left.
  if (done.ok) o.lastWords.erase(all);
  return done;
}
