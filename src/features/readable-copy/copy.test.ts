// The readable copy: whole, escaped, for any file system, and without a word about who is in the group.
import { agreementToMarkdown, type Block, readMarkdown } from "@fogata/domain";
import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { copyWords } from "../../text/en-copy.ts";
import type { CopyStep } from "../../workspace/types.ts";
import { startZip } from "../../zip.ts";
import { fileNameOf, makeCopy } from "./copy.ts";
import { blocksToHtml } from "./html.ts";

const now = new Date(2026, 10, 20, 19).getTime();
const step = (at: number, title: string, markdown: string, of = 3): CopyStep => {
  const text = { title, blocks: readMarkdown(markdown) };
  return {
    at,
    of,
    kind: "agreement",
    id: String(at),
    title,
    within: null,
    text: { ...text, markdown: agreementToMarkdown(text) },
  };
};
async function* from(...steps: CopyStep[]) {
  yield* steps;
}
async function copyOf(steps: AsyncGenerator<CopyStep, void>, o: { stopped?(): boolean; pause?(): Promise<void> } = {}) {
  const blob = await makeCopy({
    of: {
      group: "Canal Side Tenants",
      language: "en-GB",
      direction: "ltr",
      kinds: new Map([["agreement", "Agreements"]]),
      words: copyWords.words(now),
    },
    steps,
    zip: startZip(new Date(now)),
    stopped: o.stopped ?? (() => false),
    pause: o.pause ?? (async () => {}),
    onProgress: () => {},
  });
  if (blob === null) return null;
  const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

test("G7 each text is there as a page and as Markdown, and the index leads to both", async () => {
  const files = await copyOf(from(step(1, "How we decide?", "## When\n\nOn **Tuesdays**.\n\n1. Ask\n   - twice\n")));
  expect(Object.keys(files!).sort()).toEqual([
    "agreement/How we decide.html",
    "agreement/How we decide.md",
    "index.html",
  ]);
  expect(files!["agreement/How we decide.md"]).toBe(
    "# How we decide?\n\n## When\n\nOn **Tuesdays**.\n\n1. Ask\n   - twice\n",
  );
  expect(files!["agreement/How we decide.html"]).toContain('<p dir="auto">On <strong>Tuesdays</strong>.</p>');
  expect(files!["index.html"]).toContain('href="agreement/How%20we%20decide.html"');
  expect(files!["index.html"]).toContain("taken 20 November 2026");
});

test("lists are lists again, each closed, whatever their depth", () => {
  const item = (type: "ordered-list-item" | "unordered-list-item", indent: number, text: string): Block => ({
    type,
    indent,
    runs: [{ text, strong: false, em: false, link: null }],
  });
  const html = blocksToHtml([
    item("unordered-list-item", 2, "deep first"),
    item("ordered-list-item", 0, "one"),
    item("unordered-list-item", 1, "dot"),
    item("ordered-list-item", 1, "number"),
    item("ordered-list-item", 0, "two"),
    { type: "paragraph", runs: [] },
  ]);
  expect(html.match(/<[ou]l>/g)?.length).toBe(html.match(/<\/[ou]l>/g)?.length);
  expect(html.match(/<li /g)?.length).toBe(html.match(/<\/li>/g)?.length);
  expect(html.replace(/\n/g, "")).toContain('number</li></ol></li><li dir="auto">two</li></ol><p');
});

test("Eve’s title and words are words: no script, no tag, no link but to the web and letters, no way out of the folder", async () => {
  const evil = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'";
  const run = { text: evil, strong: true, em: false, link: { href: "javascript:alert(3)", title: null } };
  const text = { title: `../../${evil}`, blocks: [{ type: "paragraph", runs: [run] } as Block] };
  const files = await copyOf(
    from({
      at: 1,
      of: 1,
      within: null,
      kind: "agreement",
      id: "1",
      title: "x",
      text: { ...text, markdown: agreementToMarkdown(text) },
    }),
  );
  for (const [name, page] of Object.entries(files!)) {
    expect(name).toMatch(/^(?:index\.html|agreement\/[^/\\<>":|?*]+\.(?:html|md))$/);
    if (name.endsWith(".html")) expect(page).not.toMatch(/<script|<img|javascript:/i);
  }
});

test("names fit any file system, and two texts of one title are two files", async () => {
  expect(fileNameOf(" ..con ")).toBe("con-");
  expect(fileNameOf("???")).toBe("text");
  expect(fileNameOf("a/b\\c:d\u202ee")).toBe("a b c d e");
  expect([...fileNameOf("🙂".repeat(100))]).toHaveLength(60);
  const files = await copyOf(from(step(1, "Keys", "a"), step(2, "KEYS", "b"), step(3, "", "c")));
  expect(
    Object.keys(files!)
      .filter((name) => name.endsWith(".md"))
      .sort(),
  ).toEqual(["agreement/KEYS (2).md", "agreement/Keys.md", "agreement/Without a title.md"]);
});

test("what this device does not have is named as not in the copy", async () => {
  const missing: CopyStep = { at: 2, of: 2, kind: "agreement", id: "2", title: "Money", within: null, text: null };
  const files = await copyOf(from(step(1, "Keys", "a"), missing));
  expect(files!["index.html"]).toMatch(/Not in this copy[\s\S]+Money/);
  expect(await copyOf(from())).toHaveProperty(
    ["index.html"],
    expect.stringContaining("Nothing is written in this group yet."),
  );
});

test("it can be stopped between any two texts, and pauses after each", async () => {
  let pauses = 0;
  let asked = 0;
  async function* endless() {
    for (let at = 1; ; at++) {
      asked = at;
      yield step(at, `Text ${at}`, "words", 1_000_000);
    }
  }
  const files = await copyOf(endless(), { stopped: () => pauses === 5, pause: async () => void pauses++ });
  expect(files).toBeNull();
  expect(asked).toBe(6);
});

test("a thousand long texts go into one file, each let go before the next is asked for, with a pause after each", async () => {
  const words = Array.from({ length: 60 }, (_, n) => `Paragraph ${n} says **who** does what, and why.`).join("\n\n");
  let ahead = 0;
  let most = 0;
  async function* thousand() {
    for (let at = 1; at <= 1_000; at++) {
      most = Math.max(most, ++ahead);
      yield step(at, `Text ${at}`, words, 1_000);
    }
  }
  const files = await copyOf(thousand(), { pause: async () => void ahead-- });
  expect(most).toBe(1);
  expect(Object.keys(files!)).toHaveLength(2_001);
  expect(files!["index.html"]?.match(/<li>/g)).toHaveLength(1_000);
});

test("G7 what is written in my working groups stands under their names, each in a folder of its own", async () => {
  const [circle, other] = ["ab".repeat(32), "cd".repeat(32)];
  const inside = (at: number, title: string, where: string, name: string): CopyStep => ({
    ...step(at, title, "Words.\n", 5),
    within: { circle: where, name },
  });
  const files = await copyOf(
    from(
      step(1, "Money", "In the tin.\n", 5),
      inside(2, "Soup", circle, "Night / kitchen"),
      inside(3, "Bread", circle, "Night / kitchen"),
      inside(4, "Soup", other, "night kitchen"),
      inside(5, "Soup", "ef".repeat(32), ""),
    ),
  );
  expect(Object.keys(files!).filter((name) => name.endsWith(".html"))).toEqual([
    "agreement/Money.html",
    "working-groups/Night kitchen/agreement/Soup.html",
    "working-groups/Night kitchen/agreement/Bread.html",
    "working-groups/night kitchen (2)/agreement/Soup.html",
    "working-groups/Without a title/agreement/Soup.html",
    "index.html",
  ]);
  expect(files!["working-groups/Night kitchen/agreement/Soup.html"]).toContain('href="../../../index.html"');
  const index = files!["index.html"]!;
  expect(index).toContain("Working group: Night / kitchen</h2>");
  expect(index).toContain('href="working-groups/Night%20kitchen/agreement/Soup.html"');
  expect(index.indexOf("Money")).toBeLessThan(index.indexOf("Night / kitchen"));
});
