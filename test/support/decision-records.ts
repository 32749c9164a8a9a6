// Records of decisions, good ones and altered ones: by somebody who only has the file, and by members who have keys and
// sign what the app would have refused. Each altered one comes with the reason it must be refused for.
import { type DecisionRecord, type ExactText, questionText } from "@fogata/domain";
import { cardOf } from "@fogata/keys";
import { Log, person } from "@fogata/keys/testing";
import type { Reason } from "@fogata/verify";
import { type DecidingGroup, dayMs, decidingGroup, p, startMs, theText } from "./deciding-group.ts";

/** When the records are checked: long after all of them. */
export const checkedAtMs = startMs + 400 * dayMs;

export interface Made {
  name: string;
  json: string;
}
export interface Altered extends Made {
  reason: Reason;
}

const otherText: ExactText = { ...theText, title: "Children and dogs" };
const all = ["Alice", "Bob", "Carol", "Dan"] as const;

/** Alice and Bob founded it, Carol and Dan came later, Eve is a new joiner. */
async function group(): Promise<DecidingGroup> {
  const g = await decidingGroup(["Alice", "Bob"]);
  await g.brings("Carol", { full: true, by: ["Alice", "Bob"] });
  await g.brings("Dan", { full: true, by: ["Bob", "Alice", "Carol"] });
  await g.brings("Eve", { full: false, by: ["Carol"] });
  return g;
}
async function asked(...[o]: [Parameters<DecidingGroup["asks"]>[1]?]): Promise<DecidingGroup> {
  const g = await group();
  await g.asks("Alice", o);
  g.day(1);
  return g;
}
async function agree(g: DecidingGroup, ...names: string[]): Promise<void> {
  for (const name of names) await g.answers(name, "agree");
}

export async function goodRecords(): Promise<Made[]> {
  const made: Made[] = [];
  const keep = (name: string, g: DecidingGroup) => made.push({ name, json: JSON.stringify(g.record()) });

  const everybody = await asked();
  await agree(everybody, "Alice", "Bob", "Carol");
  await everybody.answers("Dan", "concern");
  await everybody.answers("Eve", "no");
  await everybody.closes("Carol");
  keep("all agree, one with a concern; a new joiner's no is shown and not counted", everybody);

  const consent = await asked({ rule: { kind: "consent" } });
  await agree(consent, "Bob");
  await consent.answers("Carol", "stand-aside");
  consent.day(7);
  await consent.closes("Alice");
  keep("consent, when the date was past, with silence shown", consent);

  const majority = await asked({ rule: { kind: "majority", least: 2 } });
  await agree(majority, "Alice", "Bob", "Carol");
  await majority.answers("Dan", "no");
  await majority.closes("Dan");
  keep("majority, over a no that is kept", majority);

  const few = await asked({ rule: { kind: "few", number: 2 } });
  await agree(few, "Alice", "Carol");
  await few.answers("Dan", "background");
  few.day(8);
  await few.closes("Bob");
  keep("a few are enough", few);

  const long = await asked({ about: { kind: "amendment", of: "a0".repeat(16), base: "b0".repeat(32) } });
  await agree(long, "Bob");
  await long.answers("Dan", "no");
  await long.asksForTime("Eve");
  await long.rewords("Dan", otherText);
  long.day(3);
  await long.movesToMeeting("Carol");
  long.day(9);
  await long.backFromMeeting("Carol", 20);
  await agree(long, "Alice", "Bob", "Dan");
  long.day(20);
  await long.closes("Dan");
  keep("an amendment, reworded, with more time and a meeting", long);

  const sentence = "Shall we paint the door red?";
  const question = await asked({ about: { kind: "question" }, sentence, exact: questionText(sentence) });
  await agree(question, ...all);
  await question.closes("Alice");
  keep("a plain question", question);

  const told = await asked();
  const given = await told.answers("Bob", "agree", { given: { to: told.who("Carol").member, how: "phone" } });
  await told.answers("Carol", "agree", { confirms: given });
  await agree(told, "Alice", "Bob", "Dan");
  await told.closes("Dan");
  keep("told by phone, and confirmed", told);

  const gone = await asked();
  await gone.answers("Dan", "no");
  await agree(gone, "Alice", "Bob");
  await gone.log.remove(gone.who("Dan"), ["Alice", "Bob", "Carol"].map(gone.who));
  gone.day(9);
  await gone.closes("Bob");
  keep("somebody removed meanwhile: shown, not counted", gone);

  const twice = await asked();
  await agree(twice, "Alice", "Bob");
  await twice.asksForTime("Eve");
  await twice.asksForTime("Eve");
  twice.day(14);
  await twice.closes("Bob");
  keep("with more time that one member asked for twice and got once", twice);

  const late = await asked();
  await agree(late, "Alice", "Bob", "Carol");
  late.day(8);
  await late.closes("Alice");
  await late.answers("Dan", "no");
  keep("with a word that came after the closing", late);

  const garden = await decidingGroup(["Alice", "Bob"], { inside: true });
  await garden.seats("Carol", "Alice");
  await garden.asks("Carol", { rule: { kind: "few", number: 2 }, sentence: "We plant potatoes." });
  garden.day(1);
  await agree(garden, "Bob", "Carol");
  garden.day(7);
  await garden.closes("Carol");
  keep("a working group's, with somebody who got a place later", garden);

  const phones = await group();
  await phones.addsDevice("Bob", "Bob's phone");
  await phones.asks("Bob");
  phones.day(1);
  await phones.answers("Bob", "no");
  await phones.answers("Bob's phone", "agree");
  await agree(phones, "Alice", "Carol", "Dan");
  await phones.closes("Bob's phone");
  keep("changed and closed from another device of the same person", phones);
  return made;
}

