import type { Payment } from '@sarf/sdk';
import { useQuery } from '@tanstack/react-query';
import { Crumbs } from '../../frame/crumbs.tsx';
import { Amount } from '../../parts/amount.tsx';
import { Card, Fact, Facts } from '../../parts/card.tsx';
import { Iban } from '../../parts/iban.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Arriving } from '../../parts/states.tsx';
import { Time } from '../../parts/time.tsx';
import { useWords } from '../../words/language.ts';
import { AccountName } from '../payouts/account-name.tsx';
import { PaymentStatusBadge, ReconciliationBadge } from './payment-badge.tsx';
import { paymentQuery } from './payment-queries.ts';
import { PaymentEvidence, PaymentHistory, Refundable, RefundsOf } from './payment-story.tsx';
import { RefundLink, useWhyNoRefund } from './refund-link.tsx';
import { paymentRoute } from './routes.ts';
import { paymentKindWords, paymentWords } from './words.ts';

/** One payment: what of it is proven to have arrived, what went back, and what can still be refunded. */
export function PaymentDetail() {
  const words = useWords(paymentWords);
  const { id } = paymentRoute.useParams();
  const { data: payment, error, refetch } = useQuery(paymentQuery(id));
  return (
    <>
      <Crumbs above={[{ to: '/payments', title: words.title }]} here={payment?.reference ?? words.one} />
      {payment && <Loaded payment={payment} />}
      {!payment && <Arriving error={error} retry={() => void refetch()} />}
    </>
  );
}

function Loaded({ payment }: { readonly payment: Payment }) {
  const { amount, currency, reference, reconciliation } = payment;
  const why = useWhyNoRefund(payment);
  return (
    <>
      <PageHeader
        title={reference}
        beside={<ReconciliationBadge status={reconciliation.status} />}
        lead={<Amount amount={amount} currency={currency} big />}
        actions={<RefundLink payment={payment} />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <div className="min-w-0 space-y-4">
          <Refundable payment={payment} why={why} />
          <PaymentEvidence reconciliation={reconciliation} />
          <RefundsOf payment={payment} />
        </div>
        <div className="min-w-0 space-y-4">
          <Details payment={payment} />
          <PaymentHistory id={payment.id} />
        </div>
      </div>
    </>
  );
}

function Details({ payment }: { readonly payment: Payment }) {
  const words = useWords(paymentWords);
  const kinds = useWords(paymentKindWords);
  const { payer, reason } = payment;
  const texts = [
    { name: words.description, text: payment.description },
    { name: words.externalReference, text: payment.external_reference },
    { name: words.endToEnd, text: payment.end_to_end_id },
    { name: words.bankReference, text: payment.bank_reference },
  ];
  return (
    <Card title={words.one}>
      <Facts>
        <Fact name={words.status}>
          <PaymentStatusBadge status={payment.status} />
        </Fact>
        {reason !== null && (
          <Fact name={words.reason}>
            <bdi dir="ltr">{reason.code}</bdi>{' '}
            <span lang="en" dir="auto">
              {reason.message}
            </span>
          </Fact>
        )}
        <Fact name={words.kind}>{kinds[payment.kind]}</Fact>
        <Fact name={words.payer}>
          {payer === null ? (
            words.unknownPayer
          ) : (
            <span className="flex flex-wrap items-center gap-x-3">
              <bdi>{payer.name}</bdi>
              <Iban account={payer.iban} />
            </span>
          )}
        </Fact>
        <Fact name={words.account}>
          <AccountName id={payment.payout_account_id} />
        </Fact>
        {texts.map(
          ({ name, text }) =>
            text !== null && (
              <Fact key={name} name={name}>
                <bdi>{text}</bdi>
              </Fact>
            ),
        )}
        {payment.paid_at !== null && (
          <Fact name={words.paidAt}>
            <Time at={payment.paid_at} precise />
          </Fact>
        )}
        <Fact name={words.created}>
          <Time at={payment.created_at} precise />
        </Fact>
        <Fact name={words.id}>
          <bdi dir="ltr">{payment.id}</bdi>
        </Fact>
      </Facts>
    </Card>
  );
}
