import type { Consent, Customer, PaymentSource } from '@sarf/sdk';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Crumbs } from '../../frame/crumbs.tsx';
import { Card, Fact, Facts } from '../../parts/card.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Arriving } from '../../parts/states.tsx';
import { Time } from '../../parts/time.tsx';
import { useWords } from '../../words/language.ts';
import { AskConsent } from './ask-consent.tsx';
import { ConsentStatusBadge, SourceStatusBadge } from './consent-badge.tsx';
import { customerRoute } from './routes.ts';
import { consentsOfCustomerQuery, customerQuery, sourcesOfCustomerQuery } from './source-queries.ts';
import { sourceWords } from './words.ts';

/** One customer: the accounts that may be charged, and every consent they were asked for. */
export function CustomerDetail() {
  const words = useWords(sourceWords);
  const { id } = customerRoute.useParams();
  const { data, error, refetch } = useQuery(customerQuery(id));
  return (
    <>
      <Crumbs above={[{ to: '/payment-sources', title: words.title }]} here={data?.app_user_id ?? words.customer} />
      {data && <Loaded customer={data} />}
      {!data && <Arriving error={error} retry={() => void refetch()} />}
    </>
  );
}

function Loaded({ customer }: { readonly customer: Customer }) {
  const words = useWords(sourceWords);
  const { id, app_user_id: own, created_at: at } = customer;
  return (
    <>
      <PageHeader title={own} actions={<AskConsent customerId={id} />} />
      <div className="space-y-4">
        <Card title={words.customer}>
          <Facts>
            <Fact name={words.registered}>
              <Time at={at} precise />
            </Fact>
            <Fact name={words.customerId}>
              <bdi dir="ltr">{id}</bdi>
            </Fact>
          </Facts>
        </Card>
        <Sources id={id} />
        <Consents id={id} />
      </div>
    </>
  );
}

function Sources({ id }: { readonly id: string }) {
  const words = useWords(sourceWords);
  const { data, error, refetch } = useQuery(sourcesOfCustomerQuery(id));
  return (
    <Card title={words.title}>
      {data?.length === 0 && <p className="text-soft">{words.noSources}</p>}
      <ul className="divide-y divide-line">
        {data?.map((source) => (
          <li
            key={source.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2 first:pt-0 last:pb-0"
          >
            <SourceLink source={source} />
            <SourceStatusBadge status={source.status} />
          </li>
        ))}
      </ul>
      {!data && <Arriving error={error} retry={() => void refetch()} rows={2} />}
    </Card>
  );
}

function SourceLink({ source }: { readonly source: PaymentSource }) {
  return (
    <span className="flex flex-wrap gap-x-3">
      <Link to="/payment-sources/$id" params={{ id: source.consent_id }} className="font-medium text-accent underline">
        <bdi dir="ltr">
          {source.bank_identifier} ••{source.account_iban_last4}
        </bdi>
      </Link>
      <span className="text-soft">{source.currency}</span>
    </span>
  );
}

function Consents({ id }: { readonly id: string }) {
  const words = useWords(sourceWords);
  const { data, error, refetch } = useQuery(consentsOfCustomerQuery(id));
  return (
    <Card title={words.consents}>
      {data?.content.length === 0 && <p className="text-soft">{words.noConsents}</p>}
      <ul className="divide-y divide-line">
        {data?.content.map((consent) => (
          <ConsentLine key={consent.id} consent={consent} />
        ))}
      </ul>
      {!data && <Arriving error={error} retry={() => void refetch()} rows={2} />}
    </Card>
  );
}

function ConsentLine({ consent }: { readonly consent: Consent }) {
  const words = useWords(sourceWords);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2 first:pt-0 last:pb-0">
      <span className="flex flex-wrap gap-x-3">
        <Link to="/payment-sources/$id" params={{ id: consent.id }} className="font-medium text-accent underline">
          {consent.consented_account === null
            ? words.notChosenYet
            : words.accountEnding(consent.consented_account.iban_last4)}
        </Link>
        <span className="text-soft">
          {words.asked} <Time at={consent.created_at} />
        </span>
      </span>
      <ConsentStatusBadge status={consent.status} />
    </li>
  );
}
