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
      "too-many": "There are as many named versions as there is room for.",
      "made-from-nothing": "This text was made from no other, so that there is nothing to bring it up to.",
      newer: "A newer app has been at work here, so nothing was changed. Take the new version when it is offered.",
      "not-open": "The text is not open yet. Try again in a moment.",
    },
  },

  reading: {
    way: "How to show it",
    ways: { marked: "Marked", clean: "Clean", compare: "Compare" },
    inserted: "inserted:",
    endOfInserted: "end of insertion",
    deleted: "taken out:",
    endOfDeleted: "end of what is taken out",
    restyled: "written in another way",
    endOfRestyled: "end of that",
    movedHere: "Moved here:",
    movedAway: "Moved from here:",
    movedElsewhere: "Moved to another place",
    movedFromElsewhere: "Moved from another place",
    anotherShape: "Now another kind of paragraph:",
    keyInserted: "added words",
    keyDeleted: "taken out",
    keyBar: "a bar at the edge: this part changes",
    unchanged: (n: number) => `Show ${n} parts that stay as they are`,
    nothing: "Nothing is different yet.",
    nothingInText: "The words below stay as they are.",
    now: "As it is",
    proposed: "As it would be",
    notYet: "Not there",
    takenOut: "Taken out",
    top: { title: "Title", summary: "Summary", decides: "Who decides it", language: "Language" },
  },

  languages: {
    title: "In other languages",
    original: (language: string) => `What was decided is the text in ${language}; the others are translations.`,
    add: "Write it in another language",
    addWhat: "It begins with the words as they are, to be written over. Everybody can write in it.",
    /** Null for what is no language. */
    nameOf: (tag: string) => {
      try {
        return tag === "" ? null : (languages.of(Intl.getCanonicalLocales(tag)[0] ?? "") ?? tag);
      } catch {
        return null;
      }
    },
    behind: "Behind",
    behindWhat: "The original has moved on since this was written. What changed in it is marked here.",
    upToDate: "It says the same again",
    translation: (language: string, title: string) => `${title}, in ${language}`,
    theOriginal: "The original",
  },

  history: {
    title: "History",
    close: "Close the history",
    opening: "Opening the history. With a long one this can take a moment.",
    since: "What changed since I last looked",
    sinceClose: "Close what changed",
    step: "Step by",
    by: { sittings: "Sitting", edits: "Edit", named: "Named version" },
    whose: "Whose",
    everybody: "Everybody’s",
    somebody: "Somebody",
    point: "How far back",
    earlier: "Earlier",
    later: "Later",
    who: "Who wrote what",
    whoClose: "Close who wrote what",
    whoWhat: "Before each stretch of words stands whose device wrote them. What was there when it began is nobody’s.",
    atFirst: "From the beginning",
    // How much somebody writes is nobody's figure.
    began: "It began with this.",
    told: (name: string | null, who: string, when: string) =>
      name === null ? `${who} wrote here ${when}.` : `“${name}”, named by ${who} ${when}.`,
    nothing: "There is nothing here yet.",
    fault: "The history cannot be read on this device. The text itself is safe.",
    name: "Name this version",
    nameHint: "Such as: as we read it aloud in May.",
    keepName: "Keep the name",
  },

  inForce: {
    notFound: {
      title: "The text in force is not to be read here yet",
      notHere:
        "It has not reached this device. It comes by itself once the relay, or somebody who has it, can be reached.",
      otherText:
        "What lies here is not the text the group decided on: somebody wrote in it since, or a part is still on its way. The others may have it.",
    },
  },

  changes: {
    propose: "Propose a change",
    title: "Changes that somebody proposes",
    takenIn: "Changes that are taken in",
    none: "Nobody proposes a change.",
    concerns: "Concerns kept with what is in force",
    name: "What is it about?",
    nameHint: "A few words, such as: Stepping out for half an hour.",
    readers: "Who can read it for now",
    me: "Just me",
    everyone: "Everyone",
    meHint:
      "On your own devices only. When you show it to others, they get the words as they are then, and nothing of how you came to them.",
    begin: "Begin",
    reads: {
      me: "Only you can read this",
      circle: "Those in a working group can read this",
      everyone: "Everyone can read this",
    },
    publish: "Show it to everyone",
    published: "Shown to everyone from now on. Yours stays with you; go on in the one that all can read.",
    of: (title: string) => `A change to ${title}`,
    stays: "What is in force stays in force until the group decides.",
    staysDraft: "The draft stays as it is. Your change is written beside it, and the group can be asked about it.",
    begun: {
      title: "You wrote here while the group decided",
      what: "Your words are kept. They are not in force: they came too late to be decided on.",
      turn: "Turn my edits into a change",
      stays: "What is in force stays as it is. Your words are put beside it, and the group can be asked about them.",
    },
    view: "What to see",
    read: "What would change",
    write: "Write",
    toWrite: "Choose Write to change the words.",
    baseMissing: "The text this began from has not reached this device yet. What would change is shown when it comes.",
    fault: {
      "no-text": "The text this would begin from cannot be found on this device, so nothing was begun.",
      missing: "The agreement has not reached this device yet, so nothing was begun.",
      corrupt: "The text is damaged on this device, so nothing was begun. The others still have theirs.",
      gone: "This group is not on this device any more.",
      "not-seated": "You have no place there any more, so nothing was begun.",
      "bad-title": "It needs a name of up to 200 letters. One word is enough.",
      "device-full": "This device is full, so nothing was begun. Make room, then try again.",
      "app-incomplete":
        "A part of the app could not be loaded, so nothing was begun. Try again when there is a connection.",
    },
    behind: {
      title: "The agreement has changed since this began",
      what: "Bring them together first. What only one side changed is taken as it is; where both changed the same sentence, you see both and choose.",
      begin: "Bring it up to date",
      settled: "Nothing is in each other’s way.",
      overlaps: (n: number) =>
        n === 1 ? "One place was changed on both sides." : `${n} places were changed on both sides.`,
      theirs: "As it is now",
      mine: "In this change",
      both: "Both",
      choose: "Take",
      base: "Before both:",
      nothing: "taken out",
      keep: "Bring them together",
    },
  },
};
