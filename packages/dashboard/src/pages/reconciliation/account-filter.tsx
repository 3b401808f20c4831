import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { SelectFilter } from '../../table/filters.tsx';
import { useWords } from '../../words/language.ts';
import { accountsQuery } from '../payouts/payout-queries.ts';
import { readReconciliationSearch } from './reconciliation-search.ts';
import { reconciliationRoute } from './routes.ts';
import { reconciliationWords } from './words.ts';

/** Changes what the URL of the page says. */
export function useSetSearch(): (change: Readonly<Record<string, unknown>>) => void {
  const navigate = useNavigate();
  const search = reconciliationRoute.useSearch();
  return (change) =>
    void navigate({
      to: '/reconciliation',
      search: readReconciliationSearch({ ...search, ...change }),
      replace: true,
    });
}

/** Only what is on one of our accounts. */
export function AccountFilter() {
  const words = useWords(reconciliationWords);
  const { payout_account_id: id } = reconciliationRoute.useSearch();
  const { data } = useQuery(accountsQuery);
  const set = useSetSearch();
  return (
    <SelectFilter
      label={words.account}
      value={id}
      change={(value) => set({ payout_account_id: value })}
      choices={data?.content.map(({ id: value, name, currency }) => ({ value, label: `${name} · ${currency}` })) ?? []}
    />
  );
}
