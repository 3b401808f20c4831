import type { StatementEntry } from '@sarf/sdk';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Empty } from '../../parts/states.tsx';
import { Day } from '../../parts/time.tsx';
import { codeColumn, textColumn } from '../../table/column-kinds.tsx';
import type { Column } from '../../table/columns.ts';
import { DataTable } from '../../table/data-table.tsx';
import { Filters, SelectFilter, TextFilter } from '../../table/filters.tsx';
import { useList } from '../../table/use-list.ts';
import { useWords } from '../../words/language.ts';
import { AccountFilter, useSetSearch } from './account-filter.tsx';
import { AccountName } from './account-name.tsx';
import { EntryAmount } from './entry-amount.tsx';
import { EntryBadge } from './entry-badge.tsx';
import { readEntries } from './reconciliation-queries.ts';
import { directions, entryStatuses } from './reconciliation-search.ts';
import { reconciliationRoute } from './routes.ts';
import { entryStatusWords, reconciliationWords } from './words.ts';

/** What the bank booked, newest first. */
export function EntryList() {
  const words = useWords(reconciliationWords);
  const search = reconciliationRoute.useSearch();
  const { tab: _, month: __, ...filters } = search;
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  const list = useList('statement_entry', filters, (after, signal) => readEntries(search, after, signal));
  return (
    <DataTable
      name="statement-entries"
      label={words.entries}
      columns={useEntryColumns()}
      list={list}
      filters={<EntryFilters isOn={isFiltered} />}
      empty={
        <Empty title={isFiltered ? words.noMatch : words.noEntries}>
          {isFiltered ? undefined : words.noEntriesHint}
        </Empty>
      }
    />
  );
}

function EntryFilters({ isOn }: { readonly isOn: boolean }) {
  const words = useWords(reconciliationWords);
  const statuses = useWords(entryStatusWords);
  const search = reconciliationRoute.useSearch();
  const set = useSetSearch();
  const none = {
    status: undefined,
    direction: undefined,
    payout_account_id: undefined,
    statement_id: undefined,
    from: undefined,
    to: undefined,
  };
  return (
    <Filters isOn={isOn} clear={() => set(none)}>
      <SelectFilter
        label={words.status}
        value={search.status}
        change={(status) => set({ status })}
        choices={entryStatuses.map((value) => ({ value, label: statuses[value] }))}
      />
      <SelectFilter
        label={words.direction}
        value={search.direction}
        change={(direction) => set({ direction })}
        choices={directions.map((value) => ({ value, label: words[value] }))}
      />
      <AccountFilter />
      <TextFilter label={words.from} type="date" value={search.from} change={(from) => set({ from })} />
      <TextFilter label={words.to} type="date" value={search.to} change={(to) => set({ to })} />
    </Filters>
  );
}

/** What an entry is called in a list: who is on the other side, or what is written in it. */
export const nameOfEntry = ({ counterparty, remittance, references, bank_reference: own }: StatementEntry): string =>
  counterparty?.name ?? remittance ?? references[0] ?? own ?? '';

type Words = ReturnType<typeof useWords<(typeof reconciliationWords)['en']>>;

function useEntryColumns(): readonly Column<StatementEntry>[] {
  const words = useWords(reconciliationWords);
  return useMemo(() => [...shownColumns(words), ...furtherColumns(words)], [words]);
}

function shownColumns(words: Words): Column<StatementEntry>[] {
  return [
    {
      id: 'booked_at',
      header: words.booked,
      width: 0.9,
      cell: ({ booked_at: day }) => <Day day={day} />,
      csv: ({ booked_at: day }) => day,
    },
    {
      id: 'name',
      header: words.otherSide,
      width: 1.7,
      onNarrow: true,
      cell: (entry) => (
        <Link
          to="/reconciliation/entries/$id"
          params={{ id: entry.id }}
          className="rounded font-medium text-accent hover:underline"
        >
          <bdi>{nameOfEntry(entry) || words.entry}</bdi>
        </Link>
      ),
      csv: (entry) => nameOfEntry(entry),
    },
    textColumn('remittance', words.remittance, ({ remittance }) => remittance, { width: 1.7 }),
    {
      id: 'amount',
      header: words.amount,
      width: 1.4,
      isNumber: true,
      onNarrow: true,
      cell: (entry) => <EntryAmount {...entry} />,
      csv: ({ amount, direction }) => `${direction === 'debit' ? '-' : ''}${amount}`,
    },
    {
      id: 'status',
      header: words.status,
      width: 1.3,
      onNarrow: true,
      cell: ({ status }) => <EntryBadge status={status} />,
      csv: ({ status }) => status,
    },
  ];
}

/** Those that are there once they are chosen. */
function furtherColumns(words: Words): Column<StatementEntry>[] {
  return [
    textColumn('currency', words.currency, ({ currency }) => currency, { width: 0.6, hidden: true }),
    {
      id: 'account',
      header: words.account,
      hidden: true,
      cell: ({ payout_account_id: id }) => <AccountName id={id} />,
      csv: ({ payout_account_id: id }) => id,
    },
    codeColumn('bank_reference', words.bankReference, ({ bank_reference: own }) => own, { hidden: true }),
  ];
}
