// Who else has this document open, and where their carets are. Told by whispers that nothing stores; a person who says
// nothing for a while is no longer shown, and one who turned their name off says nothing at all.
import type { Clock, Device, GroupId, GroupView, Off, PersonView } from "@fogata/sync";
import { type Accessor, createSignal } from "solid-js";
import { type Caret, type OtherCaret, type PresencePort, tonesMax } from "./types.ts";

/** Others forget me after this much silence. */
export const silenceMaxMs = 30_000;
/** I say where I am at least this often while I am here. */
export const stillHereMs = 10_000;
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
  /** Whether others may be showing me. */
  let shown = false;
  let left = false;
  let pace: Off | null = null;
  let stillHere: Off | null = null;

  const say = (message: Message) => o.device.whisper(o.group, o.doc, encode(message));

  function tellNow(): void {
    stillHere?.();
    stillHere = null;
    if (mine && o.showMyName()) {
      say(mine);
      shown = true;
      stillHere = o.clock.after(stillHereMs, tellNow);
    } else if (shown) {
      say(null);
      shown = false;
    }
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
    const caret = decode(bytes);
    if (caret === undefined || device === o.me().device) return;
    if (caret === null) return drop(device);
    const known = forget.get(device);
    if (!known && forget.size >= othersMax) return;
    known?.();
    forget.set(
      device,
      o.clock.after(silenceMaxMs, () => drop(device)),
    );
    setHeard((before) => new Map(before).set(device, { member, caret }));
    // Somebody has just come: let them know that I am here, without waiting for my next move.
    if (!known && mine) tellSoon();
  });

  return {
    publish(caret) {
      if (left) return;
      mine = caret;
      tellSoon();
    },
    others() {
      const people = o.people();
      const carets: OtherCaret[] = [];
      for (const [device, { member, caret }] of heard()) {
        const place = people.findIndex((person) => person.member === member);
        const person = people[place];
        if (person) carets.push({ device, member, name: person.name, tone: place % tonesMax, ...caret });
      }
      return carets;
    },
    choiceChanged: tellNow,
    leave() {
      left = true;
      mine = null;
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
  caret: Caret;
}
/** Null says goodbye. */
type Message = Caret | null;

function encode(message: Message): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(message && [message.anchor, message.head]));
}

/** Undefined for anything that is not a message. */
function decode(bytes: Uint8Array): Message | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (value === null) return null;
    const [anchor, head] = Array.isArray(value) ? value : [];
    return isCursor(anchor) && isCursor(head) ? { anchor, head } : undefined;
  } catch {
    return undefined;
  }
}

function isCursor(value: unknown): value is string {
  return typeof value === "string" && value.length <= cursorLengthMax;
}
