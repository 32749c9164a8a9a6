// Files as LibreOffice makes them, and ours as it opens them. The samples were made by LibreOffice 7.4, of a page of HTML and
// of a change written by this app. Where it is installed, the night run (FOGATA_LONG) has it open and save our own files;
// elsewhere that one test stands in the list as skipped.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Block, writeMarkdown } from "@fogata/domain";
import { expect, test } from "vitest";
import { fromOffice, officeFile } from "./index.ts";
import { refusedAll } from "./testing/refused.ts";
import { base, facts, text } from "./testing/texts.ts";

function read(bytes: Uint8Array) {
  const done = fromOffice(bytes);
  if (!done.ok) throw new Error(done.reason);
  return done.value;
}
const sample = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, "samples", name)));

test.each(["libreoffice.docx", "libreoffice.odt"])(
  "D7 %s comes in by its words, lists, links and directions",
  (name) => {
    const { title, blocks, left } = read(sample(name));
    expect(title).toBe("House rules");
    expect(left).toEqual(["tables"]);
    expect(writeMarkdown(blocks)).toBe(
      [
        "We keep the **kitchen** and the *yard* ***together***. See [our page](https://example.org/rules?a=1&amp;b=2).",
        "## Cleaning",
        "1. Ask everybody.\n   - at the door\n   - by letter\n     1. twice\n2. Wait.",
        "Between.",
        "1. Anew.",
        "> Nobody is left behind.",
        "### اجتماعات",
        "نقرر معاً",
        "First line\\\nsecond line.",
        "Key | Amina",
        "Tin | Bob",
      ].join("\n\n"),
    );
  },
);

/** LibreOffice has no place for what a link says when it is pointed at. */
const withoutTips = (blocks: readonly Block[]) =>
  blocks.map((block) => ({
    ...block,
    runs: block.runs.map((run) => ({ ...run, link: run.link && { ...run.link, title: null } })),
  }));
const bare = ({ blocks, title }: { blocks: readonly Block[]; title: string | null }) => ({
  title,
  blocks: withoutTips(blocks),
});
const [was, is] = ["How we decide", "How we all decide"];

test("D7 a change that LibreOffice has saved again is read as if accepted, with its values and numbers", () => {
  const back = read(sample("libreoffice-changed.odt"));
  expect(bare(back)).toEqual(bare({ title: is, blocks: text }));
  expect(back.left).toEqual(["changes"]);
  expect(back.facts).toEqual(facts);
});

const top = { lines: ["A change to How we decide: Half an hour"], why: "Why:", change: "Half an hour" };
const libreOffice = process.env.FOGATA_LONG !== undefined && spawnSync("soffice", ["--version"]).status === 0;

test.skipIf(!libreOffice)(
  "D7 LibreOffice opens what goes out, text and change, and saves it without losing a word",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "fogata-office-"));
    try {
      for (const from of ["docx", "odt"] as const) {
        const plain = officeFile(from, { title: was, blocks: base, facts }, top).bytes;
        const change = { title: is, blocks: text, facts };
        const marked = officeFile(from, change, top, { title: was, blocks: base, facts }).bytes;
        for (const to of ["docx", "odt"] as const) {
          const saved = saveBy(folder, { plain, marked }, from, to);
          expect(bare(read(saved.plain)), `${from} → ${to}`).toEqual(bare({ title: was, blocks: base }));
          // In its Word documents LibreOffice puts the end that went of an OpenDocument's paragraph to the one before.
          if (from === "docx" && to === "docx")
            expect(bare(read(refusedAll(saved.marked))), `${from} → ${to}, refused`).toEqual(
              bare({ title: was, blocks: base }),
            );
          if (to === "odt")
            expect(bare(read(saved.marked)), `${from} → ${to}`).toEqual(bare({ title: is, blocks: text }));
        }
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  120_000,
);

function saveBy(
  folder: string,
  files: { plain: Uint8Array; marked: Uint8Array },
  from: "docx" | "odt",
  to: "docx" | "odt",
): { plain: Uint8Array; marked: Uint8Array } {
  const out = join(folder, `${from}-${to}`);
  mkdirSync(out);
  const names = Object.entries(files).map(([name, bytes]) => {
    const path = join(folder, `${name}.${from}`);
    writeFileSync(path, bytes);
    return path;
  });
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile"))}`;
  const done = spawnSync("soffice", [profile, "--headless", "--convert-to", to, "--outdir", out, ...names], {
    encoding: "utf8",
  });
  if (done.status !== 0) throw new Error(done.stderr);
  const saved = (name: string) => new Uint8Array(readFileSync(join(out, `${name}.${to}`)));
  return { plain: saved("plain"), marked: saved("marked") };
}
