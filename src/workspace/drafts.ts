// Where I was writing: the few agreements last written in on this device. Kept here, told to nobody.
import type { Clock, GroupId } from "@fogata/sync";
import { type Accessor, createMemo, createSignal } from "solid-js";
import type { Notes } from "./notes.ts";
import type { AgreementRow, DraftRow } from "./types.ts";

export const draftsMax = 3;
/** A draft's time need not be finer than this; each keystroke must not write a note. */
export const draftGrainMs = 60_000;

export interface Drafts {
  rows: Accessor<readonly DraftRow[]>;
  /** I have just written in it. */
  wrote(id: string): void;
  forget(id: string): void;
}

export function createDrafts(o: {
  notes: Notes;
  clock: Clock;
  group: GroupId;
  agreements: Accessor<readonly AgreementRow[]>;
}): Drafts {
  const [left, setLeft] = createSignal<readonly Left[]>([]);
  const noteName = `group/${o.group}/drafts`;
  void o.notes.read(noteName).then(
    // What was written while the note was being read is later than anything in it.
    (note) => setLeft((now) => merge(now, leftOf(note))),
    () => {},
  );
  function keep(next: readonly Left[]): void {
    setLeft(next);
    o.notes.write(noteName, left);
  }
  const rows = createMemo(() =>
    left().flatMap(({ id, at }): DraftRow[] => {
      const row = o.agreements().find((agreement) => agreement.id === id);
      return row ? [{ id, title: row.title, at }] : [];
    }),
  );
  return {
    rows,
    wrote(id) {
      const at = o.clock.now();
      const [latest] = left();
      if (latest?.id === id && at - latest.at < draftGrainMs) return;
      keep(merge([{ id, at }], left()));
    },
    forget: (id) => keep(left().filter((draft) => draft.id !== id)),
  };
}

interface Left {
  id: string;
  at: number;
}

function merge(newer: readonly Left[], older: readonly Left[]): Left[] {
  const rest = older.filter(({ id }) => !newer.some((draft) => draft.id === id));
  return [...newer, ...rest].slice(0, draftsMax);
}

function leftOf(note: unknown): Left[] {
  const all = Array.isArray(note) ? (note as Partial<Left>[]) : [];
  return all.flatMap((left) =>
    typeof left?.id === "string" && typeof left.at === "number" ? [{ id: left.id, at: left.at }] : [],
  );
}
