// Markdown → blocks; `markdown-write.ts` is the way back. Takes anything: what this vocabulary has no word for becomes plain
// words, and nothing throws.
import { lexer, type Token, type Tokens } from "marked";
import { appendRun, type Block, indentMax, linkOf, type Readable, type Run } from "./blocks.ts";
import { readFrontMatter } from "./markdown-facts.ts";
import { parseValueLabel, type ValueLabel } from "./values.ts";

/** Callers refuse longer texts. */
export const markdownLengthMax = 400_000;
/**
 * Some Markdown takes time by the square of its length, though never beyond a blank line. Nobody writes so much without
 * one: such a text is read for its words alone.
 */
export const passageLengthMax = 50_000;
/** A lone `&nbsp;` stands for an empty block, which Markdown cannot otherwise say. */
export const emptyInMarkdown = "&nbsp;";
/** Nobody sees it; the quotation after it is the reason for what stands before it. */
export const whyInMarkdown = "<!-- why -->";

/**
 * The first heading of the first level is the title and leaves the text; without one there is no title. What stands on
 * top of the agreement stands on top of the file.
 */
export function agreementFromMarkdown(text: string): Omit<Readable, "title"> & { title: string | null } {
  const { facts, rest: words } = readFrontMatter(text);
  const top = facts === null ? {} : { facts };
  const [first, ...rest] = readMarkdown(words);
  if (first?.type !== "heading" || first.level !== 1)
    return { title: null, blocks: first ? [first, ...rest] : [], ...top };
  return { title: first.runs.map((run) => run.text).join("") || null, blocks: rest, ...top };
}

/** Every heading stays a block. Where the parser would take too long or go too deep, each line becomes a paragraph. */
export function readMarkdown(text: string): Block[] {
  const source = text.toWellFormed();
  if (longestPassage(source) > passageLengthMax) return linesOf(source, "paragraph");
  try {
    const blocks: Block[] = [];
    // Plain CommonMark: the extensions would make a link of every address and a table of every bar.
    readAll(lexer(source, { gfm: false }), blocks, "paragraph");
    return blocks;
  } catch (error) {
    // Nested more deeply than anybody writes: the parser ran out of stack. Anything else would be a bug of ours.
    if (!(error instanceof RangeError)) throw error;
    return linesOf(source, "paragraph");
  }
}

type PlainType = "paragraph" | "blockquote" | "why";

function readAll(tokens: readonly Token[], into: Block[], plainType: PlainType): void {
  for (const [at, token] of tokens.entries()) {
    if (isWhy(tokens, at)) readAll((token as Tokens.Blockquote).tokens, into, "why");
    else readBlock(token, into, plainType);
  }
}
/** A quotation behind the mark that makes it a reason. */
function isWhy(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(0, at).findLast((token) => token.type !== "space");
  return tokens[at]?.type === "blockquote" && before?.type === "html" && before.raw.trim() === whyInMarkdown;
}

function readBlock(token: Token, into: Block[], plainType: PlainType): void {
  switch (token.type) {
    case "paragraph":
    case "text":
      into.push({ type: plainType, runs: inline(token.tokens ?? [token]) });
      return;
    case "heading": {
      const level = Math.min(token.depth, 4) as 1 | 2 | 3 | 4;
      into.push({ type: "heading", level, runs: inline(token.tokens ?? []) });
      return;
    }
    case "blockquote":
      readAll(token.tokens ?? [], into, plainType === "why" ? "why" : "blockquote");
      return;
    case "list":
      readList(token as Tokens.List, into, 0);
      return;
    case "code":
      into.push(...linesOf(token.text, plainType));
      return;
    case "html":
      into.push(...linesOf(decode(withoutTags(token.raw)), plainType));
      return;
    default: // blank lines, rules, definitions of links: nothing to read
      return;
  }
}

function readList(list: Tokens.List, into: Block[], depth: number): void {
  const type = list.ordered ? "ordered-list-item" : "unordered-list-item";
  const indent = Math.min(depth, indentMax);
  for (const item of list.items) {
    let own: Run[] | null = null;
    const words = (runs: Run[]) => {
      // A second paragraph of one item joins the first: apart from it, the numbers after it would start anew.
      if (own) for (const run of [{ ...plain, text: " " }, ...runs]) appendRun(own, run);
      else {
        own = runs;
        into.push({ type, indent, runs });
      }
    };
    for (const [at, token] of item.tokens.entries()) {
      if (token.type === "list") readList(token as Tokens.List, into, depth + 1);
      else if (isWhy(item.tokens, at)) {
        if (own === null) words([]);
        readAll((token as Tokens.Blockquote).tokens, into, "why");
      } else {
        const inner: Block[] = [];
        readBlock(token, inner, "paragraph");
        for (const block of inner) words(block.runs);
      }
    }
    if (item.tokens.every((token) => token.type === "space")) words([]);
  }
}

