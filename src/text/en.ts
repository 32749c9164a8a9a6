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
export const loadFault = {
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
    asksMore: (n: number) => `And ${n} more`,
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
    new: "New agreement",
    import: "Import",
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
    },
  },

  people: {
    invite: "Invite someone",
    somebodyAsks: "Somebody asks to be let in. Their four words are on the page People.",
    inviteFault: deviceFull,
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
      can: "Restart the device and open Fogata again. If that is no help, ask somebody in the group for an invitation, clear this site’s data and join again.",
    },
    "storage-newer": {
      title: "A newer Fogata has been used here",
      what: "Everything is safe. This older version leaves it alone.",
      can: "Open it again to get the newer version. It needs a connection for a moment.",
    },
    "storage-blocked": {
      title: "The browser does not let Fogata keep anything",
      what: "Nothing can be written here, so Fogata has not started. Nothing is lost.",
      can: "A private window, a setting that blocks site data, or another open version can cause this. Close the other windows, or open it in an ordinary one.",
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
