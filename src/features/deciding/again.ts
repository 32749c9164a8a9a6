// A question asked again: who is a full member now and is not counted in it, whether it can be decided at all, and where it
// goes on. Nothing of this is stored: a later question about the same says it.
import type { DecisionView } from "@fogata/domain";
import type { GroupWorkspace } from "../../workspace/types.ts";
import type { Asking } from "./AskDialog.tsx";

/** D20, D21 So few are counted that its rule cannot hold, or nobody else was there to be asked. */
export function isStuck({ asked: { rule }, by, people, state, decided }: DecisionView): boolean {
  if (decided !== null || ["waiting", "void"].includes(state.kind)) return false;
  const counted = people.filter((one) => one.counted).length;
  const hasCompany = people.some(({ person, as }) => as !== "came-later" && person !== by);
  switch (rule.kind) {
    case "all-agree":
      return counted < 2 || !hasCompany;
    case "majority":
      return counted < rule.least || !hasCompany;
    case "few":
      return counted < rule.number || !hasCompany;
    case "consent":
      return counted < 1 || !hasCompany;
  }
}

/** Who has come to belong whole since it was asked, and is not counted in it. */
export function fullSince(group: GroupWorkspace, view: DecisionView): string[] {
  const asked = new Set(view.people.flatMap(({ person, as }) => (as === "full" ? [person] : [])));
  const circle = group.circles.all().find(({ id }) => id === view.circle);
  const full =
    view.circle === group.id
      ? group.people().flatMap(({ member, full }) => (full ? [member] : []))
      : (circle?.people ?? []).map(({ member }) => member);
  return full.filter((member) => !asked.has(member));
}

/** The latest that asks the same of the same circle, after it. */
export function goesOn(view: DecisionView, all: readonly DecisionView[]): DecisionView | null {
  if (view.decided !== null) return null;
  const later = all.filter(
    (one) =>
      one.proposal !== view.proposal &&
      one.circle === view.circle &&
      one.openedAt > view.openedAt &&
      one.state.kind !== "void" &&
      asksTheSame(one, view),
  );
  return later.reduce<DecisionView | null>((last, one) => (last && last.openedAt > one.openedAt ? last : one), null);
}
function asksTheSame(a: DecisionView, b: DecisionView): boolean {
  if (a.asked.about.kind !== b.asked.about.kind) return false;
  return a.asked.about.kind === "question" ? a.asked.sentence === b.asked.sentence : a.doc === b.doc;
}

/**
 * It can come to nothing any more, and goes on in another. One that can still be decided is never among these before the
 * other is: or whoever asks again could draw everybody's answers away from it.
 */
export function isOver(view: DecisionView, all: readonly DecisionView[]): boolean {
  const next = goesOn(view, all);
  return next !== null && (next.decided !== null || view.state.kind === "void" || isStuck(view));
}

/** The same words, rule and names of answers, to be read once more and asked of everybody who belongs now. */
export function askingAgain(group: GroupWorkspace, { asked, doc, circle }: DecisionView): Asking {
  const { about, rule, sentence, words, reviewOn } = asked;
  return {
    about: aboutAgain(about, doc),
    circle: circle === group.id ? null : circle,
    again: { rule, words },
    sentence,
    reviewOn,
  };
}
function aboutAgain(about: DecisionView["asked"]["about"], document: string): Asking["about"] {
  if (about.kind === "question") return { kind: about.kind };
  if (about.kind !== "draft") return { kind: about.kind, document };
  return about.replaces === null ? { kind: about.kind, document } : { ...about, document };
}