export async function alteredRecords(): Promise<Altered[]> {
  return [...(await tampered()), ...(await hostile())];
}

/** Of whom a question asks. After all others, so that those stay what they are. */
export async function laterRecords(): Promise<{ good: Made[]; altered: Altered[] }> {
  const good: Made[] = [];
  const altered: Altered[] = [];
  const early = await decidingGroup(["Alice", "Bob", "Carol"]);
  const heads = [...early.log.now.heads];
  await early.brings("Dan", { full: true, by: ["Alice", "Bob"] });
  await early.brings("Eve", { full: true, by: ["Bob", "Alice", "Carol"] });
  await early.asks("Alice", { heads, rule: { kind: "consent" } });
  early.day(1);
  await agree(early, "Alice", "Bob", "Carol");
  const behind = await early.closesAnyway("Bob", { heads: heads.join(" ") });
  const keep = (reason: Reason, name: string, closing: string) => {
    if (early.view().closings.some(({ statement, valid }) => statement === closing && valid === "yes"))
      throw new Error(`The app lets pass: ${name}`);
    altered.push({ name, reason, json: JSON.stringify(early.recordAnyway(closing)) });
  };
  if (early.view().decided?.closing !== behind) throw new Error("two who were there first cannot decide at all");
  good.push({ name: "asked of those who were there first, and nobody has said a word", json: recordOf(early) });
  const said = await early.saysLeftOut("Dan");
  good.push({ name: "with one who says afterwards that he was left out", json: recordOf(early) });
  const knowing = await early.closesAnyway("Alice", { more: { after: said.slice(0, 32) } });
  keep("not-all-asked", "closed over somebody's word that he was left out", knowing);

  const most = await decidingGroup(["Alice", "Bob"]);
  const two = [...most.log.now.heads];
  for (const name of ["Carol", "Dan", "Eve"]) await most.brings(name, { full: true, by: ["Alice", "Bob", "Carol"] });
  await most.asks("Alice", { heads: two });
  await agree(most, "Alice", "Bob");
  const closing = await most.closes("Bob");
  for (const name of ["Carol", "Dan", "Eve"]) await most.saysLeftOut(name);
  if (most.view().decided !== null) throw new Error("The app lets two decide");
  altered.push({
    ...{ name: "three of five say that they were left out", reason: "not-all-asked" },
    json: JSON.stringify(most.recordAnyway(closing)),
  });

  const old = await decidingGroup(["Alice", "Bob"]);
  const before = old.log.now.heads.join(" ");
  await old.brings("Carol", { full: true, by: ["Alice", "Bob"] });
  await old.asks("Alice", { rule: { kind: "few", number: 2 } });
  await agree(old, "Alice", "Bob", "Carol");
  const over = await old.closesAnyway("Alice", { heads: before });
  if (old.view().decided !== null) throw new Error("The app lets an older list close");
  altered.push({
    ...{ name: "closed by a list older than the question's", reason: "older-list" },
    json: JSON.stringify(old.recordAnyway(over)),
  });
  return { good, altered };
}
const recordOf = (g: DecidingGroup) => JSON.stringify(g.record());

