// Facts that people write beside the text of a document, in a map of their own: each is one value, written once under a
// key that says what it is about. Whose it is follows from the change that wrote it, never from what it says of itself.

import { parseDocumentId } from "./ids.ts";
import type { Act } from "./kind.ts";
import { isRecord } from "./plain.ts";
import { type Anchor, type Written, writeIn, writtenIn } from "./prose.ts";

/** `proven`: by the change itself. Otherwise its device is not known here any more, and only its word says who. */
export interface SaidBy {
  member: string;
  proven: boolean;
}
export interface Said<Verb extends string> {
  key: string;
  /** Null: what begins it. */
  verb: Verb | null;
  /** What it is about. */
  of: string;
  id: string;
  by: SaidBy;
  /** ms since 1970, by the clock of whoever said it. */
  at: number;
  actor: string;
  held: Record<string, unknown>;
}
export type MemberOf = (device: string) => string | null;

/** Far more than anybody reads. */
export const saidMax = 10_000;
/** An actor is its device's id and something behind it. */
const deviceLetters = 32;
const keyForm = /^([0-9a-f]{32})(?: ([a-z]{1,20}) ([0-9a-f]{32}))?$/;

/** In the order in which they were said; what nobody of ours could have written is left out. */
export function saidIn<Verb extends string>(
  doc: unknown,
  o: { name: string; verbs: readonly Verb[]; memberOf: MemberOf },
): Said<Verb>[] {
  const all = writtenIn(doc, o.name).flatMap((one) => readSaid(one, o));
  return all.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : a.key < b.key ? -1 : 1));
}

export function say(draft: object, o: { name: string; key: string; more?: object }, act: Act): void {
  writeIn(draft, o.name, { key: o.key, text: JSON.stringify({ by: act.by, at: act.at, ...o.more }) });
}
export function isFull(draft: object, name: string): boolean {
  const held = (draft as Record<string, unknown>)[name];
  return isRecord(held) && Object.keys(held).length >= saidMax;
}

export function anchorIn({ from, to }: Record<string, unknown>): Anchor | null {
  return typeof from === "string" && typeof to === "string" ? { from, to } : null;
}
export function wordsIn(said: unknown, lengthMax: number): string {
  return (typeof said === "string" ? said : "").slice(0, lengthMax);
}

function readSaid<Verb extends string>(
  { key, text, actor }: Written,
  { verbs, memberOf }: { verbs: readonly Verb[]; memberOf: MemberOf },
): Said<Verb>[] {
  const [, of, verb, second] = keyForm.exec(key) ?? [];
  const held = parse(text);
  const id = parseDocumentId(second ?? of);
  if (of === undefined || id === null || held === null) return [];
  const known = verbs.find((one) => one === verb) ?? null;
  if (verb !== undefined && known === null) return [];
  const proven = actor.length > deviceLetters ? memberOf(actor.slice(0, deviceLetters)) : null;
  const claimed = typeof held.by === "string" ? held.by : "";
  const by = proven === null ? { member: claimed, proven: false } : { member: proven, proven: true };
  const at = typeof held.at === "number" && Number.isFinite(held.at) ? held.at : 0;
  return [{ key, verb: known, of, id, by, at, actor, held }];
}
function parse(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}
