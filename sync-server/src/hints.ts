// What a page will need, told with the page itself: the browser asks for it a way there and back sooner. The built app
// says what that is for which addresses, in a file beside it.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

const fileName = "hints.json";

/** The `Link` header for this path, or null. */
export async function linkFor(folder: string, path: string): Promise<string | null> {
  try {
    const hints = JSON.parse(await readFile(join(folder, fileName), "utf8")) as { path: string; link: string }[];
    return hints.find((hint) => new RegExp(hint.path).test(path))?.link ?? null;
  } catch {
    return null; // an app that says nothing of the kind
  }
}
