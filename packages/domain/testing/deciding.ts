// Alice, Bob, Carol, Dan and Eve deciding: who says what on which day, who is offline, and what each of their devices
// makes of it. Statements are as they come out of `keys`, but for the signatures, which are not this package's.
import { createHash } from "node:crypto";
import {
  type Answer,
  type AnswerKind,
  type DecisionView,
  decide,
  type Facts,
  type Hash,
  type Mark,
  type PersonView,
  type Principles,
  type Proposal,
  principles,
  type Roll,
  rollKey,
  type Said,
  type Says,
  saying,
  type Words,
  withMinimums,
} from "../src/decision/index.ts";

export const dayMs = 24 * 60 * 60 * 1000;
export const startMs = Date.UTC(2027, 0, 4, 12);
export type Name = "Alice" | "Bob" | "Carol" | "Dan" | "Eve";
const names: Name[] = ["Alice", "Bob", "Carol", "Dan", "Eve"];

/** Something like an id, for a name. */
export function idOf(name: string, length = 32): string {
  return createHash("sha256").update(name).digest("hex").slice(0, length);
}
export const hashOf = (name: string): Hash => idOf(name, 64);

export interface StoryOptions {
  full?: Name[];
  joiners?: Name[];
  circle?: Roll["circle"];
  principles?: Principles;
}

interface Say {
  at?: number | undefined;
  device?: string | undefined;
}
type Spoken = { ok: true; value: Words } | { ok: false; reason: unknown };

