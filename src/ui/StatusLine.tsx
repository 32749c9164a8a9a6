// Where my words are, quietly: a shape and a sentence. The one element with role `status` on a page.
import type { SyncStatus } from "@fogata/sync";
import { createMemo } from "solid-js";
import { text } from "../text/index.ts";

export function StatusLine(props: { status: SyncStatus }) {
  // Saved and shared take turns at every pause in writing: that is there to read, but nobody wants it read out. What
  // keeps words from being shared is said aloud, and so is its end.
  const speaks = createMemo<{ trouble: boolean; aloud: boolean }>(
    (before) => {
      const trouble = props.status.kind === "offline" || props.status.kind === "not-shared";
      return { trouble, aloud: trouble || before.trouble };
    },
    { trouble: false, aloud: false },
  );
  return (
    <p class="status" role="status" aria-live={speaks().aloud ? "polite" : "off"} data-state={props.status.kind}>
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
