// One simulated story of a group that decides, from one seed: people ask, answer, think again, close, go offline, come and
// are removed meanwhile, and one of them may be hostile; then everything heals, and all must come to the same.
import {
  type AnswerKind,
  answerKinds,
  decide,
  type Facts,
  type Hash,
  type Principles,
  type Proposal,
  principles,
  type Rule,
  rollKey,
  type Said,
  saying,
  type Words,
  withMinimums,
} from "@fogata/domain";
import { admitBody, assemble, cutOf, neededFor, newInvitation, openRequest, sealRequest } from "@fogata/keys";
import type { Client } from "@fogata/sync";
import { rollsAt, rules, spokenIn } from "@fogata/sync/testing";
import { checkDeciding } from "./deciding-check.ts";
import { createDevice, type Device } from "./device.ts";
import { foundTogether, type Someone, signaturesOf, someone, startOf } from "./membership-people.ts";
import { modelWorld } from "./primitives.ts";
import { createRelayHost } from "./relay-host.ts";
import type { RunResult } from "./run.ts";
import { createWorld, type World } from "./world.ts";

export const hour = 60 * 60 * 1000;
export const day = 24 * hour;
const relayUrl = "ws://relay.test";
const names = ["Alice", "Bob", "Carol", "Dora", "Eli", "Fay", "Gus"];
const whats = ["proposal", "decision"];

/** What somebody really said, by the hash of the statement. */
export interface Truth {
  person: string;
  hostile: boolean;
  words: Words;
  at: number;
  /** The how-manieth of all that were said. */
  order: number;
  /** Closings that its device knew. */
  closings: ReadonlySet<Hash>;
}
export interface DecidingStory {
  world: World;
  people: Someone[];
  by: Principles;
  truth: Map<Hash, Truth>;
  /** Asked by a list that is older than one that its device had named before, in that other statement. */
  older: { asked: Hash; after: Hash }[];
  /** Whether the group may agree on how long a question is open. */
  agrees: boolean;
  facts(client: Client): Promise<Facts>;
  devices(): { who: Someone; device: Device }[];
}
interface Able {
  who: Someone;
  device: Device;
  client: Client;
}
type Spoken = { ok: true; value: Words } | { ok: false; reason: unknown };

