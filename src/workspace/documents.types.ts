// A document as the pages see it: as a row of a list, as it is read, as it is changed, and who else has it open.
import type { AgreementFacts, ChangesOf, DocumentId, KindName, MadeFrom, Readable, ViewOf } from "@fogata/domain";
import type { DocumentHandle, MemberId, Result } from "@fogata/sync";
import type { Accessor } from "solid-js";

export interface DocumentRow {
  /** 32 lower-case hex digits. */
  id: string;
  kind: KindName;
  title: string;
  /** When it was begun, ms since 1970, by the clock of whoever began it. */
  at: number;
  /** The circle it is in, such as a working group's; null if it is in the group's own. */
  circle: string | null;
  /** The agreement it was made from, as a change or in another language; absent for one that stands by itself. */
  from?: { agreement: DocumentId; as: MadeFrom["as"] } | null;
  /** Kept in view for everybody. */
  pinned?: boolean;
}
export interface AskedForRow {
  id: string;
  title: string;
  /** Who asks, the first to ask first; "" for somebody who is not known here. */
  by: readonly string[];
}
export type AgreementId = string;
export type AgreementRow = Pick<DocumentRow, "id" | "title" | "at" | "pinned">;
export interface DraftRow {
  id: AgreementId;
  title: string;
  /** When I last wrote in it on this device, ms since 1970. */
  at: number;
}
/** `corrupt`: this device cannot read its own list of documents, so it does not add to it. */
export type NewFault = "bad-title" | "device-full" | "corrupt" | "app-incomplete";
/** `missing`: nobody has sent it to this device yet, or there is no such document. */
export type OpenFault = "missing" | "corrupt" | "app-incomplete";

export interface OpenDocument<K extends KindName> {
  /** Null until it is there. Made of it at every change, and at midnight. */
  view: Accessor<ViewOf<K> | null>;
  fault: Accessor<OpenFault | null>;
  /** Written by a newer app: it can be read as far as this one understands it, and is not written in. */
  newer: Accessor<boolean>;
  /** Done by me, now. Answers the id of what it made, or why the kind refuses. */
  change<V extends keyof ChangesOf<K>>(verb: V, what: WhatOf<K, V>): ChangeResult<K, V>;
}
/** What a change has to be told. */
export type WhatOf<K extends KindName, V extends keyof ChangesOf<K>> = ChangesOf<K>[V] extends (
  draft: never,
  what: infer What,
  ...rest: never[]
) => unknown
  ? What
  : never;
export type Refusal<K extends KindName, V extends keyof ChangesOf<K>> = ChangesOf<K>[V] extends (
  ...all: never[]
) => infer Answer
  ? Extract<Answer, string>
  : never;
export type ChangeResult<K extends KindName, V extends keyof ChangesOf<K>> = Result<
  DocumentId,
  Refusal<K, V> | "newer" | "not-open"
>;

/** One document on its way into a copy: the `at`-th `of` all. */
export interface CopyStep {
  at: number;
  of: number;
  kind: KindName;
  id: string;
  /** As the list has it. */
  title: string;
  /** The working group it is in; null for the group's own. */
  within: { circle: string; name: string } | null;
  /** Null if this device does not have it, or cannot read it. */
  text: (Readable & { markdown: string }) | null;
}

export interface OpenAgreement {
  id: AgreementId;
  title: Accessor<string>;
  /** The words to read at once, before (and, about a second behind, after) the document itself is there. */
  readable: Accessor<Readable | null>;
  /** The document to write in, once it is loaded. Give it to the editor. */
  live: Accessor<LiveAgreement | null>;
  fault: Accessor<OpenFault | null>;
  /** About how long it takes to read, whole minutes, at least one; null while there are no words to count. */
  minutes: Accessor<number | null>;
  /** Written by a newer app: it can be read as far as this one understands it, and must not be written in. */
  newer: Accessor<boolean>;
  /** Where the document stood when this device last looked at it, if it has moved on since; nowhere, if it never did. */
  lookedAt: Accessor<readonly string[] | null>;
  /** What stands on top of it; null until anything is known of it. */
  facts: Accessor<AgreementFacts | null>;
  /** Done by me, now, to what stands on top. */
  change<V extends keyof ChangesOf<"agreement">>(verb: V, what: WhatOf<"agreement", V>): ChangeResult<"agreement", V>;
}
export interface LiveAgreement {
  handle: DocumentHandle;
  /** Where the text lies in the document. */
  path: readonly ["text"];
  presence: PresencePort;
}

/** Where somebody's caret is: Automerge cursors, which stay on their character. */
export interface Caret {
  anchor: string;
  head: string;
}
export interface OtherCaret extends Caret {
  device: string;
  member: MemberId;
  name: string;
  /** Which of `tonesMax` colours marks this person, the same on every device. */
  tone: number;
}
/** Those who have this document open now, and only in this document. Nothing here is stored. */
export interface PresencePort {
  /** My caret, at every move (it is paced inside); null when I leave the text. Says nothing if I turned my name off. */
  publish(caret: Caret | null): void;
  others: Accessor<readonly OtherCaret[]>;
}
export const tonesMax = 6;
