// The browser's own small store, apart for each database: what was kept sealed for one that is locked must not be
// taken for rubbish, and put away, by the one that was begun beside it.
import type { AtOnce } from "../../workspace/last-words.ts";

/** The first keeps the names it always had. */
export function storeOf(store: AtOnce, name: string, first: string): AtOnce {
  if (name === first) return store;
  const before = `${name}:`;
  const mine = () =>
    Array.from({ length: store.length }, (_, at) => store.key(at) ?? "").filter((key) => key.startsWith(before));
  return {
    getItem: (key) => store.getItem(before + key),
    setItem: (key, value) => store.setItem(before + key, value),
    removeItem: (key) => store.removeItem(before + key),
    key: (at) => mine()[at]?.slice(before.length) ?? null,
    get length() {
      return mine().length;
    },
  };
}
