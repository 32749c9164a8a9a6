// What is told of an open question while somebody looks at it, and of one that is asked again. They load with its page.
import { en } from "./en.ts";
import { capital, names } from "./en-parts.ts";

const { number } = en.words;

export const questionWords = {
  ruleAgreed: (rule: string) => `The group has agreed on another rule: ${rule}.`,
  // In other words than those that stand on the page: whoever goes through it finds nothing there twice.
  news: {
    // More at once are a number: nobody listens to thirty names.
    many: (n: number) => `${capital(number(n))} people have said what they think.`,
    saying: (who: string, answer: string, standing: string) => `${who} now says: ${answer}${standing}.`,
    standing: {
      unconfirmed: ", still to be confirmed",
      "late-counts": ", given in time",
      "late-kept": ", too late to be counted",
    },
    forMe: (who: string) => `${who} answers for you.`,
    moreTime: (who: string, day: string) => `${who} asks for more time, so that it is open until ${day}.`,
    date: (day: string) => `It is open until ${day} now.`,
    past: "Its date has come.",
    toMeeting: (who: string) => `${who} takes it to a meeting.`,
    back: "It has come back from the meeting.",
    text: (who: string) => `${who} asks about other words: the text as it is written now.`,
    twoTexts: "Two wordings stand beside each other now.",
    notAsked: (who: string) => `${who} says that they were not asked.`,
    here: "All of it has reached this device now.",
    closed: (who: string) => `Decided: ${who} has closed it.`,
    talking: "It goes back to talking.",
    noMore: "Nobody says no any more.",
    canClose: "Any member can close it now.",
    openAgain: "It can be answered again.",
    reopened: {
      "late-no": "A no from before its end has come only now: it is talked about once more, and stays in force.",
      "called-back": "It is called back: it is talked about once more, and stays in force.",
      "left-out": "Somebody was left out: it is talked about once more, and stays in force.",
    },
    nothing: "It counts for nothing, since not everybody was asked who should have been.",
  },
  unsent: {
    title: "It was closed while you were writing",
    what: "What you wrote was not sent. Here it is, so that you can copy it. If it matters, talk about it with the others or ask the group again.",
  },
  again: {
    ask: "Ask again",
    stuck: "Too few were counted",
    stuckWhat: "So few were full members when this was asked that it cannot be decided.",
    stuckWait: "Once there are more, it can be asked again.",
    /** They have become full members since. */
    since: (who: string[], all: number) =>
      who.length < all
        ? `${capital(number(all))} people have become full members since, and are not counted here.`
        : `${names(who)} became full ${who.length === 1 ? "member" : "members"} since, and ${who.length === 1 ? "is" : "are"} not counted here.`,
    of: "Ask again, and everybody who belongs now is asked.",
    same: "The same question again, asked of everybody who is a full member now. The earlier one says that it goes on here.",
    goesOn: "It was asked again",
    goesOnWhat: "What is said there counts.",
    goesOnBoth: "Both can still be answered, until one of them is decided.",
  },
};
