// Undo of one's own edits only. Taking back an insertion removes the letters this editor put in and leaves what others
// wrote between them; taking back a deletion puts the letters back where they stood. Each step taken back is itself
// noted, and that note is the redo.
import type { Node as PMNode } from "prosemirror-model";
import type { Scribe } from "./outgoing.ts";
import { type Unit, unitsLength } from "./positions.ts";
import { createForwarding } from "./rows.ts";
import type { SharedText, TextDraft } from "./shared-text.ts";
import { createTakeBack, type Perform } from "./take-back.ts";
import { type Entry, isEmpty, newEntry, scribeOf } from "./undo-entry.ts";

/** A pause this long ends a step, as a finished word does. */
export const pauseMs = 800;
export const stepsMax = 500;

export interface Undo {
  record(draft: TextDraft, how: { composing: boolean }): Scribe;
  endRecord(): void;
  /** Takes a step back or forward. `perform` makes one change and gives the document after it. Null: nothing to do. */
  step(back: boolean, doc: PMNode, perform: Perform): number | null;
  canUndo(): boolean;
  canRedo(): boolean;
}

type Kind = "typing" | "erasing" | "mixed";
interface Step extends Entry {
  kind: Kind;
  composing: boolean;
  lastAt: number;
  /** The last letter typed or erased, and whether a word and a space after it have been typed. */
  edge: string | null;
  word: "none" | "begun" | "ended";
}

export function createUndo({ text, now }: { text: SharedText; now: () => number }): Undo {
  const letters = createForwarding();
  const takeBack = createTakeBack({ text, letters });
  const done: Step[] = [];
  const undone: Step[] = [];
  let recording: { step: Step; edits: number } | null = null;

  function goesOn(draft: TextDraft, kind: Kind, edit: { at: number; units: Unit[]; composing: boolean }): Step | null {
    const last = done.at(-1);
    if (!last || now() - last.lastAt > pauseMs) return null;
    if (edit.composing && last.composing) return last;
    if (kind === "mixed" || last.kind !== kind || last.edge === null) return null;
    const { at, units } = edit;
    if (kind === "typing") {
      const starts = "text" in units[0]! && /\S/.test(units[0].text[0]!);
      return at > 0 && draft.cursor(at - 1) === last.edge && !(last.word === "ended" && starts) ? last : null;
    }
    const from = draft.position(last.edge);
    return from === at || from === at + unitsLength(units) ? last : null;
  }

  function record(draft: TextDraft, { composing }: { composing: boolean }): Scribe {
    const begin = (kind: Kind, at: number, units: Unit[]) => {
      undone.length = 0;
      if (recording) {
        recording.edits++;
        recording.step.kind = "mixed";
      } else {
        const last = goesOn(draft, kind, { at, units, composing });
        const step = last ?? { ...newEntry(), kind, composing, lastAt: 0, edge: null, word: "none" };
        if (!last) done.push(step);
        recording = { step, edits: 1 };
      }
      recording.step.lastAt = now();
      recording.step.composing = composing;
      if (done.length > stepsMax) done.shift();
      return scribeOf(draft, recording.step, letters);
    };
    const onlyText = (units: Unit[]) => units.every((u) => "text" in u);
    return {
      insert(at, units) {
        const scribe = begin(onlyText(units) ? "typing" : "mixed", at, units);
        scribe.insert(at, units);
        const end = at + unitsLength(units);
        const tail = units.at(-1)!;
        recording!.step.edge = draft.cursor(end - 1);
        if (!("text" in tail)) return;
        const begun = recording!.step.word !== "none" || /\S/.test(tail.text);
        recording!.step.word = begun ? (/\s$/.test(tail.text) ? "ended" : "begun") : "none";
      },
      remove(at, units) {
        const scribe = begin(onlyText(units) ? "erasing" : "mixed", at, units);
        recording!.step.edge = draft.cursor(at);
        scribe.remove(at, units);
      },
      setBlock: (at, from, to) => begin("mixed", at, []).setBlock(at, from, to),
      mark: (at, was, name, value) => begin("mixed", at, was).mark(at, was, name, value),
    };
  }

  function step(back: boolean, doc: PMNode, perform: Perform): number | null {
    const [from, to] = back ? [done, undone] : [undone, done];
    for (let entry = from.pop(); entry; entry = from.pop()) {
      const reverse: Step = { ...newEntry(), kind: "mixed", composing: false, lastAt: now(), edge: null, word: "none" };
      const caret = takeBack(entry, reverse, doc, perform);
      if (isEmpty(reverse)) continue;
      to.push(reverse);
      return caret;
    }
    return null;
  }

  return {
    record,
    endRecord() {
      recording = null;
    },
    step,
    canUndo: () => done.length > 0,
    canRedo: () => undone.length > 0,
  };
}
