// This device's own choices, as a note of its own.
import { type Accessor, createSignal } from "solid-js";
import type { Notes } from "./notes.ts";
import type { Choices } from "./types.ts";

export const usualChoices: Choices = { theme: "device", text: "usual", reading: "usual", showMyName: true };

export function createChoices(notes: Notes): [Accessor<Choices>, (change: Partial<Choices>) => void] {
  const [choices, setChoices] = createSignal<Choices>(usualChoices);
  let chosen: Partial<Choices> = {};
  void notes.read("choices").then(
    // What was chosen while the note was being read stands.
    (note) => setChoices({ ...parseChoices(note), ...chosen }),
    () => {},
  );
  return [
    choices,
    (change) => {
      chosen = { ...chosen, ...change };
      setChoices((before) => ({ ...before, ...change }));
      notes.write("choices", choices);
    },
  ];
}

/** Each choice by itself, so that an unknown one of a newer app does not cost the others. */
export function parseChoices(note: unknown): Choices {
  const { theme, text, reading, showMyName } = { ...(note as Partial<Choices> | null) };
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
