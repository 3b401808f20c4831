import type { Refund } from '@sarf/sdk';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Crumbs } from '../../frame/crumbs.tsx';
import { Amount } from '../../parts/amount.tsx';
import { Card, Fact, Facts } from '../../parts/card.tsx';
import { Iban } from '../../parts/iban.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Arriving } from '../../parts/states.tsx';
import { Time } from '../../parts/time.tsx';
import { Actor } from '../../people/actor.tsx';
import { useWords } from '../../words/language.ts';
import { paymentQuery } from '../payments/payment-queries.ts';
import { payoutQuery } from '../payouts/payout-queries.ts';
import { useReasonText } from './reason-text.ts';
import { RefundStatusBadge } from './refund-badge.tsx';
import { RefundDecisions } from './refund-decisions.tsx';
import { refundQuery, refundReasonsQuery } from './refund-queries.ts';
import { RefundExplanation, RefundHistory } from './refund-story.tsx';
import { refundRoute } from './routes.ts';
import { refundWords } from './words.ts';

/** One refund: what is to be reviewed, where it is, and what can be decided. */
export function RefundDetail() {
  const words = useWords(refundWords);
  const { id } = refundRoute.useParams();
  const { data: refund, error, refetch } = useQuery(refundQuery(id));
  const name = refund?.external_reference ?? words.one;
  return (
    <>
      <Crumbs above={[{ to: '/refunds', title: words.title }]} here={name} />
      {refund && <Loaded refund={refund} name={name} />}
      {!refund && <Arriving error={error} retry={() => void refetch()} />}
    </>
  );
}

function Loaded({ refund, name }: { readonly refund: Refund; readonly name: string }) {
  const { id, amount, currency, status } = refund;
  return (
    <>
      <PageHeader
        title={name}
        beside={
          <span role="status">
            <RefundStatusBadge status={status} />
          </span>
        }
        lead={<Amount amount={amount} currency={currency} big />}
        actions={<RefundDecisions refund={refund} />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <div className="min-w-0 space-y-4">
          <RefundExplanation id={id} />
          <Details refund={refund} />
        </div>
        <div className="min-w-0 space-y-4">
          <RefundHistory id={id} isOver={status === 'REJECTED' || status === 'FAILED' || status === 'COMPLETED'} />
          <RefundedPayment refund={refund} />
        </div>
      </div>
    </>
  );
}

function Details({ refund }: { readonly refund: Refund }) {
  const words = useWords(refundWords);
  const reasonText = useReasonText();
  const { data: reasons } = useQuery(refundReasonsQuery);
  const { beneficiary, reason, payout_id: payoutId } = refund;
  return (
    <Card title={words.one}>
      <Facts>
        {beneficiary && (
          <Fact name={words.beneficiary}>
            <span className="flex flex-wrap items-center gap-x-3">
              <bdi>{beneficiary.name}</bdi>
              <Iban account={beneficiary.iban} />
            </span>
          </Fact>
        )}
        <Fact name={words.reason}>
          <bdi>{reasonText(refund.reason_code, reasons)}</bdi>
        </Fact>
        {reason !== null && (
          <Fact name={words.failure}>
            <bdi dir="ltr">{reason.code}</bdi>{' '}
            <span lang="en" dir="auto">
              {reason.message}
            </span>
          </Fact>
        )}
        {refund.description !== null && (
          <Fact name={words.description}>
            <bdi>{refund.description}</bdi>
          </Fact>
        )}
        <Fact name={words.createdBy}>
          <Actor actor={refund.created_by} />
        </Fact>
        <Fact name={words.decidedBy}>
          {refund.actioned_by === null ? words.nobodyYet : <Actor actor={refund.actioned_by} />}
        </Fact>
        {payoutId !== null && (
          <Fact name={words.payout}>
            <PayoutLink id={payoutId} />
          </Fact>
        )}
        <Fact name={words.created}>
          <Time at={refund.created_at} precise />
        </Fact>
        <Fact name={words.id}>
          <bdi dir="ltr">{refund.id}</bdi>
        </Fact>
      </Facts>
    </Card>
  );
}

/** The way to its payout, by what that is called. */
function PayoutLink({ id }: { readonly id: string }) {
  const { data, isPending } = useQuery(payoutQuery(id));
  return (
    <Link to="/payouts/$id" params={{ id }} className="break-all text-accent underline">
      <bdi>{data ? (data.reference ?? data.end_to_end_id) : isPending ? '…' : id}</bdi>
    </Link>
  );
}

/** The payment of which it gives something back. */
function RefundedPayment({ refund }: { readonly refund: Refund }) {
  const words = useWords(refundWords);
  const { payment_id: id, deposit_amount: deposit, deposit_currency: currency } = refund;
  const { data: payment, isPending } = useQuery(paymentQuery(id));
  return (
    <Card title={words.payment}>
      <Facts>
        <Fact name={words.reference}>
          <Link to="/payments/$id" params={{ id }} className="break-all text-accent underline">
            <bdi>{payment?.reference ?? (isPending ? '…' : id)}</bdi>
          </Link>
        </Fact>
        {payment && (
          <Fact name={words.paid}>
            <Amount amount={payment.amount} currency={payment.currency} />
          </Fact>
        )}
        <Fact name={words.deposit}>
          <Amount amount={deposit} currency={currency} />
        </Fact>
        {payment && (
          <Fact name={words.left}>
            <Amount amount={payment.refunds.remaining} currency={payment.currency} />
          </Fact>
        )}
      </Facts>
    </Card>
  );
}
