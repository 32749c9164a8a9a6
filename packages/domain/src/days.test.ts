// Days: only those a calendar has, counted without hours.
import { expect, test } from "vitest";
import { addDays, type Day, daysBetween, parseDay } from "./days.ts";

const day = (text: string) => text as Day;

test("D9 a day is one a calendar has, written one way", () => {
  expect(parseDay("2028-02-29")).toBe("2028-02-29");
  for (const no of ["2027-02-29", "2026-13-01", "2026-1-1", "0000-01-01", "20.11.2026", "", null, 20261120])
    expect(parseDay(no)).toBeNull();
});

test("D9 days are counted over months, leap years and changes of the clock, and stay days at the ends of time", () => {
  expect(addDays(day("2028-02-28"), 2)).toBe("2028-03-01");
  expect(daysBetween(day("2026-03-28"), day("2026-03-30"))).toBe(2);
  expect(daysBetween(day("2026-11-20"), day("2026-11-19"))).toBe(-1);
  expect(addDays(day("9999-12-31"), 700)).toBe("9999-12-31");
  expect(parseDay(addDays(day("0100-01-01"), -1))).not.toBeNull();
});
