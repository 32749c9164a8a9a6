// Whether the closing counts, told again from the rules and from nothing but what it knew: the statements in its own past.
import { isHex } from "./bytes.ts";
import { Refused } from "./refused.ts";
import type { Roll } from "./roll.ts";
import type { Details, Statement } from "./statements.ts";

export interface Said extends Statement {
  /** Hashes of all it follows. */
  past: ReadonlySet<string>;
}
export interface Counted {
  member: string;
  name: string;
  answer: Said | null;
  /** How it was counted. */
  as: "yes" | "no" | "other" | "silence" | "told-by-another" | "earlier-wording" | "gone";
}
export interface Closed {
  proposal: Said;
  closing: Said;
  people: Counted[];
  /** Until when it was open, by what the closing knew. */
  date: number | null;
  /** Statements about the question that the closing did not know. */
  unknown: Said[];
}

const dayMs = 24 * 60 * 60 * 1000;

export function judge(o: {
  statements: ReadonlyMap<string, Statement>;
  proposal: string;
  closing: string;
  opening: Roll;
  ending: Roll;
  rollAt(heads: readonly string[]): Roll | null;
}): Closed {
  const asked = o.statements.get(o.proposal);
  if (asked?.what !== "proposal") throw new Refused("no-proposal");
  // What was said about another question, or another document, is no word about this one, whoever names it.
  const about = [...o.statements].filter(
    ([hash, { details, doc, isFromAround }]) =>
      hash === o.proposal || (details.proposal === o.proposal && (doc === asked.doc || isFromAround)),
  );
  const said = follow(new Map(about));
  for (const { hash, isFromAround } of o.statements.values())
    if (isFromAround && ![...said.values()].some((one) => !one.isFromAround && one.past.has(hash)))
      throw new Refused("other-circle", hash);
  const proposal = said.get(o.proposal);
  const closing = said.get(o.closing);
  if (proposal?.what !== "proposal") throw new Refused("no-proposal");
  if (closing?.what !== "proposal closing" || closing.details.proposal !== o.proposal) throw new Refused("no-closing");
  if (![proposal.details.until, proposal.details.minimum].every(isCount)) throw new Refused("no-proposal", "no date");
  if (!o.ending.members.has(closing.member)) throw new Refused("no-closing", "by nobody who belongs");
  const known = [...said.values()].filter(({ hash }) => closing.past.has(hash)).sort(byPast);

  const wordings = wordingsIn(proposal, known, o.opening);
  const texts = new Set(wordings.now.map(({ text }) => text));
  if (texts.size > 1) throw new Refused("two-wordings");
  if (!texts.has(closing.text)) throw new Refused("wrong-text", "nobody asked about the text that was closed over");

  const people: Counted[] = [];
  const listed = new Set(words(closing.details.answers));
  for (const [member, { name, full }] of o.opening.members) {
    if (!full) continue;
    const answer = standingOf(member, known, closing.text);
    const isGone = o.ending.gone.has(member);
    if (!isGone && answer && !listed.has(half(answer.hash))) throw new Refused("answer-left-out", name);
    people.push({ member, name, answer, as: isGone ? "gone" : countedAs(answer, closing.text, proposal.details.rule) });
  }
  holds(proposal.details, people);
  const date = dateOf(proposal, known, wordings, o.opening);
  const silent = people.some(({ answer, as }) => as !== "gone" && !isAnswered(answer, closing.text));
  if (silent && (date === null || closing.time < date)) throw new Refused("before-its-date");
  if (!isHeard(proposal, known, o.opening)) throw new Refused("before-its-date", "nobody else has said anything");
  if (words(proposal.details.heads).some((id) => !o.ending.past.has(id))) throw new Refused("older-list");
  isAskedOfAll(proposal, known, [...said.values()], o);
  const unknown = [...said.values()].filter((one) => one !== closing && !closing.past.has(one.hash)).sort(byPast);
  return { proposal, closing, people, date, unknown };
}

/** Nobody whom it left out had said so when it was closed, and not most of those who belong have said so since. */
function isAskedOfAll(
  proposal: Said,
  known: readonly Said[],
  all: readonly Said[],
  { opening, rollAt }: { opening: Roll; rollAt(heads: readonly string[]): Roll | null },
): void {
  const heads = words(proposal.details.heads);
  const leftOut = all.flatMap((one) => {
    const roll = one.what === "proposal left out" ? rollAt(words(one.details.heads)) : null;
    const belongs = roll?.members.get(one.member)?.full === true && opening.members.get(one.member)?.full !== true;
    return roll && belongs && heads.every((id) => roll.past.has(id)) ? [{ one, roll }] : [];
  });
  if (leftOut.some(({ one }) => known.includes(one))) throw new Refused("not-all-asked");
  for (const { one, roll } of leftOut) {
    const before = leftOut.filter((other) => other.one === one || one.past.has(other.one.hash));
    const people = new Set(before.map((other) => other.one.member).filter((id) => roll.members.get(id)?.full));
    const full = [...roll.members.values()].filter((member) => member.full).length;
    if (people.size * 2 > full) throw new Refused("not-all-asked", `${people.size} of ${full}`);
  }
}

