// Looks for words in everything this device may read: titles at once, then the texts that it keeps to be read, then what
// has changed since, each looked at where it lies. Comes with the engine; opens no document.
import { type DocumentId, parseReadable, plainText, type Readable } from "@fogata/domain";
import { type Accessor, createSignal } from "solid-js";
import type { WorkspaceDeps } from "../deps.ts";
import type { Inside } from "../inside.ts";
import type { MakingFrom } from "../made-from.types.ts";
import type { Notes } from "../notes.ts";
import type { Register } from "../register.ts";
import type { DocumentRow } from "../types.ts";
import { folded, holdsAll, type Lines, linesOf, marked, type Piece, sentenceWith, wantedIn } from "./words.ts";

export interface TextSearch {
  /** Texts that have been read, of all there are. Titles are always looked through. */
  read: Accessor<{ done: number; of: number }>;
  /** Whatever says all of these words, by title; null where nothing is looked for. Answers anew as more is read. */
  find(typed: string): readonly FoundText[] | null;
  /** Reads what is not read yet, or was changed; resolves once that is done. */
  refresh(): Promise<void>;
  close(): void;
}
export interface FoundText {
  /** Whose page it is on. */
  id: string;
  title: string;
  as: "agreement" | "amendment" | "translation";
  /** The agreement that it was made from; itself for one that stands by itself. */
  agreement: string;
  /** The circle it is in; null for the group's own. */
  circle: string | null;
  titled: readonly Piece[];
  /** The sentence in which it stands; null if only the title says it. */
  sentence(): readonly Piece[] | null;
}

export interface SearchDeps {
  deps: WorkspaceDeps;
  notes: Notes;
  id: string;
  register: Register;
  inside: Inside;
  comesTo: MakingFrom["comesTo"];
  /** Reads an agreement. */
  parse(doc: unknown): Readable;
}

/** So many notes are read at a time: more would hold up what somebody does meanwhile. */
const notesAtOnce = 16;

export function createSearch(o: SearchDeps): TextSearch {
  const texts = new Map<string, Lines>();
  const titles = new Map<string, string>();
  const [heard, setHeard] = createSignal(0);
  const [read, setRead] = createSignal({ done: 0, of: 0 });
  let closed = false;
  let reading: Promise<void> | null = null;
  const noteOf = (doc: string) => `group/${o.id}/agreement/${doc}`;
  const stampsName = `group/${o.id}/searched`;

  const rows = () =>
    [...o.register.documents(), ...o.inside.documents()].filter(
      (row) => row.kind === "agreement" && row.from?.as !== "template",
    );
  /** Each with the document in which its words lie. */
  const asked = () =>
    rows().flatMap((row): { row: DocumentRow; as: FoundText["as"]; agreement: string; text: string }[] => {
      const { agreement, as } = row.from ?? { agreement: row.id, as: "agreement" };
      if (as === "template") return [];
      if (as === "agreement") return [{ row, as, agreement, text: o.comesTo(row.id).force?.doc ?? row.id }];
      // What was taken in is read in the agreement that took it in.
      const { kind } = o.comesTo(row.id).state;
      return kind === "taken-in" || kind === "replaced" ? [] : [{ row, as, agreement, text: row.id }];
    });

  const kept = (words: Readable) =>
    linesOf(
      [words.facts?.summary ?? "", ...words.blocks.map((block) => plainText([block]))].filter((line) => line !== ""),
    );

  async function readNotes(wanted: readonly DocumentRow[]): Promise<void> {
    const missing = wanted.filter(({ id }) => !texts.has(id));
    for (let at = 0; at < missing.length && !closed; at += notesAtOnce) {
      await Promise.all(
        missing.slice(at, at + notesAtOnce).map(async ({ id }) => {
          const words = parseReadable(await o.notes.read(noteOf(id)).catch(() => null));
          if (words) texts.set(id, kept(words));
        }),
      );
      tell(wanted);
    }
  }

  /** One after the other, and only what is stored otherwise than when it was last looked at. */
  async function lookAgain(wanted: readonly DocumentRow[]): Promise<void> {
    const device = await o.deps.device;
    const stamps = stampsIn(await o.notes.read(stampsName).catch(() => null));
    let moved = false;
    for (const { id, circle } of wanted) {
      if (closed) break;
      const look = (doc: unknown) => o.parse(doc);
      const stamp = texts.has(id) ? (stamps.get(id) ?? null) : null;
      const found = await device.glance(circle ?? o.id, id as DocumentId, { stamp, look }).catch(() => null);
      if (found?.kind !== "seen") continue;
      texts.set(id, kept(found.value));
      o.notes.write(noteOf(id), () => found.value);
      stamps.set(id, found.stamp);
      moved = true;
      tell(wanted);
    }
    if (!moved || closed) return;
    // Only once the words themselves are kept may it be said of them that they are.
    await o.notes.flush();
    o.notes.write(stampsName, () => Object.fromEntries(stamps));
  }
  function tell(wanted: readonly DocumentRow[]): void {
    setRead({ done: wanted.reduce((count, { id }) => count + (texts.has(id) ? 1 : 0), 0), of: wanted.length });
    setHeard((n) => n + 1);
  }

  async function readAll(): Promise<void> {
    await Promise.all([o.register.open(), o.inside.open()]);
    const wanted = rows();
    await readNotes(wanted);
    await lookAgain(wanted);
    // What cannot be read on this device is not waited for.
    if (!closed) setRead({ done: wanted.length, of: wanted.length });
  }

  const titleOf = (title: string) => {
    const known = titles.get(title) ?? folded(title);
    titles.set(title, known);
    return known;
  };
  return {
    read,
    find(typed) {
      const wanted = wantedIn(typed);
      if (wanted.length === 0) return null;
      heard();
      return asked().flatMap(({ row, as, agreement, text }): FoundText[] => {
        const lines = texts.get(text);
        if (!holdsAll([titleOf(row.title), lines?.folded ?? ""], wanted)) return [];
        return [
          {
            ...{ id: row.id, title: row.title, as, agreement, circle: row.circle },
            titled: marked(row.title, wanted),
            sentence: () => (lines ? sentenceWith(lines, wanted) : null),
          },
        ];
      });
    },
    refresh() {
      reading ??= readAll().finally(() => {
        reading = null;
      });
      return reading;
    },
    close() {
      closed = true;
    },
  };
}

/** Our own note. */
function stampsIn(note: unknown): Map<string, string> {
  if (typeof note !== "object" || note === null) return new Map();
  return new Map(Object.entries(note).filter((one): one is [string, string] => typeof one[1] === "string"));
}
