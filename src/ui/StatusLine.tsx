// Where my words are, quietly: a shape and a sentence. The one element with role `status` on a page.
import type { SyncStatus } from "@fogata/sync";
import { text } from "../text/index.ts";

export function StatusLine(props: { status: SyncStatus }) {
  return (
    <p class="status" role="status" data-state={props.status.kind}>
      {statusInWords(props.status)}
    </p>
  );
}

export function statusInWords(status: SyncStatus): string {
  switch (status.kind) {
    case "saved":
      return text.status.saved;
    case "shared":
      return text.status.shared;
    case "offline":
      return text.status.offline;
    case "not-shared":
      return text.status.notShared(text.status.why[status.reason]);
  }
}
