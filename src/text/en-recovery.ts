// British English: the words of the recovery sheet, on the screen and on paper. They load with its pages.
const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

export const enRecovery = {
  /** In full, since paper is kept for years. */
  day: (at: number) => date.format(at),
  title: "Print a recovery sheet",
  lead: "Twenty-four words on paper bring you back into this group when every device of yours is gone.",
  how: [
    "Whoever has the sheet can come into the group as you. Keep it where you keep what nobody should find.",
    "It is for this group alone. Another group of yours needs a sheet of its own.",
    "The words are made when you ask for them, shown once, and kept nowhere. Have a printer ready, or a pen.",
  ],
  make: "Show the words",
  making: "Making them",
  print: "Print it",
  done: "I have it on paper",
  doneWhat: "Then the words go from this screen. They are kept nowhere else.",
  wait: "The sheet works once this group’s status says “Shared with the relay”.",
  works: "The relay has what belongs to this sheet: it works.",
  fault: {
    "device-full": "This device is full, so no sheet was made. Make room on it, then try again.",
    gone: "This group is not on this device any more.",
  },
  paper: {
    title: "Recovery sheet",
    group: (group: string) => `For the group “${group}”`,
    of: (name: string, day: string) => `Made by ${name} on ${day}`,
    what: "These words, in this order, bring the person who keeps them back into the group when every device is lost. The group’s texts are not on this sheet: they come from the relay and from the others.",
    where: (address: string) =>
      `Open Fogata at ${address} on a new device and choose “I have a recovery sheet”. Type the words, or scan the code and paste what it says.`,
    keep: "Keep it dry, away from your devices, and where nobody looks. If it is lost or seen, drop its device on the page People and print a new one.",
    words: "The twenty-four words",
    code: "The same words as a QR code",
  },
  ask: {
    title: "If you lose every device",
    what: "A sheet of paper with twenty-four words brings you back into this group. It takes two minutes and a printer, or a pen.",
    make: "Print a recovery sheet",
    later: "Not now",
  },
  section: {
    title: "If you lose every device",
    what: "What the group holds stays with the others and on the relay, sealed. To come back into it you need a sheet of paper, another device of yours, or the people who know you.",
    made: (day: string) => `You made a recovery sheet on this device ${day}.`,
    make: "Print a recovery sheet",
    cleared: "If the browser clears this site",
    clearedWhat: [
      "Everything of Fogata on this device goes with it: texts, keys, and what was not shared yet. It counts like a lost device; nobody else notices.",
      "What was shared comes back with a recovery sheet, from another device of yours, or through the group.",
      "Browsers clear sites when room is short, some when a site is not opened for weeks, and always when you ask them to delete site data or close a private window.",
    ],
  },
  recover: {
    title: "I have a recovery sheet",
    lead: "Type the twenty-four words from the paper, in their order.",
    words: "The twenty-four words",
    wordsHint: "Small or capital letters, with or without numbers. The first four letters of each are enough.",
    relay: "Where the group’s relay is",
    relayHint: "The address on the sheet.",
    go: "Come back into the group",
    going: "Looking for your group. This can take a few minutes.",
    count: (found: number) => `These are ${found} words; the sheet has twenty-four.`,
    unknown: (place: number, word: string, perhaps: string[]) =>
      perhaps.length > 0
        ? `Word ${place}, “${word}”, is not on the list. Perhaps it is ${perhaps.map((one) => `“${one}”`).join(" or ")}.`
        : `Word ${place}, “${word}”, is not on the list. Look at it once more.`,
    checksum:
      "Each word is on the list, but together they do not fit. Look for a wrong word, or for two in another order.",
    fault: {
      "nothing-there": "The relay has nothing for these words. Look whether the address is the one on the sheet.",
      "relay-unreachable": "The relay does not answer. Nothing is lost: try again when there is a connection.",
      dropped:
        "This sheet’s device was dropped from the group, so the sheet opens nothing any more. Ask somebody you know in the group for an invitation.",
      ours: "This device is in that group already.",
      "device-full": "This device is full. Make room on it, then try again.",
    },
    noSheet: "I have no sheet",
    noSheetWhat:
      "Talk with somebody you know in the group. On the page People they press your name and then “Help … back in”, and send you a link to open on this device.",
    after: "Then print a new sheet if others may have seen this one.",
  },
};
