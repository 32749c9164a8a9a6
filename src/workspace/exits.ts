// Starting again from this device's copies, calling others along, and having done with a group: what the app has to add to
// what the device does, since only the app knows its notes and its lists of documents.
import type { KindName } from "@fogata/domain";
import type { GroupView } from "@fogata/sync";
import type { Accessor } from "solid-js";
import type { WorkspaceDeps } from "./deps.ts";
import type { Inside } from "./inside.ts";
import type { LastWords } from "./last-words.ts";
import type { Notes } from "./notes.ts";
import type { Register } from "./register.ts";
import { today } from "./today.ts";
import type { GroupWorkspace } from "./types.ts";

export type Exits = Pick<GroupWorkspace, "startAgain" | "callAlong" | "takeOff">;

export function makeExits(o: {
  deps: WorkspaceDeps;
  notes: Notes;
  lastWords: LastWords;
  id: string;
  view: Accessor<GroupView>;
  register: Register;
  inside: Inside;
}): Exits {
  const { deps, id } = o;
  const circles = () => [id, ...o.view().circles.map((circle) => circle.id)];

  /** Their circles stay behind, so here they are at an end: name and mandate can be read, and a new one be opened. */
  async function closeWorkingGroups(fresh: string, by: string): Promise<void> {
    const engine = await deps.engine();
    const single = engine.singleOf("working-groups")!;
    const opened = await (await deps.device).openDocument(fresh, single.id);
    if (!opened.ok) return;
    const { clock } = deps;
    const kind = engine.kinds["working-groups"];
    const { groups, away } = kind.parse(opened.value.doc(), today(clock));
    opened.value.change(((draft: never) => {
      for (const group of [...groups, ...away]) {
        const act = { id: group.id as never, by, at: clock.now(), today: today(clock) };
        kind.changes.leaveBehind(draft, { group: group.id }, act);
      }
    }) as (draft: never) => void);
  }

  return {
    async startAgain({ name, myName }) {
      const device = await deps.device;
      const begun = await device.startAgain(id, { name, myName, relay: deps.relay });
      if (!begun.ok) return begun;
      const me = device.view().groups.find((one) => one.id === begun.value)?.me;
      await closeWorkingGroups(begun.value, me?.member ?? "");
      return begun;
    },
    callAlong: async (whom) => (await deps.device).callAlong(id, whom),
    async takeOff() {
      const device = await deps.device;
      const all = circles();
      await Promise.all([o.register.open(), o.inside.open()]);
      const engine = await deps.engine();
      const singles = (Object.keys(engine.kinds) as KindName[]).flatMap((kind) => engine.singleOf(kind)?.id ?? []);
      const rows = [...o.register.documents(), ...o.inside.documents()];
      const docs = all.flatMap((circle) => [
        ...[engine.registerId, ...singles].map((doc) => ({ circle, doc: doc as string })),
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
    },
  };
}
