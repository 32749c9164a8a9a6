// British English: every word the pages say. What happened, what is safe, what can be done, in that order; short words,
// second person, present tense; dates in words. The editor's own words are in en-editor.ts and load with it.
import { makeWords } from "./dates.ts";

const words = makeWords("en-GB", {
  today: "today",
  yesterday: "yesterday",
  tomorrow: "tomorrow",
  on: (day) => `on ${day}`,
  at: (day, time) => `${day} at ${time}`,
  justNow: "just now",
  aFewMinutesAgo: "a few minutes ago",
  lessThan: (size) => `less than ${size}`,
  numbers: "nobody,one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve".split(","),
});

const deviceFull = "This device is full. Make room on it, then try again: what is already here stays as it is.";
const loadFault = {
  title: "A part of Fogata did not load",
  what: "Your words are safe on this device. Fogata needs that part once from the network; after that it works offline.",
};

export const en = {
  language: "en-GB",
  direction: "ltr" as "ltr" | "rtl",
  words,
  name: "Fogata",
  skip: "Skip to the page",
  close: "Close",
  tryAgain: "Try again",
  leaveIt: "Leave it",
  yourGroups: "Your groups",
  thatIsAll: "That is everything",
  titleOf: (page: string, group?: string) => (group ? `${page} · ${group}` : `${page} · Fogata`),

  status: {
    saved: "Saved on this device",
    shared: "Shared with the relay",
    offline: "Offline: will be shared later",
    notShared: (why: string) => `Not shared: ${why}`,
    why: {
      "relay-full":
        "this group’s place on the relay is full. It is safe here; ask whoever looks after the relay to make room.",
      "relay-disk-full": "the relay’s disk is full. It is safe here; ask whoever looks after the relay to make room.",
      "device-full": "this device is full. Your last words are kept in this page: make room, or copy them.",
      refused: "the relay refuses it. It is safe here; ask whoever looks after the relay.",
      "newer-version": "the relay speaks a newer version. It is safe here; open Fogata again to get that version.",
      "too-large": "one change is too large to send. It stays on this device: undo it, or paste it in smaller parts.",
      "relay-stranger": "another relay answers at this address. It is safe here; ask the group which relay is right.",
      "relay-stopping": "the relay is being restarted. It is safe here and goes out by itself in a moment.",
    },
  },

  fields: {
    groupName: "What is the group called?",
    groupNameHint: "Everybody who joins sees it. The relay never does.",
    myName: "What should people call you?",
    myNameHint: "Any name you like, for this group only.",
    groupNameMissing: "A group needs something to be called. One word is enough.",
    myNameMissing: "People need something to call you. One word is enough.",
    nameTooLong: "This is too long, or holds only signs. Try other words.",
  },

  groups: {
    start: "Start a group",
    join: "Join with an invitation",
    recover: "I have a recovery sheet",
    empty: "No group lives on this device yet.",
    emptyMore: "Start one with people you know, or join with an invitation that somebody gave you.",
    calledHere: (name: string) => `You are called ${name} here.`,
    apartTitle: "No group knows of another",
    apart:
      "Each of your groups sees only the name you chose there. Nothing on this device links them for anybody else.",
    foot: "Fogata keeps everything on this device first and locks it before it is shared. There is no account, no email and no phone number.",
  },

  start: {
    title: "Start a group",
    lead: "It begins on this device. Then you invite the others, one by one.",
    button: "Start the group",
    same: "You will be a member like any other: whoever starts a group can do nothing that the others cannot.",
    fault: {
      "device-full": deviceFull,
      "bad-name": "One of the two names is too long, or holds only signs. Try other words.",
    },
  },

  /** On the first screen; what its own page says is in en-invitations.ts. */
  joining: {
    person: "A group you asked to join",
    device: "A group you add this device to",
    recovery: "A group you are coming back into",
    founding: "A group you are starting together",
    as: (name: string) => `You asked as ${name}.`,
    state: {
      sending: "Your request is on its way.",
      waiting: "They have not answered yet; that is usual.",
      admitted: "They have let you in.",
      "relay-unreachable": "It goes out by itself when the relay answers.",
      refused: "They said no to this request",
      used: "Somebody else has joined with this invitation",
      expired: "This invitation has ended",
      withdrawn: "This invitation was withdrawn",
    },
  },

  nav: {
    label: "Group",
    home: "Home",
    agreements: "Agreements",
    keys: "Keys",
    workingGroups: "Working groups",
    more: "More",
    people: "People",
    relay: "Relay",
    device: "This device",
    backToGroups: "your groups",
  },

  home: {
    lead: "What waits for your answer, and what you were writing. Nothing here is late, and you can leave any of it.",
    waits: "Waits for your answer",
    asks: (name: string) => `${name} asks to join`,
    asksDevice: "Another device of yours asks to be let in",
    asksBack: (name: string) => `${name} asks to come back`,
    asksWhat: "With a link you made. Compare four words, and you will know that it is what you meant.",
    look: "Compare the words",
    drafts: "What you were writing",
    wroteIn: (when: string) => `You wrote in it ${when}.`,
    putAway: "Put away",
    putAwayThis: (title: string) => `: ${title}`,
    alone: "Only you are here so far.",
    aloneWhat: "Write something down first, or bring in the others. Either can come first.",
    invite: "Invite someone",
    write: "See what is written",
    nothing: "Nothing waits for you.",
    nothingWhat: "When somebody asks to join with your invitation, or you leave a text half written, it stands here.",
  },

  agreements: {
    decided: "What we decided",
    lead: "What this group writes down for itself. Everyone here can begin a text, and write in any of them.",
    new: "New agreement",
    import: "Import",
    empty: "Nothing is agreed in writing yet.",
    emptyWhat: "A draft can be three lines. Or bring in a text you already have: Import reads Markdown and plain text.",
    find: "Search agreements",
    findHint: "A word of its title",
    found: (n: number) =>
      n === 0
        ? "No title has this word. Try a shorter one, or another."
        : n === 1
          ? "One title has it."
          : `${capital(words.number(n))} titles have it.`,
    begun: (when: string) => `Begun ${when}`,
    field: "Title",
    fieldHint: "What it is about, in your own words. It can be changed later.",
    begin: "Start writing",
    untitled: "Without a title",
    fault: {
      "bad-title": "An agreement needs a title of up to 200 letters. One word is enough.",
      "device-full": deviceFull,
      "app-incomplete": loadFault.what,
      corrupt:
        "The list of agreements is damaged on this device, so nothing was added to it. The others still have theirs.",
      "too-long": "This file is longer than one agreement can be. Divide it, and bring in each part.",
      unreadable: "This file could not be read as words. Save it as Markdown or plain text, then try again.",
    },
  },

  agreement: {
    back: "Back to the list",
    text: "Text of the agreement",
    minutes: timeToRead,
    nothingYet: "Nothing is written in it yet",
    why: "Why",
    startHere: "Write here. Three lines are enough.",
    rename: "Change the title",
    keepTitle: "Keep this title",
    export: "Export",
    showMyName: "Show my name while I write",
    showMyNameHint: "Only to those who have this text open at the same moment.",
    opening: "Opening the text. This can take a moment on an older phone.",
    readOnly: "You can read it already. Writing opens in a moment.",
    newer: {
      title: "A newer app has been at work here",
      what: "This text uses something this app does not know yet. You can read it; writing opens once the app is up to date. Come back while you are online, and take the new version when it is offered.",
    },
    fault: {
      missing: {
        title: "This text has not reached this device yet",
        what: "It comes by itself once the relay, or somebody who has it, can be reached. Nothing is lost.",
      },
      corrupt: {
        title: "This text is damaged on this device",
        what: "The others still have theirs, and nothing here is sent over it. What can be read is shown below; take a copy of it before you do anything else.",
      },
      "app-incomplete": loadFault,
    },
    exportFault: "The file could not be made. Nothing has changed; try again in a moment.",
  },

  people: {
    invite: "Invite someone",
    somebodyAsks: "Somebody asks to be let in. Their four words are on the page People.",
    inviteFault: deviceFull,
  },

  relay: {
    lead: "The relay passes locked parcels between our devices when we are not in the same room. It cannot open them.",
    reachable: { yes: "Reachable", no: "Not reachable", trying: "Trying" },
    says: {
      yes: "This device is connected to it now.",
      no: "This device cannot reach it now. Go on writing: it is all kept here, and goes out by itself later.",
      trying: "This device is trying to reach it. Go on writing meanwhile.",
    },
    none: "This group has no relay. What is written stays on this device until it has one.",
    heard: (when: string) => `It last answered ${when}.`,
    neverHeard: "It has not answered since Fogata was opened here.",
    seesTitle: "What it can see, and what it cannot",
    seesLead:
      "True for this group today. Anyone who runs it, breaks into it or takes the computer away would find this and no more.",
    canSee: "It can see",
    cannotSee: "It cannot see",
    can: (bundles: number, readers: number | null) => [
      readers === null || readers < 1
        ? "From which internet addresses devices fetch parcels, and at what times."
        : `That ${readers === 1 ? "one device is" : `${words.number(readers)} devices are`} connected now, from which internet addresses, and at what times.`,
      "How big each parcel is, rounded up.",
      `Which parcels belong together, as ${bundles === 1 ? "one bundle" : `${bundles === 0 ? "no" : words.number(bundles)} bundles`} without ${bundles === 1 ? "a name" : "names"}; and, for a while, which ones touch the same text.`,
      "That these bundles are of the kind that is kept, not of the kind that can be erased at once.",
    ],
    cannot: [
      "Any word, name, title, date, picture or voice.",
      "Who is in the group, or what it is called.",
      "Which parcel came from whom, or who may read it.",
    ],
    moreTitle: "How could somebody work out more?",
    more: "By watching when parcels move, they could guess that somebody is writing, and when we meet. If that matters to you, use a connection that hides your address, or a relay that only our group knows.",
    goneTitle: "If it went away tonight",
    goneSafe: "Nothing would be lost.",
    goneSafeWhat:
      "Everything is on our own devices. A relay that has lost its copy is filled again from any of them, and no one’s permission is needed.",
    goneAlone: "This device would be the only copy.",
    goneAloneWhat: "Nobody else has joined yet. Once they have, each of their devices holds everything too.",
    goneUnshared: "What you wrote last would be on this device only.",
    goneUnsharedWhat: "Everything before it is on our own devices. The rest goes out by itself when the relay answers.",
    kept: "Kept on the relay",
    keptOf: (bytes: string, max: string) => `${bytes} of ${max}`,
    parcels: "Parcels",
    bundles: "Bundles",
    refusedTitle: "Some parcels stay closed",
    refused: (n: number) =>
      `${n === 1 ? "One parcel" : `${capital(words.number(n))} parcels`} could not be opened or did not fit, and ${n === 1 ? "was" : "were"} set aside. What you have written is untouched.`,
    refusedWhy: (reason: string, n: number) => `${reason}: ${n}`,
  },

  device: {
    lead: "What is kept here, and how it looks. These choices stay on this device and are told to nobody.",
    looks: "How it looks",
    theme: "Light or dark",
    themes: { device: "As the device", light: "Light", dark: "Dark" },
    text: "Size of the text",
    sizes: { usual: "Usual", large: "Large", largest: "Largest" },
    plain: "Plain reading",
    plainHint: "What people wrote in the plainer face, with more air.",
    writing: "While you write",
    kept: "What is kept here",
    keptWhat:
      "Your groups, all they have written, and the keys to it, locked with a key of this device. Whoever can unlock this device can read it.",
    myName: (name: string, group: string) => `In ${group} you are called ${name}.`,
    room: "Room taken",
    persisted: "The browser has promised to keep it, even when room is short.",
    notPersisted: "The browser may clear it when room is short, or when Fogata is not opened for a long time.",
    persist: "Ask the browser to keep it",
    persistNo: "The browser did not promise it yet. Opening Fogata often, or adding it to your home screen, helps.",
    unknownPersisted: "This browser does not say whether it keeps it.",
    version: "Version",
    versionIs: (version: string) => `This is Fogata ${version}.`,
    offlineReady: "It opens without a connection too.",
    source: "It is free software: its licence is the AGPL, version 3 or later.",
    others: "Its letters and signs, and their licences",
  },

  lockNow: "Lock now",

  update: {
    title: "New version",
    ready: "A new version is ready.",
    use: "Use it",
    later: "Later",
    readyWhat: "What you are writing is saved first.",
  },

  notFound: {
    title: "There is no such page here",
    what: "The address may be from another device, or only part of one. Nothing is lost.",
    group: "This group is not on this device",
    groupWhat:
      "Perhaps it is on another of your devices, or in another browser. To read it here you need an invitation.",
    back: "See your groups",
  },

  broken: {
    title: "This page has stopped",
    what: "The fault is in Fogata. What you wrote until a second ago is saved on this device.",
    again: "Open it again",
    details: "For whoever repairs it",
  },

  fault: {
    "storage-corrupt": {
      title: "The storage of this device is damaged",
      what: "Fogata has opened nothing and changed nothing. The other members still have everything the group wrote.",
      can: "Restart the device and open Fogata again. If it stays like this, ask somebody in the group for an invitation and join again; then clear this site’s data.",
    },
    "storage-newer": {
      title: "A newer Fogata has been used here",
      what: "Everything is safe. This older version leaves it alone rather than garble it.",
      can: "Open it again to get the newer version. It needs a connection for a moment.",
    },
    "storage-blocked": {
      title: "The browser does not let Fogata keep anything",
      what: "Nothing can be written here, so Fogata has not started. Nothing is lost.",
      can: "A private window, a setting that blocks site data, or another open version can cause this. Close the other windows of Fogata, or open it in an ordinary window.",
    },
    "no-crypto": {
      title: "This browser is too old to lock your words",
      what: "Fogata does not start without that: it would have to send them open.",
      can: "Use Chrome or Edge from version 137, Firefox from 129 or Safari from 17, at an address that begins with https.",
    },
    "app-incomplete": {
      title: loadFault.title,
      what: loadFault.what,
      can: "Find a connection, then open it again.",
    },
  },
};

/** In minutes up to an hour and a half; after that nobody counts them. */
function timeToRead(minutes: number): string {
  if (minutes === 1) return "One minute to read";
  if (minutes < 90) return `${capital(words.number(minutes))} minutes to read`;
  const halves = Math.round(minutes / 30);
  const [hours, half] = [Math.floor(halves / 2), halves % 2 === 1];
  if (hours === 1) return "About an hour and a half to read";
  return `About ${words.number(hours)}${half ? " and a half" : ""} hours to read`;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
