// The words of the page about the relay; they load with it.
import { en } from "./en.ts";
import { capital } from "./en-parts.ts";

const { words } = en;

export const relayPage = {
  lead: "The relay passes locked parcels between our devices when we are not in the same room. It cannot open them.",
  reachable: { yes: "Reachable", no: "Not reachable", trying: "Trying" },
  says: {
    yes: "This device is connected to it now.",
    no: "This device cannot reach it now. Go on writing: it is all kept here, and goes out by itself later.",
    trying: "This device is trying to reach it. Go on writing meanwhile.",
  },
  none: "This group has no relay. What is written stays on this device until it has one.",
  heard: (when: string) => `It last answered ${when}.`,
  neverHeard: "It has not answered since Fogata was opened here.",
  seesTitle: "What it can see, and what it cannot",
  seesLead:
    "True for this group today. Anyone who runs it, breaks into it or takes the computer away would find this and no more.",
  canSee: "It can see",
  cannotSee: "It cannot see",
  can: (bundles: number, readers: number | null) => [
    readers === null || readers < 1
      ? "From which internet addresses devices fetch parcels, and at what times."
      : `That ${readers === 1 ? "one device is" : `${words.number(readers)} devices are`} connected now, from which internet addresses, and at what times.`,
    "How big each parcel is, rounded up.",
    `Which parcels belong together, as ${bundles === 1 ? "one bundle" : `${bundles === 0 ? "no" : words.number(bundles)} bundles`} without ${bundles === 1 ? "a name" : "names"}; and, for a while, which ones touch the same text.`,
    "That these bundles are of the kind that is kept, not of the kind that can be erased at once.",
  ],
  cannot: [
    "Any word, name, title, date, picture or voice.",
    "Who is in the group, or what it is called.",
    "Which parcel came from whom, or who may read it.",
  ],
  moreTitle: "How could somebody work out more?",
  more: "By watching when parcels move, they could guess that somebody is writing, and when we meet. If that matters to you, use a connection that hides your address, or a relay that only our group knows.",
  goneTitle: "If it went away tonight",
  goneSafe: "Nothing would be lost.",
  goneSafeWhat:
    "Everything is on our own devices. A relay that has lost its copy is filled again from any of them, and no one’s permission is needed.",
  goneAlone: "This device would be the only copy.",
  goneAloneWhat: "Nobody else has joined yet. Once they have, each of their devices holds everything too.",
  goneUnshared: "What you wrote last would be on this device only.",
  goneUnsharedWhat: "Everything before it is on our own devices. The rest goes out by itself when the relay answers.",
  kept: "Kept on the relay",
  keptOf: (bytes: string, max: string) => `${bytes} of ${max}`,
  parcels: "Parcels",
  bundles: "Bundles",
  refusedTitle: "Some parcels stay closed",
  refused: (n: number) =>
    `${n === 1 ? "One parcel" : `${capital(words.number(n))} parcels`} could not be opened or did not fit, and ${n === 1 ? "was" : "were"} set aside. What you have written is untouched.`,
  refusedWhy: (reason: string, n: number) => `${reason}: ${n}`,
};
