// C1 What comes from a word processor keeps its headings, lists, quotes, bold, italic and links. C2 Nothing that acts
// comes along. C3 What is copied is properly nested. C4 What is copied from here pastes here as it was.
// C5 What came from a word processor goes back to one with its headings, lists, quotes, styles and lines.
import fc from "fast-check";
import { Fragment, type Node as PMNode, Slice } from "prosemirror-model";
import { expect, test } from "vitest";
import { CopySerializer, textOf } from "./copy.ts";
import { blocksFromDom, blocksFromText } from "./paste.ts";
import { schema } from "./schema.ts";
import googleDocs from "./testing/pasted/google-docs.txt?raw";
import libreOffice from "./testing/pasted/libreoffice.txt?raw";
import word from "./testing/pasted/word.txt?raw";

const read = (html: string) => blocksFromDom(new DOMParser().parseFromString(html, "text/html").body);

const n = schema.nodes;
const copied = (blocks: PMNode[]) => {
  const out = document.createElement("div");
  out.append(new CopySerializer().serializeFragment(Fragment.from(blocks), { document }));
  return out;
};

/** One line a block: `ol1 words` is an ordered item at depth 1; *bold*, _italic_, [link](address). */
function told(blocks: readonly PMNode[]): string[] {
  return blocks.map((b) => {
    const { level, kind, indent } = b.attrs;
    const type = {
      paragraph: "p",
      quote: "q",
      heading: `h${level}`,
      list_item: `${kind === "ordered" ? "ol" : "ul"}${indent}`,
    }[b.type.name];
    let words = "";
    b.forEach((t) => {
      const has = (name: string) => t.marks.find((m) => m.type.name === name);
      let run = t.text!;
      if (has("strong")) run = `*${run}*`;
      if (has("em")) run = `_${run}_`;
      if (has("link")) run = `[${run}](${has("link")!.attrs.href})`;
      words += run;
    });
    return `${type} ${words}`;
  });
}

test("C1 a page from Word", () => {
  expect(told(read(word))).toEqual([
    "h1 Children at our meetings",
    "h2 How we do it",
    "p Children are *welcome* at _*every*_ meeting. See [the play corner](https://example.org/play).",
    "ol0 A parent stays in the building",
    "ol1 or names somebody",
    "ul0 bring water",
    "p Elm Street 4\nsecond door",
    "q Nobody is left outside.",
    "p Monday",
    "p Amina",
  ]);
});

test("C1 a page from LibreOffice", () => {
  expect(told(read(libreOffice))).toEqual([
    "h1 Keys and cash",
    "p The tin is *never* kept by _one_ person.",
    "ol0 Two people count",
    "ol1 on the day",
    "ol0 and sign",
    "p Elm Street 4\nsecond door",
    "q We have lost a tin before.",
  ]);
});

test("C1 C2 a page from Google Docs; the link that is a script is only words", () => {
  expect(told(read(googleDocs))).toEqual([
    "h1 Quiet hours",
    "p From ten we are *quiet* on the [_stairs_](https://example.org/stairs).",
    "p Night line\n0123 456",
    "ul0 music",
    "ul1 also drums",
    "ul0 drilling",
    "p not this",
  ]);
});

test("C2 scripts, styles, pictures and hidden parts stay behind", () => {
  const html = `<p onclick="x()">one<script>two</script><img src=x onerror=three alt=four><span style="display:none">five</span></p><iframe srcdoc="six"></iframe><style>seven</style>`;
  expect(told(read(html))).toEqual(["p one"]);
});

test("C2 a page nested hundreds deep is only words", () => {
  const root = document.createElement("div");
  let inner: Element = root;
  for (let i = 0; i < 500; i++) inner = inner.appendChild(document.createElement("blockquote"));
  inner.textContent = "deep";
  expect(told(blocksFromDom(root))).toEqual(["q deep"]);
});

