// Whose an agreement is: the whole group's, or one of a working group's own papers.
import type { DocumentId } from "@fogata/domain";
import type { Accessor } from "solid-js";
import type { GroupWorkspace } from "../../workspace/types.ts";

export interface WorkingGroupOf {
  /** Of its page. */
  id: DocumentId;
  name: string;
}

/** Null for the whole group's, and while its name is not here. Call it inside a component. */
export function createWhose(group: GroupWorkspace, agreement: string): Accessor<WorkingGroupOf | null> {
  const working = group.openDocument("working-groups");
  return () => {
    if (group.agreements().some(({ id }) => id === agreement)) return null;
    const listed = group.circles
      .all()
      .find(({ id }) => group.circles.documents(id, "agreement").some((row) => row.id === agreement));
    if (!listed) return null;
    const all = [...(working.view()?.groups ?? []), ...(working.view()?.away ?? [])];
    const one = all.find(({ circle }) => circle === listed.id);
    return one ? { id: one.id as DocumentId, name: one.name } : null;
  };
}
