// Makes the readable copy: one page and one Markdown file for each document, and an index. Step by step, so that the page
// it is asked from goes on answering, and so that it can be stopped. It holds texts only: no list of people, no keys.
import type { CopyStep, KindName } from "../../workspace/types.ts";
import type { ZipInTheMaking } from "../../zip.ts";
import { blocksToHtml, heading, list, type PageOf, page, paragraph } from "./html.ts";

export interface CopyOf {
  group: string;
  language: string;
  direction: string;
  /** What each kind is called. */
  kinds: ReadonlyMap<KindName, string>;
  words: {
    /** The index, by its group. */
    title(group: string): string;
    taken: string;
    index: string;
    untitled: string;
    markdown: string;
    /** A working group among them, by its name. */
    workingGroup(name: string): string;
    notHere: string;
    notHereWhat: string;
    empty: string;
  };
}
export interface CopyProgress {
  at: number;
  of: number;
}

type Texts = Map<KindName, Parameters<typeof list>[0][number][]>;

/** Null if it was stopped. `pause` lets the page breathe; it is called once a slice of time is used up. */
export async function makeCopy(o: {
  of: CopyOf;
  steps: AsyncGenerator<CopyStep, void>;
  zip: ZipInTheMaking;
  stopped(): boolean;
  pause(): Promise<void>;
  onProgress(progress: CopyProgress): void;
}): Promise<Blob | null> {
  const { of, zip } = o;
  const { words } = of;
  const head = (title: string, back: string | null): PageOf => ({
    language: of.language,
    direction: of.direction,
    title,
    about: words.taken,
    back: back === null ? null : { href: back, name: words.index },
  });
  const names = new Names();
  const own: Texts = new Map();
  const inside = new Map<string, { name: string; folder: string; texts: Texts }>();
  const notHere: string[] = [];
  for await (const { at, of: all, kind, title, text, within } of o.steps) {
    if (o.stopped()) return null;
    if (text === null) notHere.push(title || words.untitled);
    else {
      const place = within ? placeOf(within) : { folder: "", texts: own };
      const name = text.title || words.untitled;
      const file = names.take(`${place.folder}${kind}/${fileNameOf(name)}`);
      const back = `${"../".repeat(file.split("/").length - 1)}index.html`;
      zip.add(`${file}.html`, page(head(name, back), blocksToHtml(text.blocks)));
      zip.add(`${file}.md`, text.markdown);
      const row = { href: pathOf(`${file}.html`), name, also: { href: pathOf(`${file}.md`), name: words.markdown } };
      place.texts.set(kind, [...(place.texts.get(kind) ?? []), row]);
    }
    o.onProgress({ at, of: all });
    await o.pause();
  }
  if (o.stopped()) return null;

  function placeOf({ circle, name }: NonNullable<CopyStep["within"]>) {
    const known = inside.get(circle);
    if (known) return known;
    const called = name || words.untitled;
    const place = { name: called, folder: `${names.take(`working-groups/${fileNameOf(called)}`)}/`, texts: new Map() };
    inside.set(circle, place);
    return place;
  }
  const kindName = (kind: KindName) => of.kinds.get(kind) ?? kind;
  const sections = [...own].map(([kind, rows]) => `${heading(kindName(kind))}\n${list(rows)}`);
  for (const { name, texts } of inside.values())
    sections.push(
      heading(words.workingGroup(name)),
      ...[...texts].map(([kind, rows]) => `${heading(kindName(kind), 3)}\n${list(rows)}`),
    );
  if (notHere.length > 0)
    sections.push(heading(words.notHere), paragraph(words.notHereWhat), ...notHere.map(paragraph));
  const body = sections.length > 0 ? sections.join("\n") : paragraph(words.empty);
  zip.add("index.html", page(head(words.title(of.group), null), body));
  return zip.end();
}

/** Two texts of one title get two files, also where capitals are no difference. */
class Names {
  #taken = new Set<string>();
  take(wanted: string): string {
    for (let n = 1; ; n++) {
      const name = n === 1 ? wanted : `${wanted} (${n})`;
      if (this.#taken.has(name.toLowerCase())) continue;
      this.#taken.add(name.toLowerCase());
      return name;
    }
  }
}

/** A name every file system takes: no signs of its own, no dots at its ends, none that an old system keeps for itself. */
export function fileNameOf(title: string): string {
  const name = title
    .normalize("NFC")
    .replace(/[\s\p{Cc}\p{Cf}\p{Cs}\\/:*?"<>|#%]+/gu, " ")
    .replace(/^[\s.]+|[\s.]+$/g, "");
  const short = [...name].slice(0, 60).join("").trim();
  if (short === "") return "text";
  return /^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(short) ? `${short}-` : short;
}
function pathOf(file: string): string {
  return file.split("/").map(encodeURIComponent).join("/");
}
