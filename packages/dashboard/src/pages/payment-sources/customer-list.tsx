import type { Customer } from '@sarf/sdk';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Empty } from '../../parts/states.tsx';
import { timeColumn } from '../../table/column-kinds.tsx';
import type { Column } from '../../table/columns.ts';
import { DataTable } from '../../table/data-table.tsx';
import { Filters, TextFilter } from '../../table/filters.tsx';
import { useList } from '../../table/use-list.ts';
import { useWords } from '../../words/language.ts';
import { paymentSourcesRoute } from './routes.ts';
import { readCustomers } from './source-queries.ts';
import { readSourceSearch } from './source-search.ts';
import { sourceWords } from './words.ts';

/** The customers, newest first. */
export function CustomerList() {
  const words = useWords(sourceWords);
  const navigate = useNavigate();
  const search = paymentSourcesRoute.useSearch();
  const { app_user_id: own } = search;
  const list = useList('customer', { own }, (after, signal) => readCustomers(search, after, signal));
  const set = (value: string | undefined): void =>
    void navigate({
      to: '/payment-sources',
      search: readSourceSearch({ view: 'customers', app_user_id: value }),
      replace: true,
    });
  return (
    <DataTable
      name="customers"
      label={words.customers}
      columns={useCustomerColumns()}
      list={list}
      filters={
        <Filters isOn={own !== undefined} clear={() => set(undefined)}>
          <TextFilter label={words.ownId} value={own} change={set} />
        </Filters>
      }
      empty={<Empty title={own ? words.noMatch : words.noCustomers}>{own ? undefined : words.noCustomersHint}</Empty>}
    />
  );
}

function useCustomerColumns(): readonly Column<Customer>[] {
  const words = useWords(sourceWords);
  return useMemo(
    () => [
      {
        id: 'app_user_id',
        header: words.ownId,
        width: 1.6,
        onNarrow: true,
        cell: ({ id, app_user_id: own }) => (
          <Link to="/customers/$id" params={{ id }} className="rounded font-medium text-accent hover:underline">
            <bdi>{own}</bdi>
          </Link>
        ),
        csv: ({ app_user_id: own }) => own,
      },
      timeColumn('created_at', words.registered, ({ created_at: at }) => at, { onNarrow: true }),
      {
        id: 'id',
        header: words.customerId,
        width: 1.6,
        cell: ({ id }) => (
          <bdi dir="ltr" className="font-mono text-xs">
            {id}
          </bdi>
        ),
        csv: ({ id }) => id,
      },
    ],
    [words],
  );
}
