// British English: the words of coming in. Inviting, joining, a further device of one's own, and the way back with the
// group's help. They load with their pages.
import { en } from "./en.ts";

const { number } = en.words;
const list = new Intl.ListFormat("en-GB", { type: "conjunction" });
const deviceFull = "This device is full. Make room on it, then try again: what is already here stays as it is.";

const capital = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1);
const possessive = (name: string) => (name.endsWith("s") ? `${name}’` : `${name}’s`);
const people = (n: number) => (n === 1 ? "one person" : `${number(n)} people`);
const more = (n: number) => (n === 1 ? "one more person" : `${number(n)} more people`);

export const invitationWords = {
  aloud: {
    read: "Read aloud",
    stop: "Stop",
    of: (what: string) => `: ${what}`,
  },

  invitation: {
    title: "Invitation",
    what: (uses: number, until: string) =>
      uses === 1
        ? `For one person, until ${until}. They see nothing of the group until you have said yes.`
        : `For ${people(uses)}, until ${until}. They see nothing of the group until you have said yes to each.`,
    whatWithAgreements: (uses: number, until: string) =>
      `For ${people(uses)}, until ${until}. Of the group they see the agreements you chose, and nothing else until you have said yes.`,
    gives: "Then they can read all the group has written, and write with you.",
    note: (label: string) => `Your note: ${label}`,
    qr: "The same link as a QR code",
    link: "Invitation link",
    copy: "Copy link",
    copied: "Copied. Send it somewhere only they read.",
    copyFault: "The browser did not allow copying. The link is marked: copy it by hand.",
    hint: "Send it somewhere only they read. Whoever opens it first can ask to join; the four words tell you if it is them.",
    hintMany: "Whoever has the link can ask to join. Each time, the four words tell you if it is somebody you meant.",
    unshared: "It works once this device has reached the relay.",
    gone: {
      used: "This invitation has been used. Make a new one for the next person.",
      expired: "This invitation has ended. Make a new one for the next person.",
      withdrawn: "This invitation was withdrawn. Make a new one for the next person.",
    },
    other: "For several people, for longer, or with our agreements",
    otherWhat: "This makes a new link. The one above is taken back, unless you have copied it.",
    label: "A note for yourself",
    labelHint: "Such as: the flyer at the school. It stays on this device.",
    uses: "For how many people",
    usesOptions: { "1": "One", "2": "Two", "5": "Five", "10": "Ten", "50": "Fifty" },
    hours: "Until when",
    hoursOptions: { "24": "A day", "72": "Three days", "168": "A week", "336": "Two weeks" },
    agreements: "Show our agreements first",
    agreementsHint:
      "A sealed copy travels under the link. Whoever has the link can read it; it is erased with the last use.",
    which: "Which agreements",
    whichFind: "Find one by its title",
    all: "All of them",
    none: "None of them",
    make: "Make this invitation",
    made: "This is the new link.",
    missing: (titles: string[]) => `Not on this device yet, so not under the link: ${list.format(titles)}.`,
    fault: {
      "device-full": deviceFull,
      "no-relay": "This group has not found its relay yet. Try again with a connection.",
      "too-long": "These agreements are more than fits under one link. Choose fewer.",
      "not-possible": "This cannot be done from here just now: this device, or the person, is not in the group.",
      "not-full": "Only full members invite. Ask one of them; the page People says who they are.",
      "app-incomplete": "A part of Fogata did not load. Nothing has changed; try again with a connection.",
    },
  },

  waiting: {
    title: "Invitations waiting",
    byYou: "Made by you",
    byAnother: "Made by somebody else",
    device: "For another device of yours",
    deviceOf: "For another device of somebody’s",
    recovery: (name: string) => `To help ${name} back in`,
    left: (left: number, uses: number, until: string) =>
      left === uses ? `For ${people(left)}, until ${until}` : `For ${more(left)}, until ${until}`,
    agreements: "Our agreements can be read under it.",
    elsewhere: "The link is on the device it was made with.",
    show: "Show it again",
    of: (what: string) => `: ${what}`,
    withdraw: "Withdraw",
    withdrawTitle: "Withdraw this invitation",
    withdrawWhat:
      "From then on nobody can ask with this link. Who is in already stays. It cannot be made good again; a new one can be made at any time.",
    withdrawAgreements: "The copy of our agreements under it is erased. What somebody has read, they may have kept.",
    withdrawDo: "Withdraw it",
    withdrawn: "Withdrawn. Nobody can ask with this link any more.",
    heldTitle: (n: number) => `${capital(people(n))} came with one link: look who is meant`,
    heldWhat:
      "They were let in at the same moment, on different devices. Until somebody has looked, none of them reads or writes here.",
    meant: (name: string) => `${name} is meant`,
    none: "None of them",
    settled: (name: string) => `${name} is in the group. The others are not.`,
    settledNone: "None of them is in the group.",
    ended: "Ended lately",
  },

  asking: {
    title: "Asking to join",
    showAll: (n: number) => `Show all ${n}`,
    what: (name: string) => `Does ${name} read the same four words to you?`,
    whatDevice: "Does your other device show the same four words?",
    whatRecovery: (name: string) =>
      `Ask ${name} to read the four words to you, face to face or on a call where you know the voice.`,
    words: (name: string) => `${possessive(name)} four words`,
    wordsDevice: "The four words of your other device",
    with: "With an invitation you made.",
    withLabel: (label: string) => `With the invitation “${label}”.`,
    device: "A device of yours",
    deviceWhat: "It asks to belong to you here.",
    recovery: (name: string) => `${name}, who has lost every device`,
    recoveryWhat: (needed: number | null) =>
      needed === null
        ? "If you say yes, the group is asked whether this is their new device."
        : `If you say yes, the group is asked: ${needed === 1 ? "one full member" : `${number(needed)} full members`} must sign. Then everybody is told, and any device of theirs can say no for three days.`,
    contestedTitle: "More people ask than the invitation is for",
    contested: "Let in only those who read you these very words, and say no to the others.",
    companion: "Would like a companion for the first weeks.",
    companionSays: (words: string) => `Would like a companion for the first weeks: “${words}”`,
    yes: "Yes, that is them",
    yesDevice: "Yes, the same words",
    no: "No",
    noDevice: "No, they differ",
    admitFault: {
      gone: "This request is no longer there. It may have been answered on another device.",
      used: "Somebody has already joined with this invitation. Invite this person again.",
      expired: "The invitation has ended. Invite this person again.",
    },
    admitted: (name: string) => `${name} is in the group.`,
    admittedDevice: "Your other device is in the group.",
    admittedRecovery: (name: string) => `The group is asked about ${name}. Your own signature is given with it.`,
    refused: (name: string) => `${name} was not let in. Nothing was shared.`,
    refusedDevice: "That device was not let in. Nothing was shared.",
  },

  companions: {
    title: "A companion for the first weeks",
    what: (name: string) =>
      `${name} would like somebody to go along with them at first: sit beside them, explain, introduce.`,
    says: (words: string) => `“${words}”`,
    go: "I’ll go along",
    of: (name: string) => ` with ${name}`,
    offered: (names: string[]) =>
      `${list.format(names)} ${names.length === 1 && names[0] !== "You" ? "goes" : "go"} along.`,
    mine: "You asked for a companion. When somebody offers, their name stands here.",
    mineOffered: (names: string[]) =>
      `${list.format(names)} ${names.length === 1 ? "goes" : "go"} along with you. Ask them anything.`,
    done: (name: string) => `${name} sees that you go along.`,
    fault: { gone: "They are no longer here, or no longer ask.", "device-full": deviceFull },
  },

  join: {
    pasteTitle: "Join with an invitation",
    paste: "Paste your invitation",
    pasteHint: "The whole link somebody sent you. With a QR code, point your phone’s camera at it.",
    read: "Open the invitation",
    missing: "Paste the link here first. It begins with https:// and is rather long.",
    lostTitle: "I was a member and lost my devices",
    lost: [
      "With a recovery sheet, come back with its words.",
      "Without one, talk with somebody you know in the group. On the page People they press your name and then “Help … back in”, and send you a link. Paste it here.",
    ],
    lostSheet: "I have a recovery sheet",
    invitedTitle: "Somebody has invited you to their group",
    invitedLead: "You will see its name when they let you in.",
    goodUntil: (when: string) => `The invitation is good until ${when}.`,
    meansTitle: "What joining means",
    whatTitle: "What it means",
    means: [
      "You can read and write with the group from the first day, and answer when it asks something.",
      "When enough full members say they know you, you are counted in its decisions too. Nobody is above you, and nobody is below.",
      "You can leave at any time, give no reason, and take a copy with you.",
      "What you write is locked before it leaves this device. The group can read it; the relay cannot.",
    ],
    meansNot: "Nobody will ask for your legal name, phone number, address or photo.",
    agreements: {
      title: "What this group has agreed",
      lead: "Whoever invited you wants you to know first. You can read it, or have it read to you, before you ask.",
      opening: "Opening the agreements.",
      gone: "The agreements are no longer under this link. You can ask whoever invited you about them.",
      unreachable: "The relay does not answer just now, so the agreements are not here yet.",
      garbled: "The copy under this link cannot be opened. You can ask whoever invited you about them.",
      none: "No agreement was put under it.",
      untitled: "Without a title",
    },
    askTitle: "Ask to join",
    ask: "Ask to join",
    companion: "I would like a companion for the first weeks",
    companionHint: "Somebody who sits with you and explains.",
    companionWords: "What would help you",
    companionWordsHint: "A few words, or none. The group reads them once you are in.",
    another: "Use another invitation",
    openOurs: "See your groups",

    deviceTitle: "Add this device to your group",
    deviceLead: "You made this link on another device of yours. This one then belongs to you there too.",
    deviceMeans: [
      "You keep your name and your seat: you count once, however many devices you have.",
      "All the group has written comes to this device.",
      "If you lose it, drop it from your other device. Nobody else needs to agree.",
    ],
    deviceNot: "Go on only if you made the link yourself, a moment ago.",
    deviceAsk: "Add this device",

    recoveryTitle: "Come back into your group",
    recoveryLead: "Somebody in the group made this link because you were a member and lost your devices.",
    recoveryMeans: [
      "First you and they compare four words.",
      "Then full members sign that this is your new device. Each does so when they next open Fogata.",
      "When enough have signed, everybody is told, and for three days any device of yours can say no. That keeps somebody else from coming back in your place.",
      "After that you have your seat, your name and what the group has written. Your lost devices open nothing new.",
    ],
    recoveryNot: "Nothing is lost by waiting, and this page can be closed meanwhile.",
    recoveryAsk: "Ask my group",
    recoveryAskWhat: "I was a member and lost my devices.",

    fault: {
      incomplete: "This is only the first part of the link. Copy all of it, to the last letter.",
      "not-a-link": "This is not an invitation. It begins with https:// and has #join in it.",
      garbled:
        "A letter of this link has changed on the way. Copy it again from where you got it, or ask for a new one.",
      newer: "This invitation was made by a newer Fogata. Open Fogata again to get that version, then use the link.",
      expired: "This invitation has ended; each has a last day. Ask for a new one.",
      withdrawn: "Whoever made this invitation has withdrawn it. If you were meant, ask for a new one.",
      used: "Somebody has already joined with this invitation. Ask for a new one.",
      refused: "The person who made this invitation said no to it. If that is a surprise, talk with them.",
      ours: "You are in this group already, on this device.",
      "device-full": deviceFull,
    },
    wordsTitle: "Now compare four words",
    words:
      "Whoever invited you sees four words too. Ask them to say theirs, face to face or on a call. If they are the same, no one is standing in between.",
    wordsDevice: "Your other device shows four words too. If they are the same, say yes there.",
    wordsRecovery:
      "Whoever helps you sees four words too. Read yours to them, face to face or on a call. If they are the same, they ask the group.",
    wordsLabel: "Your four words",
    state: {
      sending: "Your request is on its way.",
      waiting:
        "Asked. They can answer when they next open Fogata; you can close this page, and the group opens here by itself.",
      admitted: "They have let you in. The group is being opened.",
      "relay-unreachable":
        "The relay does not answer just now. Your request is kept here and goes out by itself when it can.",
    },
    stateDevice: "Asked. Say yes on your other device, and the group opens here by itself.",
    progress: {
      askedTitle: "The group is asked",
      asked: (signed: number, needed: number) =>
        signed === 0
          ? `Nobody has signed yet; it takes ${number(needed)}. Each can do it when they next open Fogata. That may take days.`
          : `${capital(number(signed))} of the ${number(needed)} it takes ${signed === 1 ? "has" : "have"} signed. The others can do it when they next open Fogata.`,
      waitingTitle: "The group has signed; now three days go by",
      waiting: (until: string) =>
        `Until ${until}. Everybody has been told. If nobody says no from a device of yours, the group opens here by itself soon after.`,
      over: "The three days are over. The group opens here as soon as one of its devices is online.",
      saidNoTitle: "A device of yours has said no",
      saidNo:
        "So this one was not let in. If it was you, go on there. If somebody else has that device, tell those who helped you: they can pause it and ask again.",
      closedTitle: "This has come to an end without you",
      closed:
        "The asking was taken back, or can no longer come about. Talk with whoever helps you; they can make a new link.",
      keep: "This page can be closed. Keep Fogata on this device until it is over, and open it now and then.",
    },
    ended: {
      refused: {
        title: "They said no to this request",
        what: "Nothing has been shared. If that is a surprise, talk with whoever invited you: perhaps the words were different.",
      },
      used: {
        title: "Somebody else has joined with this invitation",
        what: "It is good for no more. Nothing has been shared with you or by you; ask for a new one.",
      },
      expired: {
        title: "This invitation has ended",
        what: "Its last day is over. Nothing has been lost; ask for a new one.",
      },
      withdrawn: {
        title: "This invitation was withdrawn",
        what: "Whoever made it took it back. Nothing has been shared with you or by you. If you were meant, ask for a new one.",
      },
    },
    differentTitle: "The words are different",
    different:
      "Then don’t go on with this link. Tell whoever invited you, and ask for a new one. Nothing has been shared.",
    forget: "Take this request off the device",
    gone: "This request is no longer on this device",
    goneWhat: "It may have been answered, or taken off here. Your groups show what there is.",
  },

  device: {
    add: "Add another of my devices",
    addTitle: "Add another of your devices",
    addWhat: "Open this link on the other device: point its camera at the code, or send the link to yourself.",
    addAlone:
      "Whoever opens it before you could ask in your name. The four words show it: say yes only if both devices show the same.",
    addQr: "The link as a QR code",
    addLink: "Link for your other device",
    addWaits: "Waiting for the other device. You can close this; the request then stands on the page People.",
    addCompare: "The other device asks. Look at both: are the four words the same?",
    addDone: "Both devices are in the group. What was written comes over by itself.",
    addUntil: (until: string) => `Good for one device, until ${until}.`,
    addEnded: "This link has ended or was used. Make a new one.",
    again: "Make a new link",
    close: "Done",
  },

  help: {
    title: (name: string) => `If ${name} has lost every device`,
    what: (name: string) =>
      `You can help ${name} back in: you send a link, compare four words, and the group signs. A recovery sheet is quicker, if there is one.`,
    open: (name: string) => `Help ${name} back in`,
    dialog: (name: string) => `Help ${name} back in`,
    steps: (needed: number | null) => [
      "Send this link to them, or let them scan it on their new device.",
      "Compare four words, face to face or on a call where you know the voice. Nobody else can tell who it is.",
      needed === null
        ? "Then full members sign."
        : `Then ${needed === 1 ? "one full member signs" : `${number(needed)} full members sign`}; yours counts as one.`,
      "Then everybody is told, and any device of theirs can say no for three days. After that they are back.",
    ],
    qr: "The link as a QR code",
    link: (name: string) => `Link for ${name}`,
    until: (until: string) => `Good until ${until}. Keep it from everybody else.`,
    waits: "Waiting until they open it. You can close this; the request then stands on the page People.",
    compare: "They ask. Do they read the same four words to you?",
    done: "The group is asked. You can follow it on the page People.",
    notFull: "Full members can do this. You can ask one of them.",
  },
};
