// The words of the page of one agreement; they load with it.
import { en, loadFault } from "./en.ts";
import { capital } from "./en-parts.ts";

const { words } = en;

export const agreementPage = {
  back: "Back to the list",
  text: "Text of the agreement",
  minutes: timeToRead,
  nothingYet: "Nothing is written in it yet",
  why: "Why",
  startHere: "Write here. Three lines are enough.",
  rename: "Change the title",
  keepTitle: "Keep this title",
  withText: "More with this text",
  export: "Export",
  onThisPage: "On this page",
  nothingBelow: "Nothing stands below the text yet.",
  showMyName: "Show my name while I write",
  showMyNameHint: "Only to those who have this text open at the same moment.",
  opening: "Opening the text. This can take a moment on an older phone.",
  readOnly: "You can read it already. Writing opens in a moment.",
  newer: {
    title: "A newer app has been at work here",
    what: "This text uses something this app does not know yet. You can read it; writing opens once the app is up to date. Come back while you are online, and take the new version when it is offered.",
  },
  fault: {
    missing: {
      title: "This text has not reached this device yet",
      what: "It comes by itself once the relay, or somebody who has it, can be reached. Nothing is lost.",
    },
    corrupt: {
      title: "This text is damaged on this device",
      what: "The others still have theirs, and nothing here is sent over it. What can be read is shown below; take a copy of it before you do anything else.",
    },
    "app-incomplete": loadFault,
  },
};

/** In minutes up to an hour and a half; after that nobody counts them. */
function timeToRead(minutes: number): string {
  if (minutes === 1) return "One minute to read";
  if (minutes < 90) return `${capital(words.number(minutes))} minutes to read`;
  const halves = Math.round(minutes / 30);
  const [hours, half] = [Math.floor(halves / 2), halves % 2 === 1];
  if (hours === 1) return "About an hour and a half to read";
  return `About ${words.number(hours)}${half ? " and a half" : ""} hours to read`;
}
