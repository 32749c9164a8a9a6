// The rules of belonging, each replaced alone by a tempting wrong one: what a simulated group must notice.
import { type Principles, principles, resolve, rotationOwed } from "@fogata/keys";
import { type Rules, rules } from "@fogata/sync/testing";

export interface Planted {
  name: string;
  /** Of all the rules, these are wrong. */
  wrong: Partial<Rules>;
  /** What is looked at: who belongs, or also what keys, channels and documents do about it. */
  asked: "belonging" | "keys";
  /** A group that is known to notice it: looked at every day, the others when they are asked for. */
  noticedBy?: number;
  /** Of deeds that make it noticed: by chance they come too seldom. */
  weights?: Readonly<Record<string, number>>;
  /** How long the story is. */
  steps?: number;
}

const principle = (wrong: Partial<Principles>): Partial<Rules> => {
  const all = { ...principles, ...wrong };
  return { asks: { ...rules.asks, resolve: (ops, circle) => resolve(ops, circle, all) } };
};
const asks = (wrong: Partial<Rules["asks"]>): Partial<Rules> => ({ asks: { ...rules.asks, ...wrong } });
/** Owed as the true rule says, but not for these. */
const owedBut = (not: (how: string) => boolean): Rules["asks"]["rotationOwed"] => {
  return (m, now) => rotationOwed({ ...m, lost: new Map([...m.lost].filter(([, { how }]) => !not(how))) }, now);
};

