// What is told of an open question while somebody looks at it, and of one that is asked again. They load with its page.
import { en } from "./en.ts";
import { capital, names } from "./en-parts.ts";

const { number } = en.words;

export const questionWords = {
  news: {
    // More at once are a number: nobody listens to thirty names.
    many: (n: number) => `${capital(number(n))} people have said what they think.`,
    saying: (says: string, standing: string | null) => (standing === null ? `${says}.` : `${says}, ${standing}.`),
    moreTime: (who: string, day: string) => `${who} asked for more time: it is open until ${day}.`,
    date: (day: string) => `It is open until ${day} now.`,
    past: "Its date is past.",
    toMeeting: (who: string) => `${who} moved it to a meeting.`,
    back: "It is back from the meeting.",
    text: (who: string) => `${who} asks about it as it is written now.`,
    notAsked: (who: string) => `${who} says that they were not asked.`,
    here: "All of it has reached this device now.",
    closed: (who: string) => `It is decided: ${who} closed it.`,
    talking: "It is back to talking.",
    noMore: "No no stands any more.",
    canClose: "It can be closed now.",
    openAgain: "It is being decided again.",
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