export type Story = ReturnType<typeof story>;
export function story({
  full: founders = names,
  joiners = [],
  circle = "group",
  principles: by = principles,
}: StoryOptions = {}) {
  const circleId = hashOf("circle");
  const full = [...founders];
  const doc = idOf("doc");
  const rolls = new Map<string, Roll>();
  let heads = [hashOf("heads 0")];
  const gone: string[] = [];
  let now = startMs;
  const everything: Said[] = [];
  const marks: Mark[] = [];
  const known = new Map<Name, Set<Hash>>(names.map((name) => [name, new Set()]));
  const outbox = new Map<Name, { said: Said | null; device: string; at: number }[]>();
  const counters = new Map<string, number>();
  let proposal: Hash | null = null;
  enroll();

  function enroll() {
    const all = [...full.map((name) => ({ name, full: true })), ...joiners.map((name) => ({ name, full: false }))];
    const members = all.map((one) => ({ person: idOf(one.name), full: one.full }));
    rolls.set(rollKey(heads), {
      circle,
      members: members.filter(({ person }) => !gone.includes(person)),
      gone: [...gone],
      covers: new Set([...rolls.keys(), rollKey(heads)]),
    });
  }
  function publish(name: Name, device: string, said: Said | null, at: number) {
    const n = (counters.get(device) ?? 0) + 1;
    counters.set(device, n);
    marks.push({ person: idOf(name), device, n, at, statement: said?.hash ?? null });
    if (said) everything.push(said);
    for (const other of names) if (said && !outbox.has(other)) known.get(other)!.add(said.hash);
  }
  function signed(name: Name, words: Words, at: number, device: string): Said {
    const unsigned = { ...words, person: idOf(name), device, circle: circleId, time: at };
    return { ...unsigned, hash: hashOf(JSON.stringify(unsigned)) };
  }
  const facts = (name?: Name): Facts => withMinimums(plainFacts(name), undefined, by);
  const plainFacts = (name?: Name): Facts => ({
    statements: name && outbox.has(name) ? everything.filter(({ hash }) => known.get(name)!.has(hash)) : everything,
    rolls,
    heads,
    published: marks,
    minimums: new Map(),
    now,
  });

  /** Signs and sends it, or keeps it until they are online. `at`: what their clock says, or what they claim it did. */
  function says(name: Name, words: Words, o: Say = {}): Hash {
    const device = o.device ?? idOf(`${name}'s phone`);
    const said = signed(name, words, o.at ?? now, device);
    known.get(name)!.add(said.hash);
    const waiting = outbox.get(name);
    if (waiting) waiting.push({ said, device, at: said.time });
    else publish(name, device, said, said.time);
    return said.hash;
  }
  function spoken(name: Name, said: Spoken, o: Say = {}): Hash {
    if (!said.ok) throw new Error(`${name} cannot: ${JSON.stringify(said.reason)}`);
    return says(name, said.value, o);
  }
  function view(name?: Name): DecisionView {
    return decide(proposal!, name === undefined ? facts() : factsWithOwn(name), by)!;
  }
  function textFor(name: Name): Hash {
    return view(name).wordings[0]!.text;
  }

  const self = {
    circle: circleId,
    doc,
    facts,
    everything,
    marks,
    rolls,
    /** To this day of the story. */
    day(day: number) {
      now = startMs + day * dayMs;
    },
    now: () => now,
    goOffline(name: Name) {
      if (!outbox.has(name)) outbox.set(name, []);
    },
    goOnline(name: Name) {
      const waiting = outbox.get(name) ?? [];
      outbox.delete(name);
      for (const { hash } of everything) known.get(name)!.add(hash);
      for (const { said, device, at } of waiting) publish(name, device, said, at);
    },
    says,
    /** Anything dated that is no word about the question: a change of a text, say. */
    writes(name: Name, o: { device?: string } = {}) {
      const device = o.device ?? idOf(`${name}'s phone`);
      const waiting = outbox.get(name);
      if (waiting) waiting.push({ said: null, device, at: now });
      else publish(name, device, null, now);
    },
    asks(name: Name, o: Partial<Proposal> & { text?: Hash; at?: number; doc?: string } = {}): Hash {
      const { text = hashOf("first text"), at, doc: its = doc, ...rest } = o;
      const asked: Proposal = {
        about: { kind: "draft", replaces: null },
        rule: { kind: "all-agree" },
        sentence: "Children may come on their own from ten years.",
        words: {},
        until: startMs + 7 * dayMs,
        minimumMs: 7 * dayMs,
        language: "en",
        heads,
        reviewOn: null,
        ...rest,
      };
      const said = saying.propose({ doc: its, text, proposal: asked });
      if (!said.ok) throw new Error(said.reason);
      proposal = says(name, said.value, { at });
      return proposal;
    },
    answers(
      name: Name,
      kind: AnswerKind,
      o: Partial<Answer> & { text?: Hash; at?: number; device?: string } = {},
    ): Hash {
      const { text = textFor(name), at, device, ...rest } = o;
      const reason = kind === "no" || kind === "concern" ? `${name} says why` : "";
      const given: Answer = { kind, reason, pin: null, given: null, confirms: null, kept: true, ...rest };
      return spoken(name, saying.answer(factsWithOwn(name), proposal!, text, given), { at, device });
    },
    closes: (name: Name, o: { at?: number } = {}) => spoken(name, saying.close(factsWithOwn(name), proposal!), o),
    mayClose: (name: Name): Spoken => saying.close(factsWithOwn(name), proposal!),
    /** A hostile device signs it whatever the app would have said. */
    closesAnyway(
      name: Name,
      o: { answers?: Hash[]; text?: Hash; at?: number; after?: Hash[]; heads?: string[] } = {},
    ): Hash {
      const standing = self
        .view(name)
        .people.flatMap(({ answer, counted }) => (answer && counted ? [answer.statement] : []));
      const answers = (o.answers ?? standing).map((hash) => hash.slice(0, 32)).join(" ");
      const after = (o.after ?? []).map((hash) => hash.slice(0, 32)).join(" ");
      const details = { proposal: proposal!, heads: (o.heads ?? heads).join(" "), answers, after };
      const words = { doc, text: o.text ?? textFor(name), what: "proposal closing", details };
      return says(name, words, { at: o.at });
    },
    rewords: (name: Name, text: string, o: { base?: Hash; says?: Says } = {}) =>
      spoken(name, saying.reword(factsWithOwn(name), proposal!, { ...o, text: hashOf(text), base: o.base ?? null })),
    asksForTime: (name: Name) => spoken(name, saying.askForTime(factsWithOwn(name), proposal!)),
    movesToMeeting: (name: Name) => spoken(name, saying.moveToMeeting(factsWithOwn(name), proposal!)),
    backFromMeeting: (name: Name, day: number) =>
      spoken(name, saying.backFromMeeting(factsWithOwn(name), proposal!, startMs + day * dayMs)),
    callsBack: (name: Name, reason: string) => spoken(name, saying.callBack(factsWithOwn(name), proposal!, reason)),
    /** D48 All the words of reasons that are theirs. */
    takesBack(name: Name, o: Say = {}): Hash[] {
      const mine = { circle: circleId, me: idOf(name), proposal: proposal! };
      return saying.takeBack(factsWithOwn(name).statements, mine).map((words) => says(name, words, o));
    },
    /** A hostile device signs that these words are taken back, whoever said them. */
    takesBackAnyway: (name: Name, words: Hash, o: { of?: Hash; doc?: string } = {}) =>
      says(name, {
        doc: o.doc ?? doc,
        text: hashOf("first text"),
        what: "proposal words taken back",
        details: { of: o.of ?? proposal!, words },
      }),
    /** Somebody becomes a full member. */
    welcomed(name: Name) {
      full.push(name);
      heads = [hashOf(`heads ${full.join()} ${gone.join()}`)];
      enroll();
    },
    /** Takes the question as theirs from now on. */
    about(hash: Hash) {
      proposal = hash;
    },
    saysLeftOut: (name: Name) => spoken(name, saying.sayLeftOut(factsWithOwn(name), proposal!, idOf(name))),
    removed(name: Name) {
      gone.push(idOf(name));
      heads = [hashOf(`heads ${gone.join()} ${full.slice(founders.length).join()}`)];
      enroll();
    },
    heads: () => heads,
    proposal: () => proposal!,
    view,
    person(name: Name, seen = view()): PersonView {
      return seen.people.find(({ person }) => person === idOf(name))!;
    },
    /** What a device with these facts makes of it. */
    viewOf: (some: Facts): DecisionView => decide(proposal!, some, by)!,
    decide: (hash: Hash): DecisionView => decide(hash, facts(), by)!,
    textFor,
    spoken,
  };
  function factsWithOwn(name: Name): Facts {
    const seen = facts(name);
    const own = (outbox.get(name) ?? []).flatMap(({ said }) => said ?? []);
    return withMinimums({ ...seen, statements: [...seen.statements, ...own] }, undefined, by);
  }
  return self;
}
