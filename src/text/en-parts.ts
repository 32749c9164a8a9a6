// Small parts of sentences about people, for the words of belonging: who, how many, whose.
import { en } from "./en.ts";

const { number } = en.words;
const list = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** "You, Amina and Bea". */
export const names = (all: string[]) => list.format(all);
export const have = (all: string[]) => (all.length === 1 && all[0] !== "You" ? "has" : "have");
export const people = (n: number, one = "full member") => (n === 1 ? `one ${one}` : `${number(n)} ${one}s`);

export function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
/** Of several that say the same on their face, which: by the first words of what it is about. */
export function which(label: string, about: string): string {
  const letters = [...about.replace(/\s+/g, " ").trim()];
  const first = letters.length > whichMost ? `${letters.slice(0, whichMost).join("").trimEnd()}…` : letters.join("");
  return first === "" ? label : `${label}: “${first}”`;
}
const whichMost = 60;
export function possessive(name: string): string {
  return name.endsWith("s") ? `${name}’` : `${name}’s`;
}
export function asks(by: string): string {
  return by === "You" ? "ask" : "asks";
}
