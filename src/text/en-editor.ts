// The words of the agreement editor: its toolbar, its dialog for links and what a screen reader is told of its keys.
export const editor = {
  toolbar: "Style of the text",
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
  outdent: "Move out",
  indent: "Move in",
  undo: "Take back",
  redo: "Bring back",
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
