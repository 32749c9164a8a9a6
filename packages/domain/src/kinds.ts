// Every kind of document there is, one line each. Its name is what the register writes down.
import { agreement } from "./agreement.ts";
import type { Kind } from "./kind.ts";

export const kinds = { agreement } satisfies Record<string, Kind>;
export type KindName = keyof typeof kinds;

export function parseKindName(text: unknown): KindName | null {
  return typeof text === "string" && Object.hasOwn(kinds, text) ? (text as KindName) : null;
}
