// The contract a kind of document fulfils, and how a document written by an older app comes up to date.
import { isRecord } from "./blocks.ts";
import type { DocumentId } from "./ids.ts";
import type { Bytes } from "./prose.ts";

export interface Kind<View = unknown> {
  /** The version this app writes. */
  version: number;
  /** The first bytes of a new document: the same for the same id and title, on any device. */
  blank(o: { id: DocumentId; title: string }): Bytes;
  /**
   * `upgrades[n]` brings a draft of version n to n + 1, in place. Two phones may do it offline: doing it twice, or on
   * both sides of a merge, changes nothing more.
   */
  upgrades: Readonly<Record<number, (draft: Record<string, unknown>) => void>>;
  /** What to show of any document of this kind, hostile ones included. */
  parse(doc: unknown): View;
  title(doc: unknown): string;
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
