import type { Consent } from '@sarf/sdk';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Crumbs } from '../../frame/crumbs.tsx';
import { Amount } from '../../parts/amount.tsx';
import { Card, Fact, Facts } from '../../parts/card.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Arriving, Failed, Loading } from '../../parts/states.tsx';
import { Time } from '../../parts/time.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { useWords } from '../../words/language.ts';
import { ConsentStatusBadge } from './consent-badge.tsx';
import { ConsentLimits } from './consent-limits.tsx';
import { RevocationCard } from './revocation-card.tsx';
import { Revoke } from './revoke.tsx';
import { paymentSourceRoute } from './routes.ts';
import { consentHistoryQuery, consentQuery, customerQuery, paymentsUnderQuery } from './source-queries.ts';
import { sourceWords } from './words.ts';

/** One consent with the account that it allows to charge: its limits, what is used of them, and its revocation. */
export function ConsentDetail() {
  const words = useWords(sourceWords);
  const { id } = paymentSourceRoute.useParams();
  const { data: consent, error, refetch } = useQuery(consentQuery(id));
  return (
    <>
      <Crumbs above={[{ to: '/payment-sources', title: words.title }]} here={words.one} />
      {consent && <Loaded consent={consent} />}
      {!consent && <Arriving error={error} retry={() => void refetch()} />}
    </>
  );
}

function Loaded({ consent }: { readonly consent: Consent }) {
  const words = useWords(sourceWords);
  const { id, status, consented_account: account } = consent;
  return (
    <>
      <PageHeader
        title={account === null ? words.one : words.accountEnding(account.iban_last4)}
        beside={<ConsentStatusBadge status={status} />}
        actions={<Revoke consent={consent} />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <div className="min-w-0 space-y-4">
          {status === 'REVOKED' && <RevocationCard id={id} />}
          <ConsentLimits consent={consent} />
          <Details consent={consent} />
          <PaymentsUnder id={id} />
        </div>
        <History id={id} />
      </div>
    </>
  );
}

function Details({ consent }: { readonly consent: Consent }) {
  const words = useWords(sourceWords);
  const rows: (readonly [string, ReactNode])[] = [
    [words.customer, <CustomerLink key="customer" id={consent.customer_id} />],
    [words.holder, consent.consented_account?.holder_name && <bdi>{consent.consented_account.holder_name}</bdi>],
    [words.bank, consent.bank_identifier && <bdi dir="ltr">{consent.bank_identifier}</bdi>],
    [words.reference, consent.reference && <bdi>{consent.reference}</bdi>],
    [words.purpose, consent.purpose && <bdi>{consent.purpose}</bdi>],
    [words.from, <Time key="from" at={consent.start_date_time} precise />],
    [words.until, <Time key="until" at={consent.expiration_date_time} precise />],
    [words.asked, <Time key="asked" at={consent.created_at} precise />],
    [words.decideAt, consent.authorisation_url && <DecideAt key="at" url={consent.authorisation_url} />],
    [words.sourceId, consent.payment_source_id && <bdi dir="ltr">{consent.payment_source_id}</bdi>],
    [
      words.consentId,
      <bdi key="id" dir="ltr">
        {consent.id}
      </bdi>,
    ],
  ];
  return (
    <Card title={words.details}>
      <Facts>
        {rows.map(
          ([name, value]) =>
            value && (
              <Fact key={name} name={name}>
                {value}
              </Fact>
            ),
        )}
      </Facts>
    </Card>
  );
}

/** Where the customer decides: it is shown to be sent to them, and is no link, since only they may use it. */
function DecideAt({ url }: { readonly url: string }) {
  return (
    <bdi dir="ltr" className="break-all">
      {url}
    </bdi>
  );
}

function CustomerLink({ id }: { readonly id: string }) {
  const { data } = useQuery(customerQuery(id));
  return (
    <Link to="/customers/$id" params={{ id }} className="text-accent underline">
      <bdi>{data?.app_user_id ?? id}</bdi>
    </Link>
  );
}

function PaymentsUnder({ id }: { readonly id: string }) {
  const words = useWords(sourceWords);
  const { data, error, refetch } = useQuery(paymentsUnderQuery(id));
  return (
    <Card title={words.paymentsUnder}>
      {data?.content.length === 0 && <p className="text-soft">{words.noPayments}</p>}
      <ul className="space-y-2">
        {data?.content.map((payment) => (
          <li key={payment.id} className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="flex flex-wrap gap-x-3">
              <Link to="/payments/$id" params={{ id: payment.id }} className="text-accent underline">
                <bdi dir="ltr">{payment.reference}</bdi>
              </Link>
              <span className="text-soft">
                <Time at={payment.created_at} />
              </span>
            </span>
            <Amount amount={payment.amount} currency={payment.currency} />
          </li>
        ))}
      </ul>
      {!data && <Arriving error={error} retry={() => void refetch()} rows={2} />}
    </Card>
  );
}

function History({ id }: { readonly id: string }) {
  const words = useWords(sourceWords);
  const { data, error, refetch } = useQuery(consentHistoryQuery(id));
  const steps = data?.content.map(({ sequence, status, at, actor, reason }) => ({
    key: sequence,
    title: <ConsentStatusBadge status={status} />,
    at,
    actor,
    ...(reason && { note: <span lang="en">{reason.message}</span> }),
  }));
  return (
    <Card title={words.history}>
      {steps ? (
        <Timeline label={words.history} steps={steps} />
      ) : error ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : (
        <Loading rows={3} />
      )}
    </Card>
  );
}
