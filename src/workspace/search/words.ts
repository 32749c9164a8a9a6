// Looks for words in texts as people look for them: "reunion" finds "Réunion". Plain strings; what is found is told in
// pieces, with those that were looked for marked.

export interface Piece {
  text: string;
  marked: boolean;
}
/** A text ready to be looked through: its lines, and the same folded. */
export interface Lines {
  lines: readonly string[];
  folded: string;
}

/** Marks that letters of these scripts go without as well as with; elsewhere, as in Hindi or Thai, they are the vowels. */
const marks = /[\u0300-\u036f\u0591-\u05c7]|[\u064b-\u065f\u0670\u06d6-\u06dc]|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]/g;
const plainer: Readonly<Record<string, string>> = {
  ...{ ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", æ: "ae", œ: "oe", ı: "i", ς: "σ", "’": "'", "‘": "'", "\n": " " },
};
const toPlain = /[ßøłđðæœıς’‘\n]/g;

/** As it is compared: no case, no accents. */
export function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(marks, "")
    .toLowerCase()
    .replace(toPlain, (letter) => plainer[letter]!);
}

export function linesOf(lines: readonly string[]): Lines {
  return { lines, folded: lines.map(folded).join("\n") };
}

/** What somebody wants to find, folded, each once. */
export function wantedIn(typed: string): readonly string[] {
  return [...new Set(folded(typed).split(/\s+/u))].filter((word) => word !== "");
}

export function holdsAll(haystacks: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((word) => haystacks.some((one) => one.includes(word)));
}

/** The sentence that says the most of it; null where the text says none of it. */
export function sentenceWith({ lines, folded: all }: Lines, wanted: readonly string[]): readonly Piece[] | null {
  const best = most(all.split("\n"), wanted);
  if (best === null) return null;
  const sentences = (lines[best]!.match(sentence) ?? []).filter((one) => one.trim() !== "");
  const within = most(sentences.map(folded), wanted);
  // Words that run over the end of a sentence stand in none.
  return marked(short((sentences[within ?? 0] ?? lines[best]!).trim(), wanted), wanted);
}
/** Up to what ends a sentence, the marks that close behind it, and the space to the next one. */
const sentence = /[\s\S]*?(?:[.!?…。？！]+["'”’»)\]]*(?:\s+|$)|\n+|$)/gu;

/** The first of those that say the most of it. */
function most(texts: readonly string[], wanted: readonly string[]): number | null {
  let best: number | null = null;
  let saysMost = 0;
  for (const [at, text] of texts.entries()) {
    const says = wanted.reduce((count, word) => count + (text.includes(word) ? 1 : 0), 0);
    if (says > saysMost) [best, saysMost] = [at, says];
    if (says === wanted.length) break;
  }
  return best;
}

export function marked(text: string, wanted: readonly string[]): readonly Piece[] {
  const { plain, from } = foldedWithPlaces(text);
  const isMarked = new Array<boolean>(text.length).fill(false);
  for (const word of wanted)
    for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length))
      isMarked.fill(true, from[at]!, from[at + word.length]!);
  const pieces: Piece[] = [];
  for (const { letter, at } of letters(text)) {
    const last = pieces.at(-1);
    if (last?.marked === isMarked[at]) last!.text += letter;
    else pieces.push({ text: letter, marked: isMarked[at]! });
  }
  return pieces;
}

/** So much of a sentence is shown, around what was looked for. */
const shownMax = 240;
const beforeShown = 60;

function short(text: string, wanted: readonly string[]): string {
  if (text.length <= shownMax) return text;
  const { plain, from } = foldedWithPlaces(text);
  const first = Math.min(...wanted.map((word) => plain.indexOf(word)).filter((at) => at >= 0), plain.length);
  const start = edge(text, Math.max(0, (from[first] ?? 0) - beforeShown));
  const end = start + shownMax >= text.length ? text.length : edge(text, start + shownMax);
  return `${start > 0 ? "…" : ""}${text.slice(start, end).trim()}${end < text.length ? "…" : ""}`;
}
/** Behind the last space before it, if there is one near. */
function edge(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.lastIndexOf(" ", at);
  if (space > at - 40) return space + 1;
  return /[\udc00-\udfff]/.test(text[at] ?? "") ? at - 1 : at;
}

/** `from[n]`: where in the text the letter begins that the n-th folded one came of; one more for the end. */
function foldedWithPlaces(text: string): { plain: string; from: readonly number[] } {
  let plain = "";
  const from: number[] = [];
  for (const { letter, at } of letters(text)) {
    const one = folded(letter);
    plain += one;
    for (let n = 0; n < one.length; n++) from.push(at);
  }
  from.push(text.length);
  // A mark belongs to the letter before it, and is marked with it.
  return { plain, from };
}
function* letters(text: string): Generator<{ letter: string; at: number }> {
  let at = 0;
  for (const letter of text) {
    yield { letter, at };
    at += letter.length;
  }
}
