// Who else has this document open, and where their carets are. Told by whispers that nothing stores; a person who says
// nothing for a while is no longer shown, and one who turned their name off says nothing at all.
//
// That a document is open is told so that the others' devices do not gather for long what they send (the engine counts
// whispers); of somebody who only reads nothing is shown, here or anywhere.
import type { Clock, Device, GroupId, GroupView, Off, PersonView } from "@fogata/sync";
import { type Accessor, createSignal } from "solid-js";
import { type Caret, type OtherCaret, type PresencePort, tonesMax } from "./types.ts";

/** Others forget me after this much silence. */
export const silenceMaxMs = 55_000;
/** I say where I am at least this often while I am here: one word may be lost. */
export const stillHereMs = 25_000;
/** However fast a caret moves, it is told no more often than this. */
export const caretPaceMs = 80;
/** More carets than this in one text help nobody. */
export const othersMax = 32;
/** An Automerge cursor is some forty letters. */
const cursorLengthMax = 200;

export interface PresenceDeps {
  device: Pick<Device, "whisper" | "onWhisper">;
  clock: Clock;
  group: GroupId;
  doc: string;
  me: Accessor<GroupView["me"]>;
  people: Accessor<readonly PersonView[]>;
  /** Whether others see my name where I write. */
  showMyName: Accessor<boolean>;
}
export interface Presence extends PresencePort {
  /** My choice about my name has changed. */
  choiceChanged(): void;
  leave(): void;
}

export function createPresence(o: PresenceDeps): Presence {
  const [heard, setHeard] = createSignal<ReadonlyMap<string, Heard>>(new Map());
  const forget = new Map<string, Off>();
  let mine: Caret | null = null;
  /** What I said last; null when others think that I am not here. */
  let said: Message | null = null;
  let left = false;
  let pace: Off | null = null;
  let stillHere: Off | null = null;

  const say = (message: Message) => {
    o.device.whisper(o.group, o.doc, encode(message));
    said = message === goodbye ? null : message;
  };

  function tellNow(): void {
    stillHere?.();
    stillHere = null;
    if (!left && o.showMyName()) {
      say(mine ?? reading);
      stillHere = o.clock.after(stillHereMs, tellNow);
    } else if (said !== null) say(goodbye);
  }
  function tellSoon(): void {
    pace ??= o.clock.after(caretPaceMs, () => {
      pace = null;
      tellNow();
    });
  }
  function drop(device: string): void {
    forget.get(device)?.();
    forget.delete(device);
    setHeard((before) => {
      const after = new Map(before);
      after.delete(device);
      return after;
    });
  }

  const offWhisper = o.device.onWhisper(o.group, o.doc, ({ device, member }, bytes) => {
    const message = decode(bytes);
    if (message === null || device === o.me().device) return;
    if (message === goodbye) return drop(device);
    const known = forget.get(device);
    if (!known && forget.size >= othersMax) return;
    known?.();
    forget.set(
      device,
      o.clock.after(silenceMaxMs, () => drop(device)),
    );
    setHeard((before) => new Map(before).set(device, { member, caret: message === reading ? null : message }));
    // Somebody has just come: let them know that I am here, without waiting for my next move.
    if (!known) tellSoon();
  });
  if (o.showMyName()) tellSoon();

  return {
    publish(caret) {
      if (left) return;
      mine = caret;
      // Typing moves a caret along with the letter it stands before: others see it move without a word.
      if (!same(said, mine ?? reading)) tellSoon();
    },
    others() {
      const people = o.people();
      const carets: OtherCaret[] = [];
      for (const [device, { member, caret }] of heard()) {
        const place = people.findIndex((person) => person.member === member);
        const person = people[place];
        if (person && caret) carets.push({ device, member, name: person.name, tone: place % tonesMax, ...caret });
      }
      return carets;
    },
    choiceChanged: tellNow,
    leave() {
      left = true;
      pace?.();
      tellNow();
      offWhisper();
      for (const cancel of forget.values()) cancel();
      forget.clear();
      setHeard(new Map());
    },
  };
}

interface Heard {
  member: string;
  /** Null of somebody who has the document open and is not writing in it. */
  caret: Caret | null;
}
const goodbye = "goodbye";
const reading = "reading";
type Message = Caret | typeof reading | typeof goodbye;

function same(one: Message | null, other: Message): boolean {
  return one === other || (isCaret(one) && isCaret(other) && one.anchor === other.anchor && one.head === other.head);
}
function isCaret(message: Message | null): message is Caret {
  return typeof message === "object" && message !== null;
}

/** No bytes at all are the goodbye that the engine understands too; one cursor is both ends of a caret. */
function encode(message: Message): Uint8Array {
  if (message === goodbye) return new Uint8Array(0);
  const ends = message === reading ? [] : [...new Set([message.anchor, message.head])];
  return new TextEncoder().encode(JSON.stringify(ends));
}

/** Null for anything that is not a message. */
function decode(bytes: Uint8Array): Message | null {
  if (bytes.length === 0) return goodbye;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (!Array.isArray(value)) return null;
    if (value.length === 0) return reading;
    const [anchor, head = anchor] = value;
    return isCursor(anchor) && isCursor(head) ? { anchor, head } : null;
  } catch {
    return null;
  }
}

function isCursor(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= cursorLengthMax;
}
