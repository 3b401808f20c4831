import { payoutStates, payoutStatusOf } from '@sarf/contract/payout-states';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Filters, SelectFilter, TextFilter } from '../../table/filters.tsx';
import { useWords } from '../../words/language.ts';
import { accountsQuery } from './payout-queries.ts';
import { type PayoutSearch, readPayoutSearch } from './payout-search.ts';
import { payoutListRoute } from './routes.ts';
import { payoutStateWords, payoutWords } from './words.ts';

/** What the payouts are narrowed down by. */
export function PayoutFilters() {
  const words = useWords(payoutWords);
  const states = useWords(payoutStateWords);
  const navigate = useNavigate();
  const search = payoutListRoute.useSearch();
  const accounts = useQuery(accountsQuery);
  const currencies = [...new Set(accounts.data?.content.map(({ currency }) => currency))];
  const set = (change: Readonly<Record<string, unknown>>): void =>
    void navigate({ to: '/payouts', search: readPayoutSearch({ ...search, ...change }), replace: true });
  const text = (name: keyof PayoutSearch, label: string, type: 'text' | 'date' | 'number' = 'text') => (
    <TextFilter label={label} type={type} value={search[name]?.toString()} change={(value) => set({ [name]: value })} />
  );
  return (
    <Filters
      isOn={Object.values(search).some((value) => value !== undefined)}
      clear={() => void navigate({ to: '/payouts' })}
    >
      <SelectFilter
        label={words.state}
        value={search.state}
        change={(state) => set({ state })}
        choices={payoutStates.map((value) => ({ value, label: `${states[value]} · ${payoutStatusOf[value]}` }))}
      />
      <SelectFilter
        label={words.currency}
        value={search.currency}
        change={(currency) => set({ currency })}
        choices={currencies.map((value) => ({ value, label: value }))}
      />
      {text('reference', words.reference)}
      {text('from', words.from, 'date')}
      {text('to', words.to, 'date')}
      {text('amount_min', words.amountMin, 'number')}
      {text('amount_max', words.amountMax, 'number')}
    </Filters>
  );
}
