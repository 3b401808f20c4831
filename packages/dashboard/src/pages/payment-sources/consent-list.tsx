import type { Consent } from '@sarf/sdk';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Empty } from '../../parts/states.tsx';
import { codeColumn, textColumn, timeColumn } from '../../table/column-kinds.tsx';
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
    textColumn('currency', words.currency, ({ currency }) => currency, { width: 0.6 }),
    textColumn('reference', words.reference, ({ reference }) => reference, { width: 1.2 }),
    timeColumn('expiration_date_time', words.until, ({ expiration_date_time: at }) => at, { width: 1.2 }),
    timeColumn('created_at', words.asked, ({ created_at: at }) => at, { width: 1.2 }),
  ];
}

/** Those that are there once they are chosen. */
function furtherColumns(words: Words): Column<Consent>[] {
  return [
    codeColumn('customer_id', words.customer, ({ customer_id: id }) => id, { width: 1.6, hidden: true }),
    codeColumn('id', words.consentId, ({ id }) => id, { width: 1.6, hidden: true }),
  ];
}
