// What people of a simulated group say of its questions, each with all that their device knows: as the app would say it.
import {
  answerKinds,
  type Facts,
  type Hash,
  type Proposal,
  type Rule,
  type Said,
  saying,
  type Words,
} from "@fogata/domain";
import { type Able, type DecidingStory, day } from "./deciding-story.ts";

/** What is to be signed, or why the app would not offer it. */
export type Spoken = { ok: true; value: Words } | { ok: false; reason: unknown };

export type Speaking = ReturnType<typeof createSpeaking>;
export function createSpeaking(story: DecidingStory) {
  const { world, people, truth, fullSince } = story;
  const { chance } = world;

  async function say(one: Able, words: Spoken, known: Facts, as: string): Promise<Hash | null> {
    if (!words.ok) return null;
    const said = await one.client.state({ ...words.value, time: world.now() });
    if (!said.ok) return null;
    world.count(as);
    const closings = new Set(known.statements.flatMap(({ what, hash }) => (what === "proposal closing" ? [hash] : [])));
    const { member: person, hostile } = { member: one.who.member as string, hostile: one.who.hostile };
    truth.set(said.value.hash, {
      ...{ person, hostile, words: words.value, at: world.now(), order: truth.size, closings },
    });
    world.log(`${one.device.name}: ${as} ${said.value.hash.slice(0, 8)}`);
    return said.value.hash;
  }
  const someRule = (): Rule =>
    chance.pick<Rule>([
      { kind: "all-agree" },
      { kind: "consent" },
      { kind: "majority", least: 2 },
      { kind: "few", number: 2 },
    ]);
  const hashOf = (text: string) => Buffer.from(text.padEnd(32, "·").slice(0, 32), "latin1").toString("hex");
  let texts = 0;
  function question(heads: readonly string[]): Spoken {
    const n = ++texts;
    const agrees = story.agrees && chance.often(0.3);
    const proposal: Proposal = {
      ...{ about: { kind: "draft", replaces: null }, rule: someRule(), sentence: `Question ${n}.`, words: {} },
      ...{ until: world.now() + day + chance.below(3 * day), minimumMs: day, language: "en", heads, reviewOn: null },
      ...(agrees && { says: { "minimum-days": 1 + chance.below(3) } }),
    };
    const doc = n.toString(16).padStart(32, "d");
    return saying.propose({ doc, text: hashOf(`text ${n}`), proposal });
  }
  const asked = (known: Facts) => chance.some(known.statements.filter(({ what }) => what === "proposal").slice(-3));

  async function ask(one: Able): Promise<void> {
    const known = await story.facts(one.client);
    await say(one, question(known.heads), known, "asked");
  }
  /** About a question, with all that this device knows. */
  async function about(
    one: Able,
    as: string,
    make: (known: Facts, opening: Said, text: Hash) => Spoken,
    which?: Hash,
  ): Promise<Hash | null> {
    const known = await story.facts(one.client);
    const opening = which === undefined ? asked(known) : known.statements.find(({ hash }) => hash === which);
    if (!opening) return null;
    // The last text of it that has come, as a page would show it.
    const texts = known.statements.filter(
      ({ what, details }) => what === "proposal wording" && details.proposal === opening.hash,
    );
    return say(one, make(known, opening, texts.at(-1)?.text ?? opening.text), known, as);
  }
  const anAnswer = () => {
    const kind = chance.often(0.82) ? "agree" : chance.pick(answerKinds);
    return { kind, reason: "because", pin: null, given: null, confirms: null, kept: true };
  };
  const answer = (one: Able) =>
    about(one, "answered", (known, { hash }, text) => saying.answer(known, hash, text, anAnswer()));
  function answerFor(one: Able) {
    const to = chance.some(people.filter((who) => who !== one.who))!.member;
    const given = { to, how: "phone" } as const;
    return about(one, "answered for somebody", (known, { hash }, text) =>
      saying.answer(known, hash, text, { ...anAnswer(), given }),
    );
  }
  const closeRightly = (one: Able) => about(one, "closed", (known, { hash }) => saying.close(known, hash));
  const reword = (one: Able) =>
    about(one, "reworded", (known, { hash }) =>
      saying.reword(known, hash, { text: hashOf(`text ${++texts}`), base: null }),
    );
  const moreTime = (one: Able) =>
    about(one, "asked for more time", (known, { hash }) => saying.askForTime(known, hash));
  const meet = (one: Able) => about(one, "moved to a meeting", (known, { hash }) => saying.moveToMeeting(known, hash));
  const meetNoMore = (one: Able) =>
    about(one, "back from the meeting", (known, { hash }) =>
      saying.backFromMeeting(known, hash, world.now() + 2 * day),
    );
  function sayLeftOut(one: Able, which?: Hash) {
    const me = one.who.member;
    const make = (known: Facts, opening: Said): Spoken => {
      const since = fullSince.get(me) ?? Number.POSITIVE_INFINITY;
      if (since >= opening.time) return { ok: false, reason: "came later" };
      return saying.sayLeftOut(known, opening.hash, me);
    };
    return about(one, "said to be left out", make, which);
  }

  return {
    ...{ say, question, about, hashOf, anAnswer },
    ...{ ask, answer, answerFor, closeRightly, reword, moreTime, meet, meetNoMore, sayLeftOut },
  };
}
