import type { Payout } from '@sarf/sdk';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Amount } from '../../parts/amount.tsx';
import { Time } from '../../parts/time.tsx';
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
    {
      id: 'amount',
      header: words.amount,
      isNumber: true,
      width: 1.3,
      onNarrow: true,
      cell: ({ amount, currency }) => <Amount amount={amount} currency={currency} />,
      csv: ({ amount }) => String(amount),
    },
    {
      id: 'status',
      header: words.status,
      onNarrow: true,
      width: 1.2,
      cell: (payout) => <PayoutStatusBadge status={payout.status} isWaiting={isWaiting(payout)} />,
      csv: ({ status }) => status,
    },
    {
      id: 'description',
      header: words.description,
      width: 1.6,
      cell: ({ description }) => <bdi>{description ?? ''}</bdi>,
      csv: ({ description }) => description ?? '',
    },
    {
      id: 'created_at',
      header: words.created,
      width: 1.4,
      cell: ({ created_at: at }) => <Time at={at} />,
      csv: ({ created_at: at }) => at,
    },
  ];
}

/** Those that are there once they are chosen. */
function furtherColumns(words: Words): Column<Payout>[] {
  return [
    {
      id: 'currency',
      header: words.currency,
      width: 0.6,
      hidden: true,
      cell: ({ currency }) => currency,
      csv: ({ currency }) => currency,
    },
    {
      id: 'updated_at',
      header: words.updated,
      width: 1.4,
      hidden: true,
      cell: ({ updated_at: at }) => <Time at={at} />,
      csv: ({ updated_at: at }) => at,
    },
    {
      id: 'end_to_end_id',
      header: words.endToEnd,
      width: 1.3,
      hidden: true,
      cell: ({ end_to_end_id: own }) => <bdi dir="ltr">{own}</bdi>,
      csv: ({ end_to_end_id: own }) => own,
    },
    {
      id: 'id',
      header: words.id,
      width: 1.6,
      hidden: true,
      cell: ({ id }) => <bdi dir="ltr">{id}</bdi>,
      csv: ({ id }) => id,
    },
    {
      id: 'destination_id',
      header: words.destination,
      width: 1.6,
      hidden: true,
      cell: ({ destination_id: id }) => <bdi dir="ltr">{id}</bdi>,
      csv: ({ destination_id: id }) => id,
    },
  ];
}
