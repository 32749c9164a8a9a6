// The words: days as one says them, and nothing an unkind machine would say.
import { expect, test } from "vitest";
import { en } from "./en.ts";
import { agreementPage } from "./en-agreement-page.ts";
import { devicePage } from "./en-device-page.ts";
import { invitationWords } from "./en-invitations.ts";
import { lockWords } from "./en-lock.ts";
import { enRecovery } from "./en-recovery.ts";
import { relayPage } from "./en-relay-page.ts";
import { pickLanguage } from "./index.ts";

const now = new Date(2026, 5, 11, 15, 0).getTime(); // Thursday 11 June 2026, 15:00
const before = (days: number, hour = 12) => new Date(2026, 5, 11 - days, hour).getTime();

test("days are said the way people say them", () => {
  const { onDay } = en.words;
  expect(onDay(before(0, 1), now)).toBe("today");
  expect(onDay(before(1, 23), now)).toBe("yesterday");
  expect(onDay(before(2), now)).toBe("on Tuesday");
  expect(onDay(before(6), now)).toBe("on Friday");
  expect(onDay(before(7), now)).toBe("on 4 June");
  expect(onDay(before(400), now)).toBe("on 7 May 2025");
  // Another device's clock may be ahead of ours.
  expect(onDay(before(-2), now)).toBe("on 13 June");
});

test("an end is said with its time, and today and tomorrow by name", () => {
  const { untilMoment } = en.words;
  expect(untilMoment(before(0, 18), now)).toBe("today at 18:00");
  expect(untilMoment(before(-1, 9), now)).toBe("tomorrow at 09:00");
  expect(untilMoment(before(-3, 14), now)).toBe("Sunday at 14:00");
  expect(untilMoment(before(-9, 14), now)).toBe("20 June at 14:00");
});

test("how long ago grows vaguer with time", () => {
  const { ago } = en.words;
  expect(ago(now - 20_000, now)).toBe("just now");
  expect(ago(now + 20_000, now)).toBe("just now");
  expect(ago(now - 10 * 60_000, now)).toBe("a few minutes ago");
  expect(ago(before(0, 9), now)).toBe("today at 09:00");
  expect(ago(before(1), now)).toBe("yesterday");
});

test("numbers up to twelve are words, and sizes are round", () => {
  expect([en.words.number(9), en.words.number(300)]).toEqual(["nine", "300"]);
  expect(en.words.size(300_000)).toBe("less than 1 MB");
  expect(en.words.size(18_300_000)).toBe("18 MB");
  expect(en.words.size(2_000_000_000)).toBe("2 GB");
  expect(agreementPage.minutes(1)).toBe("One minute to read");
  expect(agreementPage.minutes(89)).toBe("89 minutes to read");
  expect(agreementPage.minutes(90)).toBe("About an hour and a half to read");
  expect(agreementPage.minutes(125)).toBe("About two hours to read");
  expect(agreementPage.minutes(135)).toBe("About two and a half hours to read");
});

test("a language we do not have falls back to English", () => {
  expect(pickLanguage(["de-AT", "en-US"])).toBe(en);
  expect(pickLanguage([])).toBe(en);
});

test.each([
  ["en", en, 100],
  ["en-agreement-page", agreementPage, 10],
  ["en-device-page", devicePage, 8],
  ["en-relay-page", relayPage, 20],
  ["en-invitations", invitationWords, 150],
  ["en-lock", lockWords, 50],
  ["en-recovery", enRecovery, 40],
] as const)("no sentence of %s begs, shouts, jokes or blames", (_, text, least) => {
  const said = everySentence(text);
  expect(said.length).toBeGreaterThan(least);
  const unkind =
    /\bplease\b|\boops\b|\bsuccessfully\b|are you sure|!|\binvalid\b|\berror\b|\b(owner|admin|user|client)\b/i;
  expect(said.filter((sentence) => unkind.test(sentence))).toEqual([]);
});

function everySentence(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") return tryToSay(value as (...args: unknown[]) => unknown);
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(everySentence);
  return [];
}
/** Sentences with a gap take a name or a number, and names in a list last; a figure in quotes is good for all. */
function tryToSay(say: (...args: unknown[]) => unknown): string[] {
  return everySentence(say("2", "2", ["2"]));
}

test("a moment that no calendar holds, such as a hostile device may write, is still words", () => {
  const { onDay, untilMoment, month, ago } = en.words;
  for (const at of [Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 8.64e15, Number.NaN, Number.POSITIVE_INFINITY]) {
    for (const say of [onDay, untilMoment, month, ago]) expect(say(at, now)).not.toBe("");
  }
});
