// D40 Which lists of who belongs each device has named, and in which order: whoever has once said a newer one cannot ask,
// close or complain by an older. Knows nothing of what a statement is about.
import { headsIn } from "./details.ts";
import type { Principles } from "./principles.ts";
import type { DeviceId, Facts, Hash, Said } from "./types.ts";

/** By device: each list it has named, and the first place in its chain at which it did. */
export type Named = ReadonlyMap<DeviceId, ReadonlyMap<string, number>>;

/** By which the roll of some heads is found, whatever order they were given in. */
export function rollKey(heads: readonly string[]): string {
  return [...new Set(heads)].sort().join(" ");
}

export function namedIn({ statements, published }: Pick<Facts, "statements" | "published">): Named {
  const lists = new Map<Hash, string>();
  for (const { hash, details } of statements) {
    const heads = headsIn(details);
    if (heads !== null) lists.set(hash, rollKey(heads));
  }
  const named = new Map<DeviceId, Map<string, number>>();
  for (const { statement, device, n } of published) {
    const list = statement === null ? undefined : lists.get(statement);
    if (list === undefined) continue;
    const its = named.get(device) ?? new Map<string, number>();
    named.set(device, its.set(list, Math.min(n, its.get(list) ?? n)));
  }
  return named;
}

/** Of a list whose operations are not all here nothing can be said yet. What has no place yet is the last there is. */
export function isOlder(
  q: { facts: Facts; named: Named; by: Principles },
  said: Said,
  heads: readonly string[],
): boolean {
  const { facts, named, by } = q;
  const own = rollKey(heads);
  const roll = facts.rolls.get(own);
  const its = named.get(said.device);
  if (!roll || !its) return false;
  const place = facts.published.find(({ statement }) => statement === said.hash)?.n ?? Number.POSITIVE_INFINITY;
  return [...its].some(([list, n]) => {
    if (list === own || !facts.rolls.has(list)) return false;
    return by.knewBetter({ before: n < place, covered: roll.covers.has(list) });
  });
}
