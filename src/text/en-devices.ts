// British English: the words of a person's devices, wherever they are listed. They load with their pages.
export const deviceWords = {
  title: "Your devices in this group",
  what: "All of them are you: you count once, however many there are.",
  devices: "Devices",
  devicesMine: "Your devices",
  device: "Device",
  paper: "Recovery sheet",
  paperWhat: "No device, only words on paper",
  mark: (mark: string) => `marked ${mark}`,
  since: (day: string) => `Since ${day}`,
  first: "There from the beginning",
  here: "This device",
  lost: "It is lost",
  lostOf: (what: string) => `: ${what}`,
  lostTitle: "Drop a lost device",
  lostWhat: (what: string) =>
    `${what} is dropped from the group at once, and everybody’s keys change. Nothing written from now on opens there.`,
  lostKept: "What it holds already, it keeps: whoever finds it and can unlock it may read that.",
  paperLostTitle: "Drop a lost sheet",
  paperLostWhat: (what: string) =>
    `${what} is dropped from the group at once: its words bring nobody back any more, and everybody’s keys change.`,
  paperLostKept:
    "Whoever found it before now may have come in with it: look whether there is a device here that you do not know.",
  paperLostBack: "This cannot be called back. You can print another sheet, with other words.",
  lostBack:
    "This cannot be called back. Should it turn up again, it can be added anew. Your seat, your name and what you wrote stay as they are.",
  lostDo: "Drop this device",
  paperLostDo: "Drop this sheet",
  dropped: "Dropped. Nothing written from now on opens there.",
  hereHow: "If this one is lost, drop it from another of your devices.",
  onlyOne: "This is the only one. A second device, or a recovery sheet on paper, brings you back if it is lost.",
  pauseDevice: "Pause it, if it is lost",
  lostMine: "This device is lost",
  lostPaper: "This sheet is lost",
  paused: (until: string) => `Paused until ${until}`,
  called: (name: string, here: boolean) => (here ? `${name} (this device)` : name),

  giveName: "Give it a name",
  changeName: "Change its name",
  nameTitle: "Name this device",
  nameOf: (what: string) => `: ${what}`,
  name: "What do you call this device?",
  nameHint:
    "Such as: phone, or the old laptop. The group reads it too, so that everybody knows which one is meant if it is lost. Empty takes it away.",
  nameWrong: "This is too long, or holds only signs. Try other words.",
  nameFault: "It could not be named just now. Try again in a moment.",
  keepName: "Use this name",
};
