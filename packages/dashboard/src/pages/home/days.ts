/** What moved on one day in one currency. */
interface DayMoved {
  readonly day: string;
  readonly currency: string;
  readonly in: number;
  readonly out: number;
}

const DAY_MS = 86_400_000;
const DAYS = 30;

/**
 * The last 30 days (UTC) in each currency, those on which nothing moved among them: so that the distance between two bars
 * is the time between them. What is later than today counts as the last day that there is.
 * @param today as `YYYY-MM-DD`
 */
export function everyDay(moved: readonly DayMoved[], today: string): ReadonlyMap<string, readonly DayMoved[]> {
  const last = moved.reduce((latest, { day }) => (day > latest ? day : latest), today);
  const days = Array.from({ length: DAYS }, (_, at) =>
    new Date(Date.parse(last) - (DAYS - 1 - at) * DAY_MS).toISOString().slice(0, 10),
  );
  const filled = new Map<string, readonly DayMoved[]>();
  for (const [currency, rows] of Map.groupBy(moved, (row) => row.currency)) {
    const known = new Map(rows.map((row) => [row.day, row]));
    filled.set(
      currency,
      days.map((day) => known.get(day) ?? { day, currency, in: 0, out: 0 }),
    );
  }
  return filled;
}
