// The lists of documents of the circles inside a group: each circle has one of its own, which its own keys open, so that
// not even a title is seen by those who have no place there.
import type { GroupView } from "@fogata/sync";
import { type Accessor, createEffect, createMemo, untrack } from "solid-js";
import type { WorkspaceDeps } from "./deps.ts";
import type { Notes } from "./notes.ts";
import { createRegister, type Register } from "./register.ts";
import type { DocumentRow } from "./types.ts";

export interface Inside {
  /** Every document of every circle in which I have, or had, a seat; each says where it lives. */
  documents: Accessor<readonly DocumentRow[]>;
  /** The list of one circle. */
  of(circle: string): Register;
  /** Every list there is, as far as it can be read. */
  open(): Promise<void>;
  close(): void;
}

export function createInside(o: { deps: WorkspaceDeps; notes: Notes; view: Accessor<GroupView> }): Inside {
  const registers = new Map<string, Register>();
  const ids = createMemo(() => o.view().circles.map(({ id }) => id), [], { equals: (a, b) => a.join() === b.join() });
  function of(circle: string): Register {
    const known = registers.get(circle);
    if (known) return known;
    const register = createRegister({ deps: o.deps, notes: o.notes, group: circle });
    registers.set(circle, register);
    return register;
  }
  // What is listed there has to be known before one of its documents is asked for by its address.
  createEffect(() => {
    for (const id of ids()) void untrack(() => of(id)).open();
  });
  const documents = createMemo(() =>
    ids().flatMap((circle) =>
      untrack(() => of(circle))
        .documents()
        .map((row) => ({ ...row, circle })),
    ),
  );
  return {
    documents,
    of,
    async open() {
      await Promise.all(untrack(ids).map((circle) => of(circle).open()));
    },
    close() {
      for (const register of registers.values()) register.close();
    },
  };
}
