// Banks book by the day, so these are days of the calendar and no moments.

const text = (date: Date): string => date.toISOString().slice(0, 10);

/** The day after one. */
export function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return text(date);
}

/** The last months, the newest first, as `YYYY-MM`. */
export function monthsUntil(today: string, count: number): readonly string[] {
  const date = new Date(`${today.slice(0, 7)}-01T00:00:00Z`);
  return Array.from({ length: count }, (_, back) => {
    const month = new Date(date);
    month.setUTCMonth(date.getUTCMonth() - back);
    return text(month).slice(0, 7);
  });
}

/** The first and the last day of a month, which is today where the month is not over. */
export function daysOf(month: string, today: string): { readonly from: string; readonly to: string } {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + 1, 0);
  const last = text(date);
  return { from: `${month}-01`, to: month === today.slice(0, 7) && last > today ? today : last };
}
