import { nowMs } from '../../clock.ts';
import { amountText } from '../../parts/amount-text.ts';
import { BarChart } from '../../parts/bar-chart.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/states.tsx';
import { Time } from '../../parts/time.tsx';
import { dayText } from '../../parts/time-text.ts';
import { useLanguage, useWords } from '../../words/language.ts';
import { everyDay } from './days.ts';
import type { Overview } from './home-queries.ts';
import { homeWords } from './words.ts';

/** What came and went by day, a chart for each currency. */
export function Moved({ days, days_as_of: asOf }: Pick<Overview, 'days' | 'days_as_of'>) {
  const words = useWords(homeWords);
  const language = useLanguage();
  const byCurrency = [...everyDay(days, new Date(nowMs()).toISOString().slice(0, 10))];
  // Where much moves it is added up now and then.
  const isOld = nowMs() - Date.parse(asOf) > 2000;
  return (
    <Card title={words.movedTitle}>
      {byCurrency.length === 0 && <Empty title={words.quiet}>{words.quietHint}</Empty>}
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
        {byCurrency.map(([currency, rows]) => (
          <BarChart
            key={currency}
            title={words.moved(currency)}
            series={[words.in, words.out]}
            bars={rows.map((row) => ({
              label: dayText(row.day, language),
              values: [row.in, row.out],
              texts: [amountText(row.in, currency, language), amountText(row.out, currency, language)],
            }))}
          />
        ))}
      </div>
      {isOld && (
        <p className="mt-3 text-xs text-soft">
          {words.addedUp} <Time at={asOf} precise />
        </p>
      )}
    </Card>
  );
}
