// The words of the readable copy; they load when one is taken.

import { en } from "./en.ts";

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

export const copyWords = {
  lead: "The texts that you may read in this group and in the working groups where you have a place, as they are written now, the register of keys, and what each working group is for: as pages that any browser opens and as plain text. It is made on this device and works without Fogata.",
  not: "Decisions, comments and earlier versions are not in it. A record of each decision is saved from its own page.",
  without: "No list of members is in it. Names stand only where somebody wrote them, or looks after something.",
  open: "It is not locked: whoever has the file can read it. Keep it where only you can.",
  take: "Take a readable copy",
  making: (at: number, of: number) => (of === 0 ? "Gathering the texts." : `Text ${at} of ${of}.`),
  stop: "Stop",
  stopped: "Stopped. Nothing was written.",
  ready: (file: string) =>
    `The copy is in the file “${file}”. Your browser keeps it where it keeps what you take from the web.`,
  fault: "The copy could not be made. Nothing has changed here; try again in a moment, or when there is more room.",
  file: (group: string, today: string) => `${group} – readable copy ${today}.zip`,
  words: (now: number) => ({
    title: (group: string) => group,
    taken: `A readable copy, taken ${day.format(now)}. What was written later is not in it.`,
    index: "Everything in this copy",
    untitled: en.agreements.untitled,
    markdown: "as plain text",
    workingGroup: (name: string) => `Working group: ${name}`,
    notHere: "Not in this copy",
    notHereWhat:
      "These are in the group’s list, but have not reached the device this was taken on, or could not be read there:",
    empty: "Nothing is written in this group yet.",
  }),
};
