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
export function possessive(name: string): string {
  return name.endsWith("s") ? `${name}’` : `${name}’s`;
}
export function asks(by: string): string {
  return by === "You" ? "ask" : "asks";
}
