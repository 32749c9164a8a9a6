// British English: the words of founding a group together, in one room. They load with their pages.
import { en } from "./en.ts";

const { number } = en.words;
const list = new Intl.ListFormat("en-GB", { type: "conjunction" });
const capital = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1);
const deviceFull = "This device is full. Make room on it, then try again: what is already here stays as it is.";

export const foundingWords = {
  way: "Start it together, in one room",
  wayWhat:
    "When several of you sit together: everybody signs the beginning, and is a full member from its first moment.",
  alone: "Start it alone",

  begin: {
    title: "Start it together, in one room",
    lead: "One of you begins here. The others scan a code from this screen, each with their own device.",
    how: "How it goes",
    steps: [
      "Everybody scans the code and says what to be called.",
      "When all are here, each screen shows the same list of names and the same four words. Somebody reads them aloud.",
      "Everybody signs the list. Then the group is there, on every device.",
    ],
    not: "Beginning gives you nothing the others do not have: the group begins with all your signatures.",
    button: "Show the code",
    fault: {
      "device-full": deviceFull,
      "bad-name": en.start.fault["bad-name"],
      "relay-unreachable":
        "The relay does not answer just now, and you need it to find each other, however near you sit. Try again with a connection, or start alone and invite the others later.",
    },
  },

  room: {
    title: (name: string) => `Start ${name} together`,
    gather: "Let everybody scan this code, or send them the link. It is good for a day.",
    qr: "The link as a QR code, to be scanned by the others",
    link: "Link for those in the room",
    hint: "Only for those who are here with you.",
    whoTitle: "Who is here",
    who: (n: number) => (n === 1 ? "Only you so far." : `${capital(number(n))} of you so far.`),
    you: "you",
    everybody: "Everybody is here",
    nobodyYet: "As soon as somebody else has scanned the code, the list can be closed.",
    sameName: (names: string[]) =>
      `${list.format(names)}: two of you are called that. It works; to be told apart, one of you takes the request off their device, scans again and says another name. Names can also be changed later.`,
    few: "Until there are three full members, nobody can be removed from a group.",
    takeOff: "Take off the list",
    of: (name: string) => `: ${name}`,
    takenOff: (name: string) => `${name} is off the list.`,

    wordsTitle: "Read these four words aloud",
    words: "Every screen in the room must show these four words and these names. If one does not, nobody signs.",
    wordsLabel: "The four words of your list",
    signed: "Signed",
    notYet: "Has not signed yet",
    yours: "You sign by starting the group",
    waitsFor: (names: string[]) =>
      `${list.format(names)} ${names.length === 1 ? "has" : "have"} still to sign. Then you can start the group.`,
    complete: "Everybody else has signed. Your own signature starts the group.",
    start: "Start the group",
    came: (names: string[]) =>
      `${list.format(names)} came after the list was closed. Make it again with ${names.length === 1 ? "them" : "all of them"}; everybody then signs again.`,
    after: "Came later",
    again: "Make the list again",
    codeAgain: "Somebody is still coming",
    unreachable: "The relay does not answer just now. What you have is kept here and goes on by itself.",
    layAside: "Lay this aside",
    layAsideWhat: "Nothing is started. The others are told.",
    layAsideDo: "Yes, start nothing",
    ended: "This has come to an end",
    endedWhat: "Nobody can come with this code any more, and nothing was started. You can begin again at any time.",
    gone: "This is no longer on this device",
    goneWhat: "It was laid aside, or the group is there already. Your groups show what there is.",
    fault: {
      "device-full": deviceFull,
      gone: "Its day is over. Begin again; it takes a moment.",
      alone: "Nobody else is on the list. Let somebody scan the code first.",
      "too-many": "More than twenty-four cannot read one list. Begin with some of you; they then let in the others.",
      "not-signed": "Something has changed since. Look at the list and its words again.",
    },
  },

  /** On the devices of the others. */
  join: {
    title: "Found a group together",
    lead: "Somebody in the room with you has begun. You are all founders, and nobody is more than another.",
    means: [
      "You say what to be called, and nothing else.",
      "You then read a list of names and four words, the same on every screen in the room.",
      "If they are, you sign. The group begins with the signatures of all of you.",
    ],
    not: "Go on only if the code is on a screen here in the room.",
    askTitle: "Come onto the list",
    ask: "Come onto the list",
  },
  list: {
    waitTitle: "You are on the list",
    waitLead: "As soon as everybody is here, the list comes to this screen.",
    state: {
      sending: "Your name is on its way.",
      waiting: "Your name has arrived. Stay for a moment; the page can be closed and opened again.",
      admitted: "The group is there. It is being opened.",
      "relay-unreachable": "The relay does not answer just now. What you said is kept here and goes out by itself.",
    },
    title: (group: string) => `Found ${group}`,
    lead: "Listen to the four words read aloud, and look who is on the list. Sign only if both are the same as on every other screen.",
    wordsLabel: "The four words of your list",
    namesTitle: "Who founds it",
    you: "you",
    few: "Until there are three full members, nobody can be removed from a group.",
    sign: "Yes, I found it with them",
    signed:
      "You have signed. As soon as all have, the group opens here by itself. Should the list change, you are asked again.",
    fault: {
      gone: "This list is no longer here.",
      changed: "The list has just changed. Look at it again.",
      "device-full": deviceFull,
    },
    differTitle: "Something is different",
    differ:
      "Then don’t sign. Say so aloud: the list is made again, or you all begin anew with a new code. Without your signature nothing is founded in your name.",
    leave: "Take my name off",
    ended: {
      refused: {
        title: "Your name was taken off this list",
        what: "Nothing was signed in your name. If that is a surprise, say so: take this off the device, scan the code again and come back on.",
      },
      used: {
        title: "The group was founded without you",
        what: "You came after the list was closed. Any of its members can invite you.",
      },
      expired: {
        title: "This has come to an end",
        what: "The code was good for a day. Nothing was founded in your name.",
      },
      withdrawn: {
        title: "This was laid aside",
        what: "Whoever began has ended it. Nothing was founded in your name.",
      },
    },
    forget: "Take this off the device",
  },
};
