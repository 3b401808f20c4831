import type { Payment } from '@sarf/sdk';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Amount } from '../../parts/amount.tsx';
import { Time } from '../../parts/time.tsx';
import type { Column } from '../../table/columns.ts';
import { useWords } from '../../words/language.ts';
import { PaymentStatusBadge, ReconciliationBadge } from './payment-badge.tsx';
import { paymentKindWords, paymentWords } from './words.ts';

type Words = ReturnType<typeof useWords<(typeof paymentWords)['en']>>;
type Kinds = ReturnType<typeof useWords<(typeof paymentKindWords)['en']>>;

/** The columns of the list of payments. */
export function usePaymentColumns(): readonly Column<Payment>[] {
  const words = useWords(paymentWords);
  const kinds = useWords(paymentKindWords);
  return useMemo(() => [...shownColumns(words), ...furtherColumns(words, kinds)], [words, kinds]);
}

function shownColumns(words: Words): Column<Payment>[] {
  return [
    {
      id: 'reference',
      header: words.reference,
      width: 1.3,
      onNarrow: true,
      cell: ({ id, reference }) => (
        <Link to="/payments/$id" params={{ id }} className="rounded font-medium text-accent hover:underline">
          <bdi>{reference}</bdi>
        </Link>
      ),
      csv: ({ reference }) => reference,
    },
    {
      id: 'payer',
      header: words.payer,
      width: 1.3,
      cell: ({ payer }) => <bdi>{payer?.name ?? ''}</bdi>,
      csv: ({ payer }) => payer?.name ?? '',
    },
    {
      id: 'amount',
      header: words.amount,
      isNumber: true,
      width: 1.2,
      onNarrow: true,
      cell: ({ amount, currency }) => <Amount amount={amount} currency={currency} />,
      csv: ({ amount }) => String(amount),
    },
    {
      id: 'reconciliation',
      header: words.reconciliation,
      width: 1.4,
      onNarrow: true,
      cell: ({ reconciliation }) => <ReconciliationBadge status={reconciliation.status} />,
      csv: ({ reconciliation }) => reconciliation.status,
    },
    {
      id: 'remaining',
      header: words.remaining,
      isNumber: true,
      width: 1.2,
      cell: ({ refunds, currency }) => <Amount amount={refunds.remaining} currency={currency} />,
      csv: ({ refunds }) => String(refunds.remaining),
    },
    {
      id: 'created_at',
      header: words.created,
      width: 1.3,
      cell: ({ created_at: at }) => <Time at={at} />,
      csv: ({ created_at: at }) => at,
    },
  ];
}

/** Those that are there once they are chosen. */
function furtherColumns(words: Words, kinds: Kinds): Column<Payment>[] {
  return [
    {
      id: 'status',
      header: words.status,
      width: 1.4,
      hidden: true,
      cell: ({ status }) => <PaymentStatusBadge status={status} />,
      csv: ({ status }) => status,
    },
    {
      id: 'currency',
      header: words.currency,
      width: 0.6,
      hidden: true,
      cell: ({ currency }) => currency,
      csv: ({ currency }) => currency,
    },
    {
      id: 'kind',
      header: words.kind,
      width: 1.2,
      hidden: true,
      cell: ({ kind }) => kinds[kind],
      csv: ({ kind }) => kind,
    },
    {
      id: 'external_reference',
      header: words.externalReference,
      width: 1.4,
      hidden: true,
      cell: ({ external_reference: own }) => <bdi>{own ?? ''}</bdi>,
      csv: ({ external_reference: own }) => own ?? '',
    },
    {
      id: 'id',
      header: words.id,
      width: 1.6,
      hidden: true,
      cell: ({ id }) => <bdi dir="ltr">{id}</bdi>,
      csv: ({ id }) => id,
    },
  ];
}
