// British English: the words of belonging. Who is here, how somebody becomes a full member, what several people sign, and
// how somebody leaves. They load with their pages. A person is named; nobody is counted for what they do.
import { en } from "./en.ts";

const { number } = en.words;
const list = new Intl.ListFormat("en-GB", { type: "conjunction" });
const either = new Intl.ListFormat("en-GB", { type: "disjunction" });
const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

/** "You, Amina and Bea". */
const names = (all: string[]) => list.format(all);
const have = (all: string[]) => (all.length === 1 && all[0] !== "You" ? "has" : "have");
const people = (n: number, one = "full member") => (n === 1 ? `one ${one}` : `${number(n)} ${one}s`);

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
function possessive(name: string): string {
  return name.endsWith("s") ? `${name}’` : `${name}’s`;
}

export const peopleWords = {
  howMany: (all: number, full: number) => {
    if (all === 1) return "Only you so far.";
    if (full === all) return `${capital(number(all))} of us, all full members.`;
    const joiners = all - full;
    return `${capital(number(all))} of us: ${people(full)} and ${people(joiners, "new joiner")}. Everybody reads, writes and takes part.`;
  },
  /** For somebody who is no longer one of them. */
  lastKnown: (all: number) => `${capital(people(all, "member"))}, as far as this device has heard.`,
  find: "Search by name",
  found: (n: number) =>
    n === 0 ? "Nobody here is called that. Try fewer letters." : n === 1 ? "One person." : `${n} people.`,
  joiners: "New joiners",
  joinersWhat:
    "They read, write and take part like everybody. Once enough full members have said that they know them, they are counted too when a decision needs the group.",
  fulls: "Full members",
  full: "Full member",
  joiner: "New joiner",
  since: (standing: string, month: string) => `${standing}, here since ${month}`,
  hereSince: (month: string) => `Here since ${month}`,
  you: "you",
  You: "You",
  somebody: "Somebody who is no longer here",
  paused: (until: string) => `Access paused until ${until}`,
  /** For a new joiner, in the place of the button. */
  inviteAsk: (all: string[]) =>
    all.length === 0
      ? "Full members invite, and nobody here is one just now."
      : `Full members invite. When you know somebody who should be here, ask ${either.format(all)}.`,
  alone: "When you have let in others, welcome the first of them here: together you are then full members.",
  tooFew:
    "Until there are three full members, nobody can be removed from this group. Anybody can leave, and drop a device of their own.",
  frozen:
    "There are fewer full members now than a removal needs, so nobody can be removed. Welcoming others changes that.",
  howWeCount: "How we count",
  back: "People",
  of: (name: string) => ` ${name}`,

  welcome: {
    button: "Welcome",
    title: (who: string) => `Welcome ${who}`,
    titleMany: "Welcome new joiners",
    say: "You say that you know this person: you have met them, or they have been with you for a while. It is about who they are, never about how much they do.",
    others: "Say the same about others",
    othersHint: "One signature can welcome several.",
    know: "I know this person",
    knowMany: "I know these people",
    concern: "I have a concern about this",
    nobody: (name: string, needed: number) => `Nobody has said yet that they know ${name}. It takes ${people(needed)}.`,
    nobodyMe: (needed: number) => `Nobody has said yet that they know you. It takes ${people(needed)}.`,
    said: (by: string[], name: string, more: number) =>
      `${names(by)} ${by.length === 1 && by[0] !== "You" ? "knows" : "know"} ${name}. ${more === 0 ? "It is being counted." : `${capital(number(more))} more, and ${name} is a full member.`}`,
    saidMe: (by: string[], more: number) =>
      `${names(by)} ${by.length === 1 ? "knows" : "know"} you. ${more === 0 ? "It is being counted." : `${capital(number(more))} more, and you are a full member.`}`,
    objected: (by: string[]) => `${names(by)} ${have(by)} a concern about it, so the group decides.`,
    ask: "Ask the group",
    askWhat: (needed: number) => `It takes the signatures of ${people(needed)}.`,
    asked: (who: string) => `The group is asked about ${who}.`,
    done: (who: string[]) => `You have said that you know ${names(who)}.`,
    concernTitle: "A concern",
    concernWhat: (who: string) =>
      `Once you raise it, it is no longer enough that some say they know ${who}. The group decides, with its signatures, and your name stands beside the concern. ${who} goes on reading, writing and taking part meanwhile.`,
    concernTalk: "If you can, talk about it first, with them or with somebody who knows them.",
    concernDo: "Raise this concern",
    concernDone: (who: string) => `Your concern is known. The group decides about ${who}.`,
    notFull: "Full members welcome others. You are asked too once you are one.",
  },

  person: {
    notHere: "Nobody in this group is behind this address",
    notHereWhat: "They may have left. What they wrote stays, with their name.",
    thisIsYou: "This is you.",
    changeName: "Change my name",
    name: "What should people call you?",
    nameHint: "For this group only. It changes everywhere here, also under what you wrote before.",
    nameMissing: "People need something to call you. One word is enough.",
    nameWrong: "This is too long, or holds only signs. Try other words.",
    keepName: "Use this name",
    renamed: (name: string) => `You are called ${name} here now.`,
    standing: "Becoming a full member",
    devices: "Devices",
    devicesMine: "Your devices",
    device: "Device",
    paper: "Recovery sheet",
    paperWhat: "No device, only words on paper",
    mark: (mark: string) => `marked ${mark}`,
    since: (day: string) => `Since ${day}`,
    first: "There from the beginning",
    here: "This device",
    lost: "It is lost",
    lostOf: (what: string) => `: ${what}`,
    lostTitle: "Drop a lost device",
    lostWhat: (what: string) =>
      `${what} is dropped from the group at once, and everybody’s keys change. Nothing written from now on opens there.`,
    lostKept: "What it holds already, it keeps: whoever finds it and can unlock it may read that.",
    paperLostTitle: "Drop a lost sheet",
    paperLostWhat: (what: string) =>
      `${what} is dropped from the group at once: its words bring nobody back any more, and everybody’s keys change.`,
    paperLostKept:
      "Whoever found it before now may have come in with it: look whether there is a device here that you do not know.",
    paperLostBack: "This cannot be called back. You can print another sheet, with other words.",
    lostBack:
      "This cannot be called back. Should it turn up again, it can be added anew. Your seat, your name and what you wrote stay as they are.",
    lostDo: "Drop this device",
    paperLostDo: "Drop this sheet",
    dropped: "Dropped. Nothing written from now on opens there.",
    hereHow: "If this one is lost, drop it from another of your devices.",
    onlyOne: "This is the only one. A second device, or a recovery sheet on paper, brings you back if it is lost.",
    pauseDevice: "Pause it, if it is lost",
    wrong: "If something is wrong",
    wrongWhat: "A talk comes first where it can. These are for when it cannot, and nobody can do either alone.",
    pause: "Pause access for some days",
    pauseFor: "When somebody is in danger now.",
    askedAlready: "What is asked already stands above, with who has signed.",
    remove: (name: string) => `Ask the group to part with ${name}`,
    removeFor: "When the group can no longer go on together with them.",
    tooFew: "Until there are three full members, nobody can be removed.",
    frozen: "There are too few full members now for what a removal needs.",
    notFull: "Full members can ask for this. As a new joiner you can talk with any of them.",
  },

  pause: {
    title: (name: string) => `Pause ${possessive(name)} access`,
    deviceTitle: (name: string) => `Pause a lost device of ${name}`,
    days: "For how long",
    daysOf: { "1": "One day", "3": "Three days", "7": "Seven days" },
    does: (name: string) =>
      `Once two full members have signed, you and one more, nothing that the group writes opens for ${name} until that day. ${name} sees that access is paused, and who signed.`,
    doesNot: (name: string) =>
      `${name} stays a member, keeps what has been read already, and gets everything afterwards. It is no removal, and it cannot be done again within thirty days without a decision of the group.`,
    deviceDoes: (name: string) =>
      `Once two full members have signed, you and one more, nothing that the group writes opens on that device for seven days. ${name} stays a member.`,
    deviceDoesNot:
      "It is for somebody who has no other device to drop the lost one from. It gives time to bring them back with a new one.",
    do: "Ask for the pause",
    asked: "Asked, and signed by you. One more full member is needed.",
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
    pastOn: (day: string) => `Asked on ${day}.`,
    aboutYou: "About you",
    look: "Read and answer",
    read: "Read it",
  },

  recovery: {
    titleMe: "Somebody asks to come back as you",
    title: (name: string) => `${name} comes back with a new device`,
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
    again: (size: number) => `We are more than ${number(size)} full members`,
    againWhat: "What was right for fewer may not be right for us now. Look at how we count, then keep it or change it.",
    look: "Look at how we count",
    later: "Not now",
  },

  leave: {
    title: "Leave this group",
    afterTitle: "What you keep",
    lead: "No reason is asked, and nobody has to agree.",
    link: "Leave this group",
    linkWhat: "No reason is asked, and you can take a readable copy first.",
    endsTitle: "What ends",
    ends: (devices: number) => [
      "Everybody’s keys change. What is written from now on does not open on your devices.",
      "You are no longer listed, asked or counted.",
      ...(devices > 1 ? ["Your other devices leave with this one."] : []),
      "To come back you need an invitation, as anybody does.",
    ],
    staysTitle: "What stays with the group",
    stays: ["What you wrote into its texts, and what was decided with you.", "Your name, under your own words."],
    keepsTitle: "What stays with you",
    keeps: ["All that is on this device now. You can go on reading it here.", "The copy, if you took one."],
    lastFull:
      "You are the only full member. Without you the others can go on writing together, but can decide nothing that needs the group. Welcome somebody first, if you can.",
    do: "Leave this group",
    stay: "Stay",
    done: "The others see that you have left.",
  },

  arrived: {
    title: "You are in",
    what: "You read, write and take part like everybody, from today. When enough full members have said that they know you, you are counted in decisions too.",
    read: "Read what is agreed",
    people: "See who is here",
    enough: "Put this away",
  },
  newDevice: {
    title: "A new device is in the group as you",
    what: (day: string) =>
      `It came in on ${day}, by your hand or with your recovery sheet. If that was not you, drop it now.`,
    look: "Look at my devices",
    mine: "That was me",
  },

  here: {
    title: {
      paused: "Your access is paused",
      left: "You have left this group",
      removed: "The group has parted with you",
      "device-dropped": "This device was dropped from the group",
    },
    paused: (until: string) =>
      `It is paused until ${until}; full members of the group signed that. You are still a member, and all that is written meanwhile opens here afterwards.`,
    left: "What is on this device you can go on reading. Nothing new comes. To come back, somebody in the group has to invite you.",
    removed:
      "What is on this device stays yours to read. What the others write from now on does not open here. If the group thinks again, somebody in it can invite you.",
    why: "They said why",
    whyNone: "The words why have not reached this device.",
    dropped:
      "Another of your devices said that this one is lost. You are still a member there. Nothing new comes here. If it was found again, add it anew from that other device.",
    copy: "Take a readable copy",
    closed: "Writing is off. Everything that was on this device is still here.",
  },

  later: "It is kept on this device and will be shared later.",
  fault: {
    "not-full": "This is for full members to do. Nothing has changed.",
    "about-me": "This is about you, so it is for the others to sign. Nothing has changed.",
    gone: "This is no longer so: somebody was quicker, or has left. Nothing else has changed.",
    "too-few": "There are too few full members for this. Nothing has changed.",
    "too-soon": "It is too soon for this. Nothing has changed; it can be done later.",
    frozen: "There are too few full members for what a removal needs. Nothing has changed.",
    "bad-name": "This name is too long, or holds only signs. Try other words.",
    "device-full": "This device is full. Make room on it, then try again: what is already here stays as it is.",
    "last-device": "This is the device you are on. Drop it from another of your devices, or leave the group here.",
    paused: "Your access is paused just now. It can be done when the pause is over.",
    "too-long": "This is longer than can be signed. Say it in fewer words.",
    "app-incomplete": "A part of Fogata did not load. Nothing has changed; try again with a connection.",
  },
  /** In full: devices are kept for years. */
  day: (at: number) => date.format(Math.min(Math.max(at, 0), 8.6e15)),
  countOf: (n: number) => people(n),
};

function asks(by: string): string {
  return by === "You" ? "ask" : "asks";
}
