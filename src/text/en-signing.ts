// British English: the words of what several people sign. Pauses, parting with somebody, a way back, the group's own numbers.
// Part of en-people.ts, with which they load.
import { en } from "./en.ts";
import { asks, capital, have, names, people, possessive } from "./en-parts.ts";

const { number } = en.words;
const once = (needed: number) =>
  needed <= 1
    ? "Once you have signed,"
    : `Once ${number(needed)} full members have signed, you and ${needed === 2 ? "one" : number(needed - 1)} more,`;

export const signingWords = {
  pause: {
    title: (name: string) => `Pause ${possessive(name)} access`,
    deviceTitle: (name: string) => `Pause a lost device of ${name}`,
    days: "For how long",
    daysOf: { "1": "One day", "3": "Three days", "7": "Seven days" },
    does: (name: string, needed: number) =>
      `${once(needed)} nothing that the group writes opens for ${name} until that day. ${name} sees that access is paused, and who signed.`,
    doesNot: (name: string) =>
      `${name} stays a member, keeps what has been read already, and gets everything afterwards. It is no removal, and it cannot be done again within thirty days without a decision of the group.`,
    deviceDoes: (name: string, needed: number) =>
      `${once(needed)} nothing that the group writes opens on that device for seven days. ${name} stays a member.`,
    again: "There was a pause within the last thirty days, so this one takes as many as a decision of the group does.",
    deviceDoesNot:
      "It is for somebody who has no other device to drop the lost one from. It gives time to bring them back with a new one.",
    do: "Ask for the pause",
    asked: (more: number) =>
      more <= 0
        ? "Asked, and signed by you."
        : `Asked, and signed by you. ${capital(number(more))} more full ${more === 1 ? "member is" : "members are"} needed.`,
  },
  removal: {
    title: (name: string) => `Part with ${name}`,
    who: (needed: number, others: number) =>
      needed >= others
        ? `${others === 2 ? "Both" : `All ${number(others)}`} other full members must sign, you among them. Nobody can do it alone.`
        : `${capital(number(needed))} of the other ${number(others)} full members must sign, you among them. They can sign on different days, and without a connection. Nobody can do it alone.`,
    happens: (name: string) =>
      `Then everybody’s keys change, and ${name} can no longer read what is written from now on, nor write. What ${name} has read stays with ${name}, and what ${name} wrote stays with the group.`,
    sees: (name: string) =>
      `${name} sees that this is asked, by whom and why, from the first day, and what was decided. ${name} cannot sign it.`,
    why: "Why",
    whyHint: (name: string) => `In words that you would say to ${name}. Everybody in the group reads them.`,
    whyMissing: "A few words are needed: they have a right to know why.",
    whyLong: "This is longer than can be signed. Say it in fewer words.",
    do: "Ask the group",
    asked: "The group is asked, and you have signed.",
  },
  asks: {
    title: "Waits for signatures",
    waits: "Waits for your answer",
    removal: (by: string, name: string, me: boolean) =>
      me ? `${by} ${asks(by)} the group to part with you` : `${by} ${asks(by)} the group to part with ${name}`,
    pause: (by: string, name: string, until: string, me: boolean) =>
      me
        ? `${by} ${asks(by)} to pause your access until ${until}`
        : `${by} ${asks(by)} to pause ${possessive(name)} access until ${until}`,
    pauseDevice: (by: string, name: string, until: string, me: boolean) =>
      me
        ? `${by} ${asks(by)} to pause a device of yours until ${until}`
        : `${by} ${asks(by)} to pause a lost device of ${name} until ${until}`,
    numbers: (by: string) => `${by} ${asks(by)} to change how we count`,
    welcome: (by: string, name: string, me: boolean) =>
      me
        ? `${by} ${asks(by)} the group whether you are a full member`
        : `${by} ${asks(by)} the group to make ${name} a full member`,
    recovery: (by: string, name: string, me: boolean) =>
      me ? `${by} ${asks(by)} to let in a new device for you` : `${by} ${asks(by)} to let in a new device for ${name}`,
    recoveryWhat: (name: string) =>
      `${name} has lost every device, and somebody compared four words with them. Sign if you know that it is true. Then there are 72 hours in which any device of ${possessive(name)} can say no.`,
    recoveryMe: "If this is not you, say so to the group, and say no when it is signed.",
    pauseWhat: (name: string) =>
      `Until then nothing that the group writes opens for ${name}. ${name} stays a member, and gets everything afterwards.`,
    pauseDeviceWhat: (name: string) =>
      `Until then nothing that the group writes opens on that device. ${name} stays a member.`,
    pauseMe: "You stay a member, and what is written meanwhile opens for you afterwards.",
    last: "Yours is the last signature it takes: once you sign, it is so.",
    why: "Why",
    removalIs: (removal: string) => `A removal takes ${removal}.`,
    welcomesIs: (welcomes: string) => `Becoming a full member takes ${welcomes}.`,
    signed: (by: string[], more: number) =>
      `${by.length === 0 ? "Nobody has signed yet" : `${names(by)} ${have(by)} signed`}. ${more <= 0 ? "It is being counted." : `${capital(number(more))} more full ${more === 1 ? "member is" : "members are"} needed.`}`,
    sign: "Sign",
    notNow: "Not now",
    takeBack: "Take it back",
    takeBackSignature: "Take my signature back",
    aboutMe: "It is about you, so you cannot sign it. You see all that is said.",
    notFull: "Full members sign this.",
    done: "You have signed. The group sees it.",
    taken: "Taken back. It counts no more.",
    putOff: "Left for another time. It stands on the page People.",
    past: "What was asked before",
    pastSigned: (all: string[]) => (all.length === 0 ? "Nobody’s signature stood." : `${names(all)} had signed.`),
    pastOn: (day: string) => `Asked on ${day}.`,
    aboutYou: "About you",
    look: "Read and answer",
    read: "Read it",
  },
  recovery: {
    titleMe: "Somebody asks to come back as you",
    title: (name: string) => `${name} comes back with a new device`,
    told: (name: string) => `${name} asks to come back with a new device. If that is not ${name}, say so.`,
    toldWhere: "Look at it on People",
    me: (until: string) =>
      `The group has signed in a new device under your name, and your lost devices are then dropped. If it is not you, say no before ${until}.`,
    meRipe: "The wait is over. If it is not you, say no now.",
    sayNo: "Say no: this is not me",
    saidNo: "You said no. That device does not come in.",
    waiting: (until: string) =>
      `The group has signed. It waits until ${until}, so that any of their devices can say no.`,
    ripe: "The wait is over and nobody said no. Somebody else completes it.",
    complete: "Complete it",
    completed: "Completed. The new device gets the group’s keys.",
  },
  numbers: {
    lead: "How many full members it takes. The group’s own choice; whatever is not chosen follows its size.",
    nowTitle: "As it is now",
    now: (full: number) => (full === 1 ? "There is one full member." : `There are ${number(full)} full members.`),
    removal: "Parting with somebody",
    removalIs: (n: number) => `${capital(people(n))} must sign, besides the person.`,
    welcomes: "Becoming a full member",
    welcomesIs: (n: number) => `${capital(people(n))} must say “I know this person”.`,
    usual: {
      removal: "Follows our size: two thirds of the others, at least two",
      welcomes: "Follows our size: more than half of us, seven at most",
    },
    own: "Always this many",
    chosenIs: "The group chose it.",
    usualIs: "Nothing was chosen, so it follows the group’s size.",
    proposed: {
      removal: (n: number | null) => (n === null ? "two thirds of the others, at least two" : people(n)),
      welcomes: (n: number | null) => (n === null ? "more than half of us, seven at most" : people(n)),
    },
    weigh: {
      removal:
        "A high number keeps anybody from being pushed out by a few. Too high a one can never be reached when many are away.",
      welcomes:
        "A low number lets a few decide who counts. A high one leaves new joiners waiting, most of all in a large group.",
    },
    change: "Propose other numbers",
    changeWhat: "It holds once two thirds of us have signed, or as many as the group chose for parting with somebody.",
    number: "How many full members",
    wrong: (least: number, most: number) =>
      least === most ? `It must be ${number(least)}.` : `A whole number from ${number(least)} to ${number(most)}.`,
    ask: "Ask the group",
    asked: "The group is asked, and you have signed.",
    same: "These are the numbers we have.",
    keep: "Keep these numbers",
    tooFew: "From two full members on, the group can choose its own numbers.",
    notFull: "Full members can propose other numbers. You are asked too once you are one.",
    again: (full: number) => `We are ${number(full)} full members now`,
    againWhat: "What was right for fewer may not be right for us now. Look at how we count, then keep it or change it.",
    look: "Look at how we count",
    later: "Not now",
  },
};
