// Tracked changes as OpenDocument tells them: what went lies on top of the text, with a mark where it stood; what came stands
// between two marks. A paragraph comes or goes together with its end, so its mark is where the next one begins.
import type { OutBlock } from "./tracked.ts";
import { escaped } from "./xml.ts";

export interface OdtChanges {
  /** Words within a paragraph. */
  inserted(said: string): string;
  /** `whole`: as paragraphs; the first and the last of them join what is around. */
  deleted(whole: string): string;
  /** The paragraphs that stand, with the marks at their beginning and at their end. */
  place(blocks: readonly OutBlock[], whole: (block: OutBlock) => string): Placed[];
  /** What stands on top of the text; ask last. */
  told(): string;
}
interface Placed {
  block: OutBlock;
  before: string;
  after: string;
}

/** The format wants each change somebody's and of some time: it is the change's own, and nobody is named. */
export function createChanges(name: string): OdtChanges {
  const regions: string[] = [];
  const info = `<office:change-info><dc:creator>${escaped(name)}</dc:creator><dc:date>1970-01-01T00:00:00</dc:date></office:change-info>`;
  const nothing = "<text:p/>";
  function region(kind: "insertion" | "deletion", whole: string): string {
    const id = `c${regions.length + 1}`;
    regions.push(
      `<text:changed-region xml:id="${id}" text:id="${id}"><text:${kind}>${info}${whole}</text:${kind}></text:changed-region>`,
    );
    return id;
  }
  const starts = (id: string) => `<text:change-start text:change-id="${id}"/>`;
  const ends = (id: string) => `<text:change-end text:change-id="${id}"/>`;
  const deleted = (whole: string) => `<text:change text:change-id="${region("deletion", whole)}"/>`;

  return {
    inserted(said) {
      const id = region("insertion", "");
      return starts(id) + said + ends(id);
    },
    deleted,
    place(blocks, whole) {
      const placed: Placed[] = [];
      let gone = "";
      let open: { id: string; from: number } | null = null;
      for (const block of blocks) {
        if (block.track === "deleted") {
          gone += whole(block);
          continue;
        }
        let before = "";
        if (open && (block.track !== "inserted" || gone !== "")) {
          before += ends(open.id);
          open = null;
        }
        const last = placed.at(-1);
        if (gone !== "" && last) last.after += deleted(nothing + gone);
        else if (gone !== "") before += deleted(gone + nothing);
        gone = "";
        if (block.track === "inserted" && open === null) {
          open = { id: region("insertion", ""), from: placed.length };
          before += starts(open.id);
        }
        placed.push({ block, before, after: "" });
      }
      atTheEnd(placed, open, gone);
      return placed;
    },
    told: () =>
      regions.length === 0
        ? ""
        : `<text:tracked-changes text:track-changes="false">${regions.join("")}</text:tracked-changes>`,
  };

  /** Behind the last paragraph there is none to begin with a mark: there it is the end before that comes or goes. */
  function atTheEnd(placed: Placed[], open: { id: string; from: number } | null, gone: string): void {
    if (placed.length === 0 && gone !== "")
      placed.push({ block: { type: "paragraph", runs: [] }, before: "", after: "" });
    const last = placed.at(-1);
    if (last === undefined) return;
    if (open) {
      const [before, first] = [placed[open.from - 1], placed[open.from]!];
      if (before) {
        first.before = first.before.replace(starts(open.id), "");
        before.after += starts(open.id);
      }
      last.after += ends(open.id);
    }
    if (gone !== "") last.after += deleted(nothing + gone);
  }
}
