// From bytes on this device to text: a real paper of 259,778 keystrokes, saved as Automerge and as Yjs keep it.
import * as A from "@automerge/automerge";
import * as Y from "yjs";
import { alternate, type Row, timed } from "../measure.ts";
import { readTrace } from "../traces.ts";

const keystrokesPerChange = 10;

export async function opening(): Promise<Row[]> {
  const trace = await readTrace("automerge-paper");
  if (!trace) return [];
  const { singly, coalesced, yjs } = replay(trace.edits);
  const contestants = [
    { name: "Yjs", open: () => void openYjs(yjs) },
    { name: "Automerge, a change per key", open: () => void A.load<{ text: string }>(singly).text },
    {
      name: `Automerge, ${keystrokesPerChange} keys a change`,
      open: () => void A.load<{ text: string }>(coalesced).text,
    },
  ];
  return alternate({
    group: `opening a history of ${trace.edits.length} keystrokes`,
    contestants,
    values: { ms: { what: "stored bytes to text", unit: "ms" } },
    run: async ({ open }) => ({ ms: await timed(open) }),
  });
}

function openYjs(update: Uint8Array): string {
  const doc = new Y.Doc();
  Y.applyUpdateV2(doc, update);
  return doc.getText("text").toString();
}

function replay(edits: readonly [position: number, deleted: number, inserted: string][]) {
  let singly = A.from({ text: "" });
  let coalesced = A.from({ text: "" });
  const yjs = new Y.Doc();
  const text = yjs.getText("text");
  for (let at = 0; at < edits.length; at += keystrokesPerChange) {
    const some = edits.slice(at, at + keystrokesPerChange);
    coalesced = A.change(coalesced, (draft) => {
      for (const [position, deleted, inserted] of some) A.splice(draft, ["text"], position, deleted, inserted);
    });
    for (const [position, deleted, inserted] of some) {
      singly = A.change(singly, (draft) => A.splice(draft, ["text"], position, deleted, inserted));
      if (deleted > 0) text.delete(position, deleted);
      if (inserted) text.insert(position, inserted);
    }
  }
  return { singly: A.save(singly), coalesced: A.save(coalesced), yjs: Y.encodeStateAsUpdateV2(yjs) };
}
