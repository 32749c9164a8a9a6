// The text of an agreement that counts now: what is in force, or the draft as it is.
import { createMemo } from "solid-js";
import type { ExactPoint } from "../../../workspace/made-from.types.ts";
import type { GroupWorkspace } from "../../../workspace/types.ts";
import type { Comparable } from "../reading/Comparison.tsx";

export function createPointNow(group: GroupWorkspace, agreement: () => string) {
  return createMemo(
    (): ExactPoint => {
      const { force } = group.madeFrom.comesTo(agreement());
      return force ? { document: force.doc, hash: force.text } : { document: agreement(), now: true };
    },
    undefined,
    { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
}

/** Whether two texts say the same, word for word and mark for mark. */
export function sameText(a: Comparable, b: Comparable): boolean {
  return textOf(a) === textOf(b);
}
function textOf({ title, blocks, facts: { summary, decides } }: Comparable): string {
  return JSON.stringify([title, summary, decides, blocks]);
}
