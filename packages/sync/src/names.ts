// What people and groups are called: one line, 1 to 80 characters, without the invisible marks that turn text around
// or hide in it and so could make one name look like another.

export const nameLengthMax = 80;

/** The name as it is kept, or null if it is none. */
export function cleanName(text: string): string | null {
  const name = text
    .normalize("NFC")
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "")
    .replace(/\s+/g, " ")
    .trim();
  const length = [...name].length;
  return length >= 1 && length <= nameLengthMax ? name : null;
}

/** A name as others see it: what a hostile device put into the log or into its request may be anything. */
export function shownName(text: string): string {
  const cut = [...text].slice(0, nameLengthMax).join("");
  return cleanName(cut) ?? "?";
}
