// What is asked of a value that may come from anybody before it is read.

/** An object with fields, and no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** What is no number counts as 0; never asked of the value itself, which may have a hostile answer. */
export function numberIn(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}
