// Brings in a text from a file: a word processor's, Markdown or plain words. What cannot be read is said why; the file itself
// is never changed or sent.
import type { Left } from "../../office/index.ts";
import { filesWords } from "../../text/en-files.ts";
import type { GroupWorkspace } from "../../workspace/types.ts";

export type BroughtIn =
  | { ok: true; id: string; title: string; left: readonly Left[] }
  /** In words. */
  | { ok: false; why: string };

/** Far more than an agreement can hold; beyond it a file is not even read. What is zipped may have pictures in it. */
const fileBytesMax = { text: 4 * 1024 * 1024, zip: 32 * 1024 * 1024 };

type Words = Parameters<GroupWorkspace["importWords"]>[0]["words"];

export async function bringIn(file: File, group: GroupWorkspace, circle: string | undefined): Promise<BroughtIn> {
  const kind = kindOf(new Uint8Array(await file.slice(0, 8).arrayBuffer()));
  if (kind === "sealed" || kind === "other-kind") return { ok: false, why: filesWords.refused[kind] };
  if (file.size > fileBytesMax[kind]) return { ok: false, why: filesWords.refused["too-long"] };
  const named = file.name.replace(/\.[^.]+$/, "");
  const where = circle === undefined ? {} : { circle };
  if (kind === "text") {
    const words = await wordsOf(file);
    if (words === null) return { ok: false, why: filesWords.refused.unreadable };
    return importAs((title) => group.importMarkdown({ text: words, title, ...where }), named, []);
  }
  const read = await office(file);
  if (read === null) return { ok: false, why: filesWords.refused["app-incomplete"] };
  if (!read.ok) return { ok: false, why: filesWords.refused[read.reason === "no-zip" ? "damaged" : read.reason] };
  const { left, ...words }: { left: readonly Left[] } & Words = read.value;
  return importAs((title) => group.importWords({ words, title, ...where }), words.title ?? named, left);
}

async function importAs(
  begin: (title: string | null) => ReturnType<GroupWorkspace["importWords"]>,
  named: string,
  left: readonly Left[],
): Promise<BroughtIn> {
  const byHeading = await begin(null);
  // No heading in it: the file's own name says what it is about.
  const brought = byHeading.ok || byHeading.reason !== "bad-title" ? byHeading : await begin(named);
  if (brought.ok) return { ok: true, id: brought.value, title: named, left };
  return { ok: false, why: filesWords.refused[brought.reason] };
}

/** By its first bytes: a name says what somebody called it. */
function kindOf(first: Uint8Array): "zip" | "text" | "sealed" | "other-kind" {
  const begins = (...bytes: number[]) => bytes.every((byte, at) => first[at] === byte);
  if (begins(0x50, 0x4b, 3, 4)) return "zip";
  // What Word wrote before 2007, and what it writes behind a password.
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return "sealed";
  // "%PDF", "{\rtf"
  return begins(0x25, 0x50, 0x44, 0x46) || begins(0x7b, 0x5c, 0x72, 0x74, 0x66) ? "other-kind" : "text";
}

/** Null where the part of the app that reads it is not to be had. */
async function office(file: File) {
  const part = await import("../../office/index.ts").catch(() => null);
  return part?.fromOffice(new Uint8Array(await file.arrayBuffer())) ?? null;
}

/** Null for bytes that are no text. */
async function wordsOf(file: File): Promise<string | null> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return null;
  }
}
