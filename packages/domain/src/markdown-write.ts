// Blocks → Markdown that any reader shows alike and that `readMarkdown` reads back to the same blocks.
import type { Block, Link, Readable, Run } from "./blocks.ts";
import { emptyInMarkdown, readMarkdown, whyInMarkdown } from "./markdown.ts";
import { writeFrontMatter } from "./markdown-facts.ts";

/** What stands on top, the title as the first heading, then the text. */
export function agreementToMarkdown({ title, blocks, facts }: Readable): string {
  const runs = title === "" ? [] : [{ text: title, strong: false, em: false, link: null }];
  return `${facts ? writeFrontMatter(facts) : ""}${writeMarkdown([{ type: "heading", level: 1, runs }, ...blocks])}\n`;
}

/** Without a line break at the end. `readMarkdown` is the way back. */
export function writeMarkdown(blocks: readonly Block[]): string {
  const lists = openLists();
  let out = "";
  let last: Block | null = null;
  for (const block of blocks) {
    if (last) out += isItem(last) && isItem(block) ? "\n" : quoted(last) && quoted(block) ? "\n>\n" : "\n\n";
    if (block.type === "why") {
      // Inside the list's item it is the reason for, so that the numbers after it go on.
      const column = " ".repeat(lists.column());
      out += `${column}${whyInMarkdown}\n${column}> ${words(block).replaceAll("\n", `\n${column}> `)}`;
      last = block;
      continue;
    }
    let marker = "";
    if (isItem(block)) marker = lists.marker(block);
    else {
      lists.close();
      marker = block.type === "heading" ? `${"#".repeat(block.level)} ` : quoted(block) ? "> " : "";
    }
    // The lines of one block stand below its first word.
    const below = quoted(block) ? "> " : " ".repeat(marker.length);
    out += marker + words(block).replaceAll("\n", `\n${below}`);
    last = block;
  }
  return out;
}

type Item = Extract<Block, { indent: number }>;
const isItem = (block: Block): block is Item => "indent" in block;
const quoted = (block: Block) => block.type === "blockquote";

/** Where each open list stands, so that an item lands in the column that means its depth. */
function openLists() {
  const open: { type: Item["type"]; column: number; end: number; number: number }[] = [];
  return {
    close() {
      open.length = 0;
    },
    /** Where the words of the last item stand; nought outside of lists. */
    column: () => open.at(-1)?.end ?? 0,
    /** Spaces, then a marker for each list this item opens: an item may stand deeper than any before it. */
    marker({ type, indent }: Item): string {
      open.length = Math.min(open.length, indent + 1);
      const here = open[indent];
      if (here?.type === type) {
        const text = markerText(type, ++here.number);
        here.end = here.column + text.length;
        return " ".repeat(here.column) + text;
      }
      // The other kind of list at the same depth ends the one before it, in the same column.
      if (here) open.length = indent;
      let end = here ? here.column : (open.at(-1)?.end ?? 0);
      let out = " ".repeat(end);
      while (open.length <= indent) {
        const text = markerText(type, 1);
        open.push({ type, column: end, end: end + text.length, number: 1 });
        end += text.length;
        out += text;
      }
      return out;
    },
  };
}

function markerText(type: Item["type"], number: number): string {
  return type === "ordered-list-item" ? `${number}. ` : "- ";
}

/** Stars and backslashes where they say what is meant, tags and numbers where they do not: reading it back decides. */
function words(block: Block): string {
  if (block.runs.length === 0) return emptyInMarkdown;
  const pretty = render(escapeRuns(block, usual), usual);
  const [back, ...more] = readMarkdown(pretty);
  const same = more.length === 0 && back && JSON.stringify(back.runs) === JSON.stringify(block.runs);
  return same ? pretty : render(escapeRuns(block, sure), sure);
}

