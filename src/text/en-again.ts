// British English: starting again from one's own copies, coming along, and taking a group off a device. They load with
// their pages.
const list = new Intl.ListFormat("en-GB", { style: "long", type: "conjunction" });

export const againWords = {
  startAgain: "Start again from our copies",
  lead: "A new group, made from what is on this device. Anybody can do this at any time, and nobody has to agree.",
  frozen: "Whoever is left can go on in a new group, with all that was written so far.",
  quiet: "If you can no longer go on together like this, a new group can begin from what is on this device.",

  alongTitle: "What comes along",
  along: [
    "Every text of the whole group that is on this device, with its history: what was written, step by step.",
    "Everybody’s name, wherever it stands in what was written.",
    "Working groups with their names and mandates. Their work has ended there; it can begin anew.",
  ],
  notTitle: "What does not",
  not: [
    "People. Each comes in by an invitation, if they want to.",
    "What working groups wrote. It belongs to those who have a place there.",
    "Signatures and what was decided with them. They stay in the old group, where they can be shown. Agreements come along as texts; what is in force is for the new group to say. It is your word that the copies are true; whoever has the old group can compare.",
    "Keys. The new group has its own. The relay is not told that the two belong together; from their size it could guess it.",
  ],
  staysTitle: "What stays as it is",
  stays: [
    "The old group goes on. The others keep all that they have.",
    "Nobody hears of it unless you tell them.",
    "You are in both groups until you leave one.",
  ],
  staysGone: ["The old group goes on without you. What is on this device stays.", "Nobody there hears of it."],
  behind: "This device has not heard from the relay just now. What the others wrote meanwhile is not in its copies.",
  empty: "No agreements are on this device yet, so there is little to copy.",
  formTitle: "The new group",
  once: "Start once more",
  copying: (done: number, of: number) => `Copying text ${done + 1} of ${of}.`,
  fault: {
    "device-full": "This device is full, so nothing was begun. Make room on it, then try again.",
    "bad-name": "One of the names is too long, or holds only signs. Try other words.",
    gone: "This group is not on this device any more.",
    "app-incomplete": "A part of the app could not be loaded. Nothing was begun. Try again with a connection.",
  },

  done: {
    title: "You have started again",
    what: (name: string, day: string) => `“${name}” was begun ${day} from the copies on this device.`,
    left: (texts: number) =>
      texts === 1
        ? "One text could not be read whole on this device. It stays in the old group."
        : `${texts} texts could not be read whole on this device. They stay in the old group.`,
    open: (name: string) => `Open ${name}`,
  },
  call: {
    title: "Ask the others to come along",
    what: "They find it on Home in this group, with an invitation that is good for two weeks. Whoever comes by the name they have here is let in by itself, as soon as this device and theirs have heard of each other; with anybody else you compare four words on the page People of the new group.",
    into: "Into which group?",
    whom: "Whom do you ask?",
    all: "Everybody in this group",
    some: "Only some",
    someHint: "Only their devices open it. The others can tell that you wrote to them, but not what.",
    people: "People",
    find: "Find somebody",
    nobodyChosen: "Choose at least one person.",
    button: "Ask them to come along",
    asked: (names: string[] | null) =>
      names === null ? "Everybody in this group is asked." : `${list.format(names)} can see it now.`,
    called: "Everybody who is in this group is asked.",
    later: "It is kept on this device and goes out when there is a connection.",
    alone: "Nobody else is in this group. You can invite people on the page People of the new one.",
    notHere:
      "Here you can say nothing any more. Invite people on the page People of the new group, and give them the link in another way.",
    fault: {
      "no-relay": "The new group has not found its relay yet. Try again once its status says “Shared with the relay”.",
      "device-full": "This device is full, so nobody was asked. Make room on it, then try again.",
      gone: "This could not be said here. Nobody was asked.",
      nobody: "Nobody of those is in this group any more.",
      "app-incomplete": "A part of the app could not be loaded. Nobody was asked.",
    },
  },
  called: {
    title: (name: string) => `${name} has started again`,
    what: (name: string) =>
      `${name} has begun a new group from copies of this one, and asks you to come along. With the name you have here you are let in without comparing words. You can be in both groups, or leave either; here nothing changes.`,
    come: "Come along",
    later: "Not now",
  },
  before: (group: string, name: string, day: string) =>
    `This group was started again from copies of “${group}”, by ${name} ${day}. Names from there stand under what was written there.`,
  you: "you",
  somebody: "somebody who is no longer here",

  takeOff: {
    name: "Take it off this device",
    lead: "Everything of this group on this device is deleted: texts, names, drafts and keys. Nobody is told.",
    what: "If you no longer want to have this group here.",
    meansTitle: "What that means",
    gone: "It is the last you have of this group here. Afterwards nothing of it can be read on this device.",
    others: "You stay in the group, and your other devices go on.",
    otherBack: "To have it here again, add this device anew from one of them.",
    only: "This is your only device in this group. You stay a member, but nothing of yours opens the group any more.",
    onlySheet: "Your recovery sheet brings you back. Make sure you have it on paper.",
    onlyAsk: "There is no recovery sheet. To come back, full members of the group have to sign you in again.",
    onlyLeave: "To go for good, leave first: then the others know, and the keys change.",
    unsent: "Some of what you wrote here has not reached the relay yet. It would be lost.",
    invitations: "Invitations that you made here let nobody in any more.",
    copies: "Copies you took as files stay where you put them, and the others keep what they have.",
    sure: (group: string) => `Take ${group} off this device?`,
    sureWhat: "It is deleted at once, and there is no way back from here.",
    fault: {
      "device-full":
        "This device is too full to do even that. Nothing was deleted. Make a little room, then try again.",
      "app-incomplete": "A part of the app could not be loaded. Nothing was deleted. Try again with a connection.",
    },
  },
};
