// The words of deciding: asking the group, answering, what it came to. They load with their pages.
import type { AnswerKind } from "@fogata/domain";
import { en } from "./en.ts";
import { capital } from "./en-parts.ts";

const dayMonthYear = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});
const date = (at: number) => dayMonthYear.format(Math.min(Math.max(at, 0), 8.6e15));
const names = new Intl.ListFormat("en-GB");

/** What somebody's answer is, after their name; "You" takes the plain form. */
const does: Record<AnswerKind, [she: string, you: string]> = {
  agree: ["agrees", "agree"],
  concern: ["agrees with a concern", "agree with a concern"],
  "stand-aside": ["stands aside", "stand aside"],
  no: ["says no", "say no"],
  pass: ["passes", "pass"],
  background: ["needs more background", "need more background"],
};

type Stood = AnswerKind | "earlier" | "unconfirmed" | "late" | "silent";
const many: Record<Stood, [one: string, more: string]> = {
  agree: ["agrees", "agree"],
  concern: ["agrees with a concern", "agree with a concern"],
  "stand-aside": ["stands aside", "stand aside"],
  no: ["says no", "say no"],
  pass: ["passes", "pass"],
  background: ["needs more background", "need more background"],
  earlier: ["answered an earlier wording", "answered an earlier wording"],
  unconfirmed: ["has not confirmed what was told for them", "have not confirmed what was told for them"],
  late: ["answered too late to count", "answered too late to count"],
  silent: ["has not said anything", "have not said anything"],
};
/** How all of it stands, in a sentence: nobody has to go through the names to know. */
function sumOf(counts: Partial<Record<Stood, number>>): string {
  const parts = (Object.keys(many) as Stood[]).flatMap((kind) => {
    const n = counts[kind] ?? 0;
    return n === 0 ? [] : [`${en.words.number(n)} ${many[kind][n === 1 ? 0 : 1]}`];
  });
  return parts.length === 0 ? "" : `${capital(names.format(parts))}.`;
}

