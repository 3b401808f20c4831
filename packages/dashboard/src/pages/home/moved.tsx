import { nowMs } from '../../clock.ts';
import { amountText } from '../../parts/amount-text.ts';
import { BarChart } from '../../parts/bar-chart.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/states.tsx';
import { dayText } from '../../parts/time-text.ts';
import { useLanguage, useWords } from '../../words/language.ts';
import { everyDay } from './days.ts';
import type { Overview } from './home-queries.ts';
import { homeWords } from './words.ts';

/** What came and went by day, a chart for each currency. */
export function Moved({ days }: Pick<Overview, 'days'>) {
  const words = useWords(homeWords);
  const language = useLanguage();
  const byCurrency = [...everyDay(days, new Date(nowMs()).toISOString().slice(0, 10))];
  return (
    <Card title={words.movedTitle}>
      {byCurrency.length === 0 && <Empty title={words.quiet}>{words.quietHint}</Empty>}
      <div className="space-y-6">
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
    </Card>
  );
}
