// *How we decided this*, to be taken out of the group: one file with the signed statements byte for byte, the operations
// that say who was there, and the text. `@fogata/verify` checks it offline and shares nothing with this package.
import { decide } from "./decide.ts";
import { follows, graphOf } from "./graph.ts";
import { principles } from "./principles.ts";
import { isFull, questionOf } from "./question.ts";
import { reasonsApart, takenBackIn } from "./taken-back.ts";
import { type Facts, type Hash, type Said, whats } from "./types.ts";

export interface DecisionRecord {
  format: "fogata decision record 1";
  circle: string;
  proposal: Hash;
  closing: Hash;
  /** Canonical, as it was hashed. */
  text: string;
  /** Canonical JSON as it was signed; D50 without its words where these were taken back. */
  statements: string[];
  /** Operations of the control log, base64url. */
  operations: string[];
  /** Who was entitled, by the app's own resolver. */
  roll: { full: string[] };
}

/**
 * What a record of this question has to hold: everything said about it in its own circle, what was said of it in the group
 * around and is named there, and whose words were taken back.
 */
export function statementsOf(proposal: Hash, facts: Facts): Hash[] {
  const said = saidAbout(proposal, facts);
  const takings = takenBackIn(facts.statements);
  const taken = said.flatMap(({ hash, what }) => (what === whats.answer ? (takings.get(hash) ?? []) : []));
  return [...said.map(({ hash }) => hash), ...taken];
}
function saidAbout(proposal: Hash, facts: Facts): Said[] {
  const graph = graphOf(proposal, facts.statements, facts.now);
  if (graph === null) return [];
  const { circle } = graph.opening.said;
  const here = graph.nodes.filter(({ said, complete }) => said.circle === circle && complete);
  // What was called back in the group around it is checked by whoever spoke after that, and named it.
  const around = graph.nodes.filter((one) => one.said.circle !== circle && here.some((later) => follows(later, one)));
  return [...here, ...around].sort((a, b) => a.at - b.at).map(({ said }) => said);
}
/** A changed app can keep apart what an answer is counted by: without it, it would be another answer to whoever checks. */
function lacksOnlyWhy(less: string, { details }: Said): boolean {
  const { details: left } = JSON.parse(less) as Pick<Said, "details">;
  return Object.keys(details).every((name) => Object.hasOwn(left, name) || reasonsApart.some((one) => one === name));
}

/**
 * `statement` gives the bytes of a statement as text, `operations` are all of the circle's log; `text` is the canonical
 * text in force, which is hashed again by whoever checks the record. D50 `withoutWords` gives the same without what a
 * statement keeps apart; null for one that keeps nothing apart, as was so once: that one is checked by its words alone.
 */
export function decisionRecord(
  proposal: Hash,
  facts: Facts,
  o: {
    text: string;
    statement(hash: Hash): string | null;
    withoutWords(hash: Hash): string | null;
    operations: readonly Uint8Array[];
  },
): { ok: true; value: DecisionRecord } | { ok: false; reason: "not-decided" | "missing" } {
  const view = decide(proposal, facts);
  const q = questionOf(proposal, facts, principles);
  if (!view?.decided || q === null || q === "waiting") return { ok: false, reason: "not-decided" };
  // Without its words nobody could see that something signed by a changed app is no answer: it comes to nothing, as it is.
  const answers = new Map(q.answers.map(({ node: { said } }) => [said.hash, said]));
  // Why it was called back is the group's around it, and no part of what is checked.
  const around = new Map(
    saidAbout(proposal, facts).flatMap((said) => (said.circle === view.circle ? [] : [[said.hash, said]])),
  );
  const without = (hash: Hash) => {
    const said = around.get(hash) ?? (q.takenBack.has(hash) ? answers.get(hash) : undefined);
    const less = said ? o.withoutWords(hash) : null;
    return less !== null && lacksOnlyWhy(less, said!) ? less : null;
  };
  const statements = statementsOf(proposal, facts).map((hash) => without(hash) ?? o.statement(hash));
  if (statements.includes(null) || o.operations.length === 0) return { ok: false, reason: "missing" };
  const value: DecisionRecord = {
    format: "fogata decision record 1",
    ...{ circle: view.circle, proposal, closing: view.decided.closing, text: o.text },
    statements: statements as string[],
    operations: o.operations.map(base64url),
    roll: { full: q.roll.members.map(({ person }) => person).filter((person) => isFull(q.roll, person)) },
  };
  return { ok: true, value };
}

function base64url(bytes: Uint8Array): string {
  const raw = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(raw).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
