// Points in an agreement's past that somebody gave a name. Each stands under a key of its own, so that names given apart
// never get in each other's way, in documents of whichever age.

import { parseTitle } from "./ids.ts";
import type { Act } from "./kind.ts";
import { isRecord } from "./plain.ts";
import { whole, wholeText } from "./prose.ts";

export interface NamedVersion {
  id: string;
  name: string;
  by: string;
  at: number;
  heads: string[];
}

const prefix = "version ";
/** More than anybody names. */
export const versionsMax = 200;

export function nameVersion(
  draft: object,
  { name, heads }: { name: string; heads: readonly string[] },
  act: Act,
): "bad-title" | "too-many" | null {
  const given = parseTitle(name);
  if (given === null) return "bad-title";
  const root = draft as Record<string, unknown>;
  if (Object.keys(root).filter((key) => key.startsWith(prefix)).length >= versionsMax) return "too-many";
  root[prefix + act.id] = { name: whole(given), by: whole(act.by), at: act.at, heads: heads.map(whole) };
  return null;
}

/** The oldest first. */
export function versionsOf(doc: unknown): NamedVersion[] {
  const versions = Object.entries(isRecord(doc) ? doc : {}).flatMap(([key, value]): NamedVersion[] => {
    if (!key.startsWith(prefix) || !isRecord(value)) return [];
    const name = parseTitle(wholeText(value.name) ?? "");
    const heads = Array.isArray(value.heads) ? value.heads.map(wholeText) : [];
    const good = heads.filter((head): head is string => head !== null && /^[0-9a-f]{64}$/.test(head));
    if (name === null || good.length === 0 || good.length < heads.length) return [];
    const at = typeof value.at === "number" && Number.isFinite(value.at) ? value.at : 0;
    return [{ id: key.slice(prefix.length), name, by: wholeText(value.by) ?? "", at, heads: good }];
  });
  return versions.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}
