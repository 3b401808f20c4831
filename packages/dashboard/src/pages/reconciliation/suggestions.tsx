import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { Button } from '../../parts/button.tsx';
import { Empty, Failed, Loading } from '../../parts/states.tsx';
import { partWords } from '../../parts/words.ts';
import { Filters } from '../../table/filters.tsx';
import { useList } from '../../table/use-list.ts';
import { useWords } from '../../words/language.ts';
import { accountsQuery } from '../payouts/payout-queries.ts';
import { AccountFilter, useSetSearch } from './account-filter.tsx';
import { readSuggestions } from './reconciliation-queries.ts';
import { reconciliationRoute } from './routes.ts';
import { SuggestionCard } from './suggestion-card.tsx';
import { reconciliationWords } from './words.ts';

/** Matches that wait for a person, the best first. */
export function Suggestions() {
  const words = useWords(reconciliationWords);
  const parts = useWords(partWords);
  const search = reconciliationRoute.useSearch();
  const { payout_account_id: account } = search;
  const set = useSetSearch();
  const all = useRef<HTMLUListElement>(null);
  const { data: accounts } = useQuery(accountsQuery);
  const list = useList('suggestion', { account }, (after, signal) => readSuggestions(search, after, signal));
  return (
    <div className="space-y-3">
      {(accounts?.content.length ?? 0) > 1 && (
        <Filters isOn={account !== undefined} clear={() => set({ payout_account_id: undefined })}>
          <AccountFilter />
        </Filters>
      )}
      {list.error !== undefined && <Failed error={list.error} retry={list.refresh} />}
      {list.isLoading && <Loading />}
      {!list.isLoading && list.error === undefined && list.rows.length === 0 && (
        <div className="rounded-lg border border-line bg-surface">
          <Empty title={words.noSuggestions}>{words.noSuggestionsHint}</Empty>
        </div>
      )}
      <ul ref={all} tabIndex={-1} aria-label={words.suggestions} className="space-y-3 rounded-lg">
        {list.rows.map((suggestion) => (
          <li key={suggestion.id}>
            <SuggestionCard suggestion={suggestion} matched={() => all.current?.focus()} />
          </li>
        ))}
      </ul>
      {list.hasMore && (
        <Button busy={list.isLoadingMore} onClick={list.loadMore}>
          {parts.loadMore}
        </Button>
      )}
    </div>
  );
}
