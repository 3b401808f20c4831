import type { Payment } from '@sarf/sdk';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { amountColumn, codeColumn, textColumn, timeColumn } from '../../table/column-kinds.tsx';
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
    textColumn('payer', words.payer, ({ payer }) => payer?.name, { width: 1.3 }),
    amountColumn('amount', words.amount, ({ amount }) => amount, { width: 1.2, onNarrow: true }),
    {
      id: 'reconciliation',
      header: words.reconciliation,
      width: 1.4,
      onNarrow: 'under',
      cell: ({ reconciliation }) => <ReconciliationBadge status={reconciliation.status} />,
      csv: ({ reconciliation }) => reconciliation.status,
    },
    amountColumn('remaining', words.remaining, ({ refunds }) => refunds.remaining, { width: 1.2 }),
    timeColumn('created_at', words.created, ({ created_at: at }) => at, { width: 1.5 }),
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
    textColumn('currency', words.currency, ({ currency }) => currency, { width: 0.6, hidden: true }),
    {
      id: 'kind',
      header: words.kind,
      width: 1.2,
      hidden: true,
      cell: ({ kind }) => kinds[kind],
      csv: ({ kind }) => kind,
    },
    textColumn('external_reference', words.externalReference, ({ external_reference: own }) => own, {
      width: 1.4,
      hidden: true,
    }),
    codeColumn('id', words.id, ({ id }) => id, { width: 1.6, hidden: true }),
  ];
}
