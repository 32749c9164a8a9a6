// Founding a group together, in one room, as the app sees it: whoever began, the others, and what each can do.
import type { GroupId } from "./device.types.ts";
import type { Result } from "./ports.ts";

type FourWords = [string, string, string, string];

/** On the device that began: from the first code until everybody has arrived. */
export interface FoundingView {
  id: string;
  /** What the group is to be called. */
  name: string;
  /** The whole link while this device is open; null in the picture that is kept. */
  link: string | null;
  expiresAt: number;
  /** `gathering`: people come. `signing`: the list is closed, and everybody reads the same words. */
  state: "gathering" | "signing" | "founded" | "ended";
  reachable: "yes" | "no" | "trying";
  /** Me first, then in the order of coming. */
  people: FounderView[];
  /** Of the closed list; the same on every screen in the room. */
  words: FourWords | null;
  /** Everybody but me has signed: my own signature founds the group. */
  complete: boolean;
  /** Once founded. */
  group: GroupId | null;
}
export interface FounderView {
  id: string;
  name: string;
  me: boolean;
  /** False for who came after the list was closed: they are on the next one. */
  listed: boolean;
  signed: boolean;
}

/** On everybody else's device: the list as it came last. */
export interface ListView {
  /** What is signed is signed for this list and no other. */
  round: number;
  group: string;
  /** In its order, with my place in it. */
  names: string[];
  me: number;
  words: FourWords;
  signed: boolean;
}

/** What whoever began can do. Each is done once, however often it is pressed or repeated. */
export type FoundingAct =
  /** Everybody is here: the list is closed and goes to each. Done again, it is a new list, to be signed again. */
  | { type: "close-list"; founding: string }
  /** Not in the room, or gone home. */
  | { type: "take-off"; founding: string; person: string }
  /** My own signature, under the words I have read aloud; with it the group is there. */
  | { type: "found"; founding: string; words: FourWords }
  /** It comes to nothing; the others are told. Founded, it is only laid aside here. */
  | { type: "lay-aside"; founding: string };
export type FoundingFault =
  | "device-full"
  /** There is no such founding, or its day is over. */
  | "gone"
  /** Nobody has come yet, or the room is fuller than a list can be. */
  | "alone"
  | "too-many"
  /** Somebody has not signed, or the list is another one than the words that were read. */
  | "not-signed";

export interface Founding {
  /** The relay has to answer: everybody meets there, however near they sit. */
  beginFounding(o: {
    name: string;
    myName: string;
    relay: string;
  }): Promise<Result<{ id: string }, "device-full" | "bad-name" | "relay-unreachable">>;
  found(act: FoundingAct): Promise<Result<null, FoundingFault>>;
  /** `round`: of the list whose words I have read aloud. */
  signList(joining: string, round: number): Promise<Result<null, "gone" | "changed" | "device-full">>;
}
