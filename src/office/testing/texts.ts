// A text with everything that an agreement can hold, in several scripts, and one that somebody would put in its place.
import { type Block, parseAgreementFacts, type Run } from "@fogata/domain";

const w = (text: string, style: Partial<Run> = {}): Run => ({ text, strong: false, em: false, link: null, ...style });
export const facts = parseAgreementFacts({
  summary: "We look for what everyone can live with.",
  language: "en-GB",
  reviewOn: "2027-02-28",
});
export const base: Block[] = [
  { type: "heading", level: 2, runs: [w("Asking")] },
  {
    type: "paragraph",
    runs: [
      w("It stays open for "),
      w("14", { value: "minimum-days" }),
      w(" days. Then it is "),
      w("closed", { strong: true }),
      w(" by "),
      w("anybody", { em: true }),
      w("."),
    ],
  },
  { type: "why", runs: [w("Some of us have no internet at home.")] },
  { type: "ordered-list-item", indent: 0, runs: [w("Ask everybody.")] },
  { type: "unordered-list-item", indent: 1, runs: [w("at the door")] },
  { type: "unordered-list-item", indent: 1, runs: [w("by letter")] },
  { type: "ordered-list-item", indent: 2, runs: [w("deep")] },
  { type: "ordered-list-item", indent: 0, runs: [w("Wait.")] },
  { type: "why", runs: [w("It takes time to hear.")] },
  { type: "ordered-list-item", indent: 0, runs: [w("Close.")] },
  { type: "paragraph", runs: [] },
  { type: "ordered-list-item", indent: 0, runs: [w("Anew")] },
  { type: "heading", level: 3, runs: [w("Also")] },
  { type: "blockquote", runs: [w("Nobody is left behind.\nNot one.")] },
  {
    type: "paragraph",
    runs: [
      w("See "),
      w("our page", { link: { href: "https://example.org/?a=1&b=2", title: "Ours" } }),
      w("; or "),
      w("write", { link: { href: "mailto:us@example.org", title: null }, strong: true }),
      w("."),
    ],
  },
  { type: "paragraph", runs: [w("قرارنا معاً ونبقى معاً")] },
  { type: "heading", level: 2, runs: [w("اجتماعات")] },
  { type: "ordered-list-item", indent: 0, runs: [w("نسأل الجميع")] },
  { type: "unordered-list-item", indent: 1, runs: [w("ثم ننتظر")] },
  { type: "paragraph", runs: [w("החלטנו יחד; 我们一起决定; мы решили вместе; हम साथ तय करते हैं; 🙂")] },
  { type: "paragraph", runs: [w("A last line that goes.")] },
];
export const text: Block[] = [
  base[0]!,
  {
    type: "paragraph",
    runs: [
      w("It stays open for "),
      w("21", { value: "minimum-days" }),
      w(" days. Then it is closed by "),
      w("anybody", { em: true }),
      w(" who was "),
      w("there", { strong: true }),
      w("."),
    ],
  },
  base[2]!,
  base[3]!,
  { type: "unordered-list-item", indent: 1, runs: [w("at the door, twice")] },
  base[6]!,
  { type: "ordered-list-item", indent: 0, runs: [w("Ask again, in another way.")] },
  base[7]!,
  base[8]!,
  base[9]!,
  base[10]!,
  base[11]!,
  { type: "paragraph", runs: [w("Also")] },
  base[13]!,
  {
    type: "paragraph",
    runs: [
      w("See "),
      w("our new page", { link: { href: "https://example.org/?a=1&b=2", title: "Ours" } }),
      w("; or "),
      w("write", { link: { href: "mailto:us@example.org", title: null }, strong: true }),
      w("."),
    ],
  },
  { type: "paragraph", runs: [w("قرارنا معاً ونبقى متحدين معاً")] },
  base[16]!,
  base[17]!,
  base[18]!,
  base[19]!,
];
