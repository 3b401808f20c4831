import type { Destination } from '@sarf/sdk';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import { Crumbs } from '../../frame/crumbs.tsx';
import { Button } from '../../parts/button.tsx';
import { Card, Fact, Facts } from '../../parts/card.tsx';
import { Iban } from '../../parts/iban.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Arriving, Empty, NoPermission } from '../../parts/states.tsx';
import { Time } from '../../parts/time.tsx';
import { useWhyNot } from '../../session/session.ts';
import { DataTable } from '../../table/data-table.tsx';
import { useList } from '../../table/use-list.ts';
import { useWords } from '../../words/language.ts';
import { usePayoutColumns } from '../payouts/payout-columns.tsx';
import { destinationQuery, readPayouts } from '../payouts/payout-queries.ts';
import { destinationRoute } from './routes.ts';
import { destinationWords } from './words.ts';

/** One destination, and what was paid to it. */
export function DestinationDetail() {
  const words = useWords(destinationWords);
  const { id } = destinationRoute.useParams();
  const { data: destination, error, refetch } = useQuery(destinationQuery(id));
  return (
    <>
      <Crumbs above={[{ to: '/destinations', title: words.title }]} here={destination?.beneficiary_name ?? words.one} />
      {destination && <Loaded destination={destination} />}
      {!destination && <Arriving error={error} retry={() => void refetch()} />}
    </>
  );
}

function Loaded({ destination }: { readonly destination: Destination }) {
  const words = useWords(destinationWords);
  const navigate = useNavigate();
  const { id, beneficiary_name: name, iban, account_number: number, bank_code: bank } = destination;
  const mayNotRead = useWhyNot('payouts:read');
  return (
    <>
      <PageHeader
        title={name}
        actions={
          <Button
            look="primary"
            icon={<Plus aria-hidden className="size-4" />}
            off={useWhyNot('payouts:write')}
            onClick={() => void navigate({ to: '/payouts/new', search: { destination_id: id } })}
          >
            {words.pay}
          </Button>
        }
      />
      <div className="space-y-6">
        <Card title={words.one}>
          <Facts>
            <Fact name={iban === null ? words.accountNumber : words.iban}>
              <Iban account={iban ?? number ?? ''} />
            </Fact>
            {bank !== null && (
              <Fact name={words.bankCode}>
                <bdi dir="ltr">{bank}</bdi>
              </Fact>
            )}
            <Fact name={words.country}>{destination.country}</Fact>
            <Fact name={words.currency}>{destination.currency}</Fact>
            <Fact name={words.created}>
              <Time at={destination.created_at} precise />
            </Fact>
            <Fact name={words.id}>
              <bdi dir="ltr">{id}</bdi>
            </Fact>
          </Facts>
        </Card>
        {mayNotRead === undefined ? <PayoutsTo id={id} /> : <NoPermission why={mayNotRead} />}
      </div>
    </>
  );
}

function PayoutsTo({ id }: { readonly id: string }) {
  const words = useWords(destinationWords);
  const search = useMemo(() => ({ destination_id: id }), [id]);
  const list = useList('payout', search, (after, signal) => readPayouts(search, after, signal));
  return (
    <section aria-label={words.payouts} className="space-y-2">
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h2 className="font-semibold">{words.payouts}</h2>
        <Link to="/payouts" search={search} className="text-accent underline">
          {words.allPayouts}
        </Link>
      </div>
      <DataTable
        name="payouts"
        label={words.payouts}
        columns={usePayoutColumns()}
        list={list}
        empty={<Empty title={words.noPayouts} />}
      />
    </section>
  );
}
