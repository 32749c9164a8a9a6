// The words of taking an agreement out as a file, and of bringing one in. They load with the pages of agreements.
import { en } from "./en.ts";

export const filesWords = {
  lead: "The file is a copy. The agreement stays here, and nothing is sent anywhere.",
  kinds: {
    docx: { name: "Word document", what: "For Word, Google Docs and most others (.docx)" },
    odt: { name: "OpenDocument text", what: "For LibreOffice and most others (.odt)" },
    md: { name: "Markdown", what: "Plain text that opens anywhere; Import reads it back without loss (.md)" },
  },
  /** Of a change to an agreement. */
  kindsOfChange: {
    docx: {
      name: "Word document",
      what: "With tracked changes, to be accepted or rejected in Word and most others (.docx)",
    },
    odt: { name: "OpenDocument text", what: "With tracked changes, for LibreOffice and most others (.odt)" },
    md: { name: "Markdown", what: "The text as it would be; Import reads it back without loss (.md)" },
    marked: {
      name: "Markdown with the changes marked",
      what: "Plain text to be read, with {++what comes++} and {--what goes--} (.md)",
    },
  },
  marked: "What it would change is marked in the text.",
  notMarked: "The text that it would change is not on this device, so nothing is marked.",
  insteadOf: (now: string, before: string) => `${now}, instead of: ${before}`,
  print: { name: "Print", what: "On paper, or as a PDF: your browser asks which" },
  saved: (name: string) => `Saved as ${name}.`,
  fault: "The file could not be made. Nothing has changed; try again in a moment.",
  line: (name: string, what: string) => `${name}: ${what}`,
  why: "Why:",

  brought: "Brought in",
  broughtWhat: (title: string) => `“${title}” is here as a draft. Not all of the file could come with it:`,
  left: {
    pictures: "Pictures, shapes and boxes of text stayed behind.",
    tables: "Tables are lines of words now, each row one line.",
    changes: "Tracked changes came in as if somebody had accepted all of them.",
    hidden: "Hidden words stayed behind.",
    comments: "Comments stayed behind.",
    numbers:
      "Automatic numbers are not the same everywhere: headings have none, and lists begin at one again. Look at words such as “see 3.2”.",
    parts: "Parts that are kept in other files stayed behind.",
  },
  open: "Open the draft",
  refused: {
    ...en.agreements.fault,
    "too-long": "This file is longer than one agreement can be. Divide it, and bring in each part.",
    unreadable:
      "This file could not be read as words. Save it as a Word document (.docx), OpenDocument (.odt), Markdown or plain text, then try again.",
    "too-big":
      "This file unpacks into more than an agreement can be, so it was not opened. Copy the words you need into a new file, and bring in that.",
    damaged: "This file is damaged. Open it where it was written, save it again as .docx or .odt, then try again.",
    sealed:
      "This file is behind a password, or in the format Word had before 2007. Save it as .docx or .odt without a password, then try again.",
    unsafe:
      "This file holds something that no agreement needs and that can do harm, so it was not opened. Save it again as .docx or .odt in a program you trust, then try again.",
    "other-kind":
      "This kind of file cannot be read here. Save it as a Word document (.docx), OpenDocument (.odt), Markdown or plain text, then try again.",
  },
};
