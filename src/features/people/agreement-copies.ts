// The words of agreements as they travel under a link: Markdown, which every device of the group writes the same way.
import type { AgreementCopy } from "@fogata/sync";
import type { AgreementRow, GroupWorkspace } from "../../workspace/types.ts";

/** `missing`: titles of what this device cannot read. One after the other: a hundred at once would hold up the page. */
export async function copiesOf(
  group: Pick<GroupWorkspace, "exportMarkdown">,
  rows: readonly AgreementRow[],
): Promise<{ copies: AgreementCopy[]; missing: string[] }> {
  const copies: AgreementCopy[] = [];
  const missing: string[] = [];
  for (const { id, title } of rows) {
    const made = await group.exportMarkdown(id);
    if (made.ok) copies.push({ doc: id, title, text: withoutTitle(made.value.text) });
    else missing.push(title);
  }
  return { copies, missing };
}

/** The title is its first line, and stands above it already. */
function withoutTitle(markdown: string): string {
  return markdown.slice(markdown.indexOf("\n") + 1).trimStart();
}
