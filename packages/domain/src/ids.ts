// The names things go by. Parsed once, where they come in; inside, the brand is trusted.

/** 32 lower-case hex digits. */
export type DocumentId = string & { readonly __document: true };

/** Null for anything but 32 lower-case hex digits. */
export function parseDocumentId(text: unknown): DocumentId | null {
  return typeof text === "string" && /^[0-9a-f]{32}$/.test(text) ? (text as DocumentId) : null;
}

/** From 16 random bytes. */
export function documentIdFrom(bytes: Uint8Array): DocumentId {
  if (bytes.length !== 16) throw new Error(`A document's id is made of 16 bytes, not ${bytes.length}`);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("") as DocumentId;
}

/** A circle other than the one a list stands in; 64 lower-case hex digits. Whose keys open it is not known here. */
export type CircleId = string & { readonly __circle: true };

/** Null for anything but 64 lower-case hex digits. */
export function parseCircleId(text: unknown): CircleId | null {
  return typeof text === "string" && /^[0-9a-f]{64}$/.test(text) ? (text as CircleId) : null;
}

/** A title as people see it in a list: one line, no blanks around it, not endless; null if nothing is left. */
export function parseTitle(text: string): string | null {
  const line = text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  return line === "" ? null : [...line].slice(0, titleLengthMax).join("").trim();
}
export const titleLengthMax = 200;

/** By title as people read it; the id decides between equals, so that every device shows the same order. */
export function byTitle(a: { id: string; title: string }, b: { id: string; title: string }): number {
  return collator.compare(a.title, b.title) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
