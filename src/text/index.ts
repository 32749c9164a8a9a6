// The words of the interface, in the person's language where we have it. A language is one file beside this one.
import { en } from "./en.ts";

export type Text = typeof en;

/** Only English so far: another language is another file and one more line here. */
const languages: Record<string, Text> = { en };

export function pickLanguage(wanted: readonly string[]): Text {
  for (const tag of wanted) {
    const found = languages[tag.toLowerCase().split("-")[0] ?? ""];
    if (found) return found;
  }
  return en;
}

export const text: Text = pickLanguage(globalThis.navigator?.languages ?? []);
