// Texts as pages that any browser opens, next year and offline: no script, nothing fetched, made to be printed. What
// people wrote is escaped, whatever it holds.
import { type Block, type Run, safeHref } from "@fogata/domain";

export interface PageOf {
  language: string;
  direction: string;
  title: string;
  /** Under the title: whose copy this is, and when it was taken. */
  about: string;
  /** The way back to the index; null on the index itself. */
  back: { href: string; name: string } | null;
}

/** `body`: HTML made by the functions below. */
export function page(of: PageOf, body: string): string {
  const back = of.back ? `<nav><a href="${escaped(of.back.href)}">${escaped(of.back.name)}</a></nav>\n` : "";
  return `<!doctype html>
<html lang="${escaped(of.language)}" dir="${escaped(of.direction)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${escaped(of.title)}</title>
<style>${look}</style>
</head>
<body>
${back}<main>
<h1 dir="auto">${escaped(of.title)}</h1>
<p class="about" dir="auto">${escaped(of.about)}</p>
${body}
</main>
</body>
</html>
`;
}

export function list(items: readonly { href: string; name: string; also: { href: string; name: string } }[]): string {
  const rows = items.map(
    ({ href, name, also }) =>
      `<li><a href="${escaped(href)}" dir="auto">${escaped(name)}</a> <a class="also" href="${escaped(also.href)}">${escaped(also.name)}</a></li>`,
  );
  return `<ul class="index">\n${rows.join("\n")}\n</ul>`;
}

export function heading(words: string, level: 2 | 3 = 2): string {
  return `<h${level} dir="auto">${escaped(words)}</h${level}>`;
}
export function paragraph(words: string): string {
  return `<p dir="auto">${escaped(words)}</p>`;
}

/** Lists become lists again; a list that begins deeper than it should is still one. */
export function blocksToHtml(blocks: readonly Block[]): string {
  let out = "";
  const open: { tag: string; indent: number }[] = [];
  const close = (down: number) => {
    while (open.length > down) out += `</li></${open.pop()!.tag}>\n`;
  };
  for (const block of blocks) {
    if (block.type === "ordered-list-item" || block.type === "unordered-list-item") {
      const tag = block.type === "ordered-list-item" ? "ol" : "ul";
      while (open.length > 0 && open.at(-1)!.indent > block.indent) close(open.length - 1);
      const here = open.at(-1);
      if (here && here.indent === block.indent && here.tag !== tag) close(open.length - 1);
      const same = open.at(-1)?.indent === block.indent;
      if (!same) open.push({ tag, indent: block.indent });
      out += `${same ? "</li>\n" : `<${tag}>\n`}<li dir="auto">${runsToHtml(block.runs)}`;
      continue;
    }
    close(0);
    const words = runsToHtml(block.runs);
    // The page's own title is the h1.
    if (block.type === "heading") out += `<h${block.level + 1} dir="auto">${words}</h${block.level + 1}>\n`;
    else if (block.type === "blockquote") out += `<blockquote dir="auto"><p>${words}</p></blockquote>\n`;
    else if (block.type === "why") out += `<blockquote class="why" dir="auto"><p>${words}</p></blockquote>\n`;
    else out += `<p dir="auto">${words}</p>\n`;
  }
  close(0);
  return out;
}

function runsToHtml(runs: readonly Run[]): string {
  return runs
    .map((run) => {
      let words = escaped(run.text).replaceAll("\n", "<br>");
      const href = run.link && safeHref(run.link.href);
      if (href) words = `<a href="${escaped(href)}" rel="noopener noreferrer">${words}</a>`;
      if (run.em) words = `<em>${words}</em>`;
      return run.strong ? `<strong>${words}</strong>` : words;
    })
    .join("");
}

const signs: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
function escaped(text: string): string {
  return text.toWellFormed().replace(/[&<>"']/g, (sign) => signs[sign] ?? "");
}

const look = `
:root { color-scheme: light dark; }
body { margin: 0; padding: 2rem 1.25rem 4rem; font: 1.125rem/1.6 Georgia, "Times New Roman", serif; }
main, nav { max-width: 42rem; margin-inline: auto; }
h1, h2, h3, h4, h5 { line-height: 1.25; margin: 1.6em 0 0.5em; overflow-wrap: anywhere; }
h1 { margin-top: 0.5em; }
p, li, blockquote { overflow-wrap: anywhere; }
.about, .also { font: 1rem/1.5 system-ui, sans-serif; }
.index { list-style: none; padding: 0; }
.index li { padding: 0.6rem 0; border-top: 1px solid; }
.also { margin-inline-start: 1rem; white-space: nowrap; }
blockquote { margin-inline: 0; padding-inline-start: 1rem; border-inline-start: 3px solid; }
.why { font-size: 0.9em; }
@media print { nav, .also { display: none; } body { padding: 0; font-size: 11pt; } a { color: inherit; text-decoration: none; } h1, h2, h3 { break-after: avoid; } }
`;
