// What goes out as a file, and what comes in from one that was read elsewhere.
import * as A from "@automerge/automerge/slim";
import type { Block, DocumentId } from "@fogata/domain";
import { expect, test } from "vitest";
import { open, settled, written as start, type, world } from "../../test/support/world.ts";
import * as engine from "./engine.ts";
import { createFiles } from "./files.ts";

const paragraph = (text: string): Block => ({
  type: "paragraph",
  runs: [{ text, strong: false, em: false, link: null }],
});
const [agreement, amendment] = ["a".repeat(32), "b".repeat(32)] as [DocumentId, DocumentId];
const written = (id: DocumentId, words: string) =>
  A.load(engine.draftAgreement({ id, title: "Keys", blocks: [paragraph(words)] })) as object;

/** Keys was decided on; then a change to it was, which is a document of its own. */
async function changed(o: { text?: string } = {}) {
  const docs = new Map([
    [agreement, written(agreement, "Two hold each key.")],
    [amendment, written(amendment, "Three hold each key.")],
  ]);
  const { blocks, title, facts } = engine.kinds.agreement.parse(docs.get(amendment));
  const text = o.text ?? (await engine.hashOfWritten({ title, blocks, facts }));
  return createFiles({
    engine: engine as never,
    comesTo: () => ({ force: { doc: amendment, text } }) as never,
    load: async (id) => ({ ok: true, value: { handle: { doc: () => docs.get(id as DocumentId) } as never } }),
    begin: async () => ({ ok: false, reason: "device-full" }),
  });
}

test("D7 what goes out of an agreement in force is the text that was decided, in the document that holds it", async () => {
  const files = await changed();
  expect(await files.exportMarkdown(agreement)).toEqual({
    ok: true,
    value: { fileName: "Keys.md", text: "# Keys\n\nThree hold each key.\n" },
  });
  expect(await files.takeOut(agreement)).toMatchObject({
    ok: true,
    value: { fileName: "Keys", words: { blocks: [paragraph("Three hold each key.")] } },
  });
});

test("D7 a text behind whose decision somebody went on writing does not go out as if it had been decided", async () => {
  const files = await changed({ text: "c".repeat(64) });
  expect(await files.takeOut(agreement)).toEqual({ ok: false, reason: "missing" });
});

test("D7 words read elsewhere begin a draft: their own title counts, and a name given instead leaves it among the words", async () => {
  const { group } = await world();
  const words = { title: "Quiet hours", blocks: [paragraph("No drums.")] };
  const made = await group.importWords({ words, title: null });
  await settled();
  if (!made.ok) throw new Error(made.reason);
  expect(await group.exportMarkdown(made.value)).toMatchObject({ value: { text: "# Quiet hours\n\nNo drums.\n" } });
  const named = await group.importWords({ words, title: "Noise" });
  if (!named.ok) throw new Error(named.reason);
  expect(await group.takeOut(named.value)).toMatchObject({
    value: { fileName: "Noise", words: { blocks: [{ type: "heading", level: 1 }, paragraph("No drums.")] } },
  });
  const long = { title: "Long", blocks: [paragraph("x".repeat(engine.markdownLengthMax + 1))] };
  expect(await group.importWords({ words: long, title: null })).toEqual({ ok: false, reason: "too-long" });
});

test("D7 a change goes out under its own name, with the very text that it would change, or marked in Markdown", async () => {
  const { group } = await world();
  const id = await start(group, "Keys", "Two hold each key.");
  const o = { agreement: id, as: "amendment", name: "Three: keys", readers: { kind: "everyone" } } as const;
  const change = await group.madeFrom.begin(o);
  if (!change.ok) throw new Error(change.reason);
  await settled();
  const [page, of] = [open(group, change.value), open(group, id)];
  await settled();
  type(page, " A third is with Gwen.");
  type(of, " Somebody goes on writing here.");
  for (const one of [page, of]) one.leave();
  const blocks = (words: string) => [paragraph(words)];
  expect(await group.takeOut(change.value)).toMatchObject({
    value: {
      fileName: "Keys (Three keys)",
      words: { blocks: blocks("Two hold each key. A third is with Gwen.") },
      base: { blocks: blocks("Two hold each key.") },
    },
  });
  expect(await group.takeOut(id)).toMatchObject({ value: { fileName: "Keys", base: null } });
  expect(await group.exportMarkdown(change.value, { marked: true })).toEqual({
    ok: true,
    value: { fileName: "Keys (Three keys).md", text: "# Keys\n\nTwo hold each key.{++ A third is with Gwen.++}\n" },
  });
});
