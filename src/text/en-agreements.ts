// The words of one agreement beside its text: what stands on top, changes to it, its history, what is said beside it.
// They load with its page.
const dayMonthYear = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});
/** Days are "2027-06-03". */
const date = (day: string) => dayMonthYear.format(Date.parse(`${day}T00:00:00Z`));
const languages = new Intl.DisplayNames("en", { type: "language" });

export const agreementWords = {
  top: {
    heading: "About this agreement",
    summary: "Summary",
    summaryHint: "One plain sentence: what it comes to, for somebody who reads nothing else.",
    otherSummary: (other: string) => `Somebody wrote another at the same time: “${other}”`,
    takeOther: "Take that one",
    keepThis: "Keep this one",
    decides: "Who decides it",
    everyone: "Everyone",
    workingGroup: "A working group",
    someWorkingGroup: "A working group that is not on this device",
    which: "Which one",
    noWorkingGroups: "There is no working group yet.",
    law: "Reserved by law",
    byLaw: (why: string) => `Reserved by law: ${why}`,
    why: "Why it is reserved by law",
    whyHint: "Which law or rule, in words everybody here understands.",
    review: "Review on",
    reviewHint: "On that day every device asks whether to keep it, change it or let it go.",
    onDay: date,
    noReview: "No day chosen yet",
    language: "Language",
    languageHint: "As the web writes it: en, es, ar, pt-BR.",
    languageName: (tag: string) => languages.of(tag) ?? tag,
    change: "Change what stands here",
    keep: "Keep it",
    fault: {
      "too-long": "This is longer than there is room for. Say it in fewer words; the rest can stand in the text.",
      "needs-a-reason": "Reserved by law needs the reason: which law, in plain words.",
      "no-such-day": "No calendar has this day.",
      "no-such-language": "This is not how the web writes a language. Two letters are enough: en, es, ar.",
      "bad-title": "An agreement needs a title of up to 200 letters. One word is enough.",
      newer: "A newer app has been at work here, so nothing was changed. Take the new version when it is offered.",
      "not-open": "The text is not open yet. Try again in a moment.",
    },
  },
};
