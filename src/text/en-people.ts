// British English: the words of belonging. Who is here, how somebody becomes a full member, and how somebody leaves; what
// several people sign is in en-signing.ts. They load with their pages. A person is named; nobody is counted for what they do.
import { en } from "./en.ts";
import { capital, have, names, people } from "./en-parts.ts";
import { signingWords } from "./en-signing.ts";

const { number } = en.words;
const either = new Intl.ListFormat("en-GB", { type: "disjunction" });
const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

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
  showAll: (n: number) => `Show all ${n}`,
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
  ...signingWords,

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
    words: {
      title: "What you said beside the texts",
      what: "You can take back your comments and replies, the reasons for your answers, and why you suggested other words. This is for the whole group and for your working groups. What you wrote into texts and suggested for them stays. Your answers stay too, without their reasons: a no stays a no, and what was decided stays decided.",
      takeBack: "Take back my comments, concerns and whys",
      sure: "Take back your comments, concerns and whys?",
      sureWhat:
        "All of them go, also where it is settled or decided. They cannot be put back. No app shows them any more, and what is saved from then on does not have them. Records saved before still have them. So does the locked history on everybody’s devices. Whoever has read them may remember.",
      do: "Take it back",
      keep: "Keep it",
      done: "Taken back. Others see that something was said here, and no longer what.",
      nothing: "There is nothing to take back: no comment, concern or why of yours stands here.",
      fault: {
        "not-here":
          "Your access is paused just now. What you said beside the texts can be taken back when the pause is over.",
        "some-stays":
          "What could be taken back is taken back. Something may stay: in texts that this device cannot open or change, in working groups you have left, or in comments from a device that is no longer in the group.",
        "app-incomplete": "A part of Fogata did not load. Try again with a connection.",
      },
    },
  },

  nowFull: {
    title: "You are a full member now",
    what: (by: string[]) =>
      by.length === 0
        ? "The group has decided it. From now on you are counted when something needs the group."
        : `${names(by)} ${by.length === 1 ? "knows" : "know"} you. From now on you are counted when something needs the group.`,
    can: "You can invite others, say whom you know, and sign what several must sign. Nothing you could do before has changed, and nothing depends on how busy you are.",
    look: "How we count",
    read: "I have read it",
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
    "too-many": "That is more than there are full members for it. Choose a number that you can reach.",
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
