// Any text that the editor can make: for the properties of whatever takes a text out and brings it back.
import {
  type AgreementFacts,
  type Block,
  type Link,
  parseAgreementFacts,
  parseReadable,
  type Readable,
  type Run,
  safeHref,
  valueLabels,
} from "@fogata/domain";
import fc from "fast-check";

// Letters that mean something to Markdown come up as often as letters that do not.
export const anyCharacter = fc.oneof(
  fc.constantFrom(..."ab 1.2)#*_[]()<>&!\\`~=+-|:;\"'/\t\n\u00a0\u2003é文🙂".split(/(?:)/u)),
  fc.string({ minLength: 1, maxLength: 3, unit: "grapheme" }),
  fc.constantFrom("&amp;", "&#32;", "<b>", "</strong>", "http://a.b", "](x)", "**", "- ", "  ", "~~~", "---", "<!--"),
);
const text = fc
  .array(anyCharacter, { minLength: 1, maxLength: 8 })
  .map((all) => all.join("").toWellFormed().replaceAll("\0", ""));
const link: fc.Arbitrary<Link | null> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  fc.record({
    href: fc
      .oneof(
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        text.map((t) => `https://example.org/${t}?a=1&copy;=${t}`),
        text.map((t) => `mailto:${t}@example.org`),
      )
      .map((href) => safeHref(href) ?? "https://example.org/"),
    title: fc.oneof(fc.constant(null), text),
  }),
);
const value = fc.constantFrom(...valueLabels);
const runs = fc
  .array(
    fc.record(
      { text, strong: fc.boolean(), em: fc.boolean(), link, value },
      { requiredKeys: ["text", "strong", "em", "link"] },
    ),
    { maxLength: 5 },
  )
  .map((all): Run[] => parseReadable({ title: "", blocks: [{ runs: all }] })!.blocks[0]!.runs);
const indent = fc.integer({ min: 0, max: 8 });
export const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant("paragraph" as const), runs }),
  fc.record({ type: fc.constant("blockquote" as const), runs }),
  fc.record({ type: fc.constant("why" as const), runs }),
  fc.record({ type: fc.constant("heading" as const), level: fc.constantFrom(1, 2, 3, 4), runs }),
  fc.record({ type: fc.constantFrom("ordered-list-item" as const, "unordered-list-item" as const), indent, runs }),
);

export const anyFacts: fc.Arbitrary<AgreementFacts> = fc
  .record({
    summary: text,
    otherSummaries: fc.array(text, { maxLength: 2 }),
    decides: fc.oneof(
      fc.constant({ kind: "everyone" }),
      fc.constant({ kind: "working-group", group: "ab".repeat(16) }),
      fc.record({ kind: fc.constant("law"), why: text }),
    ),
    reviewOn: fc.constantFrom(null, "2027-02-28"),
    language: fc.constantFrom(null, "pt-BR"),
  })
  .map(parseAgreementFacts);

/** What XML has no letter for, such as a bell, is left out, and with it runs of nothing else. */
export function sayable(readable: Readable): Readable {
  const said: unknown = JSON.parse(JSON.stringify(readable), (key, value) =>
    key === "runs"
      ? value.filter((run: Run) => run.text !== "")
      : typeof value === "string"
        ? value.replace(/[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
        : value,
  );
  return parseReadable(said)!;
}
