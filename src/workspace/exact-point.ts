// Finds a text exactly as it stood: by how far its document had come, or by the hash that people answered.
import {
  asItStood,
  canonicalText,
  changesOf,
  exactText,
  hashOfText,
  headsOf,
  kinds,
  pointsApart,
  questionText,
  stepsOf,
  type WrittenAgreement,
} from "@fogata/domain";
import { sha256Now } from "@fogata/keys/primitives";
import type { ExactPoint } from "./made-from.types.ts";

export interface Found {
  written: WrittenAgreement;
  heads: readonly string[];
}

export async function findText(doc: unknown, point: ExactPoint): Promise<Found | null> {
  if ("heads" in point) {
    const stood = asItStood(doc, point.heads);
    return stood && { written: kinds.agreement.parse(stood), heads: point.heads };
  }
  if ("now" in point) return { written: kinds.agreement.parse(doc), heads: headsOf(doc) };
  for (const heads of newestFirst(doc)) {
    const stood = asItStood(doc, heads);
    const written = stood && kinds.agreement.parse(stood);
    if (written && (await hashOfWritten(written)) === point.hash) return { written, heads };
  }
  return null;
}

export function hashOfWritten(written: WrittenAgreement): Promise<string> {
  return hashOfText(async (data) => sha256Now(data), exactText(written));
}

export function hashOfQuestion(sentence: string): Promise<string> {
  return hashOfText(async (data) => sha256Now(data), questionText(sentence));
}
export function canonicalOf(written: WrittenAgreement): string {
  return canonicalText(exactText(written));
}

/** Mostly it is the first. Further back, a text was written over behind a decision's back, which is as rare as it is slow. */
export const stepsBackMax = 500;

/** Also where only others have been: whoever wrote apart from them has never had their text without words of their own. */
function* newestFirst(doc: unknown): Generator<readonly string[]> {
  yield headsOf(doc);
  const steps = stepsOf(doc);
  for (let at = steps.length - 1; at >= Math.max(0, steps.length - stepsBackMax); at--) yield steps[at]!.heads;
  let left = stepsBackMax;
  for (const heads of pointsApart(changesOf(doc))) {
    if (left-- === 0) return;
    yield heads;
  }
}
