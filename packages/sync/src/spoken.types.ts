// What people have signed in a group or a circle inside it, as the app sees it: words and facts, all of them checked, and
// none of them understood here. What they come to is for `@fogata/domain` to work out.
import type { DeviceId, MemberId } from "@fogata/keys";
import type { Bytes, Result } from "./ports.ts";

/** Hex of SHA-256 of the statement's bytes. */
export type StatementHash = string;

export interface Spoken {
  hash: StatementHash;
  person: MemberId;
  device: DeviceId;
  circle: string;
  doc: string;
  text: string;
  what: string;
  details: Readonly<Record<string, string | number | boolean | null>>;
  /** By the clock of who said it. */
  time: number;
}
/** The place of a statement in its device's own unbroken chain, and the time it bears. */
export interface SpokenMark {
  person: MemberId;
  device: DeviceId;
  n: number;
  at: number;
  statement: StatementHash;
}
export interface SpokenHere {
  statements: Spoken[];
  /** Of every statement that has been sealed, whatever it says; one that has not been has no place yet. */
  published: SpokenMark[];
  /** Heads of the control log as it is now. */
  heads: string[];
}
/** Who belongs, in the past of some heads of the control log. */
export interface SpokenRoll {
  circle: "group" | "working group";
  members: { person: MemberId; full: boolean }[];
  gone: MemberId[];
  /** Which of the lists that were asked about lie in its past, itself among them, by their place in the asking. */
  covers: number[];
}
/** The bytes behind it, for whoever is to check it without this app. */
export interface Evidence {
  statements: { hash: StatementHash; bytes: Bytes }[];
  operations: Bytes[];
}
export interface ToSay {
  doc: string;
  text: string;
  what: string;
  details: Readonly<Record<string, string | number | boolean | null>>;
  /** Details that a copy of it can leave out and still be checked. */
  apart?: readonly string[];
  /** Of the saying, so that one repeated to another tab is one and the same. */
  time: number;
}
/** Malformed: details that are not text, number, yes, no or null. */
export type SayFault = "gone" | "device-full" | "too-long" | "malformed";

/** `circle`: a group, or a circle inside one in which I have a place. */
export interface Speaking {
  /** What begins with one of these words. Null where there is no such circle here. */
  spoken(circle: string, whats: readonly string[]): Promise<SpokenHere | null>;
  /** In the order asked; null for heads that are not all here. */
  rolls(circle: string, heads: readonly (readonly string[])[]): Promise<(SpokenRoll | null)[]>;
  evidence(circle: string, statements: readonly StatementHash[]): Promise<Evidence | null>;
  /** Signed by this device and kept when it returns; sent when it can be. */
  say(circle: string, what: ToSay): Promise<Result<{ hash: StatementHash }, SayFault>>;
}