export const planted: Planted[] = [
  {
    name: "authority is asked of today's circle",
    wrong: principle({ judgedBy: "the whole log" }),
    asked: "belonging",
    noticedBy: 1,
  },
  {
    name: "anybody admits by anybody's invitation",
    wrong: principle({ mayAdmit: () => true }),
    asked: "belonging",
    weights: { "another's invitation": 12 },
    steps: 50,
    noticedBy: 1,
  },
  { name: "new joiners invite", wrong: principle({ mayInvite: () => true }), asked: "belonging", noticedBy: 6 },
  {
    name: "an invitation is good for as many as race it",
    wrong: principle({ holds: () => false }),
    asked: "belonging",
    weights: { race: 12, "further device": 12, offline: 8 },
    steps: 60,
    noticedBy: 1,
  },
  {
    name: "one welcome makes a full member",
    wrong: principle({ welcomesNeeded: () => 1 }),
    asked: "belonging",
    noticedBy: 1,
  },
  {
    name: "being let in is being welcomed",
    wrong: principle({ welcomesNeeded: () => 0 }),
    asked: "belonging",
    noticedBy: 1,
  },
  {
    name: "new joiners speak for the group",
    wrong: principle({ speaksForGroup: () => true }),
    asked: "belonging",
    noticedBy: 2,
  },
  {
    name: "welcomes count after an objection",
    wrong: principle({ welcomesCount: () => true }),
    asked: "belonging",
    weights: { admission: 16, objection: 16, welcome: 20 },
    steps: 80,
    noticedBy: 3,
  },
  {
    name: "anybody drops anybody's device",
    wrong: principle({ mayDrop: () => true }),
    asked: "belonging",
    noticedBy: 2,
  },
  {
    name: "a certificate with one signature too few",
    wrong: principle({ signersNeeded: (others, chosen) => principles.signersNeeded(others, chosen) - 1 }),
    asked: "belonging",
    noticedBy: 3,
  },
  {
    name: "two devices are two voices",
    wrong: principle({ voices: (members) => members.length }),
    asked: "belonging",
    weights: { "sign twice": 12 },
    steps: 50,
    noticedBy: 1,
  },
  {
    name: "what was written beside a removal counts: ghosts",
    wrong: principle({ countsBesideRemoval: true }),
    asked: "belonging",
    noticedBy: 1,
  },
  {
    name: "a certificate is asked once, of the day it names",
    wrong: principle({ askedAgain: false }),
    asked: "belonging",
    noticedBy: 7,
  },
  {
    name: "whom a removal is about may sign it",
    wrong: principle({ maySign: () => true }),
    asked: "belonging",
    weights: { "sign one's own removal": 12 },
    steps: 50,
    noticedBy: 1,
  },
  {
    name: "one alone pauses",
    wrong: principle({ pausersNeeded: 1 }),
    asked: "belonging",
    weights: { "pause alone": 12 },
    steps: 50,
    noticedBy: 1,
  },
  {
    name: "a withdrawn invitation still admits",
    wrong: principle({ mayComeBy: () => true }),
    asked: "belonging",
    weights: { "withdrawn invitation": 12 },
    steps: 50,
    noticedBy: 1,
  },
  {
    name: "welcomes from two places at once count",
    wrong: principle({ countsFromTwoPlaces: true }),
    asked: "belonging",
    noticedBy: 2,
  },
  {
    name: "paused as often as two like",
    wrong: principle({ mayPauseAgain: () => true }),
    asked: "belonging",
    noticedBy: 3,
  },
  {
    name: "a recovery waits for nothing",
    wrong: principle({ mayComplete: () => null }),
    asked: "belonging",
    noticedBy: 4,
  },
  {
    name: "a no beside a recovery comes too late",
    wrong: principle({ vetoVoids: false }),
    asked: "belonging",
    noticedBy: 14,
  },
  {
    name: "an epoch may leave out a box",
    wrong: principle({ boxesFit: () => true }),
    asked: "belonging",
    noticedBy: 1,
  },
  {
    name: "of two removals that cross the elder's stands",
    wrong: asks({ resolve: bySeniority }),
    asked: "belonging",
    weights: { "removals of founders that cross": 8 },
    steps: 50,
    noticedBy: 4,
  },
  {
    name: "nobody rotates before they write",
    wrong: asks({ rotationOwed: (m) => m.preferred === null }),
    asked: "keys",
    noticedBy: 2,
  },
  {
    name: "leaving owes no new key",
    wrong: asks({ rotationOwed: owedBut((how) => how === "left") }),
    asked: "keys",
    noticedBy: 2,
  },
  {
    name: "a lost device owes no new key",
    wrong: asks({ rotationOwed: owedBut((how) => how === "dropped") }),
    asked: "keys",
    noticedBy: 4,
  },
  {
    name: "a removal owes no new key",
    wrong: asks({ rotationOwed: owedBut((how) => how === "removed") }),
    asked: "keys",
    noticedBy: 3,
  },
  {
    name: "whoever is paused is sent the key",
    wrong: asks({ withheldAt: () => new Set() }),
    asked: "keys",
    noticedBy: 3,
  },
  {
    name: "a pause never ends",
    wrong: asks({ withheldAt: (m) => new Set([...rules.asks.withheldAt(m, 0), ...everPaused(m)]) }),
    asked: "keys",
    noticedBy: 6,
  },
  {
    name: "the key is taken for changed where nobody has a box",
    wrong: asks({ rotationOwed: owedByBoxes }),
    asked: "keys",
    noticedBy: 9,
  },
  {
    name: "whatever a device that is gone writes counts",
    wrong: asks({ mayWrite: () => true }),
    asked: "keys",
    weights: { "leave out numbers": 8, removal: 16, "lend a key": 16 },
    steps: 70,
    noticedBy: 1,
  },
];

type Circle = NonNullable<ReturnType<typeof resolve>>;

/** Whoever came first stays, of two who were both removed. */
function bySeniority(...asked: Parameters<typeof resolve>): ReturnType<typeof resolve> {
  const m = resolve(...asked);
  const removed = m ? [...m.gone.values()].filter(({ how }) => how === "removed") : [];
  if (!m || removed.length < 2) return m;
  const [elder] = removed.sort((a, b) => (a.id < b.id ? -1 : 1));
  const gone = new Map([...m.gone].filter(([id]) => id !== elder!.id));
  const lost = new Map([...m.lost].filter(([, { member }]) => member !== elder!.id));
  // Not with their devices: a key for these would be refused by all, and made again without end.
  return { ...m, gone, lost };
}
function everPaused(m: Circle) {
  const devices = [...m.devices.values()].filter(({ id, member }) =>
    m.pauses.some(({ target }) => (target.kind === "device" ? target.device === id : target.member === member)),
  );
  return new Set(devices.map(({ id }) => id));
}
/** As it was until the simulator found it: who came in by a letter has no box, and the key. */
function owedByBoxes(m: Circle): boolean {
  const epoch = m.preferred === null ? undefined : m.epochs.get(m.preferred);
  return epoch === undefined || epoch.devices.some((id) => !m.devices.has(id));
}