export const decidingWords = {
  title: "What we decided",
  lead: "Each in one plain sentence, the latest first. Nothing here is ever taken out.",
  opening: "Looking up what was decided. This can take a moment on an older phone.",
  none: "Nothing has been decided here yet.",
  noneWhat: "When the group is asked about a text, or a plain question, what it comes to stands here.",
  asked: "Being decided",
  print: "Print",
  all: "All decisions",
  by: (who: string, at: number) => `${date(at)} · ${who}`,
  everyone: "everyone",
  workingGroup: "a working group",
  told: {
    by: (who: string[]) => `Told by ${names.format(who)}. The answers stay in the working group.`,
    callBack: "Call it back",
    again: "It stands, marked, and the working group talks about it again.",
    calledBack: (who: string, why: string) =>
      why === "" ? `${who} called it back, and took back the words why.` : `${who} called it back: ${why}`,
  },
  aQuestion: "Ask a plain question",
  find: "Search what we decided",
  findHint: "A word of the sentence",
  found: (n: number) =>
    n === 0 ? "Nothing here has this word. Try a shorter one." : n === 1 ? "One has it." : `${n} have it.`,

  unknown: {
    title: "This question is not here",
    what: "It may not have reached this device yet. It comes by itself once the relay, or somebody who has it, can be reached.",
    back: "See what we decided",
  },
  waiting: "Not all of it has reached this device yet. It comes by itself.",

  ask: {
    title: "Ask the group",
    exact: "Everybody is asked about this exact wording. If the text changes later, they are asked to look again.",
    sentence: "In one plain sentence",
    sentenceHint: "What the group would decide. It stands in “What we decided”, and is read aloud at the meeting.",
    rule: "Rule",
    rules: {
      "all-agree": "All agree",
      consent: "Consent: no one objects with a reason",
      majority: "Majority",
      few: "A few are enough",
    },
    ruleHints: {
      "all-agree": "One no takes it back to talking, and nobody can close over it. At least two have to agree.",
      consent: "It is decided when nobody says no with a reason.",
      majority: "It is decided when more agree than say no, and at least so many agree.",
      few: "It is decided when so many agree, and nobody says no.",
    },
    tooFew:
      "So far only you are a full member, and two have to agree. Welcome the others first, under People: whoever becomes one after you have asked is heard, and not counted.",
    number: "How many have to agree at least",
    until: "Open until",
    untilHint: (at: number) => `Not before ${date(at)}: the group gives at least one meeting’s time.`,
    replaces: "It takes the place of",
    replacesHint:
      "Once this is in force, that one is not any more. It can still be read, and says what came in its place.",
    replacesNone: "No other",
    review: "Review on",
    reviewHint: "If you like: on that day every device asks whether to keep it, change it or let it go.",
    own: "Your own words for the answers",
    ownHint: "Leave empty what is to be called as usual.",
    send: "Ask everyone",
    placed: (name: string) => `“${name}” decides this, so it is asked there. What it decides is told to everybody.`,
    sendPlaced: "Ask the working group",
    fault: {
      "no-sentence": "Say in a sentence what the group would decide.",
      "too-soon": "That is too soon: people who are away need time. Choose a later day.",
      "no-number": "Say how many: at least one, and no more than there are full members.",
      missing: "The text has not reached this device yet, so nothing was asked.",
      corrupt: "The text is damaged on this device, so nothing was asked. The others still have theirs.",
      gone: "You can ask nothing here any more: this device has no part in the group just now.",
      "device-full": "This device is full, so nothing was asked. Make room, then try again.",
      "too-long": "This is longer than there is room for. Say it in fewer words.",
      malformed: "Something about this is more than there is room for. Say it in fewer words.",
      "no-text": "The text it began from is not on this device, so nothing was asked.",
      "no-place": "A working group decides this, and only those with a place there can ask.",
      "nothing-in-force": "There is nothing in force to be kept or let go.",
      "app-incomplete":
        "A part of the app could not be loaded, so nothing was asked. Try again when there is a connection.",
    },
  },

  question: {
    said: "The question",
    rule: "Rule",
    least: (n: number) => `at least ${n} agree`,
    few: (n: number) => `${n} are enough`,
    until: "Open until",
    day: date,
    past: (at: number) => `${date(at)}, which is past`,
    paused: "Moved to a meeting. It has no date until it comes back with one.",
    counted: "Counted",
    countedWho: (n: number) => (n === 1 ? "One full member" : `${n} full members`),
    how: "Answers given before the date count whenever they arrive, also from people who are offline.",
    text: "The text",
    changes: "What would change",
    textMissing: "The very text that is asked about is not on this device yet. It comes by itself.",
    about: {
      draft: "Read the draft",
      amendment: "Read the change",
      keep: "Read the agreement",
      "let-go": "Read the agreement",
    },
    replaces: "If agreed, it takes the place of",
    replaced: "It took the place of",
    asksToKeep: "Whether to keep it as it is.",
    asksToLetGo: "Whether to let it go.",
    askedBy: (who: string, at: number) => `${who} asked on ${date(at)}.`,
    changedSince: "The text was changed since it was asked about. Nobody has answered what it says now.",
    reword: "Ask about it as it is now",
    reworded: "Everybody is asked about it as it is now.",
    twoWordings: "Two people changed the text at the same time. One of you has to bring them together and ask again.",
  },
  state: {
    waiting: "On its way",
    open: "Being decided",
    paused: "Moved to a meeting",
    talking: "Back to talking",
    "can-close": "Can be closed",
    decided: "Decided",
    "talking-again": "Decided, and talked about again",
    void: "Does not count",
  },
  talking:
    "Somebody says no. It stays open, and nobody can close over it: talk, change the text, or change your answer.",
  again: {
    "late-no":
      "A no that was given in time arrived after it was closed. It stays in force, marked, until the group answers again.",
    "called-back":
      "Somebody called it back to the whole group. It stays in force, marked, until the group answers again.",
    "left-out":
      "Somebody who belonged when it was asked was not asked. It stays in force, marked, until everybody has been asked.",
  },

  notAsked: {
    title: {
      "older-list": "Asked of an older list",
      "left-out": "Most were not asked",
      one: "Not everybody was asked",
    },
    what: {
      "older-list":
        "Whoever asked this, or their device, had known of people whom it does not ask. It decides nothing: ask again, and everybody who belongs now is asked.",
      "left-out":
        "More than half of those who belong say that they were not asked. It decides nothing: ask again, and everybody who belongs now is asked.",
      one: "Somebody who belonged when this was asked was left out, and says so. Ask again, and everybody who belongs now is asked.",
    },
    by: (who: string, at: number) => `${who} said so on ${date(at)}.`,
    again: "Ask again",
    mine: "You were not asked",
    mineWhat:
      "If you came after this was asked, all is well. If you were a full member already, say so: it is signed with your name, everybody sees it, and it is talked about again.",
    mineSend: "I belonged, and was not asked",
    mineDone: "Everybody is told that you were not asked.",
  },

  mine: {
    title: "Your say",
    legend: "My answer",
    kinds: {
      agree: "Agree",
      concern: "Agree with a concern",
      "stand-aside": "Stand aside",
      no: "No",
      pass: "Pass",
      background: "Need more background",
    },
    reason: "Reason",
    reasonNeeded: "A no and a concern need one. A few words are enough.",
    reasonHint: "If you like.",
    pin: "About which sentence",
    pinNone: "All of it",
    keep: "Keep this with the decision, for its review",
    send: "Send my answer",
    change: "Change my answer",
    forOther: "Answer for somebody who cannot",
    whom: "Whose answer is it",
    myself: "My own",
    how: "How they told you",
    hows: { phone: "By telephone", scribe: "Said aloud, I wrote it down" },
    forHint:
      "It is shown as theirs, told to you, and never counts as a yes before they confirm it on a device of their own.",
    earlier: "You answered an earlier wording",
    earlierWhat: (kind: AnswerKind) =>
      `Before the text was changed, you ${does[kind][1].replace(/^/, "said that you ")}.`,
    still: "That is still my answer",
    given: (who: string) => `${who} gave this answer for you`,
    confirm: "That is my answer",
    done: "Your answer is kept.",
    later: "It goes out by itself once there is a connection, and counts from now.",
    until: "You can change it until it is closed.",
    joiner: "You are a new joiner: what you say is heard, and not counted.",
    came: "You came after this was asked: what you say is heard, and not counted.",
    choose: "Choose one of the answers first.",
    noReason: "Say why, in a few words: the others have to know what would help.",
    noWhom: "Choose whose answer it is. If it is your own, untick “Answer for somebody who cannot”.",
  },

  who: {
    title: "Who has said what",
    show: "Show",
    shown: { everybody: "Everybody", reasons: "Only with a reason" },
    noReasons: "Nobody has given a reason.",
    says: (name: string, kind: AnswerKind, you: boolean, own?: string) =>
      own ? `${name}: ${own} (${does[kind][you ? 1 : 0]})` : `${name} ${does[kind][you ? 1 : 0]}`,
    silent: (name: string, you: boolean) => `${name} ${you ? "have" : "has"} not said anything`,
    "earlier-wording": "answered an earlier wording",
    unconfirmed: "not confirmed yet",
    given: {
      phone: (by: string) => `Told ${by} by telephone.`,
      scribe: (by: string) => `Said aloud; ${by} wrote it down.`,
    },
    late: "given in time, arrived later",
    kept: "arrived too late to count; kept as a concern",
    gone: "no longer here: shown, not counted",
    "new-joiner": "new joiner: heard, not counted",
    "came-later": "came later: heard, not counted",
    before: "What was said before",
    pinned: (words: string) => `About “${words}”`,
    takenBack: "The words of this reason were taken back.",
    silence: "Silence is not a yes.",
    sum: sumOf,
  },

  takingBack: {
    takeBack: "Take back my reason",
    sure: "Take back your reason?",
    what: "All the words you gave as a reason here go: those of now, those of earlier answers, and those somebody wrote down for you. They cannot be put back. Others see that there were some, not which.",
    whileOpen:
      "Your answer stays as it is: a no stays a no, and nobody closes over it. To answer otherwise, change your answer.",
    onceDecided: "Your answer stays as it is, and so does what was decided.",
    stays:
      "What is saved from now on does not have the words. Records saved before still have them. So does the locked history on everybody’s devices, though no app shows it. Whoever has read them may remember.",
    do: "Take it back",
    keep: "Keep it",
    done: "Your reason is taken back. Your answer stays.",
  },

  acts: {
    title: "What else you can do",
    moreTime: "Ask once for more time",
    moreTimeDone: "It stays open longer.",
    askedForTime: (who: string[], until: number) => `${names.format(who)} asked for more time: until ${date(until)}.`,
    toMeeting: "Move it to a meeting",
    toMeetingDone: "It has no date until it comes back from the meeting.",
    back: "Bring it back from the meeting",
    backDone: "It is open again.",
    close: "Close it as decided",
    closeWhat: "The rule holds, and everybody has answered or the date is past. Any member can say so.",
    closed: "It is decided.",
    callBack: "Call it back to the whole group",
    callBackWhy: "Why the whole group should talk about it",
    callBackSend: "Call it back",
    calledBack: "The whole group talks about it again. It stays in force meanwhile.",
    missing: {
      "no-stands": "A no stands.",
      "too-few-agree": "Too few agree so far.",
      "not-a-majority": "As many say no as agree, or more.",
      "not-all-answered": "Not everybody has answered, and the date is not past.",
      "nobody-else": "Nobody but the one who asked has said anything.",
      paused: "It is at a meeting.",
      "two-wordings": "There are two wordings to be brought together.",
      "other-text": "It names another text.",
      "left-out": "Answers were left out.",
      "not-entitled": "Whoever closed it was not there when it was asked.",
      "dated-ahead": "Its date lies ahead.",
      "older-list": "It was asked of an older list of who belongs.",
      "not-all-asked": "Somebody who belongs was not asked.",
      malformed: "It cannot be read.",
    },
    fault: {
      unknown: "Not all of it has reached this device yet. Try again when it has.",
      malformed: "Something about this is more than there is room for. Say it in fewer words.",
      decided: "It is decided already.",
      gone: "You can say nothing here any more: this device has no part in it just now.",
      "device-full": "This device is full, so nothing was said. Make room, then try again.",
      "too-long": "This is longer than there is room for. Say it in fewer words.",
      "app-incomplete":
        "A part of the app could not be loaded, so nothing was said. Try again when there is a connection.",
      "not-yet": "It cannot be closed yet.",
      "not-decided": "It is not decided.",
      "says-otherwise":
        "The text says other numbers than whoever asked about it signed, so nothing was said. Ask about it anew.",
      "not-left-out": "You were asked, or you have said so already.",
      nothing: "There is nothing to take back: no words of yours stand here.",
    },
  },

  how: {
    title: "How we decided this",
    decided: (who: string, at: number) => `${who} closed it on ${date(at)}.`,
    concerns: "Concerns kept with it",
    noConcerns: "Nobody kept a concern with it.",
    save: "Save the record",
    saveWhat:
      "One file with the text, every answer as it was signed, and who was entitled. Anybody can check it without this app and without a connection.",
    saveFault: "The record could not be made: not all of it is on this device.",
    print: "Print",
    checker: "Save the checker",
    checkerWhat:
      "A page of its own, in one file, that checks such a record: open it in any browser, without a connection, and choose the record. It shares nothing with this app, so that a fault here is not repeated there.",
    checkerFile: "check-a-decision.html",
    fileName: (sentence: string) =>
      `${
        sentence
          .replace(/[^\p{L}\p{N}]+/gu, " ")
          .trim()
          .slice(0, 60) || "decision"
      }.json`,
  },

  about: {
    title: "Looking at it again",
    anyDay: "On any day the group can be asked whether to keep it, change it or let it go.",
    answer: "Read and answer",
    keep: "Keep",
    change: "Change",
    letGo: "Let go",
    reviewDue: "It is time to look at it again",
    reviewDueWhat: (day: string) =>
      `The group wanted to look at it again on ${date(Date.parse(`${day}T12:00:00Z`))}: keep it, change it, or let it go.`,
    letGoAt: (at: number) => `Let go on ${date(at)}`,
    replaced: "Replaced by",
    takenIn: (at: number) => `Taken into the agreement on ${date(at)}`,
    overtaken: "Another decision changed the agreement first. Bring this up to date and ask again.",
    keepSentence: (title: string) => `We keep “${title}” as it is.`,
    letGoSentence: (title: string) => `We let “${title}” go.`,
    draftSentence: (title: string) => `“${title}” is in force.`,
  },

  numbers: {
    title: "Not signed yet",
    what: "The group agreed to other numbers than those that keys go by. Keys change once enough have signed them.",
    removal: (text: number, signed: number) =>
      `To end somebody’s access, the agreement says ${text} have to sign; just now it takes ${signed}.`,
    welcomes: (text: number, signed: number) =>
      `To make a new joiner a full member, the agreement says ${text} have to sign; just now it takes ${signed}.`,
    asked: "It changes numbers that keys go by",
    askedWhat:
      "If you agree, your devices sign these numbers as well, once the text is in force. They hold when enough have signed.",
    sign: "Sign the agreed numbers",
    mine: "You have signed them. It holds once enough others have, too.",
  },
  calendar: {
    save: "Put this day in my calendar",
    what: "A file for your calendar with the day, and nothing of what it is about. Your calendar may ring; this app does not promise to.",
    event: "Time to look at something again, with your group",
    fileName: "review-date.ics",
  },

  home: {
    waits: "Waits for your say",
    read: "Read and answer",
    close: "Read and close",
    closes: "Can be closed",
    review: "Time to look at it again",
    look: "Look at it",
  },
};
