// Days and moments in words, the way one would say them: "today", "on Tuesday", "on 3 June". Now comes in.

const dayMs = 24 * 60 * 60 * 1000;

export interface Words {
  /** "today", "yesterday", "on Tuesday", "on 3 June", "on 3 June 2025". */
  onDay(at: number, now: number): string;
  /** "today at 14:00", "tomorrow at 14:00", "Thursday at 14:00", "3 June at 14:00". */
  untilMoment(at: number, now: number): string;
  /** "June", or "June 2025" in another year. */
  month(at: number, now: number): string;
  /** "just now", "a few minutes ago", "today at 9:05", then the day. */
  ago(at: number, now: number): string;
  /** "3 MB", "less than 1 MB". */
  size(bytes: number): string;
  /** "one", "twelve", "13". */
  number(n: number): string;
}

export interface DayWords {
  today: string;
  yesterday: string;
  tomorrow: string;
  on(day: string): string;
  at(day: string, time: string): string;
  justNow: string;
  aFewMinutesAgo: string;
  lessThan(size: string): string;
  /** From nought up; beyond the last one, figures. */
  numbers: readonly string[];
}

export function makeWords(locale: string, w: DayWords): Words {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  const weekday = format({ weekday: "long" });
  const dayMonth = format({ day: "numeric", month: "long" });
  const dayMonthYear = format({ day: "numeric", month: "long", year: "numeric" });
  const monthOnly = format({ month: "long" });
  const monthYear = format({ month: "long", year: "numeric" });
  const clock = format({ timeStyle: "short" });
  const sameYear = (a: number, b: number) => new Date(a).getFullYear() === new Date(b).getFullYear();
  const date = (at: number, now: number) => (sameYear(at, now) ? dayMonth : dayMonthYear).format(at);

  function onDay(at: number, now: number): string {
    const days = daysBetween(at, now);
    if (days === 0) return w.today;
    if (days === 1) return w.yesterday;
    if (days > 1 && days < 7) return w.on(weekday.format(at));
    return w.on(date(at, now));
  }

  const words: Words = {
    onDay,
    untilMoment(at, now) {
      const days = daysBetween(now, at);
      const time = clock.format(at);
      if (days === 0) return w.at(w.today, time);
      if (days === 1) return w.at(w.tomorrow, time);
      if (days > 1 && days < 7) return w.at(weekday.format(at), time);
      return w.at(date(at, now), time);
    },
    month: (at, now) => (sameYear(at, now) ? monthOnly : monthYear).format(at),
    ago(at, now) {
      const seconds = (now - at) / 1000;
      if (seconds < 60) return w.justNow;
      if (seconds < 15 * 60) return w.aFewMinutesAgo;
      if (daysBetween(at, now) === 0) return w.at(w.today, clock.format(at));
      return onDay(at, now);
    },
    size(bytes) {
      const unit = (n: number, unit: string) =>
        new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 0 }).format(n);
      if (bytes >= 1e9) return unit(bytes / 1e9, "gigabyte");
      if (bytes >= 1e6) return unit(bytes / 1e6, "megabyte");
      return w.lessThan(unit(1, "megabyte"));
    },
    number: (n) => w.numbers[n] ?? new Intl.NumberFormat(locale).format(n),
  };
  return {
    ...words,
    onDay: (at, now) => words.onDay(inCalendar(at), now),
    untilMoment: (at, now) => words.untilMoment(inCalendar(at), now),
    month: (at, now) => words.month(inCalendar(at), now),
    ago: (at, now) => words.ago(inCalendar(at), now),
  };
}

/** Moments come from other people's devices too, and a calendar throws at what it cannot hold. */
function inCalendar(at: number): number {
  return Number.isNaN(at) ? 0 : Math.min(Math.max(at, -lastMoment), lastMoment);
}
/** A little within what Date holds, so that a day's beginning is within it as well. */
const lastMoment = 8.6e15;

/** Whole days by the calendar of this device, so that yesterday evening is yesterday. */
function daysBetween(from: number, to: number): number {
  const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0);
  return Math.round((midnight(to) - midnight(from)) / dayMs);
}
