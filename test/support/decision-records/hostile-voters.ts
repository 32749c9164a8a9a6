// Records by members who would have their own vote count for more: other people's words, texts and days, and voters of
// their own.
import { cardOf } from "@fogata/keys";
import { person } from "@fogata/keys/testing";
import { dayMs, decidingGroup, p, startMs } from "../deciding-group.ts";
import { agree, all, asked, group, type Keep } from "./asked.ts";

export async function hostileVoters(keep: Keep): Promise<void> {
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
  await swap.says(
    "Dan",
    { doc: "d0".repeat(16), text: "44".repeat(32), what: "proposal wording", details: other },
    back,
  );
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
