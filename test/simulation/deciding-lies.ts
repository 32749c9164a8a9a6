// What a hostile member of a simulated group signs that the app would never have said: over any text, for anybody, dated as
// it likes.
import { decide, type Facts, type Hash, type Said, saying } from "@fogata/domain";
import { type Able, type DecidingStory, day } from "./deciding-story.ts";
import type { Speaking, Spoken } from "./deciding-words.ts";

export function createLies(story: DecidingStory, words: Speaking): (one: Able) => Promise<unknown> {
  const { world, people } = story;
  const { chance } = world;
  const { say, question, about, hashOf, anAnswer, answerFor, reword, sayLeftOut } = words;

  /** Whatever the app would have said: over any text, with answers of its choice, dated as it likes. */
  const closeAnyway = (one: Able, which?: Hash) => about(one, "closed without a right to", unrightly, which);
  function unrightly(known: Facts, opening: Said, text: Hash): Spoken {
    const standing = decide(opening.hash, known)?.people.flatMap(({ answer }) => answer ?? []) ?? [];
    const leavesOut = chance.often(0.3);
    const listed = standing.filter(({ kind }) => !leavesOut || kind !== "no");
    const answers = [...new Set(listed.map(({ statement }) => statement.slice(0, 32)))].join(" ");
    const over = chance.often(0.1) ? hashOf("what nobody has read") : text;
    const details = { proposal: opening.hash, heads: known.heads.join(" "), answers };
    return { ok: true, value: { doc: opening.doc, text: over, what: "proposal closing", details } };
  }
  /** Agrees for itself and in the name of others, and closes it. */
  async function decideAlone(one: Able): Promise<void> {
    const known = await story.facts(one.client);
    const which = await say(one, question(known.heads), known, "asked");
    if (which === null) return;
    const others = people.filter((who) => who !== one.who).map(({ member }) => member);
    for (const to of [null, ...others.slice(0, 1 + chance.below(2))]) {
      const given = to === null ? null : ({ to, how: "phone" } as const);
      const agree = { ...anAnswer(), kind: "agree", given } as const;
      await about(one, "agreed alone", (now, _, text) => saying.answer(now, which, text, agree), which);
    }
    // Somebody has said something of it by then; and sometimes its date is over.
    world.after(5_000, () => {
      if (chance.often(0.6)) world.leap(4.5 * day);
      story.begin(closeAnyway(one, which));
    });
  }
  /** Somebody else's very words, as its own or as theirs. */
  const sayAgain = (one: Able) =>
    about(one, "said again what another said", (known, opening) => {
      const their = chance.some(known.statements.filter(({ what }) => what === "proposal answer"));
      if (!their) return { ok: false, reason: "nothing was said" };
      const { doc, text, what, details } = their;
      const proposal = chance.often(0.5) ? opening.hash : String(details.proposal);
      return { ok: true, value: { doc, text, what, details: { ...details, proposal, person: their.person } } };
    });
  async function askOlder(one: Able): Promise<void> {
    const known = await story.facts(one.client);
    const after = chance.often(0.5) ? await say(one, question(known.heads), known, "asked") : null;
    const genesis: string = one.client.membership().circle;
    const asked = await say(one, question([genesis]), known, "asked by an older list");
    if (after !== null && asked !== null && !known.heads.includes(genesis)) story.older.push({ asked, after });
    // Whoever was left out by it and belonged says so, where they have heard of it.
    const others = () => story.able().filter(({ who }) => who !== one.who && !who.hostile);
    world.after(4_000, () => asked && others().forEach((other) => void story.begin(sayLeftOut(other, asked))));
  }
  function hostileDeed(one: Able): Promise<unknown> {
    const deeds = [sayAgain, askOlder, answerFor, reword, decideAlone, decideAlone];
    return chance.pick([...deeds, ...Array(4).fill(() => closeAnyway(one))])(one);
  }

  return hostileDeed;
}