/** By somebody who has the file and no keys. */
async function tampered(): Promise<Altered[]> {
  const g = await asked();
  await agree(g, "Bob");
  await g.rewords("Dan", otherText);
  await g.asksForTime("Eve");
  await agree(g, ...all.slice(0, 3));
  const concern = await g.answers("Dan", "concern", { reason: "the stairs" });
  await g.closes("Carol");
  const base = g.record();
  const other = await decidingGroup(["Alice", "Bob"]);
  const stranger = await Log.found(p, g.who("Dan"), "Night Watch");

  const made: Altered[] = [];
  const with_ = (reason: Reason, name: string, change: (record: DecisionRecord) => unknown) => {
    const record = structuredClone(base);
    const changed = change(record);
    const json = typeof changed === "string" ? changed : JSON.stringify(changed ?? record);
    made.push({ name, reason, json });
  };
  const at = (r: DecisionRecord, what: string) => r.statements.findIndex((one) => one.includes(`"what":"${what}"`));
  const edit = (what: string, from: string | RegExp, to: string) => (r: DecisionRecord) => {
    const i = at(r, what);
    const edited = r.statements[i]!.replace(from, to);
    if (edited === r.statements[i]) throw new Error(`nothing to edit in ${what}`);
    r.statements[i] = edited;
  };
  const bent = (i: number, place: number) => (r: DecisionRecord) => {
    const bytes = Buffer.from(r.operations[i]!, "base64url");
    bytes[place < 0 ? bytes.length + place : place]! ^= 1;
    r.operations[i] = bytes.toString("base64url");
  };

  with_("not-a-record", "nothing", () => "");
  with_("not-a-record", "not JSON", () => "{");
  with_("not-a-record", "a list", () => "[]");
  with_("not-a-record", "another format", (r) => ({ ...r, format: "fogata decision record 2" }));
  with_("not-a-record", "without its text", ({ text: _, ...r }) => r);
  with_("not-a-record", "without its circle", ({ circle: _, ...r }) => r);

  with_("wrong-text", "one letter more in the text", (r) => ({
    ...r,
    text: r.text.replace("ten years", "seven years"),
  }));
  with_("wrong-text", "another title", (r) => ({ ...r, text: r.text.replace("dogs", "cats") }));
  with_("wrong-text", "the text with a blank more", (r) => ({ ...r, text: r.text.replace(",", ", ") }));
  with_("wrong-text", "the text it was asked about at first", (r) => ({ ...r, text: r.text.replace(" and dogs", "") }));
  with_("wrong-text", "no text", (r) => ({ ...r, text: "" }));

  with_("no-proposal", "an answer said to be the question", (r) => ({ ...r, proposal: concern }));
  with_("no-closing", "an answer said to be the closing", (r) => ({ ...r, closing: concern }));
  with_("no-closing", "the question said to be its closing", (r) => ({ ...r, closing: r.proposal }));
  with_("no-closing", "without the closing", (r) => void r.statements.splice(at(r, "proposal closing"), 1));
  with_("no-proposal", "without the question", (r) => void r.statements.splice(at(r, "proposal"), 1));
  with_(
    "statements-incomplete",
    "without the first answer",
    (r) => void r.statements.splice(at(r, "proposal answer"), 1),
  );
  with_(
    "statements-incomplete",
    "without the rewording",
    (r) => void r.statements.splice(at(r, "proposal wording"), 1),
  );
  with_(
    "statements-incomplete",
    "without what asked for time",
    (r) => void r.statements.splice(at(r, "proposal more time"), 1),
  );
  with_("statements-incomplete", "without the concern", (r) => ({
    ...r,
    statements: r.statements.filter((one) => !one.includes("the stairs")),
  }));

  with_("statement-signature", "another reason", (r) => ({
    ...r,
    statements: r.statements.map((one) => one.replace("the stairs", "the chairs")),
  }));
  with_("statement-signature", "another answer", edit("proposal answer", '"answer":"agree"', '"answer":"pass"'));
  with_("statement-signature", "another rule", edit("proposal", "all-agree", "consent"));
  with_("statement-signature", "another date", edit("proposal", /"until":\d+/, '"until":1'));
  with_("statement-signature", "closed at another time", edit("proposal closing", /"time":(\d+)/, '"time":1'));
  with_(
    "statement-signature",
    "a closing that lists less",
    edit("proposal closing", /"answers":"[0-9a-f]+ /, '"answers":"'),
  );
  with_("statement-signature", "a signature of another", (r) => {
    const signatures = r.statements.map((one) => /"signature":"(\w+)"/.exec(one)![1]!);
    r.statements[0] = r.statements[0]!.replace(signatures[0]!, signatures[1]!);
  });
  with_(
    "statement-signature",
    "no signature, but noughts",
    edit("proposal closing", /"signature":"\w+"/, `"signature":"${"0".repeat(128)}"`),
  );
  with_("stranger", "Alice's words said to be Bob's", (r) => {
    const bob = g.who("Bob").member;
    r.statements[0] = r.statements[0]!.replace(/"member":"\w+"/, `"member":"${bob}"`);
  });
  with_("stranger", "by a device nobody knows", edit("proposal", /"device":"\w+"/, `"device":"${"ab".repeat(16)}"`));
  with_("statement-malformed", "its fields in another order", (r) => {
    const turned = Object.entries(JSON.parse(r.statements[0]!) as object).reverse();
    r.statements[0] = JSON.stringify(Object.fromEntries(turned));
  });
  with_("statement-malformed", "with blanks between", edit("proposal", ":", ": "));
  with_("statement-malformed", "with a field more", edit("proposal", '"doc"', '"coda":1,"doc"'));
  with_("statement-malformed", "of another version", edit("proposal", '"version":1', '"version":2'));
  with_("statement-malformed", "with one field twice", edit("proposal", '"doc"', '"doc":"x","doc"'));
  with_("statement-malformed", "a number for a statement", (r) => ({ ...r, statements: [...r.statements, 7] }));
  with_("statement-malformed", "statements that are no list", (r) => ({ ...r, statements: {} }));
  with_("statement-malformed", "details inside details", edit("proposal closing", '"heads":"', '"head":{},"heads":"'));
  with_("statement-malformed", "longer than any statement", (r) => ({
    ...r,
    statements: ["x".repeat(17_000), ...r.statements],
  }));
  with_("statement-malformed", "a number written otherwise", edit("proposal closing", /"time":(\d+)/, '"time":$1.0'));

  with_("operations-incomplete", "without the beginning", (r) => void r.operations.shift());
  with_("operations-incomplete", "without an invitation", (r) => void r.operations.splice(1, 1));
  with_("stranger", "without the last, which let Eve in", (r) => void r.operations.pop());
  with_("operation-signature", "another name for a founder", (r) => {
    const bytes = Buffer.from(r.operations[0]!, "base64url");
    bytes[bytes.indexOf("Alice")] = "M".charCodeAt(0);
    r.operations[0] = bytes.toString("base64url");
  });
  with_("operation-signature", "another name for who was let in", (r) => {
    const i = r.operations.findIndex((one) => Buffer.from(one, "base64url").includes("Carol"));
    const bytes = Buffer.from(r.operations[i]!, "base64url");
    bytes[bytes.indexOf("Carol")] = "K".charCodeAt(0);
    r.operations[i] = bytes.toString("base64url");
  });
  with_("operation-signature", "a bit of a signature", bent(1, 60));
  with_("operation-signature", "a bit of the last operation", bent(-1 + base.operations.length, -1));
  with_("operation-malformed", "the first bit of an operation", bent(1, 0));
  with_("operation-malformed", "no operations", (r) => ({ ...r, operations: [] }));
  with_("operation-malformed", "an operation that is no base64url", (r) => ({
    ...r,
    operations: [...r.operations, "="],
  }));
  with_("operation-malformed", "an operation cut off", (r) => ({
    ...r,
    operations: r.operations.map((one, i) => (i === 1 ? one.slice(0, -4) : one)),
  }));
  with_("operation-malformed", "a byte behind an operation", (r) => ({
    ...r,
    operations: r.operations.map((one, i) =>
      i === 1 ? Buffer.concat([Buffer.from(one, "base64url"), Buffer.of(0)]).toString("base64url") : one,
    ),
  }));
  with_("other-circle", "an operation of another group", (r) => ({
    ...r,
    operations: [...r.operations, Buffer.from(other.operations()[0]!).toString("base64url")],
  }));
  with_("stranger", "the log of a group that one of them founded alone", (r) => ({
    ...r,
    circle: stranger.circle,
    operations: [...stranger.ops.values()].map((op) => Buffer.from(op.bytes).toString("base64url")),
  }));
  with_("other-circle", "said to be another group's", (r) => ({ ...r, circle: other.log.circle }));
  with_("other-roll", "without Dan among those entitled", (r) => ({
    ...r,
    roll: { full: r.roll.full.filter((one) => one !== g.who("Dan").member) },
  }));
  with_("other-roll", "with Eve among those entitled", (r) => ({
    ...r,
    roll: { full: [...r.roll.full, g.who("Eve").member] },
  }));
  return made;
}

/** By members who have keys, and sign what the app would have refused. */
async function hostile(): Promise<Altered[]> {
  const made: Altered[] = [];
  const keep = (reason: Reason, name: string, g: DecidingGroup, closing: string) => {
    // Two judges that share no code: what the verifier is to refuse, the app must have refused.
    const judged = g.view().closings.find((one) => one.statement === closing)?.valid;
    // Whose device signed is asked before, by whoever reads statements; what a hash hides no app can see.
    if (judged === "yes" && reason !== "wrong-text" && reason !== "stranger")
      throw new Error(`The app lets pass: ${name}`);
    made.push({ name, reason, json: JSON.stringify(g.recordAnyway(closing)) });
  };

  for (const rule of [{ kind: "all-agree" }, { kind: "consent" }, { kind: "few", number: 2 }] as const) {
    const g = await asked({ rule });
    await agree(g, "Alice", "Bob", "Carol");
    await g.answers("Dan", "no");
    g.day(9);
    keep("rule-does-not-hold", `closed over a no under ${rule.kind}`, g, await g.closesAnyway("Alice"));
    const yes = g.view().people.flatMap(({ answer }) => (answer?.kind === "agree" ? [answer.statement] : []));
    const after = g
      .view()
      .people.find(({ answer }) => answer?.kind === "no")!
      .answer!.statement.slice(0, 32);
    const closing = await g.closesAnyway("Alice", { answers: yes, more: { after } });
    keep("answer-left-out", `closed leaving out a no it had seen under ${rule.kind}`, g, closing);
  }

  const few = await asked({ rule: { kind: "few", number: 3 } });
  await agree(few, "Alice", "Bob");
  await few.answers("Eve", "agree");
  few.day(9);
  keep("rule-does-not-hold", "a new joiner counted", few, await few.closesAnyway("Bob"));

  const half = await asked({ rule: { kind: "majority", least: 1 } });
  await agree(half, "Alice", "Bob");
  await half.answers("Carol", "no");
  await half.answers("Dan", "no");
  keep("rule-does-not-hold", "half is no majority", half, await half.closesAnyway("Bob"));

  const silent = await asked({ rule: { kind: "consent" } });
  await silent.answers("Bob", "pass");
  silent.day(9);
  keep("rule-does-not-hold", "silence and a pass taken for consent", silent, await silent.closesAnyway("Alice"));

  const early = await asked();
  await agree(early, "Alice", "Bob", "Carol");
  keep("before-its-date", "closed before Dan was asked", early, await early.closesAnyway("Bob"));
  const ahead = await asked();
  await agree(ahead, "Alice", "Bob");
  keep(
    "before-its-date",
    "a closing dated ahead",
    ahead,
    await ahead.closesAnyway("Bob", { at: startMs + 900 * dayMs }),
  );

  const more = await asked();
  await agree(more, "Alice", "Bob");
  await more.asksForTime("Dan");
  more.day(8);
  const moreAfter = { after: lastHalf(more) };
  keep(
    "before-its-date",
    "closed while there was more time",
    more,
    await more.closesAnyway("Bob", { more: moreAfter }),
  );

  const meeting = await asked();
  await agree(meeting, "Alice", "Bob");
  await meeting.movesToMeeting("Dan");
  meeting.day(60);
  const atMeeting = { after: lastHalf(meeting) };
  keep(
    "before-its-date",
    "closed while it waits for a meeting",
    meeting,
    await meeting.closesAnyway("Bob", { more: atMeeting }),
  );

  const slipped = await asked({ rule: { kind: "consent" } });
  await agree(slipped, "Alice", "Bob");
  slipped.day(6.9);
  await slipped.rewords("Bob", otherText);
  await agree(slipped, "Bob");
  slipped.day(7);
  keep("before-its-date", "a text slipped in at the last minute", slipped, await slipped.closesAnyway("Bob"));

  const back = await group();
  back.day(30);
  await back.asks("Alice", { rule: { kind: "consent" }, at: startMs, until: startMs + dayMs });
  await agree(back, "Alice");
  keep("before-its-date", "a question dated back and asked of nobody", back, await back.closesAnyway("Alice"));
  await agree(back, "Bob");
  keep("before-its-date", "a question dated back, closed at the first answer", back, await back.closesAnyway("Alice"));

  const earlier = await asked();
  await agree(earlier, ...all);
  await earlier.rewords("Bob", otherText);
  earlier.day(30);
  const old = earlier.view().people.flatMap(({ answer }) => (answer ? [answer.statement] : []));
  const seen = { after: lastHalf(earlier) };
  const reworded = await earlier.closesAnyway("Bob", { answers: old, more: seen });
  keep("rule-does-not-hold", "yeses to an earlier wording counted", earlier, reworded);

  const elsewhere = await asked();
  for (const name of all) await elsewhere.answers(name, "agree", { text: "ee".repeat(32) });
  elsewhere.day(9);
  keep("rule-does-not-hold", "yeses to a text nobody asked about", elsewhere, await elsewhere.closesAnyway("Bob"));
  const given = await asked();
  await agree(given, "Bob");
  for (const name of ["Alice", "Carol", "Dan"])
    await given.answers("Bob", "agree", { given: { to: given.who(name).member, how: "phone" } });
  given.day(9);
  keep("rule-does-not-hold", "yeses that Bob gave for all the others", given, await given.closesAnyway("Bob"));

  const invented = await asked();
  await agree(invented, ...all);
  const theirs = await invented.closesAnyway("Bob", { text: "ee".repeat(32) });
  keep("wrong-text", "closed over a text nobody asked about", invented, theirs);

  const forged = await asked();
  await agree(forged, "Alice", "Bob");
  const { details } = forged.facts().statements.at(-1)!;
  const words = { doc: "d0".repeat(16), text: forged.view().wordings[0]!.text, what: "proposal answer", details };
  await forged.says("Bob", words, { member: forged.who("Carol").member });
  forged.day(9);
  keep("stranger", "an answer in Carol's name by Bob's device", forged, await forged.closesAnyway("Bob"));

  const loose = await asked();
  await agree(loose, "Alice");
  const bare = { proposal: loose.proposal(), answer: "agree" };
  const nearly = await loose.says("Bob", { ...words, text: loose.view().wordings[0]!.text, details: bare });
  loose.day(9);
  const answers = [loose.view().people[0]!.answer!.statement, nearly];
  keep("rule-does-not-hold", "a yes that is no whole answer", loose, await loose.closesAnyway("Alice", { answers }));

  const withheld = await asked();
  await agree(withheld, "Alice", "Bob");
  withheld.day(9);
  const unseen = { after: "cd".repeat(16) };
  keep(
    "statements-incomplete",
    "a word it had seen withheld",
    withheld,
    await withheld.closesAnyway("Bob", { more: unseen }),
  );

  const gone = await asked();
  await agree(gone, "Alice", "Dan");
  await gone.log.remove(gone.who("Dan"), ["Alice", "Bob", "Carol"].map(gone.who));
  gone.day(9);
  const yes = gone.view().people.flatMap(({ answer }) => (answer ? [answer.statement] : []));
  keep(
    "rule-does-not-hold",
    "the yes of somebody who had gone counted",
    gone,
    await gone.closesAnyway("Alice", { answers: yes }),
  );
  keep("no-closing", "closed by somebody who had gone", gone, await gone.closesAnyway("Dan", { answers: yes }));

  const before = await asked();
  await agree(before, "Alice", "Bob", "Carol");
  await before.answers("Dan", "no");
  before.day(9);
  const genesis = await before.closesAnyway("Alice", { heads: before.log.circle });
  keep("rule-does-not-hold", "closed with a look at the log from before Dan was there", before, genesis);

  const both = await asked();
  await both.rewords("Bob", otherText);
  const third = { previous: both.proposal(), proposal: both.proposal() };
  await both.says("Carol", { ...words, text: "33".repeat(32), what: "proposal wording", details: third });
  both.day(30);
  const heads = {
    after: both
      .facts()
      .statements.slice(-2)
      .map(({ hash }) => hash.slice(0, 32))
      .join(" "),
  };
  const text = both.view().wordings[0]!.text;
  keep(
    "two-wordings",
    "closed over one of two texts",
    both,
    await both.closesAnyway("Alice", { answers: [], text, more: heads }),
  );

  const comma = await asked();
  await comma.answers("Dan", "no");
  await comma.rewords("Alice", otherText);
  await agree(comma, "Alice", "Bob", "Carol");
  await comma.answers("Bob", "agree", { given: { to: comma.who("Dan").member, how: "phone" } });
  comma.day(30);
  keep(
    "rule-does-not-hold",
    "a no to an earlier wording passed over, with a yes that Bob gave for him",
    comma,
    await comma.closesAnyway("Alice", { more: { after: lastHalf(comma) } }),
  );

  const hasty = await asked();
  await agree(hasty, "Alice");
  hasty.day(6);
  await hasty.rewords("Bob", otherText);
  await agree(hasty, "Alice", "Bob", "Carol");
  hasty.day(8);
  keep("before-its-date", "reworded, and closed by the old date", hasty, await hasty.closesAnyway("Carol"));

  const sentence = "Shall we paint the door red?";
  const door = await asked({ about: { kind: "question" }, sentence, exact: questionText("Shall we sell the house?") });
  await agree(door, ...all);
  keep("wrong-text", "a question that hides another", door, await door.closesAnyway("Alice"));
  await hostileVoters(keep, words);
  return made;
}

/** By members who would have their own vote count for more: other people's words, texts, days, and voters of their own. */
async function hostileVoters(
  keep: (reason: Reason, name: string, g: DecidingGroup, closing: string) => void,
  words: { doc: string },
): Promise<void> {
  const again = await asked({ rule: { kind: "consent" } });
  await agree(again, ...all);
  const before = again.view().people.flatMap(({ answer }) => (answer ? [answer.statement] : []));
  await again.asks("Alice", { rule: { kind: "few", number: 3 } });
  const answers = { answers: before };
  keep("statements-incomplete", "answers to another question", again, await again.closesAnyway("Alice", answers));

  const swap = await asked({ rule: { kind: "consent" } });
  await agree(swap, "Bob");
  const back = { at: startMs + 2 * dayMs };
  const other = { proposal: swap.proposal(), previous: swap.proposal() };
  swap.day(20);
  await swap.says("Dan", { doc: words.doc, text: "44".repeat(32), what: "proposal wording", details: other }, back);
  await swap.answers("Dan", "agree", { text: "44".repeat(32), at: startMs + 3 * dayMs });
  keep("before-its-date", "another text dated back, seen by nobody", swap, await swap.closesAnyway("Dan"));

  const alone = await decidingGroup(["Dan"]);
  const then = alone.log.now.heads;
  for (const name of ["Alice", "Bob"]) await alone.brings(name, { full: true, by: ["Dan"] });
  await alone.asks("Dan", { rule: { kind: "consent" }, heads: then });
  await agree(alone, "Dan");
  const asOf = { heads: then.join(" ") };
  keep("before-its-date", "asked as of the day he was alone", alone, await alone.closesAnyway("Dan", asOf));

  const seated = await group();
  const puppet = await person(p, "Puppet");
  const seat = { member: puppet.member, name: "Puppet", devices: [cardOf(puppet.device)], until: null, at: 0 };
  await seated.log.write(seated.who("Eve"), { kind: "seat", ...seat });
  seated.knows("Puppet", puppet);
  await seated.asks("Dan", { rule: { kind: "few", number: 2 } });
  await agree(seated, "Dan", "Puppet");
  seated.day(8);
  keep("stranger", "a voter with a seat in the whole group", seated, await seated.closesAnyway("Dan"));

  const double = await group();
  const second = { ...(await person(p, "Alice")), member: double.who("Alice").member };
  await double.log.bringIn(double.who("Dan"), second);
  double.knows("Alice, says Dan", second);
  await double.asks("Dan", { rule: { kind: "few", number: 2 } });
  await agree(double, "Dan", "Alice, says Dan");
  double.day(8);
  keep("stranger", "somebody brought in as Alice", double, await double.closesAnyway("Dan"));
}

/** The last thing said, as others name it. */
function lastHalf(g: DecidingGroup): string {
  return g.facts().statements.at(-1)!.hash.slice(0, 32);
}
