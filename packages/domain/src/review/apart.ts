// A document in which one device wrote apart from the others: where they stood meanwhile, and whose words are not theirs.
import type { Change } from "../prose.ts";

/**
 * Where others may have stood while one device wrote apart from them: all there is without what it wrote since they parted
 * and what builds on that, the latest parting first; then each change with nothing but what it builds on. A device that
 * wrote apart has never been at these points itself.
 */
export function* pointsApart(changes: readonly Change[]): Generator<readonly string[]> {
  for (const first of partings(changes).reverse()) yield withoutFrom(changes, first);
  for (const { hash } of [...changes].reverse()) yield [hash];
}

/** Changes that do not only go on from their device's last, or where others went on from that, too. */
function partings(changes: readonly Change[]): string[] {
  const latest = new Map<string, string>();
  const followers = new Map<string, Set<string>>();
  for (const { actor, deps } of changes)
    for (const one of deps) followers.set(one, (followers.get(one) ?? new Set()).add(actor));
  const found: string[] = [];
  for (const { actor, hash, deps } of changes) {
    const last = latest.get(actor);
    const goesOn = last !== undefined && deps.length === 1 && deps[0] === last && followers.get(last)!.size === 1;
    if (!goesOn && deps.length > 0) found.push(hash);
    latest.set(actor, hash);
  }
  return found;
}
/** The heads of all that does not build on this change. */
function withoutFrom(changes: readonly Change[], first: string): string[] {
  const gone = new Set([first]);
  const heads = new Set<string>();
  for (const { hash, deps } of changes) {
    if (gone.has(hash) || deps.some((one) => gone.has(one))) {
      gone.add(hash);
      continue;
    }
    for (const one of deps) heads.delete(one);
    heads.add(hash);
  }
  return [...heads].sort();
}

/** Whose changes there are besides those up to this point: the ids of their devices. */
export function devicesSince(changes: readonly Change[], heads: readonly string[]): ReadonlySet<string> {
  const within = new Set(heads);
  const devices = new Set<string>();
  for (const { actor, hash, deps } of [...changes].reverse()) {
    if (within.has(hash)) for (const one of deps) within.add(one);
    else devices.add(actor.slice(0, deviceLetters));
  }
  return devices;
}
/** An actor is its device's id and something behind it. */
const deviceLetters = 32;
