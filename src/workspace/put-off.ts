// What I left for another time, so that Home does not ask again. Kept on this device, told to nobody.
import type { GroupId } from "@fogata/sync";
import { type Accessor, createSignal } from "solid-js";
import type { Notes } from "./notes.ts";

/** The oldest are forgotten first: at worst something is asked once more. */
export const putOffMax = 100;

export interface PutOff {
  ids: Accessor<ReadonlySet<string>>;
  add(id: string): void;
}

export function createPutOff(o: { notes: Notes; group: GroupId }): PutOff {
  const [ids, setIds] = createSignal<ReadonlySet<string>>(new Set());
  const noteName = `group/${o.group}/put-off`;
  void o.notes.read(noteName).then(
    // What was put off while the note was being read is the later.
    (note) => setIds((now) => latest([...idsOf(note), ...now])),
    () => {},
  );
  return {
    ids,
    add(id) {
      setIds((now) => latest([...now, id]));
      o.notes.write(noteName, () => [...ids()]);
    },
  };
}

function latest(ids: string[]): Set<string> {
  return new Set([...new Set(ids)].slice(-putOffMax));
}
function idsOf(note: unknown): string[] {
  return Array.isArray(note) ? note.filter((id) => typeof id === "string") : [];
}
