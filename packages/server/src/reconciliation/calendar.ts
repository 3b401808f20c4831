const monthDays: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

// Statements of one file have few different days, so asking the same day again is free.
let lastText = '';
let lastDay: string | null = null;

/**
 * The day that a text begins with, as YYYY-MM-DD: the text of a date or of a time. It is the bank's own day: a time
 * zone after it changes nothing. Nothing for what is not a day of the calendar.
 */
export function readDay(text: string): string | null {
  const day = text.slice(0, 10);
  if (day === lastText) return lastDay;
  lastDay = /^\d{4}-\d\d-\d\d$/.test(day) ? dayOf(day.slice(0, 4), day.slice(5, 7), day.slice(8)) : null;
  lastText = day;
  return lastDay;
}

/** A day from its digits, as YYYY-MM-DD, or nothing where the calendar has no such day. */
export function dayOf(year: string, month: string, day: string): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const days = m === 2 && isLeap(y) ? 29 : (monthDays[m - 1] ?? 0);
  if (y < 1900 || d < 1 || d > days) return null;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
