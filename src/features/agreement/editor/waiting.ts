// What a person typed that is on the screen and not yet in the shared text: the letter is drawn first and written after
// its frame. What others write meanwhile goes below it.
import type { Node as PMNode } from "prosemirror-model";
import type { Transaction } from "prosemirror-state";
import { Mapping, ReplaceStep, type Step, type Transform } from "prosemirror-transform";

/** A step between the documents before and after it. */
interface StepMade {
  step: Step;
  before: PMNode;
  after: PMNode;
}
/** What was done in one go, and is one edit to undo. */
export interface Turn {
  steps: StepMade[];
  composing: boolean;
}
export interface Waiting {
  /** The document as the text has it. */
  before: PMNode;
  turns: Turn[];
  /** Whether others' words have come since. */
  moved: boolean;
}

export function turnOf(own: readonly Transaction[]): Turn {
  return {
    steps: own.flatMap((t) => t.steps.map((step, i) => ({ step, before: t.docs[i]!, after: t.docs[i + 1] ?? t.doc }))),
    composing: own.some((t) => t.getMeta("composition") !== undefined),
  };
}

/** Letters put in or taken out inside one block. All else is written at once. */
export function isTyping(tr: Transaction): boolean {
  return tr.steps.every((step, i) => {
    if (!(step instanceof ReplaceStep) || step.slice.openStart || step.slice.openEnd) return false;
    const { from, to, slice } = step;
    const words = slice.content.childCount === 0 || slice.content.content.every((node) => node.isText);
    return words && tr.docs[i]!.resolve(from).sameParent(tr.docs[i]!.resolve(to));
  });
}

/**
 * Takes what waits back, does what came, and does again as much of it as still has a place. `mapping` knows that what
 * was done again is what was taken back; that of `tr` does not.
 */
export function rebase(
  tr: Transform,
  { turns }: Waiting,
  came: readonly Step[],
): { waiting: Waiting; mapping: Mapping } {
  const mapping = new Mapping();
  const own = turns.flatMap(({ steps }) => steps);
  const take = (step: Step, mirror?: number) => {
    tr.step(step);
    mapping.appendMap(step.getMap(), mirror);
  };
  for (const { step, before } of own.toReversed()) take(step.invert(before));
  for (const step of came) take(step);
  const before = tr.doc;
  let mirror = own.length;
  const again = ({ step }: StepMade): StepMade[] => {
    const moved = step.map(mapping.slice(mirror--));
    const at = tr.doc;
    if (!moved || moved.apply(at).failed) return [];
    take(moved, mirror);
    return [{ step: moved, before: at, after: tr.doc }];
  };
  const rebased = turns.map((turn) => ({ ...turn, steps: turn.steps.flatMap(again) }));
  return { waiting: { before, turns: rebased, moved: true }, mapping };
}
