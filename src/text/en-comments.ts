// The words of what people say about an agreement. They load with it.
export const commentWords = {
  comment: "Comment",
  /** Beside the text, for the words that are chosen in it. */
  commentOn: "Comment on the words I chose",
  title: "Comments",
  none: "Nothing has been said about it yet. Choose some words, then Comment.",
  about: "What is it about?",
  whole: "All of it",
  chosen: (words: string) => `The words I chose: ${words}`,
  words: "Your words",
  say: "Say it",
  reply: "Reply",
  replyTo: (name: string) => `Reply to ${name}`,
  settle: "Settled",
  settled: (name: string, day: string) => `Settled by ${name}, ${day}`,
  again: "Talk about it again",
  takeBack: "Take back my words",
  takenBack: "Taken back. Whoever has read it may remember it.",
  show: "Show in the text",
  wordsGone: "These words are no longer in the text.",
  wordsNow: (words: string) => `Now: ${words}`,
  beside: "Those about words of the text stand beside it.",
  /** To those who do not see it. */
  told: {
    said: "It stands among the comments.",
    takenBack: "Your words are taken back.",
    settled: "That is settled.",
    again: "It is open again.",
  },
  showSettled: "Show what is settled",
  hideSettled: "Hide what is settled",
  somebody: "Somebody who is not known here",
  byWord: (name: string) => `${name}, by their own word: the device is no longer in the group`,
  /** Naming somebody. */
  nameHint: "Write @ and a name to ask for somebody.",
  names: "People you can ask for",
  namesFound: (some: boolean) =>
    some ? "Names are offered: the arrow keys go through them, Enter takes one." : "Nobody is called that.",
  /** On Home. */
  askedFor: {
    title: "You are asked for",
    by: (names: string) => `${names} asks for you there.`,
    bySeveral: (names: string) => `${names} ask for you there.`,
    and: (names: string, last: string) => `${names} and ${last}`,
    seen: "Seen",
    seenThis: (title: string) => `Seen: ${title}`,
  },
  fault: {
    "no-words": "There are no words yet. A few are enough.",
    "too-long": "That is longer than a comment can be. Write the rest as a reply.",
    "too-many": "So much has been said here that there is no room for more.",
    other: "It could not be said just now. Your words are still here: try again in a moment.",
  },
};
