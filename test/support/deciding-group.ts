// A group that decides with real keys: a control log, signed statements, and the record that comes out of it.
import {
  type Answer,
  type AnswerKind,
  canonicalText,
  type DecisionRecord,
  type DecisionView,
  decide,
  decisionRecord,
  type ExactText,
  type Facts,
  hashOfText,
  type Proposal,
  type Roll,
  rollKey,
  type Said,
  saying,
  type Words,
} from "@fogata/domain";
import {
  cardOf,
  deviceIdOf,
  type Membership,
  readStatement,
  type Statement,
  signStatement,
  webPrimitives,
  withoutWords,
} from "@fogata/keys";
import { Log, modelPrimitives, type Person, person } from "@fogata/keys/testing";

/** Real keys from one seed, so that the same stories give the same records, byte for byte. */
const random = modelPrimitives({ seed: 20_261_120 }).randomBytes;
const web = webPrimitives({ crypto: globalThis.crypto as Crypto, randomBytes: random });
export const p: typeof web = {
  ...web,
  // The platform would draw them itself.
  async newDeviceKeys() {
    const [sign, receive] = [await web.signingKeyFromSeed(random(32)), await web.receivingKeyFromSeed(random(32))];
    const id = await deviceIdOf(web, { sign: sign.publicKey, receive: receive.publicKey });
    return { wrapped: new Uint8Array(0), keys: { id, sign, receive } };
  },
};
export const dayMs = 24 * 60 * 60 * 1000;
export const startMs = Date.UTC(2026, 0, 5, 12);
export const doc = "d0".repeat(16);
export const theText: ExactText = {
  title: "Children",
  summary: "From ten years, on their own.",
  language: "en",
  decides: { kind: "everyone" },
  blocks: [
    {
      type: "paragraph",
      runs: [{ text: "Children from ten years may come and go.", strong: false, em: false, link: null }],
    },
    { type: "why", runs: [{ text: "They asked for it.", strong: false, em: false, link: null }] },
  ],
};

type Spoken = { ok: true; value: Words } | { ok: false; reason: unknown };
export type DecidingGroup = Awaited<ReturnType<typeof decidingGroup>>;

