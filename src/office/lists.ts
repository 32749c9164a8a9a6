// Which list each item belongs to, where a format wants lists named: neighbours at one depth are one list, a reason
// between them does not end it, anything else does. The same rule as in Markdown.
import type { OutBlock } from "./tracked.ts";

export interface NumberedLists {
  /** Counted from 1, as they come; null for what is no item. */
  of(block: OutBlock): { list: number; indent: number } | null;
  all(): readonly { ordered: boolean; indent: number }[];
}

export function numberedLists(): NumberedLists {
  const all: { ordered: boolean; indent: number }[] = [];
  /** By depth; some depths can be left out. */
  let open: (number | undefined)[] = [];
  return {
    all: () => all,
    of(block) {
      if (!("indent" in block)) {
        if (block.type !== "why") open = [];
        return null;
      }
      const { indent } = block;
      const ordered = block.type === "ordered-list-item";
      open.length = Math.min(open.length, indent + 1);
      const here = open[indent];
      if (here !== undefined && all[here - 1]!.ordered === ordered) return { list: here, indent };
      open[indent] = all.push({ ordered, indent });
      return { list: open[indent], indent };
    },
  };
}
