// The words of the agreement editor: its toolbar, its dialog for links and what a screen reader is told of its keys.
import type { ValueLabel } from "@fogata/domain";

export const editor = {
  toolbar: "Style of the text",
  more: "More styles",
  moreShort: "More",
  strong: "Bold",
  em: "Italic",
  link: "Link",
  heading: (level: number) => `Heading ${level}`,
  ordered: "Numbered list",
  unordered: "List with dots",
  // Below their icons; taken from the names, so that somebody who speaks to the device can say what they see.
  orderedShort: "Numbered",
  unorderedShort: "With dots",
  quote: "Quote",
  why: "Why of this clause",
  whyName: "Why",
  value: "Something the app goes by",
  valueShort: "App goes by",
  valueDialog: {
    title: "Something the app goes by",
    what: "The app reads these words here and nowhere else. To change what it does, change the agreement.",
    choose: "Choose the words first: a number, mostly, such as the 14 in “14 days”.",
    label: "What it is",
    labels: {
      "removal-needs": "How many must sign before somebody’s access ends",
      "welcome-needs": "How many must sign to welcome a full member",
      rule: "How we decide, if nothing else is said",
      "few-needs": "Where a few are enough: how many",
      "minimum-days": "How many days a question stays open at least",
      "review-days": "After how many days we look at an agreement again",
      "pause-days": "How many days access can be paused in danger",
      "place-days": "How many days a place in a working group lasts",
    } satisfies Record<ValueLabel, string>,
    save: "Go by these words",
    remove: "Leave it as plain words",
  },
  outdent: "Move out",
  indent: "Move in",
  undo: "Take back what I wrote last",
  undoShort: "Take back",
  redo: "Bring back what I took back",
  redoShort: "Bring back",
  keysHelp:
    "Alt and F10 goes to the toolbar. Shift and Enter begins a new line in the same paragraph. In a list, Tab moves the line in and Shift Tab moves it out; press Escape first, and Tab leaves the text.",
  linkDialog: {
    title: "Link",
    address: "Address",
    addressHint: "A page, like https://example.org, or an address for letters, like mailto:us@example.org",
    words: "Words to show",
    save: "Link it",
    remove: "Take the link off",
    wrong: "Only addresses of pages (https) and for letters (mailto) can be linked.",
  },
};

export type EditorText = typeof editor;
