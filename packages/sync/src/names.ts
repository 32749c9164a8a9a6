// What people and groups are called: one line, 1 to 80 characters, without the invisible marks that turn text around
// or hide in it and so could make one name look like another.

export const nameLengthMax = 80;

/** Control characters, and a letter of Braille without a dot. */
const blank = /[\p{Cc}\u2028\u2029\u2800]+/gu;
/** Two joiners and the sign for a picture are seen in what they are put between, and nowhere else. */
const seldomSeen = "\\u200c\\u200d\\ufe0f";
const unseen = new RegExp(`(?![${seldomSeen}])\\p{DI}`, "gu");
const joiningScripts = [
  ...["Arab", "Syrc", "Mong", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh", "Khmr"],
  ...["Mymr", "Tibt"],
].map((script) => `\\p{sc=${script}}`);
const seenHere = [
  `(?<=[${joiningScripts.join("")}])[\\u200c\\u200d](?=\\p{L})`,
  "(?<=\\p{ExtPict}\\p{EMod}?\\ufe0f?)\\u200d(?=\\p{ExtPict})",
  "(?<=\\p{ExtPict})\\ufe0f",
];
const outOfPlace = new RegExp(`(${seenHere.join("|")})|[${seldomSeen}]`, "gu");
/** Marks upon one letter; more are no writing. */
const stacked = /(\p{M}{4})\p{M}+/gu;

/** Until nothing is left to do: what is taken away can bring others together. */
function cleaned(text: string): string {
  const name = text
    .normalize("NFC")
    .replace(blank, " ")
    .replace(unseen, "")
    .replace(outOfPlace, "$1")
    .replace(stacked, "$1")
    .replace(/\s+/g, " ")
    .trim()
    .normalize("NFC");
  return name === text ? name : cleaned(name);
}

/** The name as it is kept, or null if it is none. */
export function cleanName(text: string): string | null {
  const name = cleaned(text);
  const length = [...name].length;
  return length >= 1 && length <= nameLengthMax ? name : null;
}

/** A name as others see it: what a hostile device put into the log or into its request may be anything. */
export function shownName(text: string): string {
  const cut = [...text].slice(0, nameLengthMax).join("");
  return cleanName(cut) ?? "?";
}
