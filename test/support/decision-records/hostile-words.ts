// Records by members who count words that do not count: to another text, by somebody else, left out, or of those who had
// gone.
import { questionText } from "@fogata/domain";
import { agree, all, asked, type Keep, lastHalf, otherText } from "./asked.ts";

export async function hostileWords(keep: Keep): Promise<void> {
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
}
