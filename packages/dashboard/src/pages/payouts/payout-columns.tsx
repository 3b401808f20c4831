import type { Payout } from '@sarf/sdk';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { amountColumn, codeColumn, textColumn, timeColumn } from '../../table/column-kinds.tsx';
import type { Column } from '../../table/columns.ts';
import { useWords } from '../../words/language.ts';
import { PayoutStatusBadge } from './payout-badge.tsx';
import { isWaiting } from './payout-queries.ts';
import { payoutWords } from './words.ts';

type Words = ReturnType<typeof useWords<(typeof payoutWords)['en']>>;

/** The columns of the list of payouts. */
export function usePayoutColumns(): readonly Column<Payout>[] {
  const words = useWords(payoutWords);
  return useMemo(() => [...shownColumns(words), ...furtherColumns(words)], [words]);
}

function shownColumns(words: Words): Column<Payout>[] {
  return [
    {
      id: 'reference',
      header: words.reference,
      width: 1.6,
      onNarrow: true,
      cell: (payout) => (
        <Link to="/payouts/$id" params={{ id: payout.id }} className="rounded font-medium text-accent hover:underline">
          <bdi>{payout.reference ?? payout.end_to_end_id}</bdi>
        </Link>
      ),
      csv: ({ reference }) => reference ?? '',
    },
    amountColumn('amount', words.amount, ({ amount }) => amount, { width: 1.3, onNarrow: true }),
    {
      id: 'status',
      header: words.status,
      onNarrow: 'under',
      width: 1.2,
      cell: (payout) => <PayoutStatusBadge status={payout.status} isWaiting={isWaiting(payout)} />,
      csv: ({ status }) => status,
    },
    textColumn('description', words.description, ({ description }) => description, { width: 1.6 }),
    timeColumn('created_at', words.created, ({ created_at: at }) => at, { width: 1.4 }),
  ];
}

/** Those that are there once they are chosen. */
function furtherColumns(words: Words): Column<Payout>[] {
  return [
    textColumn('currency', words.currency, ({ currency }) => currency, { width: 0.6, hidden: true }),
    timeColumn('updated_at', words.updated, ({ updated_at: at }) => at, { width: 1.4, hidden: true }),
    codeColumn('end_to_end_id', words.endToEnd, ({ end_to_end_id: own }) => own, { width: 1.3, hidden: true }),
    codeColumn('id', words.id, ({ id }) => id, { width: 1.6, hidden: true }),
    codeColumn('destination_id', words.destination, ({ destination_id: id }) => id, { width: 1.6, hidden: true }),
  ];
}
