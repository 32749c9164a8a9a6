// The page of an agreement whose changes are made to a real document, by whichever member is said to make them.
import * as A from "@automerge/automerge/slim";
import { agreement, type ChangesOf, type DocumentId, draftAgreement } from "@fogata/domain";
// What the app fetches late, so that no test waits while it is compiled.
import "../../src/inner.ts";
import "../../src/features/agreement/comments/Comments.tsx";
import "../../src/features/agreement/editor/AgreementEditor.tsx";
import "../../src/features/agreement/suggestions/Suggestions.tsx";
import { Handle } from "../../src/features/agreement/editor/testing/people.ts";
import { openApp } from "./app.tsx";
import { emptyPicture, type GroupPicture, groupOf } from "./workspace-double.ts";

const id = "00112233445566778899aabbccddeeff" as DocumentId;
const plain = { strong: false, em: false, link: null };
let made = 0;

/** Gwen's page; the device that writes is hers. `said`: so many comments are there before it opens. */
export function openAgreementPage(o: { paragraphs?: string[]; group?: Partial<GroupPicture>; said?: number } = {}) {
  const group = groupOf(["Gwen", "Hassan"], {});
  const device = "a1".repeat(16);
  const people = group.people.map((one, n) =>
    n === 0 ? { ...one, devices: one.devices.map((held) => ({ ...held, id: device })) } : one,
  );
  const gwen = people[0]!;
  const blocks = (o.paragraphs ?? ["We meet on Mondays.", "Bring a cup."]).map((text) => ({
    type: "paragraph" as const,
    runs: [{ text, ...plain }],
  }));
  const doc = A.load<{ text: string }>(draftAgreement({ id, title: "Meetings", blocks }), {
    actor: `${device}${(++made).toString(16).padStart(16, "0")}`,
  });
  const handle = new Handle(doc);
  const change = (verb: keyof ChangesOf<"agreement">, what: unknown, by: string = gwen.member) => {
    const act = { id: (++made).toString(16).padStart(32, "0"), by, at: Date.now() + made, today: "2026-11-20" };
    let refused: string | null = null;
    handle.change((draft: never) => {
      refused = (agreement.changes[verb] as (...all: unknown[]) => string | null)(draft, what, act);
    });
    return refused === null ? { ok: true, value: act.id } : { ok: false, reason: refused };
  };
  for (let n = 0; n < (o.said ?? 0); n++) change("comment", { words: `Word ${n}`, quote: "", anchor: null });
  const workspace = openApp(
    "/g/c0ffee/agreements/a1",
    {
      ...emptyPicture(),
      groups: [
        {
          ...group,
          people,
          agreements: [{ id: "a1", title: "Meetings", at: 1 }],
          live: { handle, path: ["text"], presence: { publish: () => {}, others: () => [] } },
          ...o.group,
        },
      ],
    },
    { change: change as never },
  );
  /** Somebody writes in the text meanwhile. */
  const write = (quote: string, words: string) =>
    handle.change((draft: never) => {
      const text = String((draft as { text: string }).text);
      A.splice(draft, ["text"], text.indexOf(quote), quote.length, words);
    });
  return { handle, change, write, workspace };
}
