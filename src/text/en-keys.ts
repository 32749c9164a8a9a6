// The words of the register of keys; they load with its page.
const dated = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
const dayMonth = dated({ day: "numeric", month: "long" });
const dayMonthYear = dated({ day: "numeric", month: "long", year: "numeric" });

/** "3 June", or "3 June 2027" in another year than today's. Days are "2027-06-03". */
function date(day: string, today?: string): string {
  const near = today !== undefined && day.slice(0, 4) === today.slice(0, 4);
  return (near ? dayMonth : dayMonthYear).format(Date.parse(`${day}T00:00:00Z`));
}

function possessive(name: string): string {
  return name.endsWith("s") ? `${name}’` : `${name}’s`;
}

export const keysWords = {
  title: "Keys",
  lead: "Who looks after what for all of us, and until when. Never the keys, codes or passwords themselves.",
  opening: "Opening the register. This can take a moment on an older phone.",
  add: "Write something down",
  empty: "Nothing is written down here yet.",
  emptyWhat:
    "The relay, the bank account, the cash tin, the key to the door: what would be missed if one of us were ill?",
  find: "Search the register",
  findHint: "A word of its name, or somebody’s name",
  found: (n: number) =>
    n === 0 ? "Nothing here has this word. Try a shorter one." : n === 1 ? "One has it." : `${n} have it.`,
  somebody: "Somebody who is no longer here",
  you: "You",
  holds: (name: string, since: string, until: string, today: string) =>
    `${name} ${name === "You" ? "look" : "looks"} after it, since ${date(since, today)}, until ${date(until, today)}.`,
  nobody: "Nobody looks after it just now.",
  over: (name: string, end: string, today: string) =>
    name === "You"
      ? `Your time with it ended on ${date(end, today)}. Who would take it next?`
      : `${possessive(name)} time with it ended on ${date(end, today)}. Who would take it next?`,
  next: (name: string, from: string, until: string, today: string) =>
    `Then ${name === "You" ? "you" : name}, from ${date(from, today)} until ${date(until, today)}.`,
  nobodyNext: "Nobody has taken on what comes after.",
  offeredMe: (by: string, from: string, until: string, today: string) =>
    `${by} ${by === "You" ? "offer" : "offers"} it to you, from ${date(from, today)} until ${date(until, today)}.`,
  offered: (by: string, to: string, until: string, today: string) =>
    `${by} offered it to ${to}, until ${date(until, today)}. Not said anything yet.`,
  take: "I’ll take it",
  decline: "Not this time",
  withdraw: "Take the offer back",
  offer: "Offer to…",
  takeOn: "I’ll look after it",
  of: (what: string) => `: ${what}`,
  more: "Record and changes",
  record: "Who has looked after it",
  recorded: (name: string, by: string, from: string, end: string, today: string) =>
    `${name === by ? `Taken on by ${name}` : `Offered by ${by}, taken by ${name}`}: ${date(from, today)} to ${date(end, today)}.`,
  noRecord: "Nobody yet.",
  describe: "Change the words",
  giveBack: "Give it back today",
  putAway: "We no longer have it",
  bringBack: "We have it again",
  away: "What we no longer have",
  done: {
    taken: (what: string) => `You look after it: ${what}.`,
    declined: "Not this time. Nobody is told why.",
    withdrawn: "The offer is taken back.",
    offered: (name: string) => `Offered to ${name}. It is theirs once they take it.`,
    given: "Given back. The record keeps that it was yours.",
    away: "Put away. It stands at the foot of the page, should you have it again.",
    back: "It is in the register again.",
  },
  thing: {
    add: "Write something down",
    change: "Change the words",
    what: "What it is",
    whatHint: "Such as: the relay, cash tin, key to the hall.",
    about: "What somebody needs to know",
    aboutHint:
      "Where it is, whom to ask, how it is done. Leave out the code or password itself: everybody in the group can read this for as long as the group lasts. Say who knows it instead.",
    keep: "Keep it",
  },
  handOn: {
    offerTitle: (what: string) => `Offer: ${what}`,
    takeTitle: (what: string) => `Look after it: ${what}`,
    to: "Offer to",
    from: "From",
    until: "Until",
    untilHint: "Every turn has an end, two years away at most. Then somebody else can take it, or it is offered again.",
    insteadOf: "When they take it",
    instead: { instead: "It is no longer with me", beside: "We look after it together" },
    send: "Make this offer",
    takeOn: "I’ll look after it",
    alone: "Nobody else is here yet to offer it to.",
  },
  refused: {
    "no-name": "It needs a name of up to 200 letters. One word is enough.",
    "too-long": "This is longer than a register can hold. Write it down as an agreement, and name that here.",
    "too-many": "The register is full. Put away what is no longer yours, or keep smaller things elsewhere.",
    "no-end": "Every turn has an end. Which day would be good?",
    "ends-before": "It would end before it begins. Look at the two days again.",
    "is-over": "This day is over already. Choose one that is still to come.",
    "too-far": "Two years is the longest. It can be offered again then.",
    "own-again": "You had it last. Somebody else can offer it to you again, so that two have thought of it.",
    "offered-already": "It is offered to them already. Wait for their answer, or take that offer back.",
    answered: "This was answered meanwhile. Look again: nothing else has changed.",
    "not-yours": "This offer is for somebody else to answer.",
    unknown: "This is no longer here. Nothing else has changed.",
    newer: "A newer app has been at work here. You can read the register; take the new version to write in it.",
    "not-open": "The register is not open yet. Try again in a moment.",
  },
  newer: {
    title: "A newer app has been at work here",
    what: "You can read the register; writing opens once the app is up to date. Take the new version when it is offered.",
  },
  fault: {
    missing: {
      title: "The register has not reached this device yet",
      what: "It comes by itself once the relay, or somebody who has it, can be reached. Nothing is lost.",
    },
    corrupt: {
      title: "The register is damaged on this device",
      what: "The others still have theirs, and nothing here is sent over it. It is asked for again by itself.",
    },
    "app-incomplete": {
      title: "A part of Fogata did not load",
      what: "Your words are safe on this device. Fogata needs that part once from the network; after that it works offline.",
    },
  },
  home: {
    offer: (by: string, what: string) => `${by} offers you: ${what}`,
    until: (from: string, until: string, today: string) => `From ${date(from, today)} until ${date(until, today)}.`,
    soon: "Soon",
    ends: (what: string, until: string, today: string) => `Your time with “${what}” ends on ${date(until, today)}.`,
    endsWhat: "Nobody has taken on what comes after. You can offer it to somebody, or let the group see.",
    look: "See the register",
  },
  copy: {
    title: "Register of keys",
    holds: (name: string, since: string, until: string) =>
      `${name} looks after it, since ${date(since)}, until ${date(until)}.`,
    next: (name: string, from: string, until: string) => `Then ${name}, from ${date(from)} until ${date(until)}.`,
    held: (name: string, since: string, until: string) => `${name} looked after it, ${date(since)} to ${date(until)}.`,
    nobody: "Nobody looks after it just now.",
    somebody: "Somebody who is no longer here",
    away: "What we no longer have",
  },
};
