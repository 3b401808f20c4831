import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/api.ts';
import { listKey } from '../../api/keys.ts';
import { frameWords } from '../../frame/words.ts';
import { amountText } from '../../parts/amount-text.ts';
import { BarChart } from '../../parts/bar-chart.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Empty, Failed, Loading } from '../../parts/states.tsx';
import { dayText } from '../../parts/time-text.ts';
import { useLanguage, useWords } from '../../words/language.ts';
import { homeWords } from './words.ts';

const overviewQuery = queryOptions({
  queryKey: listKey('overview', {}),
  queryFn: () => answer(api.GET('/overview/v1')),
});

export function HomePage() {
  const words = useWords(frameWords);
  const own = useWords(homeWords);
  const language = useLanguage();
  const { data, error, refetch } = useQuery(overviewQuery);
  if (!data) return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />;
  const byCurrency = [...Map.groupBy(data.days, ({ currency }) => currency)];
  return (
    <>
      <PageHeader title={words.home} />
      {byCurrency.length === 0 && <Empty title={own.quiet} />}
      {byCurrency.map(([currency, days]) => (
        <BarChart
          key={currency}
          title={own.moved(currency)}
          series={[own.in, own.out]}
          bars={days.map((day) => ({
            label: dayText(day.day, language),
            values: [day.in, day.out],
            texts: [amountText(day.in, currency, language), amountText(day.out, currency, language)],
          }))}
        />
      ))}
    </>
  );
}