function holds({ rule, number }: Details, people: readonly Counted[]): void {
  const yes = people.filter(({ as }) => as === "yes").length;
  const no = people.filter(({ as }) => as === "no").length;
  const least = typeof number === "number" ? number : Number.POSITIVE_INFINITY;
  const held =
    (rule === "all-agree" && no === 0 && yes >= 2) ||
    (rule === "consent" && no === 0 && yes >= 1) ||
    (rule === "majority" && yes > no && yes >= least) ||
    (rule === "few" && no === 0 && yes >= least && least > 0);
  if (!held) throw new Refused("rule-does-not-hold", `${yes} agree, ${no} say no`);
}

function countedAs(answer: Said | null, text: string, rule: unknown): Counted["as"] {
  if (answer === null) return "silence";
  const kind = answer.details.answer;
  const isOwn = answer.details.for === undefined;
  if (kind === "no" && (isOwn || rule !== "majority")) return "no";
  if (!isOwn) return "told-by-another";
  if (answer.text !== text) return "earlier-wording";
  return kind === "agree" || kind === "concern" ? "yes" : "other";
}
function isAnswered(answer: Said | null, text: string): boolean {
  return answer !== null && answer.details.for === undefined && answer.text === text;
}

// The most careful first: of two answers at once, the one further left stands.
const caution = ["no", "background", "pass", "stand-aside", "concern", "agree"];

function standingOf(member: string, known: readonly Said[], text: string): Said | null {
  const answers = known.filter(isAnswer);
  const own = careful(answers.filter((one) => one.details.for === undefined && one.member === member));
  if (own && (own.text === text || own.details.answer === "no")) return own;
  const given = answers.filter((one) => one.details.for === member && (!own || one.past.has(own.hash)));
  return careful(given) ?? own;
}
function isAnswer({ what, details, member, lacksWords }: Said): boolean {
  const { answer, reason = "", pin, block, for: to, how, confirms, kept } = details;
  if (what !== "proposal answer" || !caution.includes(String(answer)) || typeof kept !== "boolean") return false;
  if (typeof reason !== "string" || reason.length > reasonLengthMax) return false;
  // Whoever took the words back had given them: without any, no device would have heard of it.
  if ((answer === "no" || answer === "concern") && reason.trim() === "" && !lacksWords) return false;
  const pinned = typeof pin === "string" && pin.length <= reasonLengthMax && isCount(block);
  const given = isHex(to, 16) && to !== member && (how === "phone" || how === "scribe");
  const isPinned = pin !== undefined || block !== undefined;
  const isGiven = to !== undefined || how !== undefined;
  return (pinned || !isPinned) && (given || !isGiven) && (confirms === undefined || isHex(confirms, 32));
}
const reasonLengthMax = 4_000;
function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
function careful(answers: readonly Said[]): Said | null {
  const last = answers.filter((one) => !answers.some((other) => other.past.has(one.hash)));
  const rank = ({ details }: Said) => caution.indexOf(String(details.answer));
  return [...last].sort((a, b) => rank(a) - rank(b) || b.time - a.time || (a.hash < b.hash ? 1 : -1))[0] ?? null;
}

/** Rewordings that count, and the texts that no other takes the place of. */
function wordingsIn(proposal: Said, known: readonly Said[], opening: Roll): { now: Said[]; valid: Said[] } {
  const valid: Said[] = [];
  const { about } = proposal.details;
  for (const one of about === "draft" || about === "amendment" ? known : []) {
    if (one.what !== "proposal wording" || opening.members.get(one.member)?.full !== true) continue;
    const previous = words(one.details.previous);
    const fits = previous.every((hash) => hash === proposal.hash || valid.some((other) => other.hash === hash));
    const isNew = previous.length > 1 || one.details.base !== undefined || textAt(previous[0]) !== one.text;
    if (fits && previous.length > 0 && isNew) valid.push(one);
  }
  function textAt(hash: string | undefined): string | undefined {
    return [proposal, ...valid].find((one) => one.hash === hash)?.text;
  }
  const replaced = new Set(valid.flatMap(({ details }) => words(details.previous)));
  return { now: [proposal, ...valid].filter(({ hash }) => !replaced.has(hash)), valid };
}

