// What every record here begins with: a group of five, a question put to it, and how what came of it is kept.
import type { ExactText } from "@fogata/domain";
import type { Reason } from "@fogata/verify";
import { type DecidingGroup, decidingGroup, theText } from "../deciding-group.ts";

export interface Made {
  name: string;
  json: string;
}
export interface Altered extends Made {
  reason: Reason;
}
/** Keeps the record of that closing, which the verifier must refuse for that reason. */
export type Keep = (reason: Reason, name: string, g: DecidingGroup, closing: string) => void;

export const otherText: ExactText = { ...theText, title: "Children and dogs" };
export const all = ["Alice", "Bob", "Carol", "Dan"] as const;

/** Alice and Bob founded it, Carol and Dan came later, Eve is a new joiner. */
export async function group(): Promise<DecidingGroup> {
  const g = await decidingGroup(["Alice", "Bob"]);
  await g.brings("Carol", { full: true, by: ["Alice", "Bob"] });
  await g.brings("Dan", { full: true, by: ["Bob", "Alice", "Carol"] });
  await g.brings("Eve", { full: false, by: ["Carol"] });
  return g;
}
export async function asked(...[o]: [Parameters<DecidingGroup["asks"]>[1]?]): Promise<DecidingGroup> {
  const g = await group();
  await g.asks("Alice", o);
  g.day(1);
  return g;
}
export async function agree(g: DecidingGroup, ...names: string[]): Promise<void> {
  for (const name of names) await g.answers(name, "agree");
}

/** The last thing said, as others name it. */
export function lastHalf(g: DecidingGroup): string {
  return g.facts().statements.at(-1)!.hash.slice(0, 32);
}
