import type { Consent } from '@sarf/sdk';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Empty } from '../../parts/states.tsx';
import { Time } from '../../parts/time.tsx';
import type { Column } from '../../table/columns.ts';
import { DataTable } from '../../table/data-table.tsx';
import { Filters, SelectFilter } from '../../table/filters.tsx';
import { useList } from '../../table/use-list.ts';
import { useWords } from '../../words/language.ts';
import { ConsentStatusBadge } from './consent-badge.tsx';
import { paymentSourcesRoute } from './routes.ts';
import { readConsents } from './source-queries.ts';
import { consentStatuses, readSourceSearch } from './source-search.ts';
import { consentStatusWords, sourceWords } from './words.ts';

/** All consents, newest first, with the account that each one allows to charge. */
export function ConsentList() {
  const words = useWords(sourceWords);
  const statuses = useWords(consentStatusWords);
  const navigate = useNavigate();
  const search = paymentSourcesRoute.useSearch();
  const { status } = search;
  const list = useList('consent', { status }, (after, signal) => readConsents(search, after, signal));
  const set = (value: string | undefined): void =>
    void navigate({ to: '/payment-sources', search: readSourceSearch({ status: value }), replace: true });
  return (
    <DataTable
      name="payment-sources"
      label={words.consents}
      columns={useConsentColumns()}
      list={list}
      filters={
        <Filters isOn={status !== undefined} clear={() => set(undefined)}>
          <SelectFilter
            label={words.status}
            value={status}
            change={set}
            choices={consentStatuses.map((value) => ({ value, label: statuses[value] }))}
          />
        </Filters>
      }
      empty={
        <Empty title={status ? words.noMatch : words.noConsents}>{status ? undefined : words.noConsentsHint}</Empty>
      }
    />
  );
}

/** The account of a consent, as far as it may be shown. */
const accountOf = ({ bank_identifier: bank, consented_account: account }: Consent): string | undefined =>
  account === null ? undefined : [bank, `••${account.iban_last4}`].filter((text) => text !== null).join(' ');

type Words = ReturnType<typeof useWords<(typeof sourceWords)['en']>>;

function useConsentColumns(): readonly Column<Consent>[] {
  const words = useWords(sourceWords);
  return useMemo(() => [...shownColumns(words), ...furtherColumns(words)], [words]);
}

function shownColumns(words: Words): Column<Consent>[] {
  return [
    {
      id: 'account',
      header: words.account,
      width: 1.4,
      onNarrow: true,
      cell: (consent) => (
        <Link
          to="/payment-sources/$id"
          params={{ id: consent.id }}
          className="rounded font-medium text-accent hover:underline"
        >
          <bdi dir={accountOf(consent) === undefined ? undefined : 'ltr'}>
            {accountOf(consent) ?? words.notChosenYet}
          </bdi>
        </Link>
      ),
      csv: (consent) => accountOf(consent) ?? '',
    },
    {
      id: 'status',
      header: words.status,
      width: 1.2,
      onNarrow: true,
      cell: ({ status }) => <ConsentStatusBadge status={status} />,
      csv: ({ status }) => status,
    },
    {
      id: 'currency',
      header: words.currency,
      width: 0.6,
      cell: ({ currency }) => currency,
      csv: ({ currency }) => currency,
    },
    {
      id: 'reference',
      header: words.reference,
      width: 1.2,
      cell: ({ reference }) => <bdi>{reference ?? ''}</bdi>,
      csv: ({ reference }) => reference ?? '',
    },
    {
      id: 'expiration_date_time',
      header: words.until,
      width: 1.2,
      cell: ({ expiration_date_time: at }) => <Time at={at} />,
      csv: ({ expiration_date_time: at }) => at,
    },
    {
      id: 'created_at',
      header: words.asked,
      width: 1.2,
      cell: ({ created_at: at }) => <Time at={at} />,
      csv: ({ created_at: at }) => at,
    },
  ];
}

/** Those that are there once they are chosen. */
function furtherColumns(words: Words): Column<Consent>[] {
  return [
    {
      id: 'customer_id',
      header: words.customer,
      width: 1.6,
      hidden: true,
      cell: ({ customer_id: id }) => <bdi dir="ltr">{id}</bdi>,
      csv: ({ customer_id: id }) => id,
    },
    {
      id: 'id',
      header: words.consentId,
      width: 1.6,
      hidden: true,
      cell: ({ id }) => <bdi dir="ltr">{id}</bdi>,
      csv: ({ id }) => id,
    },
  ];
}
