// The words of belonging: numbers as words, people by name, me as "you", and nothing unkind.
import { expect, test } from "vitest";
import { peopleWords as words } from "./en-people.ts";

test("how many we are says who is counted, in words", () => {
  expect(words.howMany(1, 1)).toBe("Only you so far.");
  expect(words.howMany(9, 9)).toBe("Nine of us, all full members.");
  expect(words.howMany(2, 1)).toMatch(/^Two of us: one full member and one new joiner\. /);
  expect(words.lastKnown(2)).toBe("Two members, as far as this device has heard.");
  expect(words.howMany(300, 280)).toMatch(/^300 of us: 280 full members and 20 new joiners\. /);
});

test("who has signed is named, and how many more it takes", () => {
  const { signed } = words.asks;
  expect(signed([], 2)).toBe("Nobody has signed yet. Two more full members are needed.");
  expect(signed(["Amina"], 1)).toBe("Amina has signed. One more full member is needed.");
  expect(signed(["You"], 3)).toBe("You have signed. Three more full members are needed.");
  expect(signed(["You", "Amina", "Bea"], 0)).toBe("You, Amina and Bea have signed. It is being counted.");
});

test("a welcome reads as one would say it, also about me", () => {
  const { said, saidMe, objected } = words.welcome;
  expect(said(["Amina"], "Kit", 1)).toBe("Amina knows Kit. One more, and Kit is a full member.");
  expect(said(["You"], "Kit", 2)).toBe("You know Kit. Two more, and Kit is a full member.");
  expect(saidMe(["Amina", "Bea"], 1)).toBe("Amina and Bea know you. One more, and you are a full member.");
  expect(objected(["You"])).toBe("You have a concern about it, so the group decides.");
  expect(objected(["Bea"])).toBe("Bea has a concern about it, so the group decides.");
});

test("what is asked is said to whoever it is about as you, and of what I ask as you too", () => {
  const { removal, pause: paused } = words.asks;
  expect(removal("Gwen", "Bob", false)).toBe("Gwen asks the group to part with Bob");
  expect(removal("You", "Bob", false)).toBe("You ask the group to part with Bob");
  expect(removal("Gwen", "You", true)).toBe("Gwen asks the group to part with you");
  expect(paused("Gwen", "Agnes", "Monday at 14:00", false)).toBe(
    "Gwen asks to pause Agnes’ access until Monday at 14:00",
  );
});

test("a removal says how many of the others must sign, whatever the group's size", () => {
  const { who } = words.removal;
  expect(who(2, 2)).toMatch(/^Both other full members must sign/);
  expect(who(3, 3)).toMatch(/^All three other full members must sign/);
  expect(who(6, 8)).toMatch(/^Six of the other eight full members must sign/);
});

test("no sentence begs, shouts, jokes, blames, or calls anybody what nobody is here", () => {
  const said = everySentence(words);
  expect(said.length).toBeGreaterThan(150);
  const unkind =
    /\bplease\b|\boops\b|\bsuccessfully\b|are you sure|!|\binvalid\b|\berror\b|\b(owner|admin|user|client|ban|kick|vote)\b/i;
  expect(said.filter((sentence) => unkind.test(sentence))).toEqual([]);
});

function everySentence(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(everySentence);
  if (typeof value !== "function") return [];
  // Gaps take names, numbers or a list of names: whichever of them fits.
  const say = value as (...args: unknown[]) => unknown;
  for (const first of [["Amina", "Bea"], 2, "Amina"]) {
    try {
      return everySentence(say(first, 2, 2, "Sunday"));
    } catch {}
  }
  return [];
}
