// Records by members who have keys, and sign what the app would have refused: closed over a rule that does not hold, or
// too early.
import { dayMs, startMs } from "../deciding-group.ts";
import { type Altered, agree, asked, group, type Keep, lastHalf, otherText } from "./asked.ts";
import { hostileVoters } from "./hostile-voters.ts";
import { hostileWords } from "./hostile-words.ts";

export async function hostile(): Promise<Altered[]> {
  const made: Altered[] = [];
  const keep: Keep = (reason, name, g, closing) => {
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

  await tooEarly(keep);
  await hostileWords(keep);
  await hostileVoters(keep);
  return made;
}

async function tooEarly(keep: Keep): Promise<void> {
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
}
