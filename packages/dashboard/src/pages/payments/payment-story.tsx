import type { Payment } from '@sarf/sdk';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Amount } from '../../parts/amount.tsx';
import { Card } from '../../parts/card.tsx';
import { Arriving } from '../../parts/states.tsx';
import { Time } from '../../parts/time.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { useWords } from '../../words/language.ts';
import { EvidenceList } from '../payouts/evidence-list.tsx';
import { RefundStatusBadge } from '../refunds/refund-badge.tsx';
import { refundsOfPaymentQuery } from '../refunds/refund-queries.ts';
import { PaymentStateBadge } from './payment-badge.tsx';
import { paymentHistoryQuery } from './payment-queries.ts';
import { paymentWords } from './words.ts';

/** How much of a payment can go back, and why not more. */
export function Refundable({ payment, why }: { readonly payment: Payment; readonly why: string | undefined }) {
  const words = useWords(paymentWords);
  const { refunds, reconciliation, currency } = payment;
  const rows = [
    { name: words.proven, amount: reconciliation.amount },
    { name: words.refunded, amount: refunds.refunded },
    { name: words.pending, amount: refunds.pending },
  ];
  return (
    <Card title={words.money}>
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-2">
        {rows.map(({ name, amount }) => (
          <Row key={name} name={name} amount={amount} currency={currency} />
        ))}
        <div className="col-span-2 border-t border-line" />
        <Row name={words.left} amount={refunds.remaining} currency={currency} isSum />
      </dl>
      {why !== undefined && <p className="mt-3 rounded-md bg-sunken p-3 text-soft">{why}</p>}
    </Card>
  );
}

interface RowProps {
  readonly name: string;
  readonly amount: number;
  readonly currency: string;
  readonly isSum?: boolean;
}

function Row({ name, amount, currency, isSum = false }: RowProps) {
  return (
    <>
      <dt className={isSum ? 'font-semibold' : 'text-soft'}>{name}</dt>
      <dd className={`text-number ${isSum ? 'font-semibold' : ''}`}>
        <Amount amount={amount} currency={currency} />
      </dd>
    </>
  );
}

/** What statements of the bank prove of it. */
export function PaymentEvidence({ reconciliation }: Pick<Payment, 'reconciliation'>) {
  const words = useWords(paymentWords);
  const { evidence, currency, status_update_timestamp: since } = reconciliation;
  return (
    <Card title={words.evidence}>
      {evidence.length === 0 && <p className="text-soft">{words.noEvidence}</p>}
      <EvidenceList evidence={evidence} currency={currency} />
      {since !== null && (
        <p className="mt-3 text-xs text-soft">
          {words.since} <Time at={since} precise />
        </p>
      )}
    </Card>
  );
}

/** What of it went back, goes back or was to go back. */
export function RefundsOf({ payment }: { readonly payment: Payment }) {
  const words = useWords(paymentWords);
  const { data, error, refetch } = useQuery(refundsOfPaymentQuery(payment.id));
  return (
    <Card
      title={words.refunds}
      actions={
        data?.page.next && (
          <Link to="/refunds" search={{ payment_id: payment.id }} className="text-accent underline">
            {words.moreRefunds}
          </Link>
        )
      }
    >
      {!data && <Arriving error={error} retry={() => void refetch()} rows={2} />}
      {data?.content.length === 0 && <p className="text-soft">{words.noRefunds}</p>}
      <ul className="space-y-2">
        {data?.content.map(({ id, amount, currency, status, external_reference: own, created_at: at }) => (
          <li key={id} className="grid grid-cols-[1fr_auto_7.5rem] items-center gap-x-3">
            <Link to="/refunds/$id" params={{ id }} className="truncate rounded text-accent underline">
              {own === null ? <Time at={at} /> : <bdi>{own}</bdi>}
            </Link>
            <RefundStatusBadge status={status} />
            <span className="text-number">
              <Amount amount={amount} currency={currency} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** All states it has been in. */
export function PaymentHistory({ id }: { readonly id: string }) {
  const words = useWords(paymentWords);
  const { data, error, refetch } = useQuery(paymentHistoryQuery(id));
  return (
    <Card title={words.history}>
      {!data && <Arriving error={error} retry={() => void refetch()} rows={3} />}
      {data?.content.length === 0 && <p className="text-soft">{words.recorded}</p>}
      {data && (
        <Timeline
          label={words.history}
          steps={data.content.map(({ sequence, state, at, actor, reason }) => ({
            key: sequence,
            title: <PaymentStateBadge state={state} />,
            at,
            actor,
            ...(reason && {
              note: (
                <span lang="en" dir="auto">
                  {reason.message}
                </span>
              ),
            }),
          }))}
        />
      )}
    </Card>
  );
}
