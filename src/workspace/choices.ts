// This device's own choices. They are no secret, and they must be known before the first word is on the screen: so they
// are kept open, where reading takes no waiting, and not in the sealed database.
import type { Off } from "@fogata/sync";
import { type Accessor, createSignal, onCleanup } from "solid-js";
import type { AtOnce } from "./last-words.ts";
import type { Choices } from "./types.ts";

type Place = Pick<AtOnce, "getItem" | "setItem"> | null;

const key = "fogata/choices";
const usualChoices: Choices = { theme: "device", text: "usual", reading: "usual", showMyName: true };

/** `onElsewhere`: another tab of this browser has written there. */
export function createChoices(
  place: Place,
  onElsewhere: (changed: () => void) => Off,
): [Accessor<Choices>, (change: Partial<Choices>) => void] {
  const [choices, setChoices] = createSignal<Choices>(readChoices(place));
  onCleanup(onElsewhere(() => setChoices(readChoices(place))));
  return [
    choices,
    (change) => {
      const next = setChoices((before) => ({ ...before, ...change }));
      try {
        place?.setItem(key, JSON.stringify(next));
      } catch {
        // No room left: they hold for as long as this page does.
      }
    },
  ];
}

export function readChoices(place: Place): Choices {
  try {
    const kept = place?.getItem(key);
    return kept ? parseChoices(JSON.parse(kept)) : usualChoices;
  } catch {
    return usualChoices; // no JSON, or a browser that lets nothing be read
  }
}

/** Each choice by itself, so that an unknown one of a newer app does not cost the others. */
function parseChoices(kept: unknown): Choices {
  const { theme, text, reading, showMyName } = { ...(kept as Partial<Choices> | null) };
  return {
    theme: oneOf(["device", "light", "dark"], theme),
    text: oneOf(["usual", "large", "largest"], text),
    reading: oneOf(["usual", "plain"], reading),
    showMyName: showMyName !== false,
  };
}

/** The first is the usual one. */
function oneOf<T extends string>(all: readonly [T, ...T[]], value: unknown): T {
  return all.find((one) => one === value) ?? all[0];
}
