// The list of a founding as somebody who came to the room has it: what it says, and their own signature or their going.
import {
  type DeviceKeys,
  encodeFounding,
  type FoundingDraft,
  foundingWords,
  type InvitationLink,
  type Primitives,
  readFounding,
  sealFoundingWord,
} from "@fogata/keys";
import type { ListView } from "./founding.types.ts";
import { sealedLetter } from "./letters.ts";
import { shownName } from "./names.ts";
import type { Bytes } from "./ports.ts";
import { sameBytes } from "./record.ts";

/** What is kept of it. */
export interface ListRecord {
  round: number;
  draft: Bytes;
  /** My place in it. */
  me: number;
  words: [string, string, string, string];
  /** The letter with my signature, sealed once and posted until it is there. */
  signed: Bytes | null;
}

/** Null for what came late: of two lists the later round holds. */
export async function nextList(
  p: Primitives,
  before: ListRecord | null,
  o: { link: InvitationLink; round: number; draft: FoundingDraft; device: DeviceKeys },
): Promise<ListRecord | null> {
  if (before !== null && before.round >= o.round) return null;
  const me = o.draft.founders.findIndex(({ device }) => sameBytes(device.sign, o.device.sign.publicKey));
  const words = await foundingWords(p, o);
  return { round: o.round, draft: encodeFounding(o.draft), me, words, signed: null };
}

export async function signedList(
  p: Primitives,
  list: ListRecord,
  o: { link: InvitationLink; device: DeviceKeys },
): Promise<ListRecord | null> {
  const draft = readFounding(list.draft);
  if (draft === null) return null;
  return { ...list, signed: sealedLetter(await sealFoundingWord(p, { ...o, draft })) };
}

/** "Take me off": whatever list there is. */
export async function leavingLetter(p: Primitives, o: { link: InvitationLink; device: DeviceKeys }): Promise<Bytes> {
  return sealedLetter(await sealFoundingWord(p, { ...o, draft: null }));
}

export function listView(list: ListRecord): ListView | null {
  const draft = readFounding(list.draft);
  if (draft === null) return null;
  return {
    round: list.round,
    group: shownName(draft.name),
    names: draft.founders.map(({ name }) => shownName(name)),
    me: list.me,
    words: list.words,
    signed: list.signed !== null,
  };
}