const plain = { strong: false, em: false, link: null };
/** `hard`: a line that ends inside a block, where the writer asked for it. */
type Piece = { run: Run; hard: boolean };

function inline(tokens: readonly Token[]): Run[] {
  if (tokens.length === 1 && tokens[0]?.raw.trim() === emptyInMarkdown) return [];
  const pieces: Piece[] = [];
  // Tags are closed where their block ends, whether or not the writer closed them.
  const tags = { strong: 0, em: 0 };
  let value: ValueLabel | null = null;
  walk(tokens, plain);
  // A line that ends where its block does ends nothing.
  while (pieces[0]?.hard) pieces.shift();
  while (pieces.at(-1)?.hard) pieces.pop();
  const runs: Run[] = [];
  for (const { run } of pieces) appendRun(runs, run);
  return runs;

  function walk(tokens: readonly Token[], style: Omit<Run, "text">): void {
    for (const token of tokens) {
      switch (token.type) {
        case "strong":
        case "em":
          walk(token.tokens ?? [], { ...style, [token.type]: true });
          break;
        case "link":
          walk(token.tokens ?? [], { ...style, link: linkOf(decode(token.href), decode(token.title ?? "")) });
          break;
        case "br":
          say("\n", style, true);
          break;
        case "html":
          tag(token.raw, style);
          break;
        case "escape":
        case "codespan":
          say(token.text, style);
          break;
        case "text":
          if (token.tokens) walk(token.tokens, style);
          else {
            const raw = pieces.at(-1)?.hard ? token.raw.replace(/^[ \t]+/, "") : token.raw;
            say(decode(raw.replace(/[ \t]*\r?\n[ \t]*/g, " ")), style);
          }
          break;
        case "image": // only the words that stand for it
          walk(token.tokens ?? [], style);
          break;
        default:
          say(decode(token.raw), style);
      }
    }
  }
  function say(text: string, { strong, em, link }: Omit<Run, "text">, hard = false) {
    if (text === "") return;
    const styled = { text, strong: strong || tags.strong > 0, em: em || tags.em > 0, link };
    pieces.push({ run: value === null ? styled : { ...styled, value }, hard });
  }
  function tag(raw: string, style: Omit<Run, "text">) {
    const [, close, name] = /^<(\/?)([a-z]+)/i.exec(raw) ?? [];
    const kind = tagKinds[name?.toLowerCase() ?? ""];
    if (kind === "break") say("\n", style, true);
    else if (kind === "value") value = parseValueLabel(/^<data value="([a-z-]+)">$/.exec(raw)?.[1]);
    else if (kind) tags[kind] = Math.max(0, tags[kind] + (close ? -1 : 1));
  }
}
const tagKinds: Record<string, "strong" | "em" | "break" | "value" | undefined> = {
  strong: "strong",
  b: "strong",
  em: "em",
  i: "em",
  br: "break",
  data: "value",
};

function longestPassage(source: string): number {
  return source.split(/\n[ \t]*\r?\n/).reduce((longest, passage) => Math.max(longest, passage.length), 0);
}

function linesOf(text: string, type: PlainType): Block[] {
  return text
    .split(/\r?\n|\r/)
    .filter((line) => line.trim() !== "")
    .map((line) => ({ type, runs: [{ ...plain, text: line }] }));
}

function withoutTags(html: string): string {
  return html.replace(/<!--[\s\S]*?-->|<[^>]*>/g, "");
}

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (raw, decimal, hex, name) => {
    if (name) return namedCharacters[name] ?? raw;
    const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    const real = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return real ? String.fromCodePoint(code) : "\ufffd";
  });
}
// Those that other programs write. The rest stay as they were typed, which loses nothing.
const namedCharacters: Record<string, string | undefined> = {
  ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0", shy: "\u00ad" },
  ...{ ndash: "–", mdash: "—", hellip: "…", lsquo: "‘", rsquo: "’", ldquo: "“", rdquo: "”", laquo: "«", raquo: "»" },
  ...{ bull: "•", middot: "·", copy: "©", euro: "€", pound: "£", deg: "°", times: "×" },
};
