// Records that are as they should be, one for each way in which a group decides.
import { questionText } from "@fogata/domain";
import { type DecidingGroup, decidingGroup } from "../deciding-group.ts";
import { agree, all, asked, group, type Made, otherText } from "./asked.ts";

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
