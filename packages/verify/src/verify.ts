// Checks one record of a decision, with nothing but the record itself: who was there, who signed what, over which text,
// and whether the group's rule was kept. Knows no network, and nothing of the app that wrote the record.
import { utf8 } from "./bytes.ts";
import { type Closed, judge, words } from "./closing.ts";
import { checks } from "./crypto.ts";
import { readOperations } from "./operations.ts";
import { type Reason, Refused } from "./refused.ts";
import { type Roll, type Rolls, rollsOf } from "./roll.ts";
import { isRecord, readStatements } from "./statements.ts";

export const format = "fogata decision record 1";
/** A record is some statements and a log: more than this is something else. */
export const recordLengthMax = 64 * 1024 * 1024;

export interface Verified extends Closed {
  /** The text decided on, as it was hashed. */
  text: string;
  circle: string;
  opening: Roll;
  /** What could not be weighed. */
  notes: Note[];
}
export type Note =
  /** The log has ends, objections or numbers that only the app can weigh; who was entitled is as replayed here. */
  | "log-not-simple"
  /** There are words that the closing did not know; whether they count is not to be seen from a record. */
  | "later-words"
  /** Somebody took back the words of their reason: their answer is checked and counted, the words are not shown. */
  | "words-taken-back";
export type Verdict = { ok: true; value: Verified } | { ok: false; reason: Reason; detail: string };

/**
 * `json`: the file as it is; `now`: ms since 1970, a closing dated later does not count. Whatever the file, it answers,
 * and never throws.
 */
export async function verify(json: string, o: { crypto: Crypto; now: number }): Promise<Verdict> {
  try {
    return { ok: true, value: await verified(json, o) };
  } catch (fault) {
    if (fault instanceof Refused) return { ok: false, reason: fault.reason, detail: fault.message };
    // Whatever it is that no reader expected, it is no record.
    return { ok: false, reason: "not-a-record", detail: fault instanceof Error ? fault.message : "" };
  }
}

async function verified(json: string, o: { crypto: Crypto; now: number }): Promise<Verified> {
  if (json.length > recordLengthMax) throw new Refused("not-a-record", "too long");
  const record: unknown = JSON.parse(json);
  if (!isRecord(record) || record.format !== format) throw new Refused("not-a-record");
  const { circle, proposal, closing, text } = record;
  if (![circle, proposal, closing, text].every((one) => typeof one === "string")) throw new Refused("not-a-record");

  const is = checks(o.crypto);
  const operations = await readOperations(is, record.operations, circle as string);
  const rolls = rollsOf(operations);
  const everybody = rolls.at([...operations.keys()]);
  const statements = await readStatements(is, record.statements, everybody, circle as string);
  const opening = rolls.at(headsOf(statements.get(proposal as string)?.details.heads, "no-proposal"));
  const ending = rolls.at(headsOf(statements.get(closing as string)?.details.heads, "no-closing"));
  const at = { proposal: proposal as string, closing: closing as string };
  const closed = judge({ statements, ...at, opening, ending, rollAt: (heads) => rollAt(rolls, heads) });
  if (closed.closing.time > o.now) throw new Refused("before-its-date", "dated ahead");
  await isItsText(text as string, closed, is);
  const certain = opening.certain && ending.certain;
  isItsRoll(record.roll, opening, certain);

  const notes: Note[] = certain ? [] : ["log-not-simple"];
  if (closed.unknown.length > 0) notes.push("later-words");
  if (closed.people.some(({ answer }) => answer?.takenBack)) notes.push("words-taken-back");
  return { ...closed, text: text as string, circle: circle as string, opening, notes };
}

/** Null where the log that is here does not reach so far. */
function rollAt(rolls: Rolls, heads: readonly string[]): Roll | null {
  try {
    return heads.length === 0 ? null : rolls.at(heads);
  } catch {
    return null;
  }
}
function headsOf(value: unknown, missing: Reason): string[] {
  const heads = words(value);
  if (heads.length === 0) throw new Refused(missing);
  return heads;
}

async function isItsText(text: string, { proposal, closing }: Closed, is: ReturnType<typeof checks>): Promise<void> {
  if ((await is.sha256(utf8(text))) !== closing.text) throw new Refused("wrong-text");
  const { about, sentence } = proposal.details;
  const plain = JSON.stringify(["fogata text 1", sentence, "", null, ["everyone"], []]);
  if (about === "question" && text !== plain) throw new Refused("wrong-text", "another question");
}

/** The record may say who was entitled, by the app's own resolver. A plain log leaves no room for two answers. */
function isItsRoll(value: unknown, opening: Roll, certain: boolean): void {
  if (value === undefined) return;
  const full = [...opening.members].filter(([, member]) => member.full).map(([id]) => id);
  const said = isRecord(value) && Array.isArray(value.full) ? value.full.map(String) : [];
  if (certain && said.sort().join() !== full.sort().join()) throw new Refused("other-roll");
}
