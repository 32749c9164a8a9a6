// From bytes on this device to text: a real paper of 259,778 keystrokes, saved as Automerge and as Yjs keep it, and as
// the app keeps it: words to read, sealed beside the sealed document.
import * as A from "@automerge/automerge/slim";
import { parseReadable } from "@fogata/domain";
import * as Y from "yjs";
import { alternate, type Row, timed } from "../measure.ts";
import { readTrace } from "../traces.ts";
import { newShelf, ref, type Shelf } from "./device.ts";

const keystrokesPerChange = 10;

export async function opening(): Promise<Row[]> {
  const trace = await readTrace("automerge-paper");
  if (!trace) return [];
  const { singly, coalesced, yjs } = replay(trace.edits);
  const shelf = await newShelf();
  const first = await shelf.documents();
  await first.create(ref, coalesced);
  await first.close();
  const blocks = trace.endContent.split("\n").map((text) => ({ type: "paragraph", runs: [{ text }] }));
  const value = new TextEncoder().encode(JSON.stringify({ title: "A paper", blocks }));
  await shelf.sealed.write([{ key: "note/paper", value }], "relaxed");
  const words = { letters: trace.endContent.replaceAll("\n", "").length };

  const contestants = [
    { name: "Yjs", open: async () => openYjs(yjs).length },
    { name: "Automerge, a change per key", open: async () => A.load<{ text: string }>(singly).text.length },
    {
      name: `Automerge, ${keystrokesPerChange} keys a change`,
      open: async () => A.load<{ text: string }>(coalesced).text.length,
    },
    { name: fogataReads, open: () => read(shelf) },
    { name: fogataWrites, open: () => write(shelf) },
  ];
  return alternate({
    group: `opening a history of ${trace.edits.length} keystrokes`,
    contestants,
    values: { ms: { what: "stored bytes to text", unit: "ms" } },
    async run({ open }) {
      let length = 0;
      const ms = await timed(async () => {
        length = await open();
      });
      if (length < words.letters) throw new Error(`only ${length} letters of ${words.letters}`);
      return { ms };
    },
    target: (_, median) => ({
      text: "words ≤ Yjs (later: writing ≤ 1/3 of a change per key)",
      reached: median(fogataReads) <= median("Yjs"),
    }),
  });
}

const fogataReads = "Fogata: words to read";
const fogataWrites = `Fogata: to write in, ${keystrokesPerChange} keys a change`;

async function read({ sealed }: Shelf): Promise<number> {
  const bytes = await sealed.get("note/paper");
  const readable = bytes && parseReadable(JSON.parse(new TextDecoder().decode(bytes)));
  return readable?.blocks.reduce((sum, { runs }) => sum + runs.reduce((all, { text }) => all + text.length, 0), 0) ?? 0;
}

async function write(shelf: Shelf): Promise<number> {
  const documents = await shelf.documents();
  const opened = await documents.open(ref);
  if (!opened.ok) throw new Error(opened.reason);
  const { length } = (opened.value.doc() as { text: string }).text;
  await documents.close();
  return length;
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