export async function runDeciding(o: {
  seed: number;
  steps: number;
  by?: Partial<Principles>;
  trace?: boolean;
}): Promise<RunResult> {
  const { p, ...parts } = modelWorld(o.seed);
  const world = createWorld(o.seed, { ...parts, trace: o.trace === true });
  const { chance } = world;
  const relay = createRelayHost({ world, ...parts.relay });
  const broken: string[] = [];
  const people: Someone[] = [];
  const fullSince = new Map<string, number>();
  const story: DecidingStory = {
    ...{ world, people, by: { ...principles, ...o.by }, truth: new Map(), older: [], agrees: o.seed % 3 === 0, facts },
    devices: () => people.flatMap((who) => who.devices.map((device) => ({ who, device }))),
  };
  const { truth } = story;
  const restKey = await p.newRestKey();
  const born = async () => (await p.newDeviceKeys(restKey)).keys;
  const some = <T>(from: readonly T[]): T | undefined => (from.length === 0 ? undefined : chance.pick(from));
  /** Starts something that may never return, if the power goes meanwhile. */
  function begin(what: Promise<unknown>): void {
    what.catch((error) => broken.push(`threw: ${error instanceof Error ? error.stack : error}`));
  }
  function addDevice(who: Someone, start: Device["start"]): void {
    const device = createDevice({ world, relay, p, name: who.name, start, rules, lost() {} });
    who.devices.push(device);
    device.boot(1);
  }
  const able = (): Able[] =>
    story.devices().flatMap(({ who, device }) => {
      const client = device.leader()?.client;
      return client?.membership().devices.has(device.start.device.id) ? [{ who, device, client }] : [];
    });

  async function facts(client: Client): Promise<Facts> {
    const here = await spokenIn(client, whats);
    const lists = new Map([[rollKey(here.heads), here.heads as readonly string[]]]);
    for (const { details } of here.statements)
      if (typeof details.heads === "string") lists.set(rollKey(details.heads.split(" ")), details.heads.split(" "));
    const keys = [...lists.keys()];
    const rolls = rollsAt(client, [...lists.values()]).flatMap((roll, i) => {
      const covers = new Set(roll?.covers.map((place) => keys[place]!));
      return roll ? [[keys[i]!, { ...roll, covers }] as const] : [];
    });
    const plain = { ...here, rolls: new Map(rolls), minimums: new Map(), now: world.now() };
    return withMinimums(plain, undefined, story.by);
  }

  // ------------------------------------------------------------------- what people say

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
  const asked = (known: Facts) => some(known.statements.filter(({ what }) => what === "proposal").slice(-3));

  async function ask(one: Able): Promise<void> {
    const known = await facts(one.client);
    await say(one, question(known.heads), known, "asked");
  }
  /** About a question, with all that this device knows. */
  async function about(
    one: Able,
    as: string,
    make: (known: Facts, opening: Said, text: Hash) => Spoken,
    which?: Hash,
  ): Promise<Hash | null> {
    const known = await facts(one.client);
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
    const to = some(people.filter((who) => who !== one.who))!.member;
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

  // ------------------------------------------------------------------- what a hostile one signs

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
    const known = await facts(one.client);
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
      begin(closeAnyway(one, which));
    });
  }
  /** Somebody else's very words, as its own or as theirs. */
  const sayAgain = (one: Able) =>
    about(one, "said again what another said", (known, opening) => {
      const their = some(known.statements.filter(({ what }) => what === "proposal answer"));
      if (!their) return { ok: false, reason: "nothing was said" };
      const { doc, text, what, details } = their;
      const proposal = chance.often(0.5) ? opening.hash : String(details.proposal);
      return { ok: true, value: { doc, text, what, details: { ...details, proposal, person: their.person } } };
    });
  async function askOlder(one: Able): Promise<void> {
    const known = await facts(one.client);
    const after = chance.often(0.5) ? await say(one, question(known.heads), known, "asked") : null;
    const [genesis] = [one.client.membership().circle as string];
    const words = question([genesis]);
    const asked = await say(one, words, known, "asked by an older list");
    if (after !== null && asked !== null && !known.heads.includes(genesis)) story.older.push({ asked, after });
    // Whoever was left out by it and belonged says so, where they have heard of it.
    const others = () => able().filter(({ who }) => who !== one.who && !who.hostile);
    world.after(4_000, () => asked && others().forEach((other) => void begin(sayLeftOut(other, asked))));
  }
  function hostileDeed(one: Able): Promise<unknown> {
    const deeds: ((one: Able) => Promise<unknown>)[] = [
      sayAgain,
      askOlder,
      answerFor,
      reword,
      decideAlone,
      decideAlone,
    ];
    return chance.pick([...deeds, ...Array(4).fill(() => closeAnyway(one))])(one);
  }

  // ------------------------------------------------------------------- who belongs

  async function remove({ client, who: by }: Able): Promise<void> {
    const m = client.membership();
    const members = people.filter((who) => m.members.has(who.member));
    const target = some(members.filter((who) => who !== by));
    const full = members.filter((who) => who !== target && m.members.get(who.member)!.full);
    if (!target || members.length < 4 || full.length < neededFor(m, target.member)) return;
    const signers = full.slice(0, neededFor(m, target.member)).map(({ device }) => device);
    const cut = cutOf(m, target.member, client.accepted() as never);
    const says = { target: target.member, why: new Uint8Array(32).fill(7), policy: m.policy.id, cut };
    world.count("somebody is removed");
    await client.write(assemble("remove", says, await signaturesOf(p, m.circle, "remove", says, signers)));
  }
  async function letIn({ client, who: by }: Able): Promise<void> {
    const name = names[people.length];
    if (!name || !client.membership().members.get(by.member)?.full) return;
    const link = { relay: { url: relayUrl, key: relay.key }, expiresAt: world.now() + 3 * day };
    const invitation = await newInvitation(p, link);
    const invite = await client.write(invitation.body);
    if (!invite.ok) return;
    const device = await born();
    const bytes = await sealRequest(p, { link: invitation.link, device, name });
    const request = await openRequest(p, { bytes, receiveSeed: invitation.receiveSeed, invite: invitation.body });
    const known = client.membership().invites.get(invite.value.id);
    if (!request.ok || !known || names[people.length] !== name) return;
    const who = someone(p, name, device, {});
    people.push(who);
    const body = admitBody({ invite: known, request: request.value, member: who.member, at: world.now() });
    if (!(await client.write(body)).ok) return;
    world.count("somebody comes");
    addDevice(who, startOf(client, client.membership().circle, device));
  }
  async function welcome({ client, who: by }: Able): Promise<void> {
    const m = client.membership();
    const known = [...m.members.values()].filter(({ full, welcomedBy }) => !full && !welcomedBy.includes(by.member));
    const members = known.map(({ id }) => id).sort();
    if (members.length > 0 && m.members.get(by.member)?.full) await client.write({ kind: "welcome", members });
    for (const { id, full } of client.membership().members.values())
      if (full && !fullSince.has(id)) fullSince.set(id, world.now());
  }

  // ------------------------------------------------------------------- the world

  function goOffline(device: Device, ms: number): void {
    device.reachable = false;
    relay.cutOff(device);
    world.count("offline");
    world.after(ms, () => {
      device.reachable = true;
    });
  }
  function offline(): void {
    const one = some(story.devices().filter(({ device }) => device.reachable));
    if (one) goOffline(one.device, chance.around(10_000));
  }
  /** Goes away for days with a no that nobody hears meanwhile; the others agree, and close it when its date is over. */
  async function awayWithNo(one: Able): Promise<void> {
    const known = await facts(one.client);
    const which = await say(one, question(known.heads), known, "asked");
    if (which === null) return;
    const others = () => able().filter(({ who, device }) => device.reachable && who !== one.who);
    const given = (kind: AnswerKind) => (now: Facts, _: Said, text: Hash) =>
      saying.answer(now, which, text, { ...anAnswer(), kind });
    world.after(3_000, () => {
      goOffline(one.device, 4 * day);
      begin(about(one, "a no while away", given("no"), which));
      for (const other of others()) begin(about(other, "answered", given("agree"), which));
    });
    world.after(6_000, () => {
      world.leap(4.5 * day);
      const closer = some(others().filter(({ who }) => !who.hostile));
      if (closer) begin(about(closer, "closed", (now) => saying.close(now, which), which));
    });
  }
  function powerCut(): void {
    const { device } = some(story.devices().filter((one) => one.device.on())) ?? {};
    if (!device) return;
    world.count("power cut");
    device.cut();
    world.after(chance.around(2_000), () => device.on() || device.boot(1));
  }
  const does =
    (act: (one: Able) => Promise<unknown>, who: (one: Able) => boolean = () => true) =>
    () => {
      const one = some(able().filter(who));
      if (one) begin(act(one));
    };
  const deeds: [weight: number, name: string, act: () => void][] = [
    [3, "ask", does(ask)],
    [50, "answer", does(answer)],
    [2, "answer for somebody", does(answerFor)],
    [24, "close", does(closeRightly, ({ who }) => !who.hostile)],
    [0.6, "reword", does(reword)],
    [0.8, "more time", does(moreTime)],
    [0.5, "meet", does(meet)],
    [2, "back from the meeting", does(meetNoMore)],
    [
      4,
      "left out",
      does(
        (one) => sayLeftOut(one),
        ({ who }) => !who.hostile,
      ),
    ],
    [10, "hostile", does(hostileDeed, ({ who }) => who.hostile)],
    [0.7, "remove", does(remove)],
    [1.5, "let in", does(letIn)],
    [12, "welcome", does(welcome)],
    [6, "offline", offline],
    [1.5, "away with a no", does(awayWithNo, ({ who, device }) => !who.hostile && device.reachable)],
    [2, "power cut", powerCut],
    [2, "connection dropped", () => relay.dropOne()],
    [9, "hours pass", () => world.leap(chance.below(30 * hour))],
  ];

  const size = 3 + chance.below(3);
  const isHostile = chance.often(0.6) ? chance.below(size) : -1;
  for (let i = 0; i < size; i++)
    people.push(someone(p, names[i]!, await born(), { hostile: i === isHostile, founder: true }));
  for (const { member } of people) fullSince.set(member, world.now());
  const genesis = await foundTogether(p, "Night Watch", people);
  const circle = genesis.id as never;
  addDevice(people[0]!, { circle, device: people[0]!.device, ops: [genesis.bytes], epochs: [] });
  await world.pass(10);
  const first = people[0]!.devices[0]!.leader()!.client!;
  await first.write({ kind: "relays", relays: [{ url: relayUrl, key: relay.key }] });
  for (const who of people.slice(1)) addDevice(who, startOf(first, circle, who.device));
  await world.pass(2_000);
  for (let step = 0; step < o.steps && broken.length === 0; step++) {
    const [, name, act] = chance.weighted(deeds);
    world.log(name);
    act();
    await world.pass(chance.around(350));
  }
  if (broken.length === 0) {
    await rest();
    broken.push(...(await checkDeciding(story)));
  }
  return { seed: o.seed, broken, counts: world.counts, lines: world.lines };

  /** Everything heals, and time passes until nobody has anything more to say. */
  async function rest(): Promise<void> {
    relay.heal();
    for (const { device } of story.devices()) device.reachable = true;
    await world.pass(70_000);
    let pushes = -1;
    for (let waited = 0, still = 0; waited < 300 && still < 4; waited++) {
      await world.pass(1_000);
      for (const { device } of story.devices()) if (!device.on()) device.boot(1);
      still = relay.flying() === 0 && relay.pushes() === pushes && isSettled() ? still + 1 : 0;
      pushes = relay.pushes();
    }
    // No clock of theirs is ahead, and every date is over.
    world.leap(60 * day);
  }
  function isSettled(): boolean {
    return story.devices().every(({ device }) => {
      const client = device.leader()?.client;
      if (!client) return false;
      return client.status().kind === "shared" || !client.membership().devices.has(device.start.device.id);
    });
  }
}
