import type { Payout } from '@sarf/sdk';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Crumbs } from '../../frame/crumbs.tsx';
import { Amount } from '../../parts/amount.tsx';
import { Card, Fact, Facts } from '../../parts/card.tsx';
import { Iban } from '../../parts/iban.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Arriving } from '../../parts/states.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { Time } from '../../parts/time.tsx';
import { Actor } from '../../people/actor.tsx';
import { useWords } from '../../words/language.ts';
import { AccountName } from './account-name.tsx';
import { Decisions } from './decisions.tsx';
import { PayoutStatusBadge } from './payout-badge.tsx';
import { Events } from './payout-events.tsx';
import { Ledger } from './payout-ledger.tsx';
import { destinationQuery, isWaiting, payoutQuery } from './payout-queries.ts';
import { Evidence, Explanation, History } from './payout-story.tsx';
import { payoutRoute } from './routes.ts';
import { payoutWords } from './words.ts';

/** One payout: where it is and why, what happened to it, and what can be decided. */
export function PayoutDetail() {
  const words = useWords(payoutWords);
  const { id } = payoutRoute.useParams();
  const { data: payout, error, refetch } = useQuery(payoutQuery(id));
  const name = payout?.reference ?? payout?.end_to_end_id ?? words.one;
  return (
    <>
      <Crumbs above={[{ to: '/payouts', title: words.title }]} here={name} />
      {payout && <Loaded payout={payout} name={name} />}
      {!payout && <Arriving error={error} retry={() => void refetch()} />}
    </>
  );
}

function Loaded({ payout, name }: { readonly payout: Payout; readonly name: string }) {
  const { id, amount, currency, status, evidence } = payout;
  return (
    <>
      <PageHeader
        title={name}
        beside={<PayoutStatusBadge status={status} isWaiting={isWaiting(payout)} />}
        lead={<Amount amount={amount} currency={currency} big />}
        actions={<Decisions payout={payout} />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <div className="min-w-0 space-y-4">
          <Explanation id={id} />
          <Details payout={payout} />
          <Evidence evidence={evidence} currency={currency} />
        </div>
        <Story id={id} />
      </div>
    </>
  );
}

function Story({ id }: { readonly id: string }) {
  const words = useWords(payoutWords);
  const [open, setOpen] = useState('history');
  const tabs = [
    { id: 'history', title: words.history, content: <History id={id} /> },
    { id: 'ledger', title: words.ledger, content: <Ledger id={id} /> },
    { id: 'events', title: words.events, content: <Events id={id} /> },
  ];
  return (
    <section aria-label={words.history} className="min-w-0 rounded-lg border border-line bg-surface px-4 pt-1 pb-4">
      <Tabs label={words.history} tabs={tabs} open={open} change={setOpen} />
    </section>
  );
}

function Details({ payout }: { readonly payout: Payout }) {
  const words = useWords(payoutWords);
  const { approval, reason, refund_id: refundId } = payout;
  return (
    <Card title={words.one}>
      <Facts>
        <Fact name={words.destination}>
          <Destination id={payout.destination_id} />
        </Fact>
        <Fact name={words.account}>
          <AccountName id={payout.payout_account_id} />
        </Fact>
        {payout.description !== null && (
          <Fact name={words.description}>
            <bdi>{payout.description}</bdi>
          </Fact>
        )}
        <Fact name={words.endToEnd}>
          <bdi dir="ltr">{payout.end_to_end_id}</bdi>
        </Fact>
        {payout.bank_reference !== null && (
          <Fact name={words.bankReference}>
            <bdi dir="ltr">{payout.bank_reference}</bdi>
          </Fact>
        )}
        {reason !== null && (
          <Fact name={words.reason}>
            <bdi dir="ltr">{reason.code}</bdi>{' '}
            <span lang="en" dir="auto">
              {reason.message}
            </span>
          </Fact>
        )}
        {refundId !== null && (
          <Fact name={words.refund}>
            <Link to="/refunds/$id" params={{ id: refundId }} className="text-accent underline">
              <bdi dir="ltr">{refundId}</bdi>
            </Link>
          </Fact>
        )}
        {approval !== null && (
          <>
            <Fact name={words.askedBy}>
              <Actor actor={approval.asked_by} />
            </Fact>
            <Fact name={words.decidedBy}>
              {approval.decided_by === null ? words.nobodyYet : <Actor actor={approval.decided_by} />}
            </Fact>
          </>
        )}
        <Fact name={words.created}>
          <Time at={payout.created_at} precise />
        </Fact>
        <Fact name={words.id}>
          <bdi dir="ltr">{payout.id}</bdi>
        </Fact>
      </Facts>
    </Card>
  );
}

function Destination({ id }: { readonly id: string }) {
  const { data } = useQuery(destinationQuery(id));
  if (!data) return <bdi dir="ltr">{id}</bdi>;
  return (
    <span className="flex flex-wrap items-center gap-x-3">
      <Link to="/destinations/$id" params={{ id }} className="text-accent underline">
        <bdi>{data.beneficiary_name}</bdi>
      </Link>
      <Iban account={data.iban ?? data.account_number ?? ''} />
    </span>
  );
}
