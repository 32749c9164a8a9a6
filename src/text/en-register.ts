// The words of the list of agreements: its states, what begins one, what is kept in view. They load with the page.
const dayMonthYear = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});
/** Days are "2027-06-03". */
const date = (day: string) => dayMonthYear.format(Date.parse(`${day}T00:00:00Z`));
const dateOf = (at: number) => dayMonthYear.format(Math.min(Math.max(at, 0), 8.6e15));

export const registerWords = {
  decided: "What we decided",
  lead: "What this group writes down for itself. Anybody can begin a draft; what is in force changes only by a decision.",
  empty: "Nothing is agreed in writing yet.",
  emptyWhat:
    "A draft can be three lines. Or bring in a text you already have: Import reads Word, OpenDocument, Markdown and plain text.",
  find: "Search agreements",
  findHint: "Words of titles, summaries and texts. The arrow keys go through what is found.",
  found: (n: number) => (n === 0 ? "Nothing is found." : n === 1 ? "One is found." : `${n} are found.`),
  reading: (done: number, of: number) =>
    `Texts are being read on this device: ${done} of ${of}. What is found so far is shown.`,
  notRead: "The texts cannot be looked through just now: a part of the app is missing here. Titles are.",
  nothingFound: (typed: string) => `Nothing here says “${typed}”.`,
  nothingFoundWhat: "Try fewer words, or the beginning of one. What has not reached this device cannot be found on it.",
  ofWorkingGroup: "Of a working group",
  madeFrom: {
    amendment: (title: string) => `A change to ${title}`,
    translation: (title: string) => `${title}, in another language`,
  },
  goTo: "Go to",
  others: "Changes, other languages and working groups",
  states: {
    "review-due": "Review due",
    "being-decided": "Being decided",
    "in-force": "In force",
    draft: "Draft",
    "let-go": "Let go",
    replaced: "Replaced",
    "taken-in": "Taken in",
  },
  since: (at: number) => `In force since ${dateOf(at)}`,
  reviewOn: (day: string) => `Review on ${date(day)}`,
  reviewDue: (day: string) => `Review was due on ${date(day)}`,
  letGo: (at: number) => `Let go on ${dateOf(at)}`,
  replacedBy: (title: string) => `Replaced by ${title}`,
  again: "The group is talking about it again",
  inView: "Kept in view",
  pin: "Keep in view",
  unpin: "Keep in view no more",
  pinFault: "The list cannot be changed on this device just now.",
  changes: (n: number) => (n === 1 ? "Somebody proposes a change" : "Changes are proposed"),

  begin: {
    with: "Begin with",
    empty: "An empty page",
    ours: (title: string) => `${title} (to begin with)`,
    groups: (title: string) => `${title} (the group’s own)`,
    origin: ({ by, after, licence }: { by: string; after: string; licence: string }) =>
      `Those “to begin with” are by ${by}, after ${after}. ${licence}: take them, change them, they are yours.`,
    groupOrigin: "The group’s own words, as they were saved to begin with.",
    fault: "These words could not be loaded. Begin with an empty page, or try again when there is a connection.",
  },
  template: {
    save: "Save to begin others with",
    saved: "Saved. It can be chosen under New agreement.",
    fault: "It could not be saved just now. Nothing has changed.",
  },
};