const samples = { Word: word, LibreOffice: libreOffice, "Google Docs": googleDocs };
for (const [name, html] of Object.entries(samples))
  test(`C5 a page from ${name} is copied out as plain HTML that says the same`, () => {
    const blocks = read(html);
    const out = copied(blocks);
    expect(told(read(out.innerHTML))).toEqual(told(blocks));
    // Only what every word processor knows: no classes, no styles, no elements of the editor's own.
    const tags = new Set([...out.querySelectorAll("*")].map((element) => element.localName));
    const known = new Set("h1 h2 h3 h4 p ol ul li blockquote strong em a br".split(" "));
    expect([...tags].filter((tag) => !known.has(tag))).toEqual([]);
    expect(out.querySelectorAll("[class], [style]").length).toBe(0);
    expect(out.querySelectorAll("br").length).toBe(1);
    expect(out.querySelector("h1")).not.toBeNull();
    expect(out.querySelector("li li, li ol, li ul")).not.toBeNull();
    expect(out.querySelector("strong")).not.toBeNull();
    expect(out.querySelector("em")).not.toBeNull();
  });

test("C1 two line ends in a row part paragraphs; one does not; none is kept at the edges", () => {
  expect(told(read("<div>one<br>two<br><br>three<br></div>"))).toEqual(["p one\ntwo", "p three"]);
  expect(told(read("<ul><li>one<br>two<br></li></ul>"))).toEqual(["ul0 one\ntwo"]);
});

test("C1 lines from a chat: markers count when there are several", () => {
  expect(told(blocksFromText("- only one"))).toEqual(["p - only one"]);
  expect(told(blocksFromText("# Title\r\n1. one\n   - two\n> three\n\nfour"))).toEqual([
    "h1 Title",
    "ol0 one",
    "ul1 two",
    "q three",
    "p four",
  ]);
});

const item = (words: string, kind: string, indent: number) => n.list_item!.create({ kind, indent }, schema.text(words));

test("C3 lists are nested and quotes are gathered", () => {
  const blocks = [
    n.heading!.create({ level: 2 }, schema.text("Title")),
    item("one", "ordered", 0),
    item("under", "unordered", 1),
    item("two", "ordered", 0),
    n.quote!.create(null, schema.text("said")),
    n.quote!.create(null, schema.text("more")),
    n.paragraph!.create(null, schema.text("end", [schema.mark("link", { href: "javascript:alert(1)" })])),
  ];
  expect(copied(blocks).innerHTML).toBe(
    "<h2>Title</h2><ol><li>one<ul><li>under</li></ul></li><li>two</li></ol><blockquote><p>said</p><p>more</p></blockquote><p><span>end</span></p>",
  );
  expect(textOf(new Slice(Fragment.from(blocks), 0, 0))).toBe("Title\n1. one\n   - under\n2. two\n> said\n> more\nend");
});

test("C3 numbers copied are those in the margin: a line with a dot ends the counting of its depth", () => {
  const lines = [item("a", "ordered", 0), item("b", "ordered", 1), item("c", "unordered", 1), item("d", "ordered", 1)];
  expect(textOf(new Slice(Fragment.from(lines), 0, 0))).toBe("1. a\n   1. b\n   - c\n   1. d");
});

const words = fc.stringMatching(/^[a-z]{1,6}(( |\n{1,2})[a-z]{1,6}){0,2}$/);
const mark = fc.constantFrom([], ["strong"], ["em"], ["strong", "em"]);
const run = fc.tuple(words, mark).map(([text, marks]) =>
  schema.text(
    text,
    marks.map((m) => schema.mark(m)),
  ),
);
const block = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 4 }), words)
    .map(([level, text]) => n.heading!.create({ level }, schema.text(text))),
  fc.array(run, { minLength: 1, maxLength: 3 }).map((r) => n.paragraph!.create(null, Fragment.from(r))),
  fc.array(run, { minLength: 1, maxLength: 3 }).map((r) => n.quote!.create(null, Fragment.from(r))),
  fc
    .tuple(fc.constantFrom("ordered", "unordered"), fc.nat(4), run)
    .map(([kind, indent, r]) => n.list_item!.create({ kind, indent }, r)),
);
test("C4 what is copied from here pastes here as it was", () => {
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 8 }), (blocks) => {
      expect(told(read(copied(blocks).innerHTML))).toEqual(told(blocks));
    }),
    { numRuns: 200 },
  );
});
