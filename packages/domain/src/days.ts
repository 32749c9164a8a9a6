// Days as people write them, without a time or a place: "2026-11-20". Today always comes in.

export type Day = string & { readonly __day: true };

/** Null for what no calendar holds. */
export function parseDay(text: unknown): Day | null {
  const parts = typeof text === "string" ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) : null;
  if (parts === null) return null;
  const at = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  return dayAt(at) === text ? (text as Day) : null;
}

/** Never beyond the years of four figures. */
export function addDays(day: Day, days: number): Day {
  return dayAt(msOf(day) + days * dayMs);
}

/** From one day to another; negative if it is before. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((msOf(to) - msOf(from)) / dayMs);
}

const dayMs = 24 * 60 * 60 * 1000;
const msOf = (day: Day) => Date.parse(`${day}T00:00:00Z`);
const dayAt = (at: number) => new Date(Math.max(firstMs, Math.min(at, lastMs))).toISOString().slice(0, 10) as Day;
const firstMs = Date.UTC(100, 0, 1);
const lastMs = Date.UTC(9999, 11, 31);
