// Review dates as a calendar takes them in, line by line.
import type { Day } from "@fogata/domain";
import { expect, test } from "vitest";
import { calendarOf } from "./calendar.ts";

const now = Date.UTC(2026, 5, 1, 9, 30, 15, 250);

test("each day is one entry with an alarm, in order, and says nothing but the words that all have", () => {
  const days = ["2027-03-12", "2026-12-01", "2027-03-12"] as Day[];
  const file = calendarOf(days, { event: "Time to look at something, with your group", now });
  const lines = file.split("\r\n");
  expect(lines.slice(0, 3)).toEqual(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Fogata//Review dates//EN"]);
  expect(lines.slice(-2)).toEqual(["END:VCALENDAR", ""]);
  expect(lines.filter((line) => line.startsWith("DTSTART"))).toEqual([
    "DTSTART;VALUE=DATE:20261201",
    "DTSTART;VALUE=DATE:20270312",
  ]);
  expect(lines).toContain("DTSTAMP:20260601T093015Z");
  expect(new Set(lines.filter((line) => line.startsWith("SUMMARY")))).toEqual(
    new Set(["SUMMARY:Time to look at something\\, with your group"]),
  );
  expect(lines.filter((line) => line === "BEGIN:VALARM")).toHaveLength(2);
});
