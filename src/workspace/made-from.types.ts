// What the pages see of documents made from an agreement: changes to it, and the same in other languages.
import type { AgreementView, DocumentId, MadeFrom, WrittenAgreement } from "@fogata/domain";
import type { CircleFault, MemberId, Result } from "@fogata/sync";
import type { Accessor } from "solid-js";
import type { NewFault, OpenFault } from "./types.ts";

/** Who can read something: nobody but me, on my own devices; those in a circle; the whole group. */
export type Readers = { kind: "me" } | { kind: "circle"; circle: string } | { kind: "everyone" };

export interface MadeFromRow {
  id: DocumentId;
  /** What it is called. */
  title: string;
  at: number;
  agreement: DocumentId;
  as: MadeFrom["as"];
  readers: Readers;
}

export interface MakingFrom {
  /** What the agreement comes to, by all that the group has decided as far as this device knows. */
  comesTo(agreement: string): AgreementView;
  /** All that I can read, by name. */
  of(agreement: string, as: MadeFrom["as"]): readonly MadeFromRow[];
  /** Every one of these in the group, whatever it was made from, by name. */
  all(as: MadeFrom["as"]): readonly MadeFromRow[];
  /** The words of one, to begin another with. */
  words(id: string): Promise<Result<WrittenAgreement, OpenFault>>;
  /** The row of one such document; null if it is none, or is not listed here. */
  row(id: string): MadeFromRow | null;
  /** Begins one with the text in force, or the draft as it is now. */
  begin(o: {
    agreement: string;
    as: MadeFrom["as"];
    name: string;
    language?: string;
    readers: Readers;
    /** With the words that were written there past those in force. */
    edits?: boolean;
  }): Promise<Result<DocumentId, MakingFault>>;
  /** Whether I went on writing past the text that was decided on. Call it inside a component (or a root). */
  editsBegun(decided: { document: string; hash: string }): Accessor<boolean>;
  /** The same words anew, for the whole group: nothing of how they came about goes with them. */
  publish(id: string): Promise<Result<DocumentId, MakingFault>>;
  /** The past of one document, the oldest first. */
  history(document: string): Promise<Result<HistoryView, OpenFault>>;
  /** A text exactly as it stood. Call it inside a component (or a root): it leaves with it. */
  textAt(point: ExactPoint): TextAt;
}
export interface HistoryView {
  sittings: readonly PastRow[];
  /** Each edit by itself; the latest, where there are very many. */
  edits: readonly PastRow[];
  named: readonly PastRow[];
}
export interface PastRow {
  /** What somebody called it; null for most. */
  name: string | null;
  /** Null for the beginning, and for devices that are not known here any more. */
  by: MemberId | null;
  at: number;
  edits: number;
  before: readonly string[] | null;
  heads: readonly string[];
}

/** `no-text`: the very text that was decided is not to be found in the document on this device. */
export type MakingFault = NewFault | OpenFault | CircleFault | "no-text";

/** By how far the document had come, by the hash of the text, or as it is now. */
export type ExactPoint =
  | { document: string; heads: readonly string[] }
  | { document: string; hash: string }
  /** As it is when it is first seen. */
  | { document: string; now: true };

export interface TextAt {
  /** Null until it is found. */
  found: Accessor<{ written: WrittenAgreement; heads: readonly string[] } | null>;
  fault: Accessor<OpenFault | "no-text" | null>;
}
