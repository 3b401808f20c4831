import type { Statement } from '@sarf/sdk';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Amount } from '../../parts/amount.tsx';
import { Empty } from '../../parts/states.tsx';
import { Day } from '../../parts/time.tsx';
import { codeColumn, countColumn, timeColumn } from '../../table/column-kinds.tsx';
import type { Column } from '../../table/columns.ts';
import { DataTable } from '../../table/data-table.tsx';
import { Filters } from '../../table/filters.tsx';
import { useList } from '../../table/use-list.ts';
import { useWords } from '../../words/language.ts';
import { AccountFilter, useSetSearch } from './account-filter.tsx';
import { AccountName } from './account-name.tsx';
import { readStatements } from './reconciliation-queries.ts';
import { reconciliationRoute } from './routes.ts';
import { reconciliationWords } from './words.ts';

/** The statements that were read, newest first. */
export function StatementList() {
  const words = useWords(reconciliationWords);
  const search = reconciliationRoute.useSearch();
  const { payout_account_id: account } = search;
  const set = useSetSearch();
  const list = useList('statement', { account }, (after, signal) => readStatements(search, after, signal));
  return (
    <DataTable
      name="statements"
      label={words.statements}
      columns={useStatementColumns()}
      list={list}
      filters={
        <Filters isOn={account !== undefined} clear={() => set({ payout_account_id: undefined })}>
          <AccountFilter />
        </Filters>
      }
      empty={<Empty title={words.noStatements}>{words.noEntriesHint}</Empty>}
    />
  );
}

type Words = ReturnType<typeof useWords<(typeof reconciliationWords)['en']>>;

function useStatementColumns(): readonly Column<Statement>[] {
  const words = useWords(reconciliationWords);
  return useMemo(() => [...shownColumns(words), ...furtherColumns(words)], [words]);
}

/** The first ten characters of what a statement says of its span: some banks add a time. */
const dayIn = (text: string | null): string | undefined => text?.slice(0, 10);

function Span({ statement: { from, to } }: { readonly statement: Statement }) {
  const [first, last] = [dayIn(from), dayIn(to)];
  if (first === undefined) return last === undefined ? null : <Day day={last} />;
  return last === undefined || last === first ? (
    <Day day={first} />
  ) : (
    <>
      <Day day={first} /> – <Day day={last} />
    </>
  );
}

const amountCell = (amount: number | null, currency: string) =>
  amount === null ? null : <Amount amount={amount} currency={currency} />;

function shownColumns(words: Words): Column<Statement>[] {
  return [
    {
      id: 'span',
      header: words.span,
      width: 1.3,
      onNarrow: true,
      cell: (statement) => (
        <Link
          to="/reconciliation"
          search={{ tab: 'entries', statement_id: statement.id }}
          className="rounded font-medium text-accent hover:underline"
        >
          <Span statement={statement} />
          <span className="sr-only"> {words.entries}</span>
        </Link>
      ),
      csv: ({ from, to }) => `${dayIn(from) ?? ''} ${dayIn(to) ?? ''}`.trim(),
    },
    {
      id: 'account',
      header: words.account,
      width: 1.1,
      cell: ({ payout_account_id: id }) => <AccountName id={id} />,
      csv: ({ payout_account_id: id }) => id,
    },
    countColumn('entries', words.entries, ({ entries }) => entries, { width: 0.7, onNarrow: true }),
    countColumn('new_entries', words.newOnes, ({ new_entries: count }) => count, { width: 0.7, onNarrow: true }),
    {
      id: 'closing',
      header: words.closing,
      width: 1.3,
      isNumber: true,
      cell: ({ closing, currency }) => amountCell(closing, currency),
      csv: ({ closing }) => String(closing ?? ''),
    },
    {
      id: 'source',
      header: words.source,
      width: 0.9,
      cell: ({ source }) => (source === 'bank' ? words.fetched : words.uploaded),
      csv: ({ source }) => source,
    },
    timeColumn('created_at', words.readAt, ({ created_at: at }) => at, { width: 1.2 }),
  ];
}

/** Those that are there once they are chosen. */
function furtherColumns(words: Words): Column<Statement>[] {
  const money = (id: 'opening' | 'credits' | 'debits', header: string): Column<Statement> => ({
    id,
    header,
    width: 1.3,
    isNumber: true,
    hidden: true,
    cell: (statement) => amountCell(statement[id], statement.currency),
    csv: (statement) => String(statement[id] ?? ''),
  });
  return [
    money('opening', words.opening),
    money('credits', words.credits),
    money('debits', words.debits),
    codeColumn('file_sha256', words.fileHash, ({ file_sha256: hash }) => hash, { width: 1.6, hidden: true }),
  ];
}