/** The date by what was known; null: moved to a meeting, or asked of nobody. */
function dateOf(
  proposal: Said,
  known: readonly Said[],
  { now, valid: wordings }: { now: readonly Said[]; valid: readonly Said[] },
  opening: Roll,
): number | null {
  const { until, minimum: wished } = proposal.details as { until: number; minimum: number };
  const minimum = Math.max(dayMs, wished);
  const moves = new Map<Said, number>();
  const at = (past: ReadonlySet<string> | null) => {
    const inside = [...moves].filter(([one]) => past === null || past.has(one.hash));
    const backs = inside.filter(([one]) => one.what === "proposal back from a meeting");
    const paused = inside
      .map(([one]) => one)
      .filter((one) => one.what === "proposal to a meeting" && !backs.some(([back]) => back.past.has(one.hash)));
    return { date: Math.max(until, proposal.time + minimum, ...inside.map(([, to]) => to)), paused };
  };
  for (const one of known) {
    if (wordings.includes(one)) moves.set(one, one.time + minimum);
    if (!opening.members.has(one.member)) continue;
    const { date, paused } = at(one.past);
    const before = [...moves.keys()].some(
      (other) => one.past.has(other.hash) && other.what === one.what && other.member === one.member,
    );
    const open = paused.length === 0 && one.time < date && !before;
    if (one.what === "proposal more time" && open) moves.set(one, date + minimum);
    if (one.what === "proposal to a meeting" && open) moves.set(one, date);
    if (one.what === "proposal back from a meeting" && paused.length > 0) {
      const to = Number(one.details.until);
      const leftMs = Math.min(minimum, Math.max(0, date - Math.min(...paused.map(({ time }) => time))));
      if (to >= Math.max(date, one.time + leftMs)) moves.set(one, to);
    }
  }
  const { date, paused } = at(null);
  if (paused.length > 0) return null;
  // Each text that is asked about must have been seen by somebody else.
  const dates = now.map((brought) => {
    const first = Math.min(...heardBy(brought, known, opening).map(({ time }) => time));
    return first < date ? date : first + minimum;
  });
  const last = Math.max(...dates);
  return last === Number.POSITIVE_INFINITY ? null : last;
}
/** What others have said in sight of it. */
function heardBy(brought: Said, known: readonly Said[], opening: Roll): Said[] {
  return known.filter(
    ({ member, what, past }) =>
      member !== brought.member &&
      past.has(brought.hash) &&
      opening.members.has(member) &&
      what !== "proposal closing" &&
      what !== "decision called back",
  );
}
function isHeard(proposal: Said, known: readonly Said[], opening: Roll): boolean {
  return heardBy(proposal, known, opening).length > 0;
}

/** Who knew of what, by the names in what they signed. All that the closing follows must be here. */
function follow(statements: ReadonlyMap<string, Statement>): Map<string, Said> {
  const byHalf = new Map([...statements.values()].map((one) => [half(one.hash), one]));
  const done = new Map<string, Said>();
  const visit = (one: Statement, depth: number): Said => {
    const seen = done.get(one.hash);
    if (seen) return seen;
    if (depth > 2_000) throw new Refused("statements-incomplete", "too long a chain");
    const past = new Set<string>();
    for (const name of namesIn(one)) {
      const earlier = byHalf.get(name);
      if (!earlier) throw new Refused("statements-incomplete", name);
      const { hash, past: before } = visit(earlier, depth + 1);
      past.add(hash);
      for (const more of before) past.add(more);
    }
    const said = { ...one, past };
    done.set(one.hash, said);
    return said;
  };
  for (const one of statements.values()) visit(one, 0);
  return done;
}
function namesIn({ details, what }: Statement): string[] {
  if (what === "proposal") return [];
  const { proposal, after, answers, previous, confirms, closing } = details;
  const names = [proposal, after, answers, previous, confirms, closing].flatMap(words);
  return [...new Set(names.filter((name) => /^[0-9a-f]{32,64}$/.test(name)).map(half))];
}

export function words(list: unknown): string[] {
  return typeof list === "string" && list !== "" ? list.split(" ") : [];
}
function half(hash: string): string {
  return hash.slice(0, 32);
}
function byPast(a: Said, b: Said): number {
  return a.past.size - b.past.size || a.time - b.time || (a.hash < b.hash ? -1 : 1);
}