/** `inside`: a working group of theirs. `apart`: with an app that keeps the words of reasons apart; the first ones did not. */
export async function decidingGroup(names: readonly string[], o_: { inside?: boolean; apart?: boolean } = {}) {
  const people = new Map<string, Person>();
  for (const name of names) people.set(name, await person(p, name));
  const who = (name: string) => people.get(name)!;
  const whole = await Log.foundTogether(p, names.map(who));
  const log = o_.inside ? await whole.open(names.map(who)) : whole;
  const bytes = new Map<string, string>();
  const without = new Map<string, string>();
  const all: Said[] = [];
  const named = new Set<string>();
  let now = startMs;
  let proposal = "";
  let text = theText;
  let unseen = 0;

  const texts = new Map<string, ExactText>();
  const hashed = async (exact: ExactText) => {
    const hash = await hashOfText(p.sha256, exact);
    texts.set(hash, exact);
    return hash;
  };
  const facts = (): Facts => {
    const rolls = new Map<string, Roll>();
    const heads = log.now.heads;
    const keys = [...new Set([...named, rollKey(heads)])];
    for (const key of keys) {
      const membership = log.at(key.split(" ") as never);
      const past = pastIn(log.ops, key.split(" "));
      const covers = new Set(keys.filter((other) => other.split(" ").every((id) => past.has(id))));
      if (membership) rolls.set(key, { ...rollOf(membership), covers });
    }
    return { statements: all.slice(0, all.length - unseen), rolls, heads, published: [], minimums: new Map(), now };
  };
  /** `circle`: the group around it, if it is said there. */
  async function says(
    name: string,
    words: Words,
    o: { at?: number; member?: string; circle?: string } = {},
  ): Promise<string> {
    const { member, device } = who(name);
    const circle = o.circle ?? log.circle;
    const head = { group: circle, circle, member: (o.member ?? member) as Statement["member"] };
    const { apart = [], ...plain } = words;
    const kept = o_.apart && apart.length > 0 ? { apart } : {};
    const statement: Statement = { ...plain, ...kept, ...head, time: o.at ?? now };
    const signed = await signStatement(p, statement, device);
    const read = await readStatement(p, signed, () => device.sign.publicKey);
    if (!read.ok) throw new Error(read.reason);
    const { hash } = read.value;
    bytes.set(hash, new TextDecoder().decode(signed));
    const less = await withoutWords(p, signed);
    if (less !== null) without.set(hash, new TextDecoder().decode(less));
    const { doc: its, text: about, what, details, time } = statement;
    all.push({
      hash,
      person: statement.member,
      device: device.id,
      circle,
      doc: its,
      text: about,
      what,
      details,
      time,
    });
    if (typeof details.heads === "string") named.add(rollKey(details.heads.split(" ")));
    return hash;
  }
  const spoken = (name: string, said: Spoken, o: { at?: number } = {}) => {
    if (!said.ok) throw new Error(`${name} cannot: ${JSON.stringify(said.reason)}`);
    return says(name, said.value, o);
  };

  const group = {
    log,
    who,
    facts,
    says,
    /** Somebody who is brought in and stays a new joiner, or is welcomed by all. */
    async brings(name: string, o: { full: boolean; by: string[] }) {
      people.set(name, await person(p, name));
      const by = o.by.map(who);
      if (o.full) await log.makeFull(who(name), ...by);
      else await log.bringIn(by[0]!, who(name));
    },
    /** A place in the working group. */
    async seats(name: string, by: string) {
      const { member, device } = await person(p, name);
      people.set(name, { name, member, device });
      await log.write(who(by), { kind: "seat", member, name, devices: [cardOf(device)], until: null, at: now });
    },
    /** A further device of theirs, which speaks under this name. */
    async addsDevice(name: string, further: string) {
      const { device } = await person(p, further);
      const one = { name: further, member: who(name).member, device };
      await log.device(who(name), one);
      people.set(further, one);
    },
    /** Somebody who speaks though nobody let them in. */
    knows: (name: string, one: Person) => void people.set(name, one),
    day(day: number) {
      now = startMs + day * dayMs;
    },
    async asks(name: string, o: Partial<Proposal> & { at?: number; exact?: ExactText } = {}) {
      const { exact = theText, at, ...rest } = o;
      text = exact;
      const asked: Proposal = {
        about: { kind: "draft", replaces: null },
        rule: { kind: "all-agree" },
        sentence: "Children may come on their own from ten years.",
        words: {},
        until: startMs + 7 * dayMs,
        minimumMs: 7 * dayMs,
        language: "en",
        heads: log.now.heads,
        reviewOn: null,
        ...rest,
      };
      const hash = await hashed(exact);
      proposal = await spoken(
        name,
        saying.propose({ doc, text: hash, proposal: asked }),
        at === undefined ? {} : { at },
      );
      return proposal;
    },
    async answers(name: string, kind: AnswerKind, o: Partial<Answer> & { text?: string; at?: number } = {}) {
      const { text: other, at, ...rest } = o;
      const reason = kind === "no" || kind === "concern" ? `${name} says why` : "";
      const given: Answer = { kind, reason, pin: null, given: null, confirms: null, kept: true, ...rest };
      const about = other ?? group.view().wordings[0]!.text;
      return spoken(name, saying.answer(facts(), proposal, about, given), at === undefined ? {} : { at });
    },
    async rewords(name: string, exact: ExactText) {
      text = exact;
      return spoken(name, saying.reword(facts(), proposal, { text: await hashed(exact), base: null }));
    },
    saysLeftOut: (name: string) => spoken(name, saying.sayLeftOut(facts(), proposal, who(name).member)),
    /** All the words of reasons that are theirs. */
    async takesBack(name: string) {
      const mine = { circle: log.circle, me: who(name).member, proposal };
      for (const words of saying.takeBack(facts().statements, mine)) await says(name, words);
    },
    /** A hostile device signs that these words are taken back, whoever said them. */
    takesBackAnyway: (name: string, words: string, o: { of?: string; doc?: string } = {}) =>
      says(name, {
        doc: o.doc ?? doc,
        text: group.view().wordings[0]!.text,
        what: "proposal words taken back",
        details: { of: o.of ?? proposal, words },
      }),
    asksForTime: (name: string) => spoken(name, saying.askForTime(facts(), proposal)),
    movesToMeeting: (name: string) => spoken(name, saying.moveToMeeting(facts(), proposal)),
    backFromMeeting: (name: string, day: number) =>
      spoken(name, saying.backFromMeeting(facts(), proposal, startMs + day * dayMs)),
    closes: (name: string) => spoken(name, saying.close(facts(), proposal)),
    /** A hostile device signs a closing, whatever the app would have said. */
    closesAnyway(
      name: string,
      o: { answers?: string[]; text?: string; at?: number; heads?: string; more?: object } = {},
    ) {
      const standing = group
        .view()
        .people.flatMap(({ answer, counted }) => (answer && counted ? [answer.statement] : []));
      const answers = (o.answers ?? standing).map((hash) => hash.slice(0, 32)).join(" ");
      const details = { proposal, heads: o.heads ?? log.now.heads.join(" "), answers, ...o.more };
      const words = { doc, text: o.text ?? group.view().wordings[0]!.text, what: "proposal closing", details };
      return says(name, words, o.at === undefined ? {} : { at: o.at });
    },
    proposal: () => proposal,
    /** What is said inside knows nothing of the last so many words: a device that is behind. */
    async behind<T>(words: number, say: () => Promise<T>): Promise<T> {
      unseen = Math.max(0, Math.min(words, all.length - 1));
      try {
        return await say();
      } finally {
        unseen = 0;
      }
    },
    view: (): DecisionView => decide(proposal, facts())!,
    /** The text a closing is over, in its one form. */
    textOf(closing: string): string {
      const exact = texts.get(all.find(({ hash }) => hash === closing)!.text);
      return exact ? canonicalText(exact) : "";
    },
    operations: () => [...log.ops.values()].map((op) => op.bytes),
    record(): DecisionRecord {
      const made = decisionRecord(proposal, facts(), {
        text: canonicalText(text),
        statement: (hash) => bytes.get(hash) ?? null,
        withoutWords: (hash) => without.get(hash) ?? null,
        operations: group.operations(),
      });
      if (!made.ok) throw new Error(made.reason);
      return made.value;
    },
    /** What a hostile exporter would write: everything there is, around this closing; of `less` without the words. */
    recordAnyway(closing: string, less: readonly string[] = []): DecisionRecord {
      const operations = group.operations().map((one) => Buffer.from(one).toString("base64url"));
      const statements = all.map(({ hash }) => (less.includes(hash) ? without.get(hash) : null) ?? bytes.get(hash)!);
      const full = [...log.at(named.values().next().value!.split(" ") as never)!.members.values()].filter(
        (one) => one.full,
      );
      return {
        ...{ format: "fogata decision record 1", circle: log.circle, proposal, closing },
        ...{ text: canonicalText(text), statements, operations, roll: { full: full.map(({ id }) => id) } },
      };
    },
  };
  return group;
}

/** All that lies before some heads, themselves among it. */
export function pastIn(
  ops: ReadonlyMap<string, { parents: readonly string[] }>,
  heads: readonly string[],
): Set<string> {
  const past = new Set<string>();
  const open = [...heads];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (past.has(id)) continue;
    past.add(id);
    open.push(...(ops.get(id)?.parents ?? []));
  }
  return past;
}
export function rollOf(m: Membership): Omit<Roll, "covers"> {
  return {
    circle: m.rule,
    members: [...m.members.values()].map(({ id, full }) => ({ person: id, full })),
    gone: [...m.gone.keys()],
  };
}
