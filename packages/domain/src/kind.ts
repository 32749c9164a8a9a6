// The contract a kind of document fulfils, and how a document written by an older app comes up to date.
import type { Readable } from "./blocks.ts";
import type { Day } from "./days.ts";
import type { DocumentId } from "./ids.ts";
import { isRecord } from "./plain.ts";
import { type Bytes, whole, wholeText } from "./prose.ts";

/** `Words`: what its readable copy says around what people wrote, in the language of whoever takes the copy. */
export interface Kind<View = unknown, Words = never> {
  /** The version this app writes. */
  version: number;
  /** The first bytes of a new document: the same for the same id and title, on any device. */
  blank(o: { id: DocumentId; title: string }): Bytes;
  /**
   * One for each circle instead of any number: it is never begun, but there from the same committed bytes on every
   * device, and stands in no list.
   */
  single?: { id: DocumentId; start(): Bytes };
  /**
   * `upgrades[n]` brings a draft of version n to n + 1, in place. Two phones may do it offline: doing it twice, or on
   * both sides of a merge, changes nothing more.
   */
  upgrades: Readonly<Record<number, (draft: Record<string, unknown>) => void>>;
  /** What to show of any document of this kind on this day, hostile ones included. */
  parse(doc: unknown, today: Day): View;
  title(doc: unknown): string;
  /** What can be done to it. Each looks first, and writes nothing if it refuses. */
  changes: Readonly<Record<string, Change>>;
  /** The same as a text, for a copy that anybody can read and print. */
  toReadable(view: View, tell: Tell<Words>): Readable;
}

/** Answers why it refuses, or null once it is written. */
export type Change = (draft: never, what: never, act: Act) => string | null;

/** Who does it and when, and an id for what it may make. Given by the device, never by a page. */
export interface Act {
  id: DocumentId;
  by: string;
  /** ms since 1970, by this device's clock. */
  at: number;
  today: Day;
}

export interface Tell<Words> {
  /** What a person is called; null for one who is not known here. */
  nameOf(member: string): string | null;
  words: Words;
}

/** Of every kind: the title is one value, so that of two given at once one stands whole. */
export function titleOf(doc: unknown): string {
  return (isRecord(doc) ? wholeText(doc.title) : null) ?? "";
}
/** The same title again writes nothing. */
export function giveTitle(draft: { title: string }, title: string): void {
  if (titleOf(draft) !== title) draft.title = whole(title);
}

/** The version a document says it has; 0 if it does not say. */
export function versionOf(doc: unknown): number {
  const version = isRecord(doc) ? doc.version : 0;
  return typeof version === "number" && Number.isSafeInteger(version) && version > 0 ? version : 0;
}

/** `newer`: written by a newer app; it can be read as far as it is understood. */
export function ageOf(kind: Pick<Kind, "version">, doc: unknown): "older" | "current" | "newer" {
  const version = versionOf(doc);
  return version < kind.version ? "older" : version === kind.version ? "current" : "newer";
}

/** Brings a draft up to this app's version, one step after the other. Never touches what is current or newer. */
export function upgrade(kind: Pick<Kind, "version" | "upgrades">, draft: Record<string, unknown>): void {
  for (let version = versionOf(draft); version < kind.version; version++) {
    kind.upgrades[version]?.(draft);
    draft.version = version + 1;
  }
}