interface Spelling {
  strong: [string, string];
  em: [string, string];
  literal(c: string): string;
  /** Ends a line inside a block. */
  newLine: string;
}
const usual: Spelling = { strong: ["**", "**"], em: ["*", "*"], literal: (c) => `\\${c}`, newLine: "\\\n" };
// No reader of Markdown can take these for anything else.
const sure: Spelling = {
  strong: ["<strong>", "</strong>"],
  em: ["<em>", "</em>"],
  literal: entity,
  newLine: "<br>",
};

function render(runs: readonly Run[], spelling: Spelling): string {
  return groups(runs, sameLink)
    .map((linked) => {
      const text = groups(linked, (a, b) => a.value === b.value)
        .map((part) => {
          const inner = styled(part, spelling);
          return part[0]!.value ? around(inner, [`<data value="${part[0]!.value}">`, "</data>"]) : inner;
        })
        .join("");
      return linked[0]!.link ? linkText(linked[0]!.link, text) : text;
    })
    .join("");
}

function styled(runs: readonly Run[], spelling: Spelling): string {
  return groups(runs, (a, b) => a.strong === b.strong)
    .map((part) => {
      const inner = part.map((run) => (run.em ? around(run.text, spelling.em) : run.text)).join("");
      return part[0]!.strong ? around(inner, spelling.strong) : inner;
    })
    .join("");
}

function around(text: string, [open, close]: [string, string]): string {
  return open + text + close;
}

function groups(runs: readonly Run[], alike: (a: Run, b: Run) => boolean): Run[][] {
  const out: Run[][] = [];
  for (const run of runs) {
    const last = out.at(-1);
    if (last && alike(last[0]!, run)) last.push(run);
    else out.push([run]);
  }
  return out;
}

function sameLink(a: Run, b: Run): boolean {
  return a.link?.href === b.link?.href && a.link?.title === b.link?.title;
}

/** `href` is already as `safeHref` writes it: no blanks, brackets or quotes. */
function linkText({ href, title }: Link, text: string): string {
  const words = title?.replace(/[^\S ]|[\p{Cc}"\\&]/gu, entity) ?? null;
  return `[${text}](${href.replaceAll("&", "&amp;")}${words === null ? "" : ` "${words}"`})`;
}

/** The same runs with their text escaped. What a character means depends on where it stands in the whole block. */
function escapeRuns(block: Block, { literal, newLine }: Spelling): Run[] {
  const all = block.runs.map((run) => run.text).join("");
  const textStart = all.length - all.trimStart().length;
  const textEnd = all.trimEnd().length;
  // "1." at the start would be a list; hashes at the end of a heading would vanish.
  const numberEnds = new Set([...all.matchAll(/^\d+(?=[.)])/gm)].map((found) => found.index + found[0].length));
  const hashes = block.type === "heading" ? textEnd - (/#+$/.exec(all.slice(0, textEnd))?.[0].length ?? 0) : textEnd;
  let at = 0;
  return block.runs.map((run, index) => {
    const end = at + run.text.length;
    const beforeLink = block.runs[index + 1]?.link != null;
    let text = "";
    for (const c of run.text) {
      const next = all[at + c.length] ?? "";
      const edge = at < textStart || at >= textEnd;
      const begins = at === 0 || all[at - 1] === "\n";
      if (c === "\n" && !edge && block.type !== "heading") text += newLine;
      else if (edge || (begins && c === " ") || (/[\s\p{Cc}]/u.test(c) && c !== " " && c !== "\u00a0"))
        text += entity(c);
      else if (c === "&") text += /[#a-z]/i.test(next) ? "&amp;" : "&";
      else if (/[\\`*_[\]<]/.test(c)) text += literal(c);
      else if ((begins && /[#+\->=~]/.test(c)) || numberEnds.has(at) || (c === "#" && at >= hashes)) text += literal(c);
      else if (c === "!" && (next === "[" || (beforeLink && at + 1 === end))) text += literal(c);
      else text += c;
      at += c.length;
    }
    return { ...run, text };
  });
}

function entity(c: string): string {
  return `&#${c.codePointAt(0)};`;
}
