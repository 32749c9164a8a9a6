// Review dates as a file for a calendar: the days, and nothing of what they are about, as a calendar is often elsewhere.
import type { Day } from "@fogata/domain";

/** `event`: what each is called, the same for all. */
export function calendarOf(days: readonly Day[], o: { event: string; now: number }): string {
  const stamp = `${new Date(o.now).toISOString().replace(/[-:]/g, "").slice(0, 15)}Z`;
  const events = [...new Set(days)].sort().flatMap((day) => [
    "BEGIN:VEVENT",
    // By the day alone: the same date taken in twice is one entry, and the name says nothing of the group.
    `UID:review-${day}@fogata`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${day.replaceAll("-", "")}`,
    `SUMMARY:${escaped(o.event)}`,
    "TRANSP:TRANSPARENT",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${escaped(o.event)}`,
    "TRIGGER:PT9H",
    "END:VALARM",
    "END:VEVENT",
  ]);
  const all = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Fogata//Review dates//EN", ...events, "END:VCALENDAR"];
  return `${all.join("\r\n")}\r\n`;
}

function escaped(words: string): string {
  return words.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
}
